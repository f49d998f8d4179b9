"""`screening batch` reads and writes every format alike: the same rows have the same answers, whatever they stand in."""

import csv
import gzip
import io
import json
import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
import xlsxwriter
import yaml
from batch_runs import GOOD, Forked, Row, answers, as_csv, batch, loaded, read
from conftest import ROOT

from screening.batch.columns import ADDED
from screening.facts.reading import read_transaction

ORDERS, KOREAN = ROOT / "fixtures" / "orders.csv", ROOT / "fixtures" / "orders_korean.csv"
KOREAN_MAP = ROOT / "fixtures" / "orders_korean.map.yaml"
PICKED = ("A-0004", "B-1001", "A-0008", "A-0009", "X-9001", "B-1003", "B-1006", "A-0012", "B-1014")
"""A license, several lines, Korean, Chinese, a date that is none, Namibia, line ends in a cell, a formula."""


@cache
def picked() -> list[Row]:
    """A few rows of orders.csv, those of a transaction still side by side."""
    with ORDERS.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["transaction_id"] in PICKED]


def workbook(rows: list[Row]) -> bytes:
    """Rows as XLSX, every cell text."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, cell)
    return held.getvalue()


def parquet(rows: list[Row]) -> bytes:
    """Rows as Parquet."""
    held = io.BytesIO()
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), held)
    return held.getvalue()


def jsonl(rows: list[Row]) -> bytes:
    """Rows as JSON lines: what is empty is left out of all but the first."""
    lines = [json.dumps(rows[0]), *(json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False) for row in rows[1:])]
    return "\n".join(lines).encode()


WRITTEN: dict[str, Callable[[list[Row]], bytes]] = {
    "a.jsonl": jsonl, "a.parquet": parquet, "a.xlsx": workbook, "a.csv.gz": lambda rows: gzip.compress(as_csv(rows).encode()),
    "bom.csv": lambda rows: as_csv(rows).encode("utf-8-sig"), "16.csv": lambda rows: as_csv(rows).encode("utf-16"),
    "semicolon.csv": lambda rows: as_csv(rows, ";").encode(), "tab.tsv": lambda rows: as_csv(rows, "\t").encode(),
    "pipe.csv": lambda rows: as_csv(rows, "|").encode(), "crlf.csv": lambda rows: as_csv(rows, end="\r\n").encode(),
    "gb18030.csv": lambda rows: as_csv(rows).encode("gb18030"),
}  # fmt: skip
SAID = {"pipe.csv": ("--delimiter", "|"), "gb18030.csv": ("--encoding", "gb18030")}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The picked rows, screened from CSV to CSV."""
    folder = tmp_path_factory.mktemp("expected")
    (folder / "a.csv").write_text(as_csv(picked()), encoding="utf-8")
    ran = batch("a.csv", "-o", "o.csv", "--data", folder / "data", folder=folder)
    assert ran.code == 0, ran.err
    assert "12 rows = 11 screened + 1 rejected" in ran.out
    return folder / "o.csv"


@pytest.mark.parametrize("name", WRITTEN)
def test_the_same_rows_in_another_format_have_the_same_answers(name: str, expected: Path, tmp_path: Path) -> None:
    """Eleven columns, row by row; and the same row is set aside for the same reason."""
    (tmp_path / name).write_bytes(WRITTEN[name](picked()))
    ran = batch(name, "-o", "o.csv", *SAID.get(name, ()), "--data", tmp_path / "data", folder=tmp_path)
    assert ran.code == 0, ran.err
    assert answers(tmp_path / "o.csv") == answers(expected)
    (here,), (there,) = (read(path.with_name("o.rejected.csv")) for path in (tmp_path / "o.csv", expected))
    kept = ("column", "value", "reason", "transaction_id")
    assert [here[name] for name in kept] == [there[name] for name in kept]


@pytest.mark.parametrize("name", ["o.tsv", "o.jsonl", "o.parquet", "o.xlsx", "o.csv.gz", "o.jsonl.zst"])
def test_the_answers_are_the_same_in_every_format(name: str, expected: Path, tmp_path: Path) -> None:
    """All columns of the input in order, then the eleven; cells of data formats as they were, of spreadsheets defused."""
    ran = batch(expected.with_name("a.csv"), "-o", name, "--data", tmp_path / "data", folder=tmp_path)
    assert ran.code == 0, ran.err
    rows, plain = read(tmp_path / name), read(expected)
    assert list(rows[0]) == [*picked()[0], *ADDED]
    if name.startswith(("o.tsv", "o.csv")):
        assert rows == plain
    else:
        kept = [row for row in picked() if row["transaction_id"] != "X-9001"]
        assert rows == [own | {column: row[column] for column in ADDED} for own, row in zip(kept, plain, strict=True)]
    assert (tmp_path / "o.rejected.csv").read_bytes() == expected.with_name("o.rejected.csv").read_bytes()


