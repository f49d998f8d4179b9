Feature: ECCN 4A090.a, computers and assemblies with an upper-tier circuit
  A card, board, server or rack is controlled by the circuit inside it, since the first rule of October 2022.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @rule:us.ear.4a090.a
  Rule: Anything built around a 3A090.a circuit, since 7 October 2022

    @A1
    Scenario: A server with eight A100 is controlled like the A100 in it
      Given an export from US to CN on 2023-03-15
      And the item "Server with 8x NVIDIA A100 80GB SXM4" (quantity 2)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a, us.ear.4a090.a"

    Scenario: A card with a circuit of 4800 and 600 GB/s is 4A090.a in December 2022
      Given an export from US to CN on 2022-12-01
      And an item with
        | kind              | processor |
        | form              | card      |
        | tpp               | 4800      |
        | io_bandwidth_gb_s | 600       |
      When it is screened
      Then the outcome is "license_required"
      And the tier is "us.ear.3a090.a, us.ear.4a090.a"

    Scenario: The bare circuit is 3A090.a and not 4A090.a
      Given an export from US to CN on 2022-12-01
      And an item with
        | kind              | processor |
        | form              | ic        |
        | tpp               | 4800      |
        | io_bandwidth_gb_s | 600       |
      When it is screened
      Then the outcome is "license_required"
      And the tier is "us.ear.3a090.a"

    Scenario: A card whose circuit misses the link speed is not 4A090.a either
      Given an export from US to CN on 2022-12-01
      And an item with
        | kind              | processor |
        | form              | card      |
        | tpp               | 4800      |
        | io_bandwidth_gb_s | 599       |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.io_bandwidth_gb_s" nearly met "us.ear.3a090.a": 599 of 600
      And the term "us.ear.4a090.a" does not hold

    Scenario Outline: A stated ECCN <eccn> alone puts an item in the tiers "<tier>"
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn | <eccn> |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "<tier>"

      Examples:
        | eccn    | tier                           |
        | 4A090.a | us.ear.3a090.a, us.ear.4a090.a |
        | 3A090.a | us.ear.3a090.a                 |
