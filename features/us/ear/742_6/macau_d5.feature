Feature: Macau or a D:5 destination, and everything outside it
  The EAR name Macau beside Country Group D:5 because Macau is in D:1 and D:4 only. Whether destination and headquarters
  both lie outside this circle decides between the milder and the stricter license policy.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.macau_d5
  Rule: High bandwidth memory shows the circle by itself

    Scenario Outline: HBM to <name> needs a license
      Given an export from US to <country> on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Packaging Co." in <country>, headquartered in US, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.hbm" and nothing else
      And the term "us.ear.macau_d5" holds

      Examples:
        | name     | country |
        | China    | CN      |
        | Macau    | MO      |
        | Cambodia | KH      |

    Scenario: HBM to Vietnam, in D:1 only, needs none
      Given an export from US to VN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Packaging JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And the term "us.ear.macau_d5" does not hold

  @rule:us.ear.outside_macau_d5
  Rule: The milder policies need both destination and headquarters outside

    Scenario: An A100 to a Saudi company meets a presumption of approval
      Given an export from US to SA on 2023-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Desert Cloud Co." in SA, headquartered in SA, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_approval"
      And the term "us.ear.outside_macau_d5" holds

    Scenario: A Chinese headquarters in Saudi Arabia turns it into a presumption of denial
      Given an export from US to SA on 2023-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Desert Cloud Co." in SA, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"
      And the term "us.ear.outside_macau_d5" does not hold
