@rule:us.bill.overwatch
Feature: AI OVERWATCH Act (H.R. 6875, S. 4456)
  A bill: licenses for data-center chips to companies of China, Cuba, Iran, North Korea, Russia and Venezuela would go before
  Congress. Its figures reach further down than 3A090: memory bandwidth alone is enough.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @B5
  Scenario Outline: An H200 for China on <day> needs a license, and Congress would see it
    Given an export from US to CN on <day>
    And the item "HGX H200 8-GPU" (quantity 10)
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "license_required"
    And "us.bill.overwatch" would apply if it were controlling law
    And "us.bill.overwatch" has the status "proposed"
    And "us.bill.overwatch" cites "<cites>"

    Examples:
      | day        | cites                                                                     |
      | 2025-12-18 | H.R. 6875, 119th Congress, AI OVERWATCH Act (as introduced)               |
      | 2026-01-21 | House Foreign Affairs Committee, vote of 42-2-1 on H.R. 6875              |
      | 2026-07-14 | Senate manager's amendment to S. 4784 and the failed cloture vote (50-46) |

  Scenario Outline: On <day> it stands at the stage <stage>
    Given an export from US to CN on <day>
    And the item "HGX H200 8-GPU" (quantity 10)
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then "us.bill.overwatch" stands at the stage "<stage>"
    And "us.bill.overwatch" does not cite "Senate manager's amendment"

    Examples:
      | day        | stage      |
      | 2026-01-20 | introduced |
      | 2026-07-13 | committee  |

  @B8
  Scenario: An H20, free of any license today, is within it by its memory bandwidth
    Given an export from US to CN on 2026-02-02
    And the item "NVIDIA H20 96GB" (quantity 8)
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bill.overwatch" would apply if it were controlling law

  Scenario: A Malaysian subsidiary of a Chinese parent is within it
    Given an export from US to MY on 2026-02-02
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in CN
    When it is screened
    Then "us.bill.overwatch" would apply if it were controlling law

  Scenario Outline: A data-center circuit with <dram> GB/s of memory and <io> GB/s of interconnect on <day> <says>
    Given an export from US to CN on <day>
    And an item with
      | kind                | processor |
      | form                | card      |
      | chip                | nvidia-h20 |
      | tpp                 | 1000      |
      | performance_density | 1         |
      | data_center         | true      |
      | dram_bandwidth_gb_s | <dram>    |
      | io_bandwidth_gb_s   | <io>      |
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then "us.bill.overwatch" <says>

    Examples:
      | day | dram | io | says |
      | 2025-12-20 | 1400 | 100 | would apply if it were controlling law |
      | 2025-12-20 | 1399 | 100 | does not fire |
      | 2025-12-20 | 100 | 1100 | would apply if it were controlling law |
      | 2025-12-20 | 100 | 1099 | does not fire |
      | 2025-12-20 | 900 | 800 | would apply if it were controlling law |
      | 2025-12-20 | 899 | 800 | does not fire |
      | 2026-02-02 | 1400 | 100 | would apply if it were controlling law |
      | 2026-02-02 | 1399 | 100 | does not fire |
      | 2026-02-02 | 100 | 1100 | would apply if it were controlling law |
      | 2026-02-02 | 100 | 1099 | does not fire |
      | 2026-02-02 | 900 | 800 | would apply if it were controlling law |
      | 2026-02-02 | 899 | 800 | does not fire |
      | 2026-08-03 | 1400 | 100 | would apply if it were controlling law |
      | 2026-08-03 | 1399 | 100 | does not fire |
      | 2026-08-03 | 100 | 1100 | would apply if it were controlling law |
      | 2026-08-03 | 100 | 1099 | does not fire |
      | 2026-08-03 | 900 | 800 | would apply if it were controlling law |
      | 2026-08-03 | 899 | 800 | does not fire |

  Scenario Outline: Not <when>
    Given <activity> from US to <to> on <day>
    And the item "<chip>" (quantity 8)
    And the end_user "Invented Data Company" in <to>, headquartered in <to>, parent in none
    And the chips stand in <to>
    When it is screened
    Then "us.bill.overwatch" does not fire

    Examples:
      | when                              | activity       | to | day        | chip                  |
      | on the day before                 | an export      | CN | 2025-12-17 | NVIDIA H100 SXM5 80GB |
      | Japan                             | an export      | JP | 2025-12-18 | NVIDIA H100 SXM5 80GB |
      | a chip not made for data centers  | an export      | CN | 2026-02-02 | GeForce RTX 4090      |
      | a rental                          | a cloud rental | CN | 2026-08-03 | NVIDIA H100 SXM5 80GB |
