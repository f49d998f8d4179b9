@rule:tw.shtc.entity_list
Feature: Taiwan's entity list of strategic high-tech commodities
  Taiwan added 601 entities on 10 June 2025, Huawei and SMIC among them. Who ships chips from Taiwan towards the countries
  concerned is told to compare the parties; the list itself is not held here.

  Background:
    Given the exporter "Invented Formosa Systems Co." in TW, headquartered in TW, parent in none
    And the item "NVIDIA RTX A2000"

  Scenario: A small chip from Taiwan to China
    Given a reexport from TW to CN on 2025-06-10
    And the end_user "Invented Factory" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "tw.shtc.entity_list" is given

  Scenario: A company in Vietnam with a Chinese parent
    Given a reexport from TW to VN on 2025-06-10
    And the end_user "Invented Factory" in VN, headquartered in VN, parent in CN
    When it is screened
    Then the notice "tw.shtc.entity_list" is given

  Scenario Outline: Not <when>
    Given <activity> from <from> to <to> on <day>
    And the end_user "Invented Factory" in <to>, headquartered in <to>, parent in none
    And the chips stand in TW
    When it is screened
    Then "tw.shtc.entity_list" does not fire

    Examples:
      | when               | activity       | from | to | day        |
      | on the day before  | a reexport     | TW   | CN | 2025-06-09 |
      | for Japan          | a reexport     | TW   | JP | 2025-06-10 |
      | from Japan         | a reexport     | JP   | CN | 2025-06-10 |
      | a rental           | a cloud rental | TW   | CN | 2025-06-10 |
