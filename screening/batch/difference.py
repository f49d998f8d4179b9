"""One portfolio under two laws: which transactions change, from what to what, because of which provision.

Every block is screened twice, under the law of one day and under that of another (or with a proposal assumed), and the
answers are held against each other. A provision is named where it stands on one side only, or reads otherwise on each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from screening.batch.answers import Screened
from screening.batch.block import Block, Rejected
from screening.batch.counts import SHOWN
from screening.batch.options import Options
from screening.batch.summary import rule_reference
from screening.language.rule import Rule, Version
from screening.parties.answers import Answers
from screening.parties.matcher import Query
from screening.screen import Screener
from screening.screen.cautions import compared
from screening.terms import Kind, Outcome, Text
from screening.wire.cells import BETWEEN

Json = dict[str, Any]
Ints = npt.NDArray[np.int64]

COLUMNS = (
    "row", "transaction_id", "date", "outcome_from", "outcome_to", "review_policy_from", "review_policy_to", "because",
    "rules_from", "rules_to",
)  # fmt: skip
"""The columns of the list of changes."""
COMPARED = ("outcome", "review_policy", "rules")
"""What of two answers is held against each other."""


class Deciding(Protocol):
    """Who screens blocks under one law."""

    def read(self, block: Block) -> Any: ...
    def queries(self, numbered: Any) -> list[Query]: ...
    def decide(self, numbered: Any) -> Screened: ...


@dataclass(slots=True)
class Changes:
    """What two laws make of a portfolio, added up block by block; `shown` are the first changed rows."""

    rows: int = 0
    rejected: int = 0
    transactions: int = 0
    changed: int = 0
    other: int = 0
    """transactions whose outcome stays, under other rules or another review policy"""
    flows: Counter[tuple[str, str]] = field(default_factory=Counter)
    because: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """Screens blocks under two laws; `before` and `after` are who does it under each, with what was asked of them."""

    screener: Screener
    before: tuple[Deciding, Options]
    after: tuple[Deciding, Options]
    kept: Answers | None = None
    changes: Changes = field(default_factory=Changes)

    def compare(self, block: Block, id_header: str | None, date_header: str | None) -> tuple[pa.Table, list[Rejected]]:
        """Return the changed transactions of a block as a table, and the rows that either law cannot be asked about."""
        sides = [self._screened(decider, block) for decider, _ in (self.before, self.after)]
        rejected = {each.row: each for side in sides for each in side.rejected}
        refused = {block.rows[at] for side in sides for at in np.setdiff1d(np.arange(len(block.rows)), side.kept).tolist()}
        first = _firsts(block, id_header)
        kept = [int(at) for at in first.tolist() if block.rows[at] not in refused]
        told = [self._told(side, kept) for side in sides]
        ids, days = (block.table.column(each).to_pylist() if each else None for each in (id_header, date_header))
        rows = []
        for i, at in enumerate(kept):
            one, other = told[0][i], told[1][i]
            row = (str(block.rows[at]), ids[at] if ids else "", days[at] if days else "")
            why = self.held(row, one, other)
            if why is None:
                continue
            rows.append((*row, one[0], other[0], one[1], other[1], BETWEEN.join(rule for rule, _ in why), one[2], other[2]))
        self.changes.rows += len(block.rows) + len(block.rejected)
        self.changes.rejected += len(rejected)
        self.changes.transactions += len(kept)
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
        table = pa.table({name: pa.array(cells, pa.string()) for name, cells in zip(COLUMNS, columns, strict=True)})
        return table, sorted(rejected.values(), key=lambda each: each.row)

    def held(
        self, row: tuple[str, str, str], one: Sequence[str], other: Sequence[str]
    ) -> list[tuple[str, str]] | None:
        """Hold two answers (`COMPARED`) against each other and count them; return because of what they differ.

        None if they do not, or only in notices. `row` is the transaction's number, id and date.
        """
        self.changes.flows[one[0], other[0]] += 1
        if one == other:
            return None
        why = self.because(one[2], other[2])
        if one[0] != other[0]:
            self.changes.changed += 1
            self.changes.because.update(why)
            self._show(row, one, other, why)
        elif not why and one[1] == other[1]:
            return None  # only notices differ
        else:
            self.changes.other += 1
        return why

    def because(self, before: str, after: str) -> list[tuple[str, str]]:
        """Return the provisions in which two lists of rules differ, each with how: begins, ends or changes."""
        one, other = (self._deciding(each) for each in (before, after))
        told = [(rule, "begins") for rule in other if rule not in one] + [(rule, "ends") for rule in one if rule not in other]
        told = told or [(rule, "changes") for rule in other if self._reads_otherwise(rule)]
        controls = [each for each in told if self.screener.rules.rules[each[0]].kind is Kind.control]
        return controls or told  # duties and flags that come with a control are not the cause

    def _deciding(self, rules: str) -> list[str]:
        """Return the rules of a cell that decide: notices only tell."""
        known = self.screener.rules.rules
        return [rule for rule in rules.split(BETWEEN) if rule and known[rule].kind is not Kind.notice]

    def _reads_otherwise(self, id: str) -> bool:
        """Whether a rule, or what it refers to, is another on either side; where the days are each deal's own it may be."""
        days = (self.before[1].as_of, self.after[1].as_of)
        if days[0] is None or days[1] is None:
            return days[0] is not days[1]
        low, high = min(days[0], days[1]), max(days[0], days[1])
        return any(low < day <= high for day in self.screener.rules.change_days(id))

    def _screened(self, decider: Deciding, block: Block) -> Screened:
        read = decider.read(block)
        self.screener.watchlist.learn(decider.queries(read), kept=self.kept)
        return decider.decide(read)

    def _told(self, side: Screened, kept: Sequence[int]) -> list[tuple[str, str, str]]:
        place = {at: i for i, at in enumerate(side.kept.tolist())}
        at = pa.array([place[each] for each in kept], pa.int64())
        columns = [side.added.column(name).take(at).to_pylist() for name in COMPARED]
        return list(zip(*columns, strict=True))

    def _show(
        self, row: tuple[str, str, str], one: Sequence[str], other: Sequence[str], why: Sequence[tuple[str, str]]
    ) -> None:
        if len(self.changes.shown) < SHOWN:
            self.changes.shown.append({
                "row": int(row[0]), "transaction_id": row[1], "date": row[2], "from": one[0], "to": other[0],
                "because": [rule for rule, _ in why], "rules_from": self._deciding(one[2]), "rules_to": self._deciding(other[2]),
            })  # fmt: skip

    def summary(self, source: str, notices: Sequence[Text]) -> Json:
        """Return the comparison as `difference.v1`."""
        changes, rules = self.changes, self.screener.rules
        told = [*notices]
        if changes.other:
            told.append(
                Text(
                    f"{changes.other:,} more transactions keep their outcome, under other rules or another review policy: "
                    "the list of changes has them",
                    f"판정은 같으나 적용 규칙이나 심사 방침이 바뀌는 거래 {changes.other:,}건은 변경 목록에 있음",
                )
            )
        return {
            "schema": "difference.v1",
            "input": source,
            "from": _side(self.before[1]),
            "to": _side(self.after[1]),
            "hypothetical": bool(self.before[1].assume or self.after[1].assume),
            "law_verified_through": rules.verified_through.isoformat(),
            "rows": {"read": changes.rows, "screened": changes.rows - changes.rejected, "rejected": changes.rejected},
            "transactions": changes.transactions,
            "changed": changes.changed,
            "flows": [
                {"from": one, "to": other, "transactions": many} for (one, other), many in sorted(changes.flows.items())
            ],
            "because": [
                {**_provision(rules.rules[id], how, self.before[1], self.after[1]), "transactions": many}
                for (id, how), many in sorted(changes.because.items(), key=lambda each: (-each[1], each[0]))
            ],
            "changes": sorted(changes.shown, key=lambda each: (-Outcome[each["to"]], each["row"])),
            "notices": [{"en": each.en, "ko": each.ko} for each in (*told, *compared(self.screener.watchlist, rules))],
        }


