"""Parquet and XLSX: every cell the text a person would write, transactions whole, row numbers true."""

import datetime as dt
import decimal
import io
import itertools
import pickle

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.batch.intake import open_source
from screening.errors import InvalidInput


def read(source):
    """All blocks of a source, through pickle as to a worker."""
    return [pickle.loads(pickle.dumps(raw)).read() for raw in source.raws()]  # noqa: S301


def parquet(path, table, **options):
    """Write a table and return its path."""
    pq.write_table(table, path, **options)
    return str(path)


def workbook(path, rows):
    """Write rows of cells and return the path."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.close()
    return str(path)


def test_scalars_of_parquet_are_written_as_text(tmp_path):
    """Whole floats without a point, days as ISO, decimals as they are, nothing as an empty text."""
    day = dt.datetime(2024, 3, 15)  # noqa: DTZ001 - as files hold them
    columns = {
        "text": pa.array(["007", None, "NA"]),
        "whole": pa.array([2**63 - 1, None, 0]),
        "float": pa.array([8.0, 1e26, None]),
        "decimal": pa.array([decimal.Decimal("1.50"), None, None]),
        "date": pa.array([day.date(), None, None]),
        "stamp": pa.array([day, day.replace(hour=13, minute=30), None], pa.timestamp("ns")),
        "truth": pa.array([True, False, None]),
        "category": pa.array(["a", "b", None]).dictionary_encode(),
        "nothing": pa.nulls(3),
        "large": pa.array(["x", None, "y"], pa.large_string()),
        "bytes": pa.array([b"x", None, b"y"]),
    }
    source = open_source(parquet(tmp_path / "a.parquet", pa.table(columns)))
    (block,) = read(source)
    assert block.rows.tolist() == [1, 2, 3]
    assert set(block.table.schema.types) == {pa.string()}
    assert block.table.to_pylist()[0] == {
        "text": "007", "whole": "9223372036854775807", "float": "8", "decimal": "1.50", "date": "2024-03-15",
        "stamp": "2024-03-15", "truth": "true", "category": "a", "nothing": "", "large": "x", "bytes": "x",
    }  # fmt: skip
    assert block.table["stamp"].to_pylist() == ["2024-03-15", "2024-03-15 13:30:00", ""]
    assert block.table["float"].to_pylist() == ["8", "1e+26", ""]


def test_structures_in_parquet_are_refused_by_name(tmp_path):
    """Lists and structures have no one text; each is named, not only the first."""
    with pytest.raises(InvalidInput) as caught:
        open_source(
            parquet(tmp_path / "a.parquet", pa.table({"a": ["x"], "via": [["SG"]], "end_use": [{"military": True}]}))
        )
    assert [(problem.code, problem.message.split("`")[1]) for problem in caught.value.problems] == [
        ("E502", "via"),
        ("E502", "end_use"),
    ]


def test_a_value_that_is_no_text_rejects_its_row(tmp_path):
    """Bytes that are not UTF-8 set their own row aside."""
    table = pa.table({"transaction_id": ["a", "b", "c"], "name": pa.array([b"ok", b"x\xff", b"ok"])})
    (block,) = read(open_source(parquet(tmp_path / "a.parquet", table)))
    assert block.rows.tolist() == [1, 3]
    assert block.table["transaction_id"].to_pylist() == ["a", "c"]
    (bad,) = block.rejected
    assert (bad.row, bad.column, bad.value, bad.cells) == (2, "name", "x\\xff", ("b", "x\\xff"))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["A", "B", " B", "C", ""]), min_size=1, max_size=60), st.integers(1, 9), st.integers(1, 20)
)
def test_transactions_of_parquet_stay_whole(ids, block_rows, group):
    """Whatever the row groups and blocks, rows of one id that follow each other are in one block."""
    sink = io.BytesIO()
    pq.write_table(pa.table({"n": range(len(ids)), "Transaction_ID": ids}), sink, row_group_size=group)
    source = open_source("-", stdin=io.BytesIO(sink.getvalue()), block_rows=block_rows)
    blocks = read(source)
    assert [value for block in blocks for value in block.table["Transaction_ID"].to_pylist()] == ids
    assert [int(row) for block in blocks for row in block.rows] == list(range(1, len(ids) + 1))
    for block, following in itertools.pairwise(blocks):
        last, first = (
            block.table["Transaction_ID"][-1].as_py().strip(),
            following.table["Transaction_ID"][0].as_py().strip(),
        )
        assert not last or last != first


def test_cells_of_a_workbook_are_read_as_they_are_seen(tmp_path):
    """No `8.0`, no midnight, no 27 digits; empty rows are no rows, the numbers are the sheet's."""
    rows = [
        ["id", "value", ""],
        ["a", 8.0], ["b", 0.1], ["c", "007"], ["d", dt.date(2024, 3, 15)], ["e", True], ["f", 1e26], ["g", "NA"],
        [], ["h", "한글"], ["i", "=1+1"], ["", "   "], [],
    ]  # fmt: skip
    source = open_source(workbook(tmp_path / "a.xlsx", rows), block_rows=3)
    blocks = read(source)
    assert source.header == ("id", "value")
    values = [value for block in blocks for value in block.table["value"].to_pylist()]
    assert values == ["8", "0.1", "007", "2024-03-15", "true", "1e+26", "NA", "한글", "=1+1"]
    assert [int(row) for block in blocks for row in block.rows] == [2, 3, 4, 5, 6, 7, 8, 10, 11]
    assert len(blocks) == 3


@pytest.mark.parametrize(
    ("rows", "code"),
    [([], "E501"), ([["a", "b"]], "E501"), ([[], ["a"], ["b"]], "E503"), ([["a", ""], ["b", "c"]], "E503")],
)
def test_workbooks_without_header_or_rows_are_refused(tmp_path, rows, code):
    """An empty sheet, a header alone, a header further down, a nameless column."""
    with pytest.raises(InvalidInput) as caught:
        open_source(workbook(tmp_path / "a.xlsx", rows))
    assert caught.value.problems[0].code == code


def test_damage_is_one_clear_message(tmp_path):
    """A file cut off, overwritten in the middle, or named like what it is not."""
    whole = (tmp_path / "a.parquet", parquet(tmp_path / "a.parquet", pa.table({"a": ["x" * 50] * 999})))[0].read_bytes()
    middle = bytearray(whole)
    middle[4:60] = b"\xff" * 56
    for data in (whole[:-20], bytes(middle)):
        with pytest.raises(InvalidInput) as caught:
            read(open_source("-", stdin=io.BytesIO(data)))
        assert caught.value.problems[0].code == "E502"
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(InvalidInput, match="xlsx"):
        open_source(str(path))
