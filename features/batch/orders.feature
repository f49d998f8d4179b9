Feature: A month of orders in one file
  A row is a line item. Rows of one transaction stand next to each other and are one deal. What cannot be read is set aside with
  its row, column and reason, and takes its whole deal with it: half a deal would be another deal.

  Scenario: The reported case among ordinary business
    Given a file of orders
      | transaction_id | date       | activity | origin | destination | item             | eccn  | quantity | exporter_name        | exporter_country | end_user_name               | end_user_country | end_user_headquarters | end_user_parent |
      | A-1            | 2023-03-15 | export   | US     | CN          | NVIDIA A100 80GB |       | 8        | Example Systems Inc. | US               | Invented Shenzhen Computing | CN               | CN                    | none            |
      | B-1            | 2023-03-15 | export   | US     | DE          | 27-inch monitor  | EAR99 | 40       | Example Systems Inc. | US               | Erfundene Werke GmbH        | DE               | DE                    | none            |
    When the file is screened
    Then row 2 says "license_required" because of "us.ear.742_6.destination"
    And row 3 says "no_control_found"
    And no row is rejected

  Scenario: Lines of one deal are decided together, each under its own tier
    Given a file of orders
      | transaction_id | date       | activity | origin | destination | item            | eccn  | quantity | end_user_name    | end_user_country | end_user_headquarters | end_user_parent |
      | A-2            | 2024-06-03 | export   | US     | CN          | wired mouse     | EAR99 | 40       | Invented Systems | CN               | CN                    | none            |
      | A-2            |            |          |        |             | NVIDIA H100 SXM |       | 8        |                  |                  |                       |                 |
    When the file is screened
    Then row 2 says "license_required" because of "us.ear.742_6.destination"
    And the tier of row 2 is ""
    And the tier of row 3 is "us.ear.3a090.a; us.ear.4a090.a"

  Scenario: A headquarters nobody stated is asked for, in a file as anywhere
    Given a file of orders
      | transaction_id | date       | activity | origin | destination | item                 | quantity | end_user_name                   | end_user_country | end_user_headquarters |
      | A-3            | 2024-09-02 | export   | US     | SG          | H100 SXM5 80GB       | 64       | Invented Intelligence Pte. Ltd. | SG               | SG                    |
    When the file is screened
    Then row 2 says "information_needed" because of "us.ear.742_6.headquarters"
    And row 2 asks for "party.end_user.parent_country"

  Scenario Outline: What cannot be read is said, and nothing is guessed
    Given a file of orders
      | transaction_id | date   | activity | origin | destination   | item            | eccn  | quantity   |
      | X-1            | <date> | export   | US     | <destination> | 27-inch monitor | EAR99 | <quantity> |
      | X-1            |        |          |        |               | keyboard        | EAR99 | 4          |
      | B-2            | 2024-03-15 | export | US   | DE            | 27-inch monitor | EAR99 | 2          |
    When the file is screened
    Then row 2 is rejected for its "<column>"
    And row 3 is rejected for its "transaction_id"
    And row 4 says "no_control_found"

    Examples:
      | date       | destination | quantity | column      |
      | 31.02.2024 | DE          | 2        | date        |
      | 2024-02-31 | DE          | 2        | date        |
      | 2024-03-15 | Freedonia   | 2        | destination |
      | 2024-03-15 | DE          | eight    | quantity    |

  Scenario: Norway is a country, and 3E001 is no number
    Given a file of orders
      | transaction_id | date       | activity           | origin | destination | item                      | eccn  | end_user_name | end_user_country | end_user_headquarters | end_user_parent |
      | N-1            | 2024-03-15 | technology_release | US     | NO          | IC manufacturing know-how | 3E001 | Oppdiktet AS  | NO               | NO                    | none            |
    When the file is screened
    Then no row is rejected
    And row 2 asks for "answers.technology_for"
