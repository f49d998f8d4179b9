@rule:us.ear.746_9.syria
Feature: Syria is embargoed, and eased since 2025-09-02 (15 CFR 746.9)
  Every item subject to the EAR needs a license for Syria. Since 2025-09-02 EAR99 items may use a license exception of
  their own (see License Exception SPP), and listed items are reviewed more favourably.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Telecom" in SY, headquartered in SY, parent in none

  Rule: Until 2025-09-01 nothing but food and medicine goes without a license

    Scenario: A small graphics card to Damascus is denied on the last day of the old policy
      Given an export from US to SY on 2025-09-01
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_9.syria" and nothing else
      And the review policy is "policy_of_denial"

    Scenario: An EAR99 cable to Damascus needs a license on the last day of the old policy
      Given an export from US to SY on 2025-09-01
      And the item "NVIDIA power cord"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_9.syria" and nothing else

    Scenario: The same card to Amman needs no license
      Given an export from US to JO on 2025-09-01
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then "us.ear.746_9.syria" does not fire

  Rule: From 2025-09-02 listed items are reviewed case by case, civil uses with a presumption of approval

    Scenario: A small graphics card to Damascus still needs a license, now case by case
      Given an export from US to SY on 2025-09-02
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_9.syria" and nothing else
      And the review policy is "case_by_case"
      And "us.ear.746_9.syria" cites "90 FR 42320"
      And the exception "us.ear.740_5.spp" fails

    Scenario: A commercial use that serves Syria's people is presumed to be approved
      Given an export from US to SY on 2025-09-02
      And the item "NVIDIA RTX A2000"
      And the answer to "syria_civil_use" is yes
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "presumption_of_approval"

    Scenario: An advanced computing chip for Damascus is still presumed to be denied under its own rule
      Given an export from US to SY on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_9.syria, us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: The same card to Amman needs no license after the easing either
      Given an export from US to JO on 2025-09-02
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then "us.ear.746_9.syria" does not fire
