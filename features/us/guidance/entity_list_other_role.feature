@B7 @rule:us.bis.guidance.entity_list_other_role
Feature: Entity List parties outside the roles of 15 CFR 748.5(c)-(f)
  To buy from a listed party, or to let it carry, is no license requirement by BIS's answers, but a red flag.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario Outline: A listed <role>
    Given an export from US to SG on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the <role> "Inspur Group Co., Ltd." in CN, headquartered in CN, parent in none
    And the end_user "Invented Garden Centre" in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "review"
    And it is because of "us.bis.guidance.entity_list_other_role" and nothing else
    And "us.ear.744_11" does not fire

    Examples:
      | role              |
      | seller            |
      | manufacturer      |
      | freight_forwarder |
      | broker            |

  Scenario: A seller on no list
    Given an export from US to SG on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the seller "Invented Orchard Machinery Co Ltd" in CN, headquartered in CN, parent in none
    And the end_user "Invented Garden Centre" in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bis.guidance.entity_list_other_role" does not fire
