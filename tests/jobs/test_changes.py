"""What is another answer, and what only looks like one."""

from typing import Any

import orjson
import pytest

from screening.jobs.changes import Said, change, said, what
from screening.terms import Outcome

MATCH = {"role": "end_user", "party": "A", "owner": None, "list": "l", "entry": "1", "grade": "possible", "score": 0.9, "known_good": None}


def full(outcome: str = "review", rules: tuple[str, ...] = ("r1",), *matches: dict[str, Any], **more: Any) -> Said:
    """Return what an answer to one transaction says."""
    findings = [{"rule": each, "because": "…"} for each in rules]
    data = {"outcome": outcome, "findings": findings, "party_matches": matches, **more}
    return said(b"," + orjson.dumps(data)[1:], "full")


def row(outcome: str = "review", rules: str = "r1", matches: str = "", **more: Any) -> Said:
    """Return what an answer to rows says."""
    return said(orjson.dumps({"outcome": outcome, "rules": rules, "listed_matches": matches, **more}), "row")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (full(), full(warnings=["new"], ruleset={"digest": "2"}), None),
        (full("review", ("a", "b")), full("review", ("b", "a", "a")), None),
        (full("review", (), MATCH), full("review", (), {**MATCH, "score": 0.8}), None),
        (full("no_control_found", ()), full(), "newly_caught"),
        (full(), full("no_control_found", ()), "no_longer_caught"),
        (full(), full("prohibited"), "changed_reason"),
        (full(), full("review", ("r2",)), "changed_reason"),
        (full("no_control_found", ("n1",)), full("no_control_found", ("n2",)), "changed_reason"),
        (full("review", (), MATCH), full("review", (), {**MATCH, "grade": "match"}), "changed_reason"),
        (full("review", (), MATCH), full("review", (), {**MATCH, "entry": "2"}), "changed_reason"),
        (full("review", (), MATCH), full("review", (), {**MATCH, "known_good": {"reason": "r"}}), "changed_reason"),
        (row(), row(because="new"), None),
        (row(rules="a; b"), row(rules="b; a"), None),
        (row(matches="end_user: A [l] 0.90 possible"), row(matches="end_user: A [l] 0.88 possible"), None),
        (row(matches="end_user: A [l] 0.90 possible"), row(matches="end_user: A [l] 0.95 match"), "changed_reason"),
        (row("no_control_found", "", ""), row("no_control_found", "", "end_user: A [l] 0.90 possible"), "changed_reason"),
        (row("no_control_found"), row(), "newly_caught"),
        (row(), row("no_control_found", ""), "no_longer_caught"),
    ],
)
def test_outcome_rules_and_matches_are_compared_and_nothing_else(before: Said, after: Said, expected: str | None) -> None:
    """Neither words, nor scores, nor the order."""
    assert change(before, after) == expected


def test_what_changed_is_told_by_rule_and_by_number_of_matches() -> None:
    """An entry's id may be a name."""
    told = what(full("review", ("a", "b"), MATCH), full("prohibited", ("b", "c")))
    assert told == {"rules": {"added": ["c"], "removed": ["a"]}, "matches": {"added": 0, "removed": 1}}
    assert full().outcome is Outcome.review
