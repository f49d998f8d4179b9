@rule:us.ear.740_5.spp
Feature: License Exception Syria Peace and Prosperity (15 CFR 740.5)
  From 2025-09-02 EAR99 items may go to Syria without a license, unless end user or end use is barred. Nothing on the
  Commerce Control List may.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Telecom" in SY, headquartered in SY, parent in none

  Scenario: An EAR99 cable may go to Damascus under SPP from its first day
    Given an export from US to SY on 2025-09-02
    And the item "NVIDIA power cord"
    When it is screened
    Then the outcome is "conditions_apply"
    And it is because of "us.ear.746_9.syria" and nothing else
    And the exception "us.ear.740_5.spp" holds
    And the duty "us.ear.746_9.syria" is stated

  Scenario: A declared EAR99 item that no catalogue knows may use SPP too
    Given an export from US to SY on 2026-06-01
    And an item with
      | description | rack cabinet |
      | eccn        | EAR99        |
    When it is screened
    Then the outcome is "conditions_apply"
    And the exception "us.ear.740_5.spp" holds
    And nothing is asked

  Scenario: A listed item, however small, may not use SPP
    Given an export from US to SY on 2025-09-02
    And the item "NVIDIA T1000 8GB"
    When it is screened
    Then the outcome is "license_required"
    And the exception "us.ear.740_5.spp" fails

  Scenario: Whether an unclassified item may use SPP is open, and its classification is asked
    Given an export from US to SY on 2025-09-02
    And the item "network monitoring appliance"
    When it is screened
    Then the outcome is "license_required"
    And the exception "us.ear.740_5.spp" is open
    And "item.eccn" is asked
    And "item.ear99" is asked

  Scenario: The day before, there was no SPP
    Given an export from US to SY on 2025-09-01
    And the item "NVIDIA power cord"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_9.syria" and nothing else

    @rule:us.ear.740_5.spp
    Scenario: For a known military end use the exception does not help
      Given an export from US to SY on 2025-10-01
      And an item with
        | eccn | EAR99 |
      And the end_user "Invented Levant Supplies" in SY, headquartered in SY, parent in none
      And the end use "military" is true
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_5.spp" fails
