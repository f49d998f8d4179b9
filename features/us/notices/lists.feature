@B7 @rule:us.notice.section_1260h @rule:us.notice.cmic @rule:us.notice.ssi @rule:us.notice.nonproliferation @rule:us.notice.itar_debarred
@rule:us.notice.fse @rule:us.notice.capta @rule:us.notice.mbs @rule:us.notice.plc @rule:us.notice.listed_rental
Feature: Lists that are no export control
  Being on them asks for no license under the EAR by itself. What they do mean is told, because the name came up.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario Outline: <notice>: a listed party is told of, and controls nothing
    Given the list "<label>" names
      | name                    | country | from       |
      | Invented Listed Company | SG      | 2021-01-01 |
    And an export from US to SG on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Listed Company" in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.<notice>" is given

    Examples:
      | notice | label |
      | section_1260h | Section 1260H list |
      | cmic | Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department |
      | ssi | Sectoral Sanctions Identifications List (SSI) - Treasury Department |
      | nonproliferation | Nonproliferation Sanctions (ISN) - State Department |
      | itar_debarred | ITAR Debarred (DTC) - State Department |
      | fse | Foreign Sanctions Evaders (FSE) - Treasury Department |
      | capta | Capta List (CAP) - Treasury Department |
      | mbs | Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department |
      | plc | Palestinian Legislative Council List (PLC) - Treasury Department |

  Scenario Outline: <notice>: of somebody else nothing is told
    Given the list "<label>" names
      | name                    | country | from       |
      | Invented Listed Company | SG      | 2021-01-01 |
    And an export from US to SG on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Small Garden Centre" in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.<notice>" does not fire

    Examples:
      | notice | label |
      | section_1260h | Section 1260H list |
      | cmic | Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department |
      | ssi | Sectoral Sanctions Identifications List (SSI) - Treasury Department |
      | nonproliferation | Nonproliferation Sanctions (ISN) - State Department |
      | itar_debarred | ITAR Debarred (DTC) - State Department |
      | fse | Foreign Sanctions Evaders (FSE) - Treasury Department |
      | capta | Capta List (CAP) - Treasury Department |
      | mbs | Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department |
      | plc | Palestinian Legislative Council List (PLC) - Treasury Department |

  Scenario Outline: <notice>: no list before the law that makes it, even if the list at hand prints no days
    Given the list "<label>" names
      | name                    | country |
      | Invented Listed Company | SG      |
    And an export from US to SG on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Listed Company" in SG, headquartered in SG, parent in none
    When it is screened
    Then "us.notice.<notice>" does not fire

    Examples:
      | notice        | day        | label |
      | section_1260h | 2020-12-31 | Section 1260H list |
      | cmic          | 2021-06-02 | Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department |

  Rule: The Entity List and rentals

    Scenario: A listed user of rented chips
      Given a cloud rental from US to CN on 2024-06-03
      And the item "NVIDIA RTX A2000"
      And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
      And the end_user "Inspur Group Co., Ltd." in CN, headquartered in CN, parent in none
      When it is screened
      Then the notice "us.notice.listed_rental" is given
      And "us.ear.744_11" does not fire

    Scenario: A user that is not listed
      Given a cloud rental from US to CN on 2024-06-03
      And the item "NVIDIA RTX A2000"
      And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Orchard Machinery Co Ltd" in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.notice.listed_rental" does not fire
