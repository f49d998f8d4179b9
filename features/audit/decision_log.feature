Feature: A decision log that proves itself
  A regulator may ask years later what was screened, against which list, under which law. Every answer is in the log, also that
  no control was found. Whoever changes, removes or reorders a record is found out, and the record is named; the rules and lists of
  then are kept, so that the answer of then can be given again, byte for byte, whatever the rules say today.

  Background:
    Given these deals were screened into a decision log
      | id  | date       | destination | item             | eccn  | end_user                    |
      | T-1 | 2023-05-08 | CN          | NVIDIA A100 80GB |       | Invented Shenzhen Computing |
      | T-2 | 2023-05-08 | DE          | 27-inch monitor  | EAR99 | Erfundene Werke GmbH        |
      | T-3 | 2023-12-01 | CN          | NVIDIA A800      |       | Invented Cloud Technology   |
      | T-4 | 2023-05-08 | CN          | NVIDIA A800      |       | Invented Cloud Technology   |

  Scenario: What nobody has touched is intact
    Then the log is intact with 4 records
    And record 1 says "license_required"
    And record 2 says "no_control_found"

  Scenario Outline: One changed byte is found, and its record named
    When one byte of the <what> of record <record> is changed in the database
    Then record <record> and no other is named as broken

    Examples:
      | what              | record |
      | outcome           | 1      |
      | time              | 2      |
      | caller            | 3      |
      | decision          | 4      |
      | question          | 2      |
      | context           | 3      |
      | hash              | 2      |
      | hash              | 4      |
      | previous hash     | 3      |
      | deal              | 1      |
      | answer            | 2      |
      | digest of a deal  | 3      |
      | names             | 4      |

  Scenario Outline: A removed record is missed
    When record <record> is removed from the database
    Then record <record> and no other is named as broken

    Examples:
      | record |
      | 1      |
      | 2      |
      | 4      |

  Scenario: Two records that changed places are both named
    When records 2 and 3 change places in the database
    Then records 2 and 3 and no others are named as broken

  Scenario: A deal that is removed from beside its record is missed
    When what was screened is removed from beside record 2
    Then record 2 and no other is named as broken

  Scenario: Whoever makes the whole chain anew is found by a receipt that somebody kept
    Given somebody kept the receipt of record 3
    When the outcome of record 1 is changed and the whole chain made anew
    Then the log is intact with 4 records
    But against the receipt record 3 and no other is named as broken

  Scenario: After the rules have changed, the old answer comes again under the old law
    When the control "us.ear.742_6.destination" is changed to say "prohibited" in the folder of rules
    Then the replay of record 1 gives the answer of then, byte for byte
    And today's rules say "prohibited" beside "license_required" of then
    And the log is intact with 4 records

  Scenario: Rules that do not concern a deal leave its answer as it was
    When the control "us.ear.742_6.destination" is changed to say "prohibited" in the folder of rules
    Then the replay of record 2 gives the answer of then, byte for byte
    And today's rules say "no_control_found" beside "no_control_found" of then

  Scenario: When the folder of rules is gone, the kept rules answer
    When the folder of rules is removed
    Then the replay of record 3 gives the answer of then, byte for byte

  Scenario: A changed answer is told from the recorded one, which comes again
    When one byte of the answer of record 1 is changed in the database
    Then the replay of record 1 differs, because "the answer in the store is not the one that was recorded"
    And what is replayed is what was answered then

  Scenario: Kept rules that were changed answer nothing
    When one byte of the kept rules is changed in the database
    Then record 1 cannot be replayed, because "cannot be screened again: kept"

  Scenario: Erasing what identifies people keeps the chain valid
    Given the database names "Invented Shenzhen Computing"
    When what identifies people is erased
    Then the log is intact with 5 records
    And nothing in the database names "Invented Shenzhen Computing"
    And record 1 says "license_required"
    But record 1 cannot be replayed, because "has been erased"

  Scenario: A byte changed after an erasure is still found
    When what identifies people is erased
    And one byte of the outcome of record 2 is changed in the database
    Then record 2 and no other is named as broken
