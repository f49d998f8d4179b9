"""Any CSV by a mapping file: what it names is read, and what it gets wrong is said."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import ROOT

from screening.errors import InvalidInput
from screening.parties.lists.mapped import read_mapped
from screening.parties.lists.mapping import MappingShape, read_mapping
from screening.parties.lists.reading import Part

LISTS = ROOT / "fixtures" / "lists"
OWN = (LISTS / "own.csv").read_bytes()
MAPPING = (LISTS / "own-mapping.yaml").read_text(encoding="utf-8")


def mapping(text: str = MAPPING) -> MappingShape:
    """Read a mapping from its text."""
    return read_mapping(text.encode(), name="map.yaml")


def test_a_file_of_nobodys_format_is_read_as_the_mapping_says() -> None:
    """Encoding, delimiter, separators, lines before the header, date format, kinds."""
    reading = read_mapped(Part("own.csv", OWN), mapping())
    first, second = reading.parties
    assert [(each.text, each.kind) for each in first.names] == [
        ("Arash EXAMPLE", "name"), ("Arash Exampli", "alias"), ("A. Example", "alias"), ("The Engineer", "weak"),
    ]  # fmt: skip
    assert (first.sublist, first.entry, first.kind, first.countries) == ("Invented list", "A-1", "individual", ("IR",))
    assert first.birth_dates == ("1964-03-25", "1965")
    assert (first.listings[0].start, first.listings[0].programmes) == (date(2023, 10, 19), ("Invented Regime", "Second Regime"))
    assert (second.name, second.kind, second.listings[0].until) == ("사례 기술", "entity", date(2025, 1, 1))


def test_what_does_not_fit_is_counted_and_a_nameless_row_left_out() -> None:
    """The row number is that of the file, the lines before the header included."""
    reading = read_mapped(Part("own.csv", OWN), mapping(MAPPING.replace("kinds: {P: individual, E: entity}", "kinds: {P: individual}")))
    assert [(each.row, each.reason) for each in reading.quarantined] == [(5, "no name")]
    assert {note.en for note in reading.notes} == {
        "1 text(s) in a country column are no country", "1 date(s) are not days of the calendar and are left open",
        "1 kind(s) are not in the mapping's `kinds`",
    }  # fmt: skip


SIMPLE = """columns:
  name: Name
  sublist: List
  addresses: [Street, City]
  remarks: Notes
  policy: Policy
delimiter: tab
"""
TABLE = "Name\tList\tStreet\tCity\tNotes\tPolicy\nInvented Ltd\tL1\t1 Road\tSeoul\tn1;n2\tdenial\nOther Ltd\t\t\t\t\t\nThird Ltd\tL2\t\t\t\t\n"


def test_a_column_can_say_the_sub_list_and_columns_be_parts_of_an_address() -> None:
    """A row that names no list is left out; without an id the name is one."""
    reading = read_mapped(Part("t.tsv", TABLE.encode()), mapping(SIMPLE))
    first, second = reading.parties
    assert (first.sublist, first.entry, first.addresses, first.remarks) == ("L1", "Invented Ltd", ("1 Road, Seoul",), "n1; n2")
    assert (first.listings[0].policy, second.sublist, second.addresses) == ("denial", "L2", ())
    assert [(each.row, each.reason) for each in reading.quarantined] == [(3, "no list in column `List`")]


def test_one_address_column_may_hold_several() -> None:
    """Split at the separator."""
    text = SIMPLE.replace("[Street, City]", "Notes")
    assert read_mapped(Part("t.tsv", TABLE.encode()), mapping(text)).parties[0].addresses == ("n1", "n2")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("aliases: Also", "aliasses: Also", "unknown key `aliasses` in columns (did you mean `aliases`?)"),
        ("separator:", "seperator:", "unknown key `seperator` (did you mean `separator`?)"),
        ("encoding: cp949", "encoding: cp-nine", "`cp-nine` is not an encoding"),
        ('delimiter: ";"', "delimiter: ;;", "a delimiter is one character"),
        ("sublist: Invented list\n", "", "name the list"),
        ("{P: individual", "{P: person", "`person` is not allowed here"),
        ("  name: [Given names, Surname]\n", "", "`name` is missing in columns"),
        ("skip_lines: 1", "skip_lines: 1000", "is not less than or equal to 100"),
    ],
)
def test_a_wrong_mapping_says_where_and_what_is_nearest(old: str, new: str, said: str) -> None:
    """Unknown keys are errors, with line and column."""
    assert old in MAPPING
    with pytest.raises(InvalidInput) as caught:
        mapping(MAPPING.replace(old, new))
    assert said in str(caught.value)
    assert str(caught.value).startswith("map.yaml:")


def test_a_column_that_the_file_does_not_have_names_the_nearest() -> None:
    """All of them at once."""
    with pytest.raises(InvalidInput) as caught:
        read_mapped(Part("own.csv", OWN), mapping(MAPPING.replace("Surname]", "Surnam]").replace("from: From", "from: x").replace("start: From", "start: Beginning")))
    said = str(caught.value)
    assert "own.csv: E405 the mapping names a column `Surnam` that the file does not have (did you mean `Surname`?)" in said
    assert "`Beginning`" in said and "it has No, Surname" in said


def test_a_file_in_another_encoding_than_the_mapping_says_is_refused() -> None:
    """The mapping is taken at its word."""
    reading = read_mapped(Part("own.csv", OWN), mapping(MAPPING.replace("cp949", "utf-8")))
    assert "are not UTF-8" in str(reading.faults[0])
