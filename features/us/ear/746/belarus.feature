@rule:us.ear.746_8.belarus
Feature: Belarus: items on the Commerce Control List (15 CFR 746.8)
  Since 2022-03-02 chips, computers and encryption items on the Commerce Control List need a license for Belarus, those under
  anti-terrorism controls alone included; since 2022-04-08 the whole list does. The policy is denial, except for companies
  that belong to the United States and its partners.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Data LLC" in BY, headquartered in BY, parent in none

  Rule: From 2022-03-02 to 2022-04-07, categories 3 to 9

    Scenario: A small graphics card could still go to Minsk on 2022-03-01
      Given an export from US to BY on 2022-03-01
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.746_8.belarus": 2022-03-01 of 2022-03-02

    Scenario: From 2022-03-02 a small graphics card to Minsk needs a license and is denied
      Given an export from US to BY on 2022-03-02
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_8.belarus" and nothing else
      And the review policy is "policy_of_denial"
      And "us.ear.746_8.belarus" cites "87 FR 13048"

    Scenario: A civil subsidiary of a company of the United States or its partners is reviewed case by case
      Given an export from US to BY on 2022-03-02
      And the item "NVIDIA RTX A2000"
      And the answer to "allied_subsidiary_end_user" is yes
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "case_by_case"

    Scenario: An EAR99 cable is not on the list and may still go to Minsk
      Given an export from US to BY on 2022-03-02
      And the item "NVIDIA power cord"
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.746_8.belarus" does not fire

    Scenario: An item of another category is outside this period's rule; a person must look
      Given an export from US to BY on 2022-04-07
      And an item with
        | description | reaction vessel |
        | eccn        | 2B350.a         |
        | kind        | other           |
      When it is screened
      Then the outcome is "review"
      And it is because of "scope.eccn" and nothing else
      And "us.ear.746_8.belarus" does not fire

  Rule: From 2022-04-08, the whole Commerce Control List

    Scenario: The item of another category needs a license from 2022-04-08
      Given an export from US to BY on 2022-04-08
      And an item with
        | description | reaction vessel |
        | eccn        | 2B350.a         |
        | kind        | other           |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_8.belarus" and nothing else
      And "us.ear.746_8.belarus" cites "87 FR 22130"

    Scenario: The H20, below every 3A090 level, needs a license for Minsk
      Given an export from US to BY on 2024-06-03
      And the item "NVIDIA H20 96GB" (quantity 8)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_8.belarus" and nothing else
      And the tier is "none"
      And the review policy is "policy_of_denial"

    Scenario: A transfer inside Belarus needs a license too
      Given an in-country transfer from BY to BY on 2024-06-03
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_8.belarus" and nothing else

    Scenario: The same card to Astana needs no license
      Given an export from US to KZ on 2024-06-03
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then "us.ear.746_8.belarus" does not fire
