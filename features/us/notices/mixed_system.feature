@A6 @rule:us.notice.mixed_system
Feature: Different chips in one order or system
  A computer takes the level of the strongest controlled chip in it (ECCN 4A090). One controlled chip among smaller ones is
  enough; smaller ones do not become controlled by standing beside it, or beside each other.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  Scenario: A system with four H20 and four H100 has the level of the H100
    Given an export from US to CN on 2024-06-03
    And the item "4x H20 + 4x H100"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And the tier is "us.ear.3a090.a, us.ear.4a090.a"
    And the notice "us.notice.mixed_system" is given

  Scenario: Eight H20 alone are no mixed system and stay below every level
    Given an export from US to CN on 2024-06-03
    And the item "8x H20"
    When it is screened
    Then the outcome is "no_control_found"
    And the tier is "none"
    And "us.notice.mixed_system" does not fire

  Scenario: A mixture of chips that are all below the level stays below it, and is shown
    Given an export from US to CN on 2023-05-15
    And the item "NVIDIA A800 SXM4 80GB" (quantity 4)
    And the item "NVIDIA H800 SXM5 80GB" (quantity 4)
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.mixed_system" is given

  Scenario: A processor and its cable are no mixture of chips
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA H20 96GB"
    And the item "NVIDIA power cord"
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.mixed_system" does not fire
