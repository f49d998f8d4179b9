"""Distinct combinations of facts, numbered: what the columns reader needs of a thing, a party or a deal.

Only facts that some rule reads are kept. What no reason shows is forgotten, so that things which no rule tells apart are
one: how a value came to be known (except of a party), and how large a number is between the thresholds of the law.
Every row has a digest of what is left, the same in every process and every run: by it decisions are found again.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from screening.engine.columns import Column, Values
from screening.engine.prose import OWN_WORDS
from screening.engine.row import Interval, Known
from screening.language.condition import Compare, Condition, walk
from screening.language.rule import RuleSet
from screening.terms import Text

NOT_TOLD = Text("", "")
DIGEST = 16
"""Bytes of a row's digest; a row that knows nothing has zeros."""
Bytes = npt.NDArray[np.uint8]


def leaves(rules: RuleSet) -> Iterator[Compare]:
    """Yield every comparison that any version of any rule makes."""
    for rule in rules.rules.values():
        for version in rule.versions:
            conditions: list[Condition] = [version.condition, *(each.when for each in version.review if each.when)]
            for collection in version.collect:
                conditions.append(collection.parties.where)
                conditions += [each.when for each in collection.fields if each.when]
            for node in (node for condition in conditions for node in walk(condition)):
                if isinstance(node, Compare):
                    yield node


def read_facts(rules: RuleSet) -> frozenset[str]:
    """Return the names of all facts that rules read or collect."""
    collected = (
        field.fact
        for rule in rules.rules.values()
        for version in rule.versions
        for collection in version.collect
        for field in collection.fields
    )
    return frozenset(node.fact for node in leaves(rules)) | frozenset(collected)


def thresholds(rules: RuleSet) -> dict[str, list[Decimal]]:
    """Return, for the numbers whose values reasons leave out, what the law compares them with."""
    found: dict[str, set[Decimal]] = {}
    for node in leaves(rules):
        if node.fact.startswith(OWN_WORDS) and isinstance(node.expected, Decimal):
            found.setdefault(node.fact, set()).add(node.expected)
    return {fact: sorted(each) for fact, each in found.items()}


class FactTable:
    """Rows of facts, each distinct one with a number; row 0 knows nothing."""

    def __init__(self, rules: RuleSet, *, of_parties: bool = False) -> None:
        self._of_parties = of_parties
        self._names = tuple(sorted(name for name in read_facts(rules) if name.startswith("party.") == of_parties))
        self._thresholds = thresholds(rules)
        self._values = {name: Values() for name in self._names}
        self._classes: dict[tuple[str, Hashable], Known] = {}
        nothing = (0,) * len(self._names)
        self._numbers: dict[tuple[int, ...], int] = {nothing: 0}
        self._matrix = np.zeros((1, len(self._names)), dtype=np.int32)
        self._told: dict[str, list[bytes]] = {name: [b""] for name in self._names}
        self._new_digests: list[bytes] = []
        self._digests: Bytes = np.zeros((1, DIGEST), dtype=np.uint8)

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, facts: Mapping[str, Known]) -> int:
        """Return the number of a combination of facts, a new one if it was not met before."""
        codes = tuple(self._code(name, facts[name]) if name in facts else 0 for name in self._names)
        found = self._numbers.get(codes)
        if found is None:
            found = self._numbers[codes] = len(self._numbers)
            told = (self._told[name][code] for name, code in zip(self._names, codes, strict=True) if code)
            self._new_digests.append(hashlib.sha256(b"".join(told)).digest()[:DIGEST])
        return found

    @property
    def digests(self) -> Bytes:
        """The digests of all rows, in the order of their numbers."""
        if self._new_digests:
            new = np.frombuffer(b"".join(self._new_digests), dtype=np.uint8).reshape(-1, DIGEST)
            self._digests, self._new_digests = np.concatenate([self._digests, new]), []
        return self._digests

    def _code(self, name: str, known: Known) -> int:
        plain, told = self._plain(name, known), self._told[name]
        code = self._values[name].code(plain)
        if code == len(told):
            told.append(hashlib.sha256(repr(self._meaning(name, plain)).encode()).digest())
        return code

    def _meaning(self, name: str, known: Known) -> tuple[object, ...]:
        """Return what of a value can make a difference, without what depends on which of like values came first."""
        if name.startswith(OWN_WORDS):
            return name, _between(known.value, self._thresholds.get(name, []))
        value = tuple(sorted(known.value)) if isinstance(known.value, frozenset) else known.value
        how = known.provenance.en, known.provenance.ko
        return name, value, how, tuple(sorted(known.unverified)), tuple(sorted(known.possible))

    def facts(self, number: int) -> dict[str, Known]:
        """Return the facts of one row."""
        columns = self.columns(np.array([number]))
        return {name: known for name, column in columns.items() if (known := column.values.known[column.codes[0]])}

    def columns(self, numbers: npt.NDArray[np.integer]) -> dict[str, Column]:
        """Return the facts of many rows, given by their numbers, as columns; facts nobody knows have none."""
        if len(self._matrix) < len(self._numbers):
            new = list(self._numbers)[len(self._matrix) :]
            self._matrix = np.concatenate([self._matrix, np.array(new, dtype=np.int32)])
        met = self._matrix[numbers]
        known = met.any(axis=0)
        return {
            name: Column(np.ascontiguousarray(met[:, at]), self._values[name])
            for at, name in enumerate(self._names)
            if known[at]
        }

    def _plain(self, name: str, known: Known) -> Known:
        if name.startswith(OWN_WORDS):
            key = name, _between(known.value, self._thresholds.get(name, []))
            return self._classes.setdefault(key, replace(known, provenance=NOT_TOLD))
        return known if self._of_parties else replace(known, provenance=NOT_TOLD)


def _between(value: object, limits: list[Decimal]) -> Hashable:
    """Return where a number lies among thresholds, two positions for bounds; for what is no number only that it is known."""
    match value:
        case Decimal():
            return _position(value, limits)
        case Interval(low, high):
            return _position(low, limits), _position(high, limits)
        case _:
            return "known"


def _position(value: Decimal | None, limits: list[Decimal]) -> int:
    if value is None:
        return -1
    at = bisect_left(limits, value)
    return 2 * at + (at < len(limits) and limits[at] == value)
