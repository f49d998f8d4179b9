Feature: Iran is embargoed (15 CFR 746.7)
  Everything on the Commerce Control List needs a license for Iran, however small the chip: anti-terrorism controls alone
  are enough. EAR99 items that leave the United States are kept back by Treasury's embargo, which the EAR enforce. An OFAC
  authorization serves for both.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.746_7.iran
  Rule: Items on the Commerce Control List

    Scenario: A small graphics card to Tehran needs a license and will be denied
      Given an export from US to IR on 2019-03-01
      And the item "NVIDIA T1000 8GB"
      And the end_user "Invented University Laboratory" in IR, headquartered in IR, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_7.iran" and nothing else
      And the review policy is "policy_of_denial"
      And "us.ear.746_7.iran" cites "15 CFR 746.7(a)(1)(i), (b), (c)"

    Scenario: The H20, below every 3A090 level, needs a license for Tehran
      Given an export from US to IR on 2024-06-03
      And the item "NVIDIA H20 96GB" (quantity 8)
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_7.iran" and nothing else
      And the tier is "none"
      And the exception "us.ear.746_7.ofac" is open
      And "answers.ofac_authorization" is asked

    Scenario: A consumer card classified 4A994 by its maker needs a license for Tehran although the catalogue does not know it
      Given an export from US to IR on 2024-06-03
      And an item with
        | description | GeForce RTX 3060 12GB |
        | eccn        | 4A994.l               |
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_7.iran" and nothing else

    Scenario: A consumer card of unknown classification is asked about, not passed, for Tehran
      Given an export from US to IR on 2024-06-03
      And the item "GeForce RTX 3060 12GB"
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      When it is screened
      Then the outcome is "information_needed"
      And "item.eccn" is asked
      And "item.ear99" is asked

    Scenario: The same card to a neighbouring country is not controlled
      Given an export from US to TR on 2024-06-03
      And the item "NVIDIA T1000 8GB"
      And the end_user "Invented University Laboratory" in TR, headquartered in TR, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.746_7.iran" does not fire

  @rule:us.ear.746_7.iran.ear99
  Rule: EAR99 items leaving the United States

    Scenario: An EAR99 power cord from the United States to Tehran needs a license
      Given an export from US to IR on 2024-06-03
      And the item "NVIDIA power cord"
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_7.iran.ear99" and nothing else
      And the review policy is "policy_of_denial"
      And "us.ear.746_7.iran" does not fire

    Scenario: The same EAR99 item sent from a third country is outside this paragraph, but a person must look
      Given a reexport from AE to IR on 2024-06-03
      And an item with
        | description | power cord |
        | eccn        | EAR99      |
        | us_origin   | true       |
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      When it is screened
      Then the outcome is "review"
      And it is because of "us.ear.746.embargo_review" and nothing else
      And "us.ear.746_7.iran.ear99" does not fire

  @rule:us.ear.746_7.ofac
  Rule: What OFAC authorized needs no second license

    Scenario: An OFAC authorization serves for the EAR too, within its terms
      Given an export from US to IR on 2024-06-03
      And the item "NVIDIA T1000 8GB"
      And the end_user "Invented Relief Hospital" in IR, headquartered in IR, parent in none
      And the answer to "ofac_authorization" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.746_7.iran" and nothing else
      And the exception "us.ear.746_7.ofac" holds
      And the duty "us.ear.746_7.iran" is stated

    Scenario: Without an OFAC authorization the license requirement stands
      Given an export from US to IR on 2024-06-03
      And the item "NVIDIA T1000 8GB"
      And the end_user "Invented Relief Hospital" in IR, headquartered in IR, parent in none
      And the answer to "ofac_authorization" is no
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.746_7.ofac" fails
      And nothing is asked
