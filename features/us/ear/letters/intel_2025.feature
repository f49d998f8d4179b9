Feature: The letter to Intel of April 2025
  The only letter of that spring whose figures were reported: 1400 GB/s of memory bandwidth or 1100 GB/s of input and
  output, or 1700 GB/s of both together. The day and the destinations are not verified.

  @rule:us.letter.intel_2025
  Rule: Intel alone, by bandwidth

    Scenario Outline: An Intel circuit with <dram> GB/s of memory and <io> GB/s of I/O bandwidth needs a license for China
      Given an export from US to CN on 2025-05-05
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 1500      |
        | performance_density | 0         |
        | non_planar          | false     |
        | node_nm             | 28        |
        | data_center         | true      |
        | dram_bandwidth_gb_s | <dram>    |
        | io_bandwidth_gb_s   | <io>      |
      And the exporter "Intel Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.intel_2025" and nothing else
      And "us.letter.intel_2025" is not verified

      Examples:
        | dram | io   |
        | 1400 | 299  |
        | 599  | 1100 |
        | 1300 | 400  |

    Scenario Outline: With <dram> and <io> GB/s, one less than the limit and 1700 together not reached, it needs none
      Given an export from US to CN on 2025-05-05
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 1500      |
        | performance_density | 0         |
        | non_planar          | false     |
        | node_nm             | 28        |
        | data_center         | true      |
        | dram_bandwidth_gb_s | <dram>    |
        | io_bandwidth_gb_s   | <io>      |
      And the exporter "Intel Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "<fact>" nearly met "us.letter.intel_2025": <value> of <needed>

      Examples:
        | dram | io   | fact                     | value | needed |
        | 1399 | 299  | item.dram_bandwidth_gb_s | 1399  | 1400   |
        | 599  | 1099 | item.io_bandwidth_gb_s   | 1099  | 1100   |
        | 1300 | 399  | item.dram_plus_io_bandwidth_gb_s | 1699 | 1700 |

    Scenario: Intel's Gaudi 2 to a Malaysian company without a parent needs none
      Given an export from US to MY on 2025-06-05
      And the item "Intel Gaudi 2" (quantity 8)
      And the exporter "Intel Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.intel_2025" does not fire

    Scenario: For a Malaysian subsidiary of a Chinese company the letter and the headquarters rule both hold
      Given an export from US to MY on 2025-06-05
      And the item "Intel Gaudi 2" (quantity 8)
      And the exporter "Intel Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters, us.letter.intel_2025" and nothing else
