Feature: What is subject to the EAR (15 CFR 734.3)
  A control reaches an item only if the item is subject to the EAR: because it leaves the United States, is of US origin,
  contains more than a small share of controlled US content, or is the direct product of listed US technology. One ground
  is enough. What is not known is asked, never assumed away. That a chip of a US designer is subject is a presumption of
  this rule set and gives way to stated facts.

  @rule:us.ear.subject @rule:us.ear.in_us
  Rule: Leaving the United States

    Scenario: A Chinese-designed card sent from the United States to Tehran is subject to the EAR
      Given an export from US to IR on 2024-06-03
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      And an item with
        | description            | workstation card |
        | eccn                   | 4A994.l          |
        | designer_country       | CN               |
        | us_origin              | false            |
        | foreign_direct_product | false            |
        | us_content_percent     | 0                |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_7.iran" and nothing else
      And the term "us.ear.in_us" holds

    Scenario: The same card sent from Malaysia, with no US content, is not
      Given an export from MY to IR on 2024-06-03
      And the exporter "Invented Trading Sdn" in MY, headquartered in MY, parent in none
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      And an item with
        | description            | workstation card |
        | eccn                   | 4A994.l          |
        | designer_country       | CN               |
        | us_origin              | false            |
        | foreign_direct_product | false            |
        | us_content_percent     | 0                |
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.746_7.iran" does not fire
      And nothing is asked
      And the term "us.ear.in_us" does not hold

  @rule:us.ear.subject
  Rule: Of US origin, wherever it is

    Scenario: A US-made card on its second journey stays subject to the EAR
      Given a reexport from MY to IR on 2024-06-03
      And the exporter "Invented Trading Sdn" in MY, headquartered in MY, parent in none
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      And an item with
        | description            | workstation card |
        | eccn                   | 4A994.l          |
        | us_origin              | true             |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_7.iran" and nothing else

  @rule:us.ear.subject
  Rule: De minimis, more than 25 percent controlled US content (10 percent for E:1 and E:2)

    Scenario: With 26 percent US content a foreign-made server at the 4A090 level needs a license for China
      Given a reexport from MY to CN on 2024-06-03
      And the exporter "Invented Trading Sdn" in MY, headquartered in MY, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And an item with
        | description            | accelerator server |
        | eccn                   | 4A090.a            |
        | designer_country       | DE                 |
        | us_origin              | false              |
        | foreign_direct_product | false              |
        | us_content_percent     | 26                 |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the term "us.ear.subject" holds

    Scenario: With 24 percent it is not subject to the EAR, and the near miss is shown
      Given a reexport from MY to CN on 2024-06-03
      And the exporter "Invented Trading Sdn" in MY, headquartered in MY, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And an item with
        | description            | accelerator server |
        | eccn                   | 4A090.a            |
        | designer_country       | DE                 |
        | us_origin              | false              |
        | foreign_direct_product | false              |
        | us_content_percent     | 24                 |
      When it is screened
      Then the outcome is "no_control_found"
      And "item.us_content_percent" nearly met "us.ear.subject": 24 of 25
      And nothing is asked

    Scenario: Exactly 25 percent is still de minimis
      Given a reexport from MY to CN on 2024-06-03
      And the exporter "Invented Trading Sdn" in MY, headquartered in MY, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And an item with
        | description            | accelerator server |
        | eccn                   | 4A090.a            |
        | designer_country       | DE                 |
        | us_origin              | false              |
        | foreign_direct_product | false              |
        | us_content_percent     | 25                 |
      When it is screened
      Then the outcome is "no_control_found"

    Scenario Outline: For Iran <percent> percent is <result>
      Given a reexport from MY to IR on 2024-06-03
      And the exporter "Invented Trading Sdn" in MY, headquartered in MY, parent in none
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      And an item with
        | description            | workstation card |
        | eccn                   | 4A994.l          |
        | designer_country       | DE               |
        | us_origin              | false            |
        | foreign_direct_product | false            |
        | us_content_percent     | <percent>        |
      When it is screened
      Then the outcome is "<outcome>"

      Examples:
        | percent | result     | outcome          |
        | 11      | too much   | license_required |
        | 10      | de minimis | no_control_found |

  @rule:us.ear.subject
  Rule: Foreign direct product

    Scenario: A foreign-designed chip stated to be a direct product of US technology needs a license for China
      Given an export from TW to CN on 2024-06-03
      And the exporter "Invented Distribution Ltd." in TW, headquartered in TW, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And an item with
        | description            | Biren BR100 |
        | foreign_direct_product | true        |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else

    Scenario: Stated not to be one, not of US origin and without US content, it is not subject to the EAR
      Given an export from TW to CN on 2024-06-03
      And the exporter "Invented Distribution Ltd." in TW, headquartered in TW, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And an item with
        | description            | Biren BR100 |
        | foreign_direct_product | false       |
        | us_origin              | false       |
        | us_content_percent     | 0           |
      When it is screened
      Then the outcome is "no_control_found"
      And nothing is asked

    @A5
    Scenario: A Chinese-designed chip moving inside China is not a US export by itself; what would make it one is asked
      Given an in-country transfer from CN to CN on 2024-06-03
      And the exporter "Invented Trading Co." in CN, headquartered in CN, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the item "Biren BR100" (quantity 8)
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.ear.742_6.destination" and nothing else
      And only "item.us_origin, item.us_content_percent, item.foreign_direct_product" is asked

  @rule:us.ear.734_9_h
  Rule: Advanced computing chips of US designers are presumed direct products from 2022-10-21 (15 CFR 734.9(h)), unverified

    Scenario: A Taiwan-made A100 sent from Taiwan to China is presumed a direct product from 2022-10-21
      Given an export from TW to CN on 2022-10-21
      And the exporter "Invented Distribution Ltd." in TW, headquartered in TW, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the item "NVIDIA A100 80GB PCIe"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.ear.742_6.destination" is not verified
      And the term "us.ear.734_9_h" holds

    Scenario: Stated to be a direct product, it needs no presumption, and nothing is asked of it
      Given an export from TW to CN on 2022-10-21
      And the exporter "Invented Distribution Ltd." in TW, headquartered in TW, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And an item with
        | description            | NVIDIA A100 80GB PCIe |
        | foreign_direct_product | true                  |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And nothing is asked

    Scenario: The day before, only the unverified presumption about US designers reached it
      Given an export from TW to CN on 2022-10-20
      And the exporter "Invented Distribution Ltd." in TW, headquartered in TW, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the item "NVIDIA A100 80GB PCIe"
      When it is screened
      Then the outcome is "license_required"
      And "us.ear.742_6.destination" is not verified

    Scenario: A stated answer goes before the presumption
      Given an export from TW to CN on 2024-06-03
      And the exporter "Invented Distribution Ltd." in TW, headquartered in TW, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And an item with
        | description            | NVIDIA H100 SXM5 80GB |
        | foreign_direct_product | false                 |
        | us_origin              | false                 |
        | us_content_percent     | 5                     |
      When it is screened
      Then the outcome is "no_control_found"
      And the term "us.ear.734_9_h" does not hold

  @rule:us.ear.us_designed
  Rule: Any other chip of a US designer is presumed subject, unverified

    Scenario: A small graphics card of a US designer sent from Taiwan to Tehran is presumed subject, and that is marked unverified
      Given an export from TW to IR on 2024-06-03
      And the exporter "Invented Distribution Ltd." in TW, headquartered in TW, parent in none
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_7.iran" and nothing else
      And "us.ear.746_7.iran" is not verified
      And the decision warns "us.ear.746_7.iran"
      And the term "us.ear.us_designed" holds

    Scenario: Stated to be of foreign origin and no direct product, it is not
      Given an export from TW to IR on 2024-06-03
      And the exporter "Invented Distribution Ltd." in TW, headquartered in TW, parent in none
      And the end_user "Invented Data Company" in IR, headquartered in IR, parent in none
      And an item with
        | description            | NVIDIA RTX A2000 |
        | us_origin              | false            |
        | foreign_direct_product | false            |
        | us_content_percent     | 5                |
      When it is screened
      Then the outcome is "no_control_found"
      And the term "us.ear.us_designed" does not hold

  @rule:us.ear.movement
  Rule: Exports, reexports and in-country transfers move an item

    Scenario: A transfer inside Russia is a movement like an export
      Given an in-country transfer from RU to RU on 2024-06-03
      And the exporter "Invented Reseller OOO" in RU, headquartered in RU, parent in none
      And the end_user "Invented Data LLC" in RU, headquartered in RU, parent in none
      And an item with
        | description | workstation card |
        | eccn        | 4A994.l          |
        | us_origin   | true             |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.746_8.russia" and nothing else
      And the term "us.ear.movement" holds

    Scenario: Support for an installed item is not a movement
      Given a support from US to RU on 2024-06-03
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Data LLC" in RU, headquartered in RU, parent in none
      And an item with
        | description | workstation card |
        | eccn        | 4A994.l          |
        | us_origin   | true             |
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.746_8.russia" does not fire
      And the term "us.ear.movement" does not hold
