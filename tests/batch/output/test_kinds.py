"""The kind of output by its ending, and what each finished file holds when it is read by other programs."""

import csv
import gzip
import io
import json
import pickle
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
import zstandard
from batch.output.runs import BLOCKS, COLUMNS, IDENTITY, INPUT, table, whole_run

from screening.batch.output import ENDINGS, Unfinished, encoder_for, sheet
from screening.batch.output.frames import packed
from screening.errors import InvalidInput

ROWS = [row for number in range(BLOCKS) for row in table(number).to_pylist()]


def read(path: Path) -> list[dict[str, str]]:
    """Read any kind with a program that is not ours."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw, path = gzip.decompress(raw), path.with_suffix("")
    elif path.suffix == ".zst":
        raw, path = zstandard.ZstdDecompressor().stream_reader(raw).read(), path.with_suffix("")
    match path.suffix:
        case ".parquet":
            return pa.parquet.read_table(pa.BufferReader(raw)).to_pylist()
        case ".xlsx":
            cells = openpyxl.load_workbook(io.BytesIO(raw)).active.iter_rows(values_only=True)
            header = next(cells)
            return [dict(zip(header, (cell or "" for cell in row), strict=True)) for row in cells]
        case ".jsonl" | ".ndjson":
            return [json.loads(line) for line in raw.splitlines()]
        case ending:
            lines = io.StringIO(raw.decode("utf-8-sig"), newline="")
            return list(csv.DictReader(lines, delimiter="\t" if ending == ".tsv" else ","))


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_holds_every_row(ending: str, tmp_path: Path) -> None:
    """Text as it was; formulas defused in CSV and TSV, and nowhere else."""
    left = whole_run(tmp_path / f"a.b{ending.upper()}")
    (tmp_path / f"a.b{ending.upper()}").rename(tmp_path / f"a.b{ending}")
    assert set(left) == {f"a.b{ending.upper()}", "a.b.rejected.csv"}
    defused = {"outcome": "'=1+1"} if ending.startswith((".csv", ".tsv")) else {}
    assert read(tmp_path / f"a.b{ending}") == [row | defused for row in ROWS]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_run_of_no_rows_is_a_whole_file(ending: str, tmp_path: Path) -> None:
    """A header where the kind has one; readable in any case."""
    run = Unfinished.begin(tmp_path / f"a{ending}", IDENTITY, encoder_for(f"a{ending}", COLUMNS), INPUT)
    assert run.finish() == [tmp_path / f"a{ending}"]
    assert read(tmp_path / f"a{ending}") == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_encoders_travel_to_the_workers(ending: str) -> None:
    """And are the same there."""
    encoder = encoder_for(f"a{ending}", COLUMNS)
    again = pickle.loads(pickle.dumps(encoder))  # noqa: S301 - our own
    assert again == encoder
    assert again.kind == ending.removeprefix(".").replace("ndjson", "jsonl")


@pytest.mark.parametrize("name", ["answers", "a.xls", "a.parquet.gz", "csv", ".gz"])
def test_another_ending_is_refused_with_those_that_are_known(name: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(InvalidInput, match=r"E508.*\.csv, \.tsv, \.jsonl, \.ndjson, \.parquet, \.xlsx"):
        encoder_for(name, COLUMNS)


def test_standard_output_is_csv_without_a_byte_order_mark() -> None:
    """The next program of a pipe would read it as part of the first name."""
    encoder = encoder_for("-", ("a", "b"))
    assert encoder.header() == b'"a","b"\n'


def test_a_sheet_has_a_frozen_bold_header_a_filter_and_no_clock(tmp_path: Path) -> None:
    """Neither the workbook nor the archive it is stored in knows when it was made."""
    whole_run(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book.active
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:N7")
    assert page["A1"].font.bold and page["A1"].fill.fgColor != page["D1"].fill.fgColor
    assert (page["C2"].value, page["C2"].data_type, page["C2"].number_format) == ("000", "s", "@")
    assert (page["D2"].value, page["D2"].data_type) == ("=1+1", "s")
    assert book.properties.created == datetime(2000, 1, 1)  # noqa: DTZ001 - as openpyxl reads it
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}  # what an archive says for want of a date


def test_markup_in_a_cell_stays_text(tmp_path: Path) -> None:
    """A cell that the writing library would take for its own markup cannot smuggle a formula into the sheet."""
    smuggled = '<r><t>x</t></r></is></c><c r="B2"><f>1+1</f></c><c><is><r></r>'
    odd = [smuggled, "_x0041_", "a\x01b\ufffe", " a ", "<r></r>"]
    encoder = encoder_for("a.xlsx", ("a", "b"))
    run = Unfinished.begin(tmp_path / "a.xlsx", IDENTITY, encoder, ("a",))
    run.add(0, encoder.rows(pa.table({"a": odd, "b": [""] * len(odd)})), b"", {})
    run.finish()
    cells = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A"]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [cell.value for cell in cells][1] == smuggled
    assert [cell.value for cell in cells][4:] == [" a ", "<r></r>"]


def test_what_a_sheet_cannot_hold_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many rows with the block that brings them, and nothing of the hopeless run stays; too long a cell; columns."""
    monkeypatch.setattr(sheet, "ROWS", 4)
    encoder = encoder_for("a.xlsx", COLUMNS)
    run = Unfinished.begin(tmp_path / "a.xlsx", IDENTITY, encoder, INPUT)
    run.add(0, encoder.rows(table(0)), b"", {})
    run.add(1, packed(table(1, rows=1)), b"", {})
    with pytest.raises(InvalidInput, match=r"E508 an XLSX sheet holds 4 rows.*write CSV or Parquet"):
        run.add(2, packed(table(2, rows=1)), b"", {})
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InvalidInput, match=r"column `a` is longer than the 32,767 characters"):
        encoder.rows(pa.table({"a": ["𝟘" * 16_384]}))
    assert encoder.rows(pa.table({"a": ["한" * 32_767]}))
    with pytest.raises(InvalidInput, match=r"16,384 columns, not 16,385"):
        encoder_for("a.xlsx", tuple(map(str, range(16_385))))
