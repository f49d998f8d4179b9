@B7 @rule:us.ear.744_21.listed @rule:us.ear.744_21.footnote_3 @rule:us.notice.military_end_user
Feature: Listed military end users, wherever they are (15 CFR 744.21(b)(1))
  For a party on the Military End-User List the items of supplement no. 2 need a license in every country; for a Belarusian or
  Russian one on the Entity List with footnote 3 every item does.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the list "Military End User (MEU) List - Bureau of Industry and Security" names
      | name                    | country | from       |
      | Invented Aviation Works | CN      | 2020-12-23 |
    And the list "Entity List (EL) - Bureau of Industry and Security" names
      | name                       | country | from       | requirement                                                                                   | policy                                           |
      | Invented Optics Bureau     | RU      | 2022-02-24 | For all items subject to the EAR. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)    | Policy of denial. See §§ 746.8(b) and 744.21(e). |
      | Invented Procurement House | TR      | 2022-02-24 | For all items subject to the EAR. (See §§ 734.9(g),3 746.8(a)(3), and 744.11 of the EAR)       | Policy of denial. See § 746.8(b)                 |

  Scenario Outline: A 5A992 item for a listed user in <where> on <day>
    Given an export from US to <where> on <day>
    And an item with
      | eccn | 5A992 |
    And the end_user "Invented Aviation Works" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_21.listed" and nothing else
    And the review policy is "presumption_of_denial"
    And nothing is asked

    Examples:
      | where | day        |
      | SG    | 2020-12-23 |
      | MY    | 2026-06-01 |
      | CN    | 2026-06-01 |

  Scenario Outline: On <day>, an item of <eccn> is free of it
    Given an export from US to SG on <day>
    And an item with
      | eccn | <eccn> |
    And the end_user "Invented Aviation Works" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.744_21.listed" does not fire

    Examples:
      | day        | eccn  |
      | 2020-12-22 | 5A992 |
      | 2026-06-01 | EAR99 |

  Scenario: What the list means for other items is told
    Given an export from US to SG on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Aviation Works" in CN, headquartered in CN, parent in none
    When it is screened
    Then the notice "us.notice.military_end_user" is given

  Scenario: Of somebody else nothing is told
    Given an export from US to SG on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Garden Centre" in SG, headquartered in SG, parent in none
    When it is screened
    Then "us.notice.military_end_user" does not fire

  Scenario Outline: A Russian military end user of footnote 3 in <where> on <day>
    Given an export from US to <where> on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Optics Bureau" in RU, headquartered in RU, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_11, us.ear.744_21.footnote_3" and nothing else
    And the review policy is "policy_of_denial"

    Examples:
      | where | day        |
      | KZ    | 2022-02-24 |
      | RS    | 2026-06-01 |

  Scenario Outline: <name> on <day> is no listed military end user of footnote 3
    Given an export from US to KZ on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "<name>" in TR, headquartered in TR, parent in none
    When it is screened
    Then "us.ear.744_21.footnote_3" does not fire

    Examples:
      | name                       | day        |
      | Invented Optics Bureau     | 2022-02-23 |
      | Invented Procurement House | 2026-06-01 |

  @rule:us.ear.740_8.bar
  Scenario: For a listed user NAC is barred where the item is one of supplement no. 2
    Given an export from US to CN on 2024-06-03
    And an item with
      | eccn                | 5A992.z |
      | tpp                 | 5000    |
      | performance_density | 8       |
      | data_center         | false   |
    And the end_user "Invented Aviation Works" in CN, headquartered in CN, parent in none
    And the answer to "nac_notified" is yes
    And the answer to "purchase_order" is yes
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination, us.ear.744_21.listed" and nothing else
    And the exception "us.ear.740_8.nac" is barred by "us.ear.740_8.bar"
