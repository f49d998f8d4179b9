@B7
@rule:us.ear.732_supp3.flag_01 @rule:us.ear.732_supp3.flag_02 @rule:us.ear.732_supp3.flag_03 @rule:us.ear.732_supp3.flag_04 @rule:us.ear.732_supp3.flag_05
@rule:us.ear.732_supp3.flag_06 @rule:us.ear.732_supp3.flag_07 @rule:us.ear.732_supp3.flag_08 @rule:us.ear.732_supp3.flag_09 @rule:us.ear.732_supp3.flag_10
@rule:us.ear.732_supp3.flag_11 @rule:us.ear.732_supp3.flag_12 @rule:us.ear.732_supp3.flag_13 @rule:us.ear.732_supp3.flag_14 @rule:us.ear.732_supp3.flag_15
@rule:us.ear.732_supp3.flag_16 @rule:us.ear.732_supp3.flag_17 @rule:us.ear.732_supp3.flag_18 @rule:us.ear.732_supp3.flag_19 @rule:us.ear.732_supp3.flag_20
@rule:us.ear.732_supp3.flag_21 @rule:us.ear.732_supp3.flag_22 @rule:us.ear.732_supp3.flag_23 @rule:us.ear.732_supp3.flag_24 @rule:us.ear.732_supp3.flag_25
@rule:us.ear.732_supp3.flag_26 @rule:us.ear.732_supp3.flag_27
Feature: Red flags of the know-your-customer guidance (supplement no. 3 to 15 CFR part 732)
  A red flag is a circumstance that comes to your notice and makes one suspect that a transaction will violate the EAR. It
  has to be cleared up before going on. Where none is known, nobody need go behind what the customer says: silence raises
  no flag and no question, and no number of flags is a license requirement.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Graphics Pte. Ltd." in SG, headquartered in SG, parent in none

  Scenario Outline: Red flag <n>, noticed on <day>, calls for a person
    Given an export from US to SG on <day>
    And the answer to "red_flag_<n>" is yes
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_<n>" and nothing else
    And "us.ear.732_supp3.flag_<n>" has the status "in_force"
    And "us.ear.732_supp3.flag_<n>" cites "15 CFR part 732 supp. 3, red flag <number>"
    And nothing is asked

    Examples:
      | n  | number | day        |
      | 01 | 1      | 2022-10-06 |
      | 02 | 2      | 2022-10-06 |
      | 03 | 3      | 2022-10-06 |
      | 04 | 4      | 2022-10-06 |
      | 05 | 5      | 2022-10-06 |
      | 06 | 6      | 2022-10-06 |
      | 07 | 7      | 2022-10-06 |
      | 08 | 8      | 2022-10-06 |
      | 09 | 9      | 2022-10-06 |
      | 10 | 10     | 2022-10-06 |
      | 11 | 11     | 2022-10-06 |
      | 12 | 12     | 2022-10-06 |
      | 13 | 13     | 2022-10-06 |
      | 14 | 14     | 2022-10-06 |
      | 15 | 15     | 2023-11-17 |
      | 16 | 16     | 2023-11-17 |
      | 17 | 17     | 2023-11-17 |
      | 18 | 18     | 2023-11-17 |
      | 19 | 19     | 2023-11-17 |
      | 20 | 20     | 2024-12-02 |
      | 21 | 21     | 2024-12-02 |
      | 22 | 22     | 2024-12-02 |
      | 23 | 23     | 2024-12-02 |
      | 24 | 24     | 2024-12-02 |
      | 25 | 25     | 2024-12-02 |
      | 26 | 26     | 2024-12-02 |
      | 27 | 27     | 2024-12-02 |

  Scenario Outline: Red flag <n>, looked for and not there, is none
    Given an export from US to SG on 2024-12-02
    And the answer to "red_flag_<n>" is no
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_<n>" does not fire
    And nothing is asked

    Examples:
      | n  |
      | 01 |
      | 02 |
      | 03 |
      | 04 |
      | 05 |
      | 06 |
      | 07 |
      | 08 |
      | 09 |
      | 10 |
      | 11 |
      | 12 |
      | 13 |
      | 14 |
      | 15 |
      | 16 |
      | 17 |
      | 18 |
      | 19 |
      | 20 |
      | 21 |
      | 22 |
      | 23 |
      | 24 |
      | 25 |
      | 26 |
      | 27 |

  Scenario Outline: Red flag <n> of which nobody speaks is neither raised nor asked for
    Given an export from US to SG on 2024-12-02
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_<n>" does not fire
    And nothing is asked

    Examples:
      | n  |
      | 01 |
      | 02 |
      | 03 |
      | 04 |
      | 05 |
      | 06 |
      | 07 |
      | 08 |
      | 09 |
      | 10 |
      | 11 |
      | 12 |
      | 13 |
      | 14 |
      | 15 |
      | 16 |
      | 17 |
      | 18 |
      | 19 |
      | 20 |
      | 21 |
      | 22 |
      | 23 |
      | 24 |
      | 25 |
      | 26 |
      | 27 |

  Scenario Outline: The day before it was published, red flag <n> was none
    Given an export from US to SG on <day>
    And the answer to "red_flag_<n>" is yes
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_<n>" does not fire

    Examples:
      | n  | day        |
      | 15 | 2023-11-16 |
      | 16 | 2023-11-16 |
      | 17 | 2023-11-16 |
      | 18 | 2023-11-16 |
      | 19 | 2023-11-16 |
      | 20 | 2024-12-01 |
      | 21 | 2024-12-01 |
      | 22 | 2024-12-01 |
      | 23 | 2024-12-01 |
      | 24 | 2024-12-01 |
      | 25 | 2024-12-01 |
      | 26 | 2024-12-01 |
      | 27 | 2024-12-01 |

  Scenario: Many red flags together are still for a person, and no license requirement
    Given an export from US to SG on 2026-06-01
    And the answer to "red_flag_01" is yes
    And the answer to "red_flag_08" is yes
    And the answer to "red_flag_12" is yes
    And the answer to "red_flag_16" is yes
    And the answer to "red_flag_21" is yes
    And the answer to "red_flag_24" is yes
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_01"
    And it is because of "us.ear.732_supp3.flag_24"
    And nothing is asked

  Scenario: A red flag does not lower a license requirement
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA H100 SXM5 80GB"
    And the answer to "red_flag_01" is yes
    When it is screened
    Then the outcome is "license_required"
    And "us.ear.732_supp3.flag_01" has the status "in_force"

  Scenario: A rental raises no red flag by itself
    Given a cloud rental from US to CN on 2024-03-15
    And the answer to "red_flag_01" is no
    When it is screened
    Then "us.ear.732_supp3.flag_01" does not fire

  Scenario: 구매자가 용도를 밝히기를 꺼리면 사람이 검토한다
    Given 2024-12-02에 US에서 SG로 가는 수출
    And the answer to "red_flag_01" is yes
    When 심사하면
    Then 결과는 "review"이다
    And 근거는 "us.ear.732_supp3.flag_01"뿐이다
    And "us.ear.732_supp3.flag_01"의 근거 법령은 "15 CFR part 732 supp. 3, red flag 1"이다
    And 아무것도 묻지 않는다
