Feature: The listed party behind a name
  The Entity List prints one spelling. Orders come with others: shortened, translated, in hanzi or hangul, with the words in
  another order. The excerpt that ships with the rules is enough to meet the parties that matter for AI computing, on the
  days on which they were listed.

  Background:
    Given an export from US to CN on 2024-06-01
    And an item with
      | eccn | EAR99 |
      | kind | other |
    And the exporter "Invented Exports Inc." in US, headquartered in US, parent in none

  Scenario Outline: Inspur Group under four spellings
    Given the end_user "<name>" in CN, headquartered in CN, parent in none
    When it is screened
    Then the end_user is a match for "Inspur Group Co., Ltd." on "us.entity_list"
    And the match of the end_user cites "88 FR 13675" and tells "<word>"
    And the outcome is "license_required"
    And it is because of "us.ear.744_11"
    And the review policy is "presumption_of_denial"

    Examples:
      | name                 | word   |
      | INSPUR GROUP CO LTD  | inspur |
      | Inspur Grp           | inspur |
      | 浪潮集团有限公司     | 浪潮   |
      | 인스퍼 그룹          | 인스퍼 |

  Scenario Outline: The same names before the listing of 2023-03-02
    Given the end_user "<name>" in CN, headquartered in CN, parent in none
    When it is screened under the law of 2022-01-10
    Then the end_user meets no list
    And "us.ear.744_11" does not fire

    Examples:
      | name                |
      | INSPUR GROUP CO LTD |
      | Inspur Grp          |
      | 浪潮集团有限公司    |
      | 인스퍼 그룹         |

  Scenario Outline: The listing begins on its effective date
    Given the end_user "Inspur Group" in CN, headquartered in CN, parent in none
    When it is screened under the law of <day>
    Then the outcome is "<outcome>"

    Examples:
      | day        | outcome          |
      | 2023-03-01 | no_control_found |
      | 2023-03-02 | license_required |

  Scenario Outline: Words that every second company shares are no match
    Given the end_user "<name>" in CN, headquartered in CN, parent in none
    When it is screened
    Then the end_user meets no list
    And the outcome is "no_control_found"

    Examples:
      | name                              |
      | Shenzhen Technology Co., Ltd.     |
      | Beijing Information Technology    |
      | The Group                         |
      | CORP                              |
      | A-B-C Company                     |
      | Invented Orchard Machinery Co Ltd |

  Scenario: A name that may be a listed one is looked at by a person
    Given the end_user "Insper Group" in CN, headquartered in CN, parent in none
    When it is screened
    Then the end_user is a possible for "Inspur Group Co., Ltd." on "us.entity_list"
    And the outcome is "review"
    And it is because of "scope.possible_match"
    And "party.end_user.lists" is asked

  Scenario: A list that does not say since when says so
    Given the list "Entity List (EL) - Bureau of Industry and Security" names
      | name                     | country | requirement                    | policy                |
      | Invented Quartz Works    | CN      | For all items subject to the EAR | Presumption of denial |
    And the end_user "Invented Quartz Works" in CN, headquartered in CN, parent in none
    When it is screened
    Then the end_user is a match for "Invented Quartz Works" on "us.entity_list"
    And the outcome is "license_required"
    And "us.ear.744_11" is not verified

  Scenario: A party whose listing has ended is no longer met
    Given the list "Unverified List (UVL) - Bureau of Industry and Security" names
      | name                  | country | from       | until      |
      | Invented Lights Trade | CN      | 2022-01-01 | 2024-06-01 |
    And the end_user "Invented Lights Trade" in CN, headquartered in CN, parent in none
    When it is screened
    Then the end_user meets no list
