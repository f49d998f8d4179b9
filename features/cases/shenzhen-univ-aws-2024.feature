@B1 @B2
Feature: A university rents A100 and H100 through an intermediary
  No item moves, so nothing in force reaches it; only the identification of the customer behind the reseller would show who uses
  the chips.

  Scenario: In force, would apply, unknown
    Given the case "shenzhen-univ-aws-2024"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.rental_not_export" is given
    And the notice "us.notice.headquarters_rental" is given
    And what would apply is "us.iaas.certification, us.iaas.cip, us.iaas.reseller, us.iaas.special_measures"
    And what may apply is "us.iaas.training_report"
    And nothing is asked

  Scenario: Assuming every proposal, the missing identity is asked for, and the answer is marked hypothetical
    Given the case "shenzhen-univ-aws-2024"
    When it is screened assuming "all"
    Then the outcome is "information_needed"
    And the decision is marked hypothetical
    And "party.end_user.identity.email" is asked
    And "party.reseller.identity.payment_source" is asked
