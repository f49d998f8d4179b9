@rule:us.ear.744_21
Feature: Military end use and users (15 CFR 744.21 and supplement no. 2 to part 744)
  A listed item for a stated military end use or user in China, Burma, Cambodia, Nicaragua or Venezuela, and any item for
  one in Russia or Belarus, needs a license. The section asks what is known: silence is no knowledge. 3A090 and 4A090 are
  not on the list; their own controls catch them.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.744_21.country @rule:us.ear.744_supp2.item
  Scenario Outline: A mass-market card for a military end use in <where> on <day>
    Given an export from US to <where> on <day>
    And an item with
      | eccn | 5A992.c |
    And the end_user "Invented Institute" in <where>, headquartered in <where>, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_21" and nothing else
    And the term "us.ear.744_21.country" holds
    And the term "us.ear.744_supp2.item" holds
    And the review policy is "presumption_of_denial"
    And nothing is asked

    Examples:
      | where | day        |
      | CN    | 2020-06-29 |
      | RU    | 2020-12-01 |
      | VE    | 2021-03-07 |
      | MM    | 2021-03-08 |
      | KH    | 2021-12-09 |
      | VE    | 2022-02-24 |
      | CN    | 2022-03-02 |
      | NI    | 2024-03-15 |
      | KH    | 2026-09-01 |

  @rule:us.ear.744_21.country
  Scenario Outline: Before its day, or elsewhere, <where> on <day> is outside the rule
    Given an export from US to <where> on <day>
    And an item with
      | eccn | 5A992.c |
    And the end_user "Invented Institute" in <where>, headquartered in <where>, parent in none
    And the end use "military" is true
    When it is screened
    Then "us.ear.744_21" does not fire
    And the term "us.ear.744_21.country" does not hold
    And the outcome is "no_control_found"

    Examples:
      | where | day        |
      | MM    | 2020-03-02 |
      | MM    | 2020-06-29 |
      | MM    | 2021-03-07 |
      | KH    | 2021-12-08 |
      | NI    | 2022-02-23 |
      | NI    | 2024-03-14 |
      | VN    | 2024-06-03 |
      | PL    | 2026-09-01 |

  @rule:us.ear.744_supp2.item
  Scenario Outline: Before 2020-06-29 the list was short: a <eccn> item on 2020-03-02
    Given an export from US to CN on 2020-03-02
    And an item with
      | eccn | <eccn> |
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    And the end use "military" is true
    And the answer to "app_over_half_wt" is <app>
    When it is screened
    Then the outcome is "<outcome>"
    And the term "us.ear.744_supp2.item" <item>
    And the term "us.ear.744_21.country" holds

    Examples:
      | eccn    | app | outcome          | item          |
      | 4A994.l | yes | license_required | holds         |
      | 4A994.l | no  | no_control_found | does not hold |
      | 5A992.c | yes | no_control_found | does not hold |

  Scenario: What rests on the old list is marked as unverified
    Given an export from US to CN on 2020-03-02
    And an item with
      | eccn | 4A994.l |
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    And the end use "military" is true
    And the answer to "app_over_half_wt" is yes
    When it is screened
    Then it is because of "us.ear.744_21" and nothing else
    And "us.ear.744_21" is not verified

  @rule:us.ear.744_supp2.item
  Scenario Outline: An item of ECCN <eccn> for a military end use in China
    Given an export from US to CN on 2024-06-03
    And an item with
      | eccn | <eccn> |
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "<outcome>"
    And the term "us.ear.744_supp2.item" <item>

    Examples:
      | eccn    | outcome          | item          |
      | 3A991.p | license_required | holds         |
      | 3A992   | license_required | holds         |
      | 3A999   | license_required | holds         |
      | 5A991   | no_control_found | does not hold |
      | EAR99   | no_control_found | does not hold |

  Scenario: A computer of 4A994 counts from 0.5 WT on, and only that is asked
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "information_needed"
    And only "answers.app_over_half_wt" is asked

  Scenario: An item whose ECCN nobody knows stays open, and the ECCN is asked for
    Given an export from US to CN on 2024-06-03
    And an item with
      | tpp                 | 300  |
      | performance_density | 0.5  |
      | kind                | processor |
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "information_needed"
    And "item.eccn" is asked

  Scenario: A controlled accelerator is caught by its own control, not by this list
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA H100 80GB"
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And the review policy is "presumption_of_denial"
    And nothing is asked

  @rule:us.ear.744_21.any_item_country
  Scenario Outline: Any item, EAR99 too, for a military end use in <where> on <day>
    Given an export from US to <where> on <day>
    And an item with
      | eccn       | EAR99 |
      | hs_chapter | 94    |
    And the end_user "Invented Plant" in <where>, headquartered in <where>, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_21" and nothing else
    And the term "us.ear.744_21.any_item_country" holds
    And the review policy is "policy_of_denial"

    Examples:
      | where | day        |
      | RU    | 2022-02-24 |
      | RU    | 2022-03-02 |
      | BY    | 2022-03-02 |
      | BY    | 2026-09-01 |

  @rule:us.ear.744_21.any_item_country
  Scenario Outline: An EAR99 item for a military end use in <where> on <day> needs no license under this section
    Given an export from US to <where> on <day>
    And an item with
      | eccn       | EAR99 |
      | hs_chapter | 94    |
    And the end_user "Invented Plant" in <where>, headquartered in <where>, parent in none
    And the end use "military" is true
    When it is screened
    Then "us.ear.744_21" does not fire
    And the term "us.ear.744_21.any_item_country" does not hold

    Examples:
      | where | day        |
      | RU    | 2022-02-23 |
      | BY    | 2022-03-01 |
      | CN    | 2024-06-03 |

  Scenario: In Russia part 746 stands beside this section
    Given an export from US to RU on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Institute" in RU, headquartered in RU, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_21, us.ear.746_8.russia" and nothing else
    And the review policy is "policy_of_denial"
    And "us.ear.744_21" cites "87 FR 12226"

  Scenario: A stated civil end use is an answer
    Given an export from US to CN on 2024-06-03
    And an item with
      | eccn | 5A992.c |
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    And the end use "military" is false
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.744_21" does not fire

  Scenario: Where nothing is said of a military end use, nothing is asked of one
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And nothing is asked

  Scenario: 중국의 군사 최종용도로 알려진 5A992 품목에는 허가가 필요하다
    Given 2024-06-03에 US에서 중국으로 가는 수출
    And 다음 사양의 품목
      | eccn | 5A992.c |
    And CN에 있는 end_user "가상연구소", 본사 CN, 모회사 none
    And the end use "military" is true
    When 심사하면
    Then 결과는 "license_required"이다
    And 근거는 "us.ear.744_21"뿐이다
    And 심사 방침은 "presumption_of_denial"이다
