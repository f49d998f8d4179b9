@B7
Feature: An institute rents old A100 from a computing center in its own country
  Neither a US provider nor an export; what stays is General Prohibition Ten for whoever knows of a violation.

  Scenario: In force, would apply, unknown
    Given the case "ustc-suzhou-a100-rental-2024"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.gp10" is given
    And the notice "us.notice.rental_not_export" is given
    And what would apply is "none"
    And what may apply is "none"
    And nothing is asked
