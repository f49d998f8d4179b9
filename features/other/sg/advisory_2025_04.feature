@rule:sg.customs.advisory_2025_04
Feature: Singapore's advisory of 4 April 2025
  Singapore does not enforce other countries' chip controls and does not want to be the way around them.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario Outline: H100 from <from> to <to> on 2025-04-04 touch Singapore
    Given <activity> from <from> to <to> on 2025-04-04
    And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
    And the end_user "Invented Straits Cloud" in <to>, headquartered in <to>, parent in none
    When it is screened
    Then the notice "sg.customs.advisory_2025_04" is given
    And "sg.customs.advisory_2025_04" has the status "guidance"

    Examples:
      | activity   | from | to |
      | an export  | US   | SG |
      | a reexport | SG   | JP |

  Scenario Outline: Not <when>
    Given <activity> from US to <to> on <day>
    And the item "<chip>" (quantity 8)
    And the end_user "Invented Straits Cloud" in <to>, headquartered in <to>, parent in none
    And the chips stand in SG
    When it is screened
    Then "sg.customs.advisory_2025_04" does not fire

    Examples:
      | when                     | activity       | to | day        | chip                  |
      | on the day before        | an export      | SG | 2025-04-03 | NVIDIA H100 SXM5 80GB |
      | for Japan                | an export      | JP | 2025-05-05 | NVIDIA H100 SXM5 80GB |
      | a chip below every level | an export      | SG | 2025-05-05 | NVIDIA RTX A2000      |
      | a rental                 | a cloud rental | SG | 2025-05-05 | NVIDIA H100 SXM5 80GB |
