Feature: 15 CFR 748.15, Data Center Validated End-User
  A data center that BIS has examined may receive advanced computing items without a license for each shipment. Never in
  Macau or a D:5 country. The engine points to the program; it does not know who has been validated.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.748_15.dc_veu
  Rule: The program of 2 October 2024

    Scenario: The notice comes with an H100 to Saudi Arabia in November 2024
      Given an export from US to SA on 2024-11-01
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Desert Cloud Co." in SA, headquartered in SA, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the notice "us.ear.748_15.dc_veu" is given
      And "us.ear.748_15.dc_veu" cites "89 FR 80080"

    Scenario: Not on the day before the program
      Given an export from US to SA on 2024-10-01
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Desert Cloud Co." in SA, headquartered in SA, parent in none
      When it is screened
      Then the outcome is "license_required"
      And "us.ear.748_15.dc_veu" does not fire

    Scenario: Not for China
      Given an export from US to CN on 2024-11-01
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And "us.ear.748_15.dc_veu" does not fire

  @rule:us.ear.748_15.dc_veu
  Rule: Universal and national validated end users since 13 January 2025

    Scenario: The notice comes with an H100 to Saudi Arabia in June 2025
      Given an export from US to SA on 2025-06-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Desert Cloud Co." in SA, headquartered in SA, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the notice "us.ear.748_15.dc_veu" is given
      And "us.ear.748_15.dc_veu" cites "90 FR 4544"

    Scenario: Not for Macau
      Given an export from US to MO on 2025-06-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Peninsula Data Ltd." in MO, headquartered in MO, parent in none
      When it is screened
      Then the outcome is "license_required"
      And "us.ear.748_15.dc_veu" does not fire
