Feature: The letter to NVIDIA of 9 April 2025
  The H20 stays under every tier of 3A090 to this day. It is stopped by a letter to its maker, for China, Macau, D:5 and
  companies headquartered there, measured by memory and link bandwidth. The figures are those reported for Intel's letter.

  @rule:us.letter.nvidia_2025
  Rule: NVIDIA alone, from 9 April 2025

    @B8
    Scenario: NVIDIA's H20 to China needs a license in May 2025
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2025" and nothing else
      And the tier is "none"
      And "us.letter.nvidia_2025" has the status "letter"

    @B8
    Scenario: Another exporter's H20 does not
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "item.tpp" nearly met "us.ear.3a090.b": 2368 of 2400
      And nothing is asked

    @B8
    Scenario: If nobody says who exports the H20, the engine asks
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.letter.nvidia_2025"
      And only "party.exporter.name" is asked

    @B8
    Scenario: NVIDIA's H20 to China is not reached on 8 April 2025
      Given an export from US to CN on 2025-04-08
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.letter.nvidia_2025": 2025-04-08 of 2025-04-09

    @B7
    Scenario: NVIDIA's H20 for a Singapore subsidiary of a Chinese company needs a license
      Given an export from US to SG on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2025" and nothing else

    Scenario: For a Singapore company without a parent it does not
      Given an export from US to SG on 2025-05-05
      And the item "NVIDIA H20 96GB" (quantity 500)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Straits Cloud Pte. Ltd." in SG, headquartered in SG, parent in none
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: The A10, with less memory bandwidth, is outside the letter
      Given an export from US to CN on 2025-05-05
      And the item "NVIDIA A10" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.nvidia_2025" does not fire
