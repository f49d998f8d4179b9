Feature: A reviewed false alarm is known good, never no match
  A bakery bears a listed name. Somebody looked, wrote down why it is another party, and until when that stands. The match is
  still shown; it no longer decides, as long as the name, where it is, and the list entry stay as they were reviewed.

  Background:
    Given an export from US to CN on 2024-06-01
    And an item with
      | eccn | EAR99     |
      | kind | accessory |
    And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Inspur Group" in CN, headquartered in CN, parent in none

  Scenario: Reviewed as it is asked for
    Given its name in CN was reviewed and is not "Inspur Group Co., Ltd.", because "a bakery in Jinan, other registration number"
    When it is screened
    Then the end_user is a match for "Inspur Group Co., Ltd." on "us.entity_list"
    And the end_user is shown as known good, because "a bakery in Jinan, other registration number"
    And "us.ear.744_11" does not fire
    And the outcome is "no_control_found"

  Scenario: Reviewed for another country, the review does not hold here
    Given its name in KR was reviewed and is not "Inspur Group Co., Ltd.", because "a bakery in Busan"
    When it is screened
    Then no match of the end_user is known good
    And the outcome is "license_required"
    And it is because of "us.ear.744_11"
