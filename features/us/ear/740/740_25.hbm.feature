Feature: License Exception HBM
  Memory stacks below 3.3 GB/s per mm2 may go to a packaging site without a license, if a producer headquartered in the
  United States or an A:5 country sells them straight to the designer of the finished product and the packaging site
  keeps to the conditions on counting and confirming.

  @rule:us.ear.740_25.hbm
  Rule: Density, producer, designer and packaging site must all fit

    Scenario: All conditions are met
      Given an export from US to CN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 3.29        |
      And the exporter "Example Memory Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Devices China" in CN, headquartered in US, parent in none
      And the answer to "hbm_sold_to_designer" is yes
      And the answer to "hbm_packaging_site_ok" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.hbm" and nothing else
      And the exception "us.ear.740_25.hbm" holds
      And the duty "us.ear.742_6.hbm" is stated

    Scenario: A Korean producer qualifies, Korea being in A:5
      Given an export from KR to CN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 3.29        |
        | foreign_direct_product   | true        |
      And the exporter "Invented Memory Co." in KR, headquartered in KR, parent in none
      And the end_user "Invented Devices China" in CN, headquartered in US, parent in none
      And the answer to "hbm_sold_to_designer" is yes
      And the answer to "hbm_packaging_site_ok" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.742_6.hbm" and nothing else
      And the exception "us.ear.740_25.hbm" holds

    Scenario: At 3.3 GB/s per mm2 the exception is closed
      Given an export from US to CN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 3.3         |
      And the exporter "Example Memory Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Devices China" in CN, headquartered in US, parent in none
      And the answer to "hbm_sold_to_designer" is yes
      And the answer to "hbm_packaging_site_ok" is yes
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.hbm" and nothing else
      And the exception "us.ear.740_25.hbm" fails
      And the review policy is "presumption_of_approval"

    Scenario: A producer headquartered in Malaysia does not qualify
      Given an export from US to CN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 3.29        |
      And the exporter "Invented Memori Sdn. Bhd." in MY, headquartered in MY, parent in none
      And the end_user "Invented Devices China" in CN, headquartered in US, parent in none
      And the answer to "hbm_sold_to_designer" is yes
      And the answer to "hbm_packaging_site_ok" is yes
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_25.hbm" fails

    Scenario: A sale through a distributor does not qualify
      Given an export from US to CN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 3.29        |
      And the exporter "Example Memory Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Devices China" in CN, headquartered in US, parent in none
      And the answer to "hbm_sold_to_designer" is no
      And the answer to "hbm_packaging_site_ok" is yes
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_25.hbm" fails

    Scenario: What is not known of the sale is asked
      Given an export from US to CN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 3.29        |
      And the exporter "Example Memory Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Devices China" in CN, headquartered in US, parent in none
      When it is screened
      Then the outcome is "license_required"
      And the exception "us.ear.740_25.hbm" is open
      And only "answers.hbm_sold_to_designer, answers.hbm_packaging_site_ok" is asked

    Scenario: It also relieves the headquarters rule for memory
      Given an export from US to VN on 2025-03-03
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 3.29        |
      And the exporter "Example Memory Inc." in US, headquartered in US, parent in none
      And the end_user "Invented Packaging JSC" in VN, headquartered in VN, parent in CN
      And the answer to "hbm_sold_to_designer" is yes
      And the answer to "hbm_packaging_site_ok" is yes
      When it is screened
      Then the outcome is "conditions_apply"
      And it is because of "us.ear.744_23.headquarters" and nothing else
      And the exception "us.ear.740_25.hbm" holds
