@rule:us.ear.746_2.cuba
Feature: Cuba is embargoed (15 CFR 746.2)
  Every item subject to the EAR needs a license for Cuba, EAR99 included; the general policy is denial.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario: A small graphics card to Havana needs a license and will generally be denied
    Given an export from US to CU on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Institute" in CU, headquartered in CU, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_2.cuba" and nothing else
    And the review policy is "policy_of_denial"
    And "us.ear.746_2.cuba" cites "15 CFR 746.2(a), (b)"
    And nothing is asked

  Scenario: Even an EAR99 cable to Havana needs a license
    Given an export from US to CU on 2019-03-01
    And the item "NVIDIA power cord"
    And the end_user "Invented Institute" in CU, headquartered in CU, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_2.cuba" and nothing else

  Scenario: The same cable to Santo Domingo needs none
    Given an export from US to DO on 2019-03-01
    And the item "NVIDIA power cord"
    And the end_user "Invented Institute" in DO, headquartered in DO, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.746_2.cuba" does not fire
