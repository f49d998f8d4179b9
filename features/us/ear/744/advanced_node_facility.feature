@rule:us.ear.744_23.advanced_node_facility
Feature: Facilities that make advanced-node integrated circuits (15 CFR 744.23(a)(2)(i))
  Any item at all, EAR99 included, needs a license when one knows that it is for such a facility in China (2022-10-07),
  Macau (2023-01-17) or Country Group D:5 (2023-11-17), whoever owns the facility.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA power cord"

  Rule: From 2022-10-07, China

    Scenario: Even an EAR99 cable for an advanced-node facility in China needs a license
      Given an export from US to CN on 2022-10-07
      And the end_user "Invented Semiconductor Works" in CN, headquartered in CN, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.advanced_node_facility" and nothing else
      And the review policy is "presumption_of_denial"
      And "us.ear.744_23.advanced_node_facility" is not verified

    Scenario: The day before, it needed none
      Given an export from US to CN on 2022-10-06
      And the end_user "Invented Semiconductor Works" in CN, headquartered in CN, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.744_23.advanced_node_facility": 2022-10-06 of 2022-10-07

    Scenario: Macau was not yet named
      Given an export from US to MO on 2023-01-16
      And the end_user "Invented Semiconductor Works" in MO, headquartered in MO, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "no_control_found"

  Rule: From 2023-01-17, China and Macau

    Scenario: Macau is named from 2023-01-17
      Given an export from US to MO on 2023-01-17
      And the end_user "Invented Semiconductor Works" in MO, headquartered in MO, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.advanced_node_facility" and nothing else
      And "us.ear.744_23.advanced_node_facility" is not verified

    Scenario: A plant of a company headquartered in a partner country is reviewed case by case
      Given an export from US to CN on 2023-06-01
      And the end_user "Invented Semiconductor Works" in CN, headquartered in KR, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "case_by_case"

    Scenario: Myanmar was not yet named
      Given an export from US to MM on 2023-11-16
      And the end_user "Invented Semiconductor Works" in MM, headquartered in MM, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "no_control_found"

  Rule: From 2023-11-17, Macau and Country Group D:5

    Scenario: Any country of Country Group D:5 counts from 2023-11-17
      Given an export from US to MM on 2023-11-17
      And the end_user "Invented Semiconductor Works" in MM, headquartered in MM, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.advanced_node_facility" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: A plant of a company headquartered in a partner country needs a license, presumed to be approved
      Given an export from US to CN on 2024-06-03
      And the end_user "Invented Semiconductor Works" in CN, headquartered in KR, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "presumption_of_approval"

    Scenario: Vietnam, not in D:5, is outside
      Given an export from US to VN on 2023-11-17
      And the end_user "Invented Semiconductor Works" in VN, headquartered in VN, parent in none
      And the end use "advanced_node_facility" is true
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.advanced_node_facility" does not fire

    Scenario: A plant that makes older circuits is outside this paragraph
      Given an export from US to CN on 2024-06-03
      And the end_user "Invented Semiconductor Works" in CN, headquartered in CN, parent in none
      And the end use "advanced_node_facility" is false
      When it is screened
      Then the outcome is "no_control_found"
      And nothing is asked

    @rule:us.ear.744_23.advanced_node_facility
    Scenario: Known to be for another kind of plant, an item is not caught on 2023-06-01
      Given an export from US to CN on 2023-06-01
      And an item with
        | eccn | EAR99 |
      And the end_user "Invented Display Panels Co." in CN, headquartered in CN, parent in none
      And the end use "advanced_node_facility" is false
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.advanced_node_facility" does not fire

    @rule:us.ear.744_23.advanced_node_facility
    Scenario: Known to be for another kind of plant, an item is not caught on 2024-06-03
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn | EAR99 |
      And the end_user "Invented Display Panels Co." in CN, headquartered in CN, parent in none
      And the end use "advanced_node_facility" is false
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.advanced_node_facility" does not fire
