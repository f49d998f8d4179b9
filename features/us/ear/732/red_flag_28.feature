@E1 @rule:us.ear.732_supp3.flag_28
Feature: Red flag 28: computing power to train a 4E091 model (supplement no. 3 to 15 CFR part 732)
  Since 2025-01-13 the supplement warns whoever rents out computing power to train a model of 10^26 operations or more for
  an entity headquartered outside the countries of supplement no. 5 to part 740, paragraph (a). BIS does not enforce the
  rule that brought it since 2025-05-13; it is still printed.

  Background:
    Given the provider "Example Cloud Inc." in US, headquartered in US, parent in none
    And the chips stand in US
    And the item "NVIDIA H100 SXM5 80GB" (quantity 16000)

  Scenario Outline: <operations> operations for a user headquartered in <hq>, parent in <parent>: the flag <says>
    Given a cloud rental from US to SG on 2025-01-13
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in <hq>, parent in <parent>
    And the deal also says
      | end_use.purpose             | training     |
      | end_use.training.operations | <operations> |
    When it is screened
    Then "us.ear.732_supp3.flag_28" <says>

    Examples:
      | operations | hq | parent | says                      |
      | 1e26       | SG | none   | has the status "in_force" |
      | 1e26       | JP | CN     | has the status "in_force" |
      | 9.9e25     | SG | none   | does not fire             |
      | 1e26       | JP | none   | does not fire             |
      | 1e26       | TW | US     | does not fire             |

  Scenario: In force it calls for a person
    Given a cloud rental from US to SG on 2025-05-12
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the deal also says
      | end_use.training.operations | 2e26 |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_28" and nothing else
    And "us.ear.732_supp3.flag_28" cites "90 FR 4544"
    And nothing is asked

  Scenario: The day before it was published, there was none
    Given a cloud rental from US to SG on 2025-01-12
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the answer to "red_flag_28" is yes
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_28" does not fire

  Scenario: Not enforced, it is shown and does not count
    Given a cloud rental from US to SG on 2025-05-13
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the deal also says
      | end_use.training.operations | 2e26 |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_28" would apply if it were controlling law
    And "us.ear.732_supp3.flag_28" has the status "not_enforced"
    And nothing is asked

  Scenario: Of a smaller run it would say nothing even then
    Given a cloud rental from US to SG on 2025-05-13
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the deal also says
      | end_use.training.operations | 9.9e25 |
    When it is screened assuming "us.ear.732_supp3.flag_28"
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_28" does not fire

  Scenario: Where nobody says what is computed, it is neither raised nor asked for
    Given a cloud rental from US to SG on 2025-01-13
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_28" does not fire
    And nothing is asked

  Scenario: 답변으로 밝힌 경우에도 시행 기간에는 검토 대상이다
    Given 2025-03-03의 US발 SG행 클라우드 임대
    And SG에 있는 end_user "Invented Models Pte. Ltd.", 본사 SG, 모회사 none
    And the answer to "red_flag_28" is yes
    When 심사하면
    Then 결과는 "review"이다
    And 근거는 "us.ear.732_supp3.flag_28"뿐이다
