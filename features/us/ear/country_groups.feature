Feature: Country Groups on the day (15 CFR part 740, supplement no. 1)
  The groups decide where a chip may go, and they change. Every membership is dated; a membership that rests on an
  unsettled reading is marked unverified, and so is every decision that needs it.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)

  @rule:us.ear.hq_macau_d5
  Rule: Cambodia was in D:5 from 2021-12-09; the State Department took it off its list on 2025-11-07, the table on 2026-02-03

    Scenario: A Japanese site of a company headquartered in Cambodia needs a license on 2025-11-06
      Given an export from US to JP on 2025-11-06
      And the end_user "Invented Phnom Penh Group KK" in JP, headquartered in KH, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else

    Scenario Outline: Between the two dates the requirement rests on an unverified membership, and says so (<day>)
      Given an export from US to JP on <day>
      And the end_user "Invented Phnom Penh Group KK" in JP, headquartered in KH, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And "us.ear.742_6.headquarters" is not verified
      And the decision warns "us.ear.742_6.headquarters"

      Examples:
        | day        |
        | 2025-11-07 |
        | 2026-02-02 |

    Scenario: From 2026-02-03 the headquarters in Cambodia no longer counts
      Given an export from US to JP on 2026-02-03
      And the end_user "Invented Phnom Penh Group KK" in JP, headquartered in KH, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.headquarters" does not fire

    Scenario: Cambodia itself stays a controlled destination, in D:1, under a milder policy
      Given an export from US to KH on 2026-02-03
      And the end_user "Invented Data Center" in KH, headquartered in KH, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_approval"

  @rule:us.ear.d1_d4_d5
  Rule: Nicaragua moved to D:1 and D:5 on 2024-03-15

    Scenario: An H100 to Managua needs a license from 2024-03-15
      Given an export from US to NI on 2024-03-15
      And the end_user "Invented Data Center" in NI, headquartered in NI, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: The day before, it needed none
      Given an export from US to NI on 2024-03-14
      And the end_user "Invented Data Center" in NI, headquartered in NI, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2024-03-14 of 2024-03-15

  @rule:us.ear.hq_macau_d5
  Rule: Cyprus left D:5 on 2024-05-30

    Scenario: A company headquartered in Cyprus needs a license on the last day in D:5
      Given an export from US to CY on 2024-05-29
      And the end_user "Invented Holding Ltd" in CY, headquartered in CY, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else

    Scenario: From 2024-05-30 it needs none
      Given an export from US to CY on 2024-05-30
      And the end_user "Invented Holding Ltd" in CY, headquartered in CY, parent in none
      When it is screened
      Then the outcome is "no_control_found"

  @rule:us.ear.d1_d4_d5
  Rule: Ethiopia is in D:5 by a note to the group that the table does not show

    Scenario: An H100 to Addis Ababa is taken to need a license, on an unverified membership
      Given an export from US to ET on 2024-06-03
      And the end_user "Invented Data Center" in ET, headquartered in ET, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" is not verified
      And the decision warns "us.ear.742_6.destination"

    Scenario: An H100 to Nairobi needs none
      Given an export from US to KE on 2024-06-03
      And the end_user "Invented Data Center" in KE, headquartered in KE, parent in none
      When it is screened
      Then the outcome is "no_control_found"

  @C2 @rule:us.ear.advanced_computing.destination
  Rule: The United Arab Emirates moved from D:4 to A:5 on 2026-07-10 and stayed a named destination

    Scenario: A company in Dubai needs a license before the move
      Given an export from US to AE on 2026-07-09
      And the end_user "Invented Data Company" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the term "us.ear.advanced_computing.destination" holds

    Scenario: And after it, unless it is approved
      Given an export from US to AE on 2026-07-10
      And the end_user "Invented Data Company" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" cites "91 FR 43034"
      And the exception "us.ear.740_supp8.uae" is open
      And the term "us.ear.advanced_computing.destination" holds

  @rule:us.ear.advanced_computing.destination
  Rule: Hong Kong is counted as China since 2020-12-23

    Scenario: An H100 to Hong Kong needs a license like one to China
      Given an export from US to HK on 2022-10-07
      And the end_user "Invented Trading Ltd" in HK, headquartered in HK, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"
      And the term "us.ear.advanced_computing.destination" holds

    Scenario: A headquarters in Hong Kong counts as one in D:5
      Given an export from US to JP on 2024-06-03
      And the end_user "Invented Trading KK" in JP, headquartered in HK, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else

    Scenario: Taiwan is not counted as China
      Given an export from US to TW on 2024-06-03
      And the end_user "Invented Trading Ltd" in TW, headquartered in TW, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And the term "us.ear.advanced_computing.destination" does not hold

  @rule:us.ear.macau_d5 @rule:us.ear.advanced_computing.destination
  Rule: Macau is not in D:5 and is named beside it, since January 2023

    Scenario: On 2023-01-16 an H100 to Macau needs no license
      Given an export from US to MO on 2023-01-16
      And the end_user "Invented Resort Data Ltd" in MO, headquartered in MO, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2023-01-16 of 2023-01-17

    Scenario: On 2023-01-17 it is taken to need one; the first day rests on memory
      Given an export from US to MO on 2023-01-17
      And the end_user "Invented Resort Data Ltd" in MO, headquartered in MO, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" is not verified

    Scenario: From 2023-01-18 it needs one
      Given an export from US to MO on 2023-01-18
      And the end_user "Invented Resort Data Ltd" in MO, headquartered in MO, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: A headquarters in Macau counts like one in D:5
      Given an export from US to JP on 2024-06-03
      And the end_user "Invented Resort Data KK" in JP, headquartered in MO, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
