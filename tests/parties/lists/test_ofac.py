"""OFAC's list: the legacy CSV files joined, what hides in remarks, and the XML."""

from __future__ import annotations

import itertools

import pytest
from conftest import ROOT

from screening.errors import InvalidInput
from screening.parties.listed import ListedParty
from screening.parties.lists.content import open_part
from screening.parties.lists.ofac_csv import programmes_of, read_ofac_csv, role
from screening.parties.lists.ofac_xml import read_ofac_xml
from screening.parties.lists.reading import Part, Reading
from screening.parties.lists.remarks import read_remarks

LISTS = ROOT / "fixtures" / "lists"
FILES = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
XML = (LISTS / "sdn.xml").read_bytes()


def part(file: str) -> Part:
    """Return a fixture as a list file."""
    return open_part(file, (LISTS / file).read_bytes())


def by_entry(reading: Reading) -> dict[str, ListedParty]:
    """Return the entries by number."""
    return {each.entry: each for each in reading.parties}


def names(party: ListedParty) -> list[tuple[str, str]]:
    """Return all names with their kinds."""
    return [(each.text, each.kind) for each in party.names]


def test_the_files_are_told_apart_by_their_content() -> None:
    """Names lie; only the comments need theirs."""
    assert [role(part(file)) for file in FILES] == ["main", "alt", "add", "comments"]
    assert role(Part("x.txt", b"111, Inc.\n1606 CORP.\n")) is None
    assert role(Part("x.csv", b"1,b,c,d,e\n-0-\n")) is None


def test_the_files_are_joined_in_any_order() -> None:
    """Whatever order they are given in."""
    readings = [read_ofac_csv([part(file) for file in order]) for order in itertools.permutations(FILES)]
    assert {reading.parties for reading in readings} == {readings[0].parties}
    assert readings[0].faults == ()
    assert {label: (c.entries, c.names) for label, c in readings[0].sublists.items()} == {"SDN List": (4, 11)}


def test_weak_aliases_come_from_the_remarks() -> None:
    """Strong ones from the alias file; a quotation mark within a name does not end it."""
    party = by_entry(read_ofac_csv(map(part, FILES)))["90001"]
    assert names(party) == [
        ("EXAMPLE, Arash", "name"), ("EXAMPLI, Arash", "alias"), ("ABU-'AZIZ", "weak"), ("THE ENGINEER", "weak"),
    ]  # fmt: skip


def test_birth_dates_and_nationalities_come_from_the_remarks() -> None:
    """As precise as they are; "circa" is not."""
    party = by_entry(read_ofac_csv(map(part, FILES)))["90001"]
    assert (party.kind, party.birth_dates, party.countries) == ("individual", ("1964-03-25", "1965"), ("IR", "KP"))
    assert party.listings[0].programmes == ("NPWMD", "IFSR")
    assert party.remarks.startswith("Director; DOB 25 Mar 1964;")


def test_a_remark_goes_on_in_the_comments_file() -> None:
    """An alias cut in two is one again."""
    party = by_entry(read_ofac_csv(map(part, FILES)))["90003"]
    assert names(party) == [
        ("CAFÉ EXEMPLE S.A.", "name"), ("OLD EXEMPLE S.A.", "former"), ("NEW EXEMPLE PAO", "alias"), ("BNX", "weak"),
        ("CAFE EXEMPLE DU NORD", "weak"),
    ]  # fmt: skip
    assert (party.kind, party.countries) == ("entity", ("RU",))
    assert party.addresses == ("5 Invented Street, Moscow 101000, Russia",)


def test_without_the_comments_a_cut_remark_is_noted() -> None:
    """It is no reason to refuse: OFAC publishes it so."""
    reading = read_ofac_csv(map(part, FILES[:3]))
    assert reading.faults == ()
    assert "1 remark(s) break off inside an alias; the comments file or the XML has the rest" in [n.en for n in reading.notes]


def test_without_the_alias_file_the_list_is_refused() -> None:
    """Half of the names would be missing, silently."""
    faults = [str(fault) for fault in read_ofac_csv([part("sdn.csv")]).faults]
    assert any("the file of aliases is missing (alt.csv)" in fault for fault in faults)
    assert any("the file of addresses is missing (add.csv)" in fault for fault in faults)


def test_files_of_two_days_are_refused() -> None:
    """Aliases of entries that are not in the main file."""
    main = Part("sdn.csv", b"\r\n".join(part("sdn.csv").data.split(b"\r\n")[:1]) + b"\r\n\x1a")
    faults = [str(fault) for fault in read_ofac_csv([main, part("alt.csv"), part("add.csv")]).faults]
    assert any("1 entries (such as 90003) are not in the main file" in fault for fault in faults)
    assert any("2 entries (such as 90002) are not in the main file" in fault for fault in faults)


def test_a_main_file_cut_off_in_a_record_is_refused() -> None:
    """Its last row has fewer columns and nothing closes the file."""
    data = part("sdn.csv").data
    cut = Part("sdn.csv", data[: data.index(b"aircraft")])
    reading = read_ofac_csv([cut, part("alt.csv"), part("add.csv")])
    assert "a quote" in str(reading.faults) or "ends inside" in str(reading.faults)
    plain = Part("sdn.csv", data[: data.index(b'"INVENTED WINGS"')] + b"-0- ,-0- ")
    assert "the file ends inside its last record" in str(read_ofac_csv([plain, part("alt.csv"), part("add.csv")]).faults)


