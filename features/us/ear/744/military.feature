@rule:us.flag.military_end_use
Feature: Military and military-intelligence end uses and users (15 CFR 744.21, 744.22)
  A stated military end use in seven countries, or a military-intelligence one in six and in the embargoed countries, is
  put to a person: which items need a license depends on a list this edition does not hold. The paragraphs ask what is
  known; silence is no knowledge.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA RTX A2000"

  Scenario Outline: A small graphics card for a military end use in <where> is reviewed
    Given an export from US to <where> on 2024-06-03
    And the end_user "Invented Institute" in <where>, headquartered in <where>, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "review"
    And it is because of "us.flag.military_end_use" and nothing else
    And "us.flag.military_end_use" is not verified
    And "us.flag.military_end_use" cites "15 CFR 744.21(a), (e); part 744 supp. 2"
    And nothing is asked

    Examples:
      | where |
      | CN    |
      | KH    |
      | MM    |
      | NI    |
      | VE    |

  Scenario: In Russia the license requirement of part 746 stands above the review
    Given an export from US to RU on 2024-06-03
    And the end_user "Invented Institute" in RU, headquartered in RU, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_8.russia" and nothing else
    And "us.flag.military_end_use" is not verified

  Scenario Outline: A military end use in <where> is outside 744.21
    Given an export from US to <where> on 2024-06-03
    And the end_user "Invented Institute" in <where>, headquartered in <where>, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "no_control_found"
    And "us.flag.military_end_use" does not fire

    Examples:
      | where |
      | VN    |
      | PL    |

  Scenario Outline: A military-intelligence end use in <where> is reviewed or worse
    Given an export from US to <where> on 2024-06-03
    And the end_user "Invented Bureau" in <where>, headquartered in <where>, parent in none
    And the end use "military_intelligence" is true
    When it is screened
    Then the outcome is "<outcome>"
    And "us.flag.military_end_use" cites "15 CFR 744.22"

    Examples:
      | where | outcome          |
      | CN    | review           |
      | VE    | review           |
      | IR    | license_required |
      | CU    | license_required |

  Scenario: Nicaragua is in 744.21, not in 744.22
    Given an export from US to NI on 2024-06-03
    And the end_user "Invented Bureau" in NI, headquartered in NI, parent in none
    And the end use "military_intelligence" is true
    When it is screened
    Then the outcome is "no_control_found"
    And "us.flag.military_end_use" does not fire

  Scenario: A stated civil end use is an answer
    Given an export from US to CN on 2024-06-03
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    And the end use "military" is false
    And the end use "military_intelligence" is false
    When it is screened
    Then the outcome is "no_control_found"
    And "us.flag.military_end_use" does not fire

  Scenario: Where nothing is said of a military end use, nothing is asked of one
    Given an export from US to CN on 2024-06-03
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And nothing is asked

  Scenario: 중국의 군사 최종용도로 알려진 소형 그래픽 카드는 검토 대상이다
    Given 2024-06-03에 US에서 중국으로 가는 수출
    And CN에 있는 end_user "Invented Institute", 본사 CN, 모회사 none
    And the end use "military" is true
    When 심사하면
    Then 결과는 "review"이다
    And 근거는 "us.flag.military_end_use"뿐이다
