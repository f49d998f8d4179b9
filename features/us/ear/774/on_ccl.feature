@rule:us.ear.on_ccl
Feature: On the Commerce Control List, or EAR99 (15 CFR 774.1)
  Several embargoes turn on whether an item is on the list at all. An accelerator without a stated ECCN counts as listed:
  makers classify even the small ones as 3A991, 4A994 or 5A992. Only what is said to be EAR99 is EAR99.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Data LLC" in RU, headquartered in RU, parent in none

  Scenario: An accelerator without a stated ECCN counts as listed
    Given an export from US to RU on 2022-03-15
    And the item "NVIDIA A30"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_8.russia" and nothing else
    And the term "us.ear.on_ccl" holds

  Scenario: An item declared EAR99 does not
    Given an export from US to RU on 2022-03-15
    And an item with
      | description | rack cabinet |
      | eccn        | EAR99        |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.746_8.russia" does not fire
    And the term "us.ear.on_ccl" does not hold

  Scenario: An item of which nothing is known may be listed, so its classification is asked
    Given an export from US to RU on 2022-03-15
    And the item "network monitoring appliance"
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "us.ear.746_8.russia, scope.unclassified" and nothing else
    And "item.ear99" is asked
