"""Turn the shapes of rule files into one rule set, checked by `consistency`.

Every problem of every file is reported; nothing is repaired silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from screening.errors import Problem
from screening.language.condition import Compare, Condition, Parties, Term
from screening.language.consistency import (
    Source,
    check_circles,
    check_excepts,
    check_periods,
    check_references,
    check_version,
    conditions,
    party_terms,
)  # fmt: skip
from screening.language.grammar import Names, nearest, parse
from screening.language.groups import CitationShape
from screening.language.rule import Citation, Collection, Field, Gap, Obligation, Review, Rule, Version
from screening.language.shape import CollectShape, VersionShape
from screening.language.source import Document, Step
from screening.terms import ROLES, Kind, Outcome


def compile_rules(
    sources: Iterable[Source], names: Names, problems: list[Problem], broken: Iterable[str] = ()
) -> dict[str, Rule]:
    """Return the rules by id, in order of id; add every problem to `problems`.

    `broken` are ids of rules that did not load: whoever refers to them is not blamed as well.
    """
    rules: dict[str, Rule] = {}
    places: dict[str, Source] = {}
    for source in sources:
        rule = _rule(source, names, problems)
        if rule.id in rules:
            message = f"`{rule.id}` is also the id of {places[rule.id].file}"
            problems.append(Problem("E206", source.document.where("id"), message, "give it its own id"))
            continue
        rules[rule.id], places[rule.id] = rule, source
    known = party_terms(rules), frozenset(broken)
    for id, source in places.items():
        check_references(rules, rules[id], source, known, problems)
    check_circles(rules, places, problems)
    if problems:
        return dict(sorted(rules.items()))
    return {id: replace(rule, per_item=_per_item(rule, rules)) for id, rule in sorted(rules.items())}


def _rule(source: Source, names: Names, problems: list[Problem]) -> Rule:
    shape, document = source.shape, source.document
    versions = []
    for i, version in enumerate(shape.versions):
        path: tuple[Step, ...] = ("versions", i)
        check_version(shape.kind, version, document, path, names, problems)
        versions.append(_version(version, document, path, names, problems, is_term=shape.kind is Kind.term))
    check_excepts(shape, document, problems)
    check_periods(shape, document, problems)
    return Rule(
        id=shape.id,
        title=shape.title.text(),
        kind=shape.kind,
        versions=tuple(versions),
        excepts=tuple(shape.excepts),
        gaps=tuple(Gap(gap.start, gap.until, gap.why.text()) for gap in shape.gaps),
        file=source.file,
    )


def _version(
    shape: VersionShape,
    document: Document,
    path: tuple[Step, ...],
    names: Names,
    problems: list[Problem],
    *,
    is_term: bool,
) -> Version:
    def condition(raw: object, *steps: Step) -> Condition:
        return parse(raw, document, (*path, *steps), names, problems, in_party=is_term and _party_term(raw))

    return Version(
        start=shape.start,
        until=shape.until,
        status=shape.status,
        verified=shape.verified,
        confidence=shape.confidence,
        cite=_citations(shape.cite),
        when=condition(shape.when, "when"),
        stage=shape.stage,
        addressee=shape.addressee,
        outcome=Outcome[shape.outcome] if shape.outcome else None,
        review=tuple(
            Review(
                policy=each.policy,
                when=None if each.when is None else condition(each.when, "review", i, "when"),
                cite=_citations(each.cite),
                note=each.note.text() if each.note else None,
                verified=each.verified,
            )
            for i, each in enumerate(shape.review)
        ),
        obligations=tuple(
            Obligation(each.what.text(), each.due.text() if each.due else None) for each in shape.obligations
        ),
        collect=tuple(
            _collection(each, document, (*path, "collect", i), names, problems) for i, each in enumerate(shape.collect)
        ),
        asks=tuple(shape.asks),
        text=shape.text.text() if shape.text else None,
        note=shape.note.text() if shape.note else None,
    )


def _collection(
    shape: CollectShape, document: Document, path: tuple[Step, ...], names: Names, problems: list[Problem]
) -> Collection:
    """Read what is collected of whom; the parties are those an `any_party` over the same roles would ask."""
    for i, role in enumerate(shape.roles):
        if role not in ROLES:
            problems.append(Problem("E301", document.where(*path, "roles", i), f"unknown role `{role}`", nearest(role, ROLES)))
    where = parse(shape.where, document, (*path, "where"), names, problems, in_party=True)
    fields = []
    for i, each in enumerate(shape.fields):
        here = (*path, "fields", i)
        if each.fact not in names.facts or not each.fact.startswith("party."):
            hint = nearest(each.fact, [name for name in names.facts if name.startswith("party.")])
            problems.append(Problem("E103", document.where(*here, "fact"), f"unknown fact of a party `{each.fact}`", hint))
        limit = None if each.when is None else parse(each.when, document, (*here, "when"), names, problems, in_party=True)
        fields.append(Field(each.fact, limit, each.verified))
    return Collection(Parties("any_party", tuple(shape.roles), where), tuple(fields))


def _party_term(raw: object) -> bool:
    """Whether a condition is about one party (a party term): all it names are party facts or other terms."""
    match raw:
        case {"all": list(members)} | {"any": list(members)}:
            return bool(members) and all(_party_term(member) for member in members)
        case {"not": inner}:
            return _party_term(inner)
        case {"is": _}:
            return True
        case dict():
            return all(isinstance(key, str) and key.startswith("party.") for key in raw)
        case _:
            return False


def _citations(shapes: Iterable[CitationShape]) -> tuple[Citation, ...]:
    return tuple(Citation(each.ref, each.published, each.on, each.url) for each in shapes)


def _per_item(rule: Rule, rules: Mapping[str, Rule], seen: frozenset[str] = frozenset()) -> bool:
    for node in conditions(rule):
        if isinstance(node, Compare) and node.fact.startswith("item."):
            return True
        if isinstance(node, Term) and node.id not in seen and _per_item(rules[node.id], rules, seen | {node.id}):
            return True
    return False
