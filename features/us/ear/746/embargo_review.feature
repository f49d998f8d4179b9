@rule:us.ear.746.embargo_review
Feature: Dealings in embargoed countries that part 746 does not name
  For Cuba, Iran, North Korea and Syria part 746 speaks of exports and reexports. A transfer inside the country is not
  named, but how the item got there decides whether anyone may touch it, so a person must look.

  Background:
    Given the exporter "Invented Reseller" in CU, headquartered in CU, parent in none

  Scenario Outline: A transfer of a graphics card inside <country> is looked at by a person
    Given an in-country transfer from <country> to <country> on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Buyer" in <country>, headquartered in <country>, parent in none
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.746.embargo_review" and nothing else
    And "us.ear.746.embargo_review" cites "15 CFR 736.2(b)(10)"

    Examples:
      | country |
      | CU      |
      | IR      |
      | KP      |
      | SY      |

  Scenario: A transfer inside a country under no embargo is not
    Given an in-country transfer from JO to JO on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Buyer" in JO, headquartered in JO, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.746.embargo_review" does not fire
