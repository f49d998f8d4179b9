# language: ko
기능: 대학이 중개업체를 거쳐 빌린 A100·H100 서버
  기사(001)에 따르면 선전대학은 중개업체를 통해 약 2만 8천 달러를 내고 A100과 H100이 들어 있는 AWS 서버를 빌렸다. 당시 시행
  중인 규정은 이 임대에 미치지 않았다. 무엇이 제안되어 있었고, 그 제안이라면 어떤 정보가 빠져 있었는지, 중개업체 뒤에 누가
  있는지를 보여 준다.

  @B2
  시나리오: 2024년 3월 15일에는 시행 중인 어떤 규정도 미치지 않는다
    조건 사례 "shenzhen-univ-aws-2024"
    만일 심사하면
    그러면 결과는 "no_control_found"이다
    그리고 아무것도 묻지 않는다
    그리고 안내 "us.notice.rental_not_export"을 제시한다
    그리고 안내 "us.notice.headquarters_rental"을 제시한다
    그리고 등급은 "us.ear.3a090.a, us.ear.4a090.a"이다

  @B2 @B6
  시나리오: 제안된 고객확인 규칙이라면 이용자와 중개업체의 정보가 빠져 있다
    조건 사례 "shenzhen-univ-aws-2024"
    만일 심사하면
    그러면 시행된다면 적용될 것은 "us.iaas.cip, us.iaas.certification, us.iaas.reseller, us.iaas.special_measures"이다
    그리고 "us.iaas.cip"에서 end_user의 name은 "given"이다
    그리고 "us.iaas.cip"에서 end_user의 email은 "missing"이다
    그리고 "us.iaas.cip"에서 end_user의 payment_source는 "missing"이다
    그리고 "us.iaas.cip"에서 reseller의 email은 "missing"이다

  @B2
  시나리오: 모든 제안을 가정하면 가정에 따른 판정이라고 밝히고 고객확인 질문을 나열한다
    조건 사례 "shenzhen-univ-aws-2024"
    만일 "all"을 가정하고 심사하면
    그러면 결과는 "information_needed"이다
    그리고 가정에 따른 판정임을 밝힌다
    그리고 "party.end_user.identity.email"을 묻는다
    그리고 "party.end_user.identity.payment_source"를 묻는다
    그리고 "party.reseller.identity.ip_addresses"를 묻는다

  @B2
  시나리오: 중개업체 뒤의 이용자를 아무도 밝히지 않으면 누구인지 묻는다
    조건 2024-03-15의 US발 CN행 클라우드 임대
    그리고 칩은 US에 있다
    그리고 품목 "AWS p4d.24xlarge"
    그리고 US에 있는 provider "Amazon Web Services", 본사 US
    그리고 CN에 있는 reseller "가상클라우드중개", 본사 CN
    만일 심사하면
    그러면 결과는 "information_needed"이다
    그리고 근거는 "scope.user_behind_broker"뿐이다
    그리고 "party.end_user.name"을 묻는다

  @B5
  시나리오: 원격 접속 법안은 2024년 4월에야 나왔다
    조건 사례 "shenzhen-univ-aws-2024"
    만일 2024-04-28 법령으로 심사하면
    그러면 "us.bill.hr8152"는 적용되지 않는다

  @B1
  시나리오: 같은 칩을 선전으로 직접 수출하면 허가가 필요하다
    조건 2024-03-15의 US발 CN행 수출
    그리고 품목 "NVIDIA H100" 8개
    그리고 US에 있는 exporter "예시시스템", 본사 US, 모회사 none
    그리고 CN에 있는 end_user "Shenzhen University", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.742_6.destination"뿐이다
