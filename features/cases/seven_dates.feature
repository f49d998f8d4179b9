@B1 @B2 @B5 @B6
Feature: The same rental on seven dates
  A university in Shenzhen rents A100 and H100 servers of a United States cloud through a broker. In law nothing changes in five
  years; what is proposed around it does.

  Background:
    Given the deal also says
      | hosting | US |
    And these parties
      | role     | name                    | country | headquarters | parent |
      | provider | Amazon Web Services     | US      | US           | none   |
      | reseller | Invented Cloud Broker   | CN      | CN           | none   |
      | end_user | Shenzhen University     | CN      | CN           | none   |
    And the item "AWS p4d.24xlarge and p5.48xlarge"

  Scenario Outline: On <day>: <words>
    Given a cloud rental from US to CN on <day>
    When it is screened
    Then the outcome is "no_control_found"
    And nothing is asked
    And what would apply is "<would>"
    And what may apply is "<may>"

    Examples:
      | day        | words                                             | would                                                                                | may                                    |
      | 2021-06-01 | chips are not controlled, nothing is proposed     | none                                                                                 | none                                   |
      | 2022-12-01 | chips are controlled, the rental is not           | none                                                                                 | none                                   |
      | 2024-03-15 | Commerce has proposed to identify customers       | us.iaas.cip, us.iaas.certification, us.iaas.reseller, us.iaas.special_measures       | us.iaas.training_report                |
      | 2024-06-03 | a first bill on remote access is in the House     | us.iaas.cip, us.iaas.certification, us.iaas.reseller, us.iaas.special_measures       | us.iaas.training_report, us.bill.hr8152 |
      | 2025-03-03 | the first bill has died, the order is revoked     | us.iaas.cip, us.iaas.certification, us.iaas.reseller, us.iaas.special_measures       | us.iaas.training_report                |
      | 2025-12-22 | two new bills, one in each chamber                | us.iaas.cip, us.iaas.certification, us.iaas.reseller, us.iaas.special_measures, us.bill.hr2683 | us.iaas.training_report, us.bill.s3519 |
      | 2026-06-01 | one has passed the House, a third counts rentals  | us.iaas.cip, us.iaas.certification, us.iaas.reseller, us.iaas.special_measures, us.bill.scale | us.iaas.training_report, us.bill.hr2683, us.bill.s3519 |
