@rule:us.ecra.foreign_person @rule:us.ecra.presumed_foreign @rule:us.ecra.maybe_entity
Feature: Foreign person (50 U.S.C. 4801(5)) — neither the headquarters test nor the US-person test of EO 13984
  The remote-access bills speak of foreign persons: natural persons without citizenship or permanent residency, entities not
  organised in the United States. A Chinese company's office in the United States is a US person for the identification
  proposal and a foreign person here; its Delaware subsidiary is neither foreign there nor here.

  Background:
    Given a cloud rental from US to SG on 2026-06-01
    And the item "NVIDIA H100"
    And the chips stand in US

  Scenario Outline: An entity located in <at>, headquartered in <hq>, organised in <under>: the term <verb>
    Given these parties
      | role     | name             | country | headquarters | incorporated_in |
      | end_user | Invented Company | <at>    | <hq>         | <under>         |
    When it is screened
    Then the term "us.ecra.foreign_person" <verb>
    And the term "us.ecra.presumed_foreign" <presumed>

    Examples:
      | at | hq | under | verb          | presumed      |
      | SG | SG |       | holds         | holds         |
      | CN | CN | CN    | holds         | does not hold |
      | US | CN | CN    | holds         | does not hold |
      | CN | CN | US    | does not hold | does not hold |
      | SG | US |       | does not hold | does not hold |

  Scenario Outline: A natural person of <citizenship>, resident of <resident>: the term <verb>
    Given these parties
      | role     | name            | kind       | country | citizenship   | permanent_resident_of |
      | end_user | Invented Person | individual | US      | <citizenship> | <resident>            |
    When it is screened
    Then the term "us.ecra.foreign_person" <verb>
    And the term "us.ecra.maybe_entity" does not hold

    Examples:
      | citizenship | resident | verb          |
      | CN          | SG       | holds         |
      | CN          | US       | does not hold |
      | US          | SG       | does not hold |

  Scenario: The presumption is marked wherever a bill rests on it; a stated law of organisation settles it
    Given the end_user "Invented Company" in SG, headquartered in SG, parent in none
    And the answer to "secretary_determined_use_could_pose_risk" is yes
    When it is screened
    Then the term "us.ecra.maybe_entity" holds
    And "us.bill.hr2683" is not verified

  Scenario: Where the headquarters is not known, only that is asked
    Given the end_user "Invented Company" in SG
    And the answer to "secretary_determined_use_could_pose_risk" is yes
    When it is screened assuming "us.bill.hr2683"
    Then the outcome is "information_needed"
    And only "party.end_user.headquarters" is asked
