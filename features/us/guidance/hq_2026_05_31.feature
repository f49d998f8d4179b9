@rule:us.bis.guidance.hq_2026_05_31
Feature: BIS guidance of 2026-05-31 on headquarters in Macau or D:5
  The guidance confirms that the license requirement for companies headquartered or parented in Macau or Country Group D:5
  is enforced everywhere outside the United States, and that operators of data centers need not stop using what is
  installed.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA H100 SXM5 80GB"

  Scenario: A Malaysian subsidiary of a Chinese parent needs a license, and the guidance is shown
    Given an export from US to MY on 2026-05-31
    And the end_user "Invented Cloud Sdn" in MY, headquartered in MY, parent in CN
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.headquarters" and nothing else
    And the notice "us.bis.guidance.hq_2026_05_31" is given

  Scenario: The day before, the license was needed all the same, without the guidance
    Given an export from US to MY on 2026-05-30
    And the end_user "Invented Cloud Sdn" in MY, headquartered in MY, parent in CN
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.headquarters" and nothing else
    And "us.bis.guidance.hq_2026_05_31" does not fire

  Scenario: A Malaysian company of its own is not concerned
    Given an export from US to MY on 2026-05-31
    And the end_user "Invented Cloud Sdn" in MY, headquartered in MY, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bis.guidance.hq_2026_05_31" does not fire

  Scenario: Inside the United States the guidance has nothing to say
    Given an in-country transfer from US to US on 2026-06-01
    And the end_user "Invented Cloud America Inc." in US, headquartered in US, parent in CN
    When it is screened
    Then the outcome is "no_control_found"
    And "us.bis.guidance.hq_2026_05_31" does not fire
