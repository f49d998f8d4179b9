"""The US Consolidated Screening List, as CSV and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from screening.errors import InvalidInput
from screening.parties.listed import ListedParty
from screening.parties.lists.content import open_part
from screening.parties.lists.csl import COLUMNS, read_csl_csv
from screening.parties.lists.csl_json import read_csl_json
from screening.parties.lists.reading import Part

LISTS = ROOT / "fixtures" / "lists"
CSV = (LISTS / "csl.csv").read_bytes()
EL = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"


def part(file: str) -> Part:
    """Return a fixture as a list file."""
    return open_part(file, (LISTS / file).read_bytes())


@pytest.fixture(scope="module")
def parties() -> dict[tuple[str, str], ListedParty]:
    """Return the fixture's entries by sub-list and id."""
    return {(each.sublist.split(" (")[0], each.entry): each for each in read_csl_csv(part("csl.csv")).parties}


def names(party: ListedParty) -> list[str]:
    """Return the texts of all names."""
    return [each.text for each in party.names]


def test_an_entry_of_the_entity_list_keeps_what_the_list_says(parties) -> None:
    """Id, names, countries, dates and the list's own texts."""
    party = parties["Entity List", "e1a0c1d2"]
    assert (party.sublist, party.kind) == (EL, None)
    assert names(party) == ["Invented Computing Research Institute", "ICRI", "Invented Institute of Computing", "Invented 12th Institute"]
    assert [each.kind for each in party.names] == ["name", "alias", "alias", "alias"]
    assert party.countries == ("CN", "HK")
    assert party.addresses == ("8 Invented Road, Haidian District, Beijing, CN", "3 Harbour Street, Hong Kong")
    listing = party.listings[0]
    assert (listing.start, listing.until, listing.citation) == (date(2023, 10, 19), None, "88 FR 00001")
    assert "734.9(e)(2)" in listing.requirement and listing.policy == "Presumption of denial."
    assert party.url == "https://www.bis.gov/entity-list"


def test_a_line_break_within_a_name_is_white_space(parties) -> None:
    """The list has such rows."""
    assert parties["Entity List", "e1a0c1d3"].name == "Example Photonics Co., Ltd."


def test_the_printed_name_stays_primary_and_its_aka_is_split_off(parties) -> None:
    """What is split off says so, and is no name that the list counts."""
    party = parties["Denied Persons List", "d0c0ffee"]
    assert names(party) == ["JOHN EXAMPLE -AKA- JON SAMPLE", "JOHN EXAMPLE", "JON SAMPLE"]
    assert [bool(each.source) for each in party.names] == [False, True, True]


def test_an_entry_is_listed_on_its_last_day_and_not_after(parties) -> None:
    """The printed end date counts as listed."""
    party = parties["Denied Persons List", "d0c0ffee"]
    assert party.on(date(2030, 1, 1)) is not None
    assert party.on(date(2030, 1, 2)) is None


def test_a_zip_code_is_no_country_and_an_impossible_date_no_date(parties) -> None:
    """Nothing is guessed; an order out of the ordinary is remarked."""
    assert parties["Denied Persons List", "d0c0ffee"].countries == ()
    party = parties["Denied Persons List", "d0c0ffe1"]
    assert (party.listings[0].start, party.countries, party.addresses) == (None, ("AE",), ())
    assert party.remarks == "standard order: N"


def test_a_person_has_kind_countries_programmes_and_birth_dates(parties) -> None:
    """"circa 1966" is no date; it stays in the remarks."""
    party = parties["Specially Designated Nationals", "90001"]
    assert (party.kind, party.countries, party.birth_dates) == ("individual", ("IR", "SY"), ("1964-03-25", "1965"))
    assert party.listings[0].programmes == ("IRAN", "NPWMD")
    assert names(party) == ["EXAMPLE, Arash", "EXAMPLI, Arash"]
    assert party.remarks == "Director; (Linked To: INVENTED TRADING); DOB circa 1966"


