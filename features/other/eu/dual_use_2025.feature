@rule:eu.dual_use.annex_i_2025
Feature: Leaving the European Union, dual-use list of November 2025
  Annex I of the Dual-Use Regulation was replaced on 15 November 2025 and now names some advanced computing circuits. One
  line for whoever ships chips out of the Union.

  Background:
    Given the exporter "Invented Systeme GmbH" in DE, headquartered in DE, parent in none
    And the item "NVIDIA RTX A2000"

  Scenario: A chip leaves Germany for Brazil
    Given a reexport from DE to BR on 2025-11-15
    And the end_user "Invented Dados Ltda." in BR, headquartered in BR, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "eu.dual_use.annex_i_2025" is given

  Scenario Outline: Not <when>
    Given <activity> from <from> to <to> on <day>
    And the end_user "Invented Data" in <to>, headquartered in <to>, parent in none
    And the chips stand in DE
    When it is screened
    Then "eu.dual_use.annex_i_2025" does not fire

    Examples:
      | when              | activity       | from | to | day        |
      | on the day before | a reexport     | DE   | BR | 2025-11-14 |
      | within the Union  | a reexport     | DE   | FR | 2025-11-17 |
      | from Switzerland  | a reexport     | CH   | BR | 2025-11-17 |
      | a rental          | a cloud rental | DE   | BR | 2025-11-17 |
