@B1 @B7
Feature: Training models for a company headquartered in Macau or Country Group D:5 (BIS policy statement of 2025-05-13)
  The statement names three patterns: chips sent to somebody, chips passed on within a country, and services by US persons,
  each for training models for or on behalf of a company headquartered or parented in Macau or D:5. A license is needed
  where the model is known to serve weapons of mass destruction or military intelligence; the pattern alone is a red flag.

  @rule:us.bis.guidance.training.export
  Rule: Chips sent to whoever trains for such a company

    Background:
      Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the ultimate_consignee "Invented Data Centre Sdn." in MY, headquartered in MY, parent in none

    Scenario Outline: Chips to a Malaysian data center for a user headquartered in <hq>, parent in <parent>
      Given an export from US to MY on 2025-05-13
      And the item "NVIDIA H100 SXM5 80GB" (quantity 512)
      And the account_holder "Invented Models Ltd." in <hq>, headquartered in <hq>, parent in <parent>
      And the end_user "Invented Data Centre Sdn." in MY, headquartered in MY, parent in none
      And the deal also says
        | end_use.purpose | training |
      When it is screened
      Then the outcome is "review"
      And it is because of "us.bis.guidance.training.export" and nothing else
      And "us.bis.guidance.training.export" has the status "guidance"
      And "us.bis.guidance.training.export" cites "BIS Policy Statement on Controls"
      And nothing is asked

      Examples:
        | hq | parent |
        | CN | none   |
        | MO | none   |
        | SG | CN     |

    Scenario Outline: For <purpose>, by a user headquartered in <hq>, it is silent
      Given an export from US to MY on 2025-05-13
      And the item "NVIDIA H100 SXM5 80GB" (quantity 512)
      And the account_holder "Invented Models Ltd." in <hq>, headquartered in <hq>, parent in none
      And the end_user "Invented Data Centre Sdn." in MY, headquartered in MY, parent in none
      And the deal also says
        | end_use.purpose | <purpose> |
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.training.export" does not fire
      And nothing is asked

      Examples:
        | purpose   | hq |
        | inference | CN |
        | other     | CN |
        | training  | SG |

    Scenario: Where nobody says what for, it is silent and does not ask
      Given an export from US to MY on 2025-05-13
      And the item "NVIDIA H100 SXM5 80GB" (quantity 512)
      And the account_holder "Invented Models Ltd." in CN, headquartered in CN, parent in none
      And the end_user "Invented Data Centre Sdn." in MY, headquartered in MY, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.training.export" does not fire
      And nothing is asked

    Scenario: Where a headquarters is unknown, it stays open, stops nothing and asks nothing
      Given an export from US to MY on 2025-05-13
      And the item "NVIDIA H100 SXM5 80GB" (quantity 512)
      And the account_holder "Invented Models Ltd." in SG
      And the end_user "Invented Data Centre Sdn." in MY, headquartered in MY, parent in none
      And the deal also says
        | end_use.purpose | training |
      When it is screened
      Then the outcome is "no_control_found"
      And nothing is asked

    Scenario: A small card is not spoken of
      Given an export from US to MY on 2025-05-13
      And the item "NVIDIA RTX A2000"
      And the account_holder "Invented Models Ltd." in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.purpose | training |
      When it is screened
      Then "us.bis.guidance.training.export" does not fire

    Scenario: The day before, nothing was said
      Given an export from US to MX on 2025-05-12
      And the item "NVIDIA H100 SXM5 80GB" (quantity 512)
      And the account_holder "Invented Models Ltd." in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.purpose | training |
      When it is screened
      Then "us.bis.guidance.training.export" does not fire

  @rule:us.bis.guidance.training.in_country
  Rule: Chips passed on within a country

    Scenario Outline: Chips passed on in Malaysia for <purpose> on <day>: the flag <says>
      Given an in-country transfer from MY to MY on <day>
      And the seller "Invented Servers Sdn." in MY, headquartered in MY, parent in none
      And the item "NVIDIA H100 SXM5 80GB" (quantity 512)
      And the account_holder "Invented Models Ltd." in SG, headquartered in SG, parent in CN
      And the end_user "Invented Data Centre Sdn." in MY, headquartered in MY, parent in none
      And the deal also says
        | end_use.purpose | <purpose> |
      When it is screened
      Then "us.bis.guidance.training.in_country" <says>
      And "us.bis.guidance.training.export" does not fire

      Examples:
        | day        | purpose   | says                      |
        | 2025-05-13 | training  | has the status "guidance" |
        | 2025-05-13 | inference | does not fire             |
        | 2025-05-12 | training  | does not fire             |

    Scenario: It is for a person
      Given an in-country transfer from MY to MY on 2025-06-03
      And the seller "Invented Servers Sdn." in MY, headquartered in MY, parent in none
      And the item "NVIDIA H100 SXM5 80GB" (quantity 512)
      And the account_holder "Invented Models Ltd." in SG, headquartered in SG, parent in CN
      And the end_user "Invented Data Centre Sdn." in MY, headquartered in MY, parent in none
      And the deal also says
        | end_use.training.operations | 1e24 |
      When it is screened
      Then the outcome is "review"
      And it is because of "us.bis.guidance.training.in_country" and nothing else

  @rule:us.bis.guidance.training.support
  Rule: Services by US persons

    Scenario Outline: A US provider's <activity> for training by a user headquartered in China
      Given a <activity> from US to CN on 2025-05-13
      And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Models Ltd." in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.purpose | training |
      When it is screened
      Then the outcome is "review"
      And it is because of "us.bis.guidance.training.support" and nothing else
      And "us.bis.guidance.training.support" has the status "guidance"
      And nothing is asked

      Examples:
        | activity     |
        | cloud rental |
        | support      |

    Scenario: A US person's service abroad is one, too
      Given a cloud rental from MY to CN on 2025-06-03
      And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Models Ltd." in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.purpose | training |
      When it is screened
      Then "us.bis.guidance.training.support" has the status "guidance"

    Scenario Outline: <purpose>, a provider in <provider>, a user headquartered in <hq>: the flag is silent
      Given a cloud rental from <provider> to SG on 2025-06-03
      And these parties
        | role     | name                   | country    | headquarters | parent | us_person |
        | provider | Invented Cloud Company | <provider> | <provider>   | none   | <us>      |
        | end_user | Invented Models Ltd.   | SG         | <hq>         | none   |           |
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the deal also says
        | end_use.purpose | <purpose> |
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.training.support" does not fire
      And nothing is asked

      Examples:
        | purpose   | provider | us    | hq |
        | inference | US       | true  | CN |
        | training  | US       | true  | SG |
        | training  | MY       | false | CN |

    Scenario: Where nobody says what is computed, a rental to China raises nothing
      Given a cloud rental from US to CN on 2025-06-03
      And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Models Ltd." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.training.support" does not fire
      And nothing is asked

    Scenario: In March 2024 a rental to a Chinese university raised nothing, even for training
      Given a cloud rental from US to CN on 2024-03-15
      And the provider "Amazon Web Services" in US, headquartered in US, parent in none
      And the item "NVIDIA A100"
      And the end_user "Shenzhen University" in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.purpose | training |
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.training.support" does not fire

    Scenario: 2025-05-13부터 미국 클라우드의 중국 기업 학습용 임대는 사람이 검토한다
      Given 2025-06-03의 US발 중국행 클라우드 임대
      And US에 있는 provider "Example Cloud Inc.", 본사 US, 모회사 none
      And 품목 "NVIDIA H100 SXM5 80GB" 64개
      And CN에 있는 end_user "Invented Models Ltd.", 본사 CN, 모회사 none
      And 거래의 다른 내용
        | end_use.purpose | training |
      When 심사하면
      Then 결과는 "review"이다
      And 근거는 "us.bis.guidance.training.support"뿐이다
      And 아무것도 묻지 않는다
