@B7 @rule:us.ear.744_11 @rule:us.ear.744_11.listed @rule:us.ear.744_11.scope @rule:us.ear.744_11.bar
Feature: The Entity List (15 CFR 744.11(a), 744.16)
  A license is needed, to the extent the entry says, when a listed party is purchaser, consignee or end user of an item subject
  to the EAR. Almost every entry says "all items", EAR99 included. No license exception helps. The entry says how it is reviewed.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  Rule: Who counts, and since when

    Scenario Outline: <name> as <role> on <day>
      Given an export from US to CN on <day>
      And an item with
        | eccn | EAR99 |
      And the <role> "<name>" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_11" and nothing else
      And the term "us.ear.744_11.listed" holds
      And the review policy is "<policy>"
      And "us.ear.744_11" cites "15 CFR 744.11(a), 744.16(a), (c); part 744 supp. 4"
      And nothing is asked

      Examples:
        | name                                                        | role                   | day        | policy                |
        | Inspur Group Co., Ltd.                                      | end_user               | 2023-03-02 | presumption_of_denial |
        | Inspur Group Co., Ltd.                                      | purchaser              | 2026-06-01 | presumption_of_denial |
        | Inspur Group Co., Ltd.                                      | intermediate_consignee | 2026-06-01 | presumption_of_denial |
        | Inspur Group Co., Ltd.                                      | ultimate_consignee     | 2026-06-01 | presumption_of_denial |
        | Inspur Electronic Information Industry Co., Ltd.            | end_user               | 2025-03-25 | policy_of_denial      |
        | Sugon                                                       | end_user               | 2019-06-24 | presumption_of_denial |

    Scenario Outline: <name> on <day> was not listed yet
      Given an export from US to CN on <day>
      And an item with
        | eccn | EAR99 |
      And the end_user "<name>" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_11" does not fire
      And the term "us.ear.744_11.listed" does not hold
      And "us.ear.744_11.scope" does not fire

      Examples:
        | name                                                        | day        |
        | Inspur Group Co., Ltd.                                      | 2023-03-01 |
        | Inspur Electronic Information Industry Co., Ltd.            | 2025-03-24 |
        | Sugon                                                       | 2019-06-23 |

    Scenario: A party nobody named raises nothing, and nobody is asked
      Given an export from US to SG on 2026-06-01
      And an item with
        | eccn | EAR99 |
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_11" does not fire
      And nothing is asked

    Scenario: The neighbour of a listed company is not listed
      Given an export from US to CN on 2026-06-01
      And an item with
        | eccn | EAR99 |
      And the end_user "Invented Orchard Machinery Co Ltd" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And the term "us.ear.744_11.listed" does not hold

    Scenario: A foreign-made item of which nobody knows whether the EAR reach it stays open
      Given a reexport from KR to CN on 2026-06-01
      And an item with
        | eccn | EAR99 |
      And the end_user "Inspur Group Co., Ltd." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.ear.744_11" and nothing else
      And "item.foreign_direct_product" is asked

  @rule:us.ear.734.outside_ear
  Rule: What is published is outside the EAR

    Scenario Outline: Technology released to a listed company, published <published>
      Given a technology release from US to CN on 2026-06-01
      And an item with
        | eccn      | EAR99       |
        | kind      | technology  |
        | published | <published> |
      And the answer to "fundamental_research" is no
      And the recipient "Inspur Group Co., Ltd." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "<outcome>"
      And the term "us.ear.734.outside_ear" <verb>

      Examples:
        | published | outcome          | verb          |
        | false     | license_required | does not hold |
        | true      | no_control_found | holds         |

  Rule: The entry's own words

    Background:
      Given the list "Entity List (EL) - Bureau of Industry and Security" names
        | name                     | country | from       | requirement                                                                        | policy                                                                             |
        | Invented Quartz Works    | CN      | 2024-01-01 | For all items subject to the EAR. (See § 744.11 of the EAR)                        | Case-by-case for all items listed on the CCL. Presumption of approval for EAR99 items |
        | Invented Copper Works    | CN      | 2024-01-01 | For all items subject to the EAR. (See § 744.11 of the EAR)                        | See § 744.2(d) of the EAR                                                          |
        | Invented Polar Gas       | RU      | 2019-01-01 | For all items subject to the EAR when used in projects specified in §746.8(a)(4)   | See § 746.8(b)(2) of the EAR                                                       |
        | Invented River Yard      | TR      | 2024-01-01 | For items on the CCL and EAR99 items listed in supplement no. 7 to part 746 of the EAR | Policy of denial. See § 746.8(b)                                               |
        | Invented Mixed Institute | CN      | 2024-01-01 | For all items subject to the EAR. (See § 744.11 of the EAR)                        | Policy of denial for all items subject to the EAR apart from food and medicine designated as EAR99, which will be reviewed on a case-by-case basis. |

    Scenario Outline: <name> is reviewed as its entry says
      Given an export from US to CN on 2026-06-01
      And an item with
        | eccn | EAR99 |
      And the end_user "<name>" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_11" and nothing else
      And the review policy is "<policy>"

      Examples:
        | name                     | policy           |
        | Invented Quartz Works    | case_by_case     |
        | Invented Mixed Institute | policy_of_denial |

    Scenario: Where the entry points elsewhere, no policy is claimed
      Given an export from US to CN on 2026-06-01
      And an item with
        | eccn | EAR99 |
      And the end_user "Invented Copper Works" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_11" and nothing else

    @rule:us.notice.entry_exceptions
    Scenario: An entry that leaves items out controls, and says that it must be read
      Given the list "Entity List (EL) - Bureau of Industry and Security" names
        | name                    | country | from       | requirement                                                                                          | policy                 |
        | Invented Standards Labs | CN      | 2019-05-16 | For all items subject to the EAR, see §§ 736.2(b)(3)(vi), and 744.11 of the EAR, EXCEPT for technology | Presumption of denial. |
      And an export from US to CN on 2022-06-01
      And an item with
        | eccn | EAR99 |
      And the end_user "Invented Standards Labs" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_11" and nothing else
      And the notice "us.notice.entry_exceptions" is given

    @rule:us.notice.entry_exceptions
    Scenario: An entry without exceptions says nothing of the kind
      Given an export from US to CN on 2026-06-01
      And an item with
        | eccn | EAR99 |
      And the end_user "Invented Copper Works" in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.notice.entry_exceptions" does not fire

    Scenario: An entry for certain projects has to be read by a person
      Given an export from US to KZ on 2026-06-01
      And an item with
        | eccn | EAR99 |
      And the end_user "Invented Polar Gas" in RU, headquartered in RU, parent in none
      When it is screened
      Then the outcome is "review"
      And it is because of "us.ear.744_11.scope" and nothing else
      And "us.ear.744_11" does not fire

    Scenario Outline: An entry for items on the CCL, and an item of <eccn>
      Given an export from US to TR on 2026-06-01
      And an item with
        | eccn | <eccn> |
      And the end_user "Invented River Yard" in TR, headquartered in TR, parent in none
      When it is screened
      Then the outcome is "<outcome>"
      And it is because of "<rule>" and nothing else

      Examples:
        | eccn  | outcome          | rule                |
        | 4A994 | license_required | us.ear.744_11       |
        | EAR99 | review           | us.ear.744_11.scope |

  Rule: No license exception

    Scenario: NAC is barred for a listed company
      Given an export from US to CN on 2024-06-03
      And the item "GeForce RTX 4090"
      And the end_user "Inspur Group Co., Ltd." in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination, us.ear.744_11" and nothing else
      And the exception "us.ear.740_8.nac" is barred by "us.ear.744_11.bar"
      And nothing is asked

    Scenario: For a company that is not listed it is not
      Given an export from US to CN on 2024-06-03
      And the item "GeForce RTX 4090"
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      And the answer to "enc_conditions_met" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_8.nac" is not barred by "us.ear.744_11.bar"
