@rule:us.notice.aggregate_compute
Feature: Many smaller chips add up
  The 3A090 and 4A090 levels are per circuit and do not add chips up. But three or four chips below the level give the performance
  of a controlled one. The engine neither passes this in silence nor calls it controlled: it says so.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @A3 @B9
  Scenario: 3,000 H800 in May 2023, each below the level: not controlled, but the bundle is shown
    Given an export from US to CN on 2023-05-15
    And the item "NVIDIA H800 SXM5 80GB" (quantity 3000)
    When it is screened
    Then the outcome is "no_control_found"
    And the tier is "none"
    And the notice "us.notice.aggregate_compute" is given
    And "item.io_bandwidth_gb_s" nearly met "us.ear.3a090.a": 400 of 600

  @A3
  Scenario: A single H800 is no bundle
    Given an export from US to CN on 2023-05-15
    And the item "NVIDIA H800 SXM5 80GB" (quantity 1)
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.aggregate_compute" does not fire

  @A3
  Scenario: Chips of two order lines are added up, however they are mixed
    Given an export from US to CN on 2023-05-15
    And the item "NVIDIA A800 SXM4 80GB" (quantity 3)
    And the item "NVIDIA H800 SXM5 80GB" (quantity 1)
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.aggregate_compute" is given

  @B9
  Scenario Outline: <quantity> H20 add up to <together> than one controlled chip
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA H20 96GB" (quantity <quantity>)
    When it is screened
    Then the outcome is "no_control_found"
    And <consequence>

    Examples:
      | quantity | together | consequence                                        |
      | 2        | less     | "us.notice.aggregate_compute" does not fire        |
      | 3        | more     | the notice "us.notice.aggregate_compute" is given  |

  Scenario: Before 2022-10-07 there was no level to add up to
    Given an export from US to CN on 2022-10-06
    And the item "NVIDIA A800 SXM4 80GB" (quantity 3000)
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.aggregate_compute" does not fire

  Scenario: A controlled chip needs no adding up
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then the outcome is "license_required"
    And "us.notice.aggregate_compute" does not fire

  Scenario Outline: <quantity> circuits of <tpp> TPP each: the notice is given for <given>
    Given an export from US to CN on 2024-06-03
    And an item with
      | kind                | processor  |
      | form                | card       |
      | chip                | nvidia-h20 |
      | tpp                 | <tpp>      |
      | performance_density | 1          |
      | quantity            | <quantity> |
    When it is screened
    Then "us.notice.aggregate_compute" <says>

    Examples:
      | quantity | tpp  | given              | says                                                                    |
      | 3        | 1600 | three, exactly 4800 | cites "15 CFR part 774 supp. 1, ECCNs 3A090, 4A090 (parameters are per integrated circuit)" |
      | 2        | 2400 | two, exactly 4800 | cites "15 CFR part 774 supp. 1, ECCNs 3A090, 4A090 (parameters are per integrated circuit)" |
      | 2        | 2399.5 | two, one TPP short | does not fire                                                         |
      | 2        | 2399.99 | two, a hair short | does not fire                                                         |
