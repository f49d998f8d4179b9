"""Conditions walked down row by row, as reasons and questions walk down a trace: what decides, and in which state it is.

Two rows with the same states are decided alike, for the same reasons. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from screening.engine.columns import FALSE, TRUE, Reading
from screening.engine.law import Law
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Parties, Term

Mask = npt.NDArray[np.bool_]
Path = tuple[object, ...]
States = Iterator[tuple[Path, npt.NDArray[np.integer]]]

SOUND = 4
"""Added to a truth that rests on verified law and data."""
NOWHERE = 15
"""State of what has no part in the decision of a row; all other states are below it."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Goes down conditions row by row as reasons and questions do (`Trace.shortest`, `Trace.deciding`)."""

    law: Law
    reading: Reading
    rows: npt.NDArray[np.int64]

    def truth(self, node: Condition, party: int = -1) -> npt.NDArray[np.uint8]:
        """Return the truths of a condition for the rows."""
        return self.reading.truth(node, party)[self.rows]

    def reasons(self, node: Condition, where: Mask, path: Path, *, deep: bool) -> States:
        """Yield the truth of a condition, whether it is sound, and (if `deep`) what decides it."""
        yield path, np.where(where, self.truth(node) + SOUND * self.reading.sound(node)[self.rows], NOWHERE)
        if deep:
            yield from self.decisive(node, where, path)

    def decisive(self, node: Condition, where: Mask, path: Path, party: int = -1) -> States:
        """Yield the states of the comparisons that decide a condition, in the rows where it matters itself."""
        if not where.any():
            return
        match node:
            case AllOf(children) | AnyOf(children) | AtLeast(_, children):
                limbs = [(child, party, where) for child in children]
                for i, shares in enumerate(self._sharing(node, limbs, party)):
                    yield from self.decisive(children[i], shares, (*path, i), party)
            case Not(child):
                yield from self.decisive(child, where, (*path, 0), party)
            case Term(id):
                version = self.law.rules.rules[id].on(self.law.as_of)
                if version is not None and self.law.defines(id, version):
                    yield from self.decisive(version.condition, where, (*path, id), party)
                else:
                    yield path, np.where(where, 0, NOWHERE)  # is told to be no law
            case Parties(_, roles, inner):
                slots = self.reading.frame.parties
                limbs = [(inner, at, where & slot.among(roles)[self.rows]) for at, slot in enumerate(slots)]
                nobody = where & ~np.any([concerned for _, _, concerned in limbs], axis=0)
                yield (*path, "nobody"), np.where(nobody, 0, NOWHERE)  # asks who it is, which no comparison tells
                for at, shares in enumerate(self._sharing(node, limbs, party)):
                    if shares.any():
                        yield (*path, at), np.where(shares, slots[at].role[self.rows], 0)
                        yield from self.decisive(inner, shares, (*path, at), at)
            case Compare():
                yield path, np.where(where, self.reading.state(node, party)[self.rows], NOWHERE)

    def _sharing(self, node: Condition, limbs: Sequence[tuple[Condition, int, Mask]], party: int) -> list[Mask]:
        """Return for each limb the rows in which it has a part in deciding; where one is enough, the first sound one."""
        truth = self.truth(node, party)
        enough = TRUE if isinstance(node, AnyOf) or getattr(node, "quantifier", "") == "any_party" else FALSE
        single = (truth == enough) & (not isinstance(node, AtLeast))
        shares = [where & (self.truth(limb, at) == truth) for limb, at, where in limbs]
        if not single.any():
            return shares
        sound = [each & self.reading.sound(limb, at)[self.rows] for each, (limb, at, _) in zip(shares, limbs, strict=True)]
        left = single.copy()  # rows that still want their one limb
        chosen = [np.zeros(len(truth), dtype=bool) for _ in shares]
        for candidates in (sound, shares):
            for mine, each in zip(chosen, candidates, strict=True):
                took = each & left
                np.logical_or(mine, took, out=mine)
                left &= ~took
        return [np.where(single, mine, each) for mine, each in zip(chosen, shares, strict=True)]

    def collected(self, roles: Sequence[str], node: Condition, where: Mask, path: Path) -> States:
        """Yield whether a condition holds of each party that something is collected of."""
        for at, slot in enumerate(self.reading.frame.parties):
            concerned = where & slot.among(roles)[self.rows]
            if concerned.any():
                yield (*path, at), np.where(concerned, self.truth(node, at), NOWHERE)
                yield (*path, at, "role"), np.where(concerned, slot.role[self.rows], 0)
