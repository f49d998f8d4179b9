@rule:cn.own_instructions
Feature: China's own instructions on foreign AI chips
  An American license does not say whether the goods are let in. Chinese authorities are reported to steer buyers to
  domestic chips; the engine tells it for deals into China and decides nothing by it.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @B8
  Scenario: An H20 for China in November 2025 needs no license, and may not be welcome
    Given an export from US to CN on 2025-11-05
    And the item "NVIDIA H20 96GB" (quantity 8)
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "cn.own_instructions" is given

  Scenario: An H200 for China in February 2026 needs a license, and customs may stop it
    Given an export from US to CN on 2026-02-02
    And the item "HGX H200 8-GPU" (quantity 10)
    When it is screened
    Then the outcome is "license_required"
    And the notice "cn.own_instructions" is given
    And "cn.own_instructions" cites "Reuters (after News.Az), on H200 at Chinese customs"

  Scenario Outline: Not <when>
    Given <activity> from <from> to <to> on <day>
    And the item "<chip>" (quantity 8)
    And the chips stand in CN
    When it is screened
    Then "cn.own_instructions" does not fire

    Examples:
      | when                                     | activity       | from | to | day        | chip             |
      | on the day before the report             | an export      | US   | CN | 2025-11-04 | NVIDIA H20 96GB  |
      | for Japan                                | an export      | US   | JP | 2025-12-01 | NVIDIA H20 96GB  |
      | a chip not made for data centers         | an export      | US   | CN | 2026-02-02 | GeForce RTX 4090 |
      | a rental                                 | a cloud rental | CN   | CN | 2026-02-02 | NVIDIA H20 96GB  |

  @A5
  Scenario Outline: A Chinese accelerator, the substitute the instructions want, is not concerned
    Given an in-country transfer from CN to CN on 2026-02-02
    And the item "<chip>" (quantity 8)
    When it is screened
    Then "cn.own_instructions" does not fire

    Examples:
      | chip              |
      | Hygon DCU K100-AI |
      | Kunlun 2          |
