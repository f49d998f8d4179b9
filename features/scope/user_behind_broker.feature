@rule:scope.user_behind_broker @B2
Feature: Resellers and brokers are looked through
  What the law asks, it asks of the user. If a broker stands between and nobody says who uses the chips, that is asked; a
  country or a headquarters already says something.

  Background:
    Given a cloud rental from US to CN on 2024-03-15
    And the item "AWS p4d.24xlarge"
    And the chips stand in US
    And the provider "Example Cloud Inc." in US, headquartered in US

  Scenario: A broker and no user: who uses it, and where that belongs, is asked
    Given the reseller "Invented Broker Ltd" in CN, headquartered in CN
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "scope.user_behind_broker" and nothing else
    And only "party.end_user.name, party.end_user.country, party.end_user.headquarters, party.end_user.parent_country" is asked

  Scenario: With the user named, nothing in force reaches the rental
    Given the reseller "Invented Broker Ltd" in CN, headquartered in CN
    And the end_user "Invented University" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "scope.user_behind_broker" does not fire
    And nothing is asked

  Scenario: Without a broker the account holder is the customer
    Given the account_holder "Invented University" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"

  Scenario: A sale through a reseller is another matter
    Given an export from US to JP on 2024-03-15
    And the reseller "Invented Dealer" in JP, headquartered in JP
    And the end_user "Invented Company" in JP, headquartered in JP, parent in none
    When it is screened
    Then "scope.user_behind_broker" does not fire
