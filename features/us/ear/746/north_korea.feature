@rule:us.ear.746_4.north_korea
Feature: North Korea is embargoed (15 CFR 746.4)
  Every item subject to the EAR needs a license for North Korea. Computers, processors, encryption items and items under
  national-security controls are generally denied; the rest is looked at case by case.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario Outline: A <what> to Pyongyang needs a license and is generally denied
    Given an export from US to KP on <day>
    And the item "<item>"
    And the end_user "Invented Academy" in KP, headquartered in KP, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_4.north_korea" and nothing else
    And the review policy is "policy_of_denial"

    Examples:
      | what                         | item             | day        |
      | small graphics card          | NVIDIA RTX A2000 | 2022-03-01 |
      | chip below every 3A090 level | NVIDIA H20 96GB  | 2024-06-03 |

  Scenario Outline: A network card classified <eccn> to Pyongyang meets a <policy>
    Given an export from US to KP on 2024-06-03
    And an item with
      | description | network card |
      | kind        | network      |
      | eccn        | <eccn>       |
    And the end_user "Invented Academy" in KP, headquartered in KP, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_4.north_korea" and nothing else
    And the review policy is "<policy>"

    Examples:
      | eccn    | policy           |
      | 5A992.c | policy_of_denial |
      | 5A991   | case_by_case     |

  Scenario: An EAR99 cable to Pyongyang needs a license, reviewed case by case
    Given an export from US to KP on 2024-06-03
    And the item "NVIDIA power cord"
    And the end_user "Invented Academy" in KP, headquartered in KP, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_4.north_korea" and nothing else
    And the review policy is "case_by_case"

  Scenario: An EAR99 cable for a military end use in North Korea is generally denied
    Given an export from US to KP on 2024-06-03
    And the item "NVIDIA power cord"
    And the end_user "Invented Academy" in KP, headquartered in KP, parent in none
    And the end use "military" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_4.north_korea" and nothing else
    And the review policy is "policy_of_denial"

  Scenario: The same card to Seoul needs no license
    Given an export from US to KR on 2022-03-01
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Academy" in KR, headquartered in KR, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.746_4.north_korea" does not fire
