"""Findings of many rows: the columns reader says where a rule holds or may, one row of each pattern is explained.

Two rows on which every comparison a rule makes has the same answer are decided alike, for the same reasons; they may
differ only in the values shown. So one row of each pattern, and of each combination of values its reasons show, is
evaluated by the explaining reader, and the finding stands for all of them. What was explained once is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from screening.decision import Finding
from screening.engine.columns import FALSE, TRUE, Frame, Reading, Truths, grouped
from screening.engine.explain import Evaluation, Law
from screening.engine.prose import shown_leaves
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Op, Parties, Term
from screening.language.rule import Rule, Version
from screening.screen.findings import evaluate
from screening.terms import Kind

Numbers = npt.NDArray[np.int32]

NOT_HERE = 7
"""State of a party's comparison in a row that has no such party; comparisons themselves have states below it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison a rule makes, and of parties in which roles (None: of the row itself)."""

    node: Compare
    roles: tuple[str, ...] | None = None


@dataclass(slots=True)
class Pattern:
    """What is decided for one pattern: which facts its reasons show, and the finding for each combination of their values."""

    shown: tuple[tuple[str, str], ...]
    findings: dict[bytes, int] = field(default_factory=dict)


@dataclass(slots=True)
class Patterns:
    """Explains findings under one law. Number 0 is "no finding"; a number stands for the same finding for ever."""

    law: Law
    findings: list[Finding | None] = field(default_factory=lambda: [None])
    _leaves: dict[str, tuple[Leaf, ...]] = field(default_factory=dict)
    _patterns: dict[tuple[str, int, bytes], Pattern | None] = field(default_factory=dict)

    def numbers(self, frame: Frame, asked: Sequence[tuple[Rule, Version]]) -> dict[str, Numbers]:
        """Return for each rule that finds anything the number of its finding in every row.

        Left out is what stays open without being asked: flags and duties in force that only may hold.
        """
        reading = Reading(self.law, frame)
        evaluations: dict[int, Evaluation] = {}
        found = {}
        for rule, version in asked:
            truth = reading.truth(version.when)
            rows = np.flatnonzero(self._matters(rule, version, truth))
            if rows.size:
                numbers = self._explained(reading, rule, version, rows, evaluations)
                if numbers.any():
                    found[rule.id] = np.zeros(frame.size, dtype=np.int32)
                    found[rule.id][rows] = numbers
        return found

    def _matters(self, rule: Rule, version: Version, truth: Truths) -> npt.NDArray[np.bool_]:
        open_counts = rule.kind is Kind.control or (
            rule.kind is not Kind.notice and not self.law.controls(rule.id, version)
        )
        return np.not_equal(truth, FALSE) if open_counts else np.equal(truth, TRUE)

    def _explained(
        self, reading: Reading, rule: Rule, version: Version, rows: npt.NDArray[np.int64], evaluations: dict[int, Evaluation]
    ) -> Numbers:
        """Return the finding's number for each of `rows`."""
        states = self._states(reading, rule, version, rows)
        pattern_of, first = grouped(states)
        result = np.zeros(len(rows), dtype=np.int32)
        for number, at in enumerate(first):
            key = (rule.id, len(states), bytes(int(column[at]) for column in states))
            members = np.flatnonzero(pattern_of == number)
            pattern = self._patterns.get(key)
            if key not in self._patterns:
                finding = self._evaluate(reading, rule, version, int(rows[at]), evaluations)
                shown = tuple(shown_leaves(finding.trace, self.law.rules)) if finding else ()
                pattern = self._patterns[key] = Pattern(shown) if finding else None
            if pattern is not None:
                codes = list(_shown_codes(reading.frame, pattern.shown, rows[members]))
                value_of, firsts = grouped(codes) if codes else (np.zeros(len(members), dtype=np.int64), np.array([0]))
                numbers = np.zeros(len(firsts), dtype=np.int32)
                for i, each in enumerate(firsts):
                    values = b"".join(int(column[each]).to_bytes(4, "little") for column in codes)
                    if values not in pattern.findings:
                        finding = self._evaluate(reading, rule, version, int(rows[members[each]]), evaluations)
                        pattern.findings[values] = len(self.findings)
                        self.findings.append(finding)
                    numbers[i] = pattern.findings[values]
                result[members] = numbers[value_of]
        return result

    def _evaluate(
        self, reading: Reading, rule: Rule, version: Version, row: int, evaluations: dict[int, Evaluation]
    ) -> Finding | None:
        if row not in evaluations:
            evaluations[row] = Evaluation(self.law, reading.frame.row(row))
        return evaluate(self.law, rule, version, evaluations[row])

    def _states(
        self, reading: Reading, rule: Rule, version: Version, rows: npt.NDArray[np.int64]
    ) -> list[npt.NDArray[np.integer]]:
        """Return the state of every comparison the rule makes, and who is there in the roles it asks about."""
        if rule.id not in self._leaves:
            self._leaves[rule.id] = tuple(dict.fromkeys(self._asked(rule, version)))
        states: list[npt.NDArray[np.integer]] = []
        roles: dict[int, npt.NDArray[np.integer]] = {}
        for leaf in self._leaves[rule.id]:
            if leaf.roles is None:
                states.append(reading.state(leaf.node)[rows])
                continue
            for at, slot in enumerate(reading.frame.parties):
                among = slot.among(leaf.roles)[rows]
                roles.setdefault(at, np.zeros(len(rows), dtype=np.int64))
                roles[at] = np.where(among, slot.role[rows], roles[at])
                states.append(np.where(among, reading.state(leaf.node, at)[rows], NOT_HERE))
        return [*states, *roles.values()]

    def _asked(self, rule: Rule, version: Version) -> Iterator[Leaf]:
        """Yield every comparison on which a finding may rest: condition, reviews, what is collected, exceptions."""
        yield from self._leaves_of(version.condition, None)
        for review in version.review:
            if review.when is not None:
                yield from self._leaves_of(review.when, None)
        for collection in version.collect:
            roles = collection.parties.roles
            yield from self._leaves_of(collection.parties.where, roles)
            for each in collection.fields:
                yield Leaf(Compare(each.fact, Op.known, True), roles)
                if each.when is not None:
                    yield from self._leaves_of(each.when, roles)
        for exception in self.law.rules.exceptions_to(rule.id):
            if (inner := exception.on(self.law.as_of)) is not None:
                yield from self._asked(exception, inner)

    def _leaves_of(self, node: Condition, roles: tuple[str, ...] | None) -> Iterator[Leaf]:
        match node:
            case AllOf(children) | AnyOf(children) | AtLeast(_, children):
                for child in children:
                    yield from self._leaves_of(child, roles)
            case Not(child):
                yield from self._leaves_of(child, roles)
            case Term(id):
                version = self.law.rules.rules[id].on(self.law.as_of)
                if version is not None and self.law.defines(id, version):
                    yield from self._leaves_of(version.condition, roles)
            case Parties(_, inner, where):
                yield from self._leaves_of(where, inner)
            case Compare():
                yield Leaf(node, roles if node.fact.startswith("party.") else None)


def _shown_codes(
    frame: Frame, shown: Sequence[tuple[str, str]], rows: npt.NDArray[np.int64]
) -> Iterator[npt.NDArray[np.integer]]:
    """Yield the codes of the facts that reasons show, given as (fact, role) with an empty role for the row's own."""
    for fact, role in shown:
        if not role:
            if fact in frame.facts:
                yield frame.facts[fact].codes[rows]
            continue
        for slot in frame.parties:
            if fact in slot.facts:
                yield np.where(slot.among((role,))[rows], slot.facts[fact].codes[rows], 0)
