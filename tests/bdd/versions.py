"""Which versions of which rules the scenarios have shown to hold, and to fail.

Every screening in a scenario notes the truth of every rule version of its day on every row. When all scenarios have
run, each version must have been seen true (it fires) and false (it nearly does): a rule nobody exercises is not law,
it is a claim.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from screening.app import load_screener
from screening.engine.explain import Evaluation, Law
from screening.facts.derive import derive
from screening.facts.transaction import Transaction
from screening.language.condition import Compare, walk
from screening.terms import Truth

SEEN: dict[tuple[str, date], set[Truth]] = defaultdict(set)
RUN: set[str] = set()


def note(transaction: Transaction, as_of: date) -> None:
    """Note the truth of every rule version of that day on every row of the transaction."""
    screener = load_screener()
    rows = derive(transaction, screener.catalogue, screener.rules, as_of)
    law = Law(screener.rules, as_of)
    for row in [row for line in rows.lines for row in line.rows] or [rows.whole]:
        evaluation = Evaluation(law, row)
        for rule in screener.rules.rules.values():
            version = rule.on(as_of)
            if version is None:
                continue
            if any(isinstance(node, Compare) and node.fact.startswith("party.") for node in walk(version.when)) and (
                not _quantified(rule.id)
            ):
                for party in row.parties:
                    SEEN[rule.id, version.start].add(evaluation.trace(version.condition, party).truth)
            else:
                SEEN[rule.id, version.start].add(evaluation.trace(version.condition).truth)


def _quantified(rule_id: str) -> bool:
    from screening.language.condition import Parties

    rule = load_screener().rules.rules[rule_id]
    return any(isinstance(node, Parties) for version in rule.versions for node in walk(version.when))


def uncovered() -> list[str]:
    """Return every version that no scenario made true, or none made false."""
    missing = []
    for rule in load_screener().rules.rules.values():
        for version in rule.versions:
            for truth, what in ((True, "holds"), (False, "fails")):
                if truth not in SEEN[rule.id, version.start]:
                    missing.append(f"{rule.id} from {version.start}: no scenario in which it {what}")
    return missing
