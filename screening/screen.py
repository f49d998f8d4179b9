"""The one use case: a transaction in, a decision out.

Pure: the rule set, the catalogue and the day are arguments; there is no clock, network or environment here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from screening.decision import (
    Considered,
    Decision,
    Finding,
    LineResult,
    NearMiss,
    Question,
    highest,
    outcome_of,
    settle,
)  # fmt: skip
from screening.engine.explain import Evaluation, Law, Trace
from screening.engine.near import near_misses
from screening.engine.prose import ROLE_NAMES
from screening.engine.row import Row
from screening.errors import InvalidInput, Problem
from screening.facts.catalogue import Catalogue
from screening.facts.derive import FactRows, derive
from screening.facts.transaction import Transaction
from screening.language.condition import Term
from screening.language.grammar import nearest
from screening.language.rule import Review, Rule, RuleSet, Version
from screening.terms import Kind, Outcome, Status, Text

AHEAD = timedelta(days=365)
"""How far ahead a coming change of the law is reported as a near miss."""


@dataclass(frozen=True, slots=True)
class Screener:
    """A rule set and a catalogue, ready to screen. Make one and keep it; it never changes."""

    rules: RuleSet
    catalogue: Catalogue
    _calendar: dict[date, list[Rule]] = field(default_factory=dict)

    def screen(self, transaction: Transaction, *, as_of: date | None = None, assume: Iterable[str] = ()) -> Decision:
        """Decide one transaction under the law of `as_of` (by default the transaction's own date).

        `assume` names rules taken as law for a what-if; `all` means every proposal. Raises `InvalidInput` if there is no
        date, or if an assumed rule or a chip does not exist.
        """
        day = as_of or transaction.date
        if day is None:
            hint = "add `date: YYYY-MM-DD` or give --as-of"
            raise InvalidInput([Problem("E101", "date", "the transaction has no date, so no law can be chosen", hint)])
        wanted = self.assumed(assume)
        assumed = frozenset(rule for rule in wanted if not self._controls(rule, day))
        rows = derive(transaction, self.catalogue, self.rules, day)
        law = Law(self.rules, day, assumed)
        everything = list(self._findings(law, rows))
        controlling = [f for f in everything if law.controls(f.rule.id, f.version)]
        findings, undecided = settle(controlling)
        return Decision(
            id=_identity(transaction, day, assumed, self.rules.digest),
            transaction_id=transaction.id,
            outcome=highest(findings),
            as_of=day,
            verified_through=self.rules.verified_through,
            ruleset_version=self.rules.version,
            ruleset_digest=self.rules.digest,
            assumed=tuple(sorted(assumed)),
            lines=tuple(self._lines(law, rows, findings)),
            findings=tuple(sorted(findings, key=_importance)),
            would_apply=tuple(f for f in everything if not law.controls(f.rule.id, f.version)),
            undecided=tuple(undecided),
            near_misses=tuple(self._near(law, transaction, rows, findings)),
            questions=tuple(self._questions(findings, rows)),
            warnings=(*self._warnings(law, rows, findings), *_idle_assumptions(wanted - assumed, day)),
        )

    def assumed(self, assume: Iterable[str]) -> frozenset[str]:
        """Return the rule ids to take as law; `all` is every rule with a proposed version. Raises `InvalidInput`."""
        proposals = {r.id for r in self.rules.rules.values() if any(v.status is Status.proposed for v in r.versions)}
        ids: set[str] = set()
        for name in assume:
            if name != "all" and name not in self.rules.rules:
                hint = nearest(name, self.rules.rules) or "see `screening rules list`"
                raise InvalidInput([Problem("E204", "--assume", f"there is no rule `{name}`", hint)])
            ids |= proposals if name == "all" else {name}
        return frozenset(ids)

    def _controls(self, rule: str, day: date) -> bool:
        """Whether assuming a rule would change nothing: it is controlling law that day, or no law at all."""
        version = self.rules.rules[rule].on(day)
        return version is None or version.status.controlling

    def tiers(self, row: Row, as_of: date) -> tuple[str, ...]:
        """Return the ids of the tier terms that hold for an item's row on that day."""
        evaluation = Evaluation(Law(self.rules, as_of), row)
        return tuple(id for id in self.rules.tiers if evaluation.trace(Term(id)).truth is True)

    def _findings(self, law: Law, rows: FactRows) -> Iterator[Finding]:
        whole = Evaluation(law, rows.whole)
        lines = [[Evaluation(law, row) for row in line.rows] for line in rows.lines]
        for rule in self.rules.rules.values():
            version = rule.on(law.as_of)
            if version is None or rule.kind in (Kind.term, Kind.exception):
                continue
            if not rule.per_item or not lines:
                yield from _strongest([_finding(law, rule, version, whole)])
                continue
            for evaluations in lines:
                yield from _strongest([_finding(law, rule, version, each) for each in evaluations])

    def _lines(self, law: Law, rows: FactRows, findings: list[Finding]) -> Iterator[LineResult]:
        for line in rows.lines:
            tiers = dict.fromkeys(id for row in line.rows for id in self.tiers(row, law.as_of))
            yield LineResult(line, tuple(tiers), highest(f for f in findings if f.line in (line.number, None)))

    def _near(
        self, law: Law, transaction: Transaction, rows: FactRows, findings: list[Finding]
    ) -> Iterator[NearMiss]:
        """Thresholds and days by which a control was missed, for lines that no control has caught."""
        caught = {f.line for f in findings if f.outcome >= Outcome.license_required}
        missed = [line.number for line in rows.lines if line.number not in caught and None not in caught]
        for line in rows.lines:
            for row in line.rows if line.number in missed else ():
                yield from self._near_thresholds(law, row)
        if missed:
            yield from self._near_days(law, transaction, missed)

    def _near_thresholds(self, law: Law, row: Row) -> Iterator[NearMiss]:
        evaluation = Evaluation(law, row)
        missed: dict[tuple[str, str], tuple[NearMiss, list[str]]] = {}
        for rule in self.rules.rules.values():
            version = rule.on(law.as_of)
            if rule.kind is not Kind.control or version is None or not law.controls(rule.id, version):
                continue
            trace = evaluation.trace(version.condition)
            for miss in near_misses(trace) if trace.truth is False else ():
                key = (miss.term or rule.id, f"{miss.fact} {miss.needed}")
                near = NearMiss(key[0], miss.fact, miss.value, miss.needed, (), row.line)
                missed.setdefault(key, (near, []))[1].append(rule.id)
        ordered = sorted(missed.values(), key=lambda each: abs(each[0].needed - each[0].value) / each[0].needed)  # type: ignore[operator]
        for near, controls in ordered:
            yield replace(near, controls=tuple(controls))

    def _near_days(self, law: Law, transaction: Transaction, missed: list[int]) -> Iterator[NearMiss]:
        """Controls that begin to catch a line within a year: the same deal under the law of the coming days."""
        seen: set[tuple[str, int]] = set()
        for day, touched in self.calendar().items():
            if not law.as_of < day <= law.as_of + AHEAD:
                continue
            then = replace(law, as_of=day)
            for line in derive(transaction, self.catalogue, self.rules, day).lines:
                for rule in touched if line.number in missed else ():
                    version = rule.on(day)
                    if (rule.id, line.number) in seen or version is None or not then.controls(rule.id, version):
                        continue
                    future = [_finding(then, rule, version, Evaluation(then, row)) for row in line.rows]
                    if any(f and f.truth and f.outcome >= Outcome.license_required for f in future):
                        seen.add((rule.id, line.number))
                        yield NearMiss(rule.id, "as_of", law.as_of, day, (rule.id,), line.number)

    def calendar(self) -> Mapping[date, list[Rule]]:
        """Return, in order, the days on which the law of some control changes, and these controls."""
        if not self._calendar:
            days = sorted(
                (day, rule.id)
                for rule in self.rules.rules.values()
                if rule.kind is Kind.control
                for day in self.rules.change_days(rule.id)
            )
            for day, rule_id in days:
                self._calendar.setdefault(day, []).append(self.rules.rules[rule_id])
        return self._calendar

    def _questions(self, findings: Iterable[Finding], rows: FactRows) -> Iterator[Question]:
        """The facts that could still raise the outcome, or establish an exception to a control that stands."""
        asked: dict[tuple[str, int | None], tuple[Question, dict[str, None]]] = {}
        for finding in findings:
            traces = [finding.trace] if finding.truth is None and not finding.relief else []
            if finding.outcome >= Outcome.license_required:
                traces += [e.trace for e in finding.exceptions if e.truth is None]
            for path, fact in _unknown_facts(traces, finding):
                question = Question(path, self._ask(path, fact, finding.line, rows), (), finding.line)
                asked.setdefault((path, finding.line), (question, {}))[1][finding.rule.id] = None
        for question, ids in asked.values():
            yield replace(question, rules=tuple(ids))

    def _ask(self, path: str, fact: str, line: int | None, rows: FactRows) -> Text:
        ask = self.rules.facts[fact].ask
        if path.startswith("party."):
            role = ROLE_NAMES[path.split(".")[1]]
            return Text(f"{role.en.capitalize()}: {ask.en}", f"{role.ko}: {ask.ko}")
        resolution = rows.lines[line - 1].resolution if line is not None and fact.startswith("item.") else None
        if resolution is not None and resolution.status == "ambiguous" and resolution.question_en:
            return Text(resolution.question_en, resolution.question_ko or resolution.question_en)
        return ask

    def _warnings(self, law: Law, rows: FactRows, findings: Iterable[Finding]) -> Iterator[Text]:
        yield from rows.warnings
        through, since = self.rules.verified_through, self.rules.covers_from
        if law.as_of > through:
            yield Text(
                f"law not verified past {through}: this decision is dated {law.as_of}",
                f"{through} 이후의 법령은 확인되지 않음: 이 판정의 기준일은 {law.as_of}",
            )
        if law.as_of < since:
            yield Text(f"this rule set covers the law from {since}", f"이 규칙 집합은 {since} 이후의 법령만 다룸")
        if law.assume:
            ids = ", ".join(sorted(law.assume))
            yield Text(f"hypothetical: assumes {ids}", f"가정에 따른 판정: {ids}을(를) 시행 중으로 가정")
        for id in sorted({f.rule.id for f in findings if not f.verified and f.rule.kind is not Kind.notice}):
            yield Text(f"{id} rests on law or data that is not verified", f"{id}: 확인되지 않은 법령 또는 자료에 근거함")


def _idle_assumptions(rules: Iterable[str], day: date) -> Iterator[Text]:
    for rule in sorted(rules):
        yield Text(
            f"assuming {rule} changes nothing: on {day} it is in force, or no version of it exists",
            f"{rule}의 가정은 영향 없음: {day}에 이미 시행 중이거나 해당 버전이 없음",
        )


def _finding(law: Law, rule: Rule, version: Version, evaluation: Evaluation) -> Finding | None:
    """Evaluate one rule on one row; None if it does not fire and could not."""
    trace = evaluation.trace(version.condition)
    undecided = trace.truth is None and rule.kind is Kind.control
    if trace.truth is not True and not undecided:
        return None
    exceptions = tuple(_exceptions(law, rule, evaluation)) if rule.kind in (Kind.control, Kind.duty) else ()
    outcome = outcome_of(rule, version, trace.truth, exceptions)
    review, possible = _review(version, evaluation) if version.review else (None, ())
    assumed = rule.id in law.assume and not version.status.controlling
    return Finding(
        rule, version, trace.truth, trace, outcome, evaluation.row.line, review, possible, exceptions, assumed
    )


def _exceptions(law: Law, rule: Rule, evaluation: Evaluation) -> Iterator[Considered]:
    for exception in law.rules.exceptions_to(rule.id):
        version = exception.on(law.as_of)
        if version is None or not law.controls(exception.id, version):
            continue
        trace = evaluation.trace(version.condition)
        truth, barred = trace.truth, None
        if truth is not False:
            for inner in _exceptions(law, exception, evaluation):
                if inner.truth is True:
                    truth, barred = False, inner.rule.id
                elif inner.truth is None and truth is True:
                    truth, trace = None, inner.trace
        yield Considered(exception, version, truth, trace, barred)


def _review(version: Version, evaluation: Evaluation) -> tuple[Review | None, tuple[Review, ...]]:
    """Return the policy that governs (the first that holds) and those before it that are still open."""
    possible: list[Review] = []
    for review in version.review:
        truth = True if review.when is None else evaluation.trace(review.when).truth
        if truth is True:
            return review, tuple(possible)
        if truth is None:
            possible.append(review)
    return None, tuple(possible)


def _strongest(findings: Iterable[Finding | None]) -> Iterator[Finding]:
    """Of one rule on one line, keep the component on which it says most: a system is controlled by its worst part."""
    real = [finding for finding in findings if finding is not None]
    if real:
        yield max(real, key=lambda finding: (finding.outcome, finding.truth is True))


def _importance(finding: Finding) -> tuple[int, int, str]:
    return -finding.outcome, finding.line or 0, finding.rule.id


def _unknown_facts(traces: Iterable[Trace], finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield path and fact name of what is not known; for a flag that asks, what it asks for."""
    for fact in finding.version.asks if finding.truth else ():
        yield fact, fact
    for trace in traces:
        for leaf in trace.deciding():
            if leaf.fact and leaf.truth is None:
                yield leaf.fact, leaf.node.fact  # type: ignore[union-attr]


def _identity(transaction: Transaction, day: date, assumed: frozenset[str], digest: str) -> str:
    """Same input, same law, same id: decisions can be compared and replayed."""
    content: Mapping[str, object] = {
        "transaction": transaction.model_dump(mode="json"), "as_of": day.isoformat(), "assume": sorted(assumed),
        "rules": digest,
    }  # fmt: skip
    return "d-" + hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:20]
