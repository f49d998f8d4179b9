@rule:us.notice.rental_dc_veu
Feature: Renting in a validated data center (supplement no. 10 to part 748)
  A universal or national validated end user may not train models of the 4E091 size as a service for companies from outside
  the partner countries, nor serve part 744 uses; inference stays open. These terms come from the AI Diffusion rule, which
  BIS does not enforce since 13 May 2025.

  Background:
    Given the provider "Invented Gulf Cloud Co." in SA, headquartered in SA, parent in none
    And the item "NVIDIA H100 SXM5 80GB" (quantity 512)
    And the end_user "Invented Model Co." in IN, headquartered in IN, parent in none

  Scenario: While the rule was in effect
    Given a cloud rental from SA to IN on 2025-03-03
    And the chips stand in SA
    And the answer to "hosted_in_validated_data_center" is yes
    When it is screened
    Then the notice "us.notice.rental_dc_veu" is given
    And "us.notice.rental_dc_veu" cites "90 FR 4544"

  Scenario: Since BIS said that it does not enforce it
    Given a cloud rental from SA to IN on 2025-06-03
    And the chips stand in SA
    And the answer to "hosted_in_validated_data_center" is yes
    When it is screened
    Then "us.notice.rental_dc_veu" would apply if it were controlling law
    And "us.notice.rental_dc_veu" has the status "not_enforced"

  Scenario Outline: On <day> it has the status <status>
    Given a cloud rental from SA to IN on <day>
    And the chips stand in SA
    And the answer to "hosted_in_validated_data_center" is yes
    When it is screened
    Then "us.notice.rental_dc_veu" has the status "<status>"

    Examples:
      | day        | status       |
      | 2025-01-13 | in_force     |
      | 2025-05-12 | in_force     |
      | 2025-05-13 | not_enforced |

  Scenario Outline: Not <when>
    Given <activity> from SA to IN on <day>
    And the chips stand in SA
    And the answer to "hosted_in_validated_data_center" is <answer>
    When it is screened
    Then "us.notice.rental_dc_veu" does not fire

    Examples:
      | when                                 | activity       | day        | answer |
      | in any other data center             | a cloud rental | 2025-03-03 | no     |
      | in any other data center later       | a cloud rental | 2025-06-03 | no     |
      | for chips that move                  | a reexport     | 2025-03-03 | yes    |
      | before the rule                      | a cloud rental | 2025-01-12 | yes    |

  Scenario: Nobody is asked about it
    Given a cloud rental from SA to IN on 2025-03-03
    And the chips stand in SA
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.rental_dc_veu" does not fire
    And nothing is asked
