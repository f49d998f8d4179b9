@rule:us.notice.korea_2026
Feature: Leaving Korea, national controls on AI chips from 2026-09-01
  This edition holds US law only. Korea is reported, by one source, to control AI chips on its own since 2026-09-01; who
  ships from Korea is told to check.

  Background:
    Given the exporter "Invented Korea Co." in KR, headquartered in KR, parent in none
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Factory" in VN, headquartered in VN, parent in none

  Scenario: From 2026-09-01 a shipment from Korea is shown the notice, on unverified authority
    Given an export from KR to VN on 2026-09-01
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.korea_2026" is given
    And "us.notice.korea_2026" is not verified

  Scenario: The day before, it is not
    Given an export from KR to VN on 2026-08-31
    When it is screened
    Then "us.notice.korea_2026" does not fire

  Scenario: A shipment from Japan is not
    Given an export from JP to VN on 2026-09-01
    When it is screened
    Then "us.notice.korea_2026" does not fire

  Scenario: 한국에서 2026-09-01부터 나가는 품목에는 국내 고시를 확인하라는 안내가 붙는다
    Given 2026-10-01에 KR에서 말레이시아로 가는 수출
    When 심사하면
    Then 결과는 "no_control_found"이다
    And 안내 "us.notice.korea_2026"을 제시한다
