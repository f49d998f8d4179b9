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
from screening.facts.listed import Listed, PartyMatch
from screening.facts.party import GIVEN, country, party_rows
from screening.facts.training import doubts, training_operations
from screening.facts.transaction import EndUse, Training, Transaction
from screening.language.facts import Unfit, convert
from screening.language.grammar import nearest
from screening.language.rule import RuleSet
from screening.parties.watchlist import Watchlist
from screening.places import Place
from screening.terms import Kind, Text

NETWORK_ACTIVITIES = ("cloud_rental", "model_access")


@dataclass(frozen=True, slots=True)
class FactRows:
    """Everything known of a transaction: one or more rows a line, one row for the whole, and what to tell the user.

    `explanations` are the user's answers to red flags, by the id of the flag; `listing_days` those on which listings of the
    parties begin.
    """

    lines: tuple[Line, ...]
    whole: Row
    warnings: tuple[Text, ...]
    explanations: Mapping[str, str]
    matches: tuple[PartyMatch, ...] = ()
    listing_days: frozenset[date] = frozenset()


def derive(
    transaction: Transaction, catalogue: Catalogue, rules: RuleSet, watchlist: Watchlist, as_of: date
) -> FactRows:
    """Return the fact rows of a transaction under the law of `as_of`; raise `InvalidInput` for unknown chips, answers."""
    lines = item_lines(transaction.items, catalogue, rules.modelled_eccns, as_of)
    common, doubt = deal_facts(transaction, lines, as_of)
    explanations = _answers(transaction.answers, rules, common)
    listed = Listed(rules, watchlist, as_of)
    parties = tuple(party_rows(transaction.parties, listed))
    training = transaction.end_use.training if transaction.end_use else None
    common |= payer_facts(parties) | amount_facts(training, lines) | _power(transaction)
    return FactRows(
        lines=tuple(line.with_common(common, parties) for line in lines),
        whole=Row(common, parties),
        warnings=(*(warning for line in lines for warning in line.warnings), *doubt, *doubts(training, lines)),
        explanations=explanations,
        matches=tuple(listed.matches),
        listing_days=frozenset(listed.first_days),
    )


def deal_facts(
    transaction: Transaction, lines: Iterable[Line], as_of: date
) -> tuple[dict[str, Known], list[Text]]:
    """Return what a deal says besides parties and amounts, and a warning where its items contradict it."""
    hosting, doubt = _hosting(transaction, lines, as_of)
    values = {
        "activity": Known(transaction.activity, GIVEN),
        **_places(transaction, hosting, as_of),
        **_end_use(transaction.end_use),
    }
    if transaction.date:
        values["date"] = Known(transaction.date, GIVEN)
    return values, doubt


def amount_facts(training: Training | None, lines: Iterable[Line]) -> dict[str, Known]:
    """Return what follows from how much of what: sums over all chips, and the operations of the training run."""
    lines = list(lines)
    operations = training_operations(training, lines)
    return _aggregates(lines) | ({} if operations is None else {"end_use.training.operations": operations})


def payer_facts(parties: Iterable[PartyRow]) -> dict[str, Known]:
    """Return whether somebody elsewhere pays, where that is known."""
    elsewhere = _payer_elsewhere(parties)
    return {} if elsewhere is None else {"payer_elsewhere": elsewhere}


def _hosting(transaction: Transaction, lines: Iterable[Line], as_of: date) -> tuple[Known | None, list[Text]]:
    """Return where the regions named in the items put the chips, and a warning where that contradicts what is stated."""
    named = {line.resolution.hosting: line.resolution.region for line in lines if line.resolution and line.resolution.hosting}
    if transaction.activity not in NETWORK_ACTIVITIES or len(named) != 1:
        return None, []
    ((where, region),) = named.items()
    stated = transaction.hosting.country if transaction.hosting else None
    if stated is not None and stated != where:
        return None, [
            Text(
                f"the region {region} is in {where}, the hosting stated is {stated}; what is stated counts",
                f"리전 {region}의 소재국은 {where}이나 입력된 설치국은 {stated}이며, 입력값을 따름",
            )
        ]
    counted = country(Place(where, where), as_of).value  # a region in Hong Kong is in China, as a stated place would be
    return Known(counted, Text(f"region {region} in {where}", f"리전 {region}({where})")), []


