"""Findings of many rows: the columns reader says where a rule holds or may, one row of each pattern is explained.

Two rows on which everything that decides a rule has the same answer are decided alike, for the same reasons; they may
differ only in the values shown. So one row of each pattern is evaluated by the explaining reader, and its finding stands
for all of them; reasons are traced once for each combination of values they show. What was worked out once is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from screening.decision import Finding
from screening.engine.columns import FALSE, TRUE, UNKNOWN, Frame, Reading
from screening.engine.explain import Evaluation, Law, Trace
from screening.engine.grouping import grouped
from screening.engine.prose import shown_leaves
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Op, Parties, Term
from screening.language.rule import Rule, Version
from screening.screen.findings import evaluate
from screening.terms import Kind

Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Path = tuple[object, ...]
States = Iterator[tuple[Path, npt.NDArray[np.integer]]]

SOUND = 4
"""Added to a truth that rests on verified law and data."""
NOWHERE = 15
"""State of what has no part in the decision of a row; all other states are below it."""


@dataclass(slots=True)
class Pattern:
    """What is decided for one pattern: the finding's number, the facts its reasons show, and the reasons by their values."""

    finding: int
    shown: tuple[tuple[str, str], ...]
    reasons: dict[bytes, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """For every row the number of a rule's finding (0: none) and of its reason (0: its title says it all)."""

    findings: Numbers
    reasons: Numbers


@dataclass(slots=True)
class Patterns:
    """Explains findings under one law. A number stands for the same finding, or the same reason, for ever."""

    law: Law
    findings: list[Finding | None] = field(default_factory=lambda: [None])
    reasons: list[Trace | None] = field(default_factory=lambda: [None])
    _patterns: dict[tuple[object, ...], Pattern] = field(default_factory=dict)

    def found(self, frame: Frame, asked: Sequence[tuple[Rule, Version]]) -> dict[str, Found]:
        """Return what each rule finds in the rows, for those that find anything.

        Left out is what stays open without being asked: flags and duties in force that only may hold.
        """
        reading = Reading(self.law, frame)
        evaluations: dict[int, Evaluation] = {}
        result = {}
        for rule, version in asked:
            truth = reading.truth(version.when)
            unknown_counts = rule.kind is Kind.control or not (
                rule.kind is Kind.notice or self.law.controls(rule.id, version)
            )
            rows = np.flatnonzero(truth != FALSE if unknown_counts else truth == TRUE)
            if rows.size:
                result[rule.id] = self._explained(reading, rule, version, rows, evaluations)
        return {id: found for id, found in result.items() if found.findings.any()}

    def _explained(
        self, reading: Reading, rule: Rule, version: Version, rows: npt.NDArray[np.int64], evaluations: dict[int, Evaluation]
    ) -> Found:
        states = list(self._states(reading, rule, version, rows))
        pattern_of, first = grouped([column for _, column in states])
        findings, reasons = (np.zeros(reading.frame.size, dtype=np.int32) for _ in range(2))
        order = np.argsort(pattern_of, kind="stable")
        bounds = np.searchsorted(pattern_of[order], np.arange(len(first) + 1))
        for number, at in enumerate(first.tolist()):
            key = rule.id, *((path, int(column[at])) for path, column in states if column[at] != NOWHERE)
            if key not in self._patterns:
                self._patterns[key] = self._pattern(reading, rule, version, int(rows[at]), evaluations)
            pattern = self._patterns[key]
            if pattern.finding:
                members = rows[order[bounds[number] : bounds[number + 1]]]
                findings[members] = pattern.finding
                if rule.kind is not Kind.notice:
                    reasons[members] = self._reasons(reading, pattern, members, evaluations)
        return Found(findings, reasons)

    def _pattern(
        self, reading: Reading, rule: Rule, version: Version, row: int, evaluations: dict[int, Evaluation]
    ) -> Pattern:
        finding = evaluate(self.law, rule, version, self._evaluation(reading, row, evaluations))
        if finding is None:
            return Pattern(0, ())
        self.findings.append(finding)
        return Pattern(len(self.findings) - 1, tuple(dict.fromkeys(shown_leaves(finding.trace, self.law.rules))))

    def _reasons(
        self, reading: Reading, pattern: Pattern, rows: npt.NDArray[np.int64], evaluations: dict[int, Evaluation]
    ) -> Numbers:
        """Return for each of `rows` the number of the reason that shows its values."""
        codes = list(_shown_codes(reading.frame, pattern.shown, rows))
        value_of, first = grouped(codes) if codes else (np.zeros(len(rows), dtype=np.int64), np.zeros(1, dtype=np.int64))
        finding = self.findings[pattern.finding]
        assert finding is not None
        numbers = np.zeros(len(first), dtype=np.int32)
        for i, at in enumerate(first.tolist()):
            values = b"".join(int(column[at]).to_bytes(4, "little") for column in codes)
            if values not in pattern.reasons:
                trace = self._evaluation(reading, int(rows[at]), evaluations).trace(finding.trace.node)
                pattern.reasons[values] = len(self.reasons)
                self.reasons.append(trace)
            numbers[i] = pattern.reasons[values]
        return numbers[value_of]

    def _evaluation(self, reading: Reading, row: int, evaluations: dict[int, Evaluation]) -> Evaluation:
        if row not in evaluations:
            evaluations[row] = Evaluation(self.law, reading.frame.row(row))
        return evaluations[row]

    def _states(self, reading: Reading, rule: Rule, version: Version, rows: npt.NDArray[np.int64]) -> States:
        """Yield, for `rows`, the states of all that can make a difference to a finding, its reasons or its questions."""
        walk = _Walk(self.law, reading, rows)
        everywhere = np.ones(len(rows), dtype=bool)
        holds = everywhere
        counts = rule.kind is not Kind.notice and self.law.controls(rule.id, version)  # else nobody is told why
        if rule.id not in self.law.assume and version.addressee is not None:
            addressed = walk.truth(version.condition)
            yield ("addressed",), addressed
            holds = addressed == FALSE  # then it is looked at as a letter to somebody else
            yield from walk.reasons(version.condition, ~holds, ("condition",), deep=counts)
        yield from walk.reasons(version.when, holds, ("when",), deep=counts)
        undecided = everywhere
        for i, review in enumerate(version.review):
            if review.when is not None:
                yield ("review", i), np.where(undecided, walk.truth(review.when), NOWHERE)
                undecided = undecided & (walk.truth(review.when) != TRUE)
        for i, collection in enumerate(version.collect):
            yield from walk.collected(collection.parties.roles, collection.parties.where, everywhere, ("collect", i))
            for each in collection.fields:
                here: Path = ("collect", i, each.fact)
                given = Compare(each.fact, Op.known, True)
                yield from walk.collected(collection.parties.roles, given, everywhere, here)
                if each.when is not None:
                    yield from walk.collected(collection.parties.roles, each.when, everywhere, (*here, "when"))
        if rule.kind in (Kind.control, Kind.duty):
            yield from self._exceptions(walk, rule, everywhere, (), deep=counts)

    def _exceptions(self, walk: _Walk, rule: Rule, where: Mask, path: Path, *, deep: bool) -> States:
        """Yield whether exceptions hold, and of those that are open why."""
        for exception in self.law.rules.exceptions_to(rule.id):
            version = exception.on(self.law.as_of)
            if version is not None:
                truth = walk.truth(version.condition)
                here = (*path, "exception", exception.id)
                yield here, np.where(where, truth, NOWHERE)
                if deep:
                    yield from walk.decisive(version.condition, where & (truth == UNKNOWN), here)
                yield from self._exceptions(walk, exception, where & (truth != FALSE), here, deep=deep)


@dataclass(frozen=True, slots=True)
class _Walk:
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


def _shown_codes(
    frame: Frame, shown: Sequence[tuple[str, str]], rows: npt.NDArray[np.int64]
) -> Iterator[npt.NDArray[np.integer]]:
    """Yield the codes of the facts that reasons show, given as (fact, role) with an empty role for the row's own."""
    for fact, role in shown:
        if role:
            slots = (slot for slot in frame.parties if fact in slot.facts)
            yield from (np.where(slot.among((role,))[rows], slot.facts[fact].codes[rows], 0) for slot in slots)
        elif fact in frame.facts:
            yield frame.facts[fact].codes[rows]
