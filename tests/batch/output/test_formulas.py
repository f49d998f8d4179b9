"""Which cells get an apostrophe."""

import re
import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.batch.output.formulas import defused

RUN = ["=1+1", '=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(1)", " =1", "\u3000＝1", "＋1", "－1", "＠A", "\tx", "\rx", "+82 10", "-", "\ufeff=1", "\x00=1", "-2+3+cmd|' /C calc'!A0"]  # fmt: skip
STAY = ["", "a=1", "-5", "+5", "-5.25", "1e-5", "-1E5", "-1,234,567.8", " -5 ", "-.5", "3E001", "00-7", "'=1", "−5", "가", "2024-03-15", "-5%", "+821012345678"]  # fmt: skip


@pytest.mark.parametrize("cell", RUN)
def test_a_cell_that_would_run_gets_an_apostrophe(cell: str) -> None:
    """After blanks and in full width, too."""
    assert defused(pa.array(["x", cell, ""])).to_pylist() == ["x", "'" + cell, ""]


@pytest.mark.parametrize("cell", STAY)
def test_a_number_or_other_text_stays(cell: str) -> None:
    """Also in a column where another cell is defused."""
    assert defused(pa.array([cell, "=1"])).to_pylist() == [cell, "'=1"]


@given(st.lists(st.one_of(st.sampled_from(RUN + STAY), st.text())))
def test_only_apostrophes_are_added_and_the_rest_begins_no_formula(cells: list[str]) -> None:
    """And defusing again changes nothing."""
    done = defused(pa.array(cells, pa.string()))
    for cell, original in zip(done.to_pylist(), cells, strict=True):
        assert cell in {original, "'" + original}
        assert not re.match(r"\s*[=@＝＋－＠]", cell)
    assert defused(done).equals(done)


def test_nothing_invisible_hides_a_formula_from_the_first_look() -> None:
    """Every blank or format character there is, before an equals sign, in a column without any other formula."""
    hiding = [
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
    ]
    assert len(hiding) > 200
    assert [cell for cell in hiding if defused(pa.array([cell + "=1"])).to_pylist() == [cell + "=1"]] == []
