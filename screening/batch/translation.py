"""A row in a user's own words, turned into ours: headers into columns, values into our values, dates into days.

Nothing is changed that the mapping does not speak of: no value by resemblance, no date by trying formats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from functools import cache

from screening.batch.columns import TABLE, pieces
from screening.batch.headers import folded

DIRECTIVES = {"Y": "([0-9]{4})", "m": "([0-9]{1,2})", "d": "([0-9]{1,2})"}
"""What a form of dates may hold, each once, and what it stands for."""

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Own header -> column; column -> own value -> ours; how dates are written; column -> what holds for every row.

    `places` says where each of these stands in the mapping's file. An empty mapping is good for a file in our own columns.
    """

    columns: Dictionary[str, str] = field(default_factory=dict)
    values: Dictionary[str, Dictionary[str, str]] = field(default_factory=dict)
    dates: str | None = None
    constants: Dictionary[str, str] = field(default_factory=dict)
    places: Dictionary[tuple[str, str], str] = field(default_factory=dict)
    _means: Dictionary[str, tuple[Dictionary[str, str], Dictionary[str, str]]] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the values to be looked up as they stand, and without regard to case."""
        exact = {column: {own.strip(): ours for own, ours in words.items()} for column, words in self.values.items()}
        object.__setattr__(self, "_means", {column: (words, _foldings(words)) for column, words in exact.items()})

    def value(self, column: str, text: str) -> str:
        """Return what a cell means in our words; the text as it is if the mapping does not speak of it.

        In a column that holds a list, the parts of the list are looked up if the whole is not found.
        """
        if column not in self.values:
            return text
        found = self._lookup(column, text)
        if found is None and TABLE[column].form == "several":
            parts = [(piece, self._lookup(column, piece)) for piece in pieces(text)]
            if any(ours is not None for _, ours in parts):
                found = ";".join(piece if ours is None else ours for piece, ours in parts)
        return text if found is None else found

    def date(self, text: str) -> str:
        """Return a day in the declared form as YYYY-MM-DD (also one that no calendar has), any other text as it is."""
        given = text.strip()
        if self.dates is None or ISO.fullmatch(given):
            return text
        order, pattern = _pattern(self.dates)
        found = pattern.fullmatch(given)
        if not found:
            return text
        part = dict(zip(order, found.groups(), strict=True))
        return f"{part['Y']}-{int(part['m']):02}-{int(part['d']):02}"

    def cells(self, resolved: Dictionary[str, str], row: Dictionary[str, str]) -> dict[str, str]:
        """Return the contract's cells of a row: columns renamed as `resolve` says, values in our words, constants added."""
        cells = {column: self.value(column, row.get(header, "")) for header, column in resolved.items()}
        if "date" in cells:
            cells["date"] = self.date(cells["date"])
        return dict(self.constants) | cells

    def _lookup(self, column: str, text: str) -> str | None:
        exact, without_case = self._means[column]
        found = exact.get(text.strip())
        return without_case.get(folded(text)) if found is None else found


def _foldings(words: Dictionary[str, str]) -> dict[str, str]:
    """Values without regard to case; where two that differ only by case mean different things, neither is among them."""
    means: dict[str, set[str]] = {}
    for own, ours in words.items():
        means.setdefault(folded(own), set()).add(ours)
    return {own: ours.pop() for own, ours in means.items() if len(ours) == 1}


@cache
def _pattern(dates: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The order of year, month and day, and what a date looks like; parts that touch must have all their digits."""
    parts = re.split(r"%([Ymd])", dates.strip())
    order = tuple(parts[1::2])
    touching = "" in parts[2:-1:2]
    pattern = "".join(
        re.escape(part) if at % 2 == 0 else DIRECTIVES[part].replace("1,2", "2" if touching else "1,2")
        for at, part in enumerate(parts)
    )
    return order, re.compile(pattern)
