"""The columns reader gives the explaining reader's answers: truth and soundness, node by node, for whatever rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from drawn_facts import drawn_rows
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import wide_conditions, wide_rows

from screening.app import load_screener
from screening.engine.columns import FALSE, TRUE, UNKNOWN, UNSOUND, Reading, frame_of
from screening.engine.explain import Evaluation, Trace
from screening.engine.grouping import grouped
from screening.engine.law import Law
from screening.engine.row import Row
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Parties, Term
from screening.terms import EARLIER, Kind

RULES = load_screener().rules
TRUTHS = {False: FALSE, None: UNKNOWN, True: TRUE}
DAYS = [date(2019, 6, 1), date(2020, 12, 23), date(2023, 11, 17), date(2024, 6, 1), date(2026, 9, 1), date(2028, 6, 1)]

versions = [version for rule in RULES.rules.values() for version in rule.versions]
defined = [Term(rule.id) for rule in RULES.rules.values() if rule.kind is Kind.term]
ready: list[Condition] = [*defined, *(version.condition for version in versions)]


def one_of_the_rules(number: int) -> Condition:
    """Return a term or a version's condition by number: they are too large for Hypothesis to show a strategy of them."""
    return ready[number]


terms_and_rules = st.integers(0, len(ready) - 1).map(one_of_the_rules)
proposals = frozenset(rule.id for rule in RULES.rules.values() if rule.versions[-1].status.value == "proposed")
laws = st.builds(Law, st.just(RULES), st.sampled_from(DAYS), st.sampled_from([frozenset(), proposals]))
many_rows = st.lists(wide_rows, min_size=1, max_size=8)

quick = settings(deadline=None, derandomize=True, max_examples=150)


def agree(reading: Reading, rows: list[Row], condition: Condition) -> None:
    """Compare truth and soundness of every node that the explaining reader visits, in every row."""
    truths, sound = reading.truth(condition), reading.sound(condition)
    for at, row in enumerate(rows):
        trace = Evaluation(reading.law, row).trace(condition)
        assert (truths[at], sound[at]) == (TRUTHS[trace.truth], trace.sound), (condition, row)
        _agree(reading, at, trace, condition, -1)


def _agree(reading: Reading, at: int, trace: Trace, node: Condition, party: int) -> None:
    assert reading.truth(node, party)[at] == TRUTHS[trace.truth], (node, at)
    assert reading.sound(node, party)[at] == trace.sound, (node, at)
    match node:
        case Compare():
            state = int(reading.state(node, party)[at])
            assert (state % UNSOUND, state < UNSOUND) == (TRUTHS[trace.truth], trace.verified)
        case AllOf(children) | AnyOf(children) | AtLeast(_, children):
            for child, inner in zip(children, trace.children, strict=True):
                _agree(reading, at, inner, child, party)
        case Not(child):
            _agree(reading, at, trace.children[0], child, party)
        case Parties(_, roles, where):
            concerned = [i for i, slot in enumerate(reading.frame.parties) if slot.among(roles)[at]]
            for i, inner in zip(concerned, trace.children if concerned else (), strict=True):
                _agree(reading, at, inner, where, i)


@quick
@given(wide_conditions(terms_and_rules), many_rows, laws)
def test_columns_give_the_answers_of_the_explaining_reader(condition: Condition, rows: list[Row], law: Law) -> None:
    """Truth and soundness; and what one reading has answered it answers again, after anything else."""
    reading = Reading(law, frame_of(rows))
    agree(reading, rows, condition)
    again = reading.truth(Not(condition))
    assert (again == TRUE - reading.truth(condition)).all()


@quick
@given(many_rows)
def test_a_frame_gives_its_rows_back(rows: list[Row]) -> None:
    """Every value with its provenance, every party in its place; only labels are left out."""
    frame = frame_of(rows)
    assert frame.size == len(rows)
    for at, row in enumerate(rows):
        back = frame.row(at, line=3)
        assert (dict(back.values), back.line) == (dict(row.values), 3)
        assert [(p.role, p.label, dict(p.values)) for p in back.parties] == [(p.role, "", dict(p.values)) for p in row.parties]


# --- The rules that ship -------------------------------------------------------------------------------------------------


def by_day() -> Iterator[tuple[date, list[Condition]]]:
    """Yield the first and the last day of every version with all versions that hold on it."""
    days = {version.start for version in versions} | {version.until - timedelta(1) for version in versions if version.until}
    for day in sorted(days - {EARLIER}):
        yield day, [held.condition for rule in RULES.rules.values() if (held := rule.on(day)) is not None]


def test_every_version_of_every_rule_is_read_alike_in_columns() -> None:
    """On the days it begins and ends, with all other law of those days around it, also as if proposals were law."""
    met: set[int] = set()
    for number, (day, held) in enumerate(by_day()):
        rows = drawn_rows(number, 3)
        law = Law(RULES, day, proposals if number % 2 else frozenset())
        reading, evaluations = Reading(law, frame_of(rows)), [Evaluation(law, row) for row in rows]
        for condition in held:
            told = [TRUTHS[each.truth(condition)] for each in evaluations]
            assert reading.truth(condition).tolist() == told, (day, condition)
            met |= set(told)
            if number % 4 == 0:
                assert reading.sound(condition).tolist() == [each.trace(condition).sound for each in evaluations], (day, condition)
    assert met == {FALSE, UNKNOWN, TRUE}


# --- Numbering combinations ----------------------------------------------------------------------------------------------

columns = st.integers(1, 12).flatmap(
    lambda size: st.lists(
        st.sampled_from([1, 2, 2**31 - 1, 2**40, 2**61]).flatmap(
            lambda most: st.lists(st.integers(0, 3).map(lambda n: n * (most // 3)), min_size=size, max_size=size)
        ),
        min_size=1,
        max_size=6,
    )
)


@quick
@given(columns)
def test_rows_have_one_number_exactly_if_they_are_equal(drawn: list[list[int]]) -> None:
    """Also where the combinations are more than an integer can count; every number has a row that stands for it."""
    arrays = [np.array(each, dtype=np.int64) for each in drawn]
    numbers, first = grouped(arrays)
    rows = list(zip(*drawn, strict=True))
    assert sorted(set(numbers.tolist())) == list(range(len(first)))
    for a, row in enumerate(rows):
        assert rows[first[numbers[a]]] == row
        for b, other in enumerate(rows):
            assert bool(numbers[a] == numbers[b]) is (row == other)
