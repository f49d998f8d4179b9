@B7
Feature: Overseas subsidiaries buy Blackwell
  The requirement is continuous since 2023-11-17; the guidance of 2026-05-31 only restates it.

  Scenario: In force, would apply, unknown
    Given the case "china-hq-subsidiaries-gap-2025-26"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.headquarters" and nothing else
    And the notice "us.bis.guidance.hq_2026_05_31" is given
    And what would apply is "us.bill.chip_security, us.bill.gain, us.bill.overwatch, us.bill.scale, us.ear.742_6.worldwide"
    And what may apply is "none"
    And nothing is asked

  Scenario Outline: The same facts under the law of <day>: <outcome>
    Given the case "china-hq-subsidiaries-gap-2025-26"
    When it is screened under the law of <day>
    Then the outcome is "<outcome>"

    Examples:
      | day        | outcome          |
      | 2023-11-16 | no_control_found |
      | 2023-11-17 | license_required |
      | 2024-06-03 | license_required |
      | 2025-06-02 | license_required |
      | 2026-05-30 | license_required |
      | 2026-06-01 | license_required |
