Feature: The letter to AMD of August 2022
  AMD was told at the same time about its MI250, not about the MI100. The day of the letter is not known: what is certain
  is that it was disclosed on 31 August 2022.

  @rule:us.letter.amd_2022
  Rule: From 26 to 30 August 2022 the date is not verified

    Scenario: AMD's MI250 to China needs a license on 28 August 2022, on an unverified date
      Given an export from US to CN on 2022-08-28
      And the item "AMD Instinct MI250" (quantity 8)
      And the exporter "AMD" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.amd_2022" and nothing else
      And "us.letter.amd_2022" is not verified

    Scenario: AMD's MI100 does not
      Given an export from US to CN on 2022-08-28
      And the item "AMD Instinct MI100" (quantity 8)
      And the exporter "AMD" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.amd_2022" does not fire

  @rule:us.letter.amd_2022
  Rule: From 31 August 2022 the letter is disclosed

    Scenario: AMD's MI250 to China needs a license in September 2022
      Given an export from US to CN on 2022-09-15
      And the item "AMD Instinct MI250" (quantity 8)
      And the exporter "Advanced Micro Devices, Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.amd_2022" and nothing else

    Scenario: Another exporter's MI250 does not
      Given an export from US to CN on 2022-09-15
      And the item "AMD Instinct MI250" (quantity 8)
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.amd_2022" does not fire

    Scenario: AMD's MI250 to Vietnam does not
      Given an export from US to VN on 2022-09-15
      And the item "AMD Instinct MI250" (quantity 8)
      And the exporter "AMD" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
