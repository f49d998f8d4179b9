Feature: 15 CFR 742.6(a)(6)(i)(B), high bandwidth memory to Macau or D:5
  Memory stacks (3A090.c) need a license for Macau and D:5 destinations since 2 December 2024; compliance was due only
  from 31 December, so until then the rule is shown and does not decide. Who is not headquartered or parented there has a presumption of approval.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.742_6.hbm
  Rule: Compliance due from 31 December 2024

    Scenario Outline: HBM to a Chinese company needs a license on <day> and meets a presumption of denial
      Given an export from US to CN on <day>
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Packaging Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.hbm" and nothing else
      And "us.ear.742_6.hbm" cites "89 FR 96790"
      And the review policy is "presumption_of_denial"

      Examples:
        | day        |
        | 2024-12-31 |
        | 2026-08-03 |

    Scenario Outline: HBM to an American company's site in China meets a presumption of approval on <day>
      Given an export from US to CN on <day>
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Devices China" in CN, headquartered in US, parent in none
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.742_6.hbm" and nothing else
      And the review policy is "presumption_of_approval"

      Examples:
        | day        |
        | 2024-12-31 |
        | 2025-03-03 |

    Scenario Outline: Memory at the limit of 2 GB/s per mm2 needs no license on <day>
      Given an export from US to CN on <day>
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2           |
      And the end_user "Invented Packaging Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "item.memory_bandwidth_density" nearly met "us.ear.3a090.c": 2 of 2

      Examples:
        | day        |
        | 2024-12-31 |
        | 2025-03-03 |

    Scenario Outline: HBM to a Singapore company needs no license on <day>
      Given an export from US to SG on <day>
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Straits Devices Pte. Ltd." in SG, headquartered in SG, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.hbm" does not fire

      Examples:
        | day        |
        | 2024-12-15 |
        | 2025-03-03 |

  @rule:us.ear.742_6.hbm
  Rule: Effective, but not yet to be complied with, from 2 to 30 December 2024

    Scenario Outline: HBM to a Chinese company needs no license yet on <day>, and the rule is shown
      Given an export from US to CN on <day>
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2.5         |
      And the end_user "Invented Packaging Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.hbm" would apply if it were controlling law
      And "us.ear.742_6.hbm" has the status "not_enforced"

      Examples:
        | day        |
        | 2024-12-02 |
        | 2024-12-30 |

    Scenario: Memory at the limit is outside even the rule as printed
      Given an export from US to CN on 2024-12-15
      And an item with
        | description              | HBM3E stack |
        | memory_bandwidth_density | 2           |
      And the end_user "Invented Packaging Co." in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.742_6.hbm" does not fire
