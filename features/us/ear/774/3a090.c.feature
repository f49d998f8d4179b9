Feature: ECCN 3A090.c, high bandwidth memory
  Memory stacks are controlled by themselves since 2 December 2024, when the bandwidth of the package is more than 2 GB/s
  for each square millimetre. Memory already packaged with a processor is judged with that processor instead.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Packaging Co." in CN, headquartered in CN, parent in none

  @rule:us.ear.3a090.c
  Rule: More than 2 GB/s per mm2, since 2 December 2024

    Scenario: A stack of 2.01 GB/s per mm2 is 3A090.c
      Given an export from US to CN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.01        |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.hbm" and nothing else
      And the tier is "us.ear.3a090.c"

    Scenario: A stack of exactly 2 GB/s per mm2 is not
      Given an export from US to CN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2           |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.memory_bandwidth_density" nearly met "us.ear.3a090.c": 2 of 2

    Scenario: A stated ECCN 3A090.c settles it
      Given an export from US to CN on 2025-03-03
      And an item with
        | eccn | 3A090.c |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.hbm" and nothing else
      And the tier is "us.ear.3a090.c"

    Scenario: Without ECCN or density the density is asked for
      Given an export from US to CN on 2025-03-03
      And the item "HBM3E stack" (quantity 100)
      When it is screened
      Then the outcome is "information_needed"
      And only "item.memory_bandwidth_density" is asked

    Scenario: The same stack is not reached the day before
      Given an export from US to CN on 2024-12-01
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.hbm": 2024-12-01 of 2024-12-31

    Scenario: The memory of an H100 is judged with the H100
      Given an export from US to CN on 2025-03-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.hbm" does not fire
