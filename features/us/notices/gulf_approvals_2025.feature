@C2 @rule:us.notice.gulf_approvals_2025
Feature: Approvals for the UAE and Saudi Arabia of November 2025
  Commerce said on 19 November 2025 what it had authorized for G42 and Humain. An approval for two companies is no
  exception for others: the license requirement stands, and the engine says so.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA H100 SXM5 80GB" (quantity 64)

  Scenario Outline: An H100 for <country> in December 2025 needs a license, and the approvals are told
    Given an export from US to <country> on 2025-12-01
    And the end_user "Invented Desert Cloud Co." in <country>, headquartered in <country>, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And the notice "us.notice.gulf_approvals_2025" is given

    Examples:
      | country |
      | AE      |
      | SA      |

  Scenario: From 10 July 2026 it is told for Saudi Arabia alone
    Given an export from US to SA on 2026-07-10
    And the end_user "Invented Desert Cloud Co." in SA, headquartered in SA, parent in none
    When it is screened
    Then the outcome is "license_required"
    And the notice "us.notice.gulf_approvals_2025" is given
    And "us.notice.gulf_approvals_2025" cites "91 FR 43034"

  Scenario Outline: Not told <when>
    Given <activity> from US to <country> on <day>
    And the end_user "Invented Desert Cloud Co." in <country>, headquartered in <country>, parent in none
    And the chips stand in <country>
    When it is screened
    Then "us.notice.gulf_approvals_2025" does not fire

    Examples:
      | when                                     | activity       | country | day        |
      | on the day before                        | an export      | SA      | 2025-11-18 |
      | for Qatar                                | an export      | QA      | 2025-12-01 |
      | for the UAE, which has a rule of its own | an export      | AE      | 2026-07-10 |
      | of a rental                              | a cloud rental | SA      | 2025-12-01 |
