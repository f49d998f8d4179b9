@A5
Feature: Dies for a designer, found in somebody else's accelerators
  With nothing known of the die, everything that would decide is asked.

  Scenario: In force, would apply, unknown
    Given the case "tsmc-sophgo-huawei-2024"
    When it is screened
    Then the outcome is "information_needed"
    And it is because of "scope.unclassified, us.ear.742_6.destination, us.letter.amd_2022, us.letter.nvidia_2022" and nothing else
    And what would apply is "none"
    And what may apply is "none"
    And only "item.chip, item.data_center, item.designer_country, item.eccn, item.foreign_direct_product, item.io_bandwidth_gb_s, item.performance_density, item.tpp, item.us_content_percent, item.us_origin, party.exporter.name" is asked
