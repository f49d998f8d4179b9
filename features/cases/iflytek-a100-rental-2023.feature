@B7
Feature: A listed company rents what it may not buy
  The Entity List governs items, not rented time. This edition does not screen lists, and says so.

  Scenario: In force, would apply, unknown
    Given the case "iflytek-a100-rental-2023"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.rental_not_export" is given
    And the notice "us.notice.gp10" is given
    And what would apply is "none"
    And what may apply is "none"
    And nothing is asked

  Scenario: The decision says that lists were not screened
    Given the case "iflytek-a100-rental-2023"
    When it is screened
    Then the decision warns "parties are not screened against the Entity List"
