@rule:us.ear.746.deemed
Feature: Listed technology released to a national of an embargoed country (part 746, anti-terrorism controls)

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.734.national_embargoed
  Scenario Outline: Chip technology told inside the United States to a citizen of <citizen>
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | US      | <citizen>   |
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746.deemed" and nothing else
    And "us.ear.746.deemed" is not verified
    And the term "us.ear.734.national_embargoed" holds
    And the review policy is "policy_of_denial"

    Examples:
      | citizen |
      | IR      |
      | CU      |

  Scenario: A permanent resident of Canada counts as one of Canada
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And these parties
      | role      | name             | kind       | country | citizenship | permanent_resident_of |
      | recipient | Invented Person  | individual | US      | IR          | CA                    |
    When it is screened
    Then "us.ear.746.deemed" does not fire
    And the outcome is "no_control_found"
