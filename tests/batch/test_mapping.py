"""Mapping files: strict, with places; and whether they fit a file's header."""

import pickle
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from screening.batch.columns import COLUMNS
from screening.batch.mapping import Mapping, fit, mapping_from_text, read_mapping, resolve, unread
from screening.errors import InvalidInput

KOREAN = ROOT / "fixtures" / "orders_korean.map.yaml"


def errors(text: str) -> str:
    """What reading a mapping complains of."""
    with pytest.raises(InvalidInput) as raised:
        mapping_from_text(text, name="m.yaml")
    return str(raised.value)


def misfits(mapping: Mapping, header: list[str]) -> str:
    """What a header is refused for."""
    with pytest.raises(InvalidInput) as raised:
        fit(mapping, header, name="orders.csv")
    return str(raised.value)


def test_the_shipped_mapping_reads_the_shipped_korean_file() -> None:
    """Headers, values, dates and constants together."""
    mapping = read_mapping(KOREAN)
    header, *rows = (ROOT / "fixtures" / "orders_korean.csv").read_text(encoding="utf-8-sig").splitlines()
    fit(mapping, header.split(","))
    resolved = resolve(mapping, header.split(","))
    cells = mapping.cells(resolved, dict(zip(header.split(","), rows[0].split(","), strict=True)))
    assert (cells["date"], cells["activity"], cells["origin"], cells["eccn"]) == ("2024-03-15", "export", "KR", "EAR99")
    assert cells["end_user_parent"] == "none"
    assert unread(mapping, header.split(",")) == [("비고", "")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns: {품명: itm}", "m.yaml:1:15: E506 there is no column `itm` (did you mean `item`?)"),
        ("columns:\n  a: item\n  b: item", "m.yaml:3:6: E506 `b` and `a` are both read as `item`"),
        ("columns: {a: item, a: eccn}", "E004"),
        ("columns: {a: origin}\nconstants: {origin: KR}", "has a header, `a`, and a constant"),
        ("colums: {a: item}", "did you mean `columns`?"),
        ("values: {activity: {수출: exprot}}", "m.yaml:1:25: E506 `activity` cannot be `exprot`"),
        ("values: {activty: {수출: export}}", "did you mean `activity`?"),
        ("values: {destination: {본사: Freedonia}}", "`Freedonia` is not a country"),
        ("constants: {origin: Freedonia}", "`Freedonia` is not a country"),
        ("constants: {orgin: KR}", "did you mean `origin`?"),
        ("constants: {origin: }", "`origin` cannot be ``"),
        ('dates: "%d.%m.%y"', "must hold %Y, %m and %d"),
        ('dates: "%d.%m"', "must hold %Y, %m and %d"),
        ('dates: "%Y-%d-%m"', "two meanings"),
        ('dates: "%d.%m.%Y 00:00"', "holds a digit"),
        ("columns: [item]", "a mapping"),
    ],
)
def test_what_is_wrong_in_a_mapping_has_a_place(text: str, message: str) -> None:
    """Each mistake a person can make."""
    assert message in errors(text)


def test_parts_may_be_empty_and_yes_and_no_are_words() -> None:
    """A value can also mean that nothing is known."""
    mapping = mapping_from_text("columns:\nvalues: {military_end_use: {Y: true, '-': null}}\ndates:\n", name="m")
    assert mapping.value("military_end_use", "y") == "true"
    assert not mapping.value("military_end_use", "-")


def test_values_are_found_exactly_then_without_case_and_never_by_resemblance() -> None:
    """Two values that differ by case only keep apart."""
    mapping = Mapping(values={"activity": {"Rent": "cloud_rental", "SALE": "export", "sale": "reexport"}, "via": {"본사": "KR"}})
    assert mapping.value("activity", " RENT ") == "cloud_rental"
    assert (mapping.value("activity", "SALE"), mapping.value("activity", "sale")) == ("export", "reexport")
    assert mapping.value("activity", "Sale") == "Sale"  # which of the two?
    assert mapping.value("activity", "Rents") == "Rents"
    assert mapping.value("item", "Rent") == "Rent"
    assert mapping.value("via", "SG; 본사") == "SG;KR"
    assert mapping.value("via", "SG, MY") == "SG, MY"


