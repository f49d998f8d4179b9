"""The counts of one block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from screening.batch.block import Rejected
from screening.batch.counts import SHOWN, Counts, Json, highest, key
from screening.batch.deals import Deal
from screening.batch.grouping import grouped
from screening.batch.numbered import Numbered
from screening.batch.people import Person
from screening.batch.records import Said
from screening.decision import Finding
from screening.screen.portfolio import Answer
from screening.terms import Outcome, Text

Ints = npt.NDArray[np.int64]


def counted(
    numbered: Numbered,
    deals: Sequence[Deal],
    people: Ints,
    persons: Sequence[Person],
    record: Ints,
    said: Sequence[Said],
    rejected: Sequence[Rejected],
) -> Counts:
    """Return the counts of a block; `record` is, by transaction, the place of what is said of it in `said`."""
    size = numbered.rows.block.table.num_rows + len(numbered.rows.block.rejected)
    counts = Counts(rows=size, screened=size - len(rejected), transactions=len(record))
    many_of = np.bincount(record)
    for number in np.flatnonzero(many_of).tolist():
        each = said[number]
        _add(counts, each.outcome, (each.fired, each.idle, each.asked), int(many_of[number]))
    outcomes = np.array([int(each.outcome) for each in said] or [0], dtype=np.int64)[record]
    months = numbered.by_day(lambda day: day.year * 12 + day.month - 1)
    for (month, outcome), many in _pairs(months, outcomes).items():
        counts.months[key(f"{month // 12}-{month % 12 + 1:02}", Outcome(outcome).name)] += many
    for (deal, outcome), many in _pairs(numbered.deal, outcomes).items():
        counts.destinations[key(deals[deal].destination, Outcome(outcome).name)] += many
    met = np.bincount(people.ravel())
    for number in np.flatnonzero(met).tolist():
        for match in persons[number].matches:
            found = match.hit.candidate
            listed = match.hit.list or found.party.sublist
            counts.parties[key(match.owner or match.party, listed, found.party.name, found.grade)] += int(met[number])
    add_rejected(counts, rejected)
    counts.shown = _shown(numbered, deals, outcomes)
    return counts


def add_answer(counts: Counts, answer: Answer, many: int) -> None:
    """Count one answer that many transactions have."""
    _add(counts, answer.verdict.outcome, tallied(answer), many)


Tally = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], tuple[str, ...]]
"""Of an answer the rules that fire and those that would, each with its highest outcome, and the facts that are asked for."""


def tallied(answer: Answer) -> Tally:
    """Return what counts of an answer."""
    verdict = answer.verdict
    fired, idle = _highest_of(verdict.findings), _highest_of(verdict.would_apply)
    return fired, idle, tuple(dict.fromkeys(question.fact for question in answer.questions))


def _highest_of(findings: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    found: dict[str, Outcome] = {}
    for finding in findings:
        found[finding.rule.id] = max(finding.outcome, found.get(finding.rule.id, finding.outcome))
    return tuple((rule, outcome.name) for rule, outcome in found.items())


def _add(counts: Counts, outcome: Outcome, tally: Tally, many: int) -> None:
    fired, idle, asked = tally
    counts.outcomes[outcome.name] += many
    for counter, rules in ((counts.rules, fired), (counts.would_apply, idle)):
        for rule, each in rules:
            counter[key(rule, each)] += many
    for fact in asked:
        counts.unknown[fact] += many


def add_rejected(counts: Counts, rejected: Sequence[Rejected]) -> None:
    """Count rejected rows by their reasons."""
    reasons: dict[tuple[str, Text], str] = {}  # most are the same text again
    for each in rejected:
        reason = reasons.get((each.column, each.reason))
        if reason is None:
            reason = key(each.column, _without_value(each.reason.en), _without_value(each.reason.ko))
            reasons[each.column, each.reason] = reason
        counts.rejected[reason] += 1
        counts.first.setdefault(reason, each.row)


def _pairs(one: Ints, other: Ints) -> Counter[tuple[int, int]]:
    if not len(one):
        return Counter()
    group, first = grouped([one - one.min(), other])
    many = np.bincount(group).tolist()
    return Counter({(int(one[at]), int(other[at])): n for at, n in zip(first.tolist(), many, strict=True)})


def _without_value(reason: str) -> str:
    """Return a reason without the value it speaks of, so that like reasons are counted together."""
    return re.sub(r"`[^`]*`|— .*$|(?<![\w+-])\d+(?![A-Za-z\d])", "…", reason)


def _shown(numbered: Numbered, deals: Sequence[Deal], outcomes: Ints) -> list[Json]:
    """Return the rows worth showing, the highest outcomes first; `transaction` is for the caller to put in words."""
    worth = np.flatnonzero(outcomes > 0)
    chosen = worth[np.argsort(-outcomes[worth], kind="stable")][:SHOWN].tolist()
    ids = numbered.rows.cells.get("transaction_id")
    return highest(
        {
            "row": int(numbered.rows.block.rows[numbered.at[i]]),
            "transaction_id": ids[int(numbered.at[i])].as_py() if ids is not None else "",
            "date": numbered.dates[numbered.day[i]].isoformat(),
            "destination": deals[numbered.deal[i]].destination,
            "outcome": Outcome(int(outcomes[i])).name,
            "transaction": i,
        }
        for i in chosen
    )
