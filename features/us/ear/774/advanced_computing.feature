Feature: Advanced computing items: the classes the license rules name
  The license requirements speak of ".a" items (3A090.a, 4A090.a and the .z paragraphs of that level) and ".b" items.
  The two are treated alike at the controlled destinations and apart everywhere else.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.advanced_computing.a
  Rule: The .a class

    Scenario: An H100 is an .a item, so in February 2025 the worldwide requirement reaches India
      Given an export from US to IN on 2025-02-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.worldwide" and nothing else
      And the term "us.ear.advanced_computing.a" holds

    Scenario: An A40 is a .b item, so it does not
      Given an export from US to IN on 2025-02-03
      And the item "NVIDIA A40"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.worldwide" does not fire
      And the term "us.ear.advanced_computing.a" does not hold

  @rule:us.ear.advanced_computing.b
  Rule: The .b class

    Scenario: An A40 for a Singapore subsidiary of a Chinese company falls under 744.23
      Given an export from US to SG on 2024-06-03
      And the item "NVIDIA A40"
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.headquarters" and nothing else
      And the term "us.ear.advanced_computing.b" holds

    Scenario: An H100 for the same company falls under 742.6, not 744.23
      Given an export from US to SG on 2024-06-03
      And the item "NVIDIA H100 SXM5 80GB"
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And the term "us.ear.advanced_computing.b" does not hold

  @rule:us.ear.advanced_computing.item
  Rule: Both classes together

    Scenario Outline: The <item> is an advanced computing item and needs a license for Vietnam
      Given an export from US to VN on 2024-06-03
      And the item "<item>"
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the term "us.ear.advanced_computing.item" holds

      Examples:
        | item                  |
        | NVIDIA H100 SXM5 80GB |
        | NVIDIA A40            |

    Scenario: The H20 is neither
      Given an export from US to VN on 2024-06-03
      And the item "NVIDIA H20 96GB"
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And the term "us.ear.advanced_computing.item" does not hold

  Scenario Outline: A <kind> for a chip is not the chip
    Given an export from US to CN on 2024-06-03
    And an item with
      | description | NVIDIA <chip> design files |
      | kind        | <kind>                     |
    And the end_user "Invented Company" in CN, headquartered in CN, parent in none
    When it is screened
    Then the term "us.ear.advanced_computing.a" does not hold
    And the term "us.ear.advanced_computing.b" does not hold
    And "us.ear.742_6.destination" does not fire
    And "scope.classification" does not fire

    Examples:
      | kind       | chip |
      | technology | H100 |
      | software   | H100 |
      | technology | A30  |

  Scenario: Technology of a stated ECCN, naming a chip, contradicts nothing
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | description | NVIDIA H100 design files |
      | kind        | technology               |
      | eccn        | 3E001                    |
    And the end_user "Invented Company" in CN, headquartered in CN, parent in none
    When it is screened
    Then "scope.classification" does not fire
    And the outcome is "license_required"
