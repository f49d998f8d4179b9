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
from screening.engine.columns import TRUE, Frame, Reading, grouped
from screening.engine.explain import Law
from screening.facts.item_text import Resolution
from screening.language.condition import Term
from screening.screen.findings import strongest
from screening.screen.patterns import Numbers, Patterns
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
    """What one combination of findings comes to, and what is asked."""

    verdict: Verdict
    questions: tuple[Question, ...]


_Line = tuple[int, bool, tuple[tuple[int, ...], ...]]


@dataclass(slots=True)
class Portfolio:
    """Screens cases under one law, and remembers what it has worked out."""

    screener: Screener
    law: Law
    answers: list[Answer] = field(default_factory=list)
    _patterns: Patterns = field(init=False)
    _known: dict[tuple[tuple[int, ...], tuple[_Line, ...]], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._patterns = Patterns(self.law)

    def answered(self, cases: Cases) -> Numbers:
        """Return for every case the number of its answer in `answers`."""
        asked = self.screener.asked(self.law.as_of)
        of_whole = self._patterns.numbers(cases.whole, [each for each in asked if not each[0].per_item])
        of_lines = self._patterns.numbers(cases.lines, [each for each in asked if each[0].per_item])
        whole, lines = _Vectors(of_whole, cases.whole.size), _Vectors(of_lines, cases.lines.size)
        starts = np.searchsorted(cases.case, np.arange(cases.whole.size + 1)).tolist()
        numbers, asking = cases.number.tolist(), [each is not None for each in cases.asking]
        seen: dict[tuple[object, ...], int] = {}
        result = np.zeros(cases.whole.size, dtype=np.int32)
        for case in range(cases.whole.size):
            rows = range(starts[case], starts[case + 1])
            here = (whole.of[case], *((numbers[row], asking[row], lines.of[row]) for row in rows))
            if here not in seen:
                seen[here] = self._number(whole.vector(case), lines, rows, cases, numbers)
            result[case] = seen[here]
        return result

    def tiers(self, cases: Cases) -> list[tuple[str, ...]]:
        """Return the tier terms that hold, for every row of `lines`."""
        reading = Reading(Law(self.law.rules, self.law.as_of), cases.lines)
        held = [(id, reading.truth(Term(id)) == TRUE) for id in self.law.rules.tiers]
        groups, first = grouped([each.astype(np.int64) for _, each in held])
        texts = [tuple(id for id, each in held if each[at]) for at in first]
        return [texts[group] for group in groups.tolist()]

    def _number(
        self, whole: tuple[int, ...], lines: _Vectors, rows: range, cases: Cases, numbers: list[int]
    ) -> int:
        """Return the number of the answer to one case, made if these findings were not met together before."""
        by_line: dict[int, list[int]] = {}
        for row in rows:
            by_line.setdefault(numbers[row], []).append(row)
        asking = {number: cases.asking[many[0]] for number, many in by_line.items()}
        key = whole, tuple(
            (number, asking[number] is not None, tuple(lines.vector(row) for row in many)) for number, many in by_line.items()
        )
        if key not in self._known:
            everything = [*self._findings(whole, None)]
            for number, many in by_line.items():
                everything += self._of_line([lines.vector(row) for row in many], number or None)
            verdict = judged(self.law, everything)
            asked = tuple(questions(verdict.findings, asking, self.law.rules))
            self._known[key] = len(self.answers)
            self.answers.append(Answer(verdict, asked))
        return self._known[key]

    def _of_line(self, components: Sequence[tuple[int, ...]], line: int | None) -> Iterator[Finding]:
        by_rule: dict[str, list[Finding]] = {}
        for component in components:
            for finding in self._findings(component, line):
                by_rule.setdefault(finding.rule.id, []).append(finding)
        for findings in by_rule.values():
            yield from strongest(findings)

    def _findings(self, numbers: Sequence[int], line: int | None) -> Iterator[Finding]:
        for number in numbers:
            finding = self._patterns.findings[number]
            assert finding is not None
            yield replace(finding, line=line)


class _Vectors:
    """The findings of every row together: `of` numbers the combinations."""

    def __init__(self, found: Mapping[str, Numbers], size: int) -> None:
        self._columns = list(found.values())
        nothing = np.zeros(size, dtype=np.int64), np.zeros(1, dtype=np.int64)
        groups, self._first = grouped(self._columns) if self._columns else nothing
        self.of: list[int] = groups.tolist()
        self._vectors: dict[int, tuple[int, ...]] = {}

    def vector(self, row: int) -> tuple[int, ...]:
        """Return the numbers of the findings of a row."""
        group = self.of[row]
        if group not in self._vectors:
            at = self._first[group]
            self._vectors[group] = tuple(int(column[at]) for column in self._columns if column[at])
        return self._vectors[group]
