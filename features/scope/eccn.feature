@rule:scope.eccn
Feature: ECCNs outside this rule set
  The rule set covers advanced computing items and their close relatives. An item classified elsewhere is neither cleared
  nor controlled here; a person must look.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Semiconductor Works" in CN, headquartered in CN, parent in none

  Scenario: Chip-making equipment under 3B001 is outside the rule set
    Given an export from US to CN on 2024-06-03
    And an item with
      | description | plasma etcher |
      | eccn        | 3B001.c       |
    When it is screened
    Then the outcome is "review"
    And it is because of "scope.eccn" and nothing else

  Scenario: A card classified 4A994 is inside it
    Given an export from US to CN on 2024-06-03
    And an item with
      | description | workstation card |
      | eccn        | 4A994.l          |
    When it is screened
    Then the outcome is "no_control_found"
    And "scope.eccn" does not fire

  Scenario: EAR99 is inside it
    Given an export from US to CN on 2024-06-03
    And an item with
      | description | rack cabinet |
      | eccn        | EAR99        |
    When it is screened
    Then the outcome is "no_control_found"
    And "scope.eccn" does not fire
