Feature: 15 CFR 740.8, what License Exceptions NAC and ACA have in common
  Both carry lower-tier items and upper-tier items that are not made for data centers. Both need a written purchase
  order, and for encryption items the conditions of License Exception ENC. Neither works where part 744,
  other than the headquarters rule, or part 746 asks for a license.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.740_8.item
  Rule: Eligible items

    Scenario Outline: The <item> is eligible
      Given an export from US to CN on 2024-06-03
      And the item "<item>"
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_8.nac" is open
      And the term "us.ear.740_8.item" holds

      Examples:
        | item             |
        | NVIDIA A40       |
        | GeForce RTX 4090 |

    Scenario Outline: The <item>, a data-center item of the upper tier, is not
      Given an export from US to CN on 2024-06-03
      And the item "<item>"
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" fails
      And the exception "us.ear.740_8.aca" fails
      And nothing is asked
      And the term "us.ear.740_8.item" does not hold

      Examples:
        | item                  |
        | NVIDIA H100 SXM5 80GB |
        | NVIDIA L4 24GB        |

  @rule:us.ear.740_8.terms
  Rule: Purchase order, and ENC for encryption items

    Scenario: An encryption item that meets ENC goes under NAC
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn                | 5A002.z.1 |
        | tpp                 | 5000      |
        | performance_density | 8         |
        | data_center         | false     |
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      And the answer to "enc_conditions_met" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" holds
      And the term "us.ear.740_8.terms" holds

    Scenario: An encryption item that does not meet ENC needs the license
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn                | 5A002.z.1 |
        | tpp                 | 5000      |
        | performance_density | 8         |
        | data_center         | false     |
      And the end_user "Invented Games Studio" in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      And the answer to "enc_conditions_met" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" fails

    Scenario: Without a purchase order neither exception holds
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA A40"
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is no
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_8.nac" fails
      And nothing is asked
      And the term "us.ear.740_8.terms" does not hold

  @rule:us.ear.740_8.bar
  Rule: No NAC or ACA where part 744 or 746 requires a license

    Scenario: A notified RTX 4090 to Russia still needs both licenses
      Given an export from US to RU on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Studio" in RU, headquartered in RU, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination, us.ear.746_8.russia" and nothing else
      And the exception "us.ear.740_8.nac" fails
      And the review policy is "policy_of_denial"

    Scenario: The same notified card to China goes
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

    Scenario Outline: Nor does a notified card go to China when it is known to be for <what>
      Given an export from US to CN on 2024-06-03
      And an item with
        | eccn                | 5A992.z.1 |
        | tpp                 | 5000      |
        | performance_density | 8         |
        | data_center         | false     |
      And the end_user "Invented Institute" in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      And the end use "<end_use>" is true
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination"
      And the exception "us.ear.740_8.nac" fails
      And nothing is asked

      Examples:
        | what                               | end_use                |
        | a military end use                 | military               |
        | a military-intelligence end use    | military_intelligence  |
        | a supercomputer                    | supercomputer          |
        | a plant for advanced-node circuits | advanced_node_facility |

    Scenario Outline: In Vietnam a stated <end_use> end use does not close ACA
      Given an export from US to VN on 2024-06-03
      And an item with
        | eccn                | 5A992.z.1 |
        | tpp                 | 5000      |
        | performance_density | 8         |
        | data_center         | false     |
      And the end_user "Invented Institute" in VN, headquartered in VN, parent in none
      And the answer to "purchase_order" is yes
      And the end use "<end_use>" is true
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_8.aca" holds

      Examples:
        | end_use                |
        | military               |
        | military_intelligence  |
        | supercomputer          |
        | advanced_node_facility |

    Scenario: A notified card to Iraq needs the license (746.3)
      Given an export from US to IQ on 2024-06-03
      And an item with
        | description | GeForce RTX 4090 |
        | eccn        | 4A090.a          |
      And the end_user "Invented Games Studio" in IQ, headquartered in IQ, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the exception "us.ear.740_8.nac" fails

  @rule:us.ear.740_8.bar
  Rule: Which stands in the way is named

    Scenario: In Iraq 746.3 bars the notified exception
      Given an export from US to IQ on 2024-06-03
      And an item with
        | chip | nvidia-rtx-4090 |
        | eccn | 4A090.a         |
      And the end_user "Invented Tigris Computing" in IQ, headquartered in IQ, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_8.nac" is barred by "us.ear.740_8.bar"

    Scenario: In China nothing of part 746 bars it
      Given an export from US to CN on 2024-06-03
      And an item with
        | chip | nvidia-rtx-4090 |
        | eccn | 4A090.a         |
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_8.nac" is not barred by "us.ear.740_8.bar"
