# language: ko
기능: 명단에 오른 당사자와 그가 소유한 회사
  기사에 나오는 기업의 일부는 Entity List에 있다. 명단의 기업이 구매자·수하인·최종사용자이면 EAR 적용 대상 품목에 허가가 필요하고,
  그 기업이 절반 이상 소유한 회사는 Affiliates 규칙이 시행되는 동안 같은 제한을 받는다.

  배경:
    조건 US에 있는 exporter "예시시스템", 본사 US, 모회사 none
    그리고 다음 사양의 품목
      | eccn | EAR99 |

  @B7 @rule:us.ear.744_11
  시나리오: 한글로 적은 등재 기업에 보내려면 허가가 필요하다
    조건 2026-06-01에 US에서 CN으로 가는 수출
    그리고 CN에 있는 end_user "인스퍼 그룹", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.744_11"뿐이다
    그리고 심사 방침은 "presumption_of_denial"이다

  @B7 @rule:us.ear.744_11.affiliate
  시나리오 개요: 등재 기업이 절반을 소유한 회사, <날>
    조건 <날>에 US에서 MY로 가는 수출
    그리고 MY에 있는 end_user "가상무역", 본사 MY, 모회사 none
    그리고 CN에 있는 주주 "浪潮集团有限公司", 지분 50%
    만일 심사하면
    그러면 결과는 "<결과>"이다
    그리고 아무것도 묻지 않는다

    예:
      | 날         | 결과             |
      | 2025-10-15 | license_required |
      | 2026-06-01 | no_control_found |
      | 2026-11-10 | license_required |

  @B7 @rule:us.ear.744_11.affiliate
  시나리오: 정지된 동안에도 시행된다면 적용될 것을 보여 준다
    조건 2026-06-01에 US에서 MY로 가는 수출
    그리고 MY에 있는 end_user "가상무역", 본사 MY, 모회사 none
    그리고 CN에 있는 주주 "浪潮集团有限公司", 지분 50%
    만일 심사하면
    그러면 시행된다면 적용될 것은 "us.ear.744_11.affiliate"이다
    그리고 안내 "us.notice.listed_owner"을 제시한다
