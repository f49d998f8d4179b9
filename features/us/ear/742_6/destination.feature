Feature: 15 CFR 742.6(a)(6), advanced computing items by destination
  The central license requirement. It began with China on 7 October 2022, took in Macau in January 2023, about forty more
  destinations on 17 November 2023, and names the United Arab Emirates since July 2026. How an application is judged has
  changed more often than whether one is needed.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.742_6.destination
  Rule: From 7 October 2022: China

    @A1
    Scenario: An A100 to China is lawful on 30 September 2022 for everyone who got no letter
      Given an export from US to CN on 2022-09-30
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2022-09-30 of 2022-10-07

    @A1
    Scenario: An A100 to China is lawful on the last day before the rule
      Given an export from US to CN on 2022-10-06
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2022-10-06 of 2022-10-07

    @A1
    Scenario Outline: An A100 to China needs a license on <day>
      Given an export from US to CN on <day>
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" cites "87 FR 62186"
      And the review policy is "presumption_of_denial"

      Examples:
        | day        |
        | 2022-10-07 |
        | 2022-12-01 |

    @A1
    Scenario: An H100 to China needs a license in December 2022
      Given an export from US to CN on 2022-12-01
      And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else

    Scenario: Hong Kong is China for this rule
      Given an export from US to HK on 2022-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Harbour Cloud Ltd." in HK, headquartered in HK, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else

    Scenario: An American company's site in China is reviewed case by case in 2022
      Given an export from US to CN on 2022-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Motors China" in CN, headquartered in US, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "case_by_case"

    Scenario: Vietnam is not yet a controlled destination in December 2022
      Given an export from US to VN on 2022-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2022-12-01 of 2023-11-17

  @rule:us.ear.advanced_computing.destination
  Rule: Macau joins China in January 2023

    Scenario: An A100 to Macau is not reached in December 2022
      Given an export from US to MO on 2022-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Peninsula Data Ltd." in MO, headquartered in MO, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2022-12-01 of 2023-01-17
      And the term "us.ear.advanced_computing.destination" does not hold

    Scenario: On 17 January 2023 the license for Macau rests on a date nobody verified
      Given an export from US to MO on 2023-01-17
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Peninsula Data Ltd." in MO, headquartered in MO, parent in none
      When it is screened
      Then the outcome is "license_required"
      And "us.ear.742_6.destination" is not verified
      And the decision warns "us.ear.742_6.destination rests on what is not verified"
      And the term "us.ear.advanced_computing.destination" holds

    Scenario: On 17 January 2023 Vietnam is still free
      Given an export from US to VN on 2023-01-17
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And the term "us.ear.advanced_computing.destination" does not hold

    Scenario: An A100 to Macau needs a license in February 2023
      Given an export from US to MO on 2023-02-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Peninsula Data Ltd." in MO, headquartered in MO, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the term "us.ear.advanced_computing.destination" holds

    Scenario: Vietnam stays free until 16 November 2023
      Given an export from US to VN on 2023-11-16
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.destination": 2023-11-16 of 2023-11-17
      And the term "us.ear.advanced_computing.destination" does not hold

  @rule:us.ear.742_6.destination
  Rule: From 17 November 2023: Macau and the destinations of D:1, D:4 and D:5 outside A:5 and A:6

    @A2
    Scenario: An A800 to China needs a license on 1 December 2023
      Given an export from US to CN on 2023-12-01
      And the item "NVIDIA A800 80GB" (quantity 1000)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" cites "88 FR 73458"
      And the review policy is "presumption_of_denial"

    @B8
    Scenario: An H20 to China does not, being under both tiers
      Given an export from US to CN on 2023-12-01
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "item.tpp" nearly met "us.ear.3a090.b": 2368 of 2400

    Scenario: An A100 to a Vietnamese company meets a presumption of approval
      Given an export from US to VN on 2023-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_approval"

    Scenario: The same shipment to a Chinese company's Vietnamese subsidiary meets a presumption of denial
      Given an export from US to VN on 2023-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: Mexico is in A:6 and stays free
      Given an export from US to MX on 2023-12-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Datos SA" in MX, headquartered in MX, parent in none
      When it is screened
      Then the outcome is "no_control_found"

  @rule:us.ear.742_6.destination
  Rule: From 4 April 2024: case by case for what is not a data-center 3A090.a item

    Scenario: An RTX 4090 to China is reviewed case by case in June 2024
      Given an export from US to CN on 2024-06-03
      And the item "GeForce RTX 4090" (quantity 6)
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" cites "89 FR 23876"
      And the review policy is "case_by_case"

    Scenario: An H200 to China meets a presumption of denial in June 2024
      Given an export from US to CN on 2024-06-03
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    @B8
    Scenario: An H20 to China is not reached in June 2024
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "item.performance_density" nearly met "us.ear.3a090.b": 2.9091 of 3.2

  @rule:us.ear.742_6.destination
  Rule: From 13 January 2025: the policies as the AI Diffusion rule rewrote them

    Scenario: An H100 to a Vietnamese company meets a presumption of approval, within the country's allocation
      Given an export from US to VN on 2025-06-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" cites "90 FR 4544"
      And the review policy is "presumption_of_approval"

    Scenario Outline: <quantity> H100 at once to a Vietnamese company on <day> meet a <words>
      Given an export from US to VN on <day>
      And the item "NVIDIA H100 SXM5 80GB" (quantity <quantity>)
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "<policy>"

      Examples:
        | quantity | day        | policy                  | words                                  |
        | 49873    | 2025-06-03 | presumption_of_approval | presumption of approval below 790M TPP |
        | 49874    | 2025-06-03 | policy_of_denial        | policy of denial above 790M TPP        |
        | 49874    | 2026-02-02 | policy_of_denial        | policy of denial above 790M TPP        |
        | 49874    | 2026-08-03 | policy_of_denial        | policy of denial above 790M TPP        |

    Scenario Outline: For a company of supplement no. 5 in Vietnam there is no such ceiling on <day>
      Given an export from US to VN on <day>
      And the item "NVIDIA H100 SXM5 80GB" (quantity 49874)
      And the end_user "Invented Cloud JSC" in VN, headquartered in <headquarters>, parent in <parent>
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_approval"

      Examples:
        | day        | headquarters | parent |
        | 2025-06-03 | JP           | none   |
        | 2025-06-03 | VN           | JP     |
        | 2026-02-02 | JP           | none   |
        | 2026-08-03 | JP           | none   |

    Scenario: An A30 to the Vietnamese company is reviewed case by case, the text printing no presumption for .b items
      Given an export from US to VN on 2025-06-03
      And the item "NVIDIA A30"
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "case_by_case"

    Scenario: An H200 to China meets a presumption of denial on the last day before the rule of January 2026
      Given an export from US to CN on 2026-01-14
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: An RTX 4090 to China without NAC meets a presumption of denial again
      Given an export from US to CN on 2025-06-03
      And the item "GeForce RTX 4090" (quantity 6)
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    @B8
    Scenario: An H20 of a reseller who got no letter is not reached in June 2025
      Given an export from US to CN on 2025-06-03
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "item.tpp" nearly met "us.ear.3a090.b": 2368 of 2400

  @rule:us.ear.742_6.destination
  Rule: From 15 January 2026: case by case for the H200 class

    Scenario: An H200 exported from the US to China is reviewed case by case from 15 January 2026
      Given an export from US to CN on 2026-01-15
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" cites "91 FR 1684"
      And the review policy is "case_by_case"
      And the duty "us.ear.748_supp2_dd" is stated

    Scenario: A B200 to China exceeds both limits and meets a presumption of denial
      Given an export from US to CN on 2026-02-02
      And the item "HGX B200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: India is not a controlled destination, so an H200 goes there without a license
      Given an export from US to IN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.destination" does not fire

  @rule:us.ear.742_6.destination
  Rule: From 10 July 2026: the United Arab Emirates by name

    @C2
    Scenario: The Emirates left D:4 but an unlisted Emirati company still needs a license
      Given an export from US to AE on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 10)
      And the end_user "Invented Falcon Cloud LLC" in AE, headquartered in AE, parent in none
      And the answer to "uae_supp8_subsidiary" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" cites "91 FR 43034"
      And the review policy is "presumption_of_approval"

    Scenario: An H200 exported from the US to China is still reviewed case by case in August 2026
      Given an export from US to CN on 2026-08-03
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "case_by_case"

    @C2
    Scenario: An H100 to Britain needs no license in August 2026
      Given an export from US to GB on 2026-08-03
      And the item "HGX H100 8-GPU" (quantity 10)
      And the end_user "Invented Public Supercomputing Centre" in GB, headquartered in GB, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.destination" does not fire
      And the term "us.ear.advanced_computing.destination" does not hold

    Scenario Outline: An order of <tpp> TPP to <where> on <day> meets a <policy>
      Given an export from US to <where> on <day>
      And an item with
        | kind        | processor |
        | form        | rack      |
        | tpp         | <tpp>     |
        | data_center | true      |
        | quantity    | 1         |
        | eccn        | 4A090.a   |
      And the end_user "Invented Sovereign Compute" in <where>, headquartered in <where>, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "<policy>"

      Examples:
        | day        | where | tpp       | policy                  |
        | 2025-02-03 | SA    | 790000000 | presumption_of_approval |
        | 2025-02-03 | SA    | 790000001 | policy_of_denial        |
        | 2026-02-03 | SA    | 790000000 | presumption_of_approval |
        | 2026-02-03 | SA    | 790000001 | policy_of_denial        |
        | 2026-08-03 | SA    | 790000000 | presumption_of_approval |
        | 2026-08-03 | SA    | 790000001 | policy_of_denial        |

    @rule:us.ear.742_6.destination
    Scenario: An L20 stays below the density of the lower tier in June 2025, too
      Given an export from US to CN on 2025-06-02
      And the item "NVIDIA L20" (quantity 4)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.destination" does not fire
      And "item.performance_density" nearly met "us.ear.3a090.b": 3.1396 of 3.2
