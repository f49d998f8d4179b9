@rule:scope.unclassified
Feature: Items that cannot be identified
  Without knowing what an item is, no control can be ruled in or out. The engine asks for the product and its
  classification; it never guesses.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario: A text that names no known product is asked for its classification
    Given an export from US to DE on 2024-06-03
    And the item "network monitoring appliance"
    And the end_user "Invented Rechenzentrum GmbH" in DE, headquartered in DE, parent in none
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "scope.unclassified" and nothing else
    And only "item.eccn" is asked

  Scenario: A text that means an H20 or an H100 is asked about, because the answer turns on it
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA H 96G"
    And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "information_needed"
    And only "item.chip" is asked

  Scenario: A chassis whose possible boards are all 3A090.a needs a license whichever it holds, and is asked which
    Given an export from US to CN on 2024-06-03
    And the item "Supermicro SYS-821GE-TNHR"
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And "item.chip" is asked

  Scenario: With the board named, the same chassis is judged by its chips
    Given an export from US to CN on 2024-06-03
    And the item "Supermicro SYS-821GE-TNHR with 8x H200 SXM"
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And "scope.unclassified" does not fire

  Scenario: A stated classification is enough
    Given an export from US to DE on 2024-06-03
    And an item with
      | description | network monitoring appliance |
      | eccn        | EAR99                        |
    And the end_user "Invented Rechenzentrum GmbH" in DE, headquartered in DE, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "scope.unclassified" does not fire
    And nothing is asked
