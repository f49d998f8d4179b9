"""The columns reader: the same conditions on many rows at once, with the same three-valued answers.

A truth is a byte: 0 false, 1 unknown, 2 true, so that `and` is the minimum, `or` the maximum and `not` two minus it. A fact's
column holds codes into the list of its distinct values; a comparison is asked once of each distinct value, and spread
over the rows. Explains nothing: that is the explaining reader's work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from screening.engine.compare import holds
from screening.engine.law import Law
from screening.engine.row import Known, PartyRow, Row
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Op, Parties, Term

FALSE, UNKNOWN, TRUE = 0, 1, 2

Truths = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.int32]

UNSOUND = 3
"""Added to a leaf's truth where it rests on an unverified membership: its state is more than its truth."""


class Values:
    """The distinct values of one fact, numbered as they are met; number 0 is "not known"."""

    def __init__(self) -> None:
        self.known: list[Known | None] = [None]
        self._codes: dict[Known | None, int] = {None: 0}

    def code(self, known: Known | None) -> int:
        """Return the number of a value, a new one if it was not met before."""
        found = self._codes.get(known)
        if found is None:
            found = self._codes[known] = len(self.known)
            self.known.append(known)
        return found


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of every row: codes into its distinct values."""

    codes: Codes
    values: Values

    def met(self) -> Sequence[int]:
        """Return the codes that occur."""
        return np.flatnonzero(np.bincount(self.codes, minlength=1)).tolist()


@dataclass(frozen=True, slots=True)
class PartyColumns:
    """The nth party of every row: its role (codes into `roles`; 0: this row has no nth party) and its facts."""

    role: Codes
    roles: Sequence[str]
    facts: Mapping[str, Column]

    def among(self, roles: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Return in which rows the party has one of these roles."""
        wanted = np.array([name in set(roles) for name in self.roles], dtype=bool)
        return wanted[self.role]


@dataclass(frozen=True, slots=True)
class Frame:
    """Facts and parties of many rows; a fact without a column is known of no row."""

    size: int
    facts: Mapping[str, Column]
    parties: tuple[PartyColumns, ...] = ()

    def row(self, at: int, line: int | None = None) -> Row:
        """Return one row as the explaining reader wants it; party labels are left out, as nobody may rest on them."""
        there = ((each.roles[each.role[at]], each) for each in self.parties)
        parties = tuple(PartyRow(role, "", _known(each.facts, at)) for role, each in there if role != "")
        return Row(_known(self.facts, at), parties, line)


def _known(facts: Mapping[str, Column], at: int) -> dict[str, Known]:
    values = ((name, column.values.known[column.codes[at]]) for name, column in facts.items())
    return {name: known for name, known in values if known is not None}


def frame_of(rows: Sequence[Row]) -> Frame:
    """Return rows as a frame; the nth party of a row becomes the nth party of the frame."""
    facts = _columns([row.values for row in rows])
    slots = []
    for at in range(max((len(row.parties) for row in rows), default=0)):
        nth = [row.parties[at] if at < len(row.parties) else None for row in rows]
        roles = ["", *dict.fromkeys(each.role for each in nth if each)]
        codes = np.array([roles.index(each.role) if each else 0 for each in nth], dtype=np.int32)
        slots.append(PartyColumns(codes, roles, _columns([each.values if each else {} for each in nth])))
    return Frame(len(rows), facts, tuple(slots))


def _columns(rows: Sequence[Mapping[str, Known]]) -> dict[str, Column]:
    columns = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        values = Values()
        codes = np.array([values.code(row.get(name)) for row in rows], dtype=np.int32)
        columns[name] = Column(codes, values)
    return columns


