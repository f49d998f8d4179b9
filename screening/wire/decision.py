"""Write a decision as `decision.v1`: plain data, ready for JSON, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from screening.decision import Considered, Decision, FieldState, Finding, LineResult, NearMiss, governing_policy
from screening.engine.explain import Trace
from screening.engine.prose import because
from screening.engine.row import Interval, PartyRow
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Not, Parties, Term
from screening.language.rule import Citation, RuleSet
from screening.terms import EARLIER, Language
from screening.wire.near_miss import near_miss_citations, near_miss_text
from screening.wire.parties import list_reference, party_match

Json = dict[str, Any]


def decision_v1(decision: Decision, rules: RuleSet, language: Language = "en", *, traces: bool = True) -> Json:
    """Return the decision as plain data; `traces=False` leaves the evaluation trees out."""

    def findings(many: Iterable[Finding]) -> list[Json]:
        return [_finding(each, rules, language, traces) for each in many]

    policy = governing_policy(decision.findings)
    return {
        "schema": "decision.v1",
        "id": decision.id,
        "transaction_id": decision.transaction_id,
        "outcome": decision.outcome.name,
        "hypothetical": decision.hypothetical,
        "assumed": list(decision.assumed),
        "as_of": decision.as_of.isoformat(),
        "law_verified_through": decision.verified_through.isoformat(),
        "ruleset": {"version": decision.ruleset_version, "digest": decision.ruleset_digest},
        "lists": [list_reference(each) for each in decision.lists],
        "lines": [_line(each, language) for each in decision.lines],
        "parties": [_party(each) for each in decision.parties],
        "review_policy": policy.value if policy else None,
        "findings": findings(decision.findings),
        "would_apply": findings(decision.would_apply),
        "undecided": sorted({each.rule.id for each in decision.undecided}),
        "near_misses": [_near_miss(each, decision, rules, language) for each in decision.near_misses],
        "information_needed": [
            {"fact": q.fact, "question": q.ask.in_(language), "rules": list(q.rules), "line": q.line}
            for q in decision.questions
        ],
        "counterfactuals": [],
        "party_matches": [party_match(each, language) for each in decision.party_matches],
        "warnings": [warning.in_(language) for warning in decision.warnings],
    }


def scalar(value: object) -> Any:
    """Return one value as JSON: whole numbers as integers, bounds as an object, dates as text, sets as sorted lists."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else float(value)
        case Interval(low, high):
            return {"at_least": scalar(low), "at_most": scalar(high)}
        case date():
            return value.isoformat()
        case frozenset() | tuple():
            return sorted(str(each) for each in value) if isinstance(value, frozenset) else [str(each) for each in value]
        case _:
            return value


def citations(cite: Iterable[Citation]) -> list[Json]:
    """Return citations as plain data."""
    return [
        {"ref": c.ref, "published": c.published, "on": c.on.isoformat() if c.on else None, "url": c.url} for c in cite
    ]


def _line(result: LineResult, language: Language) -> Json:
    line = result.line
    resolution = line.resolution
    chips = [row.component for row in line.rows if row.component]
    count = line.counts[0] if len(line.counts) == 1 else None
    evidence = None
    if resolution is not None:
        evidence = resolution.evidence_ko if language == "ko" else resolution.evidence_en
    facts = line.rows[0].values if len(line.rows) == 1 else {}
    return {
        "line": line.number,
        "item": {
            "resolved": " + ".join(chips) or None,
            "count": scalar(count),
            "hours": scalar(facts["item.hours"].value) if "item.hours" in facts else None,
            "instances": [f"{each.provider} {each.type}" for each in resolution.instances] if resolution else [],
            "evidence": evidence,
            "status": resolution.status if resolution and not line.item.chip else "stated",
            "candidates": [candidate.name for candidate in resolution.candidates] if resolution else [],
        },
        "tier": list(result.tier),
        "outcome": result.outcome.name,
        "tpp": scalar(facts["item.tpp"].value) if "item.tpp" in facts else None,
        "performance_density": (
            scalar(facts["item.performance_density"].value) if "item.performance_density" in facts else None
        ),
    }


def _party(party: PartyRow) -> Json:
    known = {name: party.values.get(f"party.{name}") for name in ("country", "headquarters", "parent_country")}
    places = {name: scalar(value.value) if value else None for name, value in known.items()}
    return {"role": party.role, "name": party.label or None, "stated": party.stated, **places}


