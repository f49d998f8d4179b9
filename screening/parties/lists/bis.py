"""The Denied Persons List of the Bureau of Industry and Security: tab separated, one row per address and order.

The list numbers nobody. All rows with one name are taken as one entry, whose id is that name as printed; each order of
its own (effective date, expiration date, Federal Register citation) becomes a listing of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from screening.parties.listed import ListedParty, Listing
from screening.parties.lists.content import decode
from screening.parties.lists.csl import BAD_DATE
from screening.parties.lists.fields import after, aliases, clean, country, day, unique
from screening.parties.lists.reading import Inspection, Part, Reading
from screening.parties.lists.table import records

FORMAT = "bis-dpl"
SUBLIST = "Denied Persons List"
COLUMNS = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date",
    "Standard_Order", "Last_Update", "Action", "FR_Citation",
)  # fmt: skip
REQUIRED = ("Name", "Effective_Date", "Expiration_Date")
ADDRESS = ("Street_Address", "City", "State", "Postal_Code", "Country")
DATE = "%m/%d/%Y"

Row = Mapping[str, str]


def read_bis_dpl(part: Part) -> Reading:
    """Read the tab-separated list; a row without a name is quarantined."""
    inspection = Inspection(part)
    people: dict[str, list[Row]] = {}
    for number, row in records(decode(inspection), inspection, COLUMNS, REQUIRED, delimiter="\t"):
        name = clean(row["Name"])
        if not name:
            inspection.quarantine(number, "no name")
            continue
        people.setdefault(name, []).append(row)
    return inspection.reading(FORMAT, (_party(name, group, inspection) for name, group in people.items()))


def _party(name: str, group: list[Row], inspection: Inspection) -> ListedParty:
    addresses = (", ".join(filter(None, (clean(row.get(key, "")) for key in ADDRESS))) for row in group)
    # A row's country may be empty for an address in the US; what the list does not say is not filled in.
    codes = unique(country(row.get("Country", "")) for row in group)
    listings = sorted({_order(row, inspection) for row in group}, key=lambda each: (str(each.start), str(each.until)))
    odd = any(row.get("Standard_Order", "").strip().upper() == "N" for row in group)
    remarks = [clean(row.get("Action", "")) for row in group] + ["standard order: N"] * odd
    return ListedParty(
        sublist=SUBLIST,
        entry=name,
        names=aliases(name, ()),
        countries=codes,
        addresses=tuple(dict.fromkeys(text for text in addresses if text and country(text) is None)),
        listings=_one_for_each_period(listings),
        remarks="; ".join(dict.fromkeys(filter(None, remarks))),
    )


def _order(row: Row, inspection: Inspection) -> Listing:
    for column in ("Effective_Date", "Expiration_Date"):
        if row[column].strip() and day(row[column], DATE) is None:
            inspection.note(BAD_DATE)
    start, last = day(row["Effective_Date"], DATE), day(row["Expiration_Date"], DATE)
    return Listing(start=start, until=after(last), citation=clean(row.get("FR_Citation", "")))


def _one_for_each_period(listings: list[Listing]) -> tuple[Listing, ...]:
    """One order printed with two spellings of its citation is one listing."""
    return tuple({(each.start, each.until): each for each in listings}.values())
