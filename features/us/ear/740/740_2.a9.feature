Feature: 15 CFR 740.2(a)(9)(ii), which license exceptions survive
  For advanced computing items and memory to the controlled circle only a short list of license exceptions may be used.
  The engine tests three of them and names the rest for the reader.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.740_2.a9
  Rule: A notice wherever the limits apply, shown here from 13 January 2025

    Scenario: The notice accompanies an H100 to China
      Given an export from US to CN on 2025-03-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the notice "us.ear.740_2.a9" is given
      And "us.ear.740_2.a9" cites "740.2(a)(9)(ii)"

    Scenario: It accompanies HBM to Vietnam, which needs no license
      Given an export from US to VN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Packaging JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.ear.740_2.a9" is given

    Scenario: An H100 to an Indian company does not carry it
      Given an export from US to IN on 2025-06-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then "us.ear.740_2.a9" does not fire
