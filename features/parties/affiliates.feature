Feature: What listed parties own, in the three periods of the Affiliates rule
  The same buyer in Kuala Lumpur, with listed owners at 60 percent, at 30 and 25, at 30, and at a share nobody states: in force
  from 2025-09-29, suspended from 2025-11-10, by its own terms back on 2026-11-10 (which nobody has confirmed).

  Background:
    Given an export from US to MY on 2025-10-15
    And an item with
      | eccn | EAR99     |
      | kind | accessory |
    And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Straits Computing Sdn. Bhd." in MY, headquartered in MY

  Scenario Outline: <owners> on <day>
    Given its owners are "<stated>"
    When it is screened under the law of <day>
    Then the outcome is "<outcome>"
    And the reasons are "<because>"
    And what would apply is "<would>"

    Examples: In force
      | owners      | stated                           | day        | outcome          | because                        | would |
      | 60          | Inspur Group 60                | 2025-10-15 | license_required | us.ear.744_11.affiliate        | none  |
      | 30 and 25   | Inspur Group 30, Sugon 25      | 2025-10-15 | license_required | us.ear.744_11.affiliate        | none  |
      | 30          | Inspur Group 30, Invented A 70 | 2025-10-15 | review           | us.bis.guidance.minority_owner | none  |
      | not stated  | Inspur Group ?                 | 2025-10-15 | review           | us.ear.732_supp3.flag_29       | none  |

    Examples: Suspended
      | owners      | stated                           | day        | outcome          | because | would                          |
      | 60          | Inspur Group 60                | 2026-06-01 | no_control_found | none    | us.ear.744_11.affiliate        |
      | 30 and 25   | Inspur Group 30, Sugon 25      | 2026-06-01 | no_control_found | none    | us.ear.744_11.affiliate        |
      | 30          | Inspur Group 30, Invented A 70 | 2026-06-01 | no_control_found | none    | us.bis.guidance.minority_owner |
      | not stated  | Inspur Group ?                 | 2026-06-01 | no_control_found | none    | us.ear.732_supp3.flag_29       |

    Examples: Back, unverified
      | owners      | stated                           | day        | outcome          | because                        | would |
      | 60          | Inspur Group 60                | 2026-11-15 | license_required | us.ear.744_11.affiliate        | none  |
      | 30 and 25   | Inspur Group 30, Sugon 25      | 2026-11-15 | license_required | us.ear.744_11.affiliate        | none  |
      | 30          | Inspur Group 30, Invented A 70 | 2026-11-15 | review           | us.bis.guidance.minority_owner | none  |
      | not stated  | Inspur Group ?                 | 2026-11-15 | review           | us.ear.732_supp3.flag_29       | none  |
