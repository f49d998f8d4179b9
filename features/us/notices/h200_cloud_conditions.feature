@rule:us.notice.h200_cloud_conditions
Feature: H200-class chips rented out in China or Macau
  What paragraph (dd) of supplement no. 2 to part 748 asks of a license applicant reaches a cloud that received the chips:
  bars on remote access by listed and military parties and on passing weights on, and a list of remote users. The engine
  points to the license; the duty itself is the applicant's and is shown with the export.

  Background:
    Given the provider "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none

  Scenario: H200 standing in China are rented out in February 2026
    Given a cloud rental from CN to CN on 2026-02-02
    And the item "HGX H200 8-GPU" (quantity 10)
    And the chips stand in CN
    When it is screened
    Then the notice "us.notice.h200_cloud_conditions" is given
    And "us.notice.h200_cloud_conditions" has the status "license_condition"
    And "us.notice.h200_cloud_conditions" cites "91 FR 1684"
    And "us.ear.748_supp2_dd" does not fire

  Scenario: Macau counts like China
    Given a cloud rental from MO to CN on 2026-02-02
    And the item "HGX H200 8-GPU" (quantity 10)
    And the chips stand in MO
    When it is screened
    Then the notice "us.notice.h200_cloud_conditions" is given

  Scenario Outline: Not <when>
    Given a cloud rental from CN to CN on <day>
    And the item "<chip>" (quantity 10)
    And the chips stand in <place>
    When it is screened
    Then "us.notice.h200_cloud_conditions" does not fire

    Examples:
      | when                                | day        | chip                   | place |
      | on the day before the rule          | 2026-01-14 | HGX H200 8-GPU         | CN    |
      | where the chips stand in Singapore  | 2026-02-02 | HGX H200 8-GPU         | SG    |
      | for a chip above the class          | 2026-02-02 | NVIDIA B200            | CN    |
      | for a chip below every level        | 2026-02-02 | NVIDIA RTX A2000       | CN    |

  Scenario: An export of the chips carries the duty and not this notice
    Given an export from US to CN on 2026-02-02
    And the item "HGX H200 8-GPU" (quantity 10)
    When it is screened
    Then the outcome is "license_required"
    And the duty "us.ear.748_supp2_dd" is stated
    And "us.notice.h200_cloud_conditions" does not fire