@dataclass(slots=True)
class Reading:
    """Reads conditions on one frame under one law; terms and comparisons are read once."""

    law: Law
    frame: Frame
    _terms: dict[tuple[str, int], Truths] = field(default_factory=dict)
    _truths: dict[tuple[int, int], tuple[Condition, Truths]] = field(default_factory=dict)
    _states: dict[tuple[int, int], tuple[Compare, Truths]] = field(default_factory=dict)
    _sound: dict[tuple[int, int], tuple[Condition, npt.NDArray[np.bool_]]] = field(default_factory=dict)
    _met: dict[int, Sequence[int]] = field(default_factory=dict)

    def truth(self, node: Condition, party: int = -1) -> Truths:
        """Return the truth of a condition for every row (inside a quantifier: for the nth party, -1: outside)."""
        key = (id(node), party)
        if key not in self._truths:  # kept with the node itself, so that no other can come by its id
            self._truths[key] = node, self._truth(node, party)
        return self._truths[key][1]

    def _truth(self, node: Condition, party: int) -> Truths:
        match node:
            case AllOf(children):
                return self._all(children, party)
            case AnyOf(children):
                return self._any(children, party)
            case AtLeast(n, children):
                truths = [self.truth(child, party) for child in children]
                sure = sum((each == TRUE for each in truths), np.zeros(self.frame.size, dtype=np.int64))
                possible = sum((each != FALSE for each in truths), np.zeros(self.frame.size, dtype=np.int64))
                return ((sure >= n).astype(np.uint8) + (possible >= n)).astype(np.uint8)
            case Not(child):
                return np.subtract(TRUE, self.truth(child, party), dtype=np.uint8)
            case Term():
                return self._term(node, party)
            case Parties():
                return self._parties(node)
            case Compare():
                return self.state(node, party) % UNSOUND

    def _all(self, children: Sequence[Condition], party: int) -> Truths:
        result = self._constant(TRUE)
        for child in children:
            result = np.minimum(result, self.truth(child, party))
            if not result.any():  # most rules fail everywhere at their first member
                break
        return result

    def _any(self, children: Sequence[Condition], party: int) -> Truths:
        result = self._constant(FALSE)
        for child in children:
            result = np.maximum(result, self.truth(child, party))
        return result

    def _constant(self, truth: int) -> Truths:
        return np.full(self.frame.size, truth, dtype=np.uint8)

    def _term(self, node: Term, party: int) -> Truths:
        key = (node.id, party)
        if key not in self._terms:
            version = self.law.rules.rules[node.id].on(self.law.as_of)
            law = version is not None and self.law.defines(node.id, version)
            # no such law on that day: false
            self._terms[key] = self.truth(version.condition, party) if law and version else self._constant(FALSE)
        return self._terms[key]

    def _parties(self, node: Parties) -> Truths:
        some = node.quantifier == "any_party"
        result = self._constant(FALSE if some else TRUE)
        anybody = np.zeros(self.frame.size, dtype=bool)
        for at, slot in enumerate(self.frame.parties):
            concerned = slot.among(node.roles)
            if not concerned.any():
                continue
            anybody |= concerned
            truth = np.where(concerned, self.truth(node.where, at), FALSE if some else TRUE)
            result = np.maximum(result, truth) if some else np.minimum(result, truth)
        return np.where(anybody, result, UNKNOWN).astype(np.uint8)  # nobody in these roles is stated

    def state(self, node: Compare, party: int = -1) -> Truths:
        """Return the truth of a comparison, plus `UNSOUND` where memberships that decided it are unverified."""
        of_party = party >= 0 and node.fact.startswith("party.")
        key = (id(node), party if of_party else -1)
        if key not in self._states:
            facts = self.frame.parties[party].facts if of_party else self.frame.facts
            column = facts.get(node.fact)
            if column is None:
                self._states[key] = node, self._constant(self._of(node, None))
            else:
                table = np.zeros(len(column.values.known), dtype=np.uint8)
                if id(column) not in self._met:
                    self._met[id(column)] = column.met()
                for code in self._met[id(column)]:
                    table[code] = self._of(node, column.values.known[code])
                self._states[key] = node, table[column.codes]
        return self._states[key][1]

    def sound(self, node: Condition, party: int = -1) -> npt.NDArray[np.bool_]:
        """Return in which rows the truth of a condition rests on verified law and data, as `Trace.sound` does."""
        key = (id(node), party)
        if key not in self._sound:
            self._sound[key] = node, self._soundness(node, party)
        return self._sound[key][1]

    def _soundness(self, node: Condition, party: int) -> npt.NDArray[np.bool_]:
        match node:
            case Compare():
                return np.less(self.state(node, party), UNSOUND)
            case Not(child):
                return self.sound(child, party)
            case Term(id):
                version = self.law.rules.rules[id].on(self.law.as_of)
                if version is None or not self.law.defines(id, version):
                    return np.ones(self.frame.size, dtype=bool)
                return self.sound(version.condition, party) & version.verified
            case Parties(_, roles, where):
                limbs = [(where, at, slot.among(roles)) for at, slot in enumerate(self.frame.parties)]
            case AllOf(children) | AnyOf(children) | AtLeast(_, children):
                limbs = [(child, party, np.ones(self.frame.size, dtype=bool)) for child in children]
        truth = self.truth(node, party)
        every, some, any_limb = (np.full(self.frame.size, value) for value in (True, False, False))
        for limb, at, concerned in limbs:
            shares = concerned & (self.truth(limb, at) == truth)
            sound = self.sound(limb, at)
            every &= ~shares | sound
            some |= shares & sound
            any_limb |= shares
        enough = TRUE if isinstance(node, AnyOf) or getattr(node, "quantifier", "") == "any_party" else FALSE
        one_suffices = (truth == enough) & (not isinstance(node, AtLeast)) & any_limb
        return np.where(one_suffices, some, every)

    def _of(self, node: Compare, known: Known | None) -> int:
        if node.op is Op.known:
            return TRUE if (known is not None) is node.expected else FALSE
        if known is None:
            return UNKNOWN
        truth, verified = holds(node, known, self.law.rules, self.law.as_of)
        state = UNKNOWN if truth is None else TRUE if truth else FALSE
        return state if verified else state + UNSOUND
