Feature: Foundry presumption (Note 1 to ECCN 3A090.a)
  A front-end fabricator or packaging company (OSAT) that exports a logic circuit made at the 16/14 nm node or below, or
  with non-planar transistors, must take it to be a 3A090.a data-center circuit. A buyer's word does not help. Three
  things do: an approved or authorized designer's datasheet or attestation; the fabricator that packages outside Macau and
  D:5 and attests a low transistor count; an approved OSAT company that attests one. Finished products with published
  figures are judged by their figures.

  @rule:us.ear.3a090.note1
  Rule: From 2025-01-16 published, not yet enforced

    Scenario: Before compliance was asked for, the presumption does not count but is shown
      Given an export from TW to CN on 2025-01-30
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | form                   | ic                     |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.3a090.note1" would apply if it were controlling law
      And "us.ear.3a090.note1" has the status "not_enforced"
      And "as_of" nearly met "us.ear.3a090.note1": 2025-01-30 of 2025-01-31

    Scenario: A circuit on an older, planar node was not presumed even on paper
      Given an export from TW to CN on 2025-01-30
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | form                   | ic                     |
        | node_nm                | 28                     |
        | non_planar             | false                  |
        | foreign_direct_product | true                   |
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.3a090.note1" does not fire

  @rule:us.ear.3a090.note1
  Rule: From 2025-01-31 the presumption binds fabricators and OSAT companies

    Scenario: A fabricator's 7 nm logic circuit for China is presumed to be 3A090.a
      Given an export from TW to CN on 2025-01-31
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | form                   | ic                     |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.3a090.note1" and nothing else
      And the review policy is "presumption_of_denial"
      And "us.ear.3a090.note1" cites "90 FR 5298"
      And the exception "us.ear.3a090.note1.designer" is open
      And "answers.approved_designer_attestation" is asked
      And "item.transistors_billion" is asked

    Scenario Outline: An exporter of the kind <exporter> shipping a <node> nm circuit, non-planar <non_planar>: <outcome>
      Given an export from TW to <where> on 2025-06-03
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab | osat   |
        | exporter | Invented Works Co.     | TW      | TW           | none   | <fab>         | <osat> |
        | end_user | Invented Chip Designer | <where> | <where>      | none   |               |        |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | form                   | ic                     |
        | node_nm                | <node>                 |
        | non_planar             | <non_planar>           |
        | foreign_direct_product | true                   |
      When it is screened
      Then the outcome is "<outcome>"

      Examples:
        | exporter    | fab   | osat  | node | non_planar | where | outcome          |
        | fabricator  | true  | false | 16   | false      | CN    | license_required |
        | fabricator  | true  | false | 22   | true       | CN    | license_required |
        | fabricator  | true  | false | 28   | false      | CN    | no_control_found |
        | packager    | false | true  | 7    | true       | MO    | license_required |
        | distributor | false | false | 7    | true       | CN    | no_control_found |
        | fabricator  | true  | false | 7    | true       | JP    | no_control_found |

    Scenario: For Vietnam, outside Macau and D:5, the application is looked at case by case
      Given an export from TW to VN on 2025-06-03
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | VN      | VN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.3a090.note1" and nothing else
      And the review policy is "case_by_case"

    Scenario: A Japanese subsidiary of a Chinese parent is within it
      Given an export from TW to JP on 2025-06-03
      And these parties
        | role     | name                   | country | headquarters | parent | parent_country | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   |                | true          |
        | end_user | Invented Chip Designer | JP      | JP           |        | CN             |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.3a090.note1" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: Whether the exporter is a fabricator or OSAT company is asked, if it is not known
      Given an export from TW to CN on 2025-06-03
      And the exporter "Invented Works Co." in TW, headquartered in TW, parent in none
      And the end_user "Invented Chip Designer" in CN, headquartered in CN, parent in none
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.ear.3a090.note1" and nothing else
      And only "party.exporter.front_end_fab, party.exporter.osat" is asked

    Scenario: A finished product with published figures is judged by its figures, also when a fabricator ships it
      Given an export from TW to CN on 2025-06-03
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.3a090.note1" does not fire

    Scenario: Of a thing that nothing shows to be a circuit, nobody is asked who fabricated it
      Given an export from US to CN on 2026-06-01
      And the exporter "Example Systems Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And an item with
        | description | rack cabinet |
        | eccn        | EAR99        |
      When it is screened
      Then the outcome is "no_control_found"
      And nothing is asked

  @rule:us.ear.3a090.note1.designer
  Rule: First rebuttal, an approved or authorized designer

    Scenario Outline: On <day> the designer's attestation alone gives <outcome>
      Given an export from TW to CN on <day>
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      And the answer to "approved_designer_attestation" is yes
      When it is screened
      Then the outcome is "<outcome>"
      And it is because of "us.ear.3a090.note1" and nothing else
      And the exception "us.ear.3a090.note1.designer" <truth>

      Examples:
        | day        | outcome          | truth   |
        | 2025-01-31 | conditions_apply | holds   |
        | 2026-04-13 | conditions_apply | holds   |
        | 2026-12-30 | conditions_apply | holds   |
        | 2026-12-31 | license_required | is open |

    Scenario: Without the attestation the presumption stands
      Given an export from TW to CN on 2025-06-03
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      And the answer to "approved_designer_attestation" is no
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.3a090.note1.designer" fails

    Scenario: From 2026-12-31 the designer must be approved, or have applied within 180 days
      Given an export from TW to CN on 2026-12-31
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      And the answer to "approved_designer_attestation" is yes
      And the answer to "designer_approved_or_applied" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.3a090.note1.designer" holds
      And the duty "us.ear.3a090.note1" is stated
      And the decision warns "not verified past"

    Scenario: From 2026-12-31 a designer that has not applied rebuts nothing
      Given an export from TW to CN on 2026-12-31
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
      And the answer to "approved_designer_attestation" is yes
      And the answer to "designer_approved_or_applied" is no
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.3a090.note1.designer" fails

  @rule:us.ear.3a090.note1.fab_attestation @rule:us.ear.3a090.note1.osat @rule:us.ear.3a090.note1.transistors
  Rule: Second and third rebuttal, an attested transistor count

    Scenario Outline: <who> attests <billion> billion transistors, HBM <hbm>, on <day>: the exception <truth>
      Given an export from TW to CN on <day>
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
        | transistors_billion    | <billion>              |
        | has_hbm                | <hbm>                  |
      And the answer to "<answer>" is yes
      When it is screened
      Then the outcome is "<outcome>"
      And it is because of "us.ear.3a090.note1" and nothing else
      And the exception "<exception>" <truth>

      Examples: Below 30 billion at any time
        | day        | who            | answer           | exception                          | billion | hbm   | truth | outcome          |
        | 2025-03-03 | The fabricator | fab_attestation  | us.ear.3a090.note1.fab_attestation | 29.9    | true  | holds | conditions_apply |
        | 2025-03-03 | The fabricator | fab_attestation  | us.ear.3a090.note1.fab_attestation | 30      | false | fails | license_required |
        | 2025-03-03 | The OSAT       | osat_attestation | us.ear.3a090.note1.osat            | 29.9    | true  | holds | conditions_apply |
        | 2025-03-03 | The OSAT       | osat_attestation | us.ear.3a090.note1.osat            | 30      | false | fails | license_required |

      Examples: Without HBM below 35 billion in 2027, taken to hold in 2028, below 40 billion from 2029
        | day        | who            | answer           | exception                          | billion | hbm   | truth | outcome          |
        | 2026-12-31 | The fabricator | fab_attestation  | us.ear.3a090.note1.fab_attestation | 34      | false | fails | license_required |
        | 2027-01-01 | The fabricator | fab_attestation  | us.ear.3a090.note1.fab_attestation | 34      | false | holds | conditions_apply |
        | 2027-01-01 | The fabricator | fab_attestation  | us.ear.3a090.note1.fab_attestation | 34      | true  | fails | license_required |
        | 2027-12-31 | The OSAT       | osat_attestation | us.ear.3a090.note1.osat            | 35      | false | fails | license_required |
        | 2028-01-01 | The OSAT       | osat_attestation | us.ear.3a090.note1.osat            | 34      | false | holds | conditions_apply |
        | 2028-12-31 | The fabricator | fab_attestation  | us.ear.3a090.note1.fab_attestation | 39      | false | fails | license_required |
        | 2029-01-01 | The fabricator | fab_attestation  | us.ear.3a090.note1.fab_attestation | 39      | false | holds | conditions_apply |
        | 2029-01-01 | The fabricator | fab_attestation  | us.ear.3a090.note1.fab_attestation | 39      | true  | fails | license_required |
        | 2029-01-01 | The OSAT       | osat_attestation | us.ear.3a090.note1.osat            | 40      | false | fails | license_required |

    Scenario: A low transistor count that nobody attests does not help
      Given an export from TW to CN on 2025-06-03
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
        | transistors_billion    | 10                     |
      And the answer to "fab_attestation" is no
      And the answer to "osat_attestation" is no
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.3a090.note1.fab_attestation" fails
      And the exception "us.ear.3a090.note1.osat" fails
      And the term "us.ear.3a090.note1.transistors" holds

    Scenario Outline: At the limit: <billion> billion transistors with HBM <hbm> on <day>, the exception <truth>
      Given an export from TW to CN on <day>
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | form                   | ic                     |
        | node_nm                | 7                      |
        | foreign_direct_product | true                   |
        | transistors_billion    | <billion>              |
        | has_hbm                | <hbm>                  |
      And the answer to "fab_attestation" is yes
      When it is screened
      Then the exception "us.ear.3a090.note1.fab_attestation" <truth>
      And the term "us.ear.3a090.note1.transistors" <term>

      Examples:
        | day        | billion | hbm   | truth | term          |
        | 2026-06-01 | 29.9    | true  | holds | holds         |
        | 2026-06-01 | 30      | true  | fails | does not hold |
        | 2027-06-01 | 30      | true  | fails | does not hold |
        | 2027-06-01 | 34.9    | false | holds | holds         |
        | 2027-06-01 | 35      | false | fails | does not hold |
        | 2028-06-01 | 30      | true  | fails | does not hold |
        | 2028-06-01 | 34.9    | false | holds | holds         |
        | 2028-06-01 | 35      | false | fails | does not hold |
        | 2029-06-01 | 30      | true  | fails | does not hold |
        | 2029-06-01 | 39.9    | false | holds | holds         |
        | 2029-06-01 | 40      | false | fails | does not hold |

    Scenario Outline: A <node> nm planar circuit from a fabricator on <day>: <outcome>
      Given an export from TW to CN on <day>
      And these parties
        | role     | name                   | country | headquarters | parent | front_end_fab |
        | exporter | Invented Foundry Co.   | TW      | TW           | none   | true          |
        | end_user | Invented Chip Designer | CN      | CN           | none   |               |
      And an item with
        | description            | customer logic circuit |
        | eccn                   | 3A991.p                |
        | kind                   | processor              |
        | form                   | ic                     |
        | node_nm                | <node>                 |
        | non_planar             | false                  |
        | foreign_direct_product | true                   |
      When it is screened
      Then the outcome is "<outcome>"
      And "us.ear.3a090.note1" <says>

      Examples:
        | day        | node | outcome          | says                                            |
        | 2025-06-02 | 16   | license_required | cites "90 FR 5298"                              |
        | 2025-06-02 | 17   | no_control_found | does not fire                                   |
        | 2025-01-30 | 16   | no_control_found | would apply if it were controlling law          |
        | 2025-01-30 | 17   | no_control_found | does not fire                                   |
