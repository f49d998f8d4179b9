"""Parties as fact rows: who and where they are, who stands above them, and what is known of their identity.

The end user always has a row: if nobody is named, one about which nothing is known, so that a rule about the user asks
who it is instead of passing over a broker. Owners of a customer get rows of their own; whether an owner counts as a
beneficial owner is for the rules to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from screening.engine.row import Known, PartyRow
from screening.facts.listed import Listed
from screening.facts.ownership import parent_country
from screening.facts.transaction import Identity, Owner, Party, Person
from screening.places import Place
from screening.terms import Text

GIVEN = Text("given", "입력값")
HONG_KONG_IS_CHINA = date(2020, 12, 23)  # 85 FR 83765: Hong Kong removed as a separate destination
CUSTOMERS = ("account_holder", "end_user", "reseller")
"""The roles whose owners may be beneficial owners of a cloud customer."""

PLACES = ("country", "headquarters", "citizenship", "permanent_resident_of", "incorporated_in")
STATED = (
    "kind", "incorporated_on", "substantial_control", "front_end_fab", "osat", "freight_forwarder", "address_kind",
    "online_presence", "nominee_directors", "payment_method",
)  # fmt: skip


def country(place: Place, as_of: date) -> Known:
    """Return a country as the law of the day counts it: Hong Kong is China since 2020-12-23 (85 FR 83765)."""
    if place.country == "HK" and as_of >= HONG_KONG_IS_CHINA:
        note = Text(
            "given as Hong Kong; counts as China since 2020-12-23 (85 FR 83765)",
            "홍콩으로 입력됨; 2020-12-23부터 중국으로 취급(85 FR 83765)",
        )
        return Known("CN", note)
    return Known(place.country, GIVEN)


def party_rows(parties: Iterable[Party], listed: Listed) -> Iterator[PartyRow]:
    """Yield a row for every party, for every direct owner of a customer, and for the end user if nobody is named."""
    everyone, as_of = list(parties), listed.as_of
    for party in everyone:
        values = {**_person(party, as_of), **_party(party, as_of, everyone), **listed.facts(party)}
        owners = [*(owner.name for owner in party.owners), *(p.name for p in everyone if p.role == "beneficial_owner" and p.name)]
        if owners and party.role in CUSTOMERS:
            values["party.identity.beneficial_owners"] = Known(", ".join(owners), GIVEN)
        if party.role == "beneficial_owner":
            values["party.named_beneficial_owner"] = Known(True, Text("named as such", "실소유자로 입력됨"))
        yield PartyRow(party.role, _label(party.name), values, checked=_checked(party.identity))
    if not any(party.role == "end_user" for party in everyone):
        yield PartyRow("end_user", "", {}, stated=False)
    for party in everyone:
        for owner in party.owners if party.role in CUSTOMERS else ():
            yield PartyRow("beneficial_owner", _label(owner.name), _owner(owner, party, as_of), checked=_checked(owner.identity))


def _label(name: str | None) -> str:
    return " ".join((name or "").split())


def _person(person: Person, as_of: date) -> dict[str, Known]:
    """What parties and owners have in common."""
    values = {
        f"party.{name}": country(place, as_of) for name in PLACES if isinstance(place := getattr(person, name), Place)
    }
    for name in STATED:
        if (value := getattr(person, name, None)) is not None:
            values[f"party.{name}"] = Known(value, GIVEN)
    if (belongs := _us_person(person)) is not None:
        values["party.us_person"] = belongs
    return values | _identity(person)


def _us_person(person: Person) -> Known | None:
    """Return whether the person is a US person in the sense of EO 13984 s. 5(k), or None if nobody said enough.

    A US person is a citizen, a lawful permanent resident, an entity organised under US law, or any person located in the
    United States.
    """
    if person.us_person is not None:
        return Known(person.us_person, GIVEN)
    limbs = (
        (person.citizenship, Text("citizenship", "국적")),
        (person.permanent_resident_of, Text("permanent residency", "영주권")),
        (person.incorporated_in, Text("organised under its law", "설립 준거법")),
        (person.country, Text("located there", "소재")),
    )
    for place, limb in limbs:
        if place is not None and place.country == "US":
            return Known(True, Text(f"EO 13984 s. 5(k): US, {limb.en}", f"행정명령 13984호 제5조(k): 미국, {limb.ko}"))
    organised = person.incorporated_in is not None and person.kind != "individual"
    if organised and person.country is not None:
        return Known(False, Text("organised and located abroad", "외국에서 설립되고 외국에 소재"))
    return None


def _identity(person: Person) -> dict[str, Known]:
    """The facts that show who somebody is; empty lists and nulls are not given."""
    known = person.identity or Identity()
    given: dict[str, object] = {name: getattr(known, name) for name in Identity.model_fields if name != "verified"}
    given |= {"name": getattr(person, "name", None), "address": person.address, "incorporated_in": person.incorporated_in}
    return {f"party.identity.{name}": Known(_plain(value), GIVEN) for name, value in given.items() if value not in (None, [])}


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value.country if isinstance(value, Place) else str(value)


def _checked(identity: Identity | None) -> frozenset[str]:
    """The identity facts that were verified: those listed, or all if only a method is stated."""
    if identity is None or identity.verified_by is None:
        return frozenset()
    everything = [*Identity.model_fields, "name", "address", "incorporated_in"]
    fields = identity.verified if identity.verified is not None else everything
    return frozenset(f"party.identity.{name}" for name in fields)


def _owner(owner: Owner, of: Party, as_of: date) -> dict[str, Known]:
    values = _person(owner, as_of)
    values["party.name"] = Known(owner.name, GIVEN)
    whose = Text(f"owner of {_label(of.name) or of.role}", f"{_label(of.name) or of.role}의 소유자")
    values["party.named_beneficial_owner"] = Known(False, whose)
    if owner.share is not None:
        values["party.ownership_share"] = Known(Decimal(owner.share), whose)
    return values


def _party(party: Party, as_of: date, everyone: Iterable[Party]) -> dict[str, Known]:
    values: dict[str, Known] = {}
    if isinstance(party.government_of, Place):
        values["party.government_of"] = country(party.government_of, as_of)
    elif party.government_of == "none":
        values["party.government_of"] = Known("none", GIVEN)
    if party.role == "foundry" and party.front_end_fab is None:
        values["party.front_end_fab"] = Known(True, Text("its role is foundry", "역할이 파운드리임"))
    if party.ip_countries:
        values["party.ip_countries"] = Known(
            frozenset(str(country(place, as_of).value) for place in party.ip_countries), GIVEN
        )
    forwarders = {each.name for each in everyone if each.role == "freight_forwarder" and each.name}
    if party.freight_forwarder is None and party.name in forwarders:
        values["party.freight_forwarder"] = Known(True, Text("also named as freight forwarder", "운송주선인으로도 입력됨"))
    if (parent := parent_country(party)) is not None:
        place, provenance = parent
        values["party.parent_country"] = Known(country(place, as_of).value, provenance)
    if party.name:
        values["party.name"] = Known(party.name, GIVEN)
    return values
