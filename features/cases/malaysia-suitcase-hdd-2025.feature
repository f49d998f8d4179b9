@B7
Feature: The data travel to the chips
  User and chips are in one country, so nobody knows whether access is remote; which chips they are nobody says. The signals of
  nominee directors and of hopping between entities became public only in June 2025.

  Scenario: In force, would apply, unknown
    Given the case "malaysia-suitcase-hdd-2025"
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "scope.unclassified" and nothing else
    And the notice "us.notice.rental_not_export" is given
    And what would apply is "none"
    And what may apply is "none"
    And only "item.eccn" is asked

  Scenario: In July 2025 the signals and the guidance on training are there
    Given the case "malaysia-suitcase-hdd-2025"
    And the deal also says
      | items.0.description | servers with 8x NVIDIA H100 |
    When it is screened under the law of 2025-07-01
    Then the outcome is "review"
    And "us.typology.nominee_directors" cites "Typology of this rule set"
