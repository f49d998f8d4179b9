Feature: EAR99 items for Russia and Belarus go by tariff code (15 CFR 746.8(a)(5) to (7))
  What is not on the Commerce Control List is controlled by its six-digit tariff code, in lists that grew from 2022 on.
  That chapters 84, 85 and 90 are covered whole since 2023-05-19 is taken from general knowledge and marked unverified;
  every EAR99 item is therefore looked at by a person as well.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Data LLC" in RU, headquartered in RU, parent in none

  @rule:us.ear.746_8.ear99
  Rule: From 2023-05-19, machines, electronics and instruments

    Scenario: An EAR99 machine part of chapter 85 to Moscow needs a license, on unverified authority
      Given an export from US to RU on 2023-05-19
      And an item with
        | description | power distribution unit |
        | eccn        | EAR99                   |
        | hs_chapter  | 85                      |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_8.ear99" and nothing else
      And the review policy is "policy_of_denial"
      And "us.ear.746_8.ear99" is not verified
      And the decision warns "us.ear.746_8.ear99"

    Scenario: The same for Minsk
      Given an export from US to BY on 2024-06-03
      And an item with
        | description | power distribution unit |
        | eccn        | EAR99                   |
        | hs_chapter  | 85                      |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_8.ear99" and nothing else

    Scenario: The day before, the same item is only looked at by a person
      Given an export from US to RU on 2023-05-18
      And an item with
        | description | power distribution unit |
        | eccn        | EAR99                   |
        | hs_chapter  | 85                      |
      When it is screened
      Then the outcome is "review"
      And it is because of "us.ear.746_8.ear99.check" and nothing else
      And "as_of" nearly met "us.ear.746_8.ear99": 2023-05-18 of 2023-05-19

    Scenario: An item of chapter 94 is outside the chapters covered whole
      Given an export from US to RU on 2023-05-19
      And an item with
        | description | office chair |
        | eccn        | EAR99        |
        | hs_chapter  | 94           |
      When it is screened
      Then the outcome is "review"
      And it is because of "us.ear.746_8.ear99.check" and nothing else
      And "us.ear.746_8.ear99" does not fire

    Scenario: While the tariff chapter is not known, it is asked
      Given an export from US to RU on 2024-06-03
      And the item "NVIDIA power cord"
      When it is screened
      Then the outcome is "review"
      And "item.hs_chapter" is asked

  @rule:us.ear.746_8.ear99.check
  Rule: From 2022-05-09, every EAR99 item is checked against the lists of the day

    Scenario: An EAR99 cable to Moscow is looked at by a person from 2022-05-09
      Given an export from US to RU on 2022-05-09
      And the item "NVIDIA power cord"
      When it is screened
      Then the outcome is "review"
      And it is because of "us.ear.746_8.ear99.check" and nothing else

    Scenario: The day before, it was not
      Given an export from US to RU on 2022-05-08
      And the item "NVIDIA power cord"
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: The same cable to Almaty is not checked
      Given an export from US to KZ on 2022-05-09
      And the item "NVIDIA power cord"
      And the ultimate_consignee "Invented Depot" in KZ, headquartered in KZ, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.746_8.ear99.check" does not fire
