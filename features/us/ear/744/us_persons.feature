@rule:us.ear.744_6.wmd
Feature: What US persons may not support (15 CFR 744.6)
  The section binds US persons wherever they are, also where no item subject to the EAR moves. Renting out computing power
  is a service; that it is no export does not take it out of this section.

  @E2 @rule:us.ear.744_6.support @rule:us.ear.744_6.us_person
  Scenario Outline: A US engineer's support of a <use> end use in <where>
    Given a support from KR to <where> on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And these parties
      | role     | name               | kind       | country | citizenship |
      | provider | J. Doe (invented)  | individual | KR      | US          |
    And the end_user "Invented Works" in <where>, headquartered in <where>, parent in none
    And the end use "<use>" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_6.wmd" and nothing else
    And the term "us.ear.744_6.us_person" holds
    And the term "us.ear.744_6.support" holds
    And the review policy is "case_by_case"
    And "us.ear.744_6.wmd" cites "15 CFR 744.6(b)(1)-(4), (e)(1)"
    And nothing is asked

    Examples:
      | use                 | where |
      | nuclear             | PK    |
      | missile             | CN    |
      | missile             | CU    |
      | chemical_biological | DE    |

  @rule:us.ear.744_6.us_person
  Scenario: A person who is no US person is not bound
    Given a support from KR to PK on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And these parties
      | role     | name                | country | us_person |
      | provider | Example Solutions   | KR      | false     |
    And the end_user "Invented Works" in PK, headquartered in PK, parent in none
    And the end use "nuclear" is true
    When it is screened
    Then the outcome is "no_control_found"
    And the term "us.ear.744_6.us_person" does not hold
    And "us.ear.744_6.wmd" does not fire

  Scenario: Whether the provider is a US person is asked only where something is known of the end use
    Given a support from KR to PK on 2024-06-03
    And these parties
      | role     | name                |
      | provider | Example Solutions   |
    And the end_user "Invented Works" in PK, headquartered in PK, parent in none
    And the end use "nuclear" is true
    When it is screened
    Then the outcome is "information_needed"
    And only "party.provider.us_person" is asked

  Scenario: Where nothing is known of the end use, nothing is asked
    Given a support from KR to PK on 2024-06-03
    And these parties
      | role     | name                |
      | provider | Example Solutions   |
    And the end_user "Invented Works" in PK, headquartered in PK, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And nothing is asked

  @rule:us.ear.744_6.support
  Scenario Outline: Support in the law of <day>: <activity>
    Given a <activity> from US to PK on <day>
    And an item with
      | eccn                   | EAR99 |
      | us_origin              | false |
      | us_content_percent     | 0     |
      | foreign_direct_product | false |
      | designer_country       | KR    |
    And the provider "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Works" in PK, headquartered in PK, parent in none
    And the end use "nuclear" is true
    When it is screened
    Then the term "us.ear.744_6.support" <support>

    Examples:
      | activity     | day        | support       |
      | support      | 2019-06-03 | holds         |
      | reexport     | 2019-06-03 | does not hold |
      | reexport     | 2024-06-03 | holds         |
      | cloud rental | 2024-06-03 | holds         |
      | export       | 2024-06-03 | does not hold |

  @rule:us.ear.744_6.b5
  Scenario Outline: A US cloud provider's <activity> for a military-intelligence user in <where> on <day>
    Given a <activity> from US to <where> on <day>
    And the item "NVIDIA RTX A2000"
    And the chips stand in US
    And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Bureau" in <where>, headquartered in <where>, parent in none
    And the end use "military_intelligence" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_6.b5" and nothing else
    And the review policy is "presumption_of_denial"
    And "us.ear.744_6.b5" cites "86 FR 4865"

    Examples:
      | activity     | where | day        |
      | cloud rental | CN    | 2021-03-16 |
      | cloud rental | MM    | 2021-04-09 |
      | model access | CN    | 2024-06-03 |
      | support      | VE    | 2026-09-01 |

  @rule:us.ear.744_6.b5
  Scenario Outline: Not before its day and not elsewhere: <where> on <day>
    Given a cloud rental from US to <where> on <day>
    And the item "NVIDIA RTX A2000"
    And the chips stand in US
    And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Bureau" in <where>, headquartered in <where>, parent in none
    And the end use "military_intelligence" is true
    When it is screened
    Then "us.ear.744_6.b5" does not fire

    Examples:
      | where | day        |
      | CN    | 2021-03-15 |
      | SG    | 2024-06-03 |

  @rule:us.ear.744_6.c2
  Scenario Outline: Servicing foreign tools in an advanced-node plant in <where> on <day>
    Given a support from KR to <where> on <day>
    And an item with
      | description            | foreign-made tool |
      | eccn                   | EAR99 |
      | us_origin              | false |
      | us_content_percent     | 0     |
      | foreign_direct_product | false |
      | designer_country       | NL    |
    And these parties
      | role     | name               | kind       | country | citizenship |
      | provider | J. Doe (invented)  | individual | KR      | US          |
    And the end_user "Invented Fab" in <where>, headquartered in <hq>, parent in none
    And the end use "advanced_node_facility" is true
    And the answer to "us_person_for_allied_company" is no
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_6.c2" and nothing else
    And the review policy is "presumption_of_denial"

    Examples:
      | where | hq | day        |
      | CN    | US | 2022-10-12 |
      | CN    | CN | 2023-11-17 |
      | MO    | CN | 2024-06-03 |

  @rule:us.ear.744_6.c2
  Scenario Outline: Outside it: a plant in <where> of a company from <hq> on <day>
    Given a support from KR to <where> on <day>
    And an item with
      | description            | foreign-made tool |
      | eccn                   | EAR99 |
      | us_origin              | false |
      | us_content_percent     | 0     |
      | foreign_direct_product | false |
      | designer_country       | NL    |
    And these parties
      | role     | name               | kind       | country | citizenship |
      | provider | J. Doe (invented)  | individual | KR      | US          |
    And the end_user "Invented Fab" in <where>, headquartered in <hq>, parent in none
    And the end use "advanced_node_facility" is true
    When it is screened
    Then "us.ear.744_6.c2" does not fire

    Examples:
      | where | hq | day        |
      | CN    | CN | 2022-10-11 |
      | SG    | CN | 2023-06-05 |
      | CN    | KR | 2024-06-03 |
      | SG    | CN | 2024-06-03 |

  @rule:us.ear.744_6.d4
  Scenario Outline: A natural US person working for an allied company is outside it, answer <answer>
    Given a support from KR to CN on 2024-06-03
    And an item with
      | description            | foreign-made tool |
      | eccn                   | EAR99 |
      | us_origin              | false |
      | us_content_percent     | 0     |
      | foreign_direct_product | false |
      | designer_country       | NL    |
    And these parties
      | role     | name               | kind       | country | citizenship |
      | provider | J. Doe (invented)  | individual | KR      | US          |
    And the end_user "Invented Fab" in CN, headquartered in CN, parent in none
    And the end use "advanced_node_facility" is true
    And the answer to "us_person_for_allied_company" is <answer>
    When it is screened
    Then the outcome is "<outcome>"
    And the exception "us.ear.744_6.d4" <exception>

    Examples:
      | answer | outcome          | exception |
      | yes    | conditions_apply | holds     |
      | no     | license_required | fails     |
