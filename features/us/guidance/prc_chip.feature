@A5 @rule:us.bis.guidance.prc_chip
Feature: Other Chinese accelerators (BIS guidance of 2025-05-13)
  Hygon, Kunlun, Biren and others are no US exports by themselves. But BIS's list of Ascend chips is not complete: a
  Chinese-designed chip at the 3A090 level raises the question how its die was made. Where too little is published to
  tell the level, a person must look as well.

  Background:
    Given the exporter "Invented Trading Co." in CN, headquartered in CN, parent in none
    And the end_user "Invented Data Center Sdn" in MY, headquartered in MY, parent in none

  Scenario Outline: A <chip> sold from China to Malaysia is looked at by a person from 2025-05-13
    Given an export from CN to MY on 2025-05-13
    And the item "<chip>" (quantity 8)
    When it is screened
    Then the outcome is "review"
    And it is because of "us.bis.guidance.prc_chip" and nothing else
    And "us.bis.guidance.prc_chip" has the status "guidance"

    Examples: At the 3A090 level by published figures
      | chip            |
      | Biren BR100     |
      | Hygon DCU BW200 |
      | Kunlun 1        |

    Examples: Figures too thin to tell
      | chip              |
      | Hygon DCU K100-AI |
      | Kunlun 2          |
      | Kunlun P800       |

  Scenario: The day before, no guidance raised the question
    Given an export from CN to MY on 2025-05-12
    And the item "Kunlun 1"
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bis.guidance.prc_chip" does not fire

  Scenario: A Chinese chip whose figures are far below the level raises no question
    Given an export from CN to MY on 2025-05-13
    And the item "Huawei Ascend 310"
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bis.guidance.prc_chip" does not fire

  Scenario: A chip at the same level of a designer elsewhere raises no such question
    Given an export from US to MY on 2025-06-03
    And the item "NVIDIA H100 SXM5 80GB"
    When it is screened
    Then "us.bis.guidance.prc_chip" does not fire

  Scenario: The named Ascend chips have a rule of their own
    Given an export from CN to MY on 2025-06-03
    And the item "Huawei Ascend 910C"
    When it is screened
    Then the outcome is "prohibited"
    And "us.bis.guidance.prc_chip" does not fire

  Scenario Outline: A Chinese circuit of <tpp> TPP and unknown density <says>
    Given a reexport from CN to MY on 2025-06-02
    And an item with
      | kind             | processor |
      | form             | card      |
      | designer_country | CN        |
      | tpp              | <tpp>     |
      | data_center      | true      |
    And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in none
    When it is screened
    Then "us.bis.guidance.prc_chip" <says>

    Examples:
      | tpp  | says                      |
      | 1600 | has the status "guidance" |
      | 1599 | does not fire             |
