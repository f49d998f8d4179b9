"""Batch and single screening agree: whatever the rows of a file, each transaction is decided as if it came alone.

The single path is the contract: `joined` rows, the border of `facts.transaction`, `Screener.screen`. The batch path remembers
texts, parties, orders, cases and answers; here it must forget, repeat and reorder without one cell of an answer changing.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import pyarrow as pa
import pytest
from conftest import ROOT
from deal_rows import AS_OF, ASSUMED, Cells, header, numbered, tables
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from screening.app import load_screener
from screening.batch import decider as deciding
from screening.batch.block import Block
from screening.batch.columns import ADDED, disagreement, joined, line_columns
from screening.batch.decider import Decider, Options
from screening.batch.mapping import Mapping, resolve
from screening.decision import Decision
from screening.errors import InvalidInput
from screening.facts.derive import derive
from screening.facts.transaction import Transaction
from screening.terms import Language
from screening.wire.cells import BETWEEN, bare, decided, law_warnings, match_text, reasons
from screening.wire.cells import cells as cells_of

SCREENER = load_screener()
PLAIN = Mapping()
OWN_WORDS = Mapping(
    values={
        "destination": {"Motherland": "CN", "HK": "HK"}, "end_user_email": {"a@example.com": ""}, "end_use": {"training": ""},
        "military_end_use": {"true": "yes"}, "value": {"100": "200"},
    },
    dates="%d.%m.%Y", constants={"hosting": "US"},
)  # fmt: skip

Answers = list[Cells | None]


def block(rows: Sequence[Cells], names: Sequence[str], number: int = 0, first: int = 2) -> Block:
    """Return rows as a block; cells that a row does not have are empty."""
    table = pa.table({name: pa.array([row.get(name, "") for row in rows], pa.string()) for name in names})
    return Block(number, table, np.arange(first, first + len(rows), dtype=np.int64))


def in_batch(
    decider: Decider, table: list[list[Cells]], names: Sequence[str], size: int
) -> list[Answers]:
    """Return the answers of all rows, by transaction, decided in blocks of `size` transactions."""
    answers: list[Answers] = []
    for number, at in enumerate(range(0, len(table), size)):
        rows = [row for each in table[at : at + size] for row in each]
        numbered = decider.read(block(rows, names, number))
        decider.queries(numbered)
        screened = decider.decide(numbered)
        assert tuple(screened.added.column_names) == ADDED
        assert len(screened.kept) == screened.added.num_rows
        assert sorted([*(screened.kept + 2).tolist(), *(each.row for each in screened.rejected)]) == list(range(2, len(rows) + 2))
        assert (screened.counts.rows, screened.counts.screened) == (len(rows), len(screened.kept))
        found = dict(zip(screened.kept.tolist(), screened.added.to_pylist(), strict=True))
        told = iter(found.get(row) for row in range(len(rows)))
        answers += [[next(told) for _ in each] for each in table[at : at + size]]
    return answers


def alone(rows: list[Cells], options: Options, names: Sequence[str], mapping: Mapping = PLAIN) -> Answers:
    """Return the answers of the rows of one transaction, screened by itself; None for each if it is refused."""
    resolved = resolve(mapping, names)
    cells = [mapping.cells(resolved, row) for row in rows]
    if any(disagreement(cells[0], other) for other in cells[1:]):
        return [None] * len(rows)
    try:
        transaction = Transaction.model_validate(joined(cells))
        decision = SCREENER.screen(transaction, as_of=options.as_of, assume=options.assume, outlook=False)
    except (ValidationError, InvalidInput):
        return [None] * len(rows)
    common = dict(_common(transaction, decision, options.language))
    tiers = iter(BETWEEN.join(line.tier) for line in decision.lines)
    return [common | {"tier": next(tiers) if any(row.get(name, "").strip() for name in line_columns) else ""} for row in cells]


def _common(transaction: Transaction, decision: Decision, language: Language) -> Iterator[tuple[str, str]]:
    """Yield every added column but the tier."""
    rules = SCREENER.rules
    verdict = decided(decision)
    told = cells_of(verdict, decision.questions, language)
    facts = derive(transaction, SCREENER.catalogue, rules, SCREENER.watchlist, decision.as_of)
    warnings = (*facts.warnings, *law_warnings(rules, decision.as_of, decision.assumed))
    for name in ("outcome", "rules", "would_apply", "review_policy", "missing_facts", "citations"):
        yield name, getattr(told, name)
    yield "because", reasons(verdict, lambda each: bare(each.trace, rules, language), language, lines=len(decision.lines))
    yield "listed_matches", BETWEEN.join(map(match_text, decision.party_matches))
    yield "decision_id", decision.id
    yield "warnings", BETWEEN.join(filter(None, [*(each.in_(language) for each in warnings), told.unverified]))


def same(batch: list[Answers], single: list[Answers], table: list[list[Cells]]) -> None:
    """Fail on the first difference, naming the column and showing the rows."""
    for found, wanted, rows in zip(batch, single, table, strict=True):
        assert [each is None for each in found] == [each is None for each in wanted], ("refused by one only", rows, found, wanted)
        for a, b in zip(found, wanted, strict=True):
            for column in ADDED if a is not None and b is not None else ():
                assert a[column] == b[column], (column, a[column], b[column], rows)


quick = settings(
    max_examples=16, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # making a failing table smaller takes minutes; `same` shows the one transaction
)  # fmt: skip


@quick
@given(tables(), AS_OF, ASSUMED, st.sampled_from(["en", "ko"]), st.integers(1, 9), st.integers(0, 9), st.randoms(use_true_random=False))
def test_every_row_is_answered_as_if_its_transaction_came_alone(table, as_of, assume, language, size, more, random) -> None:
    """All eleven columns; also when the same rows come again in another order and other blocks."""
    table = numbered(table)
    names, options = header(table, more), Options(as_of, SCREENER.assumed(assume), language)
    single = [alone(rows, options, names) for rows in table]
    decider = Decider(SCREENER, resolve(PLAIN, names), PLAIN, options)
    same(in_batch(decider, table, names, size), single, table)
    order = random.sample(range(len(table)), len(table))
    again = [table[at] for at in order]
    same(in_batch(decider, again, names, len(table)), [single[at] for at in order], again)


@settings(quick, max_examples=6)
@given(tables(), st.integers(1, 5))
def test_own_words_mean_the_same_in_both(table, size) -> None:
    """Values and dates of a mapping, also in columns that are only looked through; a constant for every row."""
    table = [[row | ({"date": "03.06.2024"} if row.get("date") == "2024-06-03" else {}) for row in rows] for rows in numbered(table)]
    names = [name for name in header(table, 0) if name != "hosting"]
    single = [alone(rows, Options(), names, OWN_WORDS) for rows in table]
    same(in_batch(Decider(SCREENER, resolve(OWN_WORDS, names), OWN_WORDS, Options()), table, names, size), single, table)


@settings(quick, max_examples=6)
@given(tables())
def test_what_is_forgotten_is_learned_again(table) -> None:
    """A decider that forgets between blocks answers as one that remembers."""
    table = numbered(table)
    names = header(table, 0)
    resolved = resolve(PLAIN, names)
    remembered = in_batch(Decider(SCREENER, resolved, PLAIN, Options()), table, names, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deciding, "FORGET", 0)
        assert in_batch(Decider(SCREENER, resolved, PLAIN, Options()), table, names, 2) == remembered


def test_the_orders_that_ship_are_decided_alike() -> None:
    """All of them, and how many come to what."""
    with (ROOT / "fixtures" / "orders.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restval="")
        rows, names = list(reader), list(reader.fieldnames or ())
    table = [list(many) for _, many in groupby(rows, key=lambda row: row["transaction_id"])]
    single = [alone(each, Options(), names) for each in table]
    found = in_batch(Decider(SCREENER, resolve(PLAIN, names), PLAIN, Options()), table, names, 20)
    same(found, single, table)
    assert Counter(each[0]["outcome"] if each[0] else "rejected" for each in found) == {
        "license_required": 23, "no_control_found": 21, "information_needed": 7, "review": 3, "prohibited": 2,
        "conditions_apply": 2, "rejected": 6,
    }  # fmt: skip


CASES: dict[str, list[Cells]] = {
    "the id of a deal with an end use": [{"date": "2024-06-03", "activity": "export", "destination": "NO", "end_use": "x", "item": "NVIDIA A100"}],
    "spaces around what is repeated": [
        {"date": "2024-06-03", "activity": "export", "destination": "NO", "item": "NVIDIA A100"}, {"activity": "export ", "item": "NVIDIA A100"},
    ],
    "no-break spaces": [{"date": "2024-06-03", "activity": "support", "end_user_email": "\u3000", "end_use": "x\u00a0"}],
    "one name written with other spaces": [
        {"date": "2024-06-03", "activity": "support", "end_user_name": "A B", "freight_forwarder_name": "A B "},
    ],
    "a value of nothing": [{"date": "2024-06-03", "activity": "support", "value": "100"}],
    "a row without an item is no line": [
        {"date": "2024-06-03", "activity": "cloud_rental", "destination": "CN"}, {"chip": "nvidia-h20", "item": "NVIDIA A100"},
    ],
    "each figure stands for a kind of chip": [
        {"date": "2024-06-03", "activity": "export", "tpp": "100", "quantity": "1"}, {"tpp": "200", "quantity": "1"},
    ],
    "the last region is told": [
        {"date": "2024-06-03", "activity": "cloud_rental", "hosting": "DE", "item": f"p4d.24xlarge {region}"} for region in ("us-west-2", "us-east-1")
    ],
    "no deal's doubts are another's": [{"date": "2024-06-03", "activity": "support"}],
    "a thousand lines": [{"date": "2024-06-03", "activity": "export", "item": "mouse"}, *([{"item": "mouse"}] * 1000)],
}  # fmt: skip


def test_cases_that_were_once_decided_otherwise() -> None:
    """Each of them, in one block with the others, before and after them."""
    table = [[{"transaction_id": f"C-{at}"} | row for row in rows] for at, rows in enumerate([*CASES.values(), *list(CASES.values())[::-1]])]
    regions = table[list(CASES).index("the last region is told")]
    assert len(regions) == 2
    table.append([regions[0] | {"transaction_id": "D", "item": regions[1]["item"]}, regions[1] | {"transaction_id": "D", "item": regions[0]["item"]}])
    names = header(table, 0)
    single = [alone(rows, Options(), names) for rows in table]
    assert sum(each[0] is None for each in single) == 4
    for size in (1, len(table)):
        same(in_batch(Decider(SCREENER, resolve(PLAIN, names), PLAIN, Options()), table, names, size), single, table)
