@rule:my.miti.directive_2025_1
Feature: Malaysia, advanced AI chips that leave or pass through (Directive No. 1/2025)
  From 14 July 2025 Malaysian law asks for at least 30 days' notice where a restricted activity is known or suspected. The
  engine names the law and does not decide it; a rental is not covered.

  Background:
    Given the exporter "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in none
    And the end_user "Invented Data Center KK" in JP, headquartered in JP, parent in none

  Scenario: H100 leave Malaysia for Japan
    Given a reexport from MY to JP on 2025-07-14
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "my.miti.directive_2025_1" is given
    And "my.miti.directive_2025_1" cites "Directive of the Strategic Trade Controller No. 1/2025 (MITI, Malaysia)"

  Scenario: H100 pass through Malaysia
    Given an export from US to JP on 2025-08-01
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    And the deal also says
      | via | [MY] |
    When it is screened
    Then the notice "my.miti.directive_2025_1" is given

  Scenario Outline: Not <when>
    Given <activity> from <from> to JP on <day>
    And the item "<chip>" (quantity 8)
    And the chips stand in MY
    When it is screened
    Then "my.miti.directive_2025_1" does not fire

    Examples:
      | when                          | activity       | from | day        | chip                  |
      | on the day before             | a reexport     | MY   | 2025-07-13 | NVIDIA H100 SXM5 80GB |
      | a chip below every level      | a reexport     | MY   | 2025-08-01 | NVIDIA RTX A2000      |
      | a chip of a Chinese designer  | a reexport     | MY   | 2025-08-01 | Kunlun 1              |
      | a rental of chips there       | a cloud rental | MY   | 2025-08-01 | NVIDIA H100 SXM5 80GB |
