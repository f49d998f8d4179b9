Feature: When the figures, not the stated ECCN, decide the tier
  A method of this rule set, not a provision: known performance figures check a stated ECCN, and decide alone where no
  ECCN settles the level. Network gear, memory, accessories and software have no processing performance to measure.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @rule:us.ear.3a090.by_figures
  Rule: Figures check the label

    Scenario: A label 5A992.c does not hide 3000 TPP
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn                | 5A992.c |
        | tpp                 | 3000    |
        | performance_density | 3       |
        | data_center         | true    |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.b"

    Scenario: A label 5A992.c on a weak circuit is right
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn                | 5A992.c |
        | tpp                 | 1500    |
        | performance_density | 3       |
        | data_center         | true    |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And the term "us.ear.3a090.by_figures" holds

    Scenario: A network card is not measured in TPP
      Given an export from US to CN on 2024-06-03
      And the item "ConnectX-7 400G NIC" (quantity 8)
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And nothing is asked
      And the term "us.ear.3a090.by_figures" does not hold
