@rule:us.ear.744_22
Feature: Military-intelligence end uses and users (15 CFR 744.22)
  Any item subject to the EAR, EAR99 included, for a known military-intelligence end use or user in six countries and the
  embargoed ones.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And an item with
      | eccn       | EAR99 |
      | hs_chapter | 94    |

  @rule:us.ear.744_22.country
  Scenario Outline: A cable for a military-intelligence end use in <where> on <day>
    Given an export from US to <where> on <day>
    And the end_user "Invented Bureau" in <where>, headquartered in <where>, parent in none
    And the end use "military_intelligence" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_22"
    And the term "us.ear.744_22.country" holds
    And "us.ear.744_22" cites "86 FR 4865"
    And nothing is asked

    Examples:
      | where | day        |
      | CN    | 2021-03-16 |
      | SY    | 2021-03-16 |
      | MM    | 2021-04-09 |
      | KH    | 2021-12-09 |
      | BY    | 2022-03-02 |
      | BY    | 2022-09-15 |
      | VE    | 2024-06-03 |
      | CU    | 2024-06-03 |
      | KP    | 2026-09-01 |

  @rule:us.ear.744_22.country
  Scenario Outline: Before its day, or elsewhere, <where> on <day> is outside the rule
    Given an export from US to <where> on <day>
    And the end_user "Invented Bureau" in <where>, headquartered in <where>, parent in none
    And the end use "military_intelligence" is true
    When it is screened
    Then "us.ear.744_22" does not fire
    And the term "us.ear.744_22.country" does not hold
    And the outcome is "no_control_found"

    Examples:
      | where | day        |
      | CN    | 2021-03-15 |
      | MM    | 2021-04-08 |
      | KH    | 2021-12-08 |
      | BY    | 2022-03-01 |
      | NI    | 2022-05-02 |
      | NI    | 2024-06-03 |
      | SG    | 2026-09-01 |

  Scenario: The policy is a presumption of denial
    Given an export from US to CN on 2024-06-03
    And the end_user "Invented Bureau" in CN, headquartered in CN, parent in none
    And the end use "military_intelligence" is true
    When it is screened
    Then it is because of "us.ear.744_22" and nothing else
    And the review policy is "presumption_of_denial"

  Scenario: Whether Belarus came in with the rule of March 2022 is not verified
    Given an export from US to BY on 2022-05-02
    And the end_user "Invented Bureau" in BY, headquartered in BY, parent in none
    And the end use "military_intelligence" is true
    When it is screened
    Then "us.ear.744_22" is not verified

  Scenario: A stated no is an answer, and silence asks nothing
    Given an export from US to CN on 2024-06-03
    And the end_user "Invented Bureau" in CN, headquartered in CN, parent in none
    And the end use "military_intelligence" is false
    When it is screened
    Then "us.ear.744_22" does not fire
    And nothing is asked
