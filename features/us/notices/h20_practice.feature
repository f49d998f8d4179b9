@rule:us.notice.h20_practice
Feature: H20 and MI308, licensing practice since July 2025
  The makers reported in July 2025 that licenses for these chips had been assured. None of it was codified. The engine
  shows the practice and lets the law decide: the H20 is below every level, so only the makers' letters reach it.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario: An H20 for China is shown with the practice from 2025-07-14
    Given an export from US to CN on 2025-07-14
    And the item "NVIDIA H20 96GB" (quantity 8)
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.h20_practice" is given
    And "us.notice.h20_practice" has the status "guidance"
    And "item.tpp" nearly met "us.ear.3a090.b": 2368 of 2400

  Scenario: The day before, there was no such practice
    Given an export from US to CN on 2025-07-13
    And the item "NVIDIA H20 96GB" (quantity 8)
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.h20_practice" does not fire

  Scenario: An H20 for Japan has nothing to do with it
    Given an export from US to JP on 2025-07-14
    And the item "NVIDIA H20 96GB" (quantity 8)
    And the end_user "Invented Data Center KK" in JP, headquartered in JP, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.h20_practice" does not fire
