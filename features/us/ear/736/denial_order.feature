@B7 @rule:us.ear.736_2.b4 @rule:us.ear.736_2.b4.other
Feature: Denial orders (General Prohibition Four, 15 CFR 736.2(b)(4))
  Whoever takes part in a transaction in an item subject to the EAR with a person denied export privileges must stop, in whatever
  role that person appears, until the order ends.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the list "Denied Persons List (DPL) - Bureau of Industry and Security" names
      | name                   | country | from       | until      |
      | Invented Relay Brokers | DE      | 2021-05-01 | 2026-05-01 |

  Scenario Outline: A denied <role>
    Given an export from US to DE on 2024-06-03
    And an item with
      | eccn | EAR99 |
    And the <role> "Invented Relay Brokers" in DE, headquartered in DE, parent in none
    When it is screened
    Then the outcome is "prohibited"
    And it is because of "us.ear.736_2.b4" and nothing else
    And nothing is asked

    Examples:
      | role              |
      | purchaser         |
      | end_user          |
      | seller            |
      | freight_forwarder |
      | broker            |

  Scenario Outline: Before and after the order, on <day>
    Given an export from US to DE on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Relay Brokers" in DE, headquartered in DE, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.736_2.b4" does not fire

    Examples:
      | day        |
      | 2021-04-30 |
      | 2026-05-01 |

  Scenario Outline: Orders end, so a list that prints no days never alone prohibits, on <day>
    Given the list "Denied Persons List (DPL) - Bureau of Industry and Security" names
      | name                  | country |
      | Invented Undated Mill | DE      |
    And an export from US to DE on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Undated Mill" in DE, headquartered in DE, parent in none
    When it is screened
    Then the outcome is "review"
    And "us.ear.736_2.b4" is not verified

    Examples:
      | day        |
      | 2024-06-03 |
      | 2026-09-01 |

  Scenario: In a rental the terms of the order have to be read
    Given a cloud rental from US to DE on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Relay Brokers" in DE, headquartered in DE, parent in none
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.736_2.b4.other" and nothing else

  Scenario: A rental to somebody else needs no such reading
    Given a cloud rental from US to DE on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Orchard GmbH" in DE, headquartered in DE, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.736_2.b4.other" does not fire
