@rule:scope.possible_match
Feature: A name that may be a listed party's
  A name is no proof. What resembles a listed name is for a person to compare; until then the controls that hang on it stay open.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario: A name close to a listed one
    Given an export from US to CN on 2024-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Insper Group" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "review"
    And it is because of "scope.possible_match" and nothing else
    And "party.end_user.lists" is asked

  Scenario: An owner whose name is close to a listed one
    Given an export from US to MY on 2024-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Insper Group" in CN owns 60 percent of it
    When it is screened
    Then the outcome is "review"
    And it is because of "scope.possible_match" and nothing else

  Scenario: A name like no other
    Given an export from US to CN on 2024-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Orchard Machinery Co Ltd" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "scope.possible_match" does not fire

  @rule:us.bis.guidance.diversion.listed_lookalike
  Scenario: For advanced chips it is a red flag of BIS's own as well
    Given an export from US to MY on 2025-06-03
    And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
    And the end_user "Insper Group" in CN, headquartered in MY, parent in none
    When it is screened
    Then it is because of "scope.possible_match, us.bis.guidance.diversion.listed_lookalike" and nothing else
