"""The file of rows that were not screened."""

import csv
import io
from pathlib import Path

import pytest

from screening.batch.block import Rejected
from screening.batch.output.rejected import rejected_header, rejected_path, rejected_rows
from screening.terms import Text

REASON = Text("is not a date", "날짜가 아닙니다")


@pytest.mark.parametrize(
    ("out", "beside"),
    [
        ("result.csv", "result.rejected.csv"),
        ("orders.screened.csv", "orders.screened.rejected.csv"),
        ("a.XLSX", "a.rejected.csv"),
        ("a.jsonl.zst", "a.rejected.csv"),
    ],
)
def test_it_stands_beside_the_output(out: str, beside: str) -> None:
    """A CSV whatever the output's kind."""
    assert rejected_path(Path("x") / out) == Path("x") / beside


def test_a_row_is_given_with_number_column_value_reason_and_its_own_cells() -> None:
    """Input columns named like ours are renamed: a reader by name finds the reason under `reason`, the value in `value`."""
    rows = [Rejected(17, "date", "=1", REASON, ("T-1", "28000", "")), Rejected(18, "", "", REASON, ())]
    text = rejected_header(("id", "value", "input_value")) + rejected_rows(rows, "ko", 3)
    read = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert read == [
        ["row", "column", "value", "reason", "id", "input_input_value", "input_value"],
        ["17", "date", "'=1", "날짜가 아닙니다", "T-1", "28000", ""],
        ["18", "", "", "날짜가 아닙니다", "", "", ""],
    ]


def test_bytes_that_are_no_text_do_not_stop_the_file() -> None:
    """A row may be rejected for just that."""
    row = Rejected(2, "", "caf\udce9", REASON, ("caf\udce9",))
    assert rejected_rows([row], "en") == b'"2",,"caf?","is not a date","caf?"\n'


def test_no_rejected_rows_are_no_bytes() -> None:
    """By which a run knows that there are none."""
    assert rejected_rows([], "en", 5) == b""
