# language: ko
기능: 한국어 머리글의 주문 파일
  자기 회사의 머리글과 말로 적은 파일도 대응표 하나로 심사한다. 날짜는 선언한 형식만 읽는다.

  시나리오: 대응표로 읽은 주문
    조건 다음 대응표
      """
      columns: {주문번호: transaction_id, 일자: date, 구분: activity, 목적국: destination, 품명: item, 수량: quantity, 최종사용자: end_user_name, 사용자국가: end_user_country, 본사: end_user_headquarters, 모회사: end_user_parent}
      values: {activity: {수출: export}, end_user_parent: {없음: none}}
      dates: "%d.%m.%Y"
      constants: {origin: US}
      """
    그리고 주문 파일
      | 주문번호 | 일자       | 구분 | 목적국 | 품명            | 수량 | 최종사용자           | 사용자국가 | 본사 | 모회사 |
      | 가-1     | 15.03.2024 | 수출 | 중국   | 엔비디아 H100   | 8    | 가상선전컴퓨팅       | 중국       | 중국 | 없음   |
      | 가-2     | 03/15/2024 | 수출 | 독일   | 27인치 모니터   | 2    | 가상 베를린 유한회사 | 독일       | 독일 | 없음   |
    만일 파일을 심사하면
    그러면 2행의 결과는 "license_required"이고 근거는 "us.ear.742_6.destination"이다
    그리고 3행은 "일자" 때문에 제외된다
