Feature: Supplement no. 2 to part 748, paragraph (dd), the certifications for the H200 class
  Nine things the applicant must supply or promise before export: figures, US supply and foundry capacity, the 50 percent
  ceiling, end-use bars, customer checks, remote users, cloud conditions, physical security and a laboratory check of
  every shipment. They buy case-by-case review, not a license.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.748_supp2_dd
  Rule: A duty with the license application, from 15 January 2026

    Scenario: The duty accompanies an H200 from the US to China
      Given an export from US to CN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the duty "us.ear.748_supp2_dd" is stated
      And "us.ear.748_supp2_dd" has the status "license_condition"
      And "us.ear.748_supp2_dd" cites "91 FR 1684"

    Scenario: A reexport carries no such duty, because nothing can be bought with it
      Given a reexport from TW to CN on 2026-02-02
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And "us.ear.748_supp2_dd" does not fire

    Scenario: An H20, needing no license, carries no such duty
      Given an export from US to CN on 2026-02-02
      And the item "NVIDIA H20 96GB" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.748_supp2_dd" does not fire

    Scenario: There was no such duty on 14 January 2026
      Given an export from US to CN on 2026-01-14
      And the item "HGX H200 8-GPU" (quantity 10)
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And "us.ear.748_supp2_dd" does not fire

    Scenario: Where License Exception NAC takes the place of a license, the certifications are not needed
      Given an export from US to CN on 2026-02-02
      And an item with
        | chip | nvidia-rtx-5090 |
        | eccn | 4A090.a         |
      And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none
      And the answer to "nac_notified" is yes
      And the answer to "purchase_order" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And the exception "us.ear.740_8.nac" holds
      And "us.ear.748_supp2_dd" does not fire
