Feature: A stated ECCN and the figures contradict each other
  Whoever fills in a form may be wrong about the ECCN, and a catalogue may be wrong about a figure. The figures decide what
  is controlled; the contradiction itself is for a person to resolve.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    And an export from US to CN on 2024-06-03

  @rule:scope.classification
  Scenario: A T4 declared as a 3A001.z item is for a person to look at
    Given an item with
      | chip | nvidia-t4 |
      | eccn | 3A001.z   |
    When it is screened
    Then the outcome is "review"
    And it is because of "scope.classification" and nothing else

  @rule:scope.classification
  Scenario: An H100 declared EAR99 needs a license all the same, and the contradiction is shown
    Given an item with
      | chip | nvidia-h100-sxm5-80gb |
      | eccn | EAR99                 |
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And "scope.classification" has the status "in_force"

  Scenario: An L20 declared 4A994 agrees with its figures
    Given an item with
      | chip | nvidia-l20 |
      | eccn | 4A994.l    |
    When it is screened
    Then the outcome is "no_control_found"
    And "scope.classification" does not fire

  Scenario: A stated 4A090.a counts as stated
    Given an item with
      | chip | nvidia-h20 |
      | eccn | 4A090.a    |
    When it is screened
    Then the outcome is "license_required"
    And "scope.classification" does not fire