def test_a_row_without_a_name_is_left_out() -> None:
    """Whether the name is null or empty."""
    main = Part("sdn.csv", part("sdn.csv").data.replace(b'"INVENTED WINGS"', b"-0- ").replace(b'"INVENTED STAR"', b'""'))
    reading = read_ofac_csv([main, part("alt.csv"), Part("add.csv", part("add.csv").data.replace(b"90002", b"90001"))])
    assert [(each.row, each.reason) for each in reading.quarantined] == [(2, "no name"), (4, "no name")]


def test_a_file_twice_or_of_another_kind_is_an_error() -> None:
    """Which is which cannot be guessed."""
    with pytest.raises(InvalidInput, match="a second file of the same kind"):
        read_ofac_csv([part("sdn.csv"), part("sdn.csv")])
    with pytest.raises(InvalidInput, match="not one of OFAC's CSV files"):
        read_ofac_csv([part("sdn.csv"), part("csl.csv")])
    with pytest.raises(InvalidInput, match="only a part of OFAC's list"):
        read_ofac_csv([part("alt.csv")])


def test_the_consolidated_files_are_another_list() -> None:
    """Same format, another set."""
    renamed = [Part(name, part(file).data) for name, file in zip(("cons_prim.csv", "cons_alt.csv", "cons_add.csv"), FILES, strict=False)]
    assert set(read_ofac_csv(renamed).sublists) == {"Consolidated List"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.k.a. 'EL PATRON''; a.k.a. 'C.T.R.'.", ("EL PATRON'", "C.T.R.")),
        ("a.k.a. ''FUPI''; Linked To: NOBODY.", ("'FUPI'",)),
        ("Member (a.k.a. 'X1'); DOB 1970.", ("X1",)),
        ("n.k.a. 'NEW'", ("NEW",)),
        ("no alias here, 'quoted' or not", ()),
        ("", ()),
    ],
)
def test_quoted_aliases_end_where_the_clause_ends(text: str, found: tuple[str, ...]) -> None:
    """Not at the next quotation mark."""
    assert tuple(name for name, _ in read_remarks(text).names) == found


def test_dates_of_birth_are_read_to_their_precision() -> None:
    """Day, month, year; ranges and approximations are left in the text."""
    said = read_remarks("DOB 10 Dec 1948; alt. DOB Sep 1938; DOB 1951 to 1953; DOB circa 1936; DOB 1964. Former official.")
    assert said.births == ("1948-12-10", "1938-09", "1964")


def test_programmes_are_split_however_ofac_joins_them() -> None:
    """Brackets or semicolons."""
    assert programmes_of("SDGT] [NPWMD] [IFSR") == ("SDGT", "NPWMD", "IFSR")
    assert programmes_of("SDGT; IFSR") == ("SDGT", "IFSR")
    assert programmes_of("") == ()


def test_xml_says_what_the_csv_says_and_more() -> None:
    """The quality of aliases and the day of publication are fields of their own."""
    reading = read_ofac_xml(part("sdn.xml"))
    party = by_entry(reading)["90001"]
    assert names(party) == [("EXAMPLE, Arash", "name"), ("EXAMPLI, Arash", "alias"), ("THE ENGINEER", "weak")]
    assert (party.kind, party.countries, party.birth_dates) == ("individual", ("IR", "KP"), ("1964-03-25", "1965-09"))
    assert party.remarks == "Director; (Linked To: INVENTED TRADING); DOB circa 1966"
    assert by_entry(reading)["90003"].addresses == ("5 Invented Street, Moscow, 101000, Russia",)
    assert names(by_entry(reading)["90003"])[1] == ("OLD EXEMPLE S.A.", "former")
    assert by_entry(reading)["90002"].kind == "vessel"
    assert (str(reading.stated), reading.faults, list(reading.sublists)) == ("2026-03-02", (), ["SDN List"])


def test_xml_with_fewer_entries_than_it_says_is_refused() -> None:
    """Its record count gives it away."""
    reading = read_ofac_xml(Part("sdn.xml", XML.replace(b"<Record_Count>3<", b"<Record_Count>19391<")))
    assert "it holds 3 entries and says that there are 19,391" in str(reading.faults[0])


def test_xml_that_breaks_off_yields_what_came_before() -> None:
    """With the place where it broke."""
    reading = read_ofac_xml(Part("sdn.xml", XML[: XML.index(b"9HXX1")]))
    assert [party.entry for party in reading.parties] == ["90001"]
    assert "the XML breaks off or is not well-formed (line" in reading.quarantined[0].reason


def test_an_xml_entry_without_number_or_name_is_left_out() -> None:
    """It is counted."""
    reading = read_ofac_xml(Part("sdn.xml", XML.replace(b"<uid>90002</uid>", b"")))
    assert [(each.row, each.reason) for each in reading.quarantined] == [(2, "an entry without number (`uid`) or name")]


def test_an_entity_bomb_is_refused_before_it_goes_off() -> None:
    """A document type is enough to refuse; nothing is expanded, force or not."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    ) + b"]><sdnList><sdnEntry><uid>1</uid><lastName>&j;</lastName></sdnEntry></sdnList>"
    with pytest.raises(InvalidInput, match="declares a document type or entities"):
        read_ofac_xml(Part("sdn.xml", bomb))
    outside = b'<!DOCTYPE sdnList SYSTEM "file:///etc/passwd"><sdnList/>'
    with pytest.raises(InvalidInput, match="declares a document type or entities"):
        read_ofac_xml(Part("sdn.xml", outside))


def test_the_advanced_schema_is_named() -> None:
    """It is another format under the same ending."""
    with pytest.raises(InvalidInput, match="the advanced schema is not read"):
        read_ofac_xml(Part("sdn_advanced.xml", b"<Sanctions><DistinctParties/></Sanctions>"))
    with pytest.raises(InvalidInput, match="the root is `html`"):
        read_ofac_xml(Part("sdn.xml", b"<html><body/></html>"))
