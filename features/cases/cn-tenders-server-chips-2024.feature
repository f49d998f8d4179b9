@A4
Feature: Restricted chips inside servers, delivered under a tender
  The day of the tender is not the day of export. The transfer inside the country is controlled; whether the chips came before the
  control must be asked, not assumed.

  Scenario: In force, would apply, unknown
    Given the case "cn-tenders-server-chips-2024"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And the notice "us.notice.stockpile" is given
    And what would apply is "none"
    And what may apply is "none"
    And only "answers.imported_before_control" is asked

  Scenario: Chips that came before the control are a lawful stock, and their transfer today is another question
    Given the case "cn-tenders-server-chips-2024"
    And the answer to "imported_before_control" is yes
    When it is screened
    Then "us.flag.stockpile.imported_after_control" does not fire
    And nothing is asked
