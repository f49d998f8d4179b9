Feature: License Exception ACA, Advanced Computing Authorized
  Since 4 April 2024: no notification, a purchase order is enough, outside Macau, D:5 and the companies headquartered
  there; and for transfers inside Macau and D:5 countries.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.740_8.aca
  Rule: Outside Macau, D:5 and their companies

    Scenario: An RTX 4090 goes to a Vietnamese company on a purchase order
      Given an export from US to VN on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games JSC" in VN, headquartered in VN, parent in none
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.aca" holds
      And the exception "us.ear.740_8.nac" fails

    Scenario: Without the purchase order it needs the license
      Given an export from US to VN on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games JSC" in VN, headquartered in VN, parent in none
      And the answer to "purchase_order" is no
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_8.aca" fails

    Scenario: A Chinese parent excludes ACA
      Given an export from US to VN on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games JSC" in VN, headquartered in VN, parent in CN
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_8.aca" fails
      And the exception "us.ear.740_8.nac" is open

    Scenario: Under the worldwide requirement of 2025 ACA carries an RTX 4090 to India
      Given an export from US to IN on 2025-02-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Pvt. Ltd." in IN, headquartered in IN, parent in none
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.worldwide" and nothing else
      And the exception "us.ear.740_8.aca" holds

  @rule:us.ear.740_8.aca
  Rule: Inside Macau and D:5 countries

    Scenario: A transfer of RTX 4090 inside China may rest on ACA
      Given an in-country transfer from CN to CN on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "purchase_order" is yes
      And the answer to "imported_before_control" is no
      When it is screened
      Then the exception "us.ear.740_8.aca" holds
      And the exception "us.ear.740_8.nac" fails

    Scenario: An export to China may not
      Given an export from US to CN on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_8.aca" fails
      And the exception "us.ear.740_8.nac" is open
