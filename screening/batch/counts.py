"""What a run comes to: counts that add up block by block, and the summary made of them (`portfolio.v1`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from screening.terms import Outcome

SHOWN = 200
"""Rows a summary shows one by one, those with the highest outcomes first."""

Json = dict[str, Any]


@dataclass(slots=True)
class Counts:
    """Counts of transactions (and of rows, where it says so) of one block or of many.

    Keys with several parts are joined by a tab, so that they are JSON as they stand.
    """

    rows: int = 0
    screened: int = 0
    transactions: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    would_apply: Counter[str] = field(default_factory=Counter)
    destinations: Counter[str] = field(default_factory=Counter)
    parties: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    """for every reason of rejection the first row that has it"""
    shown: list[Json] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Add the counts of the block that follows."""
        self.rows += other.rows
        self.screened += other.screened
        self.transactions += other.transactions
        for name in COUNTERS:
            getattr(self, name).update(getattr(other, name))
        for reason, row in other.first.items():
            self.first.setdefault(reason, row)
        self.shown = highest([*self.shown, *other.shown])

    def to_json(self) -> Json:
        """Return the counts as plain data."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Counts:
        """Return the counts that were written so."""
        counters: dict[str, Any] = {name: Counter(value) for name, value in data.items() if name in COUNTERS}
        return cls(**{**data, **counters})


COUNTERS = ("outcomes", "months", "rules", "would_apply", "destinations", "parties", "unknown", "rejected")


def highest(shown: Iterable[Json]) -> list[Json]:
    """Return the rows to show: highest outcome first, in the order of the file."""
    return sorted(shown, key=lambda each: (-Outcome[each["outcome"]], each["row"]))[:SHOWN]


def key(*parts: object) -> str:
    """Return a key of several parts."""
    return "\t".join(str(part).replace("\t", " ") for part in parts)
