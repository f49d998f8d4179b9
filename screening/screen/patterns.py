"""Findings of many rows: the columns reader says where a rule holds or may, one row of each pattern is explained.

Two rows on which everything that decides a rule has the same answer are decided alike, for the same reasons; they may
differ only in the values shown. So one row of each pattern is evaluated by the explaining reader, and its finding stands
for all of them; reasons are traced once for each combination of values they show. What was worked out once is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from screening.decision import Finding
from screening.engine.columns import FALSE, TRUE, UNKNOWN, Column, Frame, Reading
from screening.engine.explain import Evaluation, Trace
from screening.engine.grouping import grouped
from screening.engine.law import Law
from screening.engine.prose import shown_leaves
from screening.engine.row import Known
from screening.language.condition import Compare, Op
from screening.language.rule import Rule, Version
from screening.screen.findings import evaluate
from screening.screen.walk import NOWHERE, Mask, Path, States, Walk
from screening.terms import Kind

Numbers = npt.NDArray[np.int32]

SOUGHT = 200
"""Rows among which one is sought that was evaluated before."""


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
    _patterns: dict[tuple[str, bytes], Pattern] = field(default_factory=dict)
    _places: dict[Path, int] = field(default_factory=dict)

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
        for number, key in enumerate(self._keys(rule, states, first)):
            members = rows[order[bounds[number] : bounds[number + 1]]]
            if key not in self._patterns:
                row = _preferred(members, evaluations)
                self._patterns[key] = self._pattern(reading, rule, version, row, evaluations)
            pattern = self._patterns[key]
            if pattern.finding:
                findings[members] = pattern.finding
                if rule.kind is not Kind.notice:
                    reasons[members] = self._reasons(reading.frame, pattern, members)
        return Found(findings, reasons)

    def _keys(
        self, rule: Rule, states: Sequence[tuple[Path, npt.NDArray[np.integer]]], rows: npt.NDArray[np.int64]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield what each of these rows is remembered by: its states, each with the number of the place it was found at."""
        places = np.array([self._places.setdefault(path, len(self._places)) for path, _ in states], dtype=np.int32)
        table = np.stack([column[rows] for _, column in states], axis=1).astype(np.int32)
        for row in table:
            met = row != NOWHERE
            yield rule.id, places[met].tobytes() + row[met].tobytes()

    def _pattern(
        self, reading: Reading, rule: Rule, version: Version, row: int, evaluations: dict[int, Evaluation]
    ) -> Pattern:
        evaluation = self._evaluation(reading, row, evaluations)
        finding = evaluate(self.law, rule, version, evaluation, lambda node: bool(reading.truth(node)[row] == FALSE))
        if finding is None:
            return Pattern(0, ())
        self.findings.append(finding)
        return Pattern(len(self.findings) - 1, tuple(dict.fromkeys(shown_leaves(finding.trace, self.law.rules))))

    def _reasons(self, frame: Frame, pattern: Pattern, rows: npt.NDArray[np.int64]) -> Numbers:
        """Return for each of `rows` the number of the reason that shows its values."""
        codes = list(_shown_codes(frame, pattern.shown, rows))
        value_of, first = grouped(codes) if codes else (np.zeros(len(rows), dtype=np.int64), np.zeros(1, dtype=np.int64))
        finding = self.findings[pattern.finding]
        assert finding is not None
        numbers = np.zeros(len(first), dtype=np.int32)
        for i, at in enumerate(first.tolist()):
            values = b"".join(int(column[at]).to_bytes(4, "little") for column in codes)
            if values not in pattern.reasons:
                pattern.reasons[values] = len(self.reasons)
                self.reasons.append(self._reason(finding.trace, frame, int(rows[at])))
            numbers[i] = pattern.reasons[values]
        return numbers[value_of]

    def _reason(self, trace: Trace, frame: Frame, row: int) -> Trace:
        """Return why a row is decided as `trace` says of another row of its pattern: only what is known differs."""
        told = [leaf for leaf in trace.telling() if isinstance(leaf.node, Compare)]
        if len(told) < len(trace.telling()) or not all(_sole(leaf, frame, row) for leaf in told):
            return Evaluation(self.law, frame.row(row)).trace(trace.node)
        known = ((leaf, _known(leaf, frame, row)) for leaf in told)
        return trace.retold(tuple(leaf if each is leaf.known else replace(leaf, known=each) for leaf, each in known))

    def _evaluation(self, reading: Reading, row: int, evaluations: dict[int, Evaluation]) -> Evaluation:
        if row not in evaluations:
            evaluations[row] = Evaluation(self.law, reading.frame.row(row))
        return evaluations[row]

    def _states(self, reading: Reading, rule: Rule, version: Version, rows: npt.NDArray[np.int64]) -> States:
        """Yield, for `rows`, the states of all that can make a difference to a finding, its reasons or its questions."""
        walk = Walk(self.law, reading, rows)
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

    def _exceptions(self, walk: Walk, rule: Rule, where: Mask, path: Path, *, deep: bool) -> States:
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


def _preferred(rows: npt.NDArray[np.int64], evaluations: Mapping[int, Evaluation]) -> int:
    """Return one of these rows, all of which would do: one that was evaluated before, because its terms are known."""
    return next((row for row in rows[:SOUGHT].tolist() if row in evaluations), int(rows[0]))


def _concerned(leaf: Trace, frame: Frame, row: int) -> list[Mapping[str, Column]]:
    """Return the facts that a leaf may speak of: the row's own, or those of each party in the role that it names."""
    if not leaf.fact.startswith("party."):
        return [frame.facts]
    role = leaf.fact.split(".")[1]
    return [slot.facts for slot in frame.parties if slot.roles[slot.role[row]] == role]


def _sole(leaf: Trace, frame: Frame, row: int) -> bool:
    """Whether it is plain whom a leaf speaks of: of two parties in one role its path does not say which."""
    return len(_concerned(leaf, frame, row)) == 1


def _known(leaf: Trace, frame: Frame, row: int) -> Known | None:
    """Return what a row knows of the fact of a leaf."""
    assert isinstance(leaf.node, Compare)
    column = _concerned(leaf, frame, row)[0].get(leaf.node.fact)
    return column.values.known[column.codes[row]] if column is not None else None


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
