@B5
Feature: Three bills on remote access, each with its own scope
  H.R. 8152 (118th Congress), H.R. 2683 (119th, House) and S. 3519 (119th, Senate) would each let Commerce control the remote use
  of chips. None is law. They differ in who, what, from where, in which state of mind and on whose determination.

  Background:
    Given the chips stand in US
    And the item "NVIDIA H100"
    And the provider "Example Cloud Inc." in US, headquartered in US

  Rule: H.R. 8152: any foreign person, items on the Commerce Control List, a use that may pose a serious risk

    @rule:us.bill.hr8152
    Scenario Outline: On <day>, risk answered <risk>: <verb>
      Given a cloud rental from US to SG on <day>
      And the end_user "Invented Company" in SG, headquartered in SG, parent in none
      And the answer to "remote_use_may_pose_serious_risk" is <risk>
      When it is screened
      Then "us.bill.hr8152" <verb>
      And the outcome is "no_control_found"

      Examples:
        | day        | risk | verb                                   |
        | 2024-04-28 | yes  | does not fire                          |
        | 2024-04-29 | yes  | would apply if it were controlling law |
        | 2024-04-29 | yes  | is not verified                        |
        | 2024-06-03 | no   | does not fire                          |
        | 2024-09-08 | yes  | stands at the stage "introduced"       |
        | 2024-09-09 | yes  | would apply if it were controlling law |
        | 2024-09-09 | yes  | cites "170 Cong. Rec. H5077"           |
        | 2024-12-02 | no   | does not fire                          |
        | 2025-01-03 | yes  | does not fire                          |

    Scenario: An EAR99 item is not on the list
      Given a cloud rental from US to SG on 2024-10-01
      And the end_user "Invented Company" in SG, headquartered in SG, parent in none
      And the deal also says
        | items.0.eccn | EAR99 |
      And the answer to "remote_use_may_pose_serious_risk" is yes
      When it is screened
      Then "us.bill.hr8152" does not fire

  Rule: H.R. 2683: any foreign person and any item, even negligently, if the Secretary determines that it could pose a risk

    @rule:us.bill.hr2683
    Scenario Outline: On <day>, determination <determination>: <verb>
      Given a cloud rental from US to SG on <day>
      And the end_user "Invented Company" in SG, headquartered in SG, parent in none
      And the answer to "secretary_determined_use_could_pose_risk" is <determination>
      When it is screened
      Then "us.bill.hr2683" <verb>

      Examples:
        | day        | determination | verb                                   |
        | 2025-04-06 | yes           | does not fire                          |
        | 2025-04-07 | no            | would apply if it were controlling law |
        | 2025-04-07 | no            | is not verified                        |
        | 2026-01-11 | no            | would apply if it were controlling law |
        | 2026-01-12 | yes           | would apply if it were controlling law |
        | 2026-01-12 | yes           | cites "172 Cong. Rec. H621"            |
        | 2026-01-12 | no            | does not fire                          |

    Scenario: Nobody says whether the Secretary determined anything: the bill may apply, and assumed it asks
      Given a cloud rental from US to SG on 2026-06-01
      And the end_user "Invented Company" in SG, headquartered in SG, parent in none
      When it is screened assuming "us.bill.hr2683"
      Then the decision is marked hypothetical
      And the outcome is "information_needed"
      And only "answers.secretary_determined_use_could_pose_risk" is asked

    Scenario Outline: A US person in <at> is no foreign person, on <day>
      Given a cloud rental from US to <at> on <day>
      And the deal also says
        | hosting | JP |
      And these parties
        | role     | name               | country | headquarters | incorporated_in |
        | end_user | Example Laboratory | <at>    | US           | US              |
      And the answer to "secretary_determined_use_could_pose_risk" is yes
      When it is screened
      Then "us.bill.hr2683" does not fire

      Examples:
        | at | day        |
        | US | 2025-06-02 |
        | SG | 2026-06-01 |

  Rule: S. 3519: foreign persons of concern, listed items, infrastructure used from outside the United States, a demonstrated risk

    @rule:us.bill.s3519
    Scenario Outline: On <day> <who> in <at>, headquartered in <hq>, parent in <parent>, determination <determination>: <verb>
      Given a cloud rental from US to <at> on <day>
      And the end_user "Invented Company" in <at>, headquartered in <hq>, parent in <parent>
      And the answer to "secretary_determined_use_demonstrated_risk" is <determination>
      And the deal also says
        | hosting | <chips> |
      When it is screened
      Then "us.bill.s3519" <verb>

      Examples:
        | day        | who                        | at | hq | parent | chips | determination | verb                                   |
        | 2025-12-16 | a Chinese company          | CN | CN | none   | US    | yes           | does not fire                          |
        | 2025-12-17 | a Chinese company          | CN | CN | none   | US    | yes           | would apply if it were controlling law |
        | 2026-06-01 | a Chinese group's unit     | SG | SG | CN     | US    | yes           | would apply if it were controlling law |
        | 2026-06-01 | a company in Macau         | MO | MO | none   | US    | yes           | would apply if it were controlling law |
        | 2026-06-01 | a Chinese company          | CN | CN | none   | US    | no            | does not fire                          |
        | 2026-06-01 | a Singapore company        | SG | SG | none   | US    | yes           | does not fire                          |
        | 2026-06-01 | a Chinese unit in the US   | US | CN | none   | JP    | yes           | does not fire                          |

    Scenario: Access to a hosted model is no infrastructure service
      Given a model access from US to CN on 2026-06-01
      And the end_user "Invented Company" in CN, headquartered in CN, parent in none
      And the answer to "secretary_determined_use_demonstrated_risk" is yes
      When it is screened
      Then "us.bill.s3519" does not fire

  Rule: The same rental, two bills, two answers

    Scenario: A Singapore company rents H100 in the United States: the House bill would reach it, the Senate bill would not
      Given a cloud rental from US to SG on 2026-06-01
      And the end_user "Invented Company" in SG, headquartered in SG, parent in none
      And the answer to "secretary_determined_use_could_pose_risk" is yes
      And the answer to "secretary_determined_use_demonstrated_risk" is yes
      When it is screened
      Then "us.bill.hr2683" would apply if it were controlling law
      And "us.bill.s3519" does not fire
      And the outcome is "no_control_found"

    Scenario: The same for a Chinese company: both would
      Given a cloud rental from US to CN on 2026-06-01
      And the end_user "Invented Company" in CN, headquartered in CN, parent in none
      And the answer to "secretary_determined_use_could_pose_risk" is yes
      And the answer to "secretary_determined_use_demonstrated_risk" is yes
      When it is screened
      Then "us.bill.hr2683" would apply if it were controlling law
      And "us.bill.s3519" would apply if it were controlling law
      And the outcome is "no_control_found"

    Scenario: Assuming one bill or the other, the same rental needs a license or not
      Given a cloud rental from US to SG on 2026-06-01
      And the end_user "Invented Company" in SG, headquartered in SG, parent in none
      And the answer to "secretary_determined_use_could_pose_risk" is yes
      And the answer to "secretary_determined_use_demonstrated_risk" is yes
      When it is screened assuming "us.bill.hr2683"
      Then the outcome is "license_required"
      And the decision is marked hypothetical

    Scenario: … and not
      Given a cloud rental from US to SG on 2026-06-01
      And the end_user "Invented Company" in SG, headquartered in SG, parent in none
      And the answer to "secretary_determined_use_could_pose_risk" is yes
      And the answer to "secretary_determined_use_demonstrated_risk" is yes
      When it is screened assuming "us.bill.s3519"
      Then the outcome is "no_control_found"
      And the decision is marked hypothetical

    Scenario: User and chips in one country: nobody knows whether it is remote
      Given a cloud rental from SG to SG on 2026-06-01
      And the deal also says
        | hosting | SG |
      And the end_user "Invented Company" in SG, headquartered in SG, parent in none
      And the answer to "secretary_determined_use_could_pose_risk" is yes
      When it is screened
      Then "us.bill.hr2683" may apply if it were controlling law
