@B7 @B8 @C1
Feature: The anchor customer behind an intermediary
  The user is known, the intermediary is not; nothing in force reaches a rental in Japan. Two bills of different scope stand by.

  Scenario: In force, would apply, unknown
    Given the case "tencent-datasection-2025"
    When it is screened
    Then the outcome is "no_control_found"
    And the notice "us.notice.headquarters_rental" is given
    And what would apply is "us.bill.hr2683"
    And what may apply is "us.bill.s3519"
    And nothing is asked
