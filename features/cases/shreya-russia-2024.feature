@B7
Feature: From India to Russia
  Not every diversion goes to China: a reexport of H100 to Russia meets two controls.

  Scenario: In force, would apply, unknown
    Given the case "shreya-russia-2024"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination, us.ear.746_8.russia" and nothing else
    And what would apply is "none"
    And what may apply is "none"
    And nothing is asked
