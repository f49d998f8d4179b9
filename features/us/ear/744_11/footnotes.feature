@B7 @rule:us.ear.744_11.footnote_1 @rule:us.ear.744_11.footnote_4
@rule:us.ear.734_9_e1 @rule:us.ear.734_9_e2 @rule:us.ear.734_9_e3
Feature: Foreign direct product rules for footnotes 1, 4 and 5 of the Entity List (15 CFR 734.9(e), 744.11(a)(2))
  A foreign-made item that is the direct product of listed US technology, or of a plant that is, becomes subject to the EAR when a
  footnote entity is party to the transaction or the item goes into what such an entity makes, buys or orders.

  Scenario Outline: A direct product for <party> on <day>
    Given a reexport from TW to CN on <day>
    And an item with
      | eccn                   | <eccn> |
      | foreign_direct_product | true   |
    And the end_user "<party>" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_11"
    And the term "<term>" holds

    Examples:
      | party                                                                       | day        | eccn  | term            |
      | Huawei Technologies Co., Ltd.                                               | 2020-05-15 | EAR99 | us.ear.734_9_e1 |
      | Huawei Technologies Co., Ltd.                                               | 2020-08-17 | EAR99 | us.ear.734_9_e1 |
      | Inspur Group Co., Ltd.                                                      | 2023-03-02 | EAR99 | us.ear.734_9_e2 |
      | Sugon                                                                       | 2022-10-21 | EAR99 | us.ear.734_9_e2 |
      | Semiconductor Manufacturing International Corporation                       | 2024-12-31 | 3B991 | us.ear.734_9_e3 |

  Scenario Outline: <party> on <day>: not by <term>
    Given a reexport from TW to CN on <day>
    And an item with
      | eccn                   | <eccn> |
      | foreign_direct_product | <fdp>  |
    And the end_user "<party>" in CN, headquartered in CN, parent in none
    When it is screened
    Then the term "<term>" does not hold

    Examples:
      | party                                                                       | day        | eccn  | fdp   | term            |
      | Huawei Technologies Co., Ltd.                                               | 2020-05-14 | EAR99 | true  | us.ear.734_9_e1 |
      | Huawei Technologies Co., Ltd.                                               | 2020-05-15 | EAR99 | false | us.ear.734_9_e1 |
      | Inspur Group Co., Ltd.                                                      | 2026-06-01 | EAR99 | true  | us.ear.734_9_e1 |
      | Sugon                                                                       | 2022-10-20 | EAR99 | true  | us.ear.734_9_e2 |
      | Beijing Zhipu Huazhang Technology Co., Ltd.                                 | 2026-06-01 | EAR99 | true  | us.ear.734_9_e2 |
      | Semiconductor Manufacturing International Corporation                       | 2024-12-30 | 3B991 | true  | us.ear.734_9_e3 |
      | Semiconductor Manufacturing International Corporation                       | 2024-12-31 | EAR99 | true  | us.ear.734_9_e3 |

  @A4
  Scenario Outline: A foundry's chip that goes into a product of a footnote <n> entity
    Given a reexport from TW to SG on <day>
    And an item with
      | eccn                   | EAR99 |
      | foreign_direct_product | true  |
    And the end_user "Invented Chip Design Pte." in SG, headquartered in SG, parent in none
    And the answer to "into_footnote_<n>_product" is yes
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_11.footnote_<n>" and nothing else
    And the term "<term>" holds
    And nothing is asked

    Examples:
      | n | day        | term            |
      | 1 | 2020-08-17 | us.ear.734_9_e1 |
      | 4 | 2022-10-21 | us.ear.734_9_e2 |

  Scenario Outline: Where it does not go there, or nobody said so, footnote <n> reaches nothing
    Given a reexport from TW to SG on <day>
    And an item with
      | eccn                   | EAR99 |
      | foreign_direct_product | true  |
    And the end_user "Invented Chip Design Pte." in SG, headquartered in SG, parent in none
    And the answer to "into_footnote_<n>_product" is <answer>
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.744_11.footnote_<n>" does not fire

    Examples:
      | n | day        | answer |
      | 1 | 2020-08-16 | yes    |
      | 1 | 2020-08-17 | no     |
      | 4 | 2022-10-20 | yes    |
      | 4 | 2022-10-21 | no     |

  Scenario: Whether the chip is a direct product is asked before anything is decided
    Given a reexport from TW to SG on 2024-06-03
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Chip Design Pte." in SG, headquartered in SG, parent in none
    And the answer to "into_footnote_1_product" is yes
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "us.ear.744_11.footnote_1" and nothing else
    And only "item.foreign_direct_product" is asked
