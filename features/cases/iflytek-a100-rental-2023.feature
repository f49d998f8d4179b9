@B7
Feature: A listed company rents what it may not buy
  The Entity List governs items, not rented time: the user is found on the list, and nothing in force reaches the rental.

  Scenario: In force, would apply, unknown
    Given the case "iflytek-a100-rental-2023"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.rental_not_export" is given
    And the notice "us.notice.gp10" is given
    And what would apply is "none"
    And what may apply is "none"
    And nothing is asked

  Scenario: The user is found on the list, and the decision says what that means for a rental
    Given the case "iflytek-a100-rental-2023"
    When it is screened
    Then the end_user is a match for "IFLYTEK" on "us.entity_list"
    And the notice "us.notice.listed_rental" is given
    And the decision warns "names were compared with: embedded"
    And the decision warns "not loaded, so not compared"
