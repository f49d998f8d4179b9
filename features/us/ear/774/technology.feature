@rule:us.ear.technology.a @rule:us.ear.technology.b @rule:us.ear.technology.hbm @rule:us.ear.technology.ns
Feature: What technology or software is for (ECCNs 3D001, 3E001, 3E002, 4D001, 4D090, 4E001)
  A stated ECCN names the entry, not the commodity; a named chip, or an answer, does.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario Outline: <eccn> technology for <what> on <day>
    Given a technology release from US to CN on <day>
    And an item with
      | eccn | <eccn> |
    And the answer to "technology_for" is <what>
    When it is screened
    Then the term "<term>" <verb>

    Examples:
      | eccn  | what           | day        | term                  | verb          |
      | 3E001 | 3a090_a        | 2022-12-01 | us.ear.technology.a   | holds         |
      | 3E001 | other          | 2022-12-01 | us.ear.technology.a   | does not hold |
      | 4D090 | 3a090_a        | 2024-06-03 | us.ear.technology.a   | holds         |
      | 3E001 | z_a            | 2024-06-03 | us.ear.technology.a   | holds         |
      | 3E001 | other          | 2024-06-03 | us.ear.technology.a   | does not hold |
      | 3E002 | 3a090_a        | 2024-06-03 | us.ear.technology.a   | does not hold |
      | 3D001 | 3a090_b        | 2024-06-03 | us.ear.technology.b   | holds         |
      | 3D001 | 3a090_a        | 2024-06-03 | us.ear.technology.b   | does not hold |
      | 3E001 | 3a090_c        | 2025-06-02 | us.ear.technology.hbm | holds         |
      | 3E001 | 3a090_a        | 2025-06-02 | us.ear.technology.hbm | does not hold |
      | 3E002 | processor_core | 2024-06-03 | us.ear.technology.ns  | holds         |
      | 4E001 | z_b            | 2024-06-03 | us.ear.technology.ns  | holds         |
      | 3E001 | 3a090_a        | 2024-06-03 | us.ear.technology.ns  | does not hold |
      | 4D090 | z_a            | 2024-06-03 | us.ear.technology.ns  | does not hold |

  Scenario Outline: The chip a description names decides: "<text>"
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | description | <text>     |
      | kind        | technology |
    When it is screened
    Then the term "us.ear.technology.a" <a>
    And the term "us.ear.technology.b" <b>

    Examples:
      | text                   | a             | b             |
      | TPU v6e design files   | holds         | does not hold |
      | NVIDIA A30 RTL sources | does not hold | holds         |
      | NVIDIA T4 design files | does not hold | does not hold |
