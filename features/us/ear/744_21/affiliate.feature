@B7 @rule:us.ear.744_21.affiliate @rule:us.ear.744_21.owned
Feature: The Affiliates rule for owners on the Military End-User List (15 CFR 744.21(a)(3), 90 FR 47201)
  The periods are those of 744.11(a)(1): in force from 2025-09-29, suspended from 2025-11-10, back on 2026-11-10 by its own terms.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the list "Military End User (MEU) List - Bureau of Industry and Security" names
      | name | country | from |
      | Invented Aviation Works | CN | 2020-12-23 |

  Scenario Outline: Half or more on <day>
    Given an export from US to MY on <day>
    And an item with
      | eccn | 5A992 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Aviation Works" in CN owns 50 percent of it
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_21.affiliate" and nothing else
    And the term "us.ear.744_21.owned" holds
    And the review policy is "presumption_of_denial"

    Examples:
      | day        |
      | 2025-09-29 |
      | 2025-11-09 |
      | 2026-11-10 |

  Scenario Outline: Less than half on <day>
    Given an export from US to MY on <day>
    And an item with
      | eccn | 5A992 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Aviation Works" in CN owns 49 percent of it
    When it is screened
    Then the outcome is "review"
    And "us.ear.744_21.affiliate" does not fire
    And the term "us.ear.744_21.owned" does not hold

    Examples:
      | day        |
      | 2025-09-29 |
      | 2026-11-10 |

  Scenario Outline: While it is suspended, on <day>, <share> percent
    Given an export from US to MY on <day>
    And an item with
      | eccn | 5A992 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Aviation Works" in CN owns <share> percent of it
    When it is screened
    Then the outcome is "no_control_found"
    And what would apply is "<would>"
    And "<not>" does not fire

    Examples:
      | day        | share | would                          | not                            |
      | 2025-11-10 | 50    | us.ear.744_21.affiliate | us.bis.guidance.minority_owner |
      | 2026-11-09 | 50    | us.ear.744_21.affiliate | us.bis.guidance.minority_owner |
      | 2026-06-01 | 49    | us.bis.guidance.minority_owner | us.ear.744_21.affiliate |

  Scenario: An item outside supplement no. 2 is free of it
    Given an export from US to MY on 2025-10-15
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Aviation Works" in CN owns 100 percent of it
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.744_21.affiliate" does not fire
