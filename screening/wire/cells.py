"""A decision as the cells of a table row: the contract's columns, as text, in one language.

A row already says who deals in what and how many, so reasons leave names and counts out; and what is true of every row of
a run (which lists were asked) is for the run's summary. Several values in one cell are separated by "; ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from screening.decision import Decision, Finding, Question, Verdict, governing_policy
from screening.engine.explain import Trace
from screening.engine.prose import because
from screening.facts.listed import PartyMatch
from screening.language.rule import Citation, RuleSet
from screening.terms import Kind, Language, Outcome, Text

BETWEEN = "; "
BETWEEN_REASONS = " | "


@dataclass(frozen=True, slots=True)
class Cells:
    """The part of a row's answer that follows from its findings, but for the reasons."""

    outcome: str
    rules: str
    would_apply: str
    review_policy: str
    missing_facts: str
    citations: str
    unverified: str


def cells(verdict: Verdict, questions: Iterable[Question], language: Language) -> Cells:
    """Return the cells of a verdict."""
    policy = governing_policy(verdict.findings)
    return Cells(
        outcome=verdict.outcome.name,
        rules=_together(f.rule.id for f in verdict.findings),
        would_apply=_together(f.rule.id if f.truth else f"{f.rule.id} (?)" for f in verdict.would_apply),
        review_policy=policy.value if policy else "",
        missing_facts=_together(question.fact for question in questions),
        citations=_together(_cited(cite) for f in _telling(verdict) for cite in _cites(f)),
        unverified=_together(_unverified(verdict.findings, language)),
    )


def reasons(
    verdict: Verdict, told: Callable[[Finding], str], language: Language, *, lines: int
) -> str:
    """Return the cell of reasons: titles, and what is `told` of each finding.

    `lines` is how many the transaction has: of several, each reason is said once, with its lines. Where nothing is
    controlled the notices that hold are named.
    """
    said: dict[str, list[int | None]] = {}
    for finding in _telling(verdict):
        said.setdefault(_reason(finding, told, language), []).append(finding.line if lines > 1 else None)
    return BETWEEN_REASONS.join(f"{_where(where, language)}{reason}" for reason, where in said.items())


def bare(trace: Trace, rules: RuleSet, language: Language) -> str:
    """Return what decided a finding, without what the row itself says."""
    return because(trace, rules, language, bare=True)


def _telling(verdict: Verdict) -> Sequence[Finding]:
    return [f for f in verdict.findings if f.outcome > Outcome.no_control_found] or verdict.findings


def decided(decision: Decision) -> Verdict:
    """Return what the findings of a decision came to."""
    return Verdict(decision.outcome, decision.findings, decision.would_apply, decision.undecided)


def match_text(match: PartyMatch) -> str:
    """Return one hit: for whom, which entry of which list, score and grade; a known good is called one."""
    found = match.hit.candidate
    whose = f"{match.role} (owner {match.owner})" if match.owner else match.role
    known = ", known good" if match.hit.known_good else ""
    listed = match.hit.list or found.party.sublist
    return f"{whose}: {found.party.name} [{listed}] {found.score:.2f} {found.grade}{known}"


def law_warnings(rules: RuleSet, as_of: date, assumed: Sequence[str]) -> Iterator[Text]:
    """Yield what qualifies every decision of a day: law that is not verified or not covered, and assumptions."""
    through, since = rules.verified_through, rules.covers_from
    if as_of > through:
        yield Text(f"law not verified past {through}", f"{through} 이후의 법령은 확인되지 않음")
    if as_of < since:
        yield Text(f"this rule set covers the law from {since}", f"이 규칙 집합은 {since} 이후의 법령만 다룸")
    if assumed:
        ids = ", ".join(sorted(assumed))
        yield Text(f"hypothetical: assumes {ids}", f"가정에 따른 판정: {ids}을(를) 시행 중으로 가정")


def _reason(finding: Finding, told: Callable[[Finding], str], language: Language) -> str:
    title = finding.rule.title.in_(language)
    return title if finding.rule.kind is Kind.notice else f"{title}: {told(finding)}"


def _where(lines: Iterable[int | None], language: Language) -> str:
    """Name the lines something is said of ("lines 1–3, 7: "); nothing for what is said of the whole."""
    numbers = sorted({line for line in lines if line is not None})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    if not named:
        return ""
    return {"en": f"line{'s' if len(numbers) > 1 else ''} {named}: ", "ko": f"품목 {named}: "}[language]


def _cites(finding: Finding) -> tuple[Citation, ...]:
    return (*finding.version.cite, *(finding.review.cite if finding.review else ()))


def _cited(cite: Citation) -> str:
    return f"{cite.ref}, {cite.published}" if cite.published else cite.ref


def _unverified(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    for finding in findings:
        if not finding.verified and finding.rule.kind is not Kind.notice:
            yield {"en": f"{finding.rule.id} is not verified", "ko": f"{finding.rule.id}: 확인되지 않음"}[language]


def _together(values: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(values))
