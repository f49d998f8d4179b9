@B7
@rule:us.ear.732_supp3.flag_04 @rule:us.ear.732_supp3.flag_05 @rule:us.ear.732_supp3.flag_09
Feature: Red flags that the transaction itself shows (supplement no. 3 to 15 CFR part 732)
  What is stated of a party may be a red flag without anybody ticking a box. Each fact raises its own flag, and only where it
  is stated.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA RTX A2000"

  Scenario Outline: <fact> <value> of the <role> raises <flag>
    Given an export from US to SG on 2023-06-01
    And these parties
      | role     | name                        | country | headquarters | parent |
      | end_user | Invented Graphics Pte. Ltd. | SG      | SG           | none   |
      | <role>   | Invented Agency Pte. Ltd.   | SG      | SG           | none   |
    And the deal also says
      | parties.2.<fact> | <value> |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.<flag>" and nothing else
    And nothing is asked

    Examples:
      | flag    | role               | fact              | value |
      | flag_04 | purchaser          | online_presence   | false |
      | flag_04 | ultimate_consignee | online_presence   | false |
      | flag_05 | payer              | payment_method    | cash  |
      | flag_05 | purchaser          | payment_method    | cash  |
      | flag_09 | ultimate_consignee | freight_forwarder | true  |

  Scenario Outline: <fact> <value> of the <role> does not raise <flag>
    Given an export from US to SG on 2023-06-01
    And these parties
      | role     | name                        | country | headquarters | parent |
      | end_user | Invented Graphics Pte. Ltd. | SG      | SG           | none   |
      | <role>   | Invented Agency Pte. Ltd.   | SG      | SG           | none   |
    And the deal also says
      | parties.2.<fact> | <value> |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.<flag>" does not fire
    And nothing is asked

    Examples:
      | flag    | role                   | fact              | value |
      | flag_04 | purchaser              | online_presence   | true  |
      | flag_05 | payer                  | payment_method    | bank  |
      | flag_09 | ultimate_consignee     | freight_forwarder | false |
      | flag_09 | intermediate_consignee | freight_forwarder | true  |
      | flag_09 | freight_forwarder      | freight_forwarder | true  |

  Scenario: A consignee that is also named as the forwarder is a forwarder
    Given an export from US to SG on 2023-06-01
    And the end_user "Invented Graphics Pte. Ltd." in SG, headquartered in SG, parent in none
    And the ultimate_consignee "Invented Freight Pte. Ltd." in SG, headquartered in SG, parent in none
    And the freight_forwarder "Invented Freight Pte. Ltd." in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_09" and nothing else

  Scenario Outline: A rental has no final destination and no terms of sale: <fact>
    Given a cloud rental from US to SG on 2023-06-01
    And the end_user "Invented Graphics Pte. Ltd." in SG, headquartered in SG, parent in none
    And the deal also says
      | parties.1.<fact> | <value> |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.<flag>" does not fire

    Examples:
      | flag    | fact              | value |
      | flag_05 | payment_method    | cash  |
      | flag_09 | freight_forwarder | true  |

  Scenario: A customer without a trace is one in a rental, too
    Given a cloud rental from US to SG on 2023-06-01
    And the end_user "Invented Graphics Pte. Ltd." in SG, headquartered in SG, parent in none
    And the deal also says
      | parties.1.online_presence | false |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_04" and nothing else

  Scenario: 최종수하인이 운송주선인이면 위험 신호이다
    Given 2023-06-01에 US에서 SG로 가는 수출
    And SG에 있는 end_user "Invented Graphics Pte. Ltd.", 본사 SG, 모회사 none
    And SG에 있는 ultimate_consignee "Invented Freight Pte. Ltd.", 본사 SG, 모회사 none
    And 거래의 다른 내용
      | parties.2.freight_forwarder | true |
    When 심사하면
    Then 결과는 "review"이다
    And 근거는 "us.ear.732_supp3.flag_09"뿐이다
