@rule:us.bill.gain
Feature: GAIN AI Act
  A bill: who applies for a license to send advanced chips to a country of concern would certify that US customers were
  served first. The Senate passed it within its defense bill for 2026, the final act left it out, and it waits as a bill of
  its own.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @B5
  Scenario Outline: An H100 for China on <day> needs a license today and would need the certification, too
    Given an export from US to CN on <day>
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And "us.bill.gain" would apply if it were controlling law
    And "us.bill.gain" cites "<cites>"

    Examples:
      | day        | cites                                                                        |
      | 2025-09-02 | SA 3714 to S. 2296, 119th Congress, GAIN AI Act of 2025                      |
      | 2025-10-09 | S. 2296, 119th Congress, as passed by the Senate (77-20)                     |
      | 2025-12-07 | House amendment to S. 1071 (defense act for 2026), without the GAIN AI Act   |

  @B8
  Scenario Outline: An H20, below every level, is <outcome> S. 3150 on <day>
    Given an export from US to CN on <day>
    And the item "NVIDIA H20 96GB" (quantity 8)
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bill.gain" <says>

    Examples:
      | day        | outcome | says                                          |
      | 2025-10-09 | outside | does not fire                                 |
      | 2025-12-08 | within  | would apply if it were controlling law        |

  Scenario Outline: A circuit with <dram> GB/s of memory and <io> GB/s of interconnect <says> under S. 3150
    Given an export from US to CN on 2026-02-02
    And an item with
      | kind                | processor  |
      | form                | card       |
      | chip                | nvidia-h20 |
      | tpp                 | 1000       |
      | performance_density | 1          |
      | data_center         | true       |
      | dram_bandwidth_gb_s | <dram>     |
      | io_bandwidth_gb_s   | <io>       |
    When it is screened
    Then "us.bill.gain" <says>

    Examples:
      | dram | io | says |
      | 1400 | 100 | would apply if it were controlling law |
      | 1399 | 100 | does not fire |
      | 100 | 1100 | would apply if it were controlling law |
      | 100 | 1099 | does not fire |
      | 900 | 800 | would apply if it were controlling law |
      | 899 | 800 | does not fire |

  Scenario Outline: On <day> it stands at the stage <stage>
    Given an export from US to CN on <day>
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then "us.bill.gain" stands at the stage "<stage>"

    Examples:
      | day        | stage              |
      | 2025-10-08 | introduced         |
      | 2025-12-06 | passed_one_chamber |

  Scenario Outline: Not <when>
    Given <activity> from US to <to> on <day>
    And the item "<chip>" (quantity 8)
    And the end_user "Invented Data Center KK" in <to>, headquartered in <to>, parent in none
    And the chips stand in <to>
    When it is screened
    Then "us.bill.gain" does not fire

    Examples:
      | when                      | activity       | to | day        | chip                  |
      | a rental in autumn 2025   | a cloud rental | CN | 2025-10-09 | NVIDIA H100 SXM5 80GB |
      | a rental since            | a cloud rental | CN | 2026-02-02 | NVIDIA H100 SXM5 80GB |
      | on the day before         | an export      | CN | 2025-09-01 | NVIDIA H100 SXM5 80GB |
      | a small chip in September | an export      | CN | 2025-09-03 | NVIDIA RTX A2000      |
