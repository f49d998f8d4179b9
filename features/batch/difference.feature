Feature: One portfolio under two laws
  The same deals on two days of the law, or with a proposal assumed: which of them change, from what to what, and because of which
  provision.

  Background:
    Given a file of orders
      | transaction_id | date       | activity     | origin | destination | hosting | item             | eccn  | quantity | hours | exporter_name        | exporter_country | end_user_name               | end_user_country | end_user_headquarters | end_user_parent |
      | A-1            | 2022-09-01 | export       | US     | CN          |         | NVIDIA A100 80GB |       | 8        |       | Example Systems Inc. | US               | Invented Shenzhen Computing | CN               | CN                    | none            |
      | A-2            | 2023-05-08 | export       | US     | CN          |         | NVIDIA A800      |       | 100      |       | Example Systems Inc. | US               | Invented Shenzhen Computing | CN               | CN                    | none            |
      | B-1            | 2023-05-08 | export       | US     | DE          |         | 27-inch monitor  | EAR99 | 40       |       | Example Systems Inc. | US               | Erfundene Werke GmbH        | DE               | DE                    | none            |
      | R-1            | 2026-02-02 | cloud_rental | US     | CN          | US      | 8x H100          |       | 1        | 300   | Example Systems Inc. | US               | Invented University         | CN               | CN                    | none            |

  Scenario: The rule of October 2022 begins, the cut-down chip passes
    When the law of 2022-09-30 is compared with that of 2022-12-01
    Then row 2 changes from "no_control_found" to "license_required" because of "us.ear.742_6.destination"
    And row 3 does not change
    And row 4 does not change

  Scenario: The thresholds of November 2023 catch the cut-down chip
    When the law of 2023-05-08 is compared with that of 2023-12-01
    Then row 3 changes from "no_control_found" to "license_required" because of "us.ear.742_6.destination"
    And row 2 does not change

  Scenario: A bill on remote access, if it were law, would turn on what the Secretary determines
    When the law of each day is compared with itself, assuming "us.bill.hr2683"
    Then the comparison is hypothetical
    And row 5 changes from "no_control_found" to "information_needed" because of "us.bill.hr2683"
    And row 2 does not change
