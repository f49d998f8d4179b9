"""OpenSanctions' `targets.simple.csv`: one row per target, lists of values joined with semicolons inside a cell.

A target of several programmes becomes one entry on each, as the Consolidated Screening List does it with its lists, so
that a rule can speak of one: the sub-list is the programme ("US-BIS-EL" is the Entity List, wherever it was found), or
the dataset where a target has no programme or the export is too old to name them. `first_seen` is the day OpenSanctions
saw it, not a listing date, and is not taken for one. Columns and the quoting of joined values: zavod's exporter
(opensanctions/opensanctions, simplecsv.py).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date

from screening.parties.listed import AliasKind, ListedParty, Listing, PartyKind
from screening.parties.lists.content import decode
from screening.parties.lists.fields import aliases, birth, clean, country, day, unique
from screening.parties.lists.reading import Inspection, Part, Reading
from screening.parties.lists.table import records

FORMAT = "opensanctions-csv"
COLUMNS = (
    "id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions", "phones",
    "emails", "dataset", "first_seen", "last_seen",
)  # fmt: skip
OPTIONAL = ("program_ids", "last_change")  # added to the export later
REQUIRED = ("id", "schema", "name", "dataset")
SCHEMAS: dict[str, PartyKind] = {
    "Person": "individual", "Company": "entity", "Organization": "entity", "PublicBody": "entity", "Vessel": "vessel",
    "Airplane": "aircraft",
}  # fmt: skip
HOME = "https://www.opensanctions.org/entities/"


def read_opensanctions_csv(part: Part) -> Reading:
    """Read the export; a row without id, name or dataset is quarantined."""
    inspection = Inspection(part)
    parties: list[ListedParty] = []
    seen: date | None = None
    for number, row in records(decode(inspection), inspection, COLUMNS, REQUIRED, optional=OPTIONAL):
        programmes = joined(row.get("program_ids", ""))
        labels = programmes or joined(row["dataset"])
        if not row["id"] or not clean(row["name"]) or not labels:
            inspection.quarantine(number, "no id, name or dataset")
            continue
        parties += (_party(row, label, programmes) for label in labels)
        seen = max(filter(None, (seen, day(row.get("last_seen")))), default=None)
    return inspection.reading(FORMAT, parties, seen)


def joined(cell: str) -> list[str]:
    """Split a cell of joined values, in which a value that holds a semicolon is quoted."""
    if ";" not in cell and '"' not in cell:
        return [cell.strip()] if cell.strip() else []
    return [value for each in next(csv.reader([clean(cell)], delimiter=";"), []) if (value := clean(each))]


def place_code(text: str) -> str | None:
    """Return the country of OpenSanctions' codes: lower case, and regions such as "ua-cri"."""
    return country(text.partition("-")[0])


def _party(row: Mapping[str, str], label: str, programmes: list[str]) -> ListedParty:
    alias: AliasKind = "alias"
    births = joined(row.get("birth_date", ""))
    imprecise = [f"DOB {text}" for text in births if not birth(text)]
    return ListedParty(
        sublist=label,
        entry=row["id"],
        names=aliases(row["name"], ((text, alias) for text in joined(row.get("aliases", "")))),
        kind=SCHEMAS.get(row["schema"]),
        countries=unique(map(place_code, joined(row.get("countries", "")))),
        addresses=tuple(joined(row.get("addresses", ""))),
        birth_dates=tuple(dict.fromkeys(read for text in births if (read := birth(text)))),
        listings=(Listing(programmes=tuple(programmes)),),
        remarks="; ".join((*joined(row.get("sanctions", "")), *imprecise)),
        url=f"{HOME}{row['id']}/",
    )
