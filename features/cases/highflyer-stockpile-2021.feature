@A4 @B7
Feature: A stock bought before any control
  On its day the purchase was lawful; no rule of a later day makes it otherwise.

  Scenario: In force, would apply, unknown
    Given the case "highflyer-stockpile-2021"
    When it is screened
    Then the outcome is "no_control_found"
    And what would apply is "none"
    And what may apply is "none"
    And nothing is asked

  Scenario: The same order on the first day of the rule needs a license
    Given the case "highflyer-stockpile-2021"
    When it is screened under the law of 2022-10-07
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
