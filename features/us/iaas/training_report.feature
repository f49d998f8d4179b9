@rule:us.iaas.training_report @B6
Feature: Report of large-model training under the IaaS proposal, and the yardstick of EO 14110
  The proposal would have providers report foreign training of large models usable in malicious cyber activity. It sets no
  number: the technical conditions were to follow and never did. A threshold nobody has set is undefined, so nobody can
  meet it and nobody can be sure to miss it.

  Background:
    Given the deal also says
      | hosting | US |
    And these parties
      | role     | name               | country | headquarters |
      | provider | Example Cloud Inc. | US      | US           |
      | reseller | Example Reseller   | US      | US           |

  Rule: No number decides

    Scenario Outline: A run of <operations> operations on <day> may be covered, whoever asks
      Given a cloud rental from US to CN on <day>
      And the item "AWS p5.48xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.training.operations | <operations> |
      And the answer to "model_malicious_cyber_capability" is yes
      When it is screened
      Then "us.iaas.training_report" may apply if it were controlling law
      And the reason of "us.iaas.training_report" names "no threshold has been set"
      And the reason of "us.iaas.training_report" names "정해진 기준값 없음"
      And "us.iaas.training_report" has the status "proposed"

      Examples:
        | day        | operations |
        | 2024-01-29 | 1e20       |
        | 2024-03-15 | 1e27       |
        | 2024-06-03 | 1e26       |
        | 2025-01-20 | 1e26       |
        | 2026-06-01 | 1e27       |

    Scenario Outline: On <day> what is no training, or a model without such capability, is not covered
      Given a cloud rental from US to CN on <day>
      And the item "AWS p5.48xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.purpose | <purpose> |
      And the answer to "model_malicious_cyber_capability" is <capability>
      When it is screened
      Then "us.iaas.training_report" does not fire

      Examples:
        | day        | purpose   | capability |
        | 2024-03-15 | inference | yes        |
        | 2024-06-03 | training  | no         |
        | 2026-06-01 | inference | yes        |

    Scenario Outline: On <day> it stands at the stage <stage>
      Given a cloud rental from US to CN on <day>
      And the item "AWS p5.48xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the answer to "model_malicious_cyber_capability" is yes
      When it is screened
      Then "us.iaas.training_report" stands at the stage "<stage>"

      Examples:
        | day        | stage           |
        | 2024-01-29 | proposed        |
        | 2024-04-29 | proposed        |
        | 2024-04-30 | comments_closed |
        | 2025-01-19 | comments_closed |
        | 2025-01-20 | dormant         |

    Scenario: The day before the proposal there was no such duty
      Given a cloud rental from US to CN on 2024-01-28
      And the item "AWS p5.48xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.training.operations | 1e27 |
      And the answer to "model_malicious_cyber_capability" is yes
      When it is screened
      Then "us.iaas.training_report" does not fire

    Scenario: Even assumed it cannot be decided, and the decision does not turn on it
      Given a cloud rental from US to CN on 2024-03-15
      And the item "AWS p5.48xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.training.operations | 1e27 |
      And the answer to "model_malicious_cyber_capability" is yes
      When it is screened assuming "us.iaas.training_report"
      Then the decision is marked hypothetical
      And the outcome is "no_control_found"
      And nothing is asked

  Rule: The interim yardstick of EO 14110 s. 4.2(c)(iii) is conjunctive and dated

    @rule:us.eo_14110.iaas_yardstick
    Scenario Outline: On <day> a run of <operations> operations, one center <center>, fast cluster <fast>: <verb>
      Given a cloud rental from US to CN on <day>
      And the item "AWS p5.48xlarge"
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.training.operations | <operations> |
      And the answer to "single_data_center_over_100_gbit" is <center>
      And the answer to "cluster_1e20_operations_a_second" is <fast>
      When it is screened
      Then <verb>

      Examples:
        | day        | operations | center | fast | verb                                               |
        | 2023-10-29 | 2e26       | yes    | yes  | "us.eo_14110.iaas_yardstick" does not fire         |
        | 2023-10-30 | 2e26       | yes    | yes  | the notice "us.eo_14110.iaas_yardstick" is given   |
        | 2024-03-15 | 1.01e26    | yes    | yes  | the notice "us.eo_14110.iaas_yardstick" is given   |
        | 2024-03-15 | 1e26       | yes    | yes  | "us.eo_14110.iaas_yardstick" does not fire         |
        | 2024-03-15 | 2e26       | no     | yes  | "us.eo_14110.iaas_yardstick" does not fire         |
        | 2024-03-15 | 2e26       | yes    | no   | "us.eo_14110.iaas_yardstick" does not fire         |
        | 2025-01-19 | 2e26       | yes    | yes  | the notice "us.eo_14110.iaas_yardstick" is given   |
        | 2025-01-20 | 2e26       | yes    | yes  | "us.eo_14110.iaas_yardstick" does not fire         |

  Rule: Operations are an interval with a basis, compared three-valuedly

    Scenario Outline: <what> against 10^26: <verb>
      Given a cloud rental from US to CN on 2024-03-15
      And the item "<item>" (quantity <count>)
      And the end_user "Invented University" in CN, headquartered in CN, parent in none
      And the deal also says
        | end_use.training.<field> | <value> |
        | end_use.training.<other> | <more>  |
        | items.0.hours            | <hours> |
      And the answer to "single_data_center_over_100_gbit" is yes
      And the answer to "cluster_1e20_operations_a_second" is yes
      When it is screened
      Then <verb>

      Examples:
        | what                                      | item        | count | field             | value | other       | more | hours | verb                                             |
        | active parameters and tokens, 6ND > 1e26   | NVIDIA H100 | 8     | active_parameters | 1e12  | tokens      | 2e13 | 10    | the notice "us.eo_14110.iaas_yardstick" is given |
        | active parameters and tokens, 8ND < 1e26   | NVIDIA H100 | 8     | active_parameters | 1e11  | tokens      | 1e14 | 10    | "us.eo_14110.iaas_yardstick" does not fire       |
        | 8 chips for 10 hours, whatever they train  | NVIDIA H100 | 8     | utilisation       | 1     | parameters  | 1e9  | 10    | "us.eo_14110.iaas_yardstick" does not fire       |
        | 50,000 chips for 2,000 hours at 40 percent | NVIDIA H100 | 50000 | utilisation       | 0.4   | precision_bits | 16 | 2000  | the notice "us.eo_14110.iaas_yardstick" is given |
        | the same in a precision nobody states      | NVIDIA H100 | 50000 | utilisation       | 0.4   | parameters  | 1e9  | 2000  | "us.eo_14110.iaas_yardstick" does not fire       |