def test_an_alias_that_repeats_the_name_is_one_name(parties) -> None:
    """A vessel, too."""
    party = parties["Specially Designated Nationals", "90002"]
    assert (party.kind, names(party)) == ("vessel", ["INVENTED STAR", "OLD STAR"])


def test_places_as_the_list_prints_them_become_codes(parties) -> None:
    """TURKIYE is one, REGION: NOWHERE is none and stays in the addresses."""
    party = parties["Specially Designated Nationals", "90003"]
    assert (party.countries, party.addresses) == (("RU", "TR"), ("REGION: NOWHERE",))


def test_one_id_on_two_sub_lists_is_two_entries(parties) -> None:
    """Ids are unique within a sub-list only."""
    assert parties["Sectoral Sanctions Identifications List", "90003"].listings[0].programmes == ("UKRAINE-EO13662",)


def test_counts_are_kept_for_each_sub_list() -> None:
    """Largest first; derived names are not counted."""
    reading = read_csl_csv(part("csl.csv"))
    assert {label.split("(")[1].split(")")[0]: (c.entries, c.names) for label, c in reading.sublists.items()} == {
        "SDN": (3, 5), "EL": (2, 5), "DPL": (2, 2), "SSI": (1, 1)
    }  # fmt: skip
    assert next(iter(reading.sublists)) == SDN
    assert reading.faults == ()
    assert [note.en for note in reading.notes] == ["1 date(s) are not days of the calendar and are left open"]


def test_json_and_csv_say_the_same() -> None:
    """But for the addresses, which the JSON has in parts."""
    plain, structured = read_csl_csv(part("csl.csv")), read_csl_json(part("csl.json"))
    assert [replace(each, addresses=()) for each in plain.parties] == [replace(each, addresses=()) for each in structured.parties]
    assert structured.stated == date(2026, 3, 2)
    assert structured.faults == ()


def edited(change) -> bytes:
    """Return the JSON fixture with its data changed."""
    data = json.loads((LISTS / "csl.json").read_text(encoding="utf-8"))
    change(data)
    return json.dumps(data).encode()


def test_a_page_of_an_api_answer_is_not_a_list() -> None:
    """`total` says how many there are."""
    reading = read_csl_json(Part("page.json", edited(lambda data: data.update(total=14160))))
    assert "it holds 8 of 14,160 entries" in str(reading.faults[0])


def test_json_that_breaks_off_yields_what_came_before() -> None:
    """And names the record where it broke."""
    whole = (LISTS / "csl.json").read_bytes()
    reading = read_csl_json(Part("csl.json", whole[: whole.index(b"d0c0ffe1")]))
    assert len(reading.parties) == 3
    assert [(each.row, each.reason.split(",")[0]) for each in reading.quarantined] == [
        (4, "the JSON breaks off or is not well-formed from this record on")
    ]


def test_json_records_that_are_no_entries_are_left_out_by_number() -> None:
    """Not an object, no name, no list."""
    reading = read_csl_json(Part("x.json", edited(lambda d: d["results"].extend([7, {"source": "L"}, {"name": "N"}]))))
    assert [(each.row, each.reason) for each in reading.quarantined] == [
        (9, "not a JSON object"), (10, "no name"), (11, "the row does not say which list it is of (`source`)"),
    ]  # fmt: skip


def test_json_without_results_cannot_be_read() -> None:
    """Even by force."""
    with pytest.raises(InvalidInput, match=r'no "results" list'):
        read_csl_json(Part("x.json", b'{"hits": []}'))


def faults(data: bytes) -> str:
    """Return the reasons to refuse these bytes."""
    return "\n".join(str(fault) for fault in read_csl_csv(open_part("csl.csv", data)).faults)


def test_a_header_that_stands_twice_is_refused() -> None:
    """As in the broken download of 2023."""
    header, _, rest = CSV.partition(b"\n")
    assert "1 row cannot be read: a header row stands among the data (row 2)" in faults(b"\n".join([header, header, rest]))


