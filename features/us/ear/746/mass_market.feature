@rule:us.ear.746_8.mass_market
Feature: Mass-market encryption items for companies of the United States and its partners (15 CFR 746.8(a)(12)(ii))
  Items classified 5A992 under the mass-market provisions may go to civil subsidiaries and joint ventures of such companies
  in Russia and Belarus without a license.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Subsidiary OOO" in RU, headquartered in RU, parent in DE

  Scenario: A mass-market module may go to a partner's subsidiary in Moscow
    Given an export from US to RU on 2022-03-02
    And the item "NVIDIA Jetson TX2i"
    And the answer to "enc_conditions_met" is yes
    And the answer to "allied_subsidiary_end_user" is yes
    When it is screened
    Then the outcome is "conditions_apply"
    And it is because of "us.ear.746_8.russia" and nothing else
    And the exception "us.ear.746_8.mass_market" holds
    And the duty "us.ear.746_8.russia" is stated

  Scenario: The same module to a partner's subsidiary in Minsk
    Given an export from US to BY on 2024-06-03
    And the item "NVIDIA Jetson TX2i"
    And the answer to "enc_conditions_met" is yes
    And the answer to "allied_subsidiary_end_user" is yes
    When it is screened
    Then the outcome is "conditions_apply"
    And the exception "us.ear.746_8.mass_market" holds

  Scenario: For any other end user the license requirement stands
    Given an export from US to RU on 2024-06-03
    And the item "NVIDIA Jetson TX2i"
    And the answer to "enc_conditions_met" is yes
    And the answer to "allied_subsidiary_end_user" is no
    When it is screened
    Then the outcome is "license_required"
    And the exception "us.ear.746_8.mass_market" fails
    And the review policy is "policy_of_denial"

  Scenario: While it is not known to whom the end user belongs, the exception is open and that is asked
    Given an export from US to RU on 2024-06-03
    And the item "NVIDIA Jetson TX2i"
    When it is screened
    Then the outcome is "license_required"
    And the exception "us.ear.746_8.mass_market" is open
    And "answers.allied_subsidiary_end_user" is asked

  Scenario: A graphics card classified 4A994 is no mass-market encryption item
    Given an export from US to RU on 2024-06-03
    And the item "NVIDIA RTX A2000"
    And the answer to "enc_conditions_met" is yes
    And the answer to "allied_subsidiary_end_user" is yes
    When it is screened
    Then the outcome is "license_required"
    And the exception "us.ear.746_8.mass_market" fails

  Scenario: In its first week the Russia rule knew no such exception
    Given an export from US to RU on 2022-03-01
    And the item "NVIDIA Jetson TX2i"
    And the answer to "enc_conditions_met" is yes
    And the answer to "allied_subsidiary_end_user" is yes
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_8.russia" and nothing else

  Scenario Outline: A 5A992 item at the 3A090 level is outside the paragraph, <eccn>
    Given an export from US to RU on 2024-06-03
    And an item with
      | eccn                | <eccn> |
      | tpp                 | 5000   |
      | performance_density | 8      |
      | data_center         | false  |
    And the answer to "enc_conditions_met" is yes
    And the answer to "allied_subsidiary_end_user" is yes
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.746_8.russia"
    And the exception "us.ear.746_8.mass_market" fails

    Examples:
      | eccn      |
      | 5A992.z.1 |
      | 5A992.c   |
