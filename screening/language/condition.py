"""The condition tree: a closed, loop-free language that every reader (explain, columns, solver, prose) can evaluate.

Six shapes and one comparison per leaf; nothing a back end could not translate can be written. A node compares equal to
another by meaning, not by where it stands in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from screening.language.facts import Value


class Op(StrEnum):
    """The operators of a leaf."""

    is_ = "is"
    in_ = "in"
    at_least = "at_least"
    more_than = "more_than"
    at_most = "at_most"
    less_than = "less_than"
    in_group = "in_group"
    listed_on = "listed_on"
    known = "known"


ORDERING = (Op.at_least, Op.more_than, Op.at_most, Op.less_than)

# What each type of fact may be asked.
FITS: dict[str, tuple[Op, ...]] = {
    "number": (Op.is_, *ORDERING, Op.known),
    "date": (Op.is_, *ORDERING, Op.known),
    "bool": (Op.is_, Op.known),
    "text": (Op.is_, Op.in_, Op.known),
    "code": (Op.is_, Op.in_, Op.known),
    "enum": (Op.is_, Op.in_, Op.known),
    "country": (Op.is_, Op.in_, Op.in_group, Op.known),
    "countries": (Op.in_, Op.in_group, Op.known),
    "lists": (Op.listed_on, Op.known),
}

At = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """True if every child is."""

    children: tuple[Condition, ...]
    at: str = At


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True if one child is."""

    children: tuple[Condition, ...]
    at: str = At


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; unknown stays unknown."""

    child: Condition
    at: str = At


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True if `n` children are."""

    n: int
    children: tuple[Condition, ...]
    at: str = At


@dataclass(frozen=True, slots=True)
class Term:
    """A dated legal definition, by id."""

    id: str
    at: str = At


@dataclass(frozen=True, slots=True)
class Parties:
    """Some or all parties in the given roles satisfy `where`; unknown if nobody in these roles is stated."""

    quantifier: Literal["any_party", "every_party"]
    roles: tuple[str, ...]
    where: Condition
    at: str = At


@dataclass(frozen=True, slots=True)
class Compare:
    """One comparison of one fact; `expected` has the fact's type (a tuple for `in` and `in_group`) or is `undefined`."""

    fact: str
    op: Op
    expected: Value | tuple[Value, ...]
    at: str = At


Condition = AllOf | AnyOf | Not | AtLeast | Term | Parties | Compare


def walk(node: Condition) -> Iterator[Condition]:
    """Yield the node and everything below it; terms are not entered."""
    yield node
    match node:
        case AllOf(children) | AnyOf(children) | AtLeast(_, children):
            for child in children:
                yield from walk(child)
        case Not(child) | Parties(_, _, child):
            yield from walk(child)


def outside_quantifiers(node: Condition) -> Iterator[Condition]:
    """Yield the nodes that are not inside `any_party` or `every_party`."""
    yield node
    match node:
        case AllOf(children) | AnyOf(children) | AtLeast(_, children):
            for child in children:
                yield from outside_quantifiers(child)
        case Not(child):
            yield from outside_quantifiers(child)
