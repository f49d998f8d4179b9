"""`screening batch` as a user meets it: every format, both languages, standard streams, mappings, progress, exit codes."""

import csv
import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet
import yaml
from batch_runs import Forked, as_csv, batch, orders, read
from conftest import ROOT, need

from screening.batch.output.formulas import defused
from screening.cli import progress

ORDERS, KOREAN = ROOT / "fixtures" / "orders.csv", ROOT / "fixtures" / "orders_korean.csv"
KOREAN_MAP = ROOT / "fixtures" / "orders_korean.map.yaml"
def test_the_korean_orders_have_the_outcomes_they_should(tmp_path: Path) -> None:
    """With the mapping that ships beside them; reasons in Korean."""
    ran = batch(KOREAN, "--map", KOREAN_MAP, "-o", "k.csv", "--lang", "ko", "--data", tmp_path / "data", folder=tmp_path)
    assert ran.code == 0, ran.err
    rows = read(tmp_path / "k.csv")
    assert [row["outcome"] for row in rows] == [
        "no_control_found", "license_required", "license_required", "license_required", "no_control_found", "no_control_found",
        "no_control_found", "no_control_found", "information_needed", "license_required",
    ]  # fmt: skip
    assert "첨단 컴퓨팅 품목" in rows[1]["because"]
    assert "! `비고` 열은 읽지 않음" in ran.out


def test_a_proposed_mapping_can_be_used_as_it_is(tmp_path: Path) -> None:
    """Printed as YAML; saved and given with --map, it screens what it names; what it leaves open is told row by row."""
    ran = batch(KOREAN, "--suggest-map")
    assert (ran.code, ran.err) == (0, "")
    assert yaml.safe_load(ran.out)["columns"]["최종사용자본사"] == "end_user_headquarters"
    (tmp_path / "map.yaml").write_text(ran.out, encoding="utf-8")
    ran = batch(KOREAN, "--map", "map.yaml", "-o", "k.csv", "--data", tmp_path / "data", folder=tmp_path)
    assert ran.code == 0, ran.err
    assert "10 rows = 9 screened + 1 rejected" in ran.out
    assert [(row["row"], row["column"], row["value"]) for row in read(tmp_path / "k.rejected.csv")] == [("6", "destination", "본사")]


def test_a_rejected_row_says_why_in_both_languages_and_can_be_mended(tmp_path: Path) -> None:
    """Row number as a spreadsheet counts, column, value, reason, and the row itself; mended, it is screened."""
    rows = orders(16)
    rows[2]["value"], rows[6]["date"], rows[8]["destination"] = "many", "31.02.2024", "Freedonia"
    (tmp_path / "a.csv").write_text(as_csv(rows), encoding="utf-8")
    told = {}
    for lang in ("en", "ko"):
        ran = batch("a.csv", "-o", f"{lang}.csv", "--lang", lang, "--data", tmp_path / "data", folder=tmp_path)
        assert ran.code == 0, ran.err
        told[lang] = read(tmp_path / f"{lang}.rejected.csv")
    where = [(row["row"], row["column"], row["value"]) for row in told["en"]]
    assert where[0] == ("4", "value", "many")
    assert where[1] == ("5", "transaction_id", "T-1")
    assert where[2] == ("8", "date", "31.02.2024")
    assert where == [(row["row"], row["column"], row["value"]) for row in told["ko"]]
    assert told["en"][2]["reason"] == "`31.02.2024` is not a date; write YYYY-MM-DD"
    assert "날짜로 읽을 수 없음" in told["ko"][2]["reason"]
    assert all(re.search("[가-힣]", row["reason"]) for row in told["ko"])
    mended = [{name: row.get(f"input_{name}", row[name]) for name in rows[0]} for row in told["en"]]
    right = {"many": "100", "31.02.2024": "2024-02-28", "Freedonia": "NO", "tomorrow": "2024-03-15"}
    mended = [{name: right.get(cell, cell) for name, cell in row.items()} for row in mended]
    (tmp_path / "mended.csv").write_text(as_csv(mended), encoding="utf-8")
    ran = batch("mended.csv", "-o", "m.csv", "--data", tmp_path / "data", folder=tmp_path)
    assert f"{len(mended)} rows = {len(mended)} screened + 0 rejected" in ran.out
    assert not (tmp_path / "m.rejected.csv").exists()


def test_like_reasons_are_counted_together(tmp_path: Path) -> None:
    """A summary of a million bad rows is short: the rows and values that reasons speak of are left out, in both languages."""
    (tmp_path / "a.csv").write_text(as_csv(orders(300)), encoding="utf-8")
    ran = batch("a.csv", "-o", "o.csv", "--format", "json", "--data", tmp_path / "data", folder=tmp_path)
    told = json.loads(ran.out)["rejected"]
    assert [(each["column"], each["rows"], each["first_row"]) for each in told] == [("date", 7, 12), ("transaction_id", 7, 13)]
    assert told[1]["reason"]["ko"] == "같은 거래의 다른 행(…행)을 읽을 수 없음"


