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
from screening.batch.numbering import Numbered
from screening.batch.people import Person
from screening.engine.columns import grouped
from screening.screen.portfolio import Answer
from screening.terms import Outcome

Ints = npt.NDArray[np.int64]


def counted(
    numbered: Numbered,
    deals: Sequence[Deal],
    people: Ints,
    persons: Sequence[Person],
    record: Ints,
    answers: Sequence[Answer],
    rejected: Sequence[Rejected],
) -> Counts:
    """Return the counts of a block; `record` is, by transaction, the number of its answer in `answers`."""
    size = numbered.rows.block.table.num_rows + len(numbered.rows.block.rejected)
    counts = Counts(rows=size, screened=size - len(rejected), transactions=len(record))
    for number, many in enumerate(np.bincount(record).tolist()):
        if many:
            add_answer(counts, answers[number], many)
    outcomes = np.array([int(each.verdict.outcome) for each in answers] or [0], dtype=np.int64)[record]
    months = np.array([day.year * 12 + day.month - 1 for day in numbered.days], dtype=np.int64)
    for (month, outcome), many in _pairs(months, outcomes).items():
        counts.months[key(f"{month // 12}-{month % 12 + 1:02}", Outcome(outcome).name)] += many
    for (deal, outcome), many in _pairs(numbered.deal, outcomes).items():
        counts.destinations[key(deals[deal].destination, Outcome(outcome).name)] += many
    for number, many in enumerate(np.bincount(people.ravel()).tolist()):
        for match in persons[number].matches if many else ():
            found = match.hit.candidate
            listed = match.hit.list or found.party.sublist
            counts.parties[key(match.owner or match.party, listed, found.party.name, found.grade)] += many
    add_rejected(counts, rejected)
    counts.shown = _shown(numbered, deals, outcomes)
    return counts


def add_answer(counts: Counts, answer: Answer, many: int) -> None:
    """Count one answer that many transactions have."""
    verdict = answer.verdict
    counts.outcomes[verdict.outcome.name] += many
    for name, findings in (("rules", verdict.findings), ("would_apply", verdict.would_apply)):
        counter: Counter[str] = getattr(counts, name)
        highest_of: dict[str, Outcome] = {}
        for finding in findings:
            highest_of[finding.rule.id] = max(finding.outcome, highest_of.get(finding.rule.id, finding.outcome))
        for rule, outcome in highest_of.items():
            counter[key(rule, outcome.name)] += many
    for fact in {question.fact for question in answer.questions}:
        counts.unknown[fact] += many


def add_rejected(counts: Counts, rejected: Sequence[Rejected]) -> None:
    """Count rejected rows by their reasons."""
    for each in rejected:
        reason = key(each.column, _without_value(each.reason.en), _without_value(each.reason.ko))
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
    return re.sub(r"`[^`]*`|— .*$|\b\d+\b", "…", reason)


def _shown(numbered: Numbered, deals: Sequence[Deal], outcomes: Ints) -> list[Json]:
    """Return the rows worth showing: those with an outcome, the highest first; `transaction` is for the caller to put in words."""
    worth = np.flatnonzero(outcomes > 0)
    chosen = worth[np.argsort(-outcomes[worth], kind="stable")][:SHOWN].tolist()
    ids = numbered.rows.cells.get("transaction_id")
    return highest(
        {
            "row": int(numbered.rows.block.rows[numbered.at[i]]),
            "transaction_id": ids[int(numbered.at[i])].as_py() if ids is not None else "",
            "date": numbered.days[i].isoformat(),
            "destination": deals[numbered.deal[i]].destination,
            "outcome": Outcome(int(outcomes[i])).name,
            "transaction": i,
        }
        for i in chosen
    )
