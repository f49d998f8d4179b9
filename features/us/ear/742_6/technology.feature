@rule:us.ear.742_6.technology
Feature: Technology and software for advanced computing items (15 CFR 742.6(a)(6))
  Development and production technology follows the chip: what 3E001, 4E001, 3D001 and 4D090 hold for a 3A090 or 4A090
  item needs the same license to the same destinations. A release inside the United States is left out by
  742.6(a)(6)(iv), and the license requirement tables put no national-security control on it either.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @E1
  Scenario Outline: Design files of a TPU v6e released to China on <day>
    Given a technology release from US to CN on <day>
    And an item with
      | description | TPU v6e design files |
      | kind        | technology           |
      | published   | false                |
    And the answer to "fundamental_research" is no
    And the answer to "end_to_end_encrypted" is no
    And the recipient "Invented Start-up" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.technology" and nothing else
    And the review policy is "presumption_of_denial"
    And "us.ear.742_6.technology" cites "<cite>"
    And the exception "us.ear.734_18.encrypted" fails
    And the notice "us.notice.trade_secret" is given
    And nothing is asked

    Examples:
      | day        | cite        |
      | 2022-10-07 | 87 FR 62186 |
      | 2024-06-03 | 88 FR 73458 |
      | 2025-06-02 | 90 FR 4544  |
      | 2026-09-01 | 90 FR 4544  |

  Scenario Outline: Where and when it does not fire: <where> on <day>
    Given a technology release from US to <where> on <day>
    And an item with
      | description | TPU v6e design files |
      | kind        | technology           |
      | published   | false                |
    And the answer to "fundamental_research" is no
    And the recipient "Invented Start-up" in <where>, headquartered in <where>, parent in none
    When it is screened
    Then "us.ear.742_6.technology" does not fire

    Examples:
      | where | day        |
      | CN    | 2022-10-06 |
      | VN    | 2022-12-01 |
      | KR    | 2024-06-03 |
      | KR    | 2026-09-01 |

  Scenario: The 2022 wording for technology was not read, and the decision says so
    Given a technology release from US to CN on 2022-12-01
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    When it is screened
    Then "us.ear.742_6.technology" is not verified

  @E1
  Scenario: Nobody said whether the files are published or come from fundamental research
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | description | TPU v6e design files |
      | kind        | technology           |
    And the answer to "technology_for" is 3a090_a
    And the recipient "Invented Start-up" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "information_needed"
    And only "item.published, answers.fundamental_research" is asked

  @E1
  Scenario: A bare 3E001 says nothing of the commodity, so that is asked
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | eccn | 3E001 |
    And the recipient "Invented Start-up" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "information_needed"
    And only "answers.technology_for" is asked

  Scenario Outline: Technology for <what> to <where> on 2024-06-03
    Given a technology release from US to <where> on 2024-06-03
    And an item with
      | eccn | 4E001 |
    And the answer to "technology_for" is <what>
    And the answer to "end_to_end_encrypted" is no
    When it is screened
    Then the outcome is "<outcome>"

    Examples:
      | what    | where | outcome          |
      | 3a090_a | CN    | license_required |
      | 3a090_b | VN    | license_required |
      | 3a090_a | KR    | no_control_found |
      | other   | CN    | no_control_found |

  Scenario: A license for Vietnam may be expected, one for China not
    Given a technology release from US to VN on 2026-03-02
    And an item with
      | eccn | 4E001 |
    And the answer to "technology_for" is 3a090_b
    And the end_user "Invented Lab" in VN, headquartered in VN, parent in none
    When it is screened
    Then it is because of "us.ear.742_6.technology" and nothing else
    And the review policy is "case_by_case"

  @rule:us.ear.734_18.encrypted
  Scenario: Sending it end-to-end encrypted is no export
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And the answer to "end_to_end_encrypted" is yes
    When it is screened
    Then the outcome is "conditions_apply"
    And the exception "us.ear.734_18.encrypted" holds

  @E2 @rule:us.ear.742_6.a6_iv
  Scenario Outline: Know-how told to a Chinese engineer inside the United States on <day>
    Given a technology release from US to US on <day>
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | US      | CN          |
    When it is screened
    Then the outcome is "conditions_apply"
    And it is because of "us.ear.742_6.technology" and nothing else
    And the exception "us.ear.742_6.a6_iv" holds
    And the exception "us.ear.734_18.encrypted" fails
    And "us.ear.742_4.technology" does not fire
    And nothing is asked

    Examples:
      | day        |
      | 2024-06-03 |
      | 2026-09-01 |

  @E2
  Scenario: The citizenship of the recipient is asked for, because embargoes are not left out
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And these parties
      | role      | name             | kind       | country |
      | recipient | Invented Person  | individual | US      |
    When it is screened
    Then the outcome is "information_needed"
    And only "party.recipient.citizenship" is asked

  @E2
  Scenario Outline: Knowledge that leaves in somebody's head: told abroad, it is an export like any other
    Given a technology release from US to CN on <day>
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | CN      | <citizen>   |
    When it is screened
    Then the outcome is "license_required"
    And the exception "us.ear.742_6.a6_iv" fails

    Examples:
      | citizen | day        |
      | CN      | 2024-06-03 |
      | KR      | 2026-09-01 |

  @rule:us.ear.742_6.technology_headquarters
  Scenario: Technology for a Singapore subsidiary of a Chinese group
    Given a technology release from US to SG on 2026-09-01
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And the answer to "end_to_end_encrypted" is no
    And the end_user "Invented Intelligence" in SG, headquartered in SG, parent in CN
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.technology_headquarters" and nothing else
    And "us.ear.742_6.technology_headquarters" is not verified
    And the review policy is "presumption_of_denial"
    And nothing is asked

  @rule:us.ear.742_6.technology_worldwide
  Scenario: For a Singapore company the worldwide requirement is on paper only
    Given a technology release from US to SG on 2026-09-01
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And the end_user "Invented Strait Cloud" in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.742_6.technology_headquarters" does not fire
    And "us.ear.742_6.technology_worldwide" would apply if it were controlling law
    And "us.ear.742_6.technology_worldwide" has the status "not_enforced"

  @rule:us.ear.742_6.technology_worldwide
  Scenario: In February 2025 it stood in force
    Given a technology release from US to SG on 2025-02-03
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And the end_user "Invented Strait Cloud" in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.technology_worldwide" and nothing else
    And the review policy is "presumption_of_approval"

  @rule:us.ear.742_6.technology_worldwide
  Scenario Outline: It never reached technology for .b items (<day>)
    Given a technology release from US to SG on <day>
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_b
    And the end_user "Invented Strait Cloud" in SG, headquartered in SG, parent in none
    When it is screened
    Then "us.ear.742_6.technology_worldwide" does not fire
    And the outcome is "no_control_found"

    Examples:
      | day        |
      | 2025-02-03 |
      | 2026-09-01 |

  @rule:us.ear.742_6.technology_hbm
  Scenario Outline: Memory technology to <where> on <day>
    Given a technology release from US to <where> on <day>
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_c
    And the answer to "end_to_end_encrypted" is no
    And the end_user "Invented Memory" in <where>, headquartered in <hq>, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.technology_hbm" and nothing else
    And the review policy is "<policy>"

    Examples:
      | where | hq | day        | policy                  |
      | CN    | CN | 2024-12-31 | presumption_of_denial   |
      | CN    | KR | 2026-09-01 | presumption_of_approval |

  @rule:us.ear.742_6.technology_hbm
  Scenario Outline: Not before its day and not elsewhere: <where> on <day>
    Given a technology release from US to <where> on <day>
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_c
    And the end_user "Invented Memory" in <where>, headquartered in <where>, parent in none
    When it is screened
    Then "us.ear.742_6.technology_hbm" does not fire
    And the outcome is "no_control_found"

    Examples:
      | where | day        |
      | CN    | 2024-12-30 |
      | KR    | 2026-09-01 |
