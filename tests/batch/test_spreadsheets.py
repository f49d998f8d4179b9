"""What a spreadsheet makes of our files: Korean stays readable, and no cell is run (LibreOffice, without a window)."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import need

from screening.batch.columns import ADDED
from screening.batch.output import Unfinished, encoder_for

INPUT = ("transaction_id", "end_user_name", "quantity", "note")
COLUMNS = (*INPUT, *ADDED)
NAMES = ["발명 대학교", '발명 "주식회사", 서울', "虚构大学", "첫째 줄\n둘째 줄"]
FORMULAS = [
    "=1+1", '=HYPERLINK("http://127.0.0.1:9/","열기")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", " =1+1", "=A1", "＝1+1", "=1+1;=2+2", "<r><f>1+1</f></r>",
]  # fmt: skip
UTF_8 = "44,34,76,1,,0,false,true,false"  # comma, quotation mark, UTF-8, from row 1; values as shown, formulas not
AS_TEXT = "csv:Text - txt - csv (StarCalc):"


def written(folder: Path, ending: str) -> Path:
    """An output whose cells try to run, in an input column and in an added one."""
    out = folder / f"a{ending}"
    cells: dict[str, list[str]] = {name: [""] * len(FORMULAS) for name in COLUMNS}
    cells["transaction_id"] = [f"00{n}" for n in range(len(FORMULAS))]
    cells["end_user_name"] = [NAMES[n % len(NAMES)] for n in range(len(FORMULAS))]
    cells["quantity"] = ["0012"] * len(FORMULAS)
    cells["note"] = cells["because"] = FORMULAS
    encoder = encoder_for(out.name, COLUMNS)
    with Unfinished.begin(out, {}, encoder, INPUT) as run:
        run.add(0, encoder.rows(pa.table(cells)), b"", {})
        run.finish()
    return out


def opened(path: Path, folder: Path, *filters: str) -> list[dict[str, str]]:
    """Rows of `path` as LibreOffice has them after opening it."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", *filters]
    command += ["--convert-to", AS_TEXT + UTF_8, "--outdir", str(folder / "opened"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    result = folder / "opened" / f"{path.stem}.csv"
    assert result.exists(), done.stderr
    return list(csv.DictReader(io.StringIO(result.read_text(encoding="utf-8-sig"), newline="")))


@pytest.mark.parametrize(("ending", "apostrophe"), [(".csv", "'"), (".xlsx", "")])
def test_a_spreadsheet_shows_korean_and_runs_nothing(ending: str, apostrophe: str, tmp_path: Path) -> None:
    """As a person opens it: the CSV read as UTF-8 with its cells judged by LibreOffice, formulas included."""
    need(shutil.which("soffice"), "LibreOffice (soffice; package libreoffice-calc)")
    filters = [f"--infilter=Text - txt - csv (StarCalc):{UTF_8}"] if ending == ".csv" else []
    rows = opened(written(tmp_path, ending), tmp_path, *filters)
    assert [row["end_user_name"] for row in rows] == [NAMES[n % len(NAMES)] for n in range(len(FORMULAS))]
    for column in ("note", "because"):
        expected = [apostrophe + text if text[0] != "<" else text for text in FORMULAS]
        assert [row[column] for row in rows] == expected
    if ending == ".xlsx":
        assert {row["quantity"] for row in rows} == {"0012"}


def test_the_check_notices_a_cell_that_runs(tmp_path: Path) -> None:
    """The same way of opening does run a cell that was not defused."""
    need(shutil.which("soffice"), "LibreOffice (soffice; package libreoffice-calc)")
    (tmp_path / "a.csv").write_text("note\n=1+1\n", encoding="utf-8")
    rows = opened(tmp_path / "a.csv", tmp_path, f"--infilter=Text - txt - csv (StarCalc):{UTF_8}")
    assert rows == [{"note": "2"}]