def _side(options: Options) -> Json:
    return {"as_of": options.as_of.isoformat() if options.as_of else None, "assumed": sorted(options.assume)}


def _provision(rule: Rule, how: str, before: Options, after: Options) -> Json:
    """Return a rule as it reads on the side it is named for, and since when (or until when) it stands there."""
    version = _on(rule, before.as_of if how == "ends" else after.as_of)
    day: date | None = version.until if how == "ends" else version.start
    if how == "begins" and before.as_of is not None and rule.on(before.as_of) is None:
        day = min((each.start for each in rule.versions if each.start > before.as_of), default=day)
    assumed = rule.id in after.assume and not version.status.controlling
    return {**rule_reference(rule, version), "change": how, "since": None if assumed or not day else day.isoformat()}


def _on(rule: Rule, day: date | None) -> Version:
    return (rule.on(day) if day else None) or rule.versions[-1]


def _firsts(block: Block, id_header: str | None) -> Ints:
    """Return the first row of every transaction of a block."""
    starts = np.ones(len(block.rows), dtype=bool)
    if id_header is not None and len(starts) > 1:
        ids = np.array(block.table.column(id_header).to_pylist(), dtype=object)
        starts[1:] = (ids[1:] != ids[:-1]) | (ids[1:] == "")
    return np.flatnonzero(starts)
