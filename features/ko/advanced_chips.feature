# language: ko
기능: 중국으로 가는 첨단 AI 칩, 처음 세 가지 물음
  이 규칙 집합의 출발점이 된 한국어 기사들은 세 가지를 말한다. 2022년 10월부터 A100과 H100은 중국에 팔 수 없고, 기준을
  피해 만든 A800과 H800은 2023년 봄까지 팔렸으며, H20은 당시 어떤 등급에도 들지 않았다. 여기에 한 가지를 더한다. 중국 밖의
  회사라도 본사나 최종 모회사가 중국에 있으면 허가가 필요하다.

  배경:
    조건 US에 있는 exporter "예시시스템", 본사 US, 모회사 none

  @A1 @rule:us.ear.742_6.destination
  시나리오: 2022년 9월 30일에는 통지를 받지 않은 회사라면 A100을 중국에 수출할 수 있었다
    조건 2022-09-30의 US발 CN행 수출
    그리고 품목 "엔비디아 A100 80GB" 8개
    그리고 CN에 있는 end_user "가상클라우드기술", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "no_control_found"이다
    그리고 "as_of"가 "us.ear.742_6.destination"에 근접한다: 2022-10-07 중 2022-09-30
    그리고 아무것도 묻지 않는다

  @A1 @rule:us.ear.742_6.destination
  시나리오: 2022년 12월에는 A100 수출에 허가가 필요하고 거부가 추정된다
    조건 2022-12-01의 US발 CN행 수출
    그리고 품목 "엔비디아 A100 80GB" 8개
    그리고 CN에 있는 end_user "가상클라우드기술", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.742_6.destination"뿐이다
    그리고 "us.ear.742_6.destination"의 근거 법령은 "87 FR 62186"이다
    그리고 심사 방침은 "presumption_of_denial"이다
    그리고 등급은 "us.ear.3a090.a, us.ear.4a090.a"이다

  @A1 @rule:us.ear.742_6.destination
  시나리오: 같은 거래를 2022년 9월 법령으로 보면 통제가 없다
    조건 2022-12-01의 US발 CN행 수출
    그리고 품목 "엔비디아 A100 80GB" 8개
    그리고 CN에 있는 end_user "가상클라우드기술", 본사 CN, 모회사 none
    만일 2022-09-30 법령으로 심사하면
    그러면 결과는 "no_control_found"이다

  @A2 @rule:us.ear.3a090.a
  시나리오: A800은 칩 간 전송 속도가 느려 2023년 5월 기준에 미달한다
    조건 2023-05-08의 US발 CN행 수출
    그리고 품목 "엔비디아 A800" 1000개
    그리고 CN에 있는 end_user "가상클라우드기술", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "no_control_found"이다
    그리고 등급은 "none"이다
    그리고 "item.io_bandwidth_gb_s"가 "us.ear.3a090.a"에 근접한다: 600 중 400

  @A2 @rule:us.ear.742_6.destination
  시나리오: 전송 속도 기준이 사라진 2023년 12월에는 A800에도 허가가 필요하다
    조건 2023-12-01의 US발 CN행 수출
    그리고 품목 "엔비디아 A800" 1000개
    그리고 CN에 있는 end_user "가상클라우드기술", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.742_6.destination"뿐이다
    그리고 "us.ear.742_6.destination"의 근거 법령은 "88 FR 73458"이다

  @B8 @rule:us.ear.3a090.b
  시나리오: H20은 하위 등급에 32 TPP 모자라 2024년 6월에 통제되지 않는다
    조건 2024-06-03의 US발 CN행 수출
    그리고 품목 "NVIDIA H20 96GB" 500개
    그리고 CN에 있는 end_user "가상클라우드기술", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "no_control_found"이다
    그리고 "item.tpp"가 "us.ear.3a090.b"에 근접한다: 2400 중 2368
    그리고 "item.performance_density"가 "us.ear.3a090.b"에 근접한다: 3.2 중 2.9091
    그리고 "us.letter.nvidia_2025"는 적용되지 않는다

  @rule:us.ear.742_6.destination
  시나리오: 2026년 2월 미국발 H200 수출은 건별로 심사되며 확약 의무가 따른다
    조건 2026-02-02의 US발 CN행 수출
    그리고 품목 "엔비디아 H200" 10개
    그리고 CN에 있는 end_user "가상클라우드기술", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 심사 방침은 "case_by_case"이다
    그리고 의무 "us.ear.748_supp2_dd"를 제시한다

  @rule:us.ear.742_6.destination
  시나리오: 대만에서 중국으로 재수출하는 H200은 거부가 추정된다
    조건 2026-02-02의 TW발 CN행 재수출
    그리고 품목 "엔비디아 H200" 10개
    그리고 CN에 있는 end_user "가상클라우드기술", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 심사 방침은 "presumption_of_denial"이다
    그리고 "us.ear.748_supp2_dd"는 적용되지 않는다

  @B7 @rule:us.ear.742_6.headquarters
  시나리오: 최종 모회사가 중국에 있는 싱가포르 회사에는 허가가 필요하다
    조건 2024-09-02의 US발 SG행 수출
    그리고 품목 "엔비디아 H100 80GB" 64개
    그리고 SG에 있는 end_user "가상인텔리전스", 본사 SG, 모회사 CN
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.742_6.headquarters"뿐이다
    그리고 심사 방침은 "presumption_of_denial"이다

  @rule:us.ear.742_6.headquarters
  시나리오: 모회사가 없는 싱가포르 회사에는 허가가 필요하지 않다
    조건 2024-09-02의 US발 SG행 수출
    그리고 품목 "엔비디아 H100 80GB" 64개
    그리고 SG에 있는 end_user "가상해협클라우드", 본사 SG, 모회사 none
    만일 심사하면
    그러면 결과는 "no_control_found"이다
    그리고 "us.ear.742_6.headquarters"는 적용되지 않는다

  @rule:us.ear.742_6.headquarters
  시나리오: 모회사를 모르면 모회사만 묻는다
    조건 2024-09-02의 US발 SG행 수출
    그리고 품목 "엔비디아 H100 80GB" 64개
    그리고 SG에 있는 end_user "가상인텔리전스", 본사 SG
    만일 심사하면
    그러면 결과는 "information_needed"이다
    그리고 묻는 것은 "party.end_user.parent_country"뿐이다

  @B7 @rule:us.ear.hq_macau_d5
  시나리오: 중국 주주가 과반이면 그 주주가 모회사다
    조건 2025-09-02의 US발 MY행 수출
    그리고 품목 "엔비디아 H100 80GB" 64개
    그리고 MY에 있는 end_user "가상컴퓨팅", 본사 MY
    그리고 CN에 있는 주주 "가상지주", 지분 60%
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.742_6.headquarters"뿐이다

  @rule:us.ear.hq_macau_d5
  시나리오: 중국 주주가 소수 지분만 가지면 모회사를 따로 묻는다
    조건 2025-09-02의 US발 MY행 수출
    그리고 품목 "엔비디아 H100 80GB" 64개
    그리고 MY에 있는 end_user "가상컴퓨팅", 본사 MY
    그리고 CN에 있는 주주 "가상지주", 지분 30%
    만일 심사하면
    그러면 결과는 "information_needed"이다
    그리고 "party.end_user.parent_country"를 묻는다
