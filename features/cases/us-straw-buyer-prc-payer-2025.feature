@B7
Feature: A straw buyer, paid from China
  Hong Kong is China for the EAR since December 2020. The case review of the H200 began only in January 2026.

  Scenario: In force, would apply, unknown
    Given the case "us-straw-buyer-prc-payer-2025"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And what would apply is "us.bill.chip_security, us.bill.gain"
    And what may apply is "none"
    And nothing is asked

  Scenario: The same payer for a consignee in Singapore is a red flag by itself
    Given the case "us-straw-buyer-prc-payer-2025"
    And the deal also says
      | destination               | SG   |
      | parties.2.country         | SG   |
      | parties.2.headquarters    | SG   |
    When it is screened
    Then the outcome is "review"
    And it is because of "us.bis.guidance.diversion.route_or_payer" and nothing else
