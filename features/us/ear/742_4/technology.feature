@rule:us.ear.742_4.technology
Feature: Technology controlled for national security (15 CFR 742.4(a)(1))
  Processor-core technology of 3E002 and technology for .z items stands under NS column 1: a license to every country but
  Australia, Canada and the United Kingdom, deemed exports included.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @E2
  Scenario Outline: Processor-core technology told inside the United States to a citizen of <citizen>
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E002 |
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | US      | <citizen>   |
    When it is screened
    Then the outcome is "<outcome>"
    And nothing is asked

    Examples:
      | citizen | outcome          |
      | CN      | license_required |
      | KR      | license_required |
      | CA      | no_control_found |
      | US      | no_control_found |

  @E2
  Scenario: The exclusion for chips does not help processor-core technology
    Given a technology release from US to US on 2026-09-01
    And an item with
      | eccn | 3E002 |
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | US      | CN          |
    When it is screened
    Then it is because of "us.ear.742_4.technology" and nothing else
    And "us.ear.742_4.technology" cites "15 CFR 734.13(b), 734.14(b)"
    And the review policy is "case_by_case"

  @E2
  Scenario: A recipient whose citizenship nobody stated is asked for it
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E002 |
    And these parties
      | role      | name             |
      | recipient | Invented Person  |
    When it is screened
    Then the outcome is "information_needed"
    And only "party.recipient.citizenship" is asked

  @E2
  Scenario: Where nobody is named, the recipient is asked for
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E002 |
    When it is screened
    Then the outcome is "information_needed"
    And only "party.recipient.name" is asked

  Scenario Outline: <what> technology exported to <where>
    Given a technology release from US to <where> on 2024-06-03
    And an item with
      | eccn | 4E001 |
    And the answer to "technology_for" is <what>
    And the answer to "end_to_end_encrypted" is no
    When it is screened
    Then the outcome is "<outcome>"

    Examples:
      | what           | where | outcome          |
      | ns_item        | KR    | license_required |
      | z_a            | KR    | license_required |
      | processor_core | SG    | license_required |
      | processor_core | GB    | no_control_found |

  Scenario: To Australia it does not fire
    Given a technology release from US to AU on 2024-06-03
    And an item with
      | eccn | 3E002 |
    When it is screened
    Then "us.ear.742_4.technology" does not fire
    And nothing is asked

  Scenario Outline: The policy for <where>
    Given a technology release from US to <where> on 2024-06-03
    And an item with
      | eccn | 3E002 |
    And the end_user "Invented Institute" in <where>, headquartered in <where>, parent in none
    And the end use "military" is <military>
    When it is screened
    Then it is because of "us.ear.742_4.technology"
    And the review policy is "<policy>"

    Examples:
      | where | military | policy                |
      | CN    | true     | presumption_of_denial |
      | CN    | false    | case_by_case          |
      | KR    | false    | case_by_case          |
