Feature: License Exception NAC, Notified Advanced Computing
  For Macau, D:5 and companies headquartered there BIS must be notified 25 days before, and must answer with a number.
  Until 4 April 2024 NAC also covered what needs no notification; since then that part is License Exception ACA.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.740_8.nac
  Rule: From 17 November 2023, with and without notification

    Scenario: A notified RTX 4090 goes to China in January 2024
      Given an export from US to CN on 2024-01-15
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" holds
      And the duty "us.ear.742_6.destination" is stated

    Scenario: An RTX 4090 that was not notified needs the license
      Given an export from US to CN on 2024-01-15
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is no
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" fails

    Scenario: To Vietnam no notification is needed
      Given an export from US to VN on 2024-01-15
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games JSC" in VN, headquartered in VN, parent in none
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" holds

  @rule:us.ear.740_8.nac
  Rule: Since 4 April 2024 for Macau, D:5 and companies headquartered there only

    Scenario: A notified RTX 4090 goes to China in June 2024
      Given an export from US to CN on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" holds
      And the exception "us.ear.740_8.aca" fails
      And the duty "us.ear.742_6.destination" is stated

    Scenario: An RTX 4090 that was not notified needs the license and is reviewed case by case
      Given an export from US to CN on 2024-06-03
      And the item "GeForce RTX 4090" (quantity 6)
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" fails
      And the review policy is "case_by_case"

    Scenario: If nobody says whether BIS was notified, the license stands and the two conditions are asked
      Given an export from US to CN on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_8.nac" is open
      And only "answers.nac_notified, answers.purchase_order" is asked

    Scenario: NAC also serves a Chinese subsidiary in Singapore
      Given an export from US to SG on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Pte. Ltd." in SG, headquartered in SG, parent in CN
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And the exception "us.ear.740_8.nac" holds

    Scenario: NAC carries an A40 for a Chinese subsidiary past 744.23
      Given an export from US to SG on 2025-06-15
      And the item "NVIDIA A40"
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.744_23.headquarters" and nothing else
      And the exception "us.ear.740_8.nac" holds

    Scenario: NAC no longer covers Vietnam
      Given an export from US to VN on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games JSC" in VN, headquartered in VN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" fails
      And the exception "us.ear.740_8.aca" fails
