Feature: Supplement no. 8 to part 740, approved entities in the United Arab Emirates
  On 10 July 2026 the Emirates left D:4 for A:5, yet advanced computing items still need a license there, except for the
  Emirati government, for G42 and Core42 (until 6 April 2027 unless BIS says otherwise) and for eight American companies
  with their subsidiaries. The ultimate consignee and every end user must be approved.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.740_supp8.uae
  Rule: G42 and Core42, from 10 July 2026 to 5 April 2027

    @C2
    Scenario: G42 needs a license on 9 July 2026
      Given an export from US to AE on 2026-07-09
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "Group 42 Holding Ltd" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_approval"

    @C2
    Scenario: From 10 July 2026 it needs none
      Given an export from US to AE on 2026-07-10
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "Group 42 Holding Ltd" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_supp8.uae" holds
      And the duty "us.ear.742_6.destination" is stated
      And "as_of" nearly met "us.ear.742_6.destination": 2026-07-10 of 2027-04-06

    @C2
    Scenario: G42 as end user and Core42 as consignee are approved under their short names
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And the ultimate_consignee "Core42" in AE, headquartered in AE, parent in none
      And the end_user "G42" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_supp8.uae" holds

    @C2
    Scenario: An unlisted consignee between them breaks the chain
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And these parties
        | role               | name                         | country | headquarters | parent | government_of |
        | ultimate_consignee | Invented Falcon Trading LLC  | AE      | AE           | none   |               |
        | end_user           | G42                          | AE      | AE           | none   |               |
      And the answer to "uae_supp8_subsidiary" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And only "party.ultimate_consignee.government_of" is asked

    @C2
    Scenario: On 5 April 2027 the approval still stands, as far as the law is verified
      Given an export from US to AE on 2027-04-05
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "G42" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_supp8.uae" holds
      And the decision warns "law not verified past"

    @C2
    Scenario: From 6 April 2027 the license is back unless BIS gives notice
      Given an export from US to AE on 2027-04-06
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "G42" in AE, headquartered in AE, parent in none
      And the answer to "uae_supp8_subsidiary" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the decision warns "law not verified past"

    @C2
    Scenario: G42 outside the Emirates is not what the supplement is about
      Given an export from US to SA on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "G42" in SA, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_supp8.uae" fails

  @rule:us.ear.740_supp8.uae
  Rule: The Emirati government

    @C2
    Scenario: A government agency is approved
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And these parties
        | role     | name                       | country | headquarters | parent | government_of |
        | end_user | Invented Ministry Office   | AE      | AE           | none   | AE            |
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_supp8.uae" holds

    @C2
    Scenario: A government body of another country is not
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And these parties
        | role     | name                       | country | headquarters | parent | government_of |
        | end_user | Invented Embassy Office    | AE      | SA           | none   | SA            |
      And the answer to "uae_supp8_subsidiary" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_supp8.uae" fails

  @rule:us.ear.740_supp8.uae
  Rule: American companies and their subsidiaries

    @C2
    Scenario Outline: <company> is approved by name
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "<company>" in AE, headquartered in US, parent in none
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_supp8.uae" holds

      Examples:
        | company               |
        | Microsoft Corporation |
        | Amazon                |
        | OpenAI                |

    @C2
    Scenario: A subsidiary of such a company is approved too
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "Invented Gulf Region LLC" in AE, headquartered in AE, parent in US
      And the answer to "uae_supp8_subsidiary" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_supp8.uae" holds

    @C2
    Scenario: Another American company's subsidiary is not
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And these parties
        | role     | name                     | country | headquarters | parent | parent_country | government_of |
        | end_user | Invented Dune Cloud LLC  | AE      | AE           |        | US             | US            |
      And the answer to "uae_supp8_subsidiary" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_supp8.uae" fails

    @C2
    Scenario: For an unlisted Emirati company the engine asks whether it is a subsidiary or a government body
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "Invented Falcon Cloud LLC" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_supp8.uae" is open
      And only "party.end_user.government_of, answers.uae_supp8_subsidiary" is asked

    Scenario: Who has a Chinese parent is not a subsidiary of an American company, whatever is answered
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 100)
      And the end_user "Invented Dune Cloud LLC" in AE, headquartered in AE, parent in CN
      And the answer to "uae_supp8_subsidiary" is yes
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_supp8.uae" is open
