Feature: The letter to NVIDIA of 26 August 2022
  Six weeks before the first rule BIS told one company by letter that its A100 and H100, and future circuits as fast,
  need a license for China (with Hong Kong) and Russia. A letter binds its addressee and nobody else. Its text is not
  public; no end is known.

  @rule:us.letter.nvidia_2022
  Rule: NVIDIA alone, for China and Russia

    @A1
    Scenario: NVIDIA's own A100 to China needs a license on 30 September 2022
      Given an export from US to CN on 2022-09-30
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2022" and nothing else
      And "us.letter.nvidia_2022" has the status "letter"

    @A1
    Scenario: Another exporter's A100 on the same day does not
      Given an export from US to CN on 2022-09-30
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.nvidia_2022" does not fire

    Scenario: If nobody says who exports, the engine asks
      Given an export from US to CN on 2022-09-30
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.letter.nvidia_2022" and nothing else
      And only "party.exporter.name" is asked

    Scenario: The letter does not reach Vietnam
      Given an export from US to VN on 2022-09-30
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud JSC" in VN, headquartered in VN, parent in none
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: The letter does not reach the smaller A30
      Given an export from US to CN on 2022-09-30
      And the item "NVIDIA A30" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"

    @A2
    Scenario: The A800 was built under the letter's link speed and NVIDIA sells it to China in December 2022
      Given an export from US to CN on 2022-12-01
      And the item "NVIDIA A800 80GB" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.nvidia_2022" does not fire
      And "item.io_bandwidth_gb_s" nearly met "us.ear.3a090.a": 400 of 600

    Scenario: The day before the letter NVIDIA is not reached too
      Given an export from US to CN on 2022-08-25
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.letter.nvidia_2022": 2022-08-25 of 2022-08-26

    Scenario: The A100X is named in the letter, though no figure of it is known here
      Given an export from US to CN on 2022-09-30
      And the item "NVIDIA A100X" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2022" and nothing else

    Scenario Outline: Measured by figures, A100-like performance of <tpp> and <io> GB/s: <outcome>
      Given an export from US to CN on 2022-09-30
      And an item with
        | kind                | processor |
        | form                | card      |
        | chip                | nvidia-l40s    |
        | tpp                 | <tpp>     |
        | io_bandwidth_gb_s   | <io>      |
        | data_center         | true      |
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "<outcome>"

      Examples:
        | tpp  | io  | outcome          |
        | 4992 | 600 | license_required |
        | 4991 | 600 | no_control_found |
        | 4992 | 599 | no_control_found |
