Feature: 15 CFR 742.6(b)(10)(iii)(A)(1), the class of the H200
  Since 15 January 2026 an application to export a product below 21,000 TPP and below 6,500 GB/s of DRAM bandwidth from
  the United States to China or Macau is judged case by case, if the applicant supplies the certifications. A license is
  still needed. Every other route keeps the presumption of denial.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.h200_review
  Rule: Below both limits, exported from the United States, to China or Macau

    Scenario Outline: The <item> exported from the US to <country> is reviewed case by case
      Given an export from US to <country> on 2026-02-02
      And the item "<item>" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in <country>, headquartered in <country>, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "case_by_case"
      And the duty "us.ear.748_supp2_dd" is stated

      Examples:
        | item           | country |
        | HGX H200 8-GPU | CN      |
        | HGX H200 8-GPU | MO      |
        | AMD MI325X     | CN      |

    Scenario: One TPP and one GB/s below the limits is case by case
      Given an export from US to CN on 2026-02-02
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 20999     |
        | performance_density | 20        |
        | dram_bandwidth_gb_s | 6499      |
        | data_center         | true      |
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "case_by_case"

    Scenario Outline: At <tpp> TPP and <dram> GB/s the presumption of denial stays
      Given an export from US to CN on 2026-02-02
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | <tpp>     |
        | performance_density | 20        |
        | dram_bandwidth_gb_s | <dram>    |
        | data_center         | true      |
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"
      And "us.ear.748_supp2_dd" does not fire

      Examples:
        | tpp   | dram |
        | 21000 | 6499 |
        | 20999 | 6500 |
        | 21000 | 6500 |

    Scenario: The B200 is over both limits
      Given an export from US to CN on 2026-02-02
      And the item "HGX B200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "presumption_of_denial"
      And "us.ear.748_supp2_dd" does not fire
      And the term "us.ear.h200_review" does not hold

  @rule:us.ear.h200_review
  Rule: No other route

    Scenario: A reexport of H200 from Taiwan to China meets a presumption of denial
      Given a reexport from TW to CN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: An H200 that leaves from another country than the US meets a presumption of denial
      Given an export from MX to CN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: An H200 for a Chinese company in Malaysia meets a presumption of denial
      Given an export from US to MY on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: An H200 sent to China for an end user located in Lebanon meets a presumption of denial
      Given an export from US to CN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the ultimate_consignee "Invented Integration Co." in CN, headquartered in CN, parent in none
      And the end_user "Invented Cedar Cloud SAL" in LB, headquartered in LB, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"
      And "us.ear.748_supp2_dd" does not fire

    Scenario: An H200 for a Hong Kong end user is reviewed like one for China
      Given an export from US to HK on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Harbour Cloud Ltd." in HK, headquartered in HK, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "case_by_case"

    Scenario: An H200 to Lebanon, in D:5 like China, meets a presumption of denial
      Given an export from US to LB on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cedar Cloud SAL" in LB, headquartered in LB, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"

  @rule:us.ear.h200_review
  Rule: The certifications buy the policy

    Scenario: An applicant who declines the certifications meets a presumption of denial
      Given an export from US to CN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the answer to "supp2_dd_certified" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "presumption_of_denial"
      And "us.ear.748_supp2_dd" does not fire

    Scenario: An applicant who supplies them is reviewed case by case
      Given an export from US to CN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the answer to "supp2_dd_certified" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the review policy is "case_by_case"
      And the term "us.ear.h200_review" holds

    @rule:us.ear.h200_review
    Scenario: What is known to be for a military end use cannot be certified and meets a presumption of denial
      Given an export from US to CN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the end use "military" is true
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "presumption_of_denial"
      And "us.ear.748_supp2_dd" does not fire
