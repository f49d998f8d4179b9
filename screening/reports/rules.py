"""Rules as people and programs read them: the list, and one rule in plain words with its whole history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from screening.engine.prose import describe
from screening.language.rule import Field, Rule, RuleSet, Version
from screening.reports.terminal import citation_lines
from screening.reports.words import KINDS, OUTCOMES, POLICIES, WORDS, force
from screening.terms import EARLIER, Language
from screening.wire.decision import citations


def day(value: date | None) -> str | None:
    """Render a version's boundary: null for "before this rule set's coverage" and for "open"."""
    return None if value is None or value == EARLIER else value.isoformat()


def rules_list(rules: RuleSet, language: Language) -> list[dict[str, Any]]:
    """Return every rule with its versions, as `rules list --format json` prints them."""
    return [
        {
            "id": rule.id,
            "kind": rule.kind.value,
            "title": rule.title.in_(language),
            "versions": [
                {"from": day(v.start), "until": day(v.until), "status": v.status.value, "verified": v.verified}
                for v in rule.versions
            ],
        }
        for rule in rules.rules.values()
    ]


def list_text(rules: RuleSet, language: Language) -> RenderableType:
    """Render the rule list as a table: id, kind, periods with status, title."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "kind", "from – until: status", "title"):
        table.add_column(heading, overflow="fold")
    for rule in rules.rules.values():
        periods = "\n".join(_period(v, language) for v in rule.versions)
        table.add_row(rule.id, KINDS[rule.kind].in_(language), periods, rule.title.in_(language))
    return table


def _period(version: Version, language: Language) -> str:
    start = day(version.start) or WORDS["earlier"].in_(language)
    doubt = "" if version.verified else f" ({WORDS['unverified'].in_(language)})"
    return f"{start} – {day(version.until) or '…'}: {force(version, language)}{doubt}"


def rule_data(rule: Rule, rules: RuleSet, language: Language) -> dict[str, Any]:
    """Return one rule with conditions in plain words, citations and the exceptions that name it."""
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "title": rule.title.in_(language),
        "file": rule.file,
        "excepts": list(rule.excepts),
        "exceptions": [each.id for each in rules.exceptions_to(rule.id)],
        "gaps": [{"from": day(g.start), "until": day(g.until), "why": g.why.in_(language)} for g in rule.gaps],
        "versions": [_version_data(version, rules, language) for version in rule.versions],
    }


def _version_data(version: Version, rules: RuleSet, language: Language) -> dict[str, Any]:
    return {
        "from": day(version.start),
        "until": day(version.until),
        "status": version.status.value,
        "stage": version.stage,
        "verified": version.verified,
        "confidence": version.confidence,
        "outcome": version.outcome.name if version.outcome else None,
        "when": describe(version.condition, rules, language),
        "review": [
            {
                "policy": each.policy.value,
                "verified": each.verified,
                "when": describe(each.when, rules, language) if each.when else None,
                "note": each.note.in_(language) if each.note else None,
            }
            for each in version.review
        ],
        "obligations": [
            {"what": o.what.in_(language), "due": o.due.in_(language) if o.due else None} for o in version.obligations
        ],
        "collect": [
            {
                "of": describe(each.parties, rules, language),
                "fields": [_field_data(field, rules, language) for field in each.fields],
            }
            for each in version.collect
        ],
        "text": version.text.in_(language) if version.text else None,
        "note": version.note.in_(language) if version.note else None,
        "citations": citations(version.cite),
    }


def _field_data(field: Field, rules: RuleSet, language: Language) -> dict[str, Any]:
    return {
        "fact": field.fact,
        "label": rules.facts[field.fact].label.in_(language),
        "when": describe(field.when, rules, language) if field.when else None,
        "verified": field.verified,
    }


def _collected(version: Version, rules: RuleSet, language: Language) -> Iterator[str]:
    """Say of whom what is collected, and which fields nobody verified."""
    unverified = f" ({WORDS['unverified'].in_(language)})"
    if version.collect:
        yield WORDS["collects"].in_(language)
    for each in version.collect:
        yield from describe(each.parties, rules, language)
        labels = [rules.facts[f.fact].label.in_(language) + ("" if f.verified else unverified) for f in each.fields]
        yield f"  ▸ {', '.join(labels)}"


def rule_text(rule: Rule, rules: RuleSet, language: Language) -> RenderableType:
    """Render one rule for a reader who cannot program."""
    return Group(*_rule_lines(rule, rules, language))


def _rule_lines(rule: Rule, rules: RuleSet, language: Language) -> Iterator[RenderableType]:
    head = Styled(rule.title.in_(language), style="bold")
    head.append(f"  [{rule.id}] {KINDS[rule.kind].in_(language)}", style="dim")
    yield head
    yield Styled(f"rules/{rule.file}", style="dim")
    if rule.excepts:
        yield Styled(f"{WORDS['exception'].in_(language)} → {', '.join(rule.excepts)}")
    for each in rules.exceptions_to(rule.id):
        yield Styled(f"{WORDS['exception'].in_(language)}: {each.title.in_(language)}  [{each.id}]")
    for version in rule.versions:
        yield Styled()
        yield Styled(_period(version, language), style="bold cyan" if version.status.controlling else "bold yellow")
        for line in describe(version.condition, rules, language):
            yield Styled(f"  {line}")
        if version.outcome is not None:
            yield Styled(f"  → {OUTCOMES[version.outcome].in_(language)}", style="bold")
        for review in version.review:
            note = f" — {review.note.in_(language)}" if review.note else ""
            doubt = "" if review.verified else f" ({WORDS['unverified'].in_(language)})"
            yield Styled(f"    {POLICIES[review.policy].in_(language)}{doubt}{note}")
            for line in describe(review.when, rules, language) if review.when else ():
                yield Styled(f"      {line}", style="dim")
        for line in _collected(version, rules, language):
            yield Styled(f"    {line}")
        for duty in version.obligations:
            due = f" ({duty.due.in_(language)})" if duty.due else ""
            yield Styled(f"  • {duty.what.in_(language)}{due}")
        for text in filter(None, (version.text, version.note)):
            yield Styled(f"  {text.in_(language)}", style="italic")
        for line in citation_lines(version.cite):
            yield Styled(f"  § {line}", style="dim")
