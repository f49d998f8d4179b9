@D1 @rule:us.notice.npu
Feature: NPUs, TPUs and other accelerators that are not called GPU
  ECCN 3A090 goes by performance, not by name. An NPU or TPU of enough performance is controlled like a GPU; a small one is
  not.

  Background:
    Given the exporter "Example Systems Inc." in US, headquartered in US, parent in none
    And the end_user "Invented Cloud Technology Co." in CN, headquartered in CN, parent in none

  Scenario: A TPU of enough performance needs a license for China like a GPU
    Given an export from US to CN on 2024-06-03
    And the item "Google TPU v5p"
    When it is screened
    Then the outcome is "license_required"
    And it is because of "us.ear.742_6.destination" and nothing else
    And the tier is "us.ear.3a090.a, us.ear.4a090.a"
    And the notice "us.notice.npu" is given
    And "us.notice.npu" cites "88 FR 73458"

  Scenario: A small NPU is below every level, and the reader is told that its name did not decide
    Given an export from US to CN on 2022-10-07
    And the item "Google TPU v3"
    When it is screened
    Then the outcome is "no_control_found"
    And the tier is "none"
    And the notice "us.notice.npu" is given
    And "us.notice.npu" cites "87 FR 62186"

  Scenario: Before 2022-10-07 there was nothing to tell
    Given an export from US to CN on 2022-10-06
    And the item "Google TPU v3"
    When it is screened
    Then the outcome is "no_control_found"
    And "us.notice.npu" does not fire

  Scenario: A GPU of the same performance needs the same license and no such notice
    Given an export from US to CN on 2024-06-03
    And the item "NVIDIA H100 SXM5 80GB"
    When it is screened
    Then the outcome is "license_required"
    And "us.notice.npu" does not fire

  Scenario: A GPU in November 2022 is shown no such notice either
    Given an export from US to CN on 2022-11-01
    And the item "NVIDIA A100 80GB PCIe"
    When it is screened
    Then the outcome is "license_required"
    And "us.notice.npu" does not fire
