@B7 @B9
@rule:us.typology.anchor_customer @rule:us.typology.nominee_directors @rule:us.typology.listed_supplier_owner @rule:us.typology.login_ip
@rule:us.typology.bulk_data @rule:us.typology.single_tenant @rule:us.typology.crypto_payment @rule:us.typology.still_boxed
@rule:us.typology.public_tender @rule:us.typology.order_exceeds_power @rule:us.typology.entity_hopping
Feature: Signals of this rule set, drawn from reported cases
  They are no law and no agency guidance. Each counts from the day the case that shows it was reported, says so, and leaves
  the rest to a person. Most of the cases behind them are reported to be lawful.

  Background:
    Given the provider "Example Cloud Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA RTX A2000"

  Scenario Outline: <flag>, answered <yes> on <day>, calls for a person
    Given a cloud rental from US to SG on <day>
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the answer to "<answer>" is <yes>
    When it is screened
    Then the outcome is "review"
    And it is because of "us.typology.<flag>" and nothing else
    And "us.typology.<flag>" cites "Typology of this rule set"
    And nothing is asked

    Examples:
      | flag                  | answer                             | yes | day        |
      | anchor_customer       | largest_customer_share_percent     | 50  | 2025-11-12 |
      | listed_supplier_owner | supplier_part_owned_by_listed      | yes | 2025-11-12 |
      | bulk_data             | bulk_data_from_d5                  | yes | 2025-06-13 |
      | still_boxed           | goods_still_boxed                  | yes | 2026-03-20 |
      | public_tender         | public_tender_names_chip_and_cloud | yes | 2024-08-24 |
      | entity_hopping        | customer_changed_entity            | yes | 2025-06-13 |

  Scenario Outline: <flag>, answered <no>, is none
    Given a cloud rental from US to SG on 2026-06-01
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the answer to "<answer>" is <no>
    When it is screened
    Then the outcome is "no_control_found"
    And "us.typology.<flag>" does not fire
    And nothing is asked

    Examples:
      | flag                  | answer                             | no   |
      | anchor_customer       | largest_customer_share_percent     | 49.9 |
      | listed_supplier_owner | supplier_part_owned_by_listed      | no   |
      | bulk_data             | bulk_data_from_d5                  | no   |
      | still_boxed           | goods_still_boxed                  | no   |
      | public_tender         | public_tender_names_chip_and_cloud | no   |
      | entity_hopping        | customer_changed_entity            | no   |

  Scenario Outline: Before the case was reported, on <day>, <flag> was none
    Given a cloud rental from US to SG on <day>
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the answer to "<answer>" is <yes>
    When it is screened
    Then the outcome is "no_control_found"
    And "us.typology.<flag>" does not fire

    Examples:
      | flag                  | answer                             | yes | day        |
      | anchor_customer       | largest_customer_share_percent     | 50  | 2025-11-11 |
      | listed_supplier_owner | supplier_part_owned_by_listed      | yes | 2025-11-11 |
      | bulk_data             | bulk_data_from_d5                  | yes | 2025-06-12 |
      | still_boxed           | goods_still_boxed                  | yes | 2026-03-19 |
      | public_tender         | public_tender_names_chip_and_cloud | yes | 2024-08-23 |
      | entity_hopping        | customer_changed_entity            | yes | 2025-06-12 |

  Scenario Outline: <fact> <value> of the <role> raises <flag> from <day>
    Given a cloud rental from US to SG on <day>
    And these parties
      | role     | name                      | country | headquarters | parent |
      | <other>  | Invented Models Pte. Ltd. | SG      | SG           | none   |
      | <role>   | Invented Models Pte. Ltd. | SG      | SG           | none   |
    And the deal also says
      | parties.2.<fact> | <value> |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.typology.<flag>" and nothing else
    And nothing is asked

    Examples:
      | flag              | other          | role           | fact              | value    | day        |
      | nominee_directors | account_holder | end_user       | nominee_directors | true     | 2025-06-13 |
      | nominee_directors | end_user       | account_holder | nominee_directors | true     | 2025-06-13 |
      | login_ip          | account_holder | end_user       | ip_countries      | [SG, CN] | 2024-08-24 |
      | login_ip          | end_user       | account_holder | ip_countries      | [MO]     | 2024-08-24 |
      | crypto_payment    | end_user       | payer          | payment_method    | crypto   | 2024-08-31 |

  Scenario Outline: <fact> <value> of the <role> does not raise <flag>
    Given a cloud rental from US to SG on 2026-06-01
    And these parties
      | role     | name                      | country | headquarters | parent |
      | <other>  | Invented Models Pte. Ltd. | SG      | SG           | none   |
      | <role>   | Invented Models Pte. Ltd. | SG      | SG           | none   |
    And the deal also says
      | parties.2.<fact> | <value> |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.typology.<flag>" does not fire
    And nothing is asked

    Examples:
      | flag              | other          | role           | fact              | value    |
      | nominee_directors | account_holder | end_user       | nominee_directors | false    |
      | nominee_directors | end_user       | account_holder | nominee_directors | false    |
      | login_ip          | account_holder | end_user       | ip_countries      | [SG, JP] |
      | login_ip          | end_user       | account_holder | ip_countries      | [US]     |
      | crypto_payment    | end_user       | payer          | payment_method    | card     |

  Scenario Outline: The day before, <fact> <value> of the <role> raised nothing
    Given a cloud rental from US to SG on <day>
    And these parties
      | role     | name                      | country | headquarters | parent |
      | <other>  | Invented Models Pte. Ltd. | SG      | SG           | none   |
      | <role>   | Invented Models Pte. Ltd. | SG      | SG           | none   |
    And the deal also says
      | parties.2.<fact> | <value> |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.typology.<flag>" does not fire

    Examples:
      | flag              | other          | role           | fact              | value    | day        |
      | nominee_directors | account_holder | end_user       | nominee_directors | true     | 2025-06-12 |
      | nominee_directors | end_user       | account_holder | nominee_directors | true     | 2025-06-12 |
      | login_ip          | account_holder | end_user       | ip_countries      | [SG, CN] | 2024-08-23 |
      | login_ip          | end_user       | account_holder | ip_countries      | [MO]     | 2024-08-23 |
      | crypto_payment    | end_user       | payer          | payment_method    | crypto   | 2024-08-30 |

  Scenario: A customer who is in China and logs in from there hides nothing
    Given a cloud rental from US to CN on 2024-08-24
    And the end_user "Invented Models Ltd." in CN, headquartered in CN, parent in none
    And the deal also says
      | parties.1.ip_countries | [CN] |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.typology.login_ip" does not fire

  Scenario Outline: Bare metal <tenancy> for a user headquartered in <hq>, on <day>: the flag <says>
    Given a cloud rental from US to SG on <day>
    And these parties
      | role     | name                      | country | headquarters | parent   |
      | end_user | Invented Models Pte. Ltd. | SG      | <hq>         | <parent> |
    And the deal also says
      | items.0.single_tenant | <tenancy> |
    When it is screened
    Then "us.typology.single_tenant" <says>
    And nothing is asked

    Examples:
      | tenancy | hq | parent | day        | says                      |
      | true    | CN | none   | 2025-11-12 | has the status "in_force" |
      | true    | MO | none   | 2025-11-12 | has the status "in_force" |
      | true    |    |        | 2025-11-12 | has the status "in_force" |
      | true    | SG | none   | 2025-11-12 | does not fire             |
      | false   | CN | none   | 2025-11-12 | does not fire             |
      | true    | CN | none   | 2025-11-11 | does not fire             |

  Scenario: A bare-metal rental to a user headquartered in China is for a person
    Given a cloud rental from US to SG on 2026-06-01
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in CN, parent in none
    And the deal also says
      | items.0.single_tenant | true |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.typology.single_tenant" and nothing else

  Scenario Outline: 64 machines of 10 kW for a site of <megawatts> MW on <day>: the flag <says>
    Given an export from US to SG on <day>
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the deal also says
      | items.0.power_w              | 10000       |
      | items.0.quantity             | 64          |
      | end_use.data_center_power_mw | <megawatts> |
    When it is screened
    Then "us.typology.order_exceeds_power" <says>

    Examples:
      | megawatts | day        | says                      |
      | 0.63      | 2025-12-10 | has the status "in_force" |
      | 0.64      | 2025-12-10 | does not fire             |
      | 0.63      | 2025-12-09 | does not fire             |

  Scenario Outline: Where nobody says anything of it, <flag> is neither raised nor asked for
    Given a cloud rental from US to SG on 2026-06-01
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.typology.<flag>" does not fire
    And nothing is asked

    Examples:
      | flag                  |
      | anchor_customer       |
      | nominee_directors     |
      | listed_supplier_owner |
      | login_ip              |
      | bulk_data             |
      | single_tenant         |
      | crypto_payment        |
      | still_boxed           |
      | public_tender         |
      | order_exceeds_power   |
      | entity_hopping        |

  Scenario: Several signals together are still for a person
    Given a cloud rental from US to SG on 2026-06-01
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    And the answer to "largest_customer_share_percent" is 90
    And the answer to "bulk_data_from_d5" is yes
    And the answer to "customer_changed_entity" is yes
    And the deal also says
      | parties.1.nominee_directors | true |
      | parties.1.ip_countries      | [CN] |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.typology.anchor_customer"
    And it is because of "us.typology.nominee_directors"
    And nothing is asked

  Scenario: In March 2024 a university's rental through a reseller raised none of them
    Given a cloud rental from US to CN on 2024-03-15
    And the reseller "Invented Intermediary Co." in CN, headquartered in CN, parent in none
    And the end_user "Shenzhen University" in CN, headquartered in CN, parent in none
    And the answer to "public_tender_names_chip_and_cloud" is yes
    When it is screened
    Then the outcome is "no_control_found"
    And "us.typology.public_tender" does not fire

  Scenario: 싱가포르 고객이 중국에서 접속하면 사람이 검토한다
    Given 2026-06-01의 US발 SG행 클라우드 임대
    And SG에 있는 end_user "Invented Models Pte. Ltd.", 본사 SG, 모회사 none
    And 거래의 다른 내용
      | parties.1.ip_countries | [CN] |
    When 심사하면
    Then 결과는 "review"이다
    And 근거는 "us.typology.login_ip"뿐이다
    And 아무것도 묻지 않는다

  @B7 @rule:us.typology.listed_supplier_owner
  Scenario: An owner of the supplier that the lists name raises the signal without an answer
    Given an export from US to SG on 2025-11-12
    And the seller "Example Servers Inc." in US, headquartered in US, parent in none
    And "Inspur Group Co., Ltd." in CN owns 33 percent of it
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "review"
    And it is because of "us.typology.listed_supplier_owner" and nothing else

  @B7 @rule:us.typology.listed_supplier_owner
  Scenario: An owner of the supplier that no list names raises nothing
    Given an export from US to SG on 2025-11-12
    And the seller "Example Servers Inc." in US, headquartered in US, parent in none
    And "Invented Holdings Inc." in US owns 33 percent of it
    And the end_user "Invented Models Pte. Ltd." in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.typology.listed_supplier_owner" does not fire
