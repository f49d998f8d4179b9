@rule:us.notice.rental_not_export
Feature: Providing computing capacity is not itself an export
  BIS said in three advisory opinions (2009, 2011, 2014) that a service which only provides computing capacity, and sends
  the user no software or technology, is not subject to the EAR. The engine shows a lawful rental as lawful, says on whose
  authority, and says what still has to be checked.

  Background:
    Given the provider "Amazon Web Services" in US, headquartered in US, parent in none

  Rule: From the opinion of 2014-11-13

    @B1 @B4
    Scenario Outline: A Chinese company rents <chips> from a US cloud in 2023: nothing in force reaches the rental
      Given a cloud rental from US to CN on 2023-06-01
      And the item "<chips>" (quantity 8)
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      And the chips stand in US
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.notice.rental_not_export" is given
      And "us.notice.rental_not_export" has the status "guidance"
      And "us.notice.rental_not_export" cites "BIS advisory opinion of 2014-11-13 (cloud-based storefronts)"
      And "us.ear.742_6.destination" does not fire
      And nothing is asked

      Examples:
        | chips                 |
        | NVIDIA A100 80GB PCIe |
        | NVIDIA H100 SXM5 80GB |

    @B4
    Scenario: A German research company rents from a US cloud: shown lawful, with the same authority
      Given a cloud rental from US to DE on 2024-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 8)
      And the end_user "Invented Forschung GmbH" in DE, headquartered in DE, parent in none
      And the chips stand in US
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.notice.rental_not_export" is given
      And "us.notice.headquarters_rental" does not fire
      And nothing is asked

    @C1
    Scenario: Time on a specialist GPU cloud is judged like time on a large one
      Given a cloud rental from US to GB on 2024-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 20000)
      And the end_user "Invented Model Lab Ltd." in GB, headquartered in GB, parent in none
      And the chips stand in US
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.notice.rental_not_export" is given

    @B1
    Scenario: Using a hosted model is not the export of its software either
      Given a model access from US to CN on 2024-06-03
      And the item "NVIDIA H100 SXM5 80GB"
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      And the chips stand in US
      When it is screened
      Then the notice "us.notice.rental_not_export" is given

    @B1
    Scenario: The same chips sent to the same company need a license, and no word about rentals
      Given an export from US to CN on 2023-06-01
      And the item "NVIDIA A100 80GB PCIe" (quantity 8)
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And "us.notice.rental_not_export" does not fire

  Rule: The earlier opinions (older than the law this rule set covers)

    Scenario Outline: A rental on <day> is shown the opinions of that day
      Given a cloud rental from US to DE on <day>
      And the end_user "Invented Forschung GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then the notice "us.notice.rental_not_export" is given
      And "us.notice.rental_not_export" cites "<opinion>"

      Examples:
        | day        | opinion                                                                          |
        | 2009-01-13 | BIS advisory opinion of 2009-01-13 (grid and cloud computing)                    |
        | 2011-01-10 | BIS advisory opinion of 2009-01-13 (grid and cloud computing)                    |
        | 2011-01-11 | BIS advisory opinion of 2011-01-11 (foreign administrators of a cloud provider)  |
        | 2014-11-12 | BIS advisory opinion of 2011-01-11 (foreign administrators of a cloud provider)  |
        | 2014-11-13 | BIS advisory opinion of 2014-11-13 (cloud-based storefronts)                     |

    Scenario Outline: On <day> the opinion of <later> is still to come
      Given a cloud rental from US to DE on <day>
      And the end_user "Invented Forschung GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then "us.notice.rental_not_export" does not cite "<later>"

      Examples:
        | day        | later      |
        | 2011-01-10 | 2011-01-11 |
        | 2014-11-12 | 2014-11-13 |

    Scenario: Before the first opinion there is nothing to show
      Given a cloud rental from US to DE on 2009-01-12
      And the end_user "Invented Forschung GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then "us.notice.rental_not_export" does not fire

    Scenario Outline: A <activity> on <day> is not spoken of
      Given <article> <activity> from US to DE on <day>
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Forschung GmbH" in DE, headquartered in DE, parent in none
      When it is screened
      Then "us.notice.rental_not_export" does not fire

      Examples:
        | article | activity     | day        |
        | an      | export       | 2010-06-01 |
        | a       | model access | 2012-06-01 |
        | a       | support      | 2024-06-03 |
