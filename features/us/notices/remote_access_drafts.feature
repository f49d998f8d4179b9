@rule:us.notice.remote_access_drafts
Feature: Reported drafts on remote access, August 2026
  The press reported in August 2026 that BIS looks into offshore rentals by Chinese companies and that a rule is being
  drafted. Nothing was published. The engine tells it to whoever rents to such a company abroad, and it decides nothing.

  Background:
    Given the provider "Invented Siam GPU Cloud Co." in TH, headquartered in TH, parent in none
    And the item "NVIDIA H100 SXM5 80GB" (quantity 64)

  @B7
  Scenario: A Chinese company rents chips in Thailand in September 2026
    Given a cloud rental from TH to CN on 2026-09-01
    And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
    And the chips stand in TH
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.remote_access_drafts" would apply if it were controlling law
    And "us.notice.remote_access_drafts" has the status "proposed"
    And the notice "us.notice.rental_not_export" is given

  Scenario: It is told from the day of the first report
    Given a cloud rental from TH to CN on 2026-08-07
    And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
    And the chips stand in TH
    When it is screened
    Then "us.notice.remote_access_drafts" stands at the stage "reported"

  Scenario Outline: Not <when>
    Given a <activity> from TH to <to> on <day>
    And the end_user "Invented Model Co." in <to>, headquartered in <to>, parent in none
    And the chips stand in <place>
    When it is screened
    Then "us.notice.remote_access_drafts" does not fire

    Examples:
      | when                              | activity     | to | day        | place |
      | on the day before the first report | cloud rental | CN | 2026-08-06 | TH    |
      | for a Japanese company            | cloud rental | JP | 2026-09-01 | TH    |
      | where the chips stand in the US   | cloud rental | CN | 2026-09-01 | US    |
      | for chips that move               | reexport     | CN | 2026-09-01 | TH    |