def _places(transaction: Transaction, hosting: Known | None, as_of: date) -> dict[str, Known]:
    values = {"hosting": hosting} if hosting else {}
    values |= {
        name: country(place, as_of)
        for name in ("origin", "destination", "hosting")
        if (place := getattr(transaction, name)) is not None
    }
    if transaction.via is not None:
        values["via"] = Known(frozenset(str(country(place, as_of).value) for place in transaction.via), GIVEN)
    region = transaction.destination_region or (transaction.destination.region if transaction.destination else None)
    if region:
        values["destination_region"] = Known(region, GIVEN)
    if transaction.activity in NETWORK_ACTIVITIES:
        values["access_basis"] = Known("purposeful", Text("the service is ordered", "서비스를 주문함"))
    if transaction.activity in NETWORK_ACTIVITIES and {"destination", "hosting"} <= set(values):
        user, chips = values["destination"].value, values["hosting"].value
        if user != chips:  # within one country the user may still be elsewhere: not known
            apart = Text(f"the user is in {user}, the chips are in {chips}", f"사용자 {user}, 칩 {chips}")
            values["remote_access"] = Known(True, apart)
    return values


def _end_use(end_use: EndUse | None) -> dict[str, Known]:
    if end_use is None:
        return {}
    names = (
        "military", "military_intelligence", "nuclear", "missile", "chemical_biological", "supercomputer",
        "advanced_node_facility", "technical_evaluation", "purpose", "data_center_power_mw",
    )  # fmt: skip
    values = {f"end_use.{name}": Known(value, GIVEN) for name in names if (value := getattr(end_use, name)) is not None}
    if end_use.training is not None and end_use.purpose is None:
        values["end_use.purpose"] = Known("training", Text("a training run is described", "학습 내용이 입력됨"))
    return values


def _answers(answers: Mapping[str, Any], rules: RuleSet, values: dict[str, Known]) -> dict[str, str]:
    """Add the answers to declared questions to `values`; return the explanations of red flags, by the flag's id."""
    explanations: dict[str, str] = {}
    if not answers:
        return explanations
    problems = []
    declared = [name for name in rules.facts if name.startswith("answers.")]
    flags = [rule.id for rule in rules.rules.values() if rule.kind is Kind.flag]
    for key, raw in answers.items():
        name = key if key.startswith("answers.") else f"answers.{key}"
        if key in flags:
            if isinstance(raw, str) and raw.strip():
                explanations[key] = " ".join(raw.split())
            elif raw is not None:
                problems.append(Problem("E102", f"answers.{key}", "a red flag is answered in words", "say what was found"))
        elif name not in declared:
            hint = nearest(key, [*(each.removeprefix("answers.") for each in declared), *flags])
            problems.append(Problem("E103", f"answers.{key}", f"there is no question or red flag `{key}`", hint))
        elif raw is not None:
            try:
                values[name] = Known(convert(rules.facts[name], raw), GIVEN)
            except Unfit as error:
                problems.append(Problem("E102", f"answers.{key}", error.message, error.hint))
    if problems:
        raise InvalidInput(problems)
    return explanations


def _payer_elsewhere(parties: Iterable[PartyRow]) -> Known | None:
    """Return whether a payer sits in another country than every user and account holder; None if that is not known."""
    where: dict[str, set[str | None]] = {"payer": set(), "customer": set()}
    for party in parties:
        group = {"payer": "payer", "end_user": "customer", "account_holder": "customer"}.get(party.role)
        if group and party.stated:
            known = party.values.get("party.country")
            where[group].add(str(known.value) if known else None)
    if not where["payer"] or not where["customer"] or None in where["payer"] | where["customer"]:
        return None
    apart = not where["payer"] & where["customer"]
    payers, customers = (", ".join(sorted(map(str, where[each]))) for each in ("payer", "customer"))
    return Known(apart, Text(f"payer in {payers}, customer in {customers}", f"지급인 {payers}, 고객 {customers}"))


def _power(transaction: Transaction) -> dict[str, Known]:
    """Return whether the ordered machines need more power than the data center has; nothing unless all is stated."""
    limit = transaction.end_use.data_center_power_mw if transaction.end_use else None
    needs = [(item.quantity, item.power_w) for item in transaction.items]
    if limit is None or not needs or any(None in each for each in needs):
        return {}
    needed = sum((Decimal(n or 0) * Decimal(w or 0) for n, w in needs), Decimal(0)) / 1_000_000
    how = Text(f"the order needs {needed:f} MW, the site has {limit:f} MW", f"주문 {needed:f}MW, 시설 {limit:f}MW")
    return {"order_exceeds_power": Known(needed > limit, how)}


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
            machines = line.item.quantity or Decimal(1)
            share = line.resolution is not None and bool(line.resolution.instances)  # a slice may hold less than a chip
            number = count if count is not None else Decimal(0) if share else machines
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
