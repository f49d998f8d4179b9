@E1
Feature: Design software for a defence university under another name
  The end user is on the Entity List; what the software is, and whether it is published, must be asked before the control can be ruled
  in or out. Who stands behind the recipient's name, no list says.

  Scenario: In force, would apply, unknown
    Given the case "cadence-nudt-2025"
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "scope.unclassified, us.ear.742_4.technology, us.ear.742_6.technology, us.ear.742_6.technology_hbm, us.ear.744_11, us.ear.744_21" and nothing else
    And what would apply is "none"
    And what may apply is "none"
    And only "answers.app_over_half_wt, answers.fundamental_research, answers.technology_for, item.eccn, item.published" is asked

  Scenario: The end user is found on the list
    Given the case "cadence-nudt-2025"
    When it is screened
    Then the end_user is a match for "National University of Defense Technology (NUDT)" on "us.entity_list"
    And the recipient meets no list
