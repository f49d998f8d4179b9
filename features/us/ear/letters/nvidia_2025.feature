Feature: The letter to NVIDIA of 9 April 2025
  The H20 stays under every tier of 3A090 to this day. It is stopped by a letter to its maker, for China, Macau, D:5 and
  companies headquartered there. The letter also speaks of circuits that reach the H20's bandwidths; the figures taken for
  them are those reported for Intel's letter, and nobody verified that they are the same.

  @rule:us.letter.nvidia_2025
  Rule: NVIDIA alone, from 9 April 2025

    @B8
    Scenario: NVIDIA's H20 to China needs a license in May 2025
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2025" and nothing else
      And the tier is "none"
      And "us.letter.nvidia_2025" has the status "letter"
      And "us.letter.nvidia_2025.figures" does not fire

    @B8
    Scenario: Another exporter's H20 does not
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "item.tpp" nearly met "us.ear.3a090.b": 2368 of 2400
      And nothing is asked

    @B8
    Scenario: If nobody says who exports the H20, the engine asks
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.letter.nvidia_2025"
      And only "party.exporter.name" is asked

    @B8
    Scenario: NVIDIA's H20 to China is not reached on 8 April 2025
      Given an export from US to CN on 2025-04-08
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.letter.nvidia_2025": 2025-04-08 of 2025-04-09

    @B7
    Scenario: NVIDIA's H20 for a Singapore subsidiary of a Chinese company needs a license
      Given an export from US to SG on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2025" and nothing else

    Scenario: For a Singapore company without a parent it does not
      Given an export from US to SG on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Straits Cloud Pte. Ltd." in SG, headquartered in SG, parent in none
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: The A10, with less memory bandwidth, is outside the letter
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA A10" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.nvidia_2025" does not fire
      And "us.letter.nvidia_2025.figures" does not fire

  @rule:us.letter.nvidia_2025.figures
  Rule: Other circuits with the H20's bandwidths, on unverified figures

    Scenario Outline: An A10 if it had <dram> GB/s of memory and <io> GB/s of I/O bandwidth would need a license for China
      Given an export from US to CN on 2025-05-05
      And an item with
        | description         | NVIDIA A10 |
        | dram_bandwidth_gb_s | <dram>     |
        | io_bandwidth_gb_s   | <io>       |
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2025.figures" and nothing else
      And "us.letter.nvidia_2025.figures" is not verified
      And "us.letter.nvidia_2025.figures" has the status "letter"
      And "us.letter.nvidia_2025" does not fire

      Examples:
        | dram | io   |
        | 1400 | 299  |
        | 599  | 1100 |
        | 1300 | 400  |

    Scenario Outline: With <dram> and <io> GB/s, below each limit, it needs none
      Given an export from US to CN on 2025-05-05
      And an item with
        | description         | NVIDIA A10 |
        | dram_bandwidth_gb_s | <dram>     |
        | io_bandwidth_gb_s   | <io>       |
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "<fact>" nearly met "us.letter.nvidia_2025.figures": <value> of <needed>

      Examples:
        | dram | io   | fact                             | value | needed |
        | 1399 | 299  | item.dram_bandwidth_gb_s         | 1399  | 1400   |
        | 1300 | 399  | item.dram_plus_io_bandwidth_gb_s | 1699  | 1700   |

    Scenario: NVIDIA's H100 to China needs the license of the general rule and of the letters of 2022 and, on these figures, 2025
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA H100 SXM5 80GB"
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination, us.letter.nvidia_2022, us.letter.nvidia_2025.figures" and nothing else

    Scenario: An NVIDIA circuit of unknown kind with such bandwidth falls under the figures, whether or not it is an H20
      Given an export from US to CN on 2025-05-05
      And an item with
        | kind                | processor |
        | tpp                 | 1500      |
        | performance_density | 1         |
        | dram_bandwidth_gb_s | 1400      |
        | io_bandwidth_gb_s   | 299       |
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2025.figures" and nothing else
