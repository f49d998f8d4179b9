@C2 @rule:us.notice.sovereign_buyer
Feature: States as buyers
  A government is judged like any other party: by the country of destination and of headquarters on the day. Partner
  countries of Country Group A:5, the United Kingdom among them, are outside the advanced-computing destinations. The UAE
  was in D:4 until 2026-07-09; from the next day its government is licence-free under supplement no. 8 to part 740.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA H100 SXM5 80GB" (quantity 64)

  Rule: Until 2026-07-09

    Scenario: A public supercomputer of the United Kingdom needs no license
      Given an export from US to GB on 2024-06-03
      And these parties
        | role     | name                          | country | headquarters | parent | government_of |
        | end_user | Invented Department of Compute | GB      | GB           | none   | GB            |
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.notice.sovereign_buyer" is given

    Scenario: A ministry of the United Arab Emirates needs a license on the last day in D:4
      Given an export from US to AE on 2026-07-09
      And these parties
        | role     | name                     | country | headquarters | parent | government_of |
        | end_user | Invented Ministry of Data | AE      | AE           | none   | AE            |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the notice "us.notice.sovereign_buyer" is given

    Scenario: A buyer that is not known to be a government gets no such notice
      Given an export from US to AE on 2026-07-09
      And the end_user "Invented Data Company" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "license_required"
      And "us.notice.sovereign_buyer" does not fire

  Rule: From 2026-07-10

    Scenario: The same ministry needs no license from 2026-07-10, on conditions
      Given an export from US to AE on 2026-07-10
      And these parties
        | role     | name                     | country | headquarters | parent | government_of |
        | end_user | Invented Ministry of Data | AE      | AE           | none   | AE            |
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_supp8.uae" holds
      And the notice "us.notice.sovereign_buyer" is given
      And "us.notice.sovereign_buyer" cites "91 FR 43034"

    Scenario: A buyer that is not known to be a government still needs one, and whether it is one is asked
      Given an export from US to AE on 2026-07-10
      And the end_user "Invented Data Company" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "license_required"
      And "us.notice.sovereign_buyer" does not fire
      And "party.end_user.government_of" is asked
