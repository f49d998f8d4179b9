@rule:us.ear.744_22.named
Feature: Military-intelligence bodies that 15 CFR 744.22(f)(2) names
  Outside the countries of the section only these count, and every item needs a license. Names are met as the text writes or
  abbreviates them, and only of the states it names: others have bodies of the same names.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario Outline: <name> of <state> receives a cable in <where> on <day>
    Given an export from US to <where> on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "<name>" in <where>, headquartered in <state>, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_22.named" and nothing else
    And the review policy is "presumption_of_denial"
    And nothing is asked

    Examples:
      | name                                              | state | where | day        |
      | Intelligence Bureau of the Joint Staff Department | CN    | SG    | 2021-03-16 |
      | Reconnaissance General Bureau                     | KP    | MY    | 2026-06-01 |
      | Main Intelligence Directorate                     | RU    | RS    | 2026-06-01 |

  Scenario Outline: <name> of <state> on <day> is not one of them
    Given an export from US to SG on <day>
    And an item with
      | eccn | EAR99 |
    And these parties
      | role     | name   | country | headquarters | government_of |
      | end_user | <name> | SG      | <state>      | <state>       |
    When it is screened
    Then "us.ear.744_22.named" does not fire
    And the outcome is "no_control_found"

    Examples:
      | name                                              | state | day        |
      | Intelligence Bureau of the Joint Staff Department | CN    | 2021-03-15 |
      | Invented Bureau of Market Intelligence            | SG    | 2026-06-01 |
      | Directorate of Military Intelligence              | IN    | 2026-06-01 |

  Scenario: Of which state such a body is has to be asked
    Given an export from US to SG on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And these parties
      | role     | name                                 | country |
      | end_user | Directorate of Military Intelligence | SG      |
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "us.ear.744_22.named" and nothing else
    And "party.end_user.government_of" is asked
