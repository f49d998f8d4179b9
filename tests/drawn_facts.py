"""Rows over all declared facts, drawn near what the shipped rules compare them with; and rows that differ in one thing only."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from screening.app import load_screener
from screening.engine.row import Interval, Known, PartyRow, Row
from screening.language.condition import Compare, walk
from screening.language.facts import Fact
from screening.terms import ROLES, Text

RULES = load_screener().rules
OF_ROW = [fact for fact in RULES.facts.values() if not fact.of_party]
OF_PARTY = [fact for fact in RULES.facts.values() if fact.of_party]
versions = [version for rule in RULES.rules.values() for version in rule.versions]


@cache
def compared() -> Mapping[str, list[object]]:
    """Return what the rules compare each fact with: values near which anything is decided."""
    found: dict[str, list[object]] = {}
    for version in versions:
        reviews = [review.when for review in version.review if review.when is not None]
        collected = [each.parties.where for each in version.collect] + [f.when for c in version.collect for f in c.fields if f.when]
        for node in (node for condition in (version.condition, *reviews, *collected) for node in walk(condition)):
            if isinstance(node, Compare):
                expected = node.expected if isinstance(node.expected, tuple) else (node.expected,)
                found.setdefault(node.fact, []).extend(expected)
    return found


def value(fact: Fact, draw: random.Random) -> Known:
    """Draw a value a fact may have, near what it is compared with."""
    said, near = Text("given", "입력값"), compared().get(fact.name) or [None]
    match fact.type:
        case "bool":
            return Known(draw.random() < 0.5, said)
        case "number":
            limits = [each for each in near if isinstance(each, Decimal)] or [Decimal(1)]
            low, high = sorted(draw.choice(limits) + draw.choice([Decimal(0), Decimal("0.01"), Decimal("-0.01")]) for _ in range(2))
            return Known(draw.choice([low, low, high, Interval(low, None), Interval(None, high), Interval(low, high)]), said)
        case "date":
            return Known(draw.choice([date(2020, 1, 1), date(2024, 1, 1)]), said)
        case "lists":
            sure, possible = (frozenset(draw.sample(sorted(RULES.lists), draw.randint(0, 3))) for _ in range(2))
            return Known(sure, said, frozenset(each for each in sure if draw.random() < 0.4), possible - sure)
        case "countries":
            return Known(frozenset(draw.sample(["CN", "RU", "MO", "US", "NO", "KH"], draw.randint(0, 2))), said)
        case "country":
            return Known(draw.choice(["CN", "RU", "MO", "US", "NO", "AE", "IR", "DE", "KH", "HK"]), said)
        case "enum":
            return Known(draw.choice(fact.values), said)
        case _:
            return Known(str(draw.choice(near)), said)


def drawn_rows(seed: int, many: int, only: Collection[str] | None = None, roles: Sequence[str] = ROLES) -> list[Row]:
    """Draw rows over all declared facts (or `only` some), most with gaps, some nearly empty, some nearly complete."""
    draw = random.Random(seed)  # noqa: S311 no secrets here
    asked, of_parties = ([fact for fact in some if only is None or fact.name in only] for some in (OF_ROW, OF_PARTY))
    rows = []
    for _ in range(many):
        known = draw.choice([0.1, 0.5, 0.9])

        def facts(declared: Sequence[Fact], known: float = known) -> dict[str, Known]:
            return {fact.name: value(fact, draw) for fact in declared if draw.random() < known}

        present = [*draw.choices(roles, k=draw.randint(0, 4)), "end_user"]
        rows.append(Row(facts(asked), tuple(PartyRow(role, "", facts(of_parties)) for role in present)))
    return rows


def nearly_alike(base: Row, seed: int, many: int, only: Collection[str] | None = None) -> Iterator[Row]:
    """Yield a row, and the same row with one fact (of `only` some) or one party other, gone or new."""
    draw = random.Random(seed)  # noqa: S311 no secrets here
    yield base
    asked = [each for each in OF_ROW if each.name in (compared() if only is None else only)] or OF_ROW
    of_party = [each for each in OF_PARTY if only is None or each.name in only] or OF_PARTY
    for _ in range(many):
        if draw.random() < 0.5:
            yield replace(base, values=_changed(base.values, draw.choice(asked), draw))
        else:
            yield replace(base, parties=tuple(_other_parties(base.parties, of_party, draw)))


def _changed(values: Mapping[str, Known], fact: Fact, draw: random.Random) -> dict[str, Known]:
    """Return the facts without one of them, or with another value of it."""
    rest = {name: known for name, known in values.items() if name != fact.name}
    return rest if fact.name in values and draw.random() < 0.5 else rest | {fact.name: value(fact, draw)}


def _other_parties(parties: tuple[PartyRow, ...], facts: Sequence[Fact], draw: random.Random) -> list[PartyRow]:
    """Return the parties with one of them described otherwise, gone, in another role, or a new one."""
    others = list(parties)
    at = draw.randrange(len(others) + 1)
    if at == len(others):
        return [*others, PartyRow(draw.choice(ROLES), "", {})]
    match draw.choice(["facts", "facts", "gone", "role"]):
        case "gone":
            del others[at]
        case "role":
            others[at] = replace(others[at], role=draw.choice(ROLES))
        case _:
            others[at] = replace(others[at], values=_changed(others[at].values, draw.choice(facts), draw))
    return others
