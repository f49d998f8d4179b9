# language: ko
기능: 연산 능력 임대의 법적 지위
  기사들은 중국 기관이 미국 클라우드에서 A100과 H100을 빌려 쓴다고 전한다. 현행법은 물건·소프트웨어·기술의 수출과 이전을
  통제하며, 연산 능력의 제공 자체는 수출이 아니라는 것이 BIS의 회신이다. 이 엔진은 합법인 임대를 합법으로 보여 주고, 그
  근거와 여전히 확인할 것을 함께 말한다.

  @B1 @B4 @rule:us.notice.rental_not_export
  시나리오: 2023년 중국 기관이 미국 클라우드의 A100을 빌리는 것을 막는 규정은 없다
    조건 2023-06-01의 US발 CN행 클라우드 임대
    그리고 품목 "엔비디아 A100 80GB" 8개
    그리고 US에 있는 provider "아마존웹서비스", 본사 US, 모회사 none
    그리고 CN에 있는 end_user "가상모델연구소", 본사 CN, 모회사 none
    그리고 칩은 US에 있다
    만일 심사하면
    그러면 결과는 "no_control_found"이다
    그리고 안내 "us.notice.rental_not_export"을 제시한다
    그리고 "us.ear.742_6.destination"은 적용되지 않는다
    그리고 아무것도 묻지 않는다

  @B1 @rule:us.notice.rental_not_export
  시나리오: 같은 칩을 중국으로 보내면 허가가 필요하고 임대 안내는 붙지 않는다
    조건 2023-06-01의 US발 CN행 수출
    그리고 품목 "엔비디아 A100 80GB" 8개
    그리고 US에 있는 exporter "예시시스템", 본사 US, 모회사 none
    그리고 CN에 있는 end_user "가상모델연구소", 본사 CN, 모회사 none
    만일 심사하면
    그러면 결과는 "license_required"이다
    그리고 근거는 "us.ear.742_6.destination"뿐이다
    그리고 "us.notice.rental_not_export"는 적용되지 않는다

  @B7 @rule:us.notice.headquarters_rental
  시나리오: 중국 본사 기업이 싱가포르의 H100을 빌리면 본사 기준 규칙이 미치지 않음을 알린다
    조건 2025-09-02의 SG발 CN행 클라우드 임대
    그리고 품목 "엔비디아 H100 80GB" 64개
    그리고 SG에 있는 provider "가상해협클라우드", 본사 SG, 모회사 none
    그리고 CN에 있는 end_user "가상모델연구소", 본사 CN, 모회사 none
    그리고 칩은 SG에 있다
    만일 심사하면
    그러면 안내 "us.notice.headquarters_rental"을 제시한다
    그리고 안내 "us.notice.rental_not_export"을 제시한다
    그리고 "us.ear.742_6.headquarters"는 적용되지 않는다

  @rule:us.notice.h200_cloud_conditions
  시나리오: 중국에 있는 H200을 빌려 주면 허가 조건을 확인하라고 알린다
    조건 2026-02-02의 CN발 CN행 클라우드 임대
    그리고 품목 "엔비디아 H200" 10개
    그리고 CN에 있는 provider "가상클라우드기술", 본사 CN, 모회사 none
    그리고 CN에 있는 end_user "가상모델연구소", 본사 CN, 모회사 none
    그리고 칩은 CN에 있다
    만일 심사하면
    그러면 안내 "us.notice.h200_cloud_conditions"을 제시한다

  @B7 @rule:us.notice.remote_access_drafts
  시나리오: 2026년 8월의 초안 보도는 알려 주되 판단에는 쓰지 않는다
    조건 2026-09-01의 TH발 CN행 클라우드 임대
    그리고 품목 "엔비디아 H100 80GB" 64개
    그리고 TH에 있는 provider "가상시암클라우드", 본사 TH, 모회사 none
    그리고 CN에 있는 end_user "가상모델연구소", 본사 CN, 모회사 none
    그리고 칩은 TH에 있다
    만일 심사하면
    그러면 결과는 "no_control_found"이다
    그리고 "us.notice.remote_access_drafts"은 시행된다면 적용된다
