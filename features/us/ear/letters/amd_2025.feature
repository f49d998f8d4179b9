Feature: The letter to AMD of April 2025
  That AMD's MI308 needs a license is reported; the day and the destinations are taken over from NVIDIA's letter and are
  not verified. The decision says so each time.

  @rule:us.letter.amd_2025
  Rule: AMD alone, for the MI308

    Scenario: AMD's MI308X to China needs a license in May 2025, on unverified particulars
      Given an export from US to CN on 2025-05-05
      And the item "AMD Instinct MI308X" (quantity 8)
      And the exporter "AMD" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.amd_2025" and nothing else
      And "us.letter.amd_2025" is not verified
      And the decision warns "us.letter.amd_2025 rests on what is not verified"

    Scenario: AMD's MI308X for a Malaysian subsidiary of a Chinese company needs one too
      Given an export from US to MY on 2025-06-05
      And the item "AMD Instinct MI308X" (quantity 8)
      And the exporter "AMD" in US, headquartered in US, parent in none
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.amd_2025" and nothing else

    Scenario: For a Malaysian company without a parent it does not
      Given an export from US to MY on 2025-06-05
      And the item "AMD Instinct MI308X" (quantity 8)
      And the exporter "AMD" in US, headquartered in US, parent in none
      And the end_user "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in none
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: From another exporter the letter is silent, and the unpublished figures of the MI308X are asked
      Given an export from US to CN on 2025-05-05
      And the item "AMD Instinct MI308X" (quantity 8)
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "information_needed"
      And "us.letter.amd_2025" does not fire
      And "item.tpp" is asked

    Scenario: On 8 April 2025 AMD has no letter yet
      Given an export from US to CN on 2025-04-08
      And the item "AMD Instinct MI308X" (quantity 8)
      And the exporter "AMD" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "information_needed"
      And "as_of" nearly met "us.letter.amd_2025": 2025-04-08 of 2025-04-09
