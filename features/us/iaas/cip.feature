@rule:us.iaas.cip @B6
Feature: Customer identification under the IaaS proposal of 2024-01-29
  Commerce proposed that US providers of infrastructure as a service identify foreign customers and their foreign beneficial
  owners. It is not law and never was. The engine shows, field by field, what the proposal would ask, what is given, and
  what is missing, so that a provider can use it as voluntary good practice.

  Background:
    Given the deal also says
      | hosting | US |
    And these parties
      | role     | name               | country | headquarters |
      | provider | Example Cloud Inc. | US      | US           |

  Rule: It reaches foreign customers of US products, on and after its day

    Scenario Outline: A rental to a Chinese university on <day> is <words>
      Given a cloud rental from US to CN on <day>
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.iaas.cip" <verb>

      Examples:
        | day        | words               | verb                                           |
        | 2024-01-28 | before the proposal | does not fire                                  |
        | 2024-01-29 | under the proposal  | would apply if it were controlling law         |
        | 2024-04-29 | under the proposal  | cites "89 FR 5698"                             |
        | 2024-04-30 | after the comments  | would apply if it were controlling law         |
        | 2026-06-01 | still proposed      | has the status "proposed"                      |

    Scenario Outline: A customer that is a US person, and whose only beneficial owner is one, is not asked on <day>, <why>
      Given a cloud rental from US to US on <day>
      And the item "AWS p4d.24xlarge"
      And these parties
        | role             | name            | country | headquarters | incorporated_in |
        | end_user         | Invented Branch | <at>    | CN           | <under>         |
        | beneficial_owner | Invented Owner  | US      |              |                 |
      When it is screened
      Then "us.iaas.cip" does not fire
      And "us.iaas.certification" does not fire
      And the term "us.iaas.foreign_beneficial_owner" does not hold

      Examples:
        | why                                | at | under | day        |
        | because it is in the United States | US | CN    | 2024-03-15 |
        | because US law organised it        | CN | US    | 2024-03-15 |
        | because it is in the United States | US | CN    | 2025-03-15 |
        | because US law organised it        | CN | US    | 2025-03-15 |

    Scenario Outline: A foreign beneficial owner brings the duty even where the customer is a US person, on <day>
      Given a cloud rental from US to US on <day>
      And the item "AWS p4d.24xlarge"
      And these parties
        | role             | name                | country | headquarters | incorporated_in |
        | end_user         | Invented Subsidiary | US      | CN           | US              |
        | beneficial_owner | Invented Owner      | CN      |              |                 |
      When it is screened
      Then "us.iaas.cip" finds the email of the beneficial_owner missing
      And "us.iaas.cip" collects nothing of the end_user
      And the term "us.iaas.foreign_beneficial_owner" holds

      Examples:
        | day        |
        | 2024-03-15 |
        | 2024-04-30 |

    Scenario: Whose beneficial owners nobody named may still have a foreign one
      Given a cloud rental from US to US on 2024-03-15
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented Subsidiary" in US, headquartered in CN, parent in none
      When it is screened
      Then "us.iaas.cip" may apply if it were controlling law
      And nothing is asked

    Scenario: A Chinese provider's chips in China are no US product
      Given a cloud rental from CN to CN on 2024-03-15
      And the deal also says
        | hosting                   | CN |
        | parties.0.country         | CN |
        | parties.0.incorporated_in | CN |
      And the item "NVIDIA A100"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.iaas.cip" does not fire
      And the term "us.iaas.us_product" does not hold

    Scenario: A US provider's chips in Japan are one
      Given a cloud rental from US to CN on 2024-03-15
      And the deal also says
        | hosting | JP |
      And the item "NVIDIA A100"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened
      Then the term "us.iaas.us_product" holds
      And the term "us.iaas.foreign_person" holds
      And "us.iaas.cip" would apply if it were controlling law

    Scenario: Access to a model alone lets nobody run software of their own
      Given a model access from US to CN on 2024-03-15
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.iaas.cip" does not fire

    Scenario Outline: EO 13984 gave the words on 2021-01-19, the proposal its own on 2024-01-29: <day>
      Given a cloud rental from US to CN on <day>
      And the item "NVIDIA A100"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the beneficial_owner "Invented Owner" in CN
      When it is screened
      Then the term "us.iaas.us_product" <eo>
      And the term "us.iaas.foreign_person" <eo>
      And the term "us.iaas.foreign_beneficial_owner" <proposal>

      Examples:
        | day        | eo            | proposal      |
        | 2021-01-18 | does not hold | does not hold |
        | 2021-01-19 | holds         | does not hold |
        | 2024-01-28 | holds         | does not hold |
        | 2024-01-29 | holds         | holds         |

    Scenario Outline: Every part of the proposal stands at the stage <stage> on <day>
      Given a cloud rental from US to CN on <day>
      And the item "AWS p4d.24xlarge"
      And the reseller "Invented Broker Ltd" in CN, headquartered in CN
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.iaas.cip" stands at the stage "<stage>"
      And "us.iaas.reseller" stands at the stage "<stage>"
      And "us.iaas.certification" stands at the stage "<stage>"
      And "us.iaas.special_measures" stands at the stage "<stage>"

      Examples:
        | day        | stage           |
        | 2024-01-29 | proposed        |
        | 2024-04-29 | proposed        |
        | 2024-04-30 | comments_closed |

  Rule: Field by field

    Scenario: What is given, what is verified, what is missing
      Given a cloud rental from US to CN on 2024-03-15
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the deal also says
        | parties.1.kind                  | entity                    |
        | parties.1.address               | 1 Invented Road, Shenzhen |
        | parties.1.identity.email        | desk@example.edu          |
        | parties.1.identity.verified_by  | business license          |
        | parties.1.identity.verified     | [name, address]           |
      When it is screened
      Then "us.iaas.cip" finds the name of the end_user verified
      And "us.iaas.cip" finds the address of the end_user verified
      And "us.iaas.cip" finds the email of the end_user given
      And "us.iaas.cip" finds the phone of the end_user missing
      And "us.iaas.cip" finds the payment_source of the end_user missing
      And "us.iaas.cip" finds the ip_addresses of the end_user missing
      And "us.iaas.cip" finds the ip_times of the end_user missing
      And "us.iaas.cip" finds the principal_place_of_business of the end_user missing
      And "us.iaas.cip" finds the beneficial_owners of the end_user missing
      And "us.iaas.cip" collects nothing of the provider
      And nothing is asked

    Scenario: A method without a list means that all that is given was checked
      Given a cloud rental from US to CN on 2024-03-15
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the deal also says
        | parties.1.identity.email       | desk@example.edu |
        | parties.1.identity.verified_by | passport         |
      When it is screened
      Then "us.iaas.cip" finds the email of the end_user verified

    Scenario: Assumed as good practice, the missing fields become questions
      Given a cloud rental from US to CN on 2026-06-01
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened assuming "us.iaas.cip"
      Then the decision is marked hypothetical
      And the outcome is "information_needed"
      And it is because of "us.iaas.cip" and nothing else
      And the duty "us.iaas.cip" is stated
      And "party.end_user.identity.email" is asked
      And "party.end_user.identity.ip_times" is asked
      And "party.end_user.identity.verified_by" is asked

    Scenario: With every field given and verified only the duty remains
      Given a cloud rental from US to JP on 2026-06-01
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented Person" in JP
      And the deal also says
        | parties.1.kind                        | individual         |
        | parties.1.citizenship                 | JP                 |
        | parties.1.address                     | 1 Invented Street  |
        | parties.1.identity.email              | person@example.com |
        | parties.1.identity.phone              | +81 00             |
        | parties.1.identity.payment_source     | card of a bank     |
        | parties.1.identity.payment_identifier | card ending 0000   |
        | parties.1.identity.ip_addresses       | [192.0.2.1]        |
        | parties.1.identity.ip_times           | logged             |
        | parties.1.identity.place_of_use       | Tokyo              |
        | parties.1.identity.national_id        | a number           |
        | parties.1.identity.verified_by        | passport           |
      When it is screened assuming "us.iaas.cip"
      Then the outcome is "conditions_apply"
      And it is because of "us.iaas.cip" and nothing else

  Rule: Beneficial owners are individuals with substantial control or at least 25 percent

    Scenario Outline: An <kind> with <share> percent and no other control is <words>
      Given a cloud rental from US to CN on 2024-03-15
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented Company" in CN, headquartered in CN, parent in none
      And "Invented Owner" in CN owns <share> percent of it
      And the deal also says
        | parties.1.owners.0.kind                | <kind> |
        | parties.1.owners.0.substantial_control | false  |
      When it is screened
      Then "us.iaas.cip" <verb>

      Examples:
        | kind       | share | words       | verb                                              |
        | individual | 25    | asked about | finds the email of the beneficial_owner missing   |
        | individual | 24.9  | not asked   | collects nothing of the beneficial_owner          |
        | entity     | 60    | not asked   | collects nothing of the beneficial_owner          |

    Scenario: Substantial control is enough, and the national number is an EO field only
      Given a cloud rental from US to CN on 2024-03-15
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented Company" in CN, headquartered in CN, parent in none
      And "Invented Chair" in CN owns 1 percent of it
      And the deal also says
        | parties.1.owners.0.kind                | individual |
        | parties.1.owners.0.substantial_control | true       |
      When it is screened
      Then "us.iaas.cip" finds the name of the beneficial_owner given
      And "us.iaas.cip" finds the national_id of the beneficial_owner missing
      And "us.iaas.cip" finds the beneficial_owners of the end_user given

    Scenario: A named beneficial owner needs no share; one in the United States is a US person
      Given a cloud rental from US to CN on 2024-03-15
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented Company" in CN, headquartered in CN, parent in none
      And the beneficial_owner "Invented Resident" in US
      When it is screened
      Then "us.iaas.cip" collects nothing of the beneficial_owner

  Rule: The foreign reseller, its customer and the certification

    Scenario Outline: A Chinese broker on <day> brings the reseller duties with it
      Given a cloud rental from US to CN on <day>
      And the item "AWS p4d.24xlarge"
      And the reseller "Invented Broker Ltd" in CN, headquartered in CN
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.iaas.reseller" <verb>
      And "us.iaas.cip" <fields>
      And "us.iaas.certification" <verb>
      And "us.iaas.special_measures" <verb>

      Examples:
        | day        | verb                                   | fields                                   |
        | 2024-01-28 | does not fire                          | does not fire                            |
        | 2024-03-15 | would apply if it were controlling law | finds the email of the reseller missing  |
        | 2025-06-02 | would apply if it were controlling law | finds the email of the end_user missing  |

    Scenario Outline: A US reseller is part of the duty, not a foreign reseller, on <day>
      Given a cloud rental from US to CN on <day>
      And the item "AWS p4d.24xlarge"
      And the reseller "Example Reseller Inc." in US, headquartered in US
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.iaas.reseller" does not fire
      And "us.iaas.cip" collects nothing of the reseller

      Examples:
        | day        |
        | 2024-03-15 |
        | 2025-06-02 |

    Scenario Outline: On <day> a purely American rental brings no special measure
      Given a cloud rental from US to US on <day>
      And the item "AWS p4d.24xlarge"
      And the end_user "Example Laboratory" in US, headquartered in US, parent in none
      And the account_holder "Example Laboratory" in US, headquartered in US, parent in none
      And the reseller "Example Reseller Inc." in US, headquartered in US
      And the beneficial_owner "Example Owner" in US
      When it is screened
      Then "us.iaas.special_measures" does not fire
      And "us.iaas.certification" does not fire
      And nothing that does not control would apply

      Examples:
        | day        |
        | 2024-03-15 |
        | 2025-06-02 |

  Rule: The exemption for an abuse-deterrence program stands in its place

    Scenario Outline: On <day>, exempted: <answer>
      Given a cloud rental from US to CN on <day>
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the answer to "iaas_abuse_program_exempted" is <answer>
      When it is screened
      Then "us.iaas.adp_exemption" <exemption>
      And "us.iaas.cip" <duty>
      And "us.iaas.certification" <duty>

      Examples:
        | day        | answer | exemption                              | duty                                   |
        | 2024-01-28 | yes    | does not fire                          | does not fire                          |
        | 2024-01-29 | yes    | stands at the stage "proposed"         | does not fire                          |
        | 2024-04-29 | yes    | stands at the stage "proposed"         | does not fire                          |
        | 2024-04-30 | yes    | stands at the stage "comments_closed"  | does not fire                          |
        | 2024-03-15 | no     | does not fire                          | would apply if it were controlling law |
        | 2025-06-02 | no     | does not fire                          | would apply if it were controlling law |
        | 2024-03-15 | yes    | would apply if it were controlling law | does not fire                          |
        | 2025-06-02 | yes    | would apply if it were controlling law | does not fire                          |

    Scenario: Whether an exemption was granted is not asked
      Given a cloud rental from US to CN on 2024-03-15
      And the item "AWS p4d.24xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.iaas.adp_exemption" does not fire
      And "us.iaas.cip" would apply if it were controlling law
