@B7 @rule:us.ear.744_15 @rule:us.ear.740_2.a17
Feature: The Unverified List (15 CFR 744.15, 740.2(a)(17))
  It asks for no license. It takes the license exceptions away, and asks for a signed statement before anything goes that needs
  no license.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the list "Unverified List (UVL) - Bureau of Industry and Security" names
      | name                        | country | from       | until      |
      | Invented Lights Trading LLC | AE      | 2022-02-07 | 2026-01-15 |

  Scenario Outline: A listed <role>
    Given an export from US to AE on 2024-06-03
    And an item with
      | eccn | EAR99 |
    And the <role> "Invented Lights Trading LLC" in AE, headquartered in AE, parent in none
    When it is screened
    Then the outcome is "conditions_apply"
    And it is because of "us.ear.744_15" and nothing else
    And the duty "us.ear.744_15" is stated
    And nothing is asked

    Examples:
      | role                   |
      | purchaser              |
      | intermediate_consignee |
      | ultimate_consignee     |
      | end_user               |

  Scenario Outline: On <day> it is not listed
    Given an export from US to AE on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Lights Trading LLC" in AE, headquartered in AE, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.744_15" does not fire

    Examples:
      | day        |
      | 2022-02-06 |
      | 2026-01-15 |

  Scenario: Owned by it is not listed
    Given an export from US to AE on 2025-10-15
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Palm Servers" in AE, headquartered in AE, parent in none
    And "Invented Lights Trading LLC" in AE owns 100 percent of it
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.744_15" does not fire

  Scenario: It may use no license exception
    Given an export from US to VN on 2024-06-03
    And the item "GeForce RTX 4090"
    And the end_user "Invented Lights Trading LLC" in AE, headquartered in AE, parent in none
    And the answer to "purchase_order" is yes
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And the exception "us.ear.740_8.aca" is barred by "us.ear.740_2.a17"

  Scenario: Somebody else may
    Given an export from US to VN on 2024-06-03
    And the item "GeForce RTX 4090"
    And the end_user "Invented Palm Servers" in VN, headquartered in VN, parent in none
    And the answer to "purchase_order" is yes
    And the answer to "enc_conditions_met" is yes
    When it is screened
    Then the outcome is "conditions_apply"
    And the exception "us.ear.740_8.aca" is not barred by "us.ear.740_2.a17"
