@B7
@rule:us.bis.guidance.diversion.new_customer @rule:us.bis.guidance.diversion.residential_address @rule:us.bis.guidance.diversion.online_presence
@rule:us.bis.guidance.diversion.delivery_address @rule:us.bis.guidance.diversion.listed_lookalike @rule:us.bis.guidance.diversion.business_reason
@rule:us.bis.guidance.diversion.infrastructure @rule:us.bis.guidance.diversion.users @rule:us.bis.guidance.diversion.reseller
@rule:us.bis.guidance.diversion.route_or_payer @rule:us.bis.guidance.diversion.evasive
Feature: Red flags against the diversion of advanced-computing chips (BIS guidance of 2025-05-13)
  The guidance names eleven red flags for whoever deals in chips of 3A090.a, systems of 4A090.a and .z items. None decides
  alone and none is a license requirement. Where nothing is known, none is raised and nothing is asked.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Compute Sdn." in MY, headquartered in MY, parent in none

  Rule: Answered by whoever looked

    Scenario Outline: <flag>, noticed, calls for a person
      Given an export from US to MY on 2025-05-13
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the answer to "diversion_<flag>" is yes
      When it is screened
      Then the outcome is "review"
      And it is because of "us.bis.guidance.diversion.<flag>" and nothing else
      And "us.bis.guidance.diversion.<flag>" has the status "guidance"
      And "us.bis.guidance.diversion.<flag>" cites "BIS Industry Guidance to Prevent Diversion"
      And nothing is asked

      Examples:
        | flag                |
        | new_customer        |
        | residential_address |
        | online_presence     |
        | delivery_address    |
        | listed_lookalike    |
        | business_reason     |
        | infrastructure      |
        | users               |
        | reseller            |
        | route_or_payer      |
        | evasive             |

    Scenario Outline: <flag>, looked for and not there, is none
      Given an export from US to MY on 2025-05-13
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the answer to "diversion_<flag>" is no
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.diversion.<flag>" does not fire
      And nothing is asked

      Examples:
        | flag                |
        | new_customer        |
        | residential_address |
        | online_presence     |
        | delivery_address    |
        | listed_lookalike    |
        | business_reason     |
        | infrastructure      |
        | users               |
        | reseller            |
        | route_or_payer      |
        | evasive             |

    Scenario Outline: <flag>, of which nobody speaks, is neither raised nor asked for
      Given an export from US to MY on 2025-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.diversion.<flag>" does not fire
      And nothing is asked

      Examples:
        | flag                |
        | new_customer        |
        | residential_address |
        | online_presence     |
        | delivery_address    |
        | listed_lookalike    |
        | business_reason     |
        | infrastructure      |
        | users               |
        | reseller            |
        | route_or_payer      |
        | evasive             |

    Scenario Outline: The day before the guidance, <flag> was none
      Given a reexport from SG to MX on 2025-01-12
      And the item "NVIDIA H100 SXM5 80GB"
      And the answer to "diversion_<flag>" is yes
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.diversion.<flag>" does not fire

      Examples:
        | flag                |
        | new_customer        |
        | residential_address |
        | online_presence     |
        | delivery_address    |
        | listed_lookalike    |
        | business_reason     |
        | infrastructure      |
        | users               |
        | reseller            |
        | route_or_payer      |
        | evasive             |

    Scenario Outline: In a rental of such chips, <flag> is asked of the provider too
      Given a cloud rental from US to MY on 2025-06-03
      And the chips stand in US
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the answer to "diversion_<flag>" is yes
      When it is screened
      Then the outcome is "review"
      And it is because of "us.bis.guidance.diversion.<flag>" and nothing else

      Examples:
        | flag            |
        | business_reason |
        | users           |
        | route_or_payer  |
        | evasive         |

    Scenario Outline: In a rental nothing is delivered: <flag> is silent
      Given a cloud rental from US to MY on 2025-06-03
      And the chips stand in US
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the answer to "diversion_<flag>" is yes
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.diversion.<flag>" does not fire

      Examples:
        | flag                |
        | new_customer        |
        | residential_address |
        | online_presence     |
        | delivery_address    |
        | listed_lookalike    |
        | infrastructure      |
        | reseller            |

    Scenario: Many of them together are still for a person
      Given an export from US to MY on 2026-06-01
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the answer to "diversion_new_customer" is yes
      And the answer to "diversion_delivery_address" is yes
      And the answer to "diversion_business_reason" is yes
      And the answer to "diversion_users" is yes
      And the answer to "diversion_reseller" is yes
      When it is screened
      Then the outcome is "review"
      And it is because of "us.bis.guidance.diversion.users"

    Scenario Outline: <flag> is from memory, and the decision says so
      Given an export from US to MY on 2025-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the answer to "diversion_<flag>" is yes
      When it is screened
      Then "us.bis.guidance.diversion.<flag>" is not verified

      Examples:
        | flag           |
        | route_or_payer |
        | evasive        |

  Rule: Shown by the transaction

    Scenario Outline: <fact> <value>: <flag> <says>
      Given an export from US to MY on 2025-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the deal also says
        | parties.1.<fact> | <value> |
      When it is screened
      Then "us.bis.guidance.diversion.<flag>" <says>
      And nothing is asked

      Examples:
        | flag                | fact            | value       | says                      |
        | new_customer        | incorporated_on | 2022-10-08  | has the status "guidance" |
        | new_customer        | incorporated_on | 2022-10-07  | does not fire             |
        | residential_address | address_kind    | residential | has the status "guidance" |
        | residential_address | address_kind    | commercial  | does not fire             |
        | online_presence     | online_presence | false       | has the status "guidance" |
        | online_presence     | online_presence | true        | does not fire             |

    Scenario Outline: 64 machines of 10 kW for a site of <megawatts> MW: the flag <says>
      Given an export from US to MY on 2025-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the deal also says
        | items.0.power_w              | 10000       |
        | end_use.data_center_power_mw | <megawatts> |
      When it is screened
      Then "us.bis.guidance.diversion.infrastructure" <says>

      Examples:
        | megawatts | says                      |
        | 0.5       | has the status "guidance" |
        | 0.64      | does not fire             |

    Scenario Outline: A payer in <payer>: the flag <says>
      Given an export from US to MY on 2025-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the payer "Invented Finance Ltd." in <payer>, headquartered in <payer>, parent in none
      When it is screened
      Then "us.bis.guidance.diversion.route_or_payer" <says>

      Examples:
        | payer | says                      |
        | SG    | has the status "guidance" |
        | MY    | does not fire             |

    Scenario Outline: A rental with log-ins from <countries>: the flag <says>
      Given a cloud rental from US to MY on 2025-06-03
      And the chips stand in US
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the deal also says
        | parties.1.ip_countries | <countries> |
      When it is screened
      Then "us.bis.guidance.diversion.users" <says>

      Examples:
        | countries | says                      |
        | [MY, CN]  | has the status "guidance" |
        | [MO]      | has the status "guidance" |
        | [MY, SG]  | does not fire             |

  @rule:us.bis.guidance.diversion.item
  Rule: The items the guidance speaks of

    Scenario Outline: <item> is <what> of them
      Given an export from US to MY on 2025-06-03
      And the item "<item>"
      And the answer to "diversion_evasive" is yes
      When it is screened
      Then the term "us.bis.guidance.diversion.item" <holds>
      And "us.bis.guidance.diversion.evasive" <says>

      Examples:
        | item                  | what | holds         | says                      |
        | NVIDIA H100 SXM5 80GB | one  | holds         | has the status "guidance" |
        | NVIDIA L4             | one  | holds         | has the status "guidance" |
        | NVIDIA RTX A2000      | none | does not hold | does not fire             |

    Scenario Outline: A card at the .b level with the ECCN <eccn>: the term <holds>
      Given an export from US to MX on 2025-06-03
      And an item with
        | description | NVIDIA L40 |
        | eccn        | <eccn>     |
      When it is screened
      Then the term "us.bis.guidance.diversion.item" <holds>

      Examples:
        | eccn    | holds         |
        | 5A992.z | holds         |
        | 3A090.b | does not hold |

  @rule:us.bis.guidance.diversion.diligence
  Rule: What to look into

    Scenario: Whoever exports such chips is told what BIS expects to be looked into
      Given an export from US to MY on 2025-05-13
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.bis.guidance.diversion.diligence" is given
      And "us.bis.guidance.diversion.diligence" is not verified

    Scenario: Whoever rents them out is told, too
      Given a cloud rental from US to MY on 2025-05-13
      And the chips stand in US
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.bis.guidance.diversion.diligence" is given

    Scenario: A smaller chip is not spoken of
      Given an export from US to MY on 2025-06-03
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then "us.bis.guidance.diversion.diligence" does not fire

    Scenario: The day before, nobody was told
      Given a reexport from SG to MX on 2025-05-12
      And the item "NVIDIA H100 SXM5 80GB"
      When it is screened
      Then "us.bis.guidance.diversion.diligence" does not fire

  Rule: 한국어

    Scenario: 통제 이후 설립된 고객에게 가는 H100은 사람이 검토한다
      Given 2025-06-03에 US에서 MY로 가는 수출
      And 품목 "NVIDIA H100 SXM5 80GB" 64개
      And 거래의 다른 내용
        | parties.1.incorporated_on | 2023-05-01 |
      When 심사하면
      Then 결과는 "review"이다
      And 근거는 "us.bis.guidance.diversion.new_customer"뿐이다
      And 아무것도 묻지 않는다
