"""One explained row stands for all rows of its pattern: rule by rule, on rows that differ in one thing only.

Every version of every rule that is asked, on its own days, with rows on which it holds or may hold, and their neighbours.
What the patterns say of a row must be what the explaining reader says of that row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from both_ways import parts
from drawn_facts import drawn_rows, nearly_alike

from screening.app import load_screener
from screening.decision import Finding
from screening.engine.columns import TRUE, UNKNOWN, Reading, frame_of
from screening.engine.explain import Evaluation
from screening.engine.law import Law
from screening.engine.row import Row
from screening.language.condition import Compare, Condition, Parties, Term, walk
from screening.language.rule import LETTER_ROLES, Rule, Version
from screening.screen.findings import evaluate
from screening.screen.patterns import Patterns
from screening.screen.questions import _unknown
from screening.terms import EARLIER, Kind, Truth
from screening.wire.cells import bare

RULES = load_screener().rules
PROPOSALS = load_screener().assumed(["all"])


def asked() -> Iterator[tuple[Rule, Version, date]]:
    """Yield every version that is asked by itself, with a day on which it holds."""
    for rule in RULES.rules.values():
        for version in rule.versions if rule.kind not in (Kind.term, Kind.exception) else ():
            yield rule, version, version.start if version.start != EARLIER else (version.until or RULES.covers_from) - timedelta(1)


def conditions(rule: Rule, version: Version, day: date) -> Iterator[Condition]:
    """Yield all conditions that a finding of this version may rest on."""
    yield version.condition
    yield from (review.when for review in version.review if review.when is not None)
    for collection in version.collect:
        yield collection.parties
        yield from (field.when for field in collection.fields if field.when is not None)
    for exception in RULES.exceptions_to(rule.id):
        if (inner := exception.on(day)) is not None:
            yield from conditions(exception, inner, day)


def spoken_of(all_conditions: Iterable[Condition], day: date) -> tuple[set[str], list[str]]:
    """Return the facts and the roles that conditions speak of, terms followed to their ends."""
    facts, roles, left, seen = set(), dict.fromkeys(LETTER_ROLES), list(all_conditions), set()
    while left:
        for node in walk(left.pop()):
            match node:
                case Compare(fact, _, _):
                    facts.add(fact)
                case Parties(_, some, _):
                    roles |= dict.fromkeys(some)
                case Term(id) if id not in seen and (version := RULES.rules[id].on(day)) is not None:
                    seen.add(id)
                    left.append(version.condition)
    return facts, list(roles)


def rows_about(rule: Rule, version: Version, law: Law, seed: int) -> list[Row]:
    """Return rows on which a rule holds or may hold, and rows that differ from them in one thing."""
    facts, roles = spoken_of(conditions(rule, version, law.as_of), law.as_of)
    facts |= {field.fact for collection in version.collect for field in collection.fields}
    exceptions = RULES.exceptions_to(rule.id)
    relieving = [each for exception in exceptions if (inner := exception.on(law.as_of)) for each in conditions(exception, inner, law.as_of)]
    drawn = drawn_rows(seed, 160 if exceptions else 60, facts, roles)
    truths = Reading(law, frame_of(drawn)).truth(version.when)
    found = [int(at) for truth, many in ((TRUE, 2), (UNKNOWN, 1)) for at in np.flatnonzero(truths == truth)[:many]]
    rows = [row for at in found for row in nearly_alike(drawn[at], seed + at, 12, facts)]
    if relieving:
        some = spoken_of(relieving, law.as_of)[0]
        rows += [row for at in found[:2] for row in nearly_alike(_without(drawn[at], some), seed + at, 12, some)]
    return rows


def _without(row: Row, facts: set[str]) -> Row:
    """Return a row that says little about exceptions: then they are open, each in its own way."""
    return replace(row, values={name: known for name, known in row.values.items() if name not in facts or name.startswith("item.")})


def told(finding: Finding | None) -> list[object]:
    """Return all that a table row says of a finding; nothing of what stays open without being asked."""
    if finding is None:
        return []
    return [finding.rule.id, *parts(finding), set(_unknown(finding))]


def expected(rule: Rule, version: Version, law: Law, row: Row) -> tuple[list[object], str]:
    """Return what the explaining reader says of a row, and why."""
    finding = evaluate(law, rule, version, Evaluation(law, row))
    if finding is not None and finding.truth is None and rule.kind is not Kind.control and law.controls(rule.id, version):
        return [], ""  # a flag or duty in force that only may hold: nobody is asked
    why = bare(finding.trace, RULES, "en") if finding is not None and rule.kind is not Kind.notice else ""
    return told(finding), why


def test_a_pattern_stands_for_every_row_that_has_it() -> None:
    """Finding, exceptions, reviews, fields, questions and reasons; on the law as it is, and with every proposal assumed."""
    met: Counter[tuple[Kind, Truth]] = Counter()
    for seed, (rule, version, day) in enumerate(asked()):
        law = load_screener().law(day, PROPOSALS if seed % 3 == 0 else frozenset())
        rows = rows_about(rule, version, law, seed)
        if not rows:
            continue
        patterns = Patterns(law)
        found = patterns.found(frame_of(rows), [(rule, version)]).get(rule.id)
        for at, row in enumerate(rows):
            finding = patterns.findings[found.findings[at]] if found is not None else None
            trace = patterns.reasons[found.reasons[at]] if found is not None else None
            counts = finding is not None and (law.controls(rule.id, version) or finding.assumed)
            wanted, why = expected(rule, version, law, row)
            assert told(finding)[: None if counts else -1] == wanted[: None if counts else -1], (rule.id, day, row)
            if counts:
                assert (bare(trace, RULES, "en") if trace is not None else "") == why, (rule.id, day, row)
            met[rule.kind, finding.truth if finding else False] += 1
    assert len(met) >= 9, met
