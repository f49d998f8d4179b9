"""Verdicts of many transactions under the law of one day: the same findings, combined by the same rules, once each.

A case is a transaction as its facts: one row of the whole and one row for every component of every line. Cases with the
same findings get the same verdict, so a verdict is made once for each combination of findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from screening.decision import Finding, Question, Verdict, judged
from screening.engine.columns import TRUE, Frame, Reading
from screening.engine.explain import Trace
from screening.engine.grouping import grouped
from screening.engine.law import Law
from screening.facts.item_text import Resolution
from screening.language.condition import Term
from screening.screen.findings import strongest
from screening.screen.patterns import Found, Numbers, Patterns
from screening.screen.questions import questions
from screening.screen.screener import Screener

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cases:
    """Transactions as frames. A row of `lines` is one component of line `number` of case `case`, sorted by both.

    A transaction without items has one row in `lines` too, with number 0 and no facts of an item. `asking` are, by line
    row, the resolutions of texts that may be several products (None for others).
    """

    whole: Frame
    lines: Frame
    case: Ints
    number: Ints
    asking: Sequence[Resolution | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one combination of findings comes to, and what is asked. Its findings' reasons stand for others like them."""

    verdict: Verdict
    questions: tuple[Question, ...]


_Line = tuple[int, bool, tuple[tuple[int, ...], ...]]
_Of = tuple[str, int | None]
"""A finding of a verdict: the rule and the line."""
Reasons = Mapping[_Of, Trace]


@dataclass(slots=True)
class Portfolio:
    """Screens cases under one law, and remembers what it has worked out.

    `reasons` are, by number, the reasons of one case: the trace of each finding that has one.
    """

    screener: Screener
    law: Law
    answers: list[Answer] = field(default_factory=list)
    reasons: list[Reasons] = field(default_factory=list)
    _patterns: Patterns = field(init=False)
    _known: dict[tuple[tuple[int, ...], tuple[_Line, ...]], int] = field(default_factory=dict)
    _told: dict[tuple[object, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._patterns = Patterns(self.law)

    def answered(self, cases: Cases) -> tuple[Numbers, Numbers]:
        """Return for every case the number of its answer in `answers`, and of its reasons in `reasons`."""
        asked = self.screener.asked(self.law.as_of)
        of_whole = self._patterns.found(cases.whole, [each for each in asked if not each[0].per_item])
        of_lines = self._patterns.found(cases.lines, [each for each in asked if each[0].per_item])
        whole, lines = _Vectors(of_whole, cases.whole.size), _Vectors(of_lines, cases.lines.size)
        starts = np.searchsorted(cases.case, np.arange(cases.whole.size + 1)).tolist()
        numbers, asking = cases.number.tolist(), [each is not None for each in cases.asking]
        seen: dict[tuple[object, ...], tuple[int, int]] = {}
        result = np.zeros((cases.whole.size, 2), dtype=np.int32)
        for case in range(cases.whole.size):
            rows = range(starts[case], starts[case + 1])
            here = (whole.of[case], *((numbers[row], asking[row], lines.of[row]) for row in rows))
            if here not in seen:
                by_line: dict[int, list[int]] = {}
                for row in rows:
                    by_line.setdefault(numbers[row], []).append(row)
                seen[here] = self._number(whole.vector(case), lines, by_line, cases)
            result[case] = seen[here]
        return result[:, 0], result[:, 1]

    def tiers(self, cases: Cases) -> list[tuple[str, ...]]:
        """Return the tier terms that hold, for every row of `lines`."""
        reading = Reading(Law(self.law.rules, self.law.as_of), cases.lines)
        held = [(id, reading.truth(Term(id)) == TRUE) for id in self.law.rules.tiers]
        groups, first = grouped([each.astype(np.int64) for _, each in held])
        texts = [tuple(id for id, each in held if each[at]) for at in first]
        return [texts[group] for group in groups.tolist()]

    def _number(
        self, whole: _Vector, lines: _Vectors, by_line: Mapping[int, Sequence[int]], cases: Cases
    ) -> tuple[int, int]:
        """Return the numbers of the answer to one case and of its reasons, made if they were not met before."""
        asking = {number: cases.asking[rows[0]] for number, rows in by_line.items()}
        held = {number: [lines.vector(row) for row in rows] for number, rows in by_line.items()}
        key = tuple(finding for finding, _ in whole), tuple(
            (number, asking[number] is not None, tuple(tuple(finding for finding, _ in each) for each in vectors))
            for number, vectors in held.items()
        )
        told: dict[_Of, int] = {}
        everything = [*self._findings(whole, None, told)]
        for number, vectors in held.items():
            everything += self._of_line(vectors, number or None, told)
        if key not in self._known:
            verdict = judged(self.law, everything)
            self._known[key] = len(self.answers)
            self.answers.append(Answer(verdict, tuple(questions(verdict.findings, asking, self.law.rules))))
        answer = self._known[key]
        reasons = answer, *told.items()
        if reasons not in self._told:
            self._told[reasons] = len(self.reasons)
            traces = ((of, self._patterns.reasons[number]) for of, number in told.items())
            self.reasons.append({of: trace for of, trace in traces if trace is not None})
        return answer, self._told[reasons]

    def _of_line(self, components: Sequence[_Vector], line: int | None, told: dict[_Of, int]) -> Iterator[Finding]:
        """Yield what the rules find on one line: of its components the one on which each says most."""
        if len(components) == 1:
            yield from self._findings(components[0], line, told)
            return
        by_rule: dict[str, list[tuple[Finding, int]]] = {}
        for vector in components:
            each_told: dict[_Of, int] = {}
            for finding in self._findings(vector, line, each_told):
                by_rule.setdefault(finding.rule.id, []).append((finding, each_told.get((finding.rule.id, line), 0)))
        for many in by_rule.values():
            for finding in strongest([each for each, _ in many]):
                told[finding.rule.id, line] = next(reason for each, reason in many if each is finding)
                yield finding

    def _findings(self, vector: _Vector, line: int | None, told: dict[_Of, int]) -> Iterator[Finding]:
        for number, reason in vector:
            finding = self._patterns.findings[number]
            assert finding is not None
            told[finding.rule.id, line] = reason
            yield finding if finding.line == line else replace(finding, line=line)


_Vector = tuple[tuple[int, int], ...]
"""The findings of one row, each with its reason, by number."""


class _Vectors:
    """The findings of every row together: `of` numbers the combinations."""

    def __init__(self, found: Mapping[str, Found], size: int) -> None:
        self._found = list(found.values())
        columns = [column for each in self._found for column in (each.findings, each.reasons)]
        nothing = np.zeros(size, dtype=np.int64), np.zeros(1, dtype=np.int64)
        groups, self._first = grouped(columns) if columns else nothing
        self.of: list[int] = groups.tolist()
        self._vectors: dict[int, _Vector] = {}

    def vector(self, row: int) -> _Vector:
        """Return the findings of a row."""
        group = self.of[row]
        if group not in self._vectors:
            at = self._first[group]
            found = ((int(each.findings[at]), int(each.reasons[at])) for each in self._found)
            self._vectors[group] = tuple(each for each in found if each[0])
        return self._vectors[group]