@given(st.dates(), st.sampled_from(["%d.%m.%Y", "%Y%m%d", "%m/%d/%Y", "%Y년 %m월 %d일", "%Y. %m. %d.", "%d-%m-%Y"]))
def test_a_date_written_in_the_declared_form_is_read_and_iso_always(day: date, form: str) -> None:
    """For any day and form."""
    written = form.replace("%Y", f"{day.year:04}").replace("%m", f"{day.month:02}").replace("%d", f"{day.day:02}")
    mapping = Mapping(dates=form)
    assert mapping.date(written) == mapping.date(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    ("form", "text", "read"),
    [
        ("%d.%m.%Y", "5.3.2024", "2024-03-05"),
        ("%d.%m.%Y", "31.02.2024", "2024-02-31"),
        ("%d.%m.%Y", "03/05/2024", "03/05/2024"),
        ("%d.%m.%Y", "5.3.24", "5.3.24"),
        ("%Y%m%d", "2024315", "2024315"),
        (None, "15.03.2024", "15.03.2024"),
    ],
)
def test_dates_are_never_guessed(form: str | None, text: str, read: str) -> None:
    """Another form, two digits of a year, a missing digit: left as written."""
    assert Mapping(dates=form).date(text) == read


def test_a_mapping_travels_to_another_process() -> None:
    """Workers read by the same mapping."""
    mapping = read_mapping(KOREAN)
    copy = pickle.loads(pickle.dumps(mapping))  # noqa: S301
    assert copy == mapping
    assert copy.value("activity", "재수출") == "reexport"


def test_headers_bear_a_columns_own_name_in_any_case_with_spaces_or_hyphens() -> None:
    """And no other header is read."""
    header = ["Activity", " End-User name", "item", "Total sum"]
    assert resolve(Mapping(), header) == {"Activity": "activity", " End-User name": "end_user_name", "item": "item"}
    fit(Mapping(), header)


@given(st.permutations(COLUMNS))
def test_the_contracts_own_header_needs_no_mapping(header: list[str]) -> None:
    """In any order."""
    fit(Mapping(), header)
    assert resolve(Mapping(), header) == {name: name for name in header}
    assert not unread(Mapping(), header)


@pytest.mark.parametrize(
    ("columns", "header", "message"),
    [
        ({"품 명": "item"}, ["activity", "품 목"], "E506 orders.csv has no column `품 명` (did you mean `품 목`?)"),
        ({"품명": "item"}, ["activity", "품명", "Item"], "`품명` is read as `item`, and orders.csv also has a column `Item`"),
        ({"goods": "item"}, ["activity", "Goods", "GOODS"], "`goods` may be 'Goods' or 'GOODS'"),
        ({}, ["activity", "item", "Item"], "E503 the columns `item` and `Item` are both read as `item`"),
        ({"Tier": "kind"}, ["activity", "item", "Tier"], "E503 a column is named `Tier`"),
        ({}, ["거래유형", "item"], "E503 no column says the activity (export, cloud_rental …); nearest: `거래유형`"),
        ({}, ["activity", "품명", "quantity"], "nearest: `품명` (propose a mapping with `screening batch --suggest-map FILE`)"),
    ],
)
def test_what_does_not_fit_the_header_is_said_before_a_row_is_read(columns: dict[str, str], header: list[str], message: str) -> None:
    """With the nearest name and what to do."""
    problems = misfits(Mapping(columns=columns), header)
    assert message in problems


def test_a_misfit_of_a_mapping_file_names_the_line_in_it() -> None:
    """Not the batch file: the mapping is what has to be mended."""
    mapping = mapping_from_text("constants: {activity: export}\ncolumns:\n  품명: item", name="m.yaml")
    assert misfits(mapping, ["activity", "물건"]).startswith("m.yaml:3:3: E506")


def test_a_constant_stands_in_for_a_missing_column_only() -> None:
    """An empty cell of a column that is there stays empty."""
    mapping = Mapping(constants={"activity": "export", "origin": "KR"})
    header = ["item", "origin"]
    fit(mapping, header)
    cells = mapping.cells(resolve(mapping, header), {"item": "x", "origin": ""})
    assert cells == {"activity": "export", "item": "x", "origin": ""}


def test_a_header_that_nobody_reads_is_named_with_a_question() -> None:
    """If one comes to mind."""
    assert unread(Mapping(), ["activity", "item", "Recipient nmae", "담당자"]) == [
        ("Recipient nmae", "did you mean `recipient_name`?"), ("담당자", ""),
    ]  # fmt: skip


def test_a_missing_file_is_a_problem_of_the_input(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(InvalidInput, match="E001"):
        read_mapping(tmp_path / "no.yaml")
