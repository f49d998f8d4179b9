@rule:us.notice.trade_secret
Feature: Trade-secret law stands beside export control (18 U.S.C. 1831, 1832)
  The articles report charges over chip designs taken from their owner. That is not for an export-control engine to judge;
  it says so, and judges the release.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @E1
  Scenario: It is named where technology is released
    Given a technology release from US to CN on 2024-06-03
    And an item with
      | eccn | 3E001 |
    And the answer to "technology_for" is 3a090_a
    When it is screened
    Then the notice "us.notice.trade_secret" is given
    And "us.notice.trade_secret" cites "18 U.S.C. 1831, 1832"

  Scenario Outline: It is not named where <why>
    Given a <activity> from US to CN on 2024-06-03
    And an item with
      | description | NVIDIA RTX A2000 |
      | published   | <published>      |
    When it is screened
    Then "us.notice.trade_secret" does not fire

    Examples:
      | why                   | activity           | published |
      | a card is shipped     | export             | false     |
      | the thing is published | technology release | true      |
