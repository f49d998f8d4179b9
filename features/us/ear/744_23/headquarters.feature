Feature: 15 CFR 744.23(a)(3), the headquarters rule for .b items and memory
  The lower tier follows the upper one: outside the controlled destinations a .b item needs a license when it is for a
  company headquartered or parented in Macau or D:5. Memory stacks joined on 2 December 2024, with
  compliance due from 31 December. NAC may be used, because
  this is the one requirement of part 744 that does not bar it.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.744_23.headquarters
  Rule: From 17 November 2023

    @B7
    Scenario: An A40 for a Singapore subsidiary of a Chinese company meets a presumption of denial in January 2024
      Given an export from US to SG on 2024-01-15
      And the item "NVIDIA A40" (quantity 8)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.headquarters" and nothing else
      And "us.ear.744_23.headquarters" cites "88 FR 73458"
      And the review policy is "presumption_of_denial"
      And the exception "us.ear.740_8.nac" is open

    Scenario: An A40 for a Singapore company without a parent is not reached
      Given an export from US to SG on 2024-01-15
      And the item "NVIDIA A40" (quantity 8)
      And the end_user "Invented Straits Cloud Pte. Ltd." in SG, headquartered in SG, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.headquarters" does not fire

  @rule:us.ear.744_23.headquarters
  Rule: From 4 April 2024 with case-by-case review

    Scenario: An A40 for the Chinese subsidiary is reviewed case by case in June 2024
      Given an export from US to SG on 2024-06-03
      And the item "NVIDIA A40" (quantity 8)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.headquarters" and nothing else
      And "us.ear.744_23.headquarters" cites "89 FR 23876"
      And the review policy is "case_by_case"

    Scenario: In Vietnam the destination rule applies instead
      Given an export from US to VN on 2024-06-03
      And the item "NVIDIA A40" (quantity 8)
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.744_23.headquarters" does not fire

    Scenario: An H20 for the Chinese subsidiary is not reached, being under the lower tier
      Given an export from US to SG on 2024-06-03
      And the item "NVIDIA H20 96GB" (quantity 8)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "no_control_found"
      And "item.tpp" nearly met "us.ear.3a090.b": 2368 of 2400

    Scenario: The Chinese parent of a lower-tier buyer is asked for when unknown
      Given an export from US to SG on 2024-06-03
      And the item "NVIDIA A40" (quantity 8)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG
      When it is screened
      Then the outcome is "information_needed"
      And "party.end_user.parent_country" is asked

  @rule:us.ear.744_23.headquarters
  Rule: From 31 December 2024 with high bandwidth memory

    Scenario: HBM for a Chinese subsidiary in Vietnam needs a license there
      Given an export from US to VN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Packaging JSC" in VN, headquartered in VN, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.headquarters" and nothing else
      And "us.ear.744_23.headquarters" cites "89 FR 96790"
      And the review policy is "case_by_case"
      And the exception "us.ear.740_8.nac" fails

    Scenario: One day earlier nobody had to comply for memory
      Given an export from US to SG on 2024-12-30
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Packaging Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.744_23.headquarters": 2024-12-30 of 2024-12-31

    Scenario: HBM for a Vietnamese company is not reached
      Given an export from US to VN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Packaging JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: An A40 for a Chinese subsidiary in Singapore needs a license in June 2025 as before
      Given an export from US to SG on 2025-06-15
      And the item "NVIDIA A40" (quantity 8)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.headquarters" and nothing else
      And the review policy is "case_by_case"

    Scenario: For an end user headquartered in a partner country the application is presumed to be approved
      Given an export from US to SG on 2025-06-15
      And the item "NVIDIA A40" (quantity 8)
      And the purchaser "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      And the end_user "Invented Weather Office" in SG, headquartered in JP, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.headquarters" and nothing else
      And the review policy is "presumption_of_approval"

    @rule:us.ear.744_23.headquarters
    Scenario: In June 2025 an A40 for a Singapore company of its own is not reached
      Given an export from US to SG on 2025-06-02
      And the item "NVIDIA A40" (quantity 4)
      And the end_user "Invented Straits Cloud Pte. Ltd." in SG, headquartered in SG, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.headquarters" does not fire