def _finding(finding: Finding, rules: RuleSet, language: Language, traces: bool) -> Json:
    version = finding.version
    obligations = finding.obligations if finding.truth is not None or finding.relief else ()
    return {
        "rule": finding.rule.id,
        "title": finding.rule.title.in_(language),
        "kind": finding.rule.kind.value,
        "status": version.status.value,
        "stage": version.stage,
        "since": None if version.start == EARLIER else version.start.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "outcome": finding.outcome.name,
        "truth": finding.truth,
        "line": finding.line,
        "verified": finding.verified,
        "confidence": version.confidence,
        "assumed": finding.assumed,
        "review_policy": finding.review.policy.value if finding.review else None,
        "review_policy_verified": finding.review_verified if finding.review else None,
        "review_policy_note": (
            finding.review.note.in_(language) if finding.review and finding.review.note else None
        ),
        "possible_review_policies": [each.policy.value for each in finding.open_reviews],
        "because": because(finding.trace, rules, language),
        "text": version.text.in_(language) if version.text else None,
        "note": version.note.in_(language) if version.note else None,
        "citations": citations((*version.cite, *(finding.review.cite if finding.review else ()))),
        "trace": _trace(finding.trace, rules, language, finding.rule.file) if traces else None,
        "exceptions": [_considered(each, rules, language) for each in finding.exceptions],
        "fields": [_field(each, rules, language) for each in finding.fields],
        "answer": finding.answer,
        "obligations": [
            {"what": each.what.in_(language), "due": each.due.in_(language) if each.due else None} for each in obligations
        ],
    }


def _field(state: FieldState, rules: RuleSet, language: Language) -> Json:
    return {
        "role": state.role,
        "party": state.party or None,
        "fact": state.fact,
        "label": rules.facts[state.fact].label.in_(language),
        "state": state.state,
        "question": None if state.state == "verified" else state.ask.in_(language),
        "verified": state.verified,
    }


def _considered(considered: Considered, rules: RuleSet, language: Language) -> Json:
    reason = because(considered.trace, rules, language)
    if considered.barred_by:
        barred = rules.rules[considered.barred_by].title.in_(language)
        reason = {"en": f"barred: {barred}", "ko": f"적용 배제: {barred}"}[language]
    return {
        "rule": considered.rule.id,
        "title": considered.rule.title.in_(language),
        "truth": considered.truth,
        "because": reason,
        "status": considered.version.status.value,
        "verified": considered.version.verified,
        "barred_by": considered.barred_by,
        "citations": citations(considered.version.cite),
    }


def _near_miss(miss: NearMiss, decision: Decision, rules: RuleSet, language: Language) -> Json:
    distance = None
    if isinstance(miss.value, Decimal) and isinstance(miss.needed, Decimal) and miss.needed:
        distance = round(float(abs(miss.needed - miss.value) / miss.needed), 4)
    return {
        "rule": miss.rule,
        "fact": miss.fact,
        "value": scalar(miss.value),
        "needed": scalar(miss.needed),
        "distance": distance,
        "controls": list(miss.controls),
        "line": miss.line,
        "because": near_miss_text(miss, rules, language),
        "citations": citations(near_miss_citations(miss, decision.as_of, rules)),
    }


def _trace(trace: Trace, rules: RuleSet, language: Language, file: str, shown: set[int] | None = None) -> Json:
    """Return the evaluation tree; a definition that several limbs use is written out where it first stands.

    `file` is the rule's file within the folder of rules: where that folder lies is nobody's business, and changes.
    """
    shown = set() if shown is None else shown
    node = trace.node
    if isinstance(node, Term):
        if id(trace) in shown:
            return {"op": "is", "term": node.id, "truth": trace.truth, "verified": trace.verified, "repeated": True}
        shown.add(id(trace))
        file = rules.rules[node.id].file
    children = [_trace(child, rules, language, file, shown) for child in trace.children]
    match node:
        case Compare():
            return {
                "op": node.op.value, "truth": trace.truth, "fact": trace.fact, "expected": scalar(node.expected),
                "value": scalar(trace.known.value) if trace.known else None, "unit": rules.facts[node.fact].unit,
                "provenance": trace.known.provenance.in_(language) if trace.known else None, "verified": trace.verified,
                "at": ":".join((file, *node.at.rsplit(":", 2)[1:])) if node.at else None,
            }  # fmt: skip
        case Term(term):
            return {"op": "is", "term": term, "truth": trace.truth, "children": children, "verified": trace.verified}
        case Parties(quantifier, _, _):
            return {"op": quantifier, "truth": trace.truth, "children": children}
        case AllOf():
            op = "all"
        case AnyOf():
            op = "any"
        case Not():
            op = "not"
        case AtLeast():
            op = "at_least"
    return {"op": op, "truth": trace.truth, "children": children}
