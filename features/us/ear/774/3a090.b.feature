Feature: ECCN 3A090.b, the lower tier of advanced computing circuits
  Since 17 November 2023 a data-center circuit below the upper tier may still be 3A090.b: from 2400 TPP with a density of
  1.6 or more, or from 1600 TPP with a density of 3.2 or more. The lower tier may travel under License Exceptions NAC and
  ACA. Chips designed just under these lines are lawful to sell: the near miss is shown, not hidden.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  @rule:us.ear.3a090.b
  Rule: 2400 TPP or more with a density from 1.6 (3A090.b.1)

    Scenario Outline: A data-center circuit of <tpp> TPP and density <pd> is lower tier
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | <tpp>     |
        | performance_density | <pd>      |
        | data_center         | true      |
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.b"
      And the review policy is "case_by_case"

      Examples:
        | tpp  | pd   |
        | 2400 | 1.6  |
        | 4799 | 1.6  |
        | 4799 | 5.91 |

    Scenario Outline: A data-center circuit of <tpp> TPP and density <pd> is below the first line of the lower tier
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | <tpp>     |
        | performance_density | <pd>      |
        | data_center         | true      |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "<fact>" nearly met "us.ear.3a090.b": <value> of <needed>

      Examples:
        | tpp  | pd   | fact                     | value | needed |
        | 2399 | 1.6  | item.tpp                 | 2399  | 2400   |
        | 2400 | 1.59 | item.performance_density | 1.59  | 1.6    |
        | 4799 | 1.59 | item.performance_density | 1.59  | 1.6    |

    @B8
    Scenario: The H20 lies 32 TPP under the lower tier and is sold to China in June 2024
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA H20 96GB" (quantity 500)
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.tpp" nearly met "us.ear.3a090.b": 2368 of 2400
      And "item.performance_density" nearly met "us.ear.3a090.b": 2.9091 of 3.2
      And nothing is asked

  @rule:us.ear.3a090.b
  Rule: 1600 TPP or more with a density from 3.2 (3A090.b.2)

    Scenario: The A30, dense but not strong, is lower tier
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA A30" (quantity 8)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.b, us.ear.4a090.b"
      And the exception "us.ear.740_8.nac" is open

    Scenario: The A40 is lower tier
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA A40" (quantity 8)
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.destination" and nothing else
      And the tier is "us.ear.3a090.b, us.ear.4a090.b"

    Scenario: 1600 TPP at 3.2 per mm2 are lower tier
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | 1600      |
        | performance_density | 3.2       |
        | data_center         | true      |
      When it is screened
      Then the outcome is "license_required"
      And the tier is "us.ear.3a090.b"

    Scenario Outline: A data-center circuit of <tpp> TPP and density <pd> is just below the second line
      Given an export from US to CN on 2024-06-03
      And an item with
        | kind                | processor |
        | form                | ic        |
        | tpp                 | <tpp>     |
        | performance_density | <pd>      |
        | data_center         | true      |
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "<fact>" nearly met "us.ear.3a090.b": <value> of <needed>

      Examples:
        | tpp  | pd   | fact                     | value | needed |
        | 1599 | 3.2  | item.tpp                 | 1599  | 1600   |
        | 1600 | 3.19 | item.performance_density | 3.19  | 3.2    |

    Scenario: The L20 was built to stay under the density line
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA L20" (quantity 20)
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "item.performance_density" nearly met "us.ear.3a090.b": 3.1396 of 3.2

    Scenario: The A10 misses the density line by less than two hundredths
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA A10" (quantity 20)
      When it is screened
      Then the outcome is "no_control_found"
      And "item.performance_density" nearly met "us.ear.3a090.b": 3.1847 of 3.2

  @rule:us.ear.3a090.b
  Rule: There was no lower tier before 17 November 2023

    Scenario: An A30 to China is not reached the day before the rule takes effect
      Given an export from US to CN on 2023-11-16
      And the item "NVIDIA A30" (quantity 8)
      When it is screened
      Then the outcome is "no_control_found"
      And the tier is "none"
      And "as_of" nearly met "us.ear.742_6.destination": 2023-11-16 of 2023-11-17
