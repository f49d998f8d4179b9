@B7 @rule:us.ear.744_8 @rule:us.ear.744_8.ofac @rule:us.ear.744_8.bar @rule:us.ofac.sdn
Feature: SDNs of certain programmes under the EAR (15 CFR 744.8)
  Where OFAC's own rules do not reach, the EAR ask for a license for any item when a party is blocked under one of fourteen
  programmes. Other programmes are OFAC's alone; but no deal with a blocked person looks clear.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the list "Specially Designated Nationals (SDN) - Treasury Department" names
      | name                     | country | from       | programmes           |
      | Invented Ballistics Inst | AE      | 2018-01-01 | NPWMD; IFSR          |
      | Invented Northern Bank   | AE      | 2018-01-01 | RUSSIA-EO14024       |
      | Invented Harbour Cartel  | AE      | 2018-01-01 | ILLICIT-DRUGS-EO14059 |
      | Invented Rights Abuser   | AE      | 2018-01-01 | GLOMAG               |

  Scenario Outline: <name> on <day>
    Given an export from US to AE on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "<name>" in AE, headquartered in AE, parent in none
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.744_8" and nothing else
    And "us.ear.744_8" cites "<cite>"

    Examples:
      | name                     | day        | cite                                                                  |
      | Invented Ballistics Inst | 2024-03-20 | 15 CFR 744.8, 744.12, 744.14 as they stood before 89 FR 20107          |
      | Invented Ballistics Inst | 2024-03-21 | 89 FR 20107                                                           |
      | Invented Northern Bank   | 2024-03-21 | 89 FR 20107                                                           |
      | Invented Harbour Cartel  | 2026-06-01 | 89 FR 20107                                                           |

  Scenario Outline: <name> on <day> is OFAC's alone
    Given an export from US to AE on <day>
    And an item with
      | eccn | EAR99 |
    And the end_user "<name>" in AE, headquartered in AE, parent in none
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ofac.sdn" and nothing else
    And "us.ear.744_8" does not fire

    Examples:
      | name                   | day        |
      | Invented Northern Bank | 2024-03-20 |
      | Invented Rights Abuser | 2024-03-20 |
      | Invented Rights Abuser | 2026-06-01 |

  Scenario: What was before 2024-03-21 is from memory, and the decision says so
    Given an export from US to AE on 2024-03-20
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Ballistics Inst" in AE, headquartered in AE, parent in none
    When it is screened
    Then "us.ear.744_8" is not verified

  Scenario: The policy is a presumption of denial
    Given an export from US to AE on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Northern Bank" in AE, headquartered in AE, parent in none
    When it is screened
    Then the review policy is "presumption_of_denial"
    And the exception "us.ear.744_8.ofac" is open
    And only "answers.ofac_authorizes_sdn" is asked

  Scenario Outline: With OFAC's authorization (<answer>) no second license is needed
    Given an export from US to AE on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Northern Bank" in AE, headquartered in AE, parent in none
    And the answer to "ofac_authorizes_sdn" is <answer>
    When it is screened
    Then the outcome is "<outcome>"
    And the exception "us.ear.744_8.ofac" <verb>

    Examples:
      | answer | outcome          | verb  |
      | yes    | review           | holds |
      | no     | license_required | fails |

  Scenario: A rental to a blocked person is not clear either
    Given a cloud rental from US to AE on 2026-06-01
    And the item "NVIDIA RTX A2000"
    And the provider "Example Cloud Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Rights Abuser" in AE, headquartered in AE, parent in none
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ofac.sdn" and nothing else

  Scenario: Somebody else raises nothing
    Given an export from US to AE on 2026-06-01
    And an item with
      | eccn | EAR99 |
    And the end_user "Invented Date Palm Trading" in AE, headquartered in AE, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ofac.sdn" does not fire
    And "us.ear.744_8" does not fire

  Rule: No license exception

    Scenario: ACA is barred for such a party
      Given an export from US to VN on 2024-06-03
      And the item "GeForce RTX 4090"
      And the end_user "Invented Northern Bank" in AE, headquartered in AE, parent in none
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_8.aca" is barred by "us.ear.744_8.bar"

    Scenario: For an SDN of another programme it is not barred by the EAR
      Given an export from US to VN on 2024-06-03
      And the item "GeForce RTX 4090"
      And the end_user "Invented Rights Abuser" in AE, headquartered in AE, parent in none
      And the answer to "purchase_order" is yes
      And the answer to "enc_conditions_met" is yes
      When it is screened
      Then the exception "us.ear.740_8.aca" is not barred by "us.ear.744_8.bar"
      And it is because of "us.ofac.sdn" and nothing else
