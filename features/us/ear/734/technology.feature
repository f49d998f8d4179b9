@rule:us.ear.734.outside_ear
Feature: Technology: what is released, to whom, and what the EAR leave out (15 CFR 734.7, 734.8, 734.13 to 734.18)

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @E2 @rule:us.ear.734_7.published @rule:us.ear.734_8.fundamental_research
  Scenario Outline: Published <published>, fundamental research <research>
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | description | TPU v6e design files |
      | kind        | technology           |
      | published   | <published>          |
    And the answer to "fundamental_research" is <research>
    When it is screened
    Then the outcome is "<outcome>"
    And the term "us.ear.734_7.published" <p>
    And the term "us.ear.734_8.fundamental_research" <f>
    And the term "us.ear.734.outside_ear" <out>

    Examples:
      | published | research | outcome          | p             | f             | out           |
      | true      | no       | no_control_found | holds         | does not hold | holds         |
      | false     | yes      | no_control_found | does not hold | holds         | holds         |
      | false     | no       | license_required | does not hold | does not hold | does not hold |

  Scenario: Whoever states a technology ECCN is not asked whether it is published
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    And the answer to "end_to_end_encrypted" is no
    When it is screened
    Then the outcome is "license_required"
    And nothing is asked

  Scenario: Published technology stays out even if somebody states an ECCN
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | eccn      | 3E001 |
      | published | true  |
    And the answer to "technology_for" is 3a090_a
    When it is screened
    Then the outcome is "no_control_found"

  @rule:us.ear.transfer_or_release @rule:us.ear.technology_transaction
  Scenario Outline: A <activity> of <kind>
    Given a <activity> from US to KR on 2024-06-03
    And an item with
      | description | TPU v6e |
      | kind        | <kind>  |
    When it is screened
    Then the term "us.ear.transfer_or_release" <moved>
    And the term "us.ear.technology_transaction" <technology>

    Examples:
      | activity           | kind       | moved         | technology    |
      | export             | processor  | holds         | does not hold |
      | export             | technology | holds         | holds         |
      | technology release | technology | holds         | holds         |
      | cloud rental       | processor  | does not hold | does not hold |

  @E2 @rule:us.ear.734.deemed @rule:us.ear.772.foreign_person @rule:us.ear.734.person @rule:us.ear.734.national_ns1
  @rule:us.ear.734.deemed_ns1 @rule:us.ear.734.national_d1_d4_d5 @rule:us.ear.734.deemed_d1_d4_d5
  Scenario Outline: Told inside the United States to a citizen of <citizen>, resident of <resident>
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E002 |
    And these parties
      | role      | name             | kind       | country | citizenship | permanent_resident_of |
      | recipient | Invented Person  | individual | US      | <citizen>   | <resident>            |
    When it is screened
    Then the outcome is "<outcome>"
    And the term "us.ear.734.deemed" holds
    And the term "us.ear.734.person" holds
    And the term "us.ear.772.foreign_person" <foreign>
    And the term "us.ear.734.deemed_ns1" <ns>
    And the term "us.ear.734.deemed_d1_d4_d5" <d>

    Examples:
      | citizen | resident | outcome          | foreign | ns            | d             |
      | CN      |          | license_required | holds   | holds         | holds         |
      | KR      |          | license_required | holds   | holds         | does not hold |
      | CN      | CA       | no_control_found | holds   | does not hold | does not hold |
      | IN      | MO       | license_required | holds   | holds         | holds         |

  Scenario: National terms name the person they hold of
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E002 |
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | US      | CN          |
    When it is screened
    Then the term "us.ear.734.national_ns1" holds
    And the term "us.ear.734.national_d1_d4_d5" holds

  Scenario: Companies are no persons here
    Given a technology release from US to KR on 2024-06-03
    And an item with
      | eccn | 3E002 |
    And these parties
      | role      | name             | kind   | country | headquarters |
      | recipient | Example Lab Inc. | entity | KR      | KR           |
      | end_user  | Example Lab Inc. | entity | KR      | KR           |
    When it is screened
    Then the term "us.ear.734.person" does not hold
    And the term "us.ear.734.deemed" does not hold

  @E2 @rule:us.ear.734.deemed
  Scenario Outline: Told inside Korea to a Chinese engineer, stated to be inside one country: <answer>
    Given a technology release from KR to KR on 2024-06-03
    And an item with
      | eccn      | 3E002 |
      | us_origin | true  |
    And the answer to "release_within_one_country" is <answer>
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | KR      | CN          |
    When it is screened
    Then the outcome is "license_required"
    And the term "us.ear.734.deemed" <deemed>

    Examples:
      | answer | deemed        |
      | yes    | holds         |
      | no     | does not hold |
