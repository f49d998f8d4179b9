Feature: The .z paragraphs at the upper level
  An item classified elsewhere (a computer with encryption, a radiation-hardened circuit) that also reaches 3A090.a keeps
  its ECCN, with a .z. It is controlled like 3A090.a, since 17 November 2023.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @rule:us.ear.z.a
  Rule: Another ECCN that reaches the upper level

    Scenario: A 3A001.z circuit of 4800 TPP is controlled like 3A090.a
      Given an export from US to CN on 2023-12-01
      And an item with
        | eccn                | 3A001.z |
        | tpp                 | 4800    |
        | performance_density | 3       |
        | data_center         | true    |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"
      And the term "us.ear.z.a" holds

    Scenario: A 5A992 computer of 4799 TPP and low density is below the upper level
      Given an export from US to CN on 2023-12-01
      And an item with
        | eccn                | 5A992.c |
        | tpp                 | 4799    |
        | performance_density | 1.59    |
        | data_center         | true    |
      When it is screened
      Then the outcome is "no_control_found"
      And "item.tpp" nearly met "us.ear.3a090.a": 4799 of 4800
      And the term "us.ear.z.a" does not hold

    Scenario: There was no .z on the day before the rule of November 2023
      Given an export from US to CN on 2023-11-16
      And an item with
        | eccn                | 3A001.z |
        | tpp                 | 5000    |
        | performance_density | 3       |
        | io_bandwidth_gb_s   | 400     |
        | data_center         | true    |
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2023-11-16 of 2023-11-17
