@B7 @rule:us.ear.732_supp3.flag_29
Feature: Red flag 29: an owner on the Entity List or the MEU List (supplement no. 3 to 15 CFR part 732)
  It came with the Affiliates Rule on 2025-09-29, is stayed from 2025-11-10 to 2026-11-09, and returns by the rule's own terms
  on 2026-11-10. Whether BIS has put that off was not found.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none

  Scenario Outline: In force on <day>, an owner known to be listed calls for a person
    Given an export from US to MY on <day>
    And the answer to "red_flag_29" is yes
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_29" and nothing else
    And "us.ear.732_supp3.flag_29" cites "15 CFR part 732 supp. 3, red flag 29"
    And nothing is asked

    Examples:
      | day        |
      | 2025-09-29 |
      | 2025-11-09 |
      | 2026-11-10 |

  Scenario Outline: Without such an owner, or with nothing said, there is none on <day>
    Given an export from US to MY on <day>
    And the answer to "red_flag_29" is no
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_29" does not fire
    And nothing is asked

    Examples:
      | day        |
      | 2025-09-28 |
      | 2025-09-29 |
      | 2026-11-10 |

  Scenario: The day before, there was no such flag
    Given an export from US to MY on 2025-09-28
    And the answer to "red_flag_29" is yes
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_29" does not fire

  Scenario Outline: While it is stayed, on <day>, it is shown and does not count
    Given an export from US to MY on <day>
    And the answer to "red_flag_29" is yes
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_29" would apply if it were controlling law
    And "us.ear.732_supp3.flag_29" has the status "suspended"
    And "us.ear.732_supp3.flag_29" cites "90 FR 50857"

    Examples:
      | day        |
      | 2025-11-10 |
      | 2026-11-09 |

  Scenario: While it is stayed, assuming it changes nothing where there is no such owner
    Given an export from US to MY on 2026-06-01
    And the answer to "red_flag_29" is no
    When it is screened assuming "us.ear.732_supp3.flag_29"
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_29" does not fire

  Scenario: Its return is not verified, and the decision says so
    Given an export from US to MY on 2026-11-10
    And the answer to "red_flag_29" is yes
    When it is screened
    Then "us.ear.732_supp3.flag_29" is not verified

  Scenario Outline: An owner that the lists name, without a share, raises it on <day>
    Given an export from US to MY on <day>
    And the deal also says
      | parties.1.parent | Inspur Group Co., Ltd. |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_29" and nothing else
    And "party.end_user.listed_owner_share" is asked

    Examples:
      | day        |
      | 2025-09-29 |
      | 2026-11-10 |

  Scenario: While it is stayed, such an owner is shown, and raises nothing
    Given an export from US to MY on 2026-06-01
    And the deal also says
      | parties.1.parent | Inspur Group Co., Ltd. |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_29" would apply if it were controlling law
    And "us.ear.744_11.affiliate" may apply if it were controlling law

  Scenario: An owner on the Unverified List is none of these
    Given the list "Unverified List (UVL) - Bureau of Industry and Security" names
      | name                        | country | from       |
      | Invented Lights Trading LLC | AE      | 2022-02-07 |
    And an export from US to MY on 2025-10-15
    And the deal also says
      | parties.1.parent | Invented Lights Trading LLC |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_29" does not fire
