@rule:us.bill.chip_security
Feature: Chip Security Act (S. 1705, H.R. 3447)
  A bill: chips and computers of the advanced computing levels would need location verification before they leave for, or
  move within, a foreign country. It is shown under what would apply; it decides nothing.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Data Center KK" in JP, headquartered in JP, parent in none

  @B5
  Scenario Outline: An H100 for Japan on <day> is within the bill
    Given an export from US to JP on <day>
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then "us.bill.chip_security" would apply if it were controlling law
    And "us.bill.chip_security" has the status "proposed"
    And "us.bill.chip_security" cites "<cites>"

    Examples:
      | day        | cites                                                                 |
      | 2025-05-08 | S. 1705, 119th Congress, Chip Security Act                            |
      | 2026-03-26 | House Foreign Affairs Committee, vote of 42-0 on H.R. 3447            |
      | 2026-07-14 | Senate manager's amendment to S. 4784 and the failed cloture vote (50-46) |

  Scenario Outline: On <day> it does not rest on "<later>" yet
    Given an export from US to JP on <day>
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then "us.bill.chip_security" does not cite "<later>"

    Examples:
      | day        | later                            |
      | 2026-03-25 | vote of 42-0                     |
      | 2026-07-13 | Senate manager's amendment       |

  @B5
  Scenario: It decides nothing
    Given an export from US to JP on 2026-08-03
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bill.chip_security" would apply if it were controlling law
    And nothing is asked

  Scenario Outline: Not <when>
    Given <activity> from US to <to> on <day>
    And the item "<chip>" (quantity 8)
    And the chips stand in <to>
    When it is screened
    Then "us.bill.chip_security" does not fire

    Examples:
      | when                        | activity               | to | day        | chip                  |
      | on the day before           | an export              | JP | 2025-05-07 | NVIDIA H100 SXM5 80GB |
      | a chip below every level    | an export              | JP | 2025-06-03 | NVIDIA RTX A2000      |
      | inside the United States    | an in-country transfer | US | 2026-04-01 | NVIDIA H100 SXM5 80GB |
      | a rental                    | a cloud rental         | JP | 2026-08-03 | NVIDIA H100 SXM5 80GB |
