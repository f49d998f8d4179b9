Feature: Occupied regions of Ukraine (15 CFR 746.6)
  Crimea since 2015 and the so-called Donetsk and Luhansk People's Republics since 2022-02-24 are closed to every item
  subject to the EAR. The rest of Ukraine is not. An address in Ukraine therefore always raises the question of the region.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Institute" in UA, headquartered in UA, parent in none

  @rule:us.ear.746_6.crimea
  Rule: Crimea

    Scenario: Before 2022-02-24 a small graphics card to Crimea needs a license, presumed to be denied
      Given an export from US to Crimea on 2022-02-23
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_6.crimea" and nothing else
      And the review policy is "presumption_of_denial"
      And "us.ear.746_6.crimea" cites "80 FR 4776"

    Scenario: From 2022-02-24 the policy for Crimea is denial
      Given an export from US to Crimea on 2022-02-24
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_6.crimea" and nothing else
      And the review policy is "policy_of_denial"

    Scenario: Crimea is closed to EAR99 items too
      Given an export from US to Sevastopol on 2024-06-03
      And the item "NVIDIA power cord"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_6.crimea" and nothing else

    Scenario: The Donetsk region is not Crimea: before 2022-02-24 it was open
      Given an export from US to DNR on 2022-02-23
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.746_6.crimea" does not fire

  @rule:us.ear.746_6.dnr_lnr
  Rule: The so-called Donetsk and Luhansk People's Republics

    Scenario Outline: From 2022-02-24 a small graphics card to <region> needs a license and is denied
      Given an export from US to <region> on 2022-02-24
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_6.dnr_lnr" and nothing else
      And "us.ear.746_6.dnr_lnr" is not verified
      And the review policy is "policy_of_denial"
      And "us.ear.746_6.dnr_lnr" cites "87 FR 12226"

      Examples:
        | region |
        | DNR    |
        | LNR    |

    Scenario: The rule for the two regions is not the rule for Crimea
      Given an export from US to Crimea on 2024-06-03
      And the item "NVIDIA H20 96GB"
      When it is screened
      Then the outcome is "license_required"
      And "us.ear.746_6.dnr_lnr" does not fire

    Scenario Outline: A civil subsidiary of a partner's company in <region> is looked at case by case on <day>
      Given an export from US to <region> on <day>
      And the item "NVIDIA RTX A2000"
      And the answer to "allied_subsidiary_end_user" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "<rule>" and nothing else
      And the review policy is "<policy>"

      Examples:
        | region | day        | rule                  | policy                |
        | Crimea | 2022-02-23 | us.ear.746_6.crimea   | presumption_of_denial |
        | Crimea | 2022-02-24 | us.ear.746_6.crimea   | case_by_case          |
        | DNR    | 2024-06-03 | us.ear.746_6.dnr_lnr  | case_by_case          |
        | LNR    | 2024-06-03 | us.ear.746_6.dnr_lnr  | case_by_case          |

  Rule: Ukraine with the region unknown

    Scenario: While the region is not known, it is asked and nothing is passed
      Given an export from US to UA on 2024-06-03
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.ear.746_6.crimea, us.ear.746_6.dnr_lnr" and nothing else
      And only "destination_region" is asked

    Scenario: Another destination is never asked for a region
      Given an export from US to PL on 2024-06-03
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "no_control_found"
      And nothing is asked

    @rule:us.ear.746_6.crimea
    Scenario: An item for Kyiv is for elsewhere in Ukraine and not caught
      Given an export from US to UA on 2024-06-03
      And an item with
        | eccn | 5A992.c |
      And the end_user "Invented Dnipro Data LLC" in UA, headquartered in UA, parent in none
      And the region of Ukraine is "elsewhere"
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.746_6.crimea" does not fire
