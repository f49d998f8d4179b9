Feature: Which destinations are in D:1, D:4 or D:5 and not in A:5 or A:6
  Country Groups change, so the same shipment is judged by the table of its day. A country that is in a D group and in
  A:5 or A:6 at once (Israel, Taiwan, Cyprus) is not a controlled destination for advanced computing items.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.d1_d4_d5
  Rule: A:5 and A:6 take a country out

    Scenario Outline: An A100 to <name> needs no license, <name> being in A:6
      Given an export from US to <country> on 2024-06-03
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Research Centre" in <country>, headquartered in <country>, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.destination" does not fire

      Examples:
        | name   | country |
        | Israel | IL      |
        | Taiwan | TW      |

    Scenario Outline: An A100 to <name> needs a license
      Given an export from US to <country> on 2024-06-03
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Research Centre" in <country>, headquartered in <country>, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "<policy>"

      Examples:
        | name                 | country | policy                  |
        | Saudi Arabia         | SA      | presumption_of_approval |
        | Vietnam              | VN      | presumption_of_approval |
        | Kazakhstan           | KZ      | presumption_of_approval |
        | the Emirates of 2024 | AE      | presumption_of_approval |
        | Macau                | MO      | presumption_of_denial   |
        | China                | CN      | presumption_of_denial   |
        | Lebanon              | LB      | presumption_of_denial   |

  @rule:us.ear.d1_d4_d5
  Rule: Nicaragua enters D:1 and D:5 on 15 March 2024

    Scenario: An A100 to Nicaragua is not reached on 14 March 2024
      Given an export from US to NI on 2024-03-14
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Datos SA" in NI, headquartered in NI, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2024-03-14 of 2024-03-15
      And the term "us.ear.d1_d4_d5" does not hold

    Scenario: From 15 March 2024 it needs a license, with a presumption of denial
      Given an export from US to NI on 2024-03-15
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Datos SA" in NI, headquartered in NI, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"
      And the term "us.ear.d1_d4_d5" holds

  @rule:us.ear.macau_d5
  Rule: Cambodia leaves D:5 in February 2026 and stays in D:1

    Scenario: An H100 to Cambodia meets a presumption of denial in October 2025
      Given an export from US to KH on 2025-10-01
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Mekong Cloud Co." in KH, headquartered in KH, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: An H100 to Cambodia still needs a license in March 2026, now with a presumption of approval
      Given an export from US to KH on 2026-03-01
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Mekong Cloud Co." in KH, headquartered in KH, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_approval"

  @rule:us.ear.macau_d5
  Rule: Cyprus leaves D:5 on 30 May 2024; as a destination it was never controlled

    Scenario: Before that day a company headquartered in Cyprus is caught by its headquarters, not by the destination
      Given an export from US to CY on 2024-05-29
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Island Data Ltd." in CY, headquartered in CY, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And "us.ear.742_6.destination" does not fire

    Scenario: A French company's site in Cyprus is not reached even then
      Given an export from US to CY on 2024-05-29
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Hébergement SAS" in CY, headquartered in FR, parent in none
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: From 30 May 2024 the Cypriot company is not reached too
      Given an export from US to CY on 2024-05-30
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Island Data Ltd." in CY, headquartered in CY, parent in none
      When it is screened
      Then the outcome is "no_control_found"
