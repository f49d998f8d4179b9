Feature: 15 CFR 742.6(a)(6)(iii)(A), the worldwide requirement of the AI Diffusion rule
  From 13 January 2025 the text asks a license for .a items to every destination. BIS announced on 13 May 2025 that it
  would not enforce this; no rule has taken it out of the CFR. So it is law in effect for four months, though compliance
  was never due (it was to begin on 15 May), and printed law without enforcement since: the engine then reports it and does not count it.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.742_6.worldwide
  Rule: In force from 13 January to 12 May 2025

    Scenario: An H100 to an Indian company needs a license in February 2025
      Given an export from US to IN on 2025-02-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.worldwide" and nothing else
      And "us.ear.742_6.worldwide" has the status "in_force"
      And "us.ear.742_6.worldwide" cites "90 FR 4544"
      And the review policy is "presumption_of_approval"

    Scenario: The day before, the same sale is not reached
      Given an export from US to IN on 2025-01-12
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.742_6.worldwide": 2025-01-12 of 2025-01-13

    Scenario: A .b item is not reached in February 2025
      Given an export from US to IN on 2025-02-03
      And the item "NVIDIA A40" (quantity 8)
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "item.performance_density" nearly met "us.ear.3a090.a": 3.8089 of 5.92

    Scenario Outline: <quantity> H100 at once to India meet a <words>
      Given an export from US to IN on 2025-02-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity <quantity>)
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.worldwide" and nothing else
      And the review policy is "<policy>"

      Examples:
        | quantity | policy                  | words                                    |
        | 49873    | presumption_of_approval | presumption of approval below 790M TPP   |
        | 49874    | policy_of_denial        | policy of denial above 790M TPP          |

    Scenario: A country on the list of supplement no. 5 has no such ceiling
      Given an export from US to GB on 2025-02-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 49874)
      And the end_user "Invented Public Supercomputing Centre" in GB, headquartered in GB, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.worldwide" and nothing else
      And the review policy is "presumption_of_approval"

    Scenario Outline: Nor has a company of such a country in India, headquartered in <headquarters> with a parent in <parent>
      Given an export from US to IN on 2025-02-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 49874)
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in <headquarters>, parent in <parent>
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.worldwide" and nothing else
      And the review policy is "presumption_of_approval"

      Examples:
        | headquarters | parent |
        | GB           | none   |
        | IN           | GB     |

    Scenario: For an Indian subsidiary of a Chinese company both requirements hold, with a presumption of denial
      Given an export from US to IN on 2025-02-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters, us.ear.742_6.worldwide" and nothing else
      And the review policy is "presumption_of_denial"

    Scenario: 12 May 2025 is the last day
      Given an export from US to IN on 2025-05-12
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.worldwide" and nothing else

  @rule:us.ear.742_6.worldwide
  Rule: Printed but not enforced since 13 May 2025

    Scenario Outline: An H100 to an Indian company is not reached on <day>, and the printed rule is shown
      Given an export from US to IN on <day>
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.worldwide" would apply if it were controlling law
      And "us.ear.742_6.worldwide" has the status "not_enforced"

      Examples:
        | day        |
        | 2025-05-13 |
        | 2025-06-03 |
        | 2026-08-03 |

    Scenario: Assuming the printed rule, the sale would need a license
      Given an export from US to IN on 2025-06-03
      And the item "HGX H100 8-GPU"
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened assuming "us.ear.742_6.worldwide"
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.worldwide" and nothing else
      And the decision is marked hypothetical
      And the decision warns "hypothetical: assumes us.ear.742_6.worldwide"

    Scenario: A .b item is outside even the printed rule
      Given an export from US to IN on 2025-06-03
      And the item "NVIDIA A40" (quantity 8)
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in IN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.worldwide" does not fire

    Scenario: Assuming the printed rule, a British company's 49,874 H100 in India would be presumed to be approved
      Given an export from US to IN on 2025-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 49874)
      And the end_user "Invented Cloud Pvt. Ltd." in IN, headquartered in GB, parent in none
      When it is screened assuming "us.ear.742_6.worldwide"
      Then the outcome is "license_required"
      And the review policy is "presumption_of_approval"

    Scenario Outline: An order of <tpp> TPP to <where> on <day> meets a <policy>
      Given an export from US to <where> on <day>
      And an item with
        | kind        | processor |
        | form        | rack      |
        | tpp         | <tpp>     |
        | data_center | true      |
        | quantity    | 1         |
        | eccn        | 4A090.a   |
      And the end_user "Invented Sovereign Compute" in <where>, headquartered in <where>, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "<policy>"

      Examples:
        | day        | where | tpp       | policy                  |
        | 2025-02-03 | IN    | 790000000 | presumption_of_approval |
        | 2025-02-03 | IN    | 790000001 | policy_of_denial        |

    Scenario Outline: With the rule assumed, an order of <tpp> TPP to <where> on <day> meets a <policy>
      Given an export from US to <where> on <day>
      And an item with
        | kind        | processor |
        | form        | rack      |
        | tpp         | <tpp>     |
        | data_center | true      |
        | quantity    | 1         |
        | eccn        | 4A090.a   |
      And the end_user "Invented Sovereign Compute" in <where>, headquartered in <where>, parent in none
      When it is screened assuming "us.ear.742_6.worldwide"
      Then the outcome is "license_required"
      And the review policy is "<policy>"

      Examples:
        | day        | where | tpp       | policy                  |
        | 2026-08-03 | IN    | 790000000 | presumption_of_approval |
        | 2026-08-03 | IN    | 790000001 | policy_of_denial        |
