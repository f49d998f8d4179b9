@rule:us.ecra.foreign_person
Feature: Foreign person (50 U.S.C. 4801) — not the headquarters test
  The remote-access bills speak of foreign persons. A company located and headquartered abroad is taken as one unless somebody
  says that it is organised under United States law; what is not known stays unknown.

  Background:
    Given a cloud rental from US to SG on 2026-06-01
    And the item "NVIDIA H100"
    And the chips stand in US

  Scenario Outline: Located in <at>, headquartered in <hq>, organised in <under>: the term <verb>
    Given these parties
      | role     | name             | country | headquarters | incorporated_in |
      | end_user | Invented Company | <at>    | <hq>         | <under>         |
    When it is screened
    Then the term "us.ecra.foreign_person" <verb>

    Examples:
      | at | hq | under | verb          |
      | SG | SG |       | holds         |
      | CN | CN | CN    | holds         |
      | US | CN | CN    | does not hold |
      | CN | CN | US    | does not hold |

  Scenario: Where the headquarters is not known, it is asked, and so is whether it is a US person
    Given the end_user "Invented Company" in SG
    And the answer to "secretary_determined_use_could_pose_risk" is yes
    When it is screened assuming "us.bill.hr2683"
    Then the outcome is "information_needed"
    And only "party.end_user.headquarters, party.end_user.us_person" is asked
