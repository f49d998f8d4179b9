Feature: Huawei Ascend 910B, 910C, 910D (BIS guidance of 2025-05-13)
  BIS presumes that these chips were made in breach of the EAR. Whoever, anywhere, uses, sells, moves, finances or services
  them without authorization risks a violation of General Prohibition Ten. The guidance leaves technical analysis and
  evaluation alone. It is guidance, not a rule, and says nothing against a party.

  Background:
    Given the exporter "Invented Trading Co." in CN, headquartered in CN, parent in none

  @A5 @rule:us.bis.guidance.ascend_gp10
  Rule: From 2025-05-13 presumed made in breach of the EAR

    Scenario Outline: An <chip> sold from China to Germany is prohibited from 2025-05-13
      Given an export from CN to DE on 2025-05-13
      And the item "<chip>" (quantity 8)
      And the end_user "Invented Rechenzentrum GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then the outcome is "prohibited"
      And it is because of "us.bis.guidance.ascend_gp10" and nothing else
      And "us.bis.guidance.ascend_gp10" has the status "guidance"
      And "us.bis.guidance.ascend_gp10" cites "15 CFR 736.2(b)(10), 764.2(e)"
      And the exception "us.bis.guidance.ascend_gp10.analysis" is open
      And only "end_use.technical_evaluation" is asked

      Examples:
        | chip               |
        | Huawei Ascend 910B |
        | Huawei Ascend 910C |
        | Huawei Ascend 910D |

    Scenario: The day before, no guidance stood against it
      Given an export from CN to DE on 2025-05-12
      And an item with
        | description            | Huawei Ascend 910B |
        | us_origin              | false              |
        | foreign_direct_product | false              |
        | us_content_percent     | 0                  |
      And the end_user "Invented Rechenzentrum GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.bis.guidance.ascend_gp10": 2025-05-12 of 2025-05-13

    Scenario: Renting one out is within it too
      Given a cloud rental from CN to DE on 2025-06-03
      And the item "Huawei Ascend 910C" (quantity 8)
      And the end_user "Invented Rechenzentrum GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then the outcome is "prohibited"
      And it is because of "us.bis.guidance.ascend_gp10" and nothing else

    Scenario: A much smaller Ascend is not named and does not reach the level
      Given an export from CN to DE on 2025-06-03
      And the item "Huawei Ascend 310"
      And the end_user "Invented Rechenzentrum GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.ascend_gp10" does not fire

    Scenario: An item declared EAR99 is not asked whether it is an Ascend
      Given an export from US to DE on 2026-06-01
      And an item with
        | description | rack cabinet |
        | eccn        | EAR99        |
      And the end_user "Invented Rechenzentrum GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And nothing is asked

  @rule:us.bis.guidance.ascend_gp10.analysis
  Rule: Technical analysis and evaluation

    Scenario: A chip bought solely to be analysed is left alone, on conditions
      Given an export from CN to DE on 2025-06-03
      And the item "Huawei Ascend 910C"
      And the end_user "Invented Teardown Laboratory GmbH" in DE, headquartered in DE, parent in none
      And the end use "technical_evaluation" is true
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.bis.guidance.ascend_gp10" and nothing else
      And the exception "us.bis.guidance.ascend_gp10.analysis" holds
      And the duty "us.bis.guidance.ascend_gp10" is stated

    Scenario: A chip bought for anything else is not
      Given an export from CN to DE on 2025-06-03
      And the item "Huawei Ascend 910C"
      And the end_user "Invented Teardown Laboratory GmbH" in DE, headquartered in DE, parent in none
      And the end use "technical_evaluation" is false
      When it is screened
      Then the outcome is "prohibited"
      And the exception "us.bis.guidance.ascend_gp10.analysis" fails
