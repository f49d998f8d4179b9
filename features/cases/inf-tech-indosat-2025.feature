@B7 @C1
Feature: 2,304 GB200 in Jakarta, used from Shanghai
  The owner of the chips is a telecom company of the country, so the headquarters rule does not fire; it says itself why not.

  Scenario: In force, would apply, unknown
    Given the case "inf-tech-indosat-2025"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.headquarters_rental" is given
    And what would apply is "us.bill.hr2683"
    And what may apply is "none"
    And nothing is asked

  Scenario: If it is known that models are trained for the Shanghai company, the statement of 2025-05-13 asks for a person
    Given the case "inf-tech-indosat-2025"
    And the deal also says
      | end_use.purpose          | training |
      | parties.0.us_person      | true     |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.bis.guidance.training.support" and nothing else

  Scenario: The same racks sold to the Shanghai company's own subsidiary in Jakarta need a license
    Given an export from US to ID on 2025-10-15
    And the item "32 GB200 NVL72 racks"
    And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Jakarta Subsidiary" in ID, headquartered in ID, parent in CN
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.headquarters" and nothing else
