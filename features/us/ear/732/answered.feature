@rule:us.ear.732_supp3.flag_05 @rule:us.ear.732_supp3.flag_12 @rule:us.ear.732_supp3.flag_29
Feature: A red flag that is answered (supplement no. 3 to 15 CFR part 732, (a)(5))
  Whoever inquires and can explain or justify a red flag may go on. The answer, in words, stays on the record: the flag is
  shown with it and asks for no further review. It lifts nothing else, and no license requirement.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA RTX A2000"
    And the end_user "Invented Graphics Pte. Ltd." in SG, headquartered in SG, parent in none

  Scenario: A flag the transaction shows, answered, leaves conditions
    Given an export from US to SG on 2024-06-03
    And the deal also says
      | parties.1.payment_method | cash |
    And the answer to "us.ear.732_supp3.flag_05" is Two cards at list price over the counter; receipts are on file.
    When it is screened
    Then the outcome is "conditions_apply"
    And it is because of "us.ear.732_supp3.flag_05" and nothing else
    And the flag "us.ear.732_supp3.flag_05" shows the answer "Two cards at list price over the counter; receipts are on file."
    And nothing is asked

  Scenario: A flag that was ticked, answered, leaves conditions
    Given an export from US to SG on 2024-06-03
    And the answer to "red_flag_12" is yes
    And the answer to "us.ear.732_supp3.flag_12" is The buyer has since stated in writing that the cards stay in Singapore.
    When it is screened
    Then the outcome is "conditions_apply"
    And it is because of "us.ear.732_supp3.flag_12" and nothing else

  Scenario: The answer to one flag does not answer another
    Given an export from US to SG on 2024-06-03
    And the deal also says
      | parties.1.payment_method | cash |
    And the answer to "red_flag_12" is yes
    And the answer to "us.ear.732_supp3.flag_05" is Two cards at list price over the counter; receipts are on file.
    When it is screened
    Then the outcome is "review"
    And it is because of "us.ear.732_supp3.flag_12" and nothing else

  Scenario: An answer to a flag that nobody raised is no flag
    Given an export from US to SG on 2024-06-03
    And the answer to "us.ear.732_supp3.flag_12" is The buyer has stated in writing that the cards stay in Singapore.
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_12" does not fire

  Scenario: An answered flag leaves a license requirement as it is
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA H100 SXM5 80GB"
    And the answer to "red_flag_12" is yes
    And the answer to "us.ear.732_supp3.flag_12" is The buyer has stated in writing that the cards stay in China.
    When it is screened
    Then the outcome is "license_required"
    And the flag "us.ear.732_supp3.flag_12" shows the answer "The buyer has stated in writing that the cards stay in China."

  Scenario: An answered flag that is stayed does not count in either way
    Given an export from US to SG on 2026-06-01
    And the answer to "red_flag_29" is yes
    And the answer to "us.ear.732_supp3.flag_29" is The listed owner holds 3 percent according to the register.
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.732_supp3.flag_29" would apply if it were controlling law

  Scenario: A signal of this rule set is answered in the same way
    Given a cloud rental from US to SG on 2026-06-01
    And the answer to "customer_changed_entity" is yes
    And the answer to "us.typology.entity_hopping" is The group moved its contract to the company that pays; same users, same checks.
    When it is screened
    Then the outcome is "conditions_apply"
    And it is because of "us.typology.entity_hopping" and nothing else

  Scenario: 소명된 위험 신호는 기록을 남기고 진행할 수 있다
    Given 2024-06-03에 US에서 SG로 가는 수출
    And the answer to "red_flag_12" is yes
    And the answer to "us.ear.732_supp3.flag_12" is 구매자가 싱가포르 내에서만 사용한다고 서면으로 확인함
    When 심사하면
    Then 결과는 "conditions_apply"이다
    And 근거는 "us.ear.732_supp3.flag_12"뿐이다
