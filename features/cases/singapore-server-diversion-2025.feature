@B7
Feature: Servers for Singapore, and then Malaysia
  Which boards are in the chassis decides; every board it may hold is controlled, and a printed rule that was never complied
  with counted on that day.

  Scenario: In force, would apply, unknown
    Given the case "singapore-server-diversion-2025"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.worldwide" and nothing else
    And what would apply is "none"
    And what may apply is "none"
    And only "item.chip" is asked

  Scenario: Two months later the printed rule is not enforced and the chips and the headquarters are asked for
    Given the case "singapore-server-diversion-2025"
    When it is screened under the law of 2025-06-02
    Then the outcome is "information_needed"
    And "us.ear.742_6.worldwide" would apply if it were controlling law
