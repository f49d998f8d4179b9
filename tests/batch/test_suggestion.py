"""Proposed mappings: always readable, right for usual headers, and honest about what is open."""

import csv
from itertools import pairwise

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from screening.batch.columns import TABLE
from screening.batch.headers import folded, guesses, words
from screening.batch.mapping import Mapping, mapping_from_text, read_mapping, resolve
from screening.batch.suggestion import suggest
from screening.facts.transaction import Activity


def proposed(header: list[str], *rows: list[str]) -> Mapping:
    """The proposal, as it is read."""
    return mapping_from_text(suggest(header, rows), name="proposal")


def test_the_proposal_for_the_korean_file_is_nearly_the_shipped_mapping() -> None:
    """What a person must add is what only a person knows."""
    with (ROOT / "fixtures" / "orders_korean.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    mapping, shipped = proposed(header, *rows), read_mapping(ROOT / "fixtures" / "orders_korean.map.yaml")
    open_questions = {"모회사국가"}  # whose parent it is, the header does not say
    assert mapping.columns == {own: column for own, column in shipped.columns.items() if own not in open_questions}
    assert mapping.values["activity"] == shipped.values["activity"]
    assert mapping.dates == shipped.dates
    assert resolve(mapping, header).keys() == resolve(shipped, header).keys() - open_questions


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Order No.", "transaction_id"), ("계약일자", "date"), ("거래 구분", "activity"), ("Product Description", "item"), ("Qty", "quantity"),
        ("Ship-to country", "destination"), ("최종 사용자", "end_user_name"), ("EndUserCountry", "end_user_country"),
        ("최종사용자 모회사 국가", "end_user_parent_country"), ("End user HQ", "end_user_headquarters"), ("중간 수하인 주소", "intermediate_consignee_address"),
        ("Freight Forwarder", "freight_forwarder_name"), ("실소유자명", "beneficial_owner_name"), ("Descripton of goods", "item"),
        ("Ultimate consignee's country", "ultimate_consignee_country"), ("군사 용도", "military_end_use"),
    ],
)  # fmt: skip
def test_usual_headers_are_understood(header: str, column: str) -> None:
    """English and Korean, with signs, capitals and slips."""
    assert proposed([header]).columns == {header: column}


@pytest.mark.parametrize("header", ["국가", "Country", "담당자", "Remarks", "단가", "Date of birth"])
def test_a_header_that_may_mean_several_things_or_nothing_is_only_a_comment(header: str) -> None:
    """Whose country? A person must say."""
    assert not proposed([header]).columns
    assert f"# {header}: " in suggest([header], [])


def test_one_header_a_column_and_no_second_best() -> None:
    """A taken column does not make its opposite likely."""
    header = ["도착국", "Ship-to Country", "item", "품명"]
    assert proposed(header).columns == {"도착국": "destination"}
    text = suggest(header, [])
    assert "# Ship-to Country: destination  # 1.00, taken by 도착국" in text
    assert "# 품명: item  # 1.00, taken by item" in text


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["15.03.2024", "05.03.2024"], "%d.%m.%Y"),
        (["03/15/2024", "2024-03-16"], "%m/%d/%Y"),
        (["2024. 3. 5."], "%Y. %m. %d."),
        (["2024년 3월 5일"], "%Y년 %m월 %d일"),
        (["20240315"], "%Y%m%d"),
        (["2024/03/05", "soon"], "%Y/%m/%d"),
        (["05.03.2024", "04.04.2024"], None),
        (["15.03.2024", "03.15.2024"], None),
        (["31.02.2024", "2024-03-15"], None),
        (["2024-03-15"], None),
    ],
)
def test_the_form_of_dates_is_proposed_only_if_the_samples_leave_no_doubt(cells: list[str], form: str | None) -> None:
    """A day above twelve decides; mixed forms are said to be mixed."""
    mapping = proposed(["date"], *([cell] for cell in cells))
    assert mapping.dates == form
    if form:
        assert mapping.date(cells[0]) in {"2024-03-15", "2024-03-05"}
    assert ("# dates:" in suggest(["date"], [[cell] for cell in cells])) == (form is None and cells != ["2024-03-15"])


def test_values_of_activities_and_of_yes_and_no_are_proposed_from_the_samples() -> None:
    """What is ours already, or unknown, is not."""
    rows = [["재 수출", "N"], ["클라우드 임대", "예"], ["export", "?"], ["판촉", "Y"], ["Re-Export", "N"]]
    mapping = proposed(["구분", "군사용도"], *rows)
    assert mapping.values["activity"] == {"재 수출": "reexport", "클라우드 임대": "cloud_rental", "Re-Export": "reexport"}
    assert mapping.values["military_end_use"] == {"N": "false", "Y": "true"}
    assert "# 판촉: ?" in suggest(["구분"], [["판촉"]])


def test_without_an_activity_a_constant_is_proposed_as_a_comment() -> None:
    """It is the one thing no file is read without."""
    assert "# constants: {activity: export}" in suggest(["품명"], [])


@given(st.lists(st.text(max_size=12), max_size=6), st.lists(st.text(max_size=12), max_size=6))
def test_every_proposal_can_be_read(header: list[str], row: list[str]) -> None:
    """Whatever stands in the header and the cells."""
    mapping = proposed([*header, "구분", "date"], [*row, *[""] * (len(header) - len(row)), *(row or ["?"])])
    assert set(mapping.columns) <= {*header, "구분"}


def test_the_words_are_for_columns_roles_and_activities_that_exist() -> None:
    """The table cannot drift from the columns."""
    assert words("columns").keys() <= TABLE.keys()
    assert {f"{role}_{attribute}" for role in words("roles") for attribute in words("attributes")} <= TABLE.keys()
    assert words("activities").keys() == set(Activity.__args__)


def test_no_word_stands_for_two_columns() -> None:
    """A word in two places would be decided by chance."""
    phrases = sorted((folded(each).replace(" ", ""), column) for column, theirs in words("columns").items() for each in theirs)
    assert [a for a, b in pairwise(phrases) if a[0] == b[0] and a[1] != b[1]] == []
    for header in ("reference", "거래처", "최종용도"):
        assert guesses(header)[0].likeness == 1
