Feature: The headquarters rule for .a items
  Since 17 November 2023 an upper-tier item needs a license everywhere outside the United States when it is for a company
  headquartered in Macau or a D:5 country, or whose ultimate parent is. What counts is where the headquarters stand, not
  who holds how many shares: a minority owner is not a parent. When the parent is not known the engine asks.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.742_6.headquarters
  Rule: From 17 November 2023 (744.23(a)(3))

    @B7
    Scenario: A Singapore shell company of a Beijing parent needs a license in December 2023
      Given an export from US to SG on 2023-12-01
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And "us.ear.742_6.headquarters" cites "88 FR 73458"
      And the review policy is "presumption_of_denial"

    Scenario: The same sale is not reached on the day before the rule
      Given an export from US to SG on 2023-11-16
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.headquarters": 2023-11-16 of 2023-11-17

    Scenario: A Singapore company without a parent is not reached
      Given an export from US to SG on 2023-12-01
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Straits Cloud Pte. Ltd." in SG, headquartered in SG, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.headquarters" does not fire

  @rule:us.ear.742_6.headquarters
  Rule: From 4 April 2024: case by case for items not made for data centers

    @B7
    Scenario: An H100 for a Singapore subsidiary of a Beijing company meets a presumption of denial in September 2024
      Given an export from US to SG on 2024-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And "us.ear.742_6.headquarters" cites "89 FR 23876"
      And the review policy is "presumption_of_denial"

    Scenario: An RTX 4090 for the same company is reviewed case by case, or goes under NAC
      Given an export from US to SG on 2024-09-02
      And the item "GeForce RTX 4090" (quantity 6)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And the review policy is "case_by_case"
      And the exception "us.ear.740_8.nac" is open

    Scenario: An H100 for a company whose parent sits in Japan is not reached
      Given an export from US to SG on 2024-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Straits Cloud Pte. Ltd." in SG, headquartered in SG, parent in JP
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: If nobody says who the parent is, the engine asks only that
      Given an export from US to SG on 2024-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And only "party.end_user.parent_country" is asked

    Scenario: The American branch of a Chinese company buys inside the United States, which this rule leaves out
      Given an export from US to US on 2024-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Cloud America Inc." in US, headquartered in US, parent in CN
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.headquarters" does not fire

  @rule:us.ear.742_6.headquarters
  Rule: From 13 January 2025 (742.6(a)(6)(iii)(A)), enforced at all destinations outside the United States

    @B7
    Scenario: A Malaysian data center with a Beijing parent needs a license in September 2025
      Given an export from US to MY on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And "us.ear.742_6.headquarters" cites "90 FR 4544"
      And the review policy is "presumption_of_denial"

    Scenario: A Malaysian data center without a parent is not reached, though the worldwide requirement is still printed
      Given an export from US to MY on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.headquarters" does not fire
      And "us.ear.742_6.worldwide" would apply if it were controlling law

    @B7
    Scenario: An RTX 4090 for a Malaysian subsidiary of a Chinese company meets a presumption of denial from 2025
      Given an export from US to MY on 2025-09-02
      And the item "GeForce RTX 4090" (quantity 6)
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in CN
      And the answer to "nac_notified" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And the review policy is "presumption_of_denial"

  @rule:us.ear.hq_macau_d5
  Rule: Headquarters or ultimate parent, not shareholding

    Scenario: A company headquartered in Shanghai with an office in Taiwan is caught in Taiwan
      Given an export from US to TW on 2024-06-03
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Delta Cloud Co." in TW, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And the term "us.ear.hq_macau_d5" holds

    Scenario: A company parented in Macau is caught like one parented in D:5
      Given an export from US to SG on 2024-06-03
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Leisure Data Pte. Ltd." in SG, headquartered in SG, parent in MO
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else

    Scenario: A Vietnamese parent does not matter, Vietnam being in D:1 only
      Given an export from US to SG on 2024-06-03
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Lotus Data Pte. Ltd." in SG, headquartered in SG, parent in VN
      When it is screened
      Then the outcome is "no_control_found"
      And the term "us.ear.hq_macau_d5" does not hold

    @B7
    Scenario: A Chinese majority owner is the parent of a Malaysian company
      Given an export from US to MY on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY
      And "Invented Holdings Co." in CN owns 60 percent of it
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else

    @B7
    Scenario: A Chinese minority owner is not a parent, if the company has none
      Given an export from US to MY on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in none
      And "Invented Holdings Co." in CN owns 30 percent of it
      When it is screened
      Then the outcome is "no_control_found"

    @B7
    Scenario: With a Chinese minority owner and no word on the parent, the parent is asked
      Given an export from US to MY on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY
      And "Invented Holdings Co." in CN owns 30 percent of it
      When it is screened
      Then the outcome is "information_needed"
      And only "party.end_user.parent_country" is asked

    Scenario: Before 17 November 2023 headquarters do not matter
      Given an export from US to TW on 2023-11-16
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Delta Cloud Co." in TW, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.headquarters": 2023-11-16 of 2023-11-17

  @rule:us.ear.for_hq_macau_d5
  Rule: It is enough that one buyer, consignee or end user is such an entity

    @B7
    Scenario: A Hong Kong trader that buys for a Malaysian data center brings the license with it
      Given an export from US to MY on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the purchaser "Invented Harbour Trading Ltd." in HK, headquartered in HK, parent in none
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And the term "us.ear.for_hq_macau_d5" holds

    Scenario: A Hong Kong freight forwarder does not
      Given an export from US to MY on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the freight_forwarder "Invented Harbour Logistics Ltd." in HK, headquartered in HK, parent in none
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.headquarters" does not fire
      And the term "us.ear.for_hq_macau_d5" does not hold

  @rule:us.ear.742_6.headquarters
  Rule: From 10 July 2026 the rule reaches the United Arab Emirates, too, for parties not approved there

    Scenario: A buyer with a Beijing parent in Dubai needs a license, also for an approved end user
      Given an export from US to AE on 2026-08-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the purchaser "Invented Harbour Trading FZE" in AE, headquartered in AE, parent in CN
      And the ultimate_consignee "Core42 Technology Projects LLC" in AE, headquartered in AE
      And the end_user "Group 42 Holding Ltd" in AE, headquartered in AE
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And "us.ear.742_6.headquarters" cites "91 FR 43034"
      And the exception "us.ear.740_supp8.uae" holds

    Scenario: Approved parties are not asked for their parents
      Given an export from US to AE on 2026-08-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the ultimate_consignee "Core42 Technology Projects LLC" in AE, headquartered in AE
      And the end_user "Group 42 Holding Ltd" in AE, headquartered in AE
      When it is screened
      Then the outcome is "conditions_apply"
      And "us.ear.742_6.headquarters" does not fire
      And nothing is asked

    @B7
    Scenario: A Malaysian company with a Beijing parent still needs a license in August 2026
      Given an export from US to MY on 2026-08-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Kuala Lumpur Compute Sdn. Bhd." in MY, headquartered in MY, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else

    Scenario: A Malaysian company of its own is not reached
      Given an export from US to MY on 2026-08-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Kuala Lumpur Compute Sdn. Bhd." in MY, headquartered in MY, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.headquarters" does not fire
