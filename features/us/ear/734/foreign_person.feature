@rule:us.ear.772.foreign_person @rule:us.ear.734.national_ns1 @rule:us.ear.734.national_d1_d4_d5 @rule:us.ear.734.national_embargoed
Feature: Who is a foreign person, and of which country (15 CFR 772.1, 734.13(b))
  The most recent citizenship or permanent residency counts. Being in the United States makes nobody a US citizen.

  @E2
  Scenario Outline: A citizen of <citizen>, resident of <resident>
    Given a technology release from US to US on 2024-06-03
    And an item with
      | eccn | 3E002 |
    And these parties
      | role      | name                 | kind       | country | citizenship | permanent_resident_of |
      | exporter  | Example Systems Inc. | entity     | US      |             |                       |
      | end_user  | Example Lab Inc.     | entity     | US      |             |                       |
      | recipient | Invented Person      | individual | US      | <citizen>   | <resident>            |
    When it is screened
    Then the outcome is "<outcome>"
    And the term "us.ear.772.foreign_person" <foreign>
    And the term "us.ear.734.national_ns1" <ns>
    And the term "us.ear.734.national_d1_d4_d5" <d>
    And the term "us.ear.734.national_embargoed" <embargoed>
    And nothing is asked

    Examples:
      | citizen | resident | outcome          | foreign       | ns            | d             | embargoed     |
      | US      |          | no_control_found | does not hold | does not hold | does not hold | does not hold |
      | CN      | US       | no_control_found | does not hold | does not hold | does not hold | does not hold |
      | CN      |          | license_required | holds         | holds         | holds         | does not hold |
      | KR      |          | license_required | holds         | holds         | does not hold | does not hold |
      | IR      | CA       | no_control_found | holds         | does not hold | does not hold | does not hold |
      | IR      |          | license_required | holds         | holds         | holds         | holds         |
