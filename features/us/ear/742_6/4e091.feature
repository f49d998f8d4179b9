@rule:us.ear.742_6.4e091
Feature: Closed model weights (ECCN 4E091, 15 CFR 742.6(a)(13))
  The AI Diffusion rule put a worldwide license requirement on the unpublished weights of models trained with 10^26 or
  more operations. It is still printed; since 2025-05-13 BIS does not enforce it. Published weights were never reached.

  Background:
    Given the exporter "Example Models Inc." in US, headquartered in US, parent in none

  @rule:us.ear.4e091
  Scenario: Closed weights of a very large model in March 2025
    Given an export from US to SG on 2025-03-03
    And an item with
      | kind                | technology |
      | model_weights       | true  |
      | published           | false |
      | training_operations | 200000000000000000000000000 |
    And the end_user "Invented Lab" in SG, headquartered in SG, parent in none
    And the answer to "end_to_end_encrypted" is no
    And the answer to "weights_derived_from_published" is no
    And the answer to "weights_below_best_published" is no
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.4e091" and nothing else
    And the review policy is "presumption_of_denial"
    And the term "us.ear.4e091" holds
    And the exception "us.ear.4e091.derived" fails
    And the exception "us.ear.4e091.below_best_published" fails
    And the exception "us.ear.742_6.4e091.employee" fails
    And "us.ear.742_6.4e091" cites "90 FR 4544"
    And nothing is asked

  Scenario: For a company of a supplement no. 5(a) country the text prints no presumption
    Given an export from US to JP on 2025-03-03
    And an item with
      | eccn | 4E091 |
    And the end_user "Invented Lab" in JP, headquartered in JP, parent in none
    When it is screened
    Then it is because of "us.ear.742_6.4e091" and nothing else

  Scenario: Since May 2025 it is on paper only
    Given an export from US to SG on 2026-09-01
    And an item with
      | eccn | 4E091 |
    And the end_user "Invented Lab" in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.742_6.4e091" would apply if it were controlling law
    And "us.ear.742_6.4e091" has the status "not_enforced"

  Scenario Outline: On <day> it is <status>
    Given an export from US to SG on <day>
    And an item with
      | kind                | technology |
      | model_weights       | true       |
      | published           | false      |
      | training_operations | 1e26       |
    And the end_user "Invented Lab" in SG, headquartered in SG, parent in none
    And the answer to "<relief>" is yes
    When it is screened
    Then "us.ear.742_6.4e091" has the status "<status>"
    And the exception "<exception>" holds

    Examples:
      | day        | status       | relief                         | exception                         |
      | 2025-01-13 | in_force     | weights_derived_from_published | us.ear.4e091.derived              |
      | 2025-01-13 | in_force     | weights_below_best_published   | us.ear.4e091.below_best_published |
      | 2025-05-12 | in_force     | weights_derived_from_published | us.ear.4e091.derived              |
      | 2025-05-13 | not_enforced | weights_derived_from_published | us.ear.4e091.derived              |

  Scenario: A permanent employee is considered from the first day
    Given a technology release from US to US on 2025-01-13
    And an item with
      | eccn | 4E091 |
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | US      | IN          |
    And the answer to "permanent_regular_employee" is yes
    When it is screened
    Then the outcome is "conditions_apply"
    And the exception "us.ear.742_6.4e091.employee" holds

  Scenario Outline: It did not reach them on <day>
    Given an export from US to SG on <day>
    And an item with
      | kind                | technology  |
      | model_weights       | true        |
      | published           | <published> |
      | training_operations | <ops>       |
    When it is screened
    Then "us.ear.742_6.4e091" does not fire
    And the term "us.ear.4e091" does not hold
    And the outcome is "no_control_found"
    And nothing is asked

    Examples:
      | day        | published | ops                         |
      | 2025-01-12 | false     | 200000000000000000000000000 |
      | 2025-03-03 | true      | 200000000000000000000000000 |
      | 2025-03-03 | false     | 3300000000000000000000000   |
      | 2026-09-01 | true      | 200000000000000000000000000 |

  @E3
  Scenario: Open weights of an efficiently trained model: published, and far below the threshold
    Given a technology release from US to CN on 2025-03-03
    And an item with
      | description         | open weights of a mixture-of-experts model |
      | model_weights       | true  |
      | published           | true  |
      | training_operations | 3300000000000000000000000 |
    And the recipient "the public" in CN, headquartered in CN, parent in none
    When it is screened
    Then the outcome is "no_control_found"
    And the term "us.ear.734_7.published" holds
    And "us.notice.trade_secret" does not fire
    And nothing is asked

  @E3
  Scenario: Closed weights somewhat below 10^26 operations nearly meet it
    Given an export from US to SG on 2025-03-03
    And an item with
      | kind                | technology |
      | model_weights       | true  |
      | published           | false |
      | training_operations | 90000000000000000000000000 |
    When it is screened
    Then the outcome is "no_control_found"
    And "item.training_operations" nearly met "us.ear.4e091": 90000000000000000000000000 of 100000000000000000000000000

  Scenario: Whether large weights are published is asked
    Given an export from US to SG on 2025-03-03
    And an item with
      | kind                | technology |
      | model_weights       | true  |
      | training_operations | 200000000000000000000000000 |
    And the end_user "Invented Lab" in SG, headquartered in SG, parent in none
    When it is screened
    Then the outcome is "information_needed"
    And only "item.published" is asked

  @rule:us.ear.742_6.4e091.employee
  Scenario: A permanent employee of a company of an allied country
    Given a technology release from US to US on 2025-03-03
    And an item with
      | eccn | 4E091 |
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | US      | IN          |
    And the answer to "permanent_regular_employee" is yes
    When it is screened
    Then the outcome is "conditions_apply"
    And the exception "us.ear.742_6.4e091.employee" holds
    And the term "us.ear.734.deemed_any" holds

  Scenario: A citizen of the United States is no foreign person
    Given a technology release from US to US on 2025-03-03
    And an item with
      | eccn | 4E091 |
    And these parties
      | role      | name             | kind       | country | citizenship |
      | recipient | Invented Person  | individual | US      | US          |
    When it is screened
    Then the outcome is "no_control_found"
    And "us.ear.742_6.4e091" does not fire
    And the term "us.ear.734.deemed_any" does not hold

  @rule:us.ear.4e091.derived @rule:us.ear.4e091.below_best_published
  Scenario Outline: What the notes to the entry leave out: <answer>
    Given an export from US to SG on 2025-03-03
    And an item with
      | eccn | 4E091 |
    And the answer to "<answer>" is yes
    When it is screened
    Then the outcome is "conditions_apply"
    And the exception "<exception>" holds

    Examples:
      | answer                         | exception                         |
      | weights_derived_from_published | us.ear.4e091.derived              |
      | weights_below_best_published   | us.ear.4e091.below_best_published |
