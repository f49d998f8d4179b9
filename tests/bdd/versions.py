"""Which versions of which rules the scenarios name, as holding and as failing.

A rule nobody states is not law, it is a claim. So every version must be named twice by an assertion: in a scenario in
which it holds, and in one in which it (nearly) does. That it merely happened to be true somewhere does not count. A
failure asserted on a day before the first version, or in a hole, counts for the version that follows.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from screening.app import load_screener
from screening.decision import Decision
from screening.engine.explain import Evaluation, Trace
from screening.engine.law import Law
from screening.language.condition import Compare, Term
from screening.language.consistency import party_terms
from screening.language.facts import Undefined
from screening.terms import Truth

NAMED: dict[tuple[str, date], set[bool]] = defaultdict(set)
RUN: set[str] = set()


def name(rule_id: str, day: date, *, holds: bool) -> None:
    """Note that a scenario asserted the rule to hold or to fail under the law of a day."""
    rule = load_screener().rules.rules[rule_id]
    version = rule.on(day)
    if version is None and not holds:
        version = next((later for later in rule.versions if later.start > day), None)
    if version is not None:
        NAMED[rule_id, version.start].add(holds)


def term_truths(decision: Decision, term: str) -> set[Truth]:
    """Return the truths of a term over the rows of a decision (for a term of one party: over the parties)."""
    rules = load_screener().rules
    of_party = term in party_terms(rules.rules)
    found: set[Truth] = set()
    for row in (row for line in decision.lines for row in line.line.rows):
        evaluation = Evaluation(Law(rules, decision.as_of), row)
        for party in row.parties if of_party else (None,):
            found.add(evaluation.trace(Term(term), party).truth)
    return found


def only_undefined(trace: Trace) -> bool:
    """Whether nothing but a threshold nobody has set keeps a condition from being true."""
    return all(isinstance(leaf.node, Compare) and leaf.node.expected is Undefined.threshold for leaf in trace.deciding())


def unnamed() -> list[str]:
    """Return every version that no scenario asserts to hold, or none to fail."""
    return [
        f"{rule.id} from {version.start}: no scenario asserts that it {what}"
        for rule in load_screener().rules.rules.values()
        for version in rule.versions
        for holds, what in ((True, "holds"), (False, "fails"))
        if holds not in NAMED[rule.id, version.start]
    ]
