@rule:scope.activity
Feature: Activities outside this edition
  This edition holds rules on goods that move: exports, reexports, transfers inside a country. Rental, access to models,
  release of technology and support have no rules of their own here yet; the engine says so instead of passing them.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    And the end_user "Invented Research Co." in CN, headquartered in CN, parent in none

  Scenario Outline: A <activity> to China is outside this edition and goes to a person
    Given a <activity> from US to CN on 2024-06-03
    When it is screened
    Then the outcome is "review"
    And it is because of "scope.activity" and nothing else
    And "us.ear.742_6.destination" does not fire

    Examples:
      | activity           |
      | cloud rental       |
      | technology release |
      | model access       |
      | support            |

  Scenario: An export of the same chips is inside it
    Given an export from US to CN on 2024-06-03
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And "scope.activity" does not fire
