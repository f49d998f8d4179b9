Feature: Supercomputer end use (15 CFR 744.23(a)(1))
  Chips and computers far below the 3A090 levels need a license when one knows that they are for a supercomputer in China
  (2022-10-07), Macau (2023-01-17) or any country of Country Group D:5 (2023-11-17). The control asks what is known:
  silence is no knowledge, and a stated no is an answer.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none

  @rule:us.ear.744_23.supercomputer
  Rule: From 2022-10-07, China

    Scenario: A small graphics card known to be for a supercomputer in China needs a license from 2022-10-07
      Given an export from US to CN on 2022-10-07
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in CN, headquartered in CN, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.supercomputer" and nothing else
      And the review policy is "presumption_of_denial"
      And "us.ear.744_23.supercomputer" is not verified
      And "us.ear.744_23.supercomputer" cites "87 FR 62186"

    Scenario: The day before, it needed none
      Given an export from US to CN on 2022-10-06
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in CN, headquartered in CN, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "no_control_found"
      And "as_of" nearly met "us.ear.744_23.supercomputer": 2022-10-06 of 2022-10-07

    Scenario: Macau was not yet named
      Given an export from US to MO on 2023-01-16
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in MO, headquartered in MO, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.supercomputer" does not fire

  @rule:us.ear.744_23.supercomputer
  Rule: From 2023-01-17, China and Macau

    Scenario: A small graphics card known to be for a supercomputer in Macau needs a license from 2023-01-17
      Given an export from US to MO on 2023-01-17
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in MO, headquartered in MO, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.supercomputer" and nothing else
      And "us.ear.744_23.supercomputer" is not verified
      And "us.ear.744_23.supercomputer" cites "88 FR 2821"

    Scenario: For an end user headquartered in a partner country the application is looked at case by case
      Given an export from US to CN on 2023-06-01
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Weather Office" in CN, headquartered in JP, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "case_by_case"

    Scenario: Myanmar, in Country Group D:5, was not yet named
      Given an export from US to MM on 2023-11-16
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in MM, headquartered in MM, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.supercomputer" does not fire

  @rule:us.ear.744_23.supercomputer
  Rule: From 2023-11-17, Macau and Country Group D:5

    Scenario Outline: A small graphics card known to be for a supercomputer in <where> needs a license
      Given an export from US to <where> on 2023-11-17
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in <where>, headquartered in <where>, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.supercomputer" and nothing else
      And the review policy is "presumption_of_denial"
      And "us.ear.744_23.supercomputer" cites "88 FR 73458"

      Examples:
        | where |
        | CN    |
        | MO    |
        | MM    |

    Scenario: Vietnam is in D:1 but not in D:5, so the supercomputer paragraph does not name it
      Given an export from US to VN on 2023-11-17
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in VN, headquartered in VN, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.supercomputer" does not fire

    Scenario Outline: <item> for a supercomputer in China on <day> meets a <policy>
      Given an export from US to CN on <day>
      And an item with
        | description | <item>    |
        | eccn        | 5A992.z.1 |
        | data_center | <dc>      |
      And the end_user "Invented Computing Center" in CN, headquartered in CN, parent in none
      And the end use "supercomputer" is true
      And the answer to "nac_notified" is no
      When it is screened
      Then the outcome is "license_required"
      And it is because of "us.ear.744_23.supercomputer"
      And the review policy is "<policy>"

      Examples:
        | item                  | dc    | day        | policy                |
        | GeForce RTX 4090      | false | 2024-04-03 | presumption_of_denial |
        | GeForce RTX 4090      | false | 2024-04-04 | case_by_case          |
        | NVIDIA H100 SXM5 80GB | true  | 2024-04-04 | presumption_of_denial |

    Scenario: An end user headquartered in a partner country, not owned from Macau or D:5, is presumed to be approved
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Weather Office" in CN, headquartered in JP, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "presumption_of_approval"

    Scenario: A partner-country headquarters does not help when the ultimate parent is in D:5
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Weather Office" in CN, headquartered in JP, parent in CN
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "license_required"
      And the review policy is "presumption_of_denial"

    Scenario: A cable, EAR99, is not among the listed circuits and computers
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA power cord"
      And the end_user "Invented Computing Center" in CN, headquartered in CN, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.supercomputer" does not fire

  @rule:us.ear.744_23.supercomputer
  Rule: The paragraph asks what is known

    Scenario: Where nothing is said of a supercomputer, nothing is asked of one
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in CN, headquartered in CN, parent in none
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.supercomputer" does not fire
      And nothing is asked

    Scenario: A stated other end use is not controlled
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in CN, headquartered in CN, parent in none
      And the end use "supercomputer" is false
      When it is screened
      Then the outcome is "no_control_found"
      And "us.ear.744_23.supercomputer" does not fire

    Scenario: Known for a supercomputer, but of unknown ECCN: the ECCN is asked
      Given an export from US to CN on 2024-06-03
      And the item "NVIDIA ConnectX-7"
      And the end_user "Invented Computing Center" in CN, headquartered in CN, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "information_needed"
      And it is because of "us.ear.744_23.supercomputer" and nothing else
      And only "item.eccn" is asked

  @rule:us.ear.772.supercomputer
  Rule: What a supercomputer is (15 CFR 772.1)

    Scenario: Whoever states a supercomputer end use is told the definition
      Given an export from US to JP on 2022-10-07
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in JP, headquartered in JP, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then the outcome is "no_control_found"
      And the notice "us.ear.772.supercomputer" is given

    Scenario: The definition did not exist before 2022-10-07
      Given an export from US to JP on 2022-10-06
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in JP, headquartered in JP, parent in none
      And the end use "supercomputer" is true
      When it is screened
      Then "us.ear.772.supercomputer" does not fire

    Scenario: Where the end use is another, the definition is not shown
      Given an export from US to JP on 2022-10-07
      And the item "NVIDIA RTX A2000"
      And the end_user "Invented Computing Center" in JP, headquartered in JP, parent in none
      And the end use "supercomputer" is false
      When it is screened
      Then "us.ear.772.supercomputer" does not fire
