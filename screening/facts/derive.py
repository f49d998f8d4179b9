"""From a transaction to the rows that rules are evaluated against, every value with its provenance.

What the user states wins over the catalogue; the catalogue wins over formulas; nothing is filled in silently. A line
that resolves to several different chips becomes several rows, because a mixed system is controlled by its controlled
component. The end user always has a row: if nobody is named, one about which nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from screening.engine.row import Interval, Known, PartyRow, Row
from screening.errors import InvalidInput, Problem
from screening.facts.catalogue import Catalogue
from screening.facts.hardware import Line, item_lines
from screening.facts.ownership import parent_country
from screening.facts.transaction import EndUse, Party, Transaction
from screening.language.facts import Unfit, convert
from screening.language.grammar import nearest
from screening.language.rule import RuleSet
from screening.places import Place
from screening.terms import Text

GIVEN = Text("given", "입력값")
HONG_KONG_IS_CHINA = date(2020, 12, 23)  # 85 FR 83765: Hong Kong removed as a separate destination


@dataclass(frozen=True, slots=True)
class FactRows:
    """Everything known of a transaction: one or more rows a line, one row for the whole, and what to tell the user."""

    lines: tuple[Line, ...]
    whole: Row
    warnings: tuple[Text, ...]


def derive(transaction: Transaction, catalogue: Catalogue, rules: RuleSet, as_of: date) -> FactRows:
    """Return the fact rows of a transaction under the law of `as_of`; raise `InvalidInput` for unknown chips, answers."""
    common = {
        "activity": Known(transaction.activity, GIVEN),
        **_places(transaction, as_of),
        **_end_use(transaction.end_use),
        **_answers(transaction.answers, rules),
    }
    if transaction.date:
        common["date"] = Known(transaction.date, GIVEN)
    parties = tuple(_parties(transaction.parties, rules, as_of))
    lines = item_lines(transaction.items, catalogue, rules.modelled_eccns, as_of)
    common |= _aggregates(lines)
    return FactRows(
        lines=tuple(line.with_common(common, parties) for line in lines),
        whole=Row(common, parties),
        warnings=tuple(warning for line in lines for warning in line.warnings),
    )


def country(place: Place, as_of: date) -> Known:
    """Return a country as the law of the day counts it: Hong Kong is China since 2020-12-23 (85 FR 83765)."""
    if place.country == "HK" and as_of >= HONG_KONG_IS_CHINA:
        note = Text(
            "given as Hong Kong; counts as China since 2020-12-23 (85 FR 83765)",
            "홍콩으로 입력됨; 2020-12-23부터 중국으로 취급(85 FR 83765)",
        )
        return Known("CN", note)
    return Known(place.country, GIVEN)


def _places(transaction: Transaction, as_of: date) -> dict[str, Known]:
    values = {
        name: country(place, as_of)
        for name in ("origin", "destination", "hosting")
        if (place := getattr(transaction, name)) is not None
    }
    if transaction.via is not None:
        values["via"] = Known(frozenset(str(country(place, as_of).value) for place in transaction.via), GIVEN)
    region = transaction.destination_region or (transaction.destination.region if transaction.destination else None)
    if region:
        values["destination_region"] = Known(region, GIVEN)
    return values


def _end_use(end_use: EndUse | None) -> dict[str, Known]:
    names = ("military", "military_intelligence", "supercomputer", "advanced_node_facility", "technical_evaluation")
    return {
        f"end_use.{name}": Known(value, GIVEN)
        for name in names
        if end_use is not None and (value := getattr(end_use, name)) is not None
    }


def _answers(answers: Mapping[str, Any], rules: RuleSet) -> dict[str, Known]:
    values: dict[str, Known] = {}
    problems = []
    declared = [name for name in rules.facts if name.startswith("answers.")]
    for key, raw in answers.items():
        name = key if key.startswith("answers.") else f"answers.{key}"
        if name not in declared:
            hint = nearest(name, declared)
            problems.append(Problem("E103", f"answers.{key}", f"there is no question `{key}`", hint))
        elif raw is not None:
            try:
                values[name] = Known(convert(rules.facts[name], raw), GIVEN)
            except Unfit as error:
                problems.append(Problem("E102", f"answers.{key}", error.message, error.hint))
    if problems:
        raise InvalidInput(problems)
    return values


def _parties(parties: Iterable[Party], rules: RuleSet, as_of: date) -> Iterable[PartyRow]:
    end_user = False
    for party in parties:
        end_user = end_user or party.role == "end_user"
        yield PartyRow(party.role, " ".join((party.name or "").split()), _party_values(party, rules, as_of))
    if not end_user:
        yield PartyRow("end_user", "", {}, stated=False)


def _party_values(party: Party, rules: RuleSet, as_of: date) -> dict[str, Known]:
    values: dict[str, Known] = {}
    for name in ("country", "headquarters", "government_of"):
        place = getattr(party, name)
        if isinstance(place, Place):
            values[f"party.{name}"] = country(place, as_of)
    if party.government_of == "none":
        values["party.government_of"] = Known("none", GIVEN)
    if party.role == "foundry" and party.front_end_fab is None:
        values["party.front_end_fab"] = Known(True, Text("its role is foundry", "역할이 파운드리임"))
    for name in ("front_end_fab", "osat"):
        if (value := getattr(party, name)) is not None:
            values[f"party.{name}"] = Known(value, GIVEN)
    if (parent := parent_country(party)) is not None:
        place, provenance = parent
        counted = country(place, as_of)
        values["party.parent_country"] = Known(counted.value, provenance)
    if party.name:
        values["party.name"] = Known(party.name, GIVEN)
        found = {id: entry for id, each in rules.lists.items() if (entry := each.find(party.name, as_of))}
        listed = Text(f"name compared with {len(rules.lists)} lists", f"명단 {len(rules.lists)}개와 이름 대조")
        doubtful = frozenset(id for id, entry in found.items() if not entry.verified)
        values["party.lists"] = Known(frozenset(found), listed, doubtful)
    return values


def _aggregates(lines: Iterable[Line]) -> dict[str, Known]:
    """Sum chips and performance over all lines; what is not known makes a sum a lower bound, and is never counted in."""
    total, chips, kinds = Decimal(0), Decimal(0), set()
    whole = counted = exact = True  # is every line known to be chips or not; how many; how strong
    for line in lines:
        for row, count in zip(line.rows, line.counts, strict=True):
            if (kind := row.values.get("item.kind")) is None:
                whole = False
                continue
            if kind.value != "processor":
                continue
            known = row.values.get("item.tpp")
            tpp = known.value if known else None
            low = tpp.low if isinstance(tpp, Interval) else tpp
            number = count if count is not None else line.item.quantity or Decimal(1)
            counted = counted and count is not None
            exact = exact and isinstance(tpp, Decimal)
            kinds.add(row.component or f"line {line.number}")
            chips += number
            total += number * low if isinstance(low, Decimal) else 0
    if not kinds:
        return {}
    summed = Text(f"sum over {len(kinds)} kind(s) of chip", f"칩 {len(kinds)}종 합산")
    number_of_kinds = Decimal(len(kinds))
    return {
        "aggregate.tpp": Known(total if whole and counted and exact else Interval(total, None), summed),
        "aggregate.chips": Known(chips if whole and counted else Interval(chips, None), summed),
        "aggregate.chip_kinds": Known(number_of_kinds if whole else Interval(number_of_kinds, None), summed),
    }
