@rule:us.reporting.702_7
Feature: Proposed 15 CFR 702.7, quarterly notices of large training runs and clusters
  Commerce proposed in September 2024 that US persons tell it each quarter of training runs of more than 10^26 operations
  and of very large clusters. It never became law, and the order it rested on is gone; the engine shows what it would ask.

  Background:
    Given the provider "Invented America Cloud Inc." in US, headquartered in US, parent in none
    And the item "NVIDIA H100 SXM5 80GB" (quantity 20000)

  @B6
  Scenario Outline: A US company trains with more than 10^26 operations on <day>
    Given a cloud rental from US to US on <day>
    And the end_user "Invented Frontier Lab Inc." in US, headquartered in US, parent in none
    And the chips stand in US
    And the deal also says
      | end_use.training.operations | 100000000000000000000000001 |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.reporting.702_7" would apply if it were controlling law
    And the duty "us.reporting.702_7" is stated
    And "us.reporting.702_7" cites "89 FR 73612"
    And nothing is asked

    Examples:
      | day        |
      | 2024-09-11 |
      | 2024-10-12 |
      | 2025-01-20 |

  Scenario Outline: On <day> it stands at the stage <stage>
    Given a cloud rental from US to US on <day>
    And the end_user "Invented Frontier Lab Inc." in US, headquartered in US, parent in none
    And the answer to "cluster_over_300_gbit_and_1e20" is yes
    When it is screened
    Then "us.reporting.702_7" stands at the stage "<stage>"

    Examples:
      | day        | stage           |
      | 2024-09-11 | proposed        |
      | 2024-10-11 | proposed        |
      | 2024-10-12 | comments_closed |
      | 2025-01-19 | comments_closed |
      | 2025-01-20 | dormant         |

  Scenario: The order that carried it is named once it is revoked
    Given a cloud rental from US to US on 2025-06-03
    And the end_user "Invented Frontier Lab Inc." in US, headquartered in US, parent in none
    And the answer to "cluster_over_300_gbit_and_1e20" is yes
    When it is screened
    Then "us.reporting.702_7" would apply if it were controlling law
    And "us.reporting.702_7" cites "EO 14148 (revokes EO 14110)"

  @C1
  Scenario: A US cloud that holds such a cluster is within it, whoever rents there
    Given a cloud rental from US to GB on 2024-10-01
    And the end_user "Invented Model Lab Ltd." in GB, headquartered in GB, parent in none
    And the answer to "cluster_over_300_gbit_and_1e20" is yes
    When it is screened
    Then "us.reporting.702_7" would apply if it were controlling law

  Scenario Outline: Not <when>
    Given a cloud rental from US to <to> on <day>
    And these parties
      | role     | name         | country | headquarters | parent | incorporated_in |
      | end_user | Invented Lab | <to>    | <to>         | none   | <to>            |
    And the deal also says
      | end_use.training.operations | <operations> |
    When it is screened
    Then "us.reporting.702_7" does not fire

    Examples:
      | when                                        | to | day        | operations                  |
      | on the day before                           | US | 2024-09-10 | 200000000000000000000000000 |
      | at exactly 10^26                            | US | 2024-09-11 | 100000000000000000000000000 |
      | at exactly 10^26 after the comments         | US | 2024-12-02 | 100000000000000000000000000 |
      | for a trainer who is not a US person        | GB | 2024-12-02 | 200000000000000000000000000 |
      | at exactly 10^26 after the revocation       | US | 2025-06-03 | 100000000000000000000000000 |

  Scenario: Silence about training is not asked about
    Given a cloud rental from US to US on 2024-10-01
    And the end_user "Invented Frontier Lab Inc." in US, headquartered in US, parent in none
    When it is screened
    Then "us.reporting.702_7" does not fire
    And nothing is asked
