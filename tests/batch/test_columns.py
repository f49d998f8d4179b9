"""The columns of a batch file: complete, no two for one field, and read as a transaction."""

import csv
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from screening.batch.columns import (
    COLUMNS,
    TABLE,
    deal_columns,
    disagreement,
    joined,
    line_columns,
    misfit,
    nested,
)
from screening.errors import InvalidInput
from screening.facts.transaction import Item, Transaction
from screening.terms import ROLES

ORDERS = ROOT / "fixtures" / "orders.csv"
CONTRACT = """transaction_id date activity origin destination hosting via item part_number eccn quantity hours value currency
 tpp performance_density die_area_mm2 io_bandwidth_gb_s dram_bandwidth_gb_s data_center transistors_billion designer_country
 end_use training_operations military_end_use end_user_email end_user_phone end_user_national_id end_user_payment_source
 end_user_ip""".split()


def read(path: Path) -> list[dict[str, str]]:
    """Rows as a spreadsheet shows them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_column_of_the_contract_is_read() -> None:
    """The names people depend on."""
    parties = [f"{r}_{a}" for r in ROLES for a in ("name", "country", "headquarters", "parent", "parent_country", "address")]
    assert set(CONTRACT + parties) <= set(COLUMNS)


def test_every_field_of_an_item_has_exactly_one_column() -> None:
    """A field added to an item is a column from that day on."""
    assert sorted(TABLE[name].target for name in line_columns) == sorted(f"items.{field}" for field in Item.model_fields)


def test_no_two_columns_fill_one_field_and_every_column_is_of_the_line_or_of_the_deal() -> None:
    """No cell overwrites another."""
    targets = [column.target for column in TABLE.values()]
    assert len(targets) == len(set(targets))
    assert sorted(line_columns + deal_columns) == sorted(COLUMNS)


def test_every_target_is_a_field_of_a_transaction() -> None:
    """The form of a column is that of its field."""
    for column in TABLE.values():
        assert column.field is not None
    assert TABLE["end_user_ip"].form == "several"
    assert {n for n, c in TABLE.items() if c.form == "truth"} >= {"data_center", "military_end_use"}
    assert {n for n, c in TABLE.items() if c.form == "country"} >= {"origin", "payer_parent_country", "designer_country"}


def test_a_row_becomes_a_transaction_in_the_contracts_shape() -> None:
    """Codes that look like other things, lists, yes and no, parties with one cell."""
    row = {
        "transaction_id": "T-1", "date": "2024-03-15", "activity": "export", "via": "SG; MY|TH,", "item": "NVIDIA H100",
        "eccn": "3E001", "part_number": "0042", "quantity": "8", "data_center": "Yes", "military_end_use": "아니오",
        "training_operations": "1e24", "end_user_name": "Invented University", "end_user_parent": "none",
        "end_user_parent_country": "NO", "end_user_ip": "192.0.2.1, 192.0.2.2", "payer_country": "NA", "end_use": " ", "remark": "x",
    }  # fmt: skip
    assert nested(row) == {
        "id": "T-1", "date": "2024-03-15", "activity": "export", "via": ["SG", "MY", "TH"],
        "items": [{"description": "NVIDIA H100", "part_number": "0042", "eccn": "3E001", "quantity": "8", "data_center": True}],
        "parties": [
            {"role": "end_user", "name": "Invented University", "parent": "none", "parent_country": "NO",
             "identity": {"ip_addresses": ["192.0.2.1", "192.0.2.2"]}},
            {"role": "payer", "country": "NA"},
        ],
        "end_use": {"training": {"operations": "1e24"}, "military": False},
    }  # fmt: skip
    assert str(Transaction.model_validate(nested(row)).parties[1].country.country) == "NA"


def test_what_is_neither_yes_nor_no_is_left_for_the_border_to_refuse() -> None:
    """The value that the user wrote is the one in the message."""
    assert nested({"military_end_use": "maybe"}) == {"end_use": {"military": "maybe"}}
    assert "is not a truth value" in misfit("military_end_use", "maybe")
    assert not misfit("military_end_use", "NO")


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=8)))
def test_blank_cells_are_left_out_and_no_other_cell_is_lost(cells: dict[str, str]) -> None:
    """For any cells."""
    def leaves(value: object) -> int:
        if isinstance(value, dict):
            return sum(leaves(each) for key, each in value.items() if key != "role")
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return sum(leaves(each) for each in value)
        return 1

    assert leaves(nested(cells)) == sum(bool(text.strip()) for text in cells.values())


def test_later_rows_repeat_the_deal_or_leave_it_empty() -> None:
    """The first contradicting column is named; items may differ."""
    first = {"transaction_id": "T-1", "destination": "CN", "item": "NVIDIA H100", "end_use": ""}
    assert disagreement(first, {"transaction_id": "T-1", "destination": "", "item": "cable"}) is None
    assert disagreement(first, first | {"item": "cable", "destination": " CN "}) is None
    assert disagreement(first, first | {"destination": "SG"}) == "destination"
    assert disagreement(first, first | {"end_use": "training"}) == "end_use"


def test_rows_of_one_transaction_are_its_items() -> None:
    """The deal is the first row's."""
    rows = [{"destination": "CN", "item": "NVIDIA H100"}, {"item": "cable", "eccn": "EAR99"}]
    assert joined(rows) == {"destination": "CN", "items": [{"description": "NVIDIA H100"}, {"description": "cable", "eccn": "EAR99"}]}


BAD = {"X-9001": "date", "X-9002": "quantity", "X-9003": "country", "X-9004": "activity", "X-9005": "nvidia-h9000", "X-9006": "country"}


def test_the_shipped_orders_screen_but_for_the_six_bad_rows() -> None:
    """Ordinary business and the articles' cases reach every outcome; a bad row is refused for the reason it was made for."""
    from screening.app import load_screener

    deals: dict[str, list[dict[str, str]]] = {}
    for row in read(ORDERS):
        deals.setdefault(row["transaction_id"], []).append({name: text or "" for name, text in row.items()})
    outcomes, refused = set(), {}
    for id, rows in deals.items():
        assert all(disagreement(rows[0], other) is None for other in rows)
        try:
            outcomes.add(load_screener().screen(Transaction.model_validate(joined(rows))).outcome.name)
        except (ValueError, InvalidInput) as error:
            refused[id] = str(error)
    assert len(outcomes) == 6
    assert refused.keys() == BAD.keys()
    for id, word in BAD.items():
        assert word in refused[id]


@pytest.mark.parametrize("column", ["activity", "origin", "quantity", "date", "kind"])
def test_a_misfit_says_why(column: str) -> None:
    """One cell is enough to refuse it."""
    assert misfit(column, "Freedonia")
