@B7 @rule:us.ear.744_8.affiliate @rule:us.ear.744_8.owned
Feature: The Affiliates rule for owners among the SDNs of 744.8 (15 CFR 744.8(a)(2), 90 FR 47201)
  The periods are those of 744.11(a)(1): in force from 2025-09-29, suspended from 2025-11-10, back on 2026-11-10 by its own terms.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the list "Specially Designated Nationals (SDN) - Treasury Department" names
      | name | country | from | programmes |
      | Invented Northern Bank | CN | 2018-01-01 | RUSSIA-EO14024 |

  Scenario Outline: Half or more on <day>
    Given an export from US to MY on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Northern Bank" in CN owns 50 percent of it
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_8.affiliate" and nothing else
    And the term "us.ear.744_8.owned" holds
    And the review policy is "presumption_of_denial"

    Examples:
      | day        |
      | 2025-09-29 |
      | 2025-11-09 |
      | 2026-11-10 |

  Scenario Outline: Less than half on <day>
    Given an export from US to MY on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Northern Bank" in CN owns 49 percent of it
    When it is screened
    Then the outcome is "review"
    And "us.ear.744_8.affiliate" does not fire
    And the term "us.ear.744_8.owned" does not hold

    Examples:
      | day        |
      | 2025-09-29 |
      | 2026-11-10 |

  Scenario Outline: While it is suspended, on <day>, <share> percent
    Given an export from US to MY on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Northern Bank" in CN owns <share> percent of it
    When it is screened
    Then the outcome is "no_control_found"
    And what would apply is "<would>"
    And "<not>" does not fire

    Examples:
      | day        | share | would                          | not                            |
      | 2025-11-10 | 50    | us.ear.744_8.affiliate | us.bis.guidance.minority_owner |
      | 2026-11-09 | 50    | us.ear.744_8.affiliate | us.bis.guidance.minority_owner |
      | 2026-06-01 | 49    | us.bis.guidance.minority_owner | us.ear.744_8.affiliate |

  Scenario: Owners on two lists are added up, and each owner's requirement applies
    Given an export from US to MY on 2025-10-15
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Northern Bank" in CN owns 25 percent of it
    And "Inspur Group Co., Ltd." in CN owns 25 percent of it
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_8.affiliate, us.ear.744_11.affiliate" and nothing else

  Scenario: With OFAC's authorization the owner's requirement under 744.8 is met
    Given an export from US to MY on 2025-10-15
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Northern Bank" in CN owns 60 percent of it
    And the answer to "ofac_authorizes_sdn" is yes
    When it is screened
    Then the outcome is "conditions_apply"
    And the exception "us.ear.744_8.ofac" holds
