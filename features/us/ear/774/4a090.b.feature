Feature: ECCN 4A090.b, computers and assemblies with a lower-tier circuit
  The paragraph stood empty until 4 April 2024. Before that day this rule set judges a card or server by the 3A090.b
  circuit in it, without the tier of its own.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @rule:us.ear.4a090.b
  Rule: Anything built around a 3A090.b circuit, since 4 April 2024

    Scenario: An A40 card is 4A090.b
      Given an export from US to CN on 2024-04-04
      And the item "NVIDIA A40" (quantity 8)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.b, us.ear.4a090.b"

    Scenario: The day before, the card counts only by its circuit
      Given an export from US to CN on 2024-04-03
      And the item "NVIDIA A40" (quantity 8)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.b"

    Scenario: The bare lower-tier circuit is not 4A090.b
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 3000      |
        | performance_density | 3         |
        | data_center         | true      |
      When it is screened
      Then the outcome is "license_required"
      And the tier is "us.ear.3a090.b"