def test_no_cell_of_the_csv_runs_in_a_spreadsheet(tmp_path: Path) -> None:
    """Formulas in any column, in a header, in a rejected row: each begins with an apostrophe on the way out."""
    evil = ["=1+1", '=HYPERLINK("http://127.0.0.1:9/")', "+1+cmd", "-1+1", "@SUM(1)", "\t=1+1", "＝1+1"]
    rows = [orders(2)[0] | {"transaction_id": text, "item": f"{text.strip()} mouse", "=own": text} for text in evil]
    rows += [rows[0] | {"transaction_id": f"{text}2", "date": text} for text in evil]
    (tmp_path / "a.csv").write_text(as_csv(rows), encoding="utf-8")
    ran = batch("a.csv", "-o", "o.csv", "--data", tmp_path / "data", folder=tmp_path)
    assert ran.code == 0, ran.err
    for name in ("o.csv", "o.rejected.csv"):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            written = list(csv.reader(file))
        cells = [cell for row in written for cell in row]
        assert len(written) == len(evil) + 1
        assert defused(pa.array(cells)).to_pylist() == [cell if not cell.startswith(("=", "+", "@", "-1+")) else None for cell in cells]
        assert "'=own" in cells


def test_progress_without_a_terminal_is_plain_lines(tmp_path: Path) -> None:
    """On standard error, with counts and what is left; nothing of it on standard output, nothing at all with --quiet."""
    (tmp_path / "a.csv").write_text(as_csv(orders(60)), encoding="utf-8")
    with patch.object(progress, "EVERY", 0.0):
        ran = batch("a.csv", "-o", "o.csv", "--block-bytes", "1500", "--data", tmp_path / "data", folder=tmp_path)
        quiet = batch("a.csv", "-o", "q.csv", "--quiet", "--data", tmp_path / "data", folder=tmp_path)
    lines = ran.err.splitlines()
    assert len(lines) > 2
    assert all(re.fullmatch(r"[\d,]+ rows, [\d,]+ rows/s( · [a-z]+ [\d,]+)*, \d+ s left", line) for line in lines), lines
    assert "rows/s" not in ran.out
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


def test_progress_on_a_terminal_is_a_bar_that_goes_away(tmp_path: Path) -> None:
    """The line is erased and the cursor is back when the run ends, also by an error."""
    (tmp_path / "a.csv").write_text(as_csv(orders(60)), encoding="utf-8")
    with patch.dict(os.environ, {"TERM": "xterm-256color", "COLUMNS": "100"}):
        ours, theirs = pty.openpty()
        arguments = ("a.csv", "-o", "o.csv", "--block-bytes", "1500", "--data", tmp_path / "data")
        ran = Forked(*arguments, folder=tmp_path, slow=0.03, terminal=theirs).wait()
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 65536):
            seen += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    shown = seen.decode()
    assert ran.code == 0
    assert "━" in shown
    assert "rows/s" in shown
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") == 1
    last = shown.rpartition("\x1b[2K")[2]
    assert not re.sub(r"\x1b\[[?0-9;]*[A-Za-z]|\r|\n", "", last)
    assert "rows = " in ran.out


def test_warm_and_cold_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """Answers to names kept from an earlier run, none, damaged ones, ones somebody else has locked; one worker or three."""
    (tmp_path / "a.csv").write_text(as_csv(orders(120)), encoding="utf-8")
    names = tmp_path / "data" / "cache" / "names.sqlite"
    (tmp_path / "data").mkdir()  # without it the lists, and what was learned of them, would be those of the tests before
    found = []

    def go(*more: str) -> None:
        ran = batch("a.csv", "-o", "o.csv", "--block-bytes", "1500", *more, "--format", "json", "--data", tmp_path / "data", folder=tmp_path, fresh=True)
        assert (ran.code, ran.err) == (0, "")
        found.append((ran.out, (tmp_path / "o.csv").read_bytes(), (tmp_path / "o.rejected.csv").read_bytes()))

    go("--workers", "1")
    assert names.exists()
    go("--workers", "3")
    names.write_bytes(b"no database" * 100)
    go("--workers", "1")
    with patch("screening.parties.answers.WAIT", 0.01), sqlite3.connect(names) as other:
        other.execute("BEGIN EXCLUSIVE")
        go("--workers", "1")
    other.close()
    assert found[1:] == found[:1] * 3


def test_the_command_as_it_is_called(tmp_path: Path) -> None:
    """A process of its own: answers, a page, what was written, and nothing on standard error."""
    need(sys.executable, "python")
    command = [sys.executable, "-m", "screening", "batch", "fixtures/orders.csv", "-o", str(tmp_path / "o.csv"), "--report", str(tmp_path / "r.html")]
    done = subprocess.run([*command, "--data", str(tmp_path / "data")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "69 rows = 63 screened + 6 rejected" in done.stdout
    assert [len(read(tmp_path / name)) for name in ("o.csv", "o.rejected.csv")] == [63, 6]
    assert "<html" in (tmp_path / "r.html").read_text(encoding="utf-8")