def test_korean_and_chinese_files_are_known_by_their_text(tmp_path: Path) -> None:
    """CP949 with its mapping gives what UTF-8 gives; GB18030 is told from it without being said."""
    outs = []
    for name, data in (("utf8", KOREAN.read_bytes()), ("cp949", KOREAN.read_text(encoding="utf-8-sig").encode("cp949"))):
        (tmp_path / f"{name}.csv").write_bytes(data)
        ran = batch(f"{name}.csv", "--map", KOREAN_MAP, "-o", f"{name}.out.csv", "--lang", "ko", "--data", tmp_path / "data", folder=tmp_path)
        assert ran.code == 0, ran.err
        assert "10행 = 심사 10 + 제외 0" in ran.out
        outs.append((tmp_path / f"{name}.out.csv").read_bytes())
    assert outs[0] == outs[1]
    chinese = as_csv([{"transaction_id": "1", "date": "2024-03-15", "activity": "export", "destination": "中国", "item": "鼠标", "end_user_name": "上海虚构科技有限公司", "end_use": "办公使用"}])
    (tmp_path / "gb.csv").write_bytes(chinese.encode("gb18030"))
    assert batch("gb.csv", "-o", "gb.out.csv", "--data", tmp_path / "data", folder=tmp_path).code == 0
    assert read(tmp_path / "gb.out.csv")[0]["end_user_name"] == "上海虚构科技有限公司"


def test_whole_transactions_are_answered_as_screen_answers_them(tmp_path: Path) -> None:
    """The YAML fixtures as JSON objects, one a line: owners, answers and identities count."""
    names = [*sorted(path.stem for path in (ROOT / "fixtures").glob("*.yaml"))[::4], "affiliate_30_25", "h100_sg_parent_unknown"]
    files = [ROOT / "fixtures" / f"{name}.yaml" for name in names if name != "orders_korean.map"]
    lines = [json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str) for file in files]
    (tmp_path / "deals.jsonl").write_text("\n".join([*lines, '{"activity": "gift"}']), encoding="utf-8")
    ran = batch("deals.jsonl", "-o", "o.jsonl", "--data", tmp_path / "data", folder=tmp_path)
    assert ran.code == 0, ran.err
    decisions = [loaded(None, ()).screen(read_transaction(file)) for file in files]
    rows = read(tmp_path / "o.jsonl")
    assert [(row["outcome"], row["decision_id"]) for row in rows] == [(each.outcome.name, each.id) for each in decisions]
    assert any(each.outcome.name == "license_required" for each in decisions)
    kept = [{name: cell for name, cell in row.items() if name not in ADDED} for row in rows]
    assert kept == [json.loads(line) for line in lines]
    (rejected,) = read(tmp_path / "o.rejected.csv")
    assert rejected["row"] == str(len(files) + 1)
    assert "gift" in rejected["reason"]


def test_standard_input_to_standard_output(expected: Path) -> None:
    """Rows on standard output, without a byte order mark; summary and rejected rows (CSV with a header) on standard error."""
    ran = batch("-", "-o", "-", stdin=as_csv(picked()).encode())
    assert ran.code == 0
    assert ran.out == expected.read_text(encoding="utf-8-sig")
    first, *rest = ran.err.splitlines()
    assert first.startswith('"row","column","value","reason","transaction_id"')
    assert rest[0].startswith('"8","date","31.02.2024","`31.02.2024` is not a date')
    assert "12 rows = 11 screened + 1 rejected" in ran.err
    quiet = batch("-", "-o", "-", "--quiet", stdin=GOOD.encode())
    assert (quiet.code, quiet.err, len(quiet.out.splitlines())) == (0, "", 2)


def test_a_pipe_with_a_name_is_read_once(expected: Path, tmp_path: Path) -> None:
    """As a shell gives it with <(…): nothing reads ahead for a digest."""
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen(["sh", "-c", 'cat "$0" > "$1"', str(expected.with_name("a.csv")), str(tmp_path / "pipe")])
    ran = Forked("pipe", "-o", "o.csv", "--data", tmp_path / "data", folder=tmp_path).wait(tmp_path / "o.csv")
    assert (ran.code, writer.wait()) == (0, 0), ran.err
    assert (tmp_path / "o.csv").read_bytes() == expected.read_bytes()


@pytest.mark.parametrize(("level", "code"), [("license_required", 3), ("prohibited", 0)])
def test_fail_on_sets_the_exit_code(level: str, code: int, expected: Path, tmp_path: Path) -> None:
    """3 at or above the level, 0 below it; the output is whole in both cases."""
    ran = batch(expected.with_name("a.csv"), "-o", "o.csv", "--fail-on", level, "--data", tmp_path / "data", folder=tmp_path)
    assert ran.code == code
    assert (tmp_path / "o.csv").read_bytes() == expected.read_bytes()
