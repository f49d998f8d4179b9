"""One rule on one row of facts: does it fire, what relieves it, which review policy governs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from screening.decision import Considered, Finding, outcome_of
from screening.engine.explain import Evaluation, Trace
from screening.engine.law import Law
from screening.language.condition import Condition
from screening.language.rule import Review, Rule, Version
from screening.screen.completeness import completed
from screening.terms import Kind, Outcome

Fails = Callable[[Condition], bool]
"""Says beforehand which conditions are false, where that is known and nobody asks why."""


def evaluate(
    law: Law, rule: Rule, version: Version, evaluation: Evaluation, fails: Fails | None = None
) -> Finding | None:
    """Evaluate one rule on one row; None if it does not fire and could not."""
    assumed = rule.id in law.assume
    if fails(version.when) if fails else evaluation.truth(version.when) is False:
        return None  # most rules, and nobody asks why
    trace = evaluation.trace(version.when if assumed else version.condition)
    addressed = trace.truth is not False or version.addressee is None
    if not addressed:
        trace = evaluation.trace(version.when)
    undecided = trace.truth is None and rule.kind is not Kind.notice
    if trace.truth is not True and not undecided:
        return None
    exceptions = tuple(considered(law, rule, version, evaluation, fails)) if rule.kind in (Kind.control, Kind.duty) else ()
    if rule.kind is Kind.duty and any(each.truth is True for each in exceptions):
        return None  # what the duty serves is not needed
    outcome = outcome_of(rule, version, trace, exceptions)
    review, sure, possible = _review(version, evaluation) if version.review else (None, True, ())
    finding = Finding(
        rule, version, trace.truth, trace, outcome, evaluation.row.line, review, sure, possible, exceptions,
        assumed, addressed,
    )  # fmt: skip
    return completed(finding, evaluation)


def answered(finding: Finding, explanations: Mapping[str, str]) -> Finding:
    """Return a red flag with the user's answer: then it asks no longer for a review, only for the answer to be kept."""
    answer = explanations.get(finding.rule.id)
    if answer is None or finding.truth is not True or finding.outcome is not Outcome.review:
        return finding
    return replace(finding, answer=answer, outcome=Outcome.conditions_apply)


def considered(
    law: Law, rule: Rule, of: Version, evaluation: Evaluation, fails: Fails | None = None
) -> Iterator[Considered]:
    """Evaluate every exception to a rule; one that holds is barred if an exception to it holds.

    An exception of the same standing goes with its rule: what a proposal exempts is exempt wherever the proposal counts.
    """
    for exception in law.rules.exceptions_to(rule.id):
        version = exception.on(law.as_of)
        if version is None or not (law.controls(exception.id, version) or version.status is of.status):
            continue
        known = fails is not None and fails(version.condition)
        trace = Trace(version.condition, False) if known else evaluation.trace(version.condition)
        truth, barred = trace.truth, None
        if truth is not False:
            for inner in considered(law, exception, version, evaluation, fails):
                if inner.truth is True:
                    truth, barred = False, inner.rule.id
                elif inner.truth is None and truth is True:
                    truth, trace = None, inner.trace
        yield Considered(exception, version, truth, trace, barred)


def _review(version: Version, evaluation: Evaluation) -> tuple[Review | None, bool, tuple[Review, ...]]:
    """Return the policy that governs (the first that holds), whether that is verified, and those still open before it."""
    possible: list[Review] = []
    sure = True
    for review in version.review:
        trace = None if review.when is None else evaluation.trace(review.when)
        sure = sure and (trace is None or trace.sound)
        if trace is None or trace.truth is True:
            return review, sure and review.verified, tuple(possible)
        if trace.truth is None:
            possible.append(review)
    return None, sure, tuple(possible)


def strongest(findings: Iterable[Finding | None]) -> Iterator[Finding]:
    """Of one rule on one line, keep the component on which it says most: a system is controlled by its worst part."""
    real = [finding for finding in findings if finding is not None]
    if real:
        yield max(real, key=lambda finding: (finding.outcome, finding.truth is True))
