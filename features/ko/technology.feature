# language: ko
기능: 기술과 사람의 이동, 공개된 모델
  기사들은 반도체 설계 파일을 들고 나가 회사를 세우려 한 사건, 사람과 함께 옮겨 가는 암묵지, 공개된 모델을 말한다. 수출통제는
  무엇이 누구에게 어디서 공개되는지를 묻는다. 영업비밀은 다른 법의 문제다.

  배경:
    조건 US에 있는 exporter "예시시스템", 본사 US, 모회사 none

  @E1 @rule:us.ear.742_6.technology
  시나리오: TPU v6 설계 파일을 중국 회사에 공개하려면 허가가 필요하다
    조건 2024-06-03의 US발 CN행 기술 공개
    그리고 다음 사양의 품목
      | description | TPU v6e 설계 파일 |
      | kind        | technology        |
      | published   | false             |
    그리고 거래의 다른 내용
      | answers.fundamental_research | no |
      | answers.end_to_end_encrypted | no |
    그리고 CN에 있는 recipient "가상창업회사", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.742_6.technology"뿐이다
    그리고 심사 방침은 "presumption_of_denial"이다
    그리고 안내 "us.notice.trade_secret"을 제시한다
    그리고 아무것도 묻지 않는다

  @E2 @rule:us.ear.742_4.technology
  시나리오: 미국 안에서 중국 국적 기술자에게 프로세서 코어 기술을 알려 주는 것은 간주 수출이다
    조건 2024-06-03의 US발 US행 기술 공개
    그리고 다음 사양의 품목
      | eccn | 3E002 |
    그리고 US에 있는 recipient "가상기술자"
    그리고 거래의 다른 내용
      | parties.1.citizenship | CN |
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.742_4.technology"뿐이다

  @E2 @rule:us.ear.742_4.technology
  시나리오: 국적을 모르면 국적만 묻는다
    조건 2024-06-03의 US발 US행 기술 공개
    그리고 다음 사양의 품목
      | eccn | 3E002 |
    그리고 US에 있는 recipient "가상기술자"
    만일 심사하면
    그러면 결과는 "information_needed"이다
    그리고 묻는 것은 "party.recipient.citizenship"뿐이다

  @E2 @rule:us.ear.742_6.a6_iv
  시나리오: 3A090 칩의 기술은 간주 수출에서 칩 허가 요건이 제외된다
    조건 2024-06-03의 US발 US행 기술 공개
    그리고 다음 사양의 품목
      | eccn | 3E001 |
    그리고 거래의 다른 내용
      | answers.technology_for | 3a090_a |
    그리고 US에 있는 recipient "가상기술자"
    그리고 거래의 다른 내용
      | parties.1.citizenship | CN |
    만일 심사하면
    그러면 결과는 "conditions_apply"이다
    그리고 예외 "us.ear.742_6.a6_iv"는 성립한다

  @E3 @rule:us.ear.742_6.4e091
  시나리오: 공개된 오픈소스 모델의 가중치는 통제 대상이 아니다
    조건 2026-09-01의 US발 CN행 기술 공개
    그리고 다음 사양의 품목
      | description         | 오픈소스 전문가 혼합 모델의 가중치 |
      | model_weights       | true |
      | published           | true |
      | training_operations | 3300000000000000000000000 |
    만일 심사하면
    그러면 결과는 "no_control_found"이다
    그리고 "us.ear.742_6.4e091"은 적용되지 않는다
    그리고 아무것도 묻지 않는다
