@E1
Feature: Design software for a defence university under another name
  Who the recipient really is, the lists issue will say; what the software is must be asked before any control can be ruled in or
  out.

  Scenario: In force, would apply, unknown
    Given the case "cadence-nudt-2025"
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "scope.unclassified, us.ear.742_4.technology, us.ear.742_6.technology, us.ear.742_6.technology_hbm, us.ear.744_21" and nothing else
    And what would apply is "none"
    And what may apply is "none"
    And only "answers.app_over_half_wt, answers.fundamental_research, answers.technology_for, item.eccn, item.published" is asked