def test_a_header_row_among_the_data_is_refused() -> None:
    """Two files concatenated."""
    assert "a header row stands among the data (row 10)" in faults(CSV + CSV)


def test_a_broken_header_is_refused_by_the_names_of_its_columns() -> None:
    """A column missing, one twice, one misspelt."""
    assert "broken header: 1 column(s) are missing: `alt_names` (did you mean `alt_name`?)" in faults(CSV.replace(b"alt_names", b"alt_name", 1))
    assert "`name` stands more than once" in faults(CSV.replace(b",title,", b",name,", 1))


def test_without_names_nothing_can_be_read() -> None:
    """Not even by force: the header has lost the column of names."""
    with pytest.raises(InvalidInput, match="no column `name`"):
        read_csl_csv(open_part("csl.csv", CSV.replace(b",name,", b",nom,", 1)))


def test_rows_of_another_width_are_refused_and_never_shifted() -> None:
    """Too many and too few."""
    lines = CSV.rstrip(b"\n").split(b"\n")
    lines[-1] += b",extra"
    lines[-2] = lines[-2].removesuffix(b",")
    data = b"\n".join(lines) + b"\n"
    assert "1 row cannot be read: 28 columns instead of 29 (row 8)" in faults(data)
    assert "1 row cannot be read: 30 columns instead of 29 (row 9)" in faults(data)


def test_a_file_that_ends_in_mid_record_is_refused() -> None:
    """Inside a quoted field, and inside a plain one."""
    quoted = CSV + b'1,"' + EL.encode() + b'",,,,"Cut off here'
    assert "the file ends inside this record, within a quoted field (row 10)" in faults(quoted)
    assert "the file ends inside this record (row 10)" in faults(CSV + b"1," + EL.encode() + b",,,,Cut")


def test_a_lost_quote_names_the_lines_it_swallowed() -> None:
    """A reader that goes on as if nothing were wrong loses a hundred names."""
    lost = CSV + b'1,"' + EL.encode() + b",,,,Open\n" + b"x,y\n" * 100
    assert "a quote opened in this record is never closed, so the 101 lines from there on are lost (row 10)" in faults(lost)


def test_text_after_a_closing_quote_is_refused() -> None:
    """Broken quoting in one row costs that row."""
    reading = read_csl_csv(open_part("csl.csv", CSV + b'1,"a"b,' + b"," * 27 + b"\n" + CSV.rstrip(b"\n").split(b"\n")[-1]))
    assert [(each.row, each.reason.split(" (")[0]) for each in reading.quarantined] == [(10, "broken quoting")]
    assert len(reading.parties) == 9


def test_many_rows_with_one_fault_are_summed_up() -> None:
    """The first five are named; the record has all."""
    reading = read_csl_csv(open_part("csl.csv", CSV + b"1,2\n" * 9))
    assert "9 rows cannot be read: 2 columns instead of 29 (rows 10, 11, 12, 13, 14 and 4 more)" in str(reading.faults[0])
    assert len(reading.quarantined) == 9


def test_a_list_without_a_single_entry_is_no_list() -> None:
    """A header alone."""
    with pytest.raises(InvalidInput, match="no entry can be read"):
        read_csl_csv(open_part("csl.csv", ",".join(COLUMNS).encode() + b"\n"))


def test_force_takes_what_can_be_read_and_says_in_spite_of_what() -> None:
    """Without it the reading is refused with every reason."""
    reading = read_csl_csv(open_part("csl.csv", CSV + CSV + b"1,2\n"))
    with pytest.raises(InvalidInput) as caught:
        reading.refuse()
    assert len(caught.value.problems) == 2
    assert reading.refuse(force=True) == reading.faults
    assert len(reading.parties) == 16


def test_the_fixture_is_a_file_of_the_official_columns() -> None:
    """In their order."""
    assert Path(LISTS / "csl.csv").read_text(encoding="utf-8").splitlines()[0].split(",") == list(COLUMNS)
