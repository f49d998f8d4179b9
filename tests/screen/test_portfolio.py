"""Whole decisions, made both ways: every fixture with the others of its day, as frames and by the explaining reader."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from both_ways import differences, in_columns, rows_in_columns, unanswered
from conftest import ROOT
from drawn_facts import drawn_rows, nearly_alike

from screening.app import load_screener
from screening.decision import Decision, judged
from screening.engine.row import Row
from screening.errors import InvalidInput
from screening.facts.derive import FactRows, derive
from screening.facts.reading import read_transaction
from screening.facts.transaction import Transaction
from screening.screen.questions import questions

SCREENER = load_screener()


def transactions() -> Iterator[tuple[str, Transaction]]:
    """Yield the name of every fixture that is a transaction, and what it says."""
    for path in sorted((ROOT / "fixtures").rglob("*.yaml")):
        if (transaction := _read(path)) is not None:
            yield path.stem, unanswered(transaction, SCREENER)


def _read(path: Path) -> Transaction | None:
    if path.name.endswith(".map.yaml"):
        return None
    try:
        return read_transaction(path)
    except InvalidInput:
        return None  # fixtures of other kinds: lists, mappings


@cache
def by_day() -> Mapping[date, list[tuple[str, Transaction]]]:
    """Return the fixtures by the day of their law; each is also asked under the law of three days that are not its own."""
    days: defaultdict[date, list[tuple[str, Transaction]]] = defaultdict(list)
    for name, transaction in transactions():
        for day in {transaction.date, date(2020, 12, 22), date(2024, 6, 3), date(2026, 9, 30)} - {None}:
            days[day].append((name, transaction))
    return days


def test_all_fixtures_are_there() -> None:
    """An empty comparison would prove nothing."""
    assert len({name for many in by_day().values() for name, _ in many}) >= 38


@pytest.mark.parametrize("assume", [(), ("all",)], ids=["as it is", "with every proposal"])
def test_fixtures_are_decided_alike_both_ways(assume: tuple[str, ...]) -> None:
    """Outcome, findings part by part, questions, tiers, and the cells in both languages."""
    outcomes: Counter[str] = Counter()
    for day, many in by_day().items():
        columns = in_columns(SCREENER, [transaction for _, transaction in many], day, assume)
        for (name, transaction), each in zip(many, columns, strict=True):
            single = SCREENER.screen(transaction, as_of=day, assume=assume, outlook=False)
            assert list(differences(single, each, SCREENER)) == [], f"{name} on {day}"
            outcomes[single.outcome.name] += 1
    assert len(outcomes) >= 5, outcomes  # nearly every kind of outcome was met


def explained(rows: Sequence[Row], day: date, assume: tuple[str, ...]) -> Iterator[Decision]:
    """Yield decisions on bare rows of facts, each a transaction without items, made by the explaining reader."""
    law = SCREENER.law(day, SCREENER.assumed(assume))
    form = SCREENER.screen(Transaction.model_validate({"activity": "support"}), as_of=day, assume=assume, outlook=False)
    for row in rows:
        verdict = judged(law, list(SCREENER._findings(law, FactRows((), row, (), {}))))
        yield replace(
            form, outcome=verdict.outcome, findings=verdict.findings, would_apply=verdict.would_apply,
            undecided=verdict.undecided, questions=tuple(questions(verdict.findings, {}, SCREENER.rules)), lines=(),
        )  # fmt: skip


def bases() -> list[tuple[date, Row]]:
    """Return rows to vary: lines of fixtures, where rules fire, and rows over all facts."""
    found = []
    for _, transaction in transactions():
        day = transaction.date or date(2026, 8, 1)
        lines = derive(transaction, SCREENER.catalogue, SCREENER.rules, SCREENER.watchlist, day).lines
        found += [(day, replace(row, line=None)) for line in lines[:1] for row in line.rows[:1]]
    return found[::3] + [(date(2024, 6, 3), row) for row in drawn_rows(7, 3)]


@pytest.mark.parametrize("assume", [(), ("all",)], ids=["as it is", "with every proposal"])
def test_rows_that_differ_in_one_thing_are_not_taken_for_each_other(assume: tuple[str, ...]) -> None:
    """One explained row stands for all rows of its pattern: nothing that makes a difference may be missing from it."""
    for seed, (day, base) in enumerate(bases()):
        rows = list(nearly_alike(base, seed, 40))
        columns = rows_in_columns(SCREENER, rows, day, assume)
        for single, each, row in zip(explained(rows, day, assume), columns, rows, strict=True):
            assert list(differences(single, each, SCREENER)) == [], (day, row)
