@B1 @C1
Feature: A Chinese platform company rents H100 on United States soil
  The chips never leave the United States. The identification proposal would ask who the customer is; the bill of the day may
  reach it.

  Scenario: In force, would apply, unknown
    Given the case "bytedance-oracle-us-2024"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.rental_not_export" is given
    And what would apply is "us.iaas.certification, us.iaas.cip, us.iaas.special_measures"
    And what may apply is "us.bill.hr8152, us.iaas.reseller, us.iaas.training_report"
    And nothing is asked

  Scenario: Two years later the House bill and the Senate bill part over users who sit in the United States
    Given the case "bytedance-oracle-us-2024"
    And the deal also says
      | destination | US |
    When it is screened under the law of 2026-06-01
    Then the outcome is "no_control_found"
    And "us.bill.s3519" does not fire
    And "us.bill.hr2683" may apply if it were controlling law
