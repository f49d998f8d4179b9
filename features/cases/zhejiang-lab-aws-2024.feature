@B1 @B3
Feature: A laboratory means to buy computing power and does not
  An intention is screened like a deal: it says what would hold if the purchase were made, and nothing about a purchase.

  Scenario: In force, would apply, unknown
    Given the case "zhejiang-lab-aws-2024"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.rental_not_export" is given
    And what would apply is "us.iaas.certification, us.iaas.cip, us.iaas.special_measures"
    And what may apply is "us.iaas.reseller, us.iaas.training_report"
    And nothing is asked
