Feature: Leaving Korea
  AI semiconductors are strategic items under Korean law since 28 February 2025. A single source reports national controls
  from 1 September 2026. This rule set names both and decides neither.

  Background:
    Given the exporter "Invented Korea Co." in KR, headquartered in KR, parent in none
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Factory" in VN, headquartered in VN, parent in none

  @rule:kr.strategic_items
  Rule: Strategic items

    Scenario: From 2025-02-28 a chip that leaves Korea is to be classified there
      Given an export from KR to VN on 2025-02-28
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "kr.strategic_items" is given

    Scenario Outline: No strategic-items notice <when>
      Given <activity> from <from> to VN on <day>
      And the chips stand in KR
      When it is screened
      Then "kr.strategic_items" does not fire

      Examples:
        | when              | activity       | from | day        |
        | on the day before | an export      | KR   | 2025-02-27 |
        | from Japan        | an export      | JP   | 2025-03-03 |
        | a rental          | a cloud rental | KR   | 2025-03-03 |

    Scenario: 한국에서 나가는 칩에는 전략물자 판정을 받으라는 안내가 붙는다
      Given 2025-03-03에 KR에서 말레이시아로 가는 수출
      When 심사하면
      Then 결과는 "no_control_found"이다
      And 안내 "kr.strategic_items"을 제시한다

  @rule:kr.national_controls_2026
  Rule: National controls from 2026-09-01, unverified

    Scenario: From 2026-09-01 a shipment from Korea is shown the notice, on unverified authority
      Given an export from KR to VN on 2026-09-01
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "kr.national_controls_2026" is given
      And "kr.national_controls_2026" is not verified

    Scenario Outline: Not <when>
      Given <activity> from <from> to VN on <day>
      And the chips stand in KR
      When it is screened
      Then "kr.national_controls_2026" does not fire

      Examples:
        | when              | activity       | from | day        |
        | on the day before | an export      | KR   | 2026-08-31 |
        | from Japan        | an export      | JP   | 2026-09-01 |
        | a rental          | a cloud rental | KR   | 2026-09-01 |

    Scenario: 한국에서 2026-09-01부터 나가는 품목에는 국내 고시를 확인하라는 안내가 붙는다
      Given 2026-10-01에 KR에서 말레이시아로 가는 수출
      When 심사하면
      Then 결과는 "no_control_found"이다
      And 안내 "kr.national_controls_2026"을 제시한다
