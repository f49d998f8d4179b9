"""The Denied Persons List: rows of one person become one entry with all its orders."""

from __future__ import annotations

from datetime import date

from conftest import ROOT

from screening.parties.lists.bis import read_bis_dpl
from screening.parties.lists.content import open_part

DATA = (ROOT / "fixtures" / "lists" / "dpl.tsv").read_bytes()


def parties(data: bytes = DATA):
    """Return the entries by id."""
    return {each.entry: each for each in read_bis_dpl(open_part("dpl.tsv", data)).parties}


def test_two_addresses_and_two_orders_of_one_person_are_one_entry() -> None:
    """A citation printed with another comma is not another order."""
    party = parties()["JOHN EXAMPLE"]
    assert [(each.start, each.until) for each in party.listings] == [
        (date(2015, 6, 1), date(2018, 6, 2)), (date(2020, 1, 1), date(2030, 1, 2)),
    ]  # fmt: skip
    assert party.addresses == ("12 NOWHERE LANE, SPRINGFIELD, TX, 75001, US", "INMATE NUMBER 00000, ELSEWHERE, TX, 75002")
    assert (party.sublist, party.countries) == ("Denied Persons List", ("US",))
    assert party.remarks == "F.R. NOTICE ADDED; NEW; standard order: N"


def test_between_two_orders_nobody_is_denied() -> None:
    """And on the last day of one, somebody still is."""
    party = parties()["JOHN EXAMPLE"]
    assert party.on(date(2018, 6, 1)) and party.on(date(2025, 1, 1))
    assert party.on(date(2018, 6, 2)) is None and party.on(date(2019, 12, 31)) is None


def test_an_order_without_an_end_is_open() -> None:
    """And an impossible date is left open, and noted."""
    assert parties()["SAMPLE FREIGHT LLC"].on(date(2099, 1, 1)) is not None
    assert parties()["INVENTED PARTS GMBH"].listings[0].start is None
    assert [note.en for note in read_bis_dpl(open_part("d", DATA)).notes] == ["1 date(s) are not days of the calendar and are left open"]


def test_a_row_without_a_name_is_left_out() -> None:
    """With its number."""
    reading = read_bis_dpl(open_part("d", DATA.replace(b'"SAMPLE FREIGHT LLC"', b'""')))
    assert [(each.row, each.reason) for each in reading.quarantined] == [(5, "no name")]
