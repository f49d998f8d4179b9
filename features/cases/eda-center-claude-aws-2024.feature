@B1
Feature: An account registered abroad gives access to a hosted model
  Access is to a model, not to a chip: rules about chips are not the right test, and no infrastructure is provided.

  Scenario: In force, would apply, unknown
    Given the case "eda-center-claude-aws-2024"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.rental_not_export" is given
    And what would apply is "none"
    And what may apply is "us.bill.hr8152"
    And nothing is asked

  Scenario: The customer identification of infrastructure does not ask about it
    Given the case "eda-center-claude-aws-2024"
    When it is screened
    Then "us.iaas.cip" does not fire
