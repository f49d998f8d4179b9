@rule:us.ear.744_23.advanced_node_facility
Feature: Advanced computing items for an advanced-node facility (15 CFR 744.23(d)(3)(i))
  From 2024-04-04 an application for a 3A090, 4A090 or .z item is looked at case by case, unless the item is made for data
  centers and meets 3A090.a.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Semiconductor Works" in CN, headquartered in CN, parent in none
    And the end use "advanced_node_facility" is true

  Scenario Outline: <item> for such a facility in China on <day> meets a <policy>
    Given an export from US to CN on <day>
    And the item "<item>"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination, us.ear.744_23.advanced_node_facility" and nothing else
    And the review policy is "<policy>"

    Examples:
      | item                  | day        | policy                |
      | GeForce RTX 4090      | 2024-04-03 | presumption_of_denial |
      | GeForce RTX 4090      | 2024-04-04 | case_by_case          |
      | NVIDIA H100 SXM5 80GB | 2024-04-04 | presumption_of_denial |
