Feature: The .z paragraphs at the lower level
  An item of another ECCN that reaches 3A090.b is controlled like 3A090.b, since 17 November 2023.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @rule:us.ear.z.b
  Rule: Another ECCN that reaches the lower level

    Scenario: A 4A003.z.2 computer of 2400 TPP is controlled like 3A090.b
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn                | 4A003.z.2 |
        | tpp                 | 2400      |
        | performance_density | 1.6       |
        | data_center         | true      |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "case_by_case"
      And the exception "us.ear.740_8.nac" is open
      And the term "us.ear.z.b" holds

    Scenario: A 5A992 computer of 2399 TPP and density 1.6 is below the lower level
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn                | 5A992.c |
        | tpp                 | 2399    |
        | performance_density | 1.6     |
        | data_center         | true    |
      When it is screened
      Then the outcome is "no_control_found"
      And "item.tpp" nearly met "us.ear.3a090.b": 2399 of 2400
      And the term "us.ear.4a090.b" does not hold
      And the term "us.ear.z.b" does not hold
