@B7
Feature: A third of the seller's parent belongs to a listed group
  33 percent is below 50, and the seller is not the party the list speaks of: no automatic restriction.

  Scenario: In force, would apply, unknown
    Given the case "inspur-aivres-gap"
    When it is screened
    Then the outcome is "no_control_found"
    And what would apply is "us.bill.chip_security, us.ear.742_6.worldwide"
    And what may apply is "none"
    And nothing is asked

  Scenario: The owner is found on the list, and is an owner of the seller
    Given the case "inspur-aivres-gap"
    When it is screened
    Then the exporter is a match for "Inspur Group Co., Ltd." on "us.entity_list"
    And "us.ear.744_11" does not fire
    And "us.ear.744_11.affiliate" does not fire

  Scenario: While flag 29 was in force, an owner on the list called for the percentage
    Given the case "inspur-aivres-gap"
    And the answer to "red_flag_29" is yes
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_29" and nothing else

  Scenario: A month later the flag is suspended
    Given the case "inspur-aivres-gap"
    And the answer to "red_flag_29" is yes
    When it is screened under the law of 2025-11-15
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_29" has the status "suspended"
