Feature: ECCN 3A090.a, the upper tier of advanced computing circuits
  The upper tier has had two definitions. From 7 October 2022 a circuit had to be both strong (4800, bit length times
  TOPS) and fast between chips (600 GB/s). Since 17 November 2023 the link no longer counts: 4800 TPP are enough, and so
  are 1600 TPP on a dense die (5.92 TPP per mm2). Chips cut down to the letter of the first test fall under the second.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @rule:us.ear.3a090.a
  Rule: From 7 October 2022 until 16 November 2023 both figures must be reached

    @A1
    Scenario: The A100 and its 600 GB/s link are 3A090 in December 2022
      Given an export from US to CN on 2022-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a, us.ear.4a090.a"

    @A2
    Scenario: The A800, as strong as an A100, misses the test of 2022 by its slower link
      Given an export from US to CN on 2023-05-08
      And the item "NVIDIA A800 80GB" (quantity 1000)
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.io_bandwidth_gb_s" nearly met "us.ear.3a090.a": 400 of 600
      And "as_of" nearly met "us.ear.742_6.destination": 2023-05-08 of 2023-11-17

    @A2
    Scenario: The H800 is still sold to China in May 2023 for the same reason
      Given an export from US to CN on 2023-05-08
      And the item "NVIDIA H800 SXM5" (quantity 1000)
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.io_bandwidth_gb_s" nearly met "us.ear.3a090.a": 400 of 600

    Scenario: A circuit exactly at 4800 and 600 GB/s is controlled
      Given an export from US to CN on 2022-12-01
      And an item with
        | kind              | processor |
        | form              | ic        |
        | tpp               | 4800      |
        | io_bandwidth_gb_s | 600       |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a"

    Scenario Outline: A circuit of <tpp> and <io> GB/s is just below the test of 2022
      Given an export from US to CN on 2022-12-01
      And an item with
        | kind              | processor |
        | form              | ic        |
        | tpp               | <tpp>     |
        | io_bandwidth_gb_s | <io>      |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "<fact>" nearly met "us.ear.3a090.a": <value> of <needed>

      Examples:
        | tpp  | io  | fact                   | value | needed |
        | 4799 | 600 | item.tpp               | 4799  | 4800   |
        | 4800 | 599 | item.io_bandwidth_gb_s | 599   | 600    |

    Scenario: Without the link speed nobody can say whether a strong circuit is 3A090 in 2022
      Given an export from US to CN on 2022-12-01
      And an item with
        | kind | processor |
        | form | ic        |
        | tpp  | 4800      |
      When it is screened
      Then the outcome is "information_needed"
      And only "item.io_bandwidth_gb_s" is asked

    Scenario: A stated ECCN 3A090 level is believed when no figure can check it
      Given an export from US to CN on 2022-12-01
      And an item with
        | eccn | 3A090.a |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else

  @rule:us.ear.3a090.a
  Rule: Since 17 November 2023, 4800 TPP are enough (3A090.a.1)

    @A2
    Scenario: The A800 is 3A090.a once the link no longer counts
      Given an export from US to CN on 2023-12-01
      And the item "NVIDIA A800 80GB" (quantity 1000)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a, us.ear.4a090.a"
      And the review policy is "presumption_of_denial"

    Scenario: 4800 TPP settle the tier whatever the die
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind        | processor |
        | form        | ic        |
        | tpp         | 4800      |
        | data_center | true      |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a"

    Scenario: 4799 TPP on a large, thin die are below both tiers
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 4799      |
        | performance_density | 1.59      |
        | data_center         | true      |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.tpp" nearly met "us.ear.3a090.a": 4799 of 4800

    Scenario: The RTX 4090 is 3A090.a by its performance though nobody markets it for data centers
      Given an export from US to CN on 2024-06-03
      And the item "GeForce RTX 4090" (quantity 6)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a, us.ear.4a090.a"

  @rule:us.ear.3a090.a
  Rule: Since 17 November 2023, 1600 TPP on a dense die are enough too (3A090.a.2)

    Scenario: The small L4 is upper tier by its performance density
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA L4 24GB" (quantity 20)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a, us.ear.4a090.a"
      And the review policy is "presumption_of_denial"

    Scenario: 1600 TPP at 5.92 per mm2 are upper tier
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 1600      |
        | performance_density | 5.92      |
        | data_center         | true      |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a"

    Scenario: 1599 TPP stay free however dense the die
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 1599      |
        | performance_density | 6         |
        | data_center         | true      |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.tpp" nearly met "us.ear.3a090.a": 1599 of 1600

    Scenario: 1600 TPP at 5.91 per mm2 fall to the lower tier
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 1600      |
        | performance_density | 5.91      |
        | data_center         | true      |
      When it is screened
      Then the outcome is "license_required"
      And the tier is "us.ear.3a090.b"

    Scenario: Between 1600 and 2400 TPP the die area is asked for
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind        | processor |
        | form        | ic        |
        | tpp         | 2000      |
        | data_center | true      |
      When it is screened
      Then the outcome is "information_needed"
      And "item.performance_density" is asked
