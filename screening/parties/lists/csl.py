"""The US Consolidated Screening List in its official CSV: one row per entry, 29 columns, several values joined by "; ".

Entries keep the list's own id (`_id`), which is unique only within a sub-list: a bank on two Treasury lists has one id
on both. Rows are never merged, so that counts are those of the publisher. What the Federal Register printed as "…; and X"
loses its "and", which is not part of a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from screening.parties.listed import AliasKind, ListedParty, Listing, PartyKind
from screening.parties.lists.content import decode
from screening.parties.lists.fields import address_country, after, aliases, birth, clean, country, day, several, unique
from screening.parties.lists.reading import Inspection, Part, Reading
from screening.parties.lists.table import records
from screening.terms import Text

FORMAT = "csl-csv"
COLUMNS = (
    "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice",
    "start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type",
    "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url", "alt_names",
    "citizenships", "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids",
)  # fmt: skip
REQUIRED = ("source", "name")
KINDS = {kind: kind for kind in get_args(PartyKind)}

BAD_DATE = Text("{} date(s) are not days of the calendar and are left open", "달력에 없는 날짜 {}개는 비워 두었습니다")


def read_csl_csv(part: Part) -> Reading:
    """Read the official CSV; rows that do not fit the header or name no party or list are quarantined."""
    inspection = Inspection(part)
    parties = []
    for number, row in records(decode(inspection), inspection, COLUMNS, REQUIRED):
        alternatives = several(row.get("alt_names", ""))
        if len(alternatives) > 1:
            alternatives[-1] = alternatives[-1].removeprefix("and ")
        addresses = several(row.get("addresses", ""))
        codes = [address_country(each) for each in addresses]
        for column in ("citizenships", "nationalities"):
            codes += map(country, several(row.get(column, "")))
        births = several(row.get("dates_of_birth", ""))
        programmes = several(row.get("programs", ""))
        party = csl_party(row, inspection, number, alternatives, addresses, codes, births, programmes)
        if party:
            parties.append(party)
    return inspection.reading(FORMAT, parties)


def csl_party(
    row: Mapping[str, str],
    inspection: Inspection,
    number: int,
    alternatives: Iterable[str],
    addresses: Iterable[str],
    codes: Iterable[str | None],
    births: Iterable[str],
    programmes: Iterable[str],
) -> ListedParty | None:
    """Build a party from the list's single-valued fields in `row` and its repeated ones; None after quarantining it."""
    name, sublist = clean(row.get("name", "")), clean(row.get("source", ""))
    if not name or not sublist:
        inspection.quarantine(number, "no name" if not name else "the row does not say which list it is of (`source`)")
        return None
    for column in ("start_date", "end_date"):
        if row.get(column) and day(row[column]) is None:
            inspection.note(BAD_DATE)
    listing = Listing(
        start=day(row.get("start_date")),
        until=after(day(row.get("end_date"))),
        citation=clean(row.get("federal_register_notice", "")),
        requirement=clean(row.get("license_requirement", "")),
        policy=clean(row.get("license_policy", "")),
        programmes=tuple(programmes),
    )
    given = [(text, birth(text)) for text in births]
    alias: AliasKind = "alias"
    return ListedParty(
        sublist=sublist,
        entry=row.get("_id") or row.get("entity_number") or name,
        names=aliases(name, ((text, alias) for text in alternatives)),
        kind=KINDS.get(row.get("type", "").lower()),
        countries=unique(codes),
        addresses=tuple(text for text in addresses if "," in text or country(text) is None),
        birth_dates=tuple(dict.fromkeys(text for _, text in given if text)),
        listings=(listing,),
        remarks="; ".join(_remarks(row, [text for text, read in given if not read])),
        url=row.get("source_list_url") or row.get("source_information_url") or "",
    )


def _remarks(row: Mapping[str, str], imprecise: Iterable[str]) -> Iterable[str]:
    """Yield what has no field of its own: title, remarks, dates of birth that are not dates, orders out of the ordinary."""
    yield from filter(None, (clean(row.get(column, "")) for column in ("title", "remarks")))
    yield from (f"DOB {text}" for text in imprecise)
    order = row.get("standard_order", "").strip().upper()
    if order and order != "Y":
        yield f"standard order: {order}"
