Feature: smoke
  @A1 @rule:us.ear.742_6.destination
  Scenario: A100 to Shenzhen in March 2023
    Given an export from US to CN on 2023-03-15
    And the item "NVIDIA A100 80GB PCIe" (quantity 8)
    And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And "us.ear.742_6.destination" cites "87 FR 62186"
