@rule:us.bis.guidance.hq_2026_05_31
Feature: BIS guidance of 2026-05-31 on headquarters in Macau or D:5
  The guidance confirms that the license requirement for companies headquartered or parented in Macau or Country Group D:5
  is enforced everywhere outside the United States, and that bona fide operators of data centers need not stop using,
  storing, disposing of or servicing what is installed. It does not mention rental.

  Background:
    Given the item "NVIDIA H100 SXM5 80GB"

  Rule: Chips that move

    Background:
      Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

    Scenario: A Malaysian subsidiary of a Chinese parent needs a license, and the guidance is shown
      Given an export from US to MY on 2026-05-31
      And the end_user "Invented Cloud Sdn" in MY, headquartered in MY, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And the notice "us.bis.guidance.hq_2026_05_31" is given

    Scenario: The day before, the license was needed all the same, without the guidance
      Given an export from US to MY on 2026-05-30
      And the end_user "Invented Cloud Sdn" in MY, headquartered in MY, parent in CN
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.headquarters" and nothing else
      And "us.bis.guidance.hq_2026_05_31" does not fire

    Scenario: A Malaysian company of its own is not concerned
      Given an export from US to MY on 2026-05-31
      And the end_user "Invented Cloud Sdn" in MY, headquartered in MY, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.hq_2026_05_31" does not fire

    Scenario: Inside the United States the guidance has nothing to say
      Given an in-country transfer from US to US on 2026-06-01
      And the end_user "Invented Cloud America Inc." in US, headquartered in US, parent in CN
      When it is screened
      Then the outcome is "no_control_found"
      And "us.bis.guidance.hq_2026_05_31" does not fire

  Rule: Chips that are installed

    @B7
    Scenario: A data center in Malaysia with a Beijing parent goes on renting out what it has
      Given a cloud rental from MY to MY on 2026-06-01
      And the provider "Invented Cloud Sdn" in MY, headquartered in MY, parent in CN
      And the end_user "Invented Studio Sdn. Bhd." in MY, headquartered in MY, parent in none
      And the chips stand in MY
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.bis.guidance.hq_2026_05_31" is given
      And "us.notice.headquarters_rental" does not fire

    @B7
    Scenario: A Chinese company rents chips in Malaysia
      Given a cloud rental from MY to CN on 2026-06-01
      And the provider "Invented Kuala Lumpur Compute Sdn. Bhd." in MY, headquartered in MY, parent in none
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      And the chips stand in MY
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.bis.guidance.hq_2026_05_31" is given
      And the notice "us.notice.headquarters_rental" is given

    Scenario: Servicing what is installed there
      Given a support from SG to MY on 2026-06-01
      And the provider "Invented Maintenance Pte. Ltd." in SG, headquartered in SG, parent in none
      And the end_user "Invented Cloud Sdn" in MY, headquartered in MY, parent in CN
      When it is screened
      Then the notice "us.bis.guidance.hq_2026_05_31" is given

    Scenario: Chips that stand in the United States are outside the guidance
      Given a cloud rental from US to CN on 2026-06-01
      And the provider "Invented America Cloud Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Model Co." in CN, headquartered in CN, parent in none
      And the chips stand in US
      When it is screened
      Then "us.bis.guidance.hq_2026_05_31" does not fire

    Scenario: A rental with no such company in it is not concerned
      Given a cloud rental from MY to JP on 2026-06-01
      And the provider "Invented Kuala Lumpur Compute Sdn. Bhd." in MY, headquartered in MY, parent in none
      And the end_user "Invented Studio KK" in JP, headquartered in JP, parent in none
      And the chips stand in MY
      When it is screened
      Then "us.bis.guidance.hq_2026_05_31" does not fire
