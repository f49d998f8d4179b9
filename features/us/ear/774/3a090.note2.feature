Feature: Note 2 to ECCN 3A090, items that are not for data centers
  Games and workstation cards are outside both tiers, if two things are true: nobody designed or marketed them for data
  centers, and they stay under 4800 TPP. Since 17 November 2023.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none

  @rule:us.ear.3a090.note2
  Rule: Both conditions must be met

    Scenario: The RTX 4090 D was cut to fit under 4800 TPP
      Given an export from US to CN on 2024-06-03
      And the item "GeForce RTX 4090 D" (quantity 50)
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.tpp" nearly met "us.ear.3a090.note2": 4707.2 of 4800

    Scenario: The full RTX 4090 is above 4800 TPP and stays controlled
      Given an export from US to CN on 2024-06-03
      And the item "GeForce RTX 4090" (quantity 50)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a, us.ear.4a090.a"

    Scenario: A dense circuit of 4799 TPP that is not for data centers is not reached
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 4799      |
        | performance_density | 6         |
        | data_center         | false     |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.tpp" nearly met "us.ear.3a090.note2": 4799 of 4800
      And the term "us.ear.3a090.note2" holds

    Scenario: The same circuit marketed for data centers is upper tier
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 4799      |
        | performance_density | 6         |
        | data_center         | true      |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.a"

    Scenario: How the circuit is marketed is asked, because it decides
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 4799      |
        | performance_density | 6         |
      When it is screened
      Then the outcome is "information_needed"
      And "item.data_center" is asked
