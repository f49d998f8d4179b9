@rule:us.bill.scale
Feature: SCALE Act (H.R. 8306)
  A bill that would tie what may go to entities of concern to what these make themselves, and that speaks of remote access in
  the same breath as of exports. It is shown under what would apply.

  Background:
    Given the provider "Invented Straits GPU Cloud Pte. Ltd." in SG, headquartered in SG, parent in none

  @B5 @B7
  Scenario: A Chinese company rents H100 in Singapore: no control today, and within the bill
    Given a cloud rental from SG to CN on 2026-04-15
    And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
    And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
    And the chips stand in SG
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bill.scale" would apply if it were controlling law
    And "us.bill.scale" has the status "proposed"
    And "us.bill.scale" cites "H.R. 8306, 119th Congress, SCALE Act (as introduced)"

  Scenario: An export is within it, too
    Given an export from US to CN on 2026-04-15
    And the item "HGX H200 8-GPU" (quantity 10)
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "license_required"
    And "us.bill.scale" would apply if it were controlling law

  Scenario Outline: A company of Singapore with a Chinese owner of <share> percent <says>
    Given a cloud rental from SG to SG on 2026-06-01
    And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
    And these parties
      | role     | name                            | country | headquarters | parent | incorporated_in | government_of |
      | end_user | Invented Intelligence Pte. Ltd. | SG      | SG           | none   | SG              | none          |
    And "Invented Beijing Holding" in CN owns <share> percent of it
    And the chips stand in SG
    When it is screened
    Then "us.bill.scale" <says>

    Examples:
      | share | says                                   |
      | 10.01 | would apply if it were controlling law |
      | 10    | does not fire                          |

  Scenario Outline: Not <when>
    Given <activity> from SG to <to> on <day>
    And the item "<chip>" (quantity 64)
    And these parties
      | role     | name         | country | headquarters | parent | incorporated_in | government_of |
      | end_user | Invented Co. | <to>    | <to>         | none   | <to>            | none          |
    And the chips stand in SG
    When it is screened
    Then "us.bill.scale" does not fire

    Examples:
      | when                     | activity       | to | day        | chip                  |
      | on the day before        | a cloud rental | CN | 2026-04-14 | NVIDIA H100 SXM5 80GB |
      | a Japanese company       | a cloud rental | JP | 2026-06-01 | NVIDIA H100 SXM5 80GB |
      | a chip below every level | a cloud rental | CN | 2026-06-01 | NVIDIA RTX A2000      |
      | support                  | a support      | CN | 2026-06-01 | NVIDIA H100 SXM5 80GB |
