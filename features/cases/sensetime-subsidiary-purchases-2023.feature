@B7
Feature: A listed group buys through a subsidiary that is not listed
  Whoever owns the buyer, the destination alone needs a license for an A100.

  Scenario: In force, would apply, unknown
    Given the case "sensetime-subsidiary-purchases-2023"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And what would apply is "none"
    And what may apply is "none"
    And nothing is asked

  Scenario: The listed owner is found by name, and the day's law does not pass the restriction on
    Given the case "sensetime-subsidiary-purchases-2023"
    When it is screened
    Then the end_user is a match for "Beijing Sensetime Technology Development Co., Ltd." on "us.entity_list"
    And the notice "us.notice.listed_owner" is given
    And "us.ear.744_11" does not fire
