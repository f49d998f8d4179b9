"""What a duty collects, held against what is known: field by field, for every party it is about.

A party of whom nobody knows whether the duty is about it counts: its fields are asked for, because they are what would
tell. Whether the law asks for a field at all stands in the rule; here is no list of fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from screening.decision import FieldState, Finding
from screening.engine.explain import Evaluation
from screening.engine.row import PartyRow
from screening.language.rule import Collection, Version
from screening.terms import Kind, Outcome


def completed(finding: Finding, evaluation: Evaluation) -> Finding:
    """Return a duty's finding with the state of every field; what is missing makes the duty's outcome a question."""
    if finding.rule.kind is not Kind.duty or not finding.version.collect:
        return finding
    fields = tuple(_states(finding.version, evaluation))
    missing = finding.truth is True and any(field.state == "missing" for field in fields)
    return replace(finding, fields=fields, outcome=Outcome.information_needed if missing else finding.outcome)


def _states(version: Version, evaluation: Evaluation) -> Iterator[FieldState]:
    for collection in version.collect:
        for party in evaluation.row.parties:
            concerned = party.role in collection.parties.roles
            if concerned and evaluation.trace(collection.parties.where, party).truth is not False:
                yield from _of_party(collection, party, evaluation)


def _of_party(collection: Collection, party: PartyRow, evaluation: Evaluation) -> Iterator[FieldState]:
    for field in collection.fields:
        if field.when is not None and evaluation.trace(field.when, party).truth is False:
            continue
        given = field.fact in party.values
        checked = given and field.fact in party.checked
        yield FieldState(
            role=party.role,
            party=party.label,
            fact=field.fact,
            state="verified" if checked else "given" if given else "missing",
            ask=evaluation.law.rules.facts[field.fact].ask,
            verified=field.verified,
        )
