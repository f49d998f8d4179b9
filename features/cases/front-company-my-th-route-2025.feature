@B7
Feature: A real-estate firm ships A100 through two countries
  The route does not change the destination. What does not fit the firm's business is a red flag of old.

  Scenario: In force, would apply, unknown
    Given the case "front-company-my-th-route-2025"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And what would apply is "none"
    And what may apply is "none"
    And nothing is asked

  Scenario: A product that does not fit the buyer's business is red flag 2
    Given the case "front-company-my-th-route-2025"
    And the answer to "red_flag_02" is yes
    When it is screened
    Then the outcome is "license_required"
    And "us.ear.732_supp3.flag_02" cites "15 CFR part 732 supp. 3"
