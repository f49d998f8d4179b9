@rule:us.notice.headquarters_rental
Feature: The headquarters rule and rentals
  Since 17 November 2023 chips may not go to a company headquartered or parented in Macau or a D:5 country, wherever it sits,
  without a license. Its words are export, reexport and transfer: a company that only rents time on somebody else's chips is
  not reached by them. The engine says so instead of passing the deal in silence, and instead of calling it controlled.

  Background:
    Given the provider "Invented Straits GPU Cloud Pte. Ltd." in SG, headquartered in SG, parent in none

  Rule: From 17 November 2023 (744.23(a)(3))

    @B7 @C1
    Scenario: A Shanghai company rents H100 standing in Singapore from a specialist cloud
      Given a cloud rental from SG to CN on 2024-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      And the chips stand in SG
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.notice.headquarters_rental" is given
      And "us.notice.headquarters_rental" cites "88 FR 73458"
      And the notice "us.notice.rental_not_export" is given
      And "us.ear.742_6.headquarters" does not fire

    Scenario: The account is held by a company with a Beijing parent
      Given a cloud rental from SG to MY on 2024-06-03
      And the item "NVIDIA L4" (quantity 64)
      And the account_holder "Invented Komputer Sdn. Bhd." in MY, headquartered in MY, parent in CN
      And the end_user "Invented Studio Sdn. Bhd." in MY, headquartered in MY, parent in none
      And the chips stand in SG
      When it is screened
      Then the notice "us.notice.headquarters_rental" is given

    @B7
    Scenario: The same company buys the chips for its own data center in Singapore, which the rule does reach
      Given an export from US to SG on 2024-06-03
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Intelligence Pte. Ltd." in SG, headquartered in SG, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And "us.notice.headquarters_rental" does not fire

    Scenario: The day before the rule there is nothing to tell
      Given a cloud rental from SG to CN on 2023-11-16
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then "us.notice.headquarters_rental" does not fire

  Rule: From 13 January 2025 (742.6(a)(6)(iii)(A) for the .a items)

    Scenario Outline: On <day> it names <authority>
      Given a cloud rental from SG to CN on <day>
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      And the chips stand in SG
      When it is screened
      Then "us.notice.headquarters_rental" cites "<authority>"

      Examples:
        | day        | authority  |
        | 2023-11-17 | 88 FR 73458 |
        | 2025-01-12 | 88 FR 73458 |
        | 2025-01-13 | 90 FR 4544  |

    @B7
    Scenario: The same rental in September 2025
      Given a cloud rental from SG to CN on 2025-09-02
      And the item "NVIDIA H100 SXM5 80GB" (quantity 64)
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      And the chips stand in SG
      When it is screened
      Then the notice "us.notice.headquarters_rental" is given
      And "us.notice.headquarters_rental" cites "90 FR 4544"

    Scenario Outline: Not for <what>
      Given a cloud rental from SG to <user> on 2025-09-02
      And the item "<chip>" (quantity 64)
      And the end_user "Invented Model Co." in <user>, headquartered in <user>, parent in none
      And the chips stand in SG
      When it is screened
      Then the outcome is "no_control_found"
      And "us.notice.headquarters_rental" does not fire

      Examples:
        | what                     | user | chip                  |
        | a Japanese company       | JP   | NVIDIA H100 SXM5 80GB |
        | chips below every level  | CN   | NVIDIA RTX A2000      |
