@rule:us.ear.732_supp3.flag_19
Feature: Red flag 19: more than 50 billion transistors and HBM for a company headquartered in Macau or Country Group D:5
  It speaks to whoever fabricates: a circuit with more than 50 billion transistors and high-bandwidth memory, made for a
  company headquartered in Macau or D:5, may be a controlled direct product.

  Background:
    Given the foundry "Invented Wafer Co." in TW, headquartered in TW, parent in none
    And the purchaser "Invented Chip Design Ltd." in CN, headquartered in CN, parent in none
    And the end_user "Invented Packaging Pte. Ltd." in SG, headquartered in SG, parent in none

  Scenario Outline: <billion> billion transistors, memory <hbm>: the flag <says>
    Given an export from TW to SG on 2023-11-17
    And an item with
      | kind                | processor |
      | form                | ic        |
      | eccn                | 3A991.p   |
      | us_origin           | false     |
      | transistors_billion | <billion> |
      | has_hbm             | <hbm>     |
    When it is screened
    Then "us.ear.732_supp3.flag_19" <says>

    Examples:
      | billion | hbm   | says                      |
      | 50.1    | true  | has the status "in_force" |
      | 50      | true  | does not fire             |
      | 50.1    | false | does not fire             |

  Scenario: The day before, there was no such flag
    Given an export from TW to SG on 2023-11-16
    And an item with
      | kind                | processor |
      | transistors_billion | 60        |
      | has_hbm             | true      |
    When it is screened
    Then "us.ear.732_supp3.flag_19" does not fire

  Scenario Outline: A designer from <designer> and a purchaser from Singapore: the flag <says>
    Given an export from TW to SG on 2024-06-03
    And an item with
      | kind                | processor  |
      | eccn                | 3A991.p    |
      | us_origin           | false      |
      | transistors_billion | 60         |
      | has_hbm             | true       |
      | designer_country    | <designer> |
    And the deal also says
      | parties.1.headquarters | SG |
      | parties.1.country      | SG |
    When it is screened
    Then "us.ear.732_supp3.flag_19" <says>

    Examples:
      | designer | says                      |
      | CN       | has the status "in_force" |
      | MO       | has the status "in_force" |
      | SG       | does not fire             |

  Scenario: Whoever only sells a finished chip is not meant
    Given an export from TW to SG on 2024-06-03
    And an item with
      | kind                | processor |
      | eccn                | 3A991.p   |
      | us_origin           | false     |
      | transistors_billion | 60        |
      | has_hbm             | true      |
    And the deal also says
      | parties.0.role | seller |
    When it is screened
    Then "us.ear.732_supp3.flag_19" does not fire
