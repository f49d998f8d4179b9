"""Steps about files of orders; imported by conftest.py."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyarrow as pa
import pytest
from pytest_bdd import given, parsers, then, when

from screening.app import load_screener
from screening.batch.block import Block
from screening.batch.decider import Decider
from screening.batch.difference import Comparison
from screening.batch.intake import open_source
from screening.batch.mapping import Mapping, mapping_from_text, resolve
from screening.batch.options import Options
from screening.language.facts import iso_date


@pytest.fixture
def orders() -> dict[str, Any]:
    """Return the file a scenario writes, its mapping, and what came of it by row."""
    return {"mapping": Mapping(), "answers": {}, "rejected": {}, "changes": {}}


@given("a file of orders")
@given("주문 파일")
def file_of_orders(orders: dict[str, Any], datatable: list[list[str]]) -> None:
    """Write the table as a CSV file; the header is row 1."""
    text = io.StringIO()
    csv.writer(text).writerows(datatable)
    orders["file"] = text.getvalue().encode()


@given("다음 대응표")
def mapping(orders: dict[str, Any], docstring: str) -> None:
    """Give the mapping of the file's own headers, values and dates."""
    orders["mapping"] = mapping_from_text(docstring, name="scenario")


def _block(orders: dict[str, Any]) -> tuple[Block, dict[str, str]]:
    source = open_source("-", mapping=orders["mapping"], stdin=io.BytesIO(orders["file"]))
    (raw,) = source.raws()
    return raw.read(), resolve(orders["mapping"], source.header)


def _decider(orders: dict[str, Any], resolved: dict[str, str], options: Options) -> Decider:
    return Decider(load_screener(), resolved, orders["mapping"], options)


@when("the file is screened")
@when("파일을 심사하면")
def screened(orders: dict[str, Any]) -> None:
    """Screen the file as `screening batch` does."""
    block, resolved = _block(orders)
    decider = _decider(orders, resolved, Options())
    result = decider.decide(decider.read(block))
    rows = [int(block.rows[at]) for at in result.kept]
    orders["answers"] = dict(zip(rows, result.added.to_pylist(), strict=True))
    headers = {column: header for header, column in resolved.items()}
    orders["rejected"] = {each.row: headers.get(each.column, each.column) for each in result.rejected}
    assert len(rows) + len(result.rejected) == len(block.rows)


@when(parsers.parse("the law of {before} is compared with that of {after}"))
def compared_days(orders: dict[str, Any], before: str, after: str) -> None:
    """Screen the file under the law of two days."""
    _compare(orders, Options(iso_date(before)), Options(iso_date(after)))


@when(parsers.parse('the law of each day is compared with itself, assuming "{rule}"'))
def compared_assumption(orders: dict[str, Any], rule: str) -> None:
    """Screen the file as it is, and with a proposal taken as law."""
    _compare(orders, Options(), Options(assume=frozenset({rule})))


def _compare(orders: dict[str, Any], before: Options, after: Options) -> None:
    block, resolved = _block(orders)
    sides = [(_decider(orders, resolved, options), options) for options in (before, after)]
    comparison = Comparison(load_screener(), *sides)
    table, rejected = comparison.compare(block, "transaction_id", "date")
    assert not rejected
    orders["changes"] = {int(row["row"]): row for row in table.to_pylist() if row["outcome_from"] != row["outcome_to"]}
    orders["summary"] = comparison.summary("orders.csv", [])
    assert orders["summary"]["changed"] == len(orders["changes"])
    assert isinstance(table, pa.Table)


@then(parsers.re(r'row (?P<row>\d+) says "(?P<outcome>\w+)"(?: because of "(?P<rule>[^"]+)")?$'))
@then(parsers.re(r'(?P<row>\d+)행의 결과는 "(?P<outcome>\w+)"이고 근거는 "(?P<rule>[^"]+)"이다$'))
def row_says(orders: dict[str, Any], row: str, outcome: str, rule: str | None) -> None:
    """Compare a row's outcome, and name one of its rules."""
    answer = orders["answers"][int(row)]
    assert answer["outcome"] == outcome, answer
    assert rule is None or rule in answer["rules"].split("; "), answer


@then(parsers.parse('the tier of row {row:d} is "{tier}"'))
@then(parsers.parse('the tier of row {row:d} is ""'))
def tier_is(orders: dict[str, Any], row: int, tier: str = "") -> None:
    """Compare the tier of a row's own item."""
    assert orders["answers"][row]["tier"] == tier


@then(parsers.parse('row {row:d} asks for "{fact}"'))
def asks_for(orders: dict[str, Any], row: int, fact: str) -> None:
    """Name a fact that is asked for."""
    assert fact in orders["answers"][row]["missing_facts"].split("; ")


@then("no row is rejected")
def none_rejected(orders: dict[str, Any]) -> None:
    """All rows were read."""
    assert orders["rejected"] == {}


@then(parsers.parse('row {row:d} is rejected for its "{column}"'))
@then(parsers.parse('{row:d}행은 "{column}" 때문에 제외된다'))
def rejected_for(orders: dict[str, Any], row: int, column: str) -> None:
    """Name the column because of which a row was set aside."""
    assert orders["rejected"].get(row) == column, orders["rejected"]


@then(parsers.parse('row {row:d} changes from "{before}" to "{after}" because of "{rule}"'))
def changes(orders: dict[str, Any], row: int, before: str, after: str, rule: str) -> None:
    """Compare a change and name its provision."""
    change = orders["changes"][row]
    assert (change["outcome_from"], change["outcome_to"]) == (before, after)
    assert rule in change["because"].split("; "), change


@then(parsers.parse("row {row:d} does not change"))
def does_not_change(orders: dict[str, Any], row: int) -> None:
    """The outcome is the same under either law."""
    assert row not in orders["changes"]


@then("the comparison is hypothetical")
def is_hypothetical(orders: dict[str, Any]) -> None:
    """Something that is not law was assumed to be."""
    assert orders["summary"]["hypothetical"] is True
