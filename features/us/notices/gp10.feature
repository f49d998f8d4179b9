@rule:us.notice.gp10
Feature: General Prohibition Ten (15 CFR 736.2(b)(10))
  Nobody may deal with, use, finance or service an item subject to the EAR knowing that a violation has occurred or is
  about to. Whoever moves, rents out or services a controlled chip that has already left is reminded of it.

  Background:
    Given the exporter "Invented Cloud Provider Ltd." in SG, headquartered in SG, parent in none
    And the end_user "Invented Research Co." in SG, headquartered in SG, parent in none

  Scenario Outline: <activity> of a controlled chip is shown the prohibition
    Given a <activity> from SG to SG on 2024-06-03
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then the notice "us.notice.gp10" is given
    And "us.notice.gp10" cites "15 CFR 736.2(b)(10)"

    Examples:
      | activity            |
      | in-country transfer |
      | cloud rental        |
      | support             |

  Scenario: A first export is not: the license requirement itself answers there
    Given an export from US to SG on 2024-06-03
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then "us.notice.gp10" does not fire

  Scenario: A transfer of a chip below every level is not
    Given an in-country transfer from SG to SG on 2024-06-03
    And the item "NVIDIA H20 96GB" (quantity 8)
    When it is screened
    Then "us.notice.gp10" does not fire
