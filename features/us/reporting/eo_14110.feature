@B6 @rule:us.reporting.eo_14110
Feature: Reports of large models and clusters under EO 14110
  From 30 October 2023 to 20 January 2025 an executive order told Commerce to collect reports on large models and clusters.
  Three yardsticks, any one of which was enough. It was an order to the agency; the engine shows it as a notice of its time.

  Background:
    Given the provider "Invented America Cloud Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Frontier Lab Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA H100 SXM5 80GB" (quantity 20000)

  Scenario Outline: <operations> operations, biological data: <biology>, on <day>
    Given a cloud rental from US to US on <day>
    And the deal also says
      | end_use.training.operations | <operations> |
    And the answer to "trained_on_biological_sequences" is <biology>
    When it is screened
    Then <result>

    Examples:
      | operations                  | biology | day        | result                                         |
      | 200000000000000000000000000 | no      | 2023-10-30 | the notice "us.reporting.eo_14110" is given    |
      | 200000000000000000000000000 | no      | 2025-01-19 | the notice "us.reporting.eo_14110" is given    |
      | 200000000000000000000000    | yes     | 2024-06-03 | the notice "us.reporting.eo_14110" is given    |
      | 100000000000000000000000001 | no      | 2024-06-03 | the notice "us.reporting.eo_14110" is given    |
      | 100000000000000000000001    | yes     | 2024-06-03 | the notice "us.reporting.eo_14110" is given    |
      | 100000000000000000000000    | yes     | 2024-06-03 | "us.reporting.eo_14110" does not fire          |
      | 200000000000000000000000    | no      | 2024-06-03 | "us.reporting.eo_14110" does not fire          |
      | 100000000000000000000000000 | no      | 2024-06-03 | "us.reporting.eo_14110" does not fire          |
      | 200000000000000000000000000 | no      | 2023-10-29 | "us.reporting.eo_14110" does not fire          |
      | 200000000000000000000000000 | no      | 2025-01-20 | "us.reporting.eo_14110" does not fire          |

  Scenario: A large cluster was enough by itself
    Given a cloud rental from US to US on 2024-06-03
    And the answer to "single_data_center_over_100_gbit" is yes
    And the answer to "cluster_1e20_operations_a_second" is yes
    When it is screened
    Then the notice "us.reporting.eo_14110" is given
