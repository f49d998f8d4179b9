"""What a deal missed: thresholds it nearly met, and controls that begin to catch it within a year."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from screening.decision import NearMiss
from screening.engine.explain import Evaluation
from screening.engine.law import Law
from screening.engine.near import Miss, near_misses
from screening.engine.row import Row
from screening.facts.hardware import Line
from screening.language.condition import AllOf, Compare, Condition, Op, Term, walk
from screening.language.rule import Rule, RuleSet
from screening.screen.findings import evaluate
from screening.terms import Kind, Outcome

AHEAD = timedelta(days=365)
"""How far ahead a coming change of the law is reported as a near miss."""

Calendar = Mapping[date, list[Rule]]


def calendar(rules: RuleSet) -> Calendar:
    """Return, in order, the days on which the law of some control changes, and these controls."""
    controls = [rule for rule in rules.rules.values() if rule.kind is Kind.control]
    days: dict[date, list[Rule]] = {}
    for day, rule_id in sorted((day, rule.id) for rule in controls for day in rules.change_days(rule.id)):
        days.setdefault(day, []).append(rules.rules[rule_id])
    return days


def list_controls(rules: RuleSet) -> list[Rule]:
    """Return the controls that ask whether a party is on a screening list, whose entries have days of their own."""
    return [rule for rule in rules.rules.values() if rule.kind is Kind.control and _asks_lists(rule, rules)]


def _asks_lists(rule: Rule, rules: RuleSet) -> bool:
    for node in (node for version in rule.versions for node in walk(version.condition)):
        match node:
            case Compare(_, Op.listed_on, tuple(names)) if any(not rules.lists[str(name)].closed for name in names):
                return True
            case Term(id) if _asks_lists(rules.rules[id], rules):
                return True
    return False


def thresholds(law: Law, row: Row) -> Iterator[NearMiss]:
    """Yield the thresholds that kept controls from applying to a row, nearest first, each once with its controls."""
    evaluation = Evaluation(law, row)
    missed: dict[tuple[str, Miss], list[str]] = {}
    for rule in law.rules.rules.values():
        version = rule.on(law.as_of)
        if rule.kind is not Kind.control or version is None or not law.controls(rule.id, version):
            continue
        if not _one_step_away(evaluation, version.condition):
            continue
        trace = evaluation.trace(version.condition)
        for miss in near_misses(trace) if trace.truth is False else ():
            missed.setdefault((miss.term or rule.id, miss), []).append(rule.id)
    for (rule_id, miss), controls in sorted(missed.items(), key=lambda each: each[0][1].distance):
        yield NearMiss(rule_id, miss.fact, miss.value, miss.needed, tuple(controls), row.line)


def _one_step_away(evaluation: Evaluation, condition: Condition) -> bool:
    """Whether a conjunction fails in one member only: two cannot be mended by one number."""
    members = condition.children if isinstance(condition, AllOf) else (condition,)
    failing = 0
    for member in members:
        failing += evaluation.truth(member) is False
        if failing > 1:
            return False
    return failing == 1


def coming_days(
    law: Law, days: Calendar, lines_on: Callable[[date], Iterable[Line]], missed: Collection[int]
) -> Iterator[NearMiss]:
    """Yield the controls that begin to catch a line within a year: the same deal under the law of the coming days."""
    seen: set[tuple[str, int]] = set()
    for day, touched in sorted(days.items()):
        if not law.as_of < day <= law.as_of + AHEAD:
            continue
        then = replace(law, as_of=day)
        for line in (each for each in lines_on(day) if each.number in missed):
            evaluations = [Evaluation(then, row) for row in line.rows]
            for rule in touched:
                version = rule.on(day)
                if (rule.id, line.number) in seen or version is None or not then.controls(rule.id, version):
                    continue
                sure = [each for each in evaluations if each.truth(version.condition) is True]
                future = [evaluate(then, rule, version, each) for each in sure]
                if any(f and f.truth and f.addressed and f.outcome >= Outcome.license_required for f in future):
                    seen.add((rule.id, line.number))
                    yield NearMiss(rule.id, "as_of", law.as_of, day, (rule.id,), line.number)
