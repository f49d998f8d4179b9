"""What a condition is evaluated against: known facts with their provenance, and the parties.

A fact that is not in the row is unknown. A number may be known only within bounds (`Interval`): a lower bound on a
chip's performance can prove "above", never "below".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from screening.language.facts import Value
from screening.terms import Text


@dataclass(frozen=True, slots=True)
class Interval:
    """A number known only within bounds; None is unbounded."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Known:
    """A fact's value, how we know it, and which of several values (list ids) are unverified.

    `possible` are list ids that may belong to the value: whether they do is unknown.
    """

    value: Value | Interval
    provenance: Text
    unverified: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party: its role, a label that tells it from others in the same role, and its known facts.

    `checked` names the facts of its identity that somebody verified.
    """

    role: str
    label: str
    values: Mapping[str, Known]
    stated: bool = True
    checked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """The known facts of one line of a transaction (or of the whole of it) and all its parties."""

    values: Mapping[str, Known]
    parties: tuple[PartyRow, ...] = ()
    line: int | None = None
    component: str = field(default="")
