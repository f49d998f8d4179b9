@A4
Feature: Chips that are already in China
  Tens of thousands of A100 came to China before the controls. Their import needed no such license on its day. A later
  transfer, resale or service is a new act, judged by the law of its own day; and whether the chips came in before or
  after the control decides whether General Prohibition Ten is a question.

  Background:
    Given the exporter "Invented Trading Co." in CN, headquartered in CN, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @rule:us.notice.stockpile
  Rule: A later transfer is a new act

    Scenario: An A100 sent to China before the rule was not controlled, save for companies with a letter
      Given an export from US to CN on 2022-08-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 1000)
      When it is screened
      Then the outcome is "no_control_found"

    Scenario: A transfer inside China on 2022-10-07 needs a license, wherever the chips have been before
      Given an in-country transfer from CN to CN on 2022-10-07
      And the item "NVIDIA A100 80GB PCIe" (quantity 1000)
      And the answer to "imported_before_control" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the notice "us.notice.stockpile" is given
      And "us.flag.stockpile.imported_after_control" does not fire

    Scenario: A transfer inside China the day before needs none
      Given an in-country transfer from CN to CN on 2022-10-06
      And the item "NVIDIA A100 80GB PCIe" (quantity 1000)
      When it is screened
      Then the outcome is "no_control_found"
      And "us.notice.stockpile" does not fire
      And "as_of" nearly met "us.ear.742_6.destination": 2022-10-06 of 2022-10-07

    Scenario: A small card moves inside China without a license
      Given an in-country transfer from CN to CN on 2024-06-03
      And the item "NVIDIA RTX A2000"
      When it is screened
      Then the outcome is "no_control_found"
      And "us.notice.stockpile" does not fire

  @rule:us.flag.stockpile.import_unknown
  Rule: When the chips came in is asked

    Scenario: A transfer of A100 inside China with an unknown history: the date of import is asked
      Given an in-country transfer from CN to CN on 2024-06-03
      And the item "NVIDIA A100 80GB PCIe"
      When it is screened
      Then the outcome is "license_required"
      And "us.flag.stockpile.import_unknown" has the status "in_force"
      And only "answers.imported_before_control" is asked

    Scenario: A chip that is not known to be subject to the EAR is not asked about
      Given an in-country transfer from CN to CN on 2024-06-03
      And the item "Biren BR100"
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.ear.742_6.destination" and nothing else
      And only "item.us_origin, item.us_content_percent, item.foreign_direct_product" is asked

  @rule:us.flag.stockpile.imported_after_control
  Rule: Chips that came in after the control began

    Scenario: Chips imported after the control raise General Prohibition Ten
      Given an in-country transfer from CN to CN on 2024-06-03
      And the item "NVIDIA A100 80GB PCIe"
      And the answer to "imported_before_control" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.flag.stockpile.imported_after_control" cites "15 CFR 736.2(b)(10)"
      And nothing is asked

    Scenario: Chips imported before it do not
      Given an in-country transfer from CN to CN on 2024-06-03
      And the item "NVIDIA A100 80GB PCIe"
      And the answer to "imported_before_control" is yes
      When it is screened
      Then the outcome is "license_required"
      And "us.flag.stockpile.imported_after_control" does not fire
      And "us.flag.stockpile.import_unknown" does not fire
