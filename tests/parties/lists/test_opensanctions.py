"""OpenSanctions: the simplified CSV, and FollowTheMoney lines flat and nested."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from conftest import ROOT

from screening.errors import InvalidInput
from screening.parties.listed import Listing
from screening.parties.lists.content import open_part
from screening.parties.lists.ftm import read_ftm
from screening.parties.lists.opensanctions import joined, read_opensanctions_csv
from screening.parties.lists.reading import Part, Reading

LISTS = ROOT / "fixtures" / "lists"


def part(file: str) -> Part:
    """Return a fixture as a list file."""
    return open_part(file, (LISTS / file).read_bytes())


def lines(*records: Any) -> Part:
    """Return records as a file of JSON lines."""
    return Part("x.json", "\n".join(each if isinstance(each, str) else json.dumps(each) for each in records).encode())


def entity(id: str = "A", schema: str = "Company", **more: Any) -> dict[str, Any]:
    """Return an entity of the FollowTheMoney model."""
    properties = {"name": ["Invented"], **more.pop("properties", {})}
    return {"id": id, "schema": schema, "properties": properties, "datasets": ["list_a"], "target": True, **more}


def by_label(reading: Reading):
    """Return one entry of each sub-list."""
    return {each.sublist: each for each in reading.parties}


def test_a_target_is_an_entry_of_each_programme() -> None:
    """Without a programme, of each dataset."""
    reading = read_opensanctions_csv(part("targets.simple.csv"))
    assert [(each.sublist, each.entry) for each in reading.parties] == [
        ("US-BIS-EL", "NK-invented1"), ("US-NPWMD", "NK-invented2"), ("EU-IRN", "NK-invented2"),
        ("Invented Debarment List", "NK-invented3"), ("Other Invented List", "NK-invented3"),
    ]  # fmt: skip
    assert (reading.stated, reading.faults) == (date(2026, 3, 2), ())


def test_values_within_a_cell_are_read_with_their_quotes() -> None:
    """A semicolon within a value does not split it; regions and dissolved countries."""
    parties = by_label(read_opensanctions_csv(part("targets.simple.csv")))
    assert [each.text for each in parties["US-BIS-EL"].names][1:] == ["ICRI", "想象计算研究所", "Institute; Invented"]
    assert (parties["US-BIS-EL"].kind, parties["US-BIS-EL"].countries) == ("entity", ("CN", "HK"))
    assert (parties["EU-IRN"].kind, parties["EU-IRN"].countries) == ("individual", ("IR", "UA"))
    assert (parties["EU-IRN"].birth_dates, parties["EU-IRN"].remarks) == (("1964-03-25", "1965"), "IRAN; DOB 1966-99")
    assert parties["US-BIS-EL"].url == "https://www.opensanctions.org/entities/NK-invented1/"
    assert joined('a;"b\n;c"') == ["a", "b ;c"]
    assert joined("") == joined(" ") == []


def test_an_export_without_programmes_is_read_by_dataset() -> None:
    """Older exports have no `program_ids`."""
    text = part("targets.simple.csv").data.decode().replace('"program_ids",', "").replace('"US-BIS-EL",', "", 1)
    older = "\n".join(text.split("\n")[:2]) + "\n"
    assert set(read_opensanctions_csv(Part("t.csv", older.encode())).sublists) == {"US Trade Consolidated Screening List (CSL)"}


def test_a_row_that_names_nobody_is_left_out() -> None:
    """With its number."""
    data = part("targets.simple.csv").data.replace(b'"Sample Freight LLC"', b'""')
    assert [each.row for each in read_opensanctions_csv(Part("t.csv", data)).quarantined] == [4]


def test_flat_and_nested_lines_say_the_same() -> None:
    """Sanctions and addresses as lines of their own, or inside."""
    flat, nested = read_ftm(part("entities.ftm.json")), read_ftm(part("targets.nested.json"))
    assert flat.parties == nested.parties
    assert flat.faults == nested.faults == ()
    assert flat.stated == date(2026, 3, 2)


def test_an_entity_keeps_names_by_quality_and_its_sanction() -> None:
    """Weak and former names; what the sanction says, and since when."""
    party = by_label(read_ftm(part("entities.ftm.json")))["US-BIS-EL"]
    assert [(each.text, each.kind) for each in party.names] == [
        ("Invented Computing Research Institute", "name"), ("想象计算研究所", "alias"), ("ICRI", "alias"),
        ("The Institute", "weak"), ("Old Invented Institute", "former"),
    ]  # fmt: skip
    assert (party.kind, party.countries, party.addresses) == ("entity", ("CN", "HK"), ("8 Invented Road, Beijing, CN",))
    assert party.listings == (
        Listing(
            start=date(2023, 10, 19), citation="Bureau of Industry and Security; 88 FR 00001",
            requirement="For all items subject to the EAR.", programmes=("US-BIS-EL",),
        ),
    )  # fmt: skip
    assert party.url == "https://www.bis.gov/entity-list"


def test_a_sanction_ends_on_the_list_it_is_of_alone() -> None:
    """What one list ended, another still holds; a year is no day."""
    parties = by_label(read_ftm(part("entities.ftm.json")))
    assert parties["us_ofac_sdn"].listings == (Listing(until=date(2020, 7, 1), programmes=("IRAN",)),)
    assert parties["eu_fsf"].on(date(2026, 1, 1)) is not None
    assert [note.en for note in read_ftm(part("entities.ftm.json")).notes] == [
        "1 sanction date(s) are no full days and are left open"
    ]


def test_who_is_no_target_is_not_listed() -> None:
    """A relative; and where nothing says it, every party is one, but no address or ownership."""
    assert "NK-relative" not in {each.entry for each in read_ftm(part("entities.ftm.json")).parties}
    plain = [entity(id, schema) for id, schema in (("A", "LegalEntity"), ("B", "Ownership"), ("C", "Person"))]
    for each in plain:
        del each["target"]
    assert [each.entry for each in read_ftm(lines(*plain)).parties] == ["A", "C"]


def test_an_entity_without_datasets_or_with_a_programme_of_its_own() -> None:
    """Both have a sub-list."""
    reading = read_ftm(lines(entity("A", datasets=[]), entity("B", properties={"programId": ["P-1"]})))
    assert [(each.sublist, each.listings[0].programmes) for each in reading.parties] == [("FollowTheMoney", ()), ("P-1", ("P-1",))]


def test_periods_of_one_programme_are_listings_of_one_entry() -> None:
    """Listed, delisted, listed again."""
    sanctions = [
        {"id": f"S{n}", "schema": "Sanction", "datasets": ["list_a"], "target": False,
         "properties": {"entity": ["A"], "programId": ["P-1"], "startDate": [start], **({"endDate": [end]} if end else {})}}
        for n, (start, end) in enumerate((("2010-01-01", "2012-01-01"), ("2020-01-01", ""), ("2020-01-01", "")))
    ]  # fmt: skip
    party = read_ftm(lines(*sanctions, entity())).parties[0]
    assert [(str(each.start), str(each.until)) for each in party.listings] == [("2010-01-01", "2012-01-02"), ("2020-01-01", "None")]


def test_lines_that_are_no_entities_are_left_out_by_number() -> None:
    """And a last line that breaks off is called that."""
    reading = read_ftm(lines(entity(), "", "no json", "[1]", {"id": "B", "schema": "Company"}, entity("C", properties={"name": []}), '{"id": "D", '))
    assert [(each.row, each.reason) for each in reading.quarantined] == [
        (3, "not a line of JSON"), (4, "no entity with `id`, `schema` and `properties`"),
        (5, "no entity with `id`, `schema` and `properties`"), (7, "the file ends inside this record"), (6, "an entity without a name"),
    ]  # fmt: skip
    assert [each.entry for each in reading.parties] == ["A"]


def test_a_file_without_parties_is_no_list() -> None:
    """Addresses only."""
    with pytest.raises(InvalidInput, match="no entry can be read"):
        read_ftm(lines({"id": "a", "schema": "Address", "properties": {}}))


def test_a_property_may_be_a_text_instead_of_a_list() -> None:
    """As some exporters write it."""
    one, many = entity(properties={"country": "cn"}), entity(properties={"country": ["cn"]})
    assert read_ftm(lines(one)).parties == tuple(replace(each) for each in read_ftm(lines(many)).parties)
