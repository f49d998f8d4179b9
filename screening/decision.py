"""What fired, what relieves it, and the outcome that follows. Pure data and pure combination; evaluates no condition.

A control whose condition is true stands unless one of its exceptions is established; an established exception turns it
into `conditions_apply` with that exception's obligations. An unknown exception leaves the control standing and says
what would establish it. What is not controlling is reported, never counted. What rests on something unverified (the
version, or a term or list entry that decided it) never alone prohibits: it calls for review.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from screening.engine.explain import Trace
from screening.engine.law import Law
from screening.engine.row import PartyRow
from screening.facts.hardware import Line
from screening.facts.listed import PartyMatch
from screening.language.rule import Obligation, Review, Rule, Version
from screening.parties.watchlist import LoadedList
from screening.terms import Kind, Outcome, Policy, Text, Truth


@dataclass(frozen=True, slots=True)
class Considered:
    """An exception that was looked at, whether or not it helps; `barred_by` names an exception to it that holds."""

    rule: Rule
    version: Version
    truth: Truth
    trace: Trace
    barred_by: str | None = None


@dataclass(frozen=True, slots=True)
class FieldState:
    """One thing a duty collects of one party: given and verified, given, or missing; `verified` speaks of the law."""

    role: str
    party: str
    fact: str
    state: Literal["verified", "given", "missing"]
    ask: Text
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that fires, or that may fire, on one line (or on the whole transaction).

    A letter that would catch the deal but is not `addressed` to whoever exports or sells does not control. `answer` is
    what the user found out about a red flag.
    """

    rule: Rule
    version: Version
    truth: Truth
    trace: Trace
    outcome: Outcome
    line: int | None = None
    review: Review | None = None
    review_verified: bool = True
    open_reviews: tuple[Review, ...] = ()
    exceptions: tuple[Considered, ...] = ()
    assumed: bool = False
    addressed: bool = True
    fields: tuple[FieldState, ...] = ()
    answer: str | None = None

    @property
    def verified(self) -> bool:
        """Whether the version and everything that decided it is verified."""
        return self.version.verified and self.trace.sound

    @property
    def relief(self) -> Considered | None:
        """The exception that is established, if any."""
        return next((each for each in self.exceptions if each.truth is True), None)

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What must be done: the rule's own duties, and those of the exception relied on."""
        return self.version.obligations + (self.relief.version.obligations if self.relief else ())


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that nearly applied: which fact, its value and the threshold (for `as_of`: the day it begins)."""

    rule: str
    fact: str
    value: Decimal | date
    needed: Decimal | date
    controls: tuple[str, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that could still change the outcome, and the question that asks for it."""

    fact: str
    ask: Text
    rules: tuple[str, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class LineResult:
    """What a line is and what was decided for it."""

    line: Line
    tier: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one transaction under the law of one day."""

    id: str
    transaction_id: str | None
    outcome: Outcome
    as_of: date
    verified_through: date
    ruleset_version: str
    ruleset_digest: str
    assumed: tuple[str, ...]
    lines: tuple[LineResult, ...]
    parties: tuple[PartyRow, ...]
    lists: tuple[LoadedList, ...]
    party_matches: tuple[PartyMatch, ...]
    findings: tuple[Finding, ...]
    would_apply: tuple[Finding, ...]
    undecided: tuple[Finding, ...]
    near_misses: tuple[NearMiss, ...]
    questions: tuple[Question, ...]
    warnings: tuple[Text, ...] = field(default=())

    @property
    def hypothetical(self) -> bool:
        """Whether something that is not law was assumed to be."""
        return bool(self.assumed)


def outcome_of(rule: Rule, version: Version, trace: Trace, exceptions: Iterable[Considered]) -> Outcome:
    """Return what one rule contributes, given how it was decided and its exceptions."""
    relieved = any(each.truth is True for each in exceptions)
    match rule.kind:
        case Kind.control:
            if relieved:
                return Outcome.conditions_apply
            if trace.truth is None:
                return Outcome.information_needed
            assert version.outcome is not None
            sound = version.verified and trace.sound
            unsure = version.outcome is Outcome.prohibited and not sound
            return Outcome.review if unsure else version.outcome
        case Kind.flag:
            return Outcome.review if version.outcome is None else version.outcome
        case Kind.duty:
            return Outcome.conditions_apply
        case _:
            return Outcome.no_control_found


def highest(findings: Iterable[Finding]) -> Outcome:
    """Return the highest outcome, or `no_control_found` if nothing fires."""
    return max((finding.outcome for finding in findings), default=Outcome.no_control_found)


def settle(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Separate what counts from what stays open without mattering.

    A control whose condition is unknown matters only while it could raise the outcome above what is already certain for
    its line; otherwise its answer changes nothing and nobody need be asked.
    """
    counted, idle = [], []
    certain = [finding for finding in findings if finding.truth is not None or finding.relief]
    for finding in findings:
        if finding.truth is None and finding.rule.kind is not Kind.control:
            idle.append(finding)  # a flag or duty that may hold: shown, but no reason to stop a deal
            continue
        if finding.truth is None and finding.outcome is Outcome.information_needed:
            floor = highest(f for f in certain if f.line in (finding.line, None) or finding.line is None)
            if (finding.version.outcome or Outcome.review) <= floor:
                idle.append(finding)
                continue
        counted.append(finding)
    return counted, idle


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all findings come to: those that count, those that are not controlling, those that stay open, by importance."""

    outcome: Outcome
    findings: tuple[Finding, ...]
    would_apply: tuple[Finding, ...]
    undecided: tuple[Finding, ...]


def judged(law: Law, everything: Sequence[Finding]) -> Verdict:
    """Return what the findings come to: the outcome is the highest of what is controlling and addressed to the exporter."""
    findings, undecided = settle([f for f in everything if f.addressed and law.controls(f.rule.id, f.version)])
    outcome = highest(findings)
    others = [f for f in everything if not law.controls(f.rule.id, f.version)]
    # A letter to somebody else is worth telling where nothing binds this exporter as strictly.
    others += [f for f in everything if f.truth and not f.addressed and f.outcome > outcome]
    return Verdict(
        outcome, tuple(sorted(findings, key=_importance)), tuple(sorted(others, key=_importance)), tuple(undecided)
    )


def _importance(finding: Finding) -> tuple[int, bool, int, str]:
    return -finding.outcome, finding.truth is None, finding.line or 0, finding.rule.id


def governing_policy(findings: Iterable[Finding]) -> Policy | None:
    """Return the strictest review policy among the licenses required."""
    policies = [f.review.policy for f in findings if f.review and f.outcome is Outcome.license_required]
    return max(policies, key=lambda policy: policy.strictness, default=None)
