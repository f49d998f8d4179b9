Feature: The notice to NVIDIA of 23 October 2023
  The rule of 17 November 2023 was brought forward for one company: data-center products of 4800 TPP or more, among them
  the A800 and H800, stopped on 23 October. Everyone else had 25 more days.

  @rule:us.letter.nvidia_2023
  Rule: NVIDIA alone, from 23 October to 16 November 2023

    @A2
    Scenario: NVIDIA's A800 to China needs a license on 25 October 2023
      Given an export from US to CN on 2023-10-25
      And the item "NVIDIA A800 80GB" (quantity 1000)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2023" and nothing else

    @A2
    Scenario: Another exporter's A800 does not on that day
      Given an export from US to CN on 2023-10-25
      And the item "NVIDIA A800 80GB" (quantity 1000)
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.nvidia_2023" does not fire
      And "as_of" nearly met "us.ear.742_6.destination": 2023-10-25 of 2023-11-17

    @A2
    Scenario: NVIDIA's A800 is not reached on 22 October 2023
      Given an export from US to CN on 2023-10-22
      And the item "NVIDIA A800 80GB" (quantity 1000)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.letter.nvidia_2023": 2023-10-22 of 2023-10-23

    Scenario: The L40S is a data-center product above 4800 TPP and stops with it
      Given an export from US to CN on 2023-10-25
      And the item "NVIDIA L40S" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2023" and nothing else

    Scenario: The RTX 4090 is no data-center product and is not in the notice
      Given an export from US to CN on 2023-10-25
      And the item "GeForce RTX 4090" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.letter.nvidia_2023" does not fire

    Scenario: The notice reaches the Emirates, like the rule it brought forward
      Given an export from US to AE on 2023-10-25
      And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Falcon Cloud LLC" in AE, headquartered in AE, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.letter.nvidia_2023" and nothing else

    Scenario: Israel is in A:6 and outside
      Given an export from US to IL on 2023-10-25
      And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
      And the exporter "NVIDIA Corporation" in US, headquartered in US, parent in none
      And the end_user "Invented Research Centre" in IL, headquartered in IL, parent in none
      When it is screened
      Then the outcome is "no_control_found"

    Scenario Outline: Measured by figures, a data-center product of <tpp> and <io> GB/s: <outcome>
      Given an export from US to CN on 2023-10-25
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
        | 4800 | 64  | license_required |
        | 4799 | 64  | no_control_found |
