@rule:us.ear.744_2 @rule:us.ear.744_3 @rule:us.ear.744_4
Feature: Nuclear, missile, chemical and biological weapons end uses (15 CFR 744.2, 744.3, 744.4)
  Any item subject to the EAR needs a license where the exporter knows of such an end use.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And an item with
      | eccn       | EAR99 |
      | hs_chapter | 94    |

  Scenario Outline: A known <use> end use in <where>
    Given an export from US to <where> on 2024-06-03
    And the end_user "Invented Works" in <where>, headquartered in <where>, parent in none
    And the end use "<use>" is true
    When it is screened
    Then the outcome is "license_required"
    And it is because of "<rule>" and nothing else
    And the review policy is "case_by_case"
    And "<rule>" cites "<cite>"
    And nothing is asked

    Examples:
      | use                 | where | rule         | cite         |
      | nuclear             | PK    | us.ear.744_2 | 15 CFR 744.2 |
      | nuclear             | KR    | us.ear.744_2 | 15 CFR 744.2 |
      | missile             | PK    | us.ear.744_3 | 15 CFR 744.3 |
      | missile             | SA    | us.ear.744_3 | 15 CFR 744.3 |
      | chemical_biological | FR    | us.ear.744_4 | 15 CFR 744.4 |
      | chemical_biological | IN    | us.ear.744_4 | 15 CFR 744.4 |

  @rule:us.ear.744_supp3.country
  Scenario Outline: Nuclear work in <where> and the list of supplement no. 3
    Given an export from US to <where> on 2024-06-03
    And the end_user "Invented Works" in <where>, headquartered in <where>, parent in none
    And the end use "nuclear" is true
    When it is screened
    Then the outcome is "<outcome>"
    And the term "us.ear.744_supp3.country" <listed>

    Examples:
      | where | outcome          | listed        |
      | FR    | no_control_found | holds         |
      | JP    | no_control_found | holds         |
      | IN    | license_required | does not hold |

  Scenario: In a country of supplement no. 3 the nuclear rule does not fire
    Given an export from US to FR on 2024-06-03
    And the end_user "Invented Works" in FR, headquartered in FR, parent in none
    And the end use "nuclear" is true
    When it is screened
    Then "us.ear.744_2" does not fire

  Scenario: Rockets outside Country Group D:4 are caught if they deliver weapons of mass destruction
    Given an export from US to SE on 2024-06-03
    And the end_user "Invented Works" in SE, headquartered in SE, parent in none
    And the end use "missile" is true
    When it is screened
    Then the outcome is "information_needed"
    And only "answers.wmd_delivery" is asked

  Scenario Outline: The answer <answer> decides
    Given an export from US to SE on 2024-06-03
    And the end_user "Invented Works" in SE, headquartered in SE, parent in none
    And the end use "missile" is true
    And the answer to "wmd_delivery" is <answer>
    When it is screened
    Then the outcome is "<outcome>"

    Examples:
      | answer | outcome          |
      | yes    | license_required |
      | no     | no_control_found |

  Scenario Outline: A denied <use> end use, or none stated, is none known
    Given an export from US to PK on 2024-06-03
    And the end_user "Invented Works" in PK, headquartered in PK, parent in none
    And the end use "<use>" is false
    When it is screened
    Then "<rule>" does not fire
    And nothing is asked

    Examples:
      | use                 | rule         |
      | nuclear             | us.ear.744_2 |
      | missile             | us.ear.744_3 |
      | chemical_biological | us.ear.744_4 |
