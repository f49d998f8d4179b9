@B7 @rule:us.ear.744_11.affiliate @rule:us.ear.744_11.owned @rule:us.ear.744_11.affiliate_bar
Feature: The Affiliates rule for owners on the Entity List (15 CFR 744.11(a)(1), 90 FR 47201)
  From 2025-09-29 a foreign entity that listed parties own 50 percent or more in aggregate bore their restrictions. From
  2025-11-10 to 2026-11-09 that is suspended; by its own terms it returns on 2026-11-10, which nobody has confirmed.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Scenario Outline: In force on <day>, an owner with <share> percent decides
    Given an export from US to MY on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Inspur Group Co., Ltd." in CN owns <share> percent of it
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_11.affiliate" and nothing else
    And the term "us.ear.744_11.owned" holds
    And the review policy is "presumption_of_denial"
    And "us.bis.guidance.minority_owner" does not fire
    And "us.ear.732_supp3.flag_29" does not fire
    And nothing is asked

    Examples:
      | day        | share |
      | 2025-09-29 | 50    |
      | 2025-11-09 | 60    |
      | 2026-11-10 | 50    |

  @rule:us.bis.guidance.minority_owner
  Scenario Outline: In force on <day>, a listed owner below half is a red flag, no control
    Given an export from US to MY on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Inspur Group Co., Ltd." in CN owns 49.9 percent of it
    When it is screened
    Then the outcome is "review"
    And it is because of "us.bis.guidance.minority_owner" and nothing else
    And "us.ear.744_11.affiliate" does not fire
    And the term "us.ear.744_11.owned" does not hold
    And nothing is asked

    Examples:
      | day        |
      | 2025-09-29 |
      | 2025-11-09 |
      | 2026-11-10 |

  @rule:us.notice.listed_owner @rule:us.bis.guidance.minority_owner
  Scenario Outline: While it is suspended, on <day>, <share> percent is shown and does not count
    Given an export from US to MY on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Inspur Group Co., Ltd." in CN owns <share> percent of it
    When it is screened
    Then the outcome is "no_control_found"
    And "<would>" would apply if it were controlling law
    And "<would>" has the status "suspended"
    And "<not>" does not fire
    And the notice "us.notice.listed_owner" is given
    And nothing is asked

    Examples:
      | day        | share | would                          | not                            |
      | 2025-11-10 | 50    | us.ear.744_11.affiliate        | us.bis.guidance.minority_owner |
      | 2026-11-09 | 100   | us.ear.744_11.affiliate        | us.bis.guidance.minority_owner |
      | 2026-06-01 | 33    | us.bis.guidance.minority_owner | us.ear.744_11.affiliate        |
      | 2025-11-10 | 33    | us.bis.guidance.minority_owner | us.ear.744_11.affiliate        |

  Scenario: Assuming it, the answer is the one of its first days
    Given an export from US to MY on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Inspur Group Co., Ltd." in CN owns 60 percent of it
    When it is screened assuming "us.ear.744_11.affiliate"
    Then the outcome is "license_required"
    And it is because of "us.ear.744_11.affiliate" and nothing else
    And the decision is marked hypothetical

  @rule:us.notice.listed_owner
  Scenario: Before the rule, ownership passed nothing on
    Given an export from US to MY on 2025-09-28
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Inspur Group Co., Ltd." in CN owns 100 percent of it
    When it is screened
    Then the outcome is "no_control_found"
    And nothing that does not control would apply
    And "us.ear.744_11.affiliate" does not fire
    And the notice "us.notice.listed_owner" is given

  @rule:us.notice.listed_owner
  Scenario Outline: No listed owner, nothing to tell on <day>
    Given an export from US to MY on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And "Invented Holdings Berhad" in MY owns 100 percent of it
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.listed_owner" does not fire
    And "us.notice.owners_not_stated" does not fire

    Examples:
      | day        |
      | 2025-09-28 |
      | 2025-09-29 |
      | 2026-06-01 |
      | 2026-11-10 |

  @rule:us.notice.owners_not_stated
  Scenario Outline: Owners nobody stated raise no control on <day>, only a question in words
    Given an export from US to MY on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.owners_not_stated" is given
    And nothing is asked

    Examples:
      | day        |
      | 2025-09-29 |
      | 2026-11-10 |

  Scenario: A US company is no foreign affiliate, whoever owns it
    Given an export from US to MY on 2025-10-15
    And an item with
      | eccn | EAR99 |
    And the purchaser "Example Servers Inc." in US, headquartered in US
    And "Inspur Group Co., Ltd." in CN owns 100 percent of it
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.744_11.affiliate" does not fire

  @rule:us.ear.732_supp3.flag_29
  Scenario: A listed owner of unknown share is a red flag, and the share is asked for
    Given an export from US to MY on 2025-10-15
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Trading Sdn." in MY, headquartered in MY, parent in none
    And the deal also says
      | parties.1.parent | Inspur Group Co., Ltd. |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_29" and nothing else
    And "party.end_user.listed_owner_share" is asked

  Rule: The exceptions go with the owner

    Scenario Outline: NAC on <day> for an affiliate owned by half
      Given an export from US to CN on <day>
      And the item "GeForce RTX 4090"
      And the end_user "Invented Trading Co." in CN, headquartered in CN, parent in none
      And "Inspur Group Co., Ltd." in CN owns 50 percent of it
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      And the answer to "enc_conditions_met" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination, us.ear.744_11.affiliate" and nothing else
      And the exception "us.ear.740_8.nac" is barred by "us.ear.744_11.affiliate_bar"

      Examples:
        | day        |
        | 2025-10-15 |
        | 2026-11-10 |

    Scenario Outline: NAC on <day> for a company with a smaller listed owner
      Given an export from US to CN on <day>
      And the item "GeForce RTX 4090"
      And the end_user "Invented Trading Co." in CN, headquartered in CN, parent in none
      And "Inspur Group Co., Ltd." in CN owns 49 percent of it
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      And the answer to "enc_conditions_met" is yes
      When it is screened
      Then the exception "us.ear.740_8.nac" is not barred by "us.ear.744_11.affiliate_bar"

      Examples:
        | day        |
        | 2025-10-15 |
        | 2026-11-10 |

    Scenario: Suspended, it bars nothing unless it is assumed
      Given an export from US to CN on 2026-06-01
      And the item "GeForce RTX 4090"
      And the end_user "Invented Trading Co." in CN, headquartered in CN, parent in none
      And "Inspur Group Co., Ltd." in CN owns 50 percent of it
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      And the answer to "enc_conditions_met" is yes
      When it is screened assuming "us.ear.744_11.affiliate_bar"
      Then the exception "us.ear.740_8.nac" is barred by "us.ear.744_11.affiliate_bar"
      And the decision is marked hypothetical

    Scenario: Suspended and assumed, it bars nothing where the listed owner holds less
      Given an export from US to CN on 2026-06-01
      And the item "GeForce RTX 4090"
      And the end_user "Invented Trading Co." in CN, headquartered in CN, parent in none
      And "Inspur Group Co., Ltd." in CN owns 49 percent of it
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      And the answer to "enc_conditions_met" is yes
      When it is screened assuming "us.ear.744_11.affiliate_bar"
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_8.nac" is not barred by "us.ear.744_11.affiliate_bar"
