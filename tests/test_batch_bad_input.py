"""Whatever file, mapping, option or folder `screening batch` is given: exit 2, a clear message, nothing that looks complete."""

import csv
import gzip
import io
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from batch_runs import GOOD, as_csv, batch, orders, read
from conftest import ROOT, need

HEAD, ROW = GOOD.splitlines(keepends=True)
NOISE = random.Random(1).randbytes(40_000)  # noqa: S311 not a secret


def parquet() -> bytes:
    """A small Parquet file."""
    held = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({"activity": ["export"] * 99, "item": [f"mouse {n}" for n in range(99)]}), held)
    return held.getvalue()


PACKED = gzip.compress((GOOD + "".join(ROW.replace("T-1", f"T-{n}") for n in range(9999))).encode())
NOTHING_SAID = "screening batch --suggest-map"
BAD: dict[str, tuple[str, bytes, str, str]] = {
    # what: name, content, code, and what the message says besides
    "empty": ("a.csv", b"", "E501", "the file is empty"),
    "blank lines": ("a.csv", b"\n\r\n\n", "E501", "only blank lines"),
    "a header alone": ("a.csv", HEAD.encode(), "E501", "a header and no rows"),
    "an empty gzip": ("a.csv.gz", gzip.compress(b""), "E501", "empty inside"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + NOISE, "E502", "PNG image"),
    "noise": ("a.csv", NOISE, "E502", "not text"),
    "noise without NUL": ("a.csv", NOISE.replace(b"\0", b""), "E504", "--encoding"),
    "other columns": ("a.csv", b"name,price\nmouse,5\n", "E503", NOTHING_SAID),
    "misspelt columns": ("a.csv", b"transaction_id,activty,itm\nT-1,export,mouse\n", "E503", "nearest: `activty`"),
    "a column twice": ("a.csv", b"activity,item,item\nexport,a,b\n", "E503", "`item` more than once, in columns 2, 3"),
    "a column twice in other letters": ("a.csv", b"activity,item,Item\nexport,a,b\n", "E503", "both read as `item`"),
    "a column named like an answer": ("a.csv", b"activity,item,outcome\nexport,a,b\n", "E503", "is this file the output of a run?"),
    "a column without a name": ("a.csv", b"activity,item,\nexport,a,b\n", "E503", "no name in column 3"),
    "a quotation in the header": ("a.csv", b'activity,"item\nexport,a\n', "E505", "never ends"),
    "a quotation that never ends": ("a.csv", (GOOD + '"T-2,2024\n').encode(), "E505", "row 3"),
    "gzip cut off": ("a.csv.gz", PACKED[:-30], "E502", "damaged or cut off"),
    "gzip damaged": ("a.csv.gz", PACKED[:20] + b"XXXX" + PACKED[24:], "E502", "damaged or cut off"),
    "Parquet cut off": ("a.parquet", parquet()[:-20], "E502", "Parquet file is damaged"),
    "Parquet damaged": ("a.parquet", parquet()[:8] + NOISE[:200] + parquet()[208:], "E502", "Parquet file is damaged"),
    "a workbook with a password": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "E502", "workbook with a password"),
    "a workbook of noise": ("a.xlsx", b"PK\x03\x04" + NOISE, "E502", "workbook is damaged"),
    "text named .xlsx": ("a.xlsx", GOOD.encode(), "E502", "not that of a .xlsx file"),
    "JSON that is a list": ("a.jsonl", b"[1,\n2]\n", "E502", "one object a line"),
}


def refused(folder: Path, *arguments: object, **more: object) -> str:
    """Run into o.csv in `folder`, be refused, see that nothing is left; return what was said."""
    before = {path.name for path in folder.iterdir()} | {"data"}
    out = () if "-o" in arguments else ("-o", "o.csv")
    ran = batch(*arguments, *out, "--data", folder / "data", folder=folder, **more)  # type: ignore[arg-type]
    assert (ran.code, ran.out) == (2, "")
    assert {path.name for path in folder.iterdir()} <= before
    assert "Traceback" not in ran.err
    assert ran.err.strip()
    assert len(ran.err.splitlines()) <= 2
    return ran.err


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_screened_is_refused_in_a_line(what: str, tmp_path: Path) -> None:
    """The file is named, the reason is one of ours, and there is a way to mend it."""
    name, content, code, told = BAD[what]
    (tmp_path / name).write_bytes(content)
    said = refused(tmp_path, name)
    assert re.match(rf"{re.escape(name)}(:1)?: {code} ", said)
    assert told in said
    assert said.rstrip().endswith(")")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("none.csv",), "none.csv: E001 the file cannot be read: No such file"),
        ((".",), "E001 this is a folder"),
        (("a.csv", "-o", "no/o.csv"), "E508 cannot be written: No such file or directory"),
        (("a.csv", "-o", "a.csv"), "a.csv: E508 the output would replace the input"),
        (("a.csv", "-o", "./link.csv"), "link.csv: E508 the output would replace the input"),
        (("o.csv.part", "--restart"), "o.csv.part: E508 the output would replace the input"),
        (("a.csv", "-o", "o.docx"), "o.docx: E508 the ending"),
        (("a.csv", "-o", "folder.csv"), "folder.csv: E508 cannot be written: it is a folder"),
        (("a.csv", "-o", "a.csv/o.csv"), "E508 cannot be written"),
        (("a.csv", "--report", "a.csv"), "a.csv: E508 --report would replace the input"),
        (("a.csv", "--report", "./o.csv"), "o.csv: E508 --report would replace"),
        (("a.csv", "--report", "no/r.html"), "no/r.html: E508 cannot be written"),
        (("a.csv", "--resume"), "E507 there is no unfinished run"),
        (("a.csv", "--assume", "us.bil.gain"), "--assume: E204 there is no rule `us.bil.gain`"),
        (("a.csv", "--as-of", "2024-02-30"), "--as-of: E302 `2024-02-30` is not a day"),
        (("a.csv", "--encoding", "klingon"), "E504 `klingon` is no encoding"),
        (("a.csv", "--delimiter", ";;"), "--delimiter: E502"),
        (("a.csv", "--map", "none.yaml"), "none.yaml: E001 there is no such file"),
        (("a.csv", "--map", "map.yaml"), "map.yaml:2:3: E506 a.csv has no column `Artikel`"),
        (("deal.jsonl", "--map", "map.yaml"), "map.yaml: E506 deal.jsonl holds whole transactions"),
        (("deal.jsonl", "--suggest-map"), "deal.jsonl: E506"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_a_row_is_read(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """Paths, options, mappings; the input is left as it was."""
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "o.csv.part").write_text(GOOD, encoding="utf-8") if "o.csv.part" in arguments else None
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "map.yaml").write_text("columns:\n  Artikel: end_use\n", encoding="utf-8")
    (tmp_path / "deal.jsonl").write_text('{"activity": "export", "items": [{"chip": "nvidia-h20"}]}\n', encoding="utf-8")
    assert told in refused(tmp_path, *arguments)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == GOOD


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    """Before anything is screened."""
    need(Path("/sys").is_dir(), "/sys, where not even root may write")
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")
    assert "E508 cannot be written: Permission denied" in refused(tmp_path, "a.csv", "-o", "/sys/o.csv")


def test_a_full_standard_output_is_told() -> None:
    """Not found out when nobody looks any more."""
    need(Path("/dev/full").exists(), "/dev/full")
    command = [sys.executable, "-m", "screening", "batch", "-", "-o", "-"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=ROOT, input=GOOD.encode(), stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "No space left on device\n")


PEAK = """
import re, sys
sys.argv = sys.argv[1:]
from screening.cli import main
try:
    main()
finally:
    print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""
"""The command, and then the most memory it ever had, in KB (a child's `ru_maxrss` would be that of whoever forked it)."""


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_line_without_end_is_refused_in_little_memory(quote: str, tmp_path: Path) -> None:
    """64 MB in a cell, with a quotation that is never closed and without: E505, the row named, under 600 MB."""
    with (tmp_path / "a.csv").open("wb") as file:
        file.write((GOOD + quote).encode())
        for _ in range(64):
            file.write(b"x" * 999_999 + b"\n" if quote else b"x" * 1_000_000)
    need(Path("/proc/self/status").exists(), "/proc")
    arguments = ["screening", "batch", str(tmp_path / "a.csv"), "-o", str(tmp_path / "o.csv")]
    run = subprocess.run([sys.executable, "-c", PEAK, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    told = run.stderr
    assert run.returncode == 2
    assert "E505 row 3 is longer than 4,000,000 bytes" in told
    assert ("a quotation that begins there is not closed" in told) == bool(quote)
    assert int(run.stdout) < 600_000
    assert not list(tmp_path.glob("o.csv*"))


def test_a_long_cell_of_many_lines_is_one_cell(tmp_path: Path) -> None:
    """Whatever the size of the blocks: line ends within a quotation end no row, also 128 KB behind the quotation mark."""
    note = "line of a note\n" * 15_000
    rows = [{**orders(2)[0], "transaction_id": f"T-{n}", "note": note if n == 1 else "short"} for n in range(3)]
    (tmp_path / "a.csv").write_text(as_csv(rows), encoding="utf-8")
    for size in ("1000", "100000", "10000000"):
        ran = batch("a.csv", "-o", "o.csv", "--block-bytes", size, "--data", tmp_path / "data", folder=tmp_path)
        assert "3 rows = 3 screened + 0 rejected" in ran.out
        csv.field_size_limit(1_000_000)
        assert [row["note"] for row in read(tmp_path / "o.csv")] == ["short", note, "short"]


def test_rows_in_another_encoding_are_set_aside_and_the_rest_is_screened(tmp_path: Path) -> None:
    """Somebody pasted CP949 into a UTF-8 file: those rows are told with their bytes, no other is lost."""
    rows = [ROW.replace("T-1", f"T-{n}").replace("wired", "무선") for n in range(9)]
    (tmp_path / "a.csv").write_bytes(HEAD.encode() + b"".join(row.encode("cp949" if n in {3, 7} else "utf-8") for n, row in enumerate(rows)))
    ran = batch("a.csv", "-o", "o.csv", "--data", tmp_path / "data", folder=tmp_path)
    assert ran.code == 0, ran.err
    assert "9 rows = 7 screened + 2 rejected" in ran.out
    rejected = read(tmp_path / "o.rejected.csv")
    assert [(row["row"], row["column"], row["transaction_id"]) for row in rejected] == [("5", "item", "T-3"), ("9", "item", "T-7")]
    assert "not UTF-8 text" in rejected[0]["reason"]
    assert [row["transaction_id"] for row in read(tmp_path / "o.csv")] == [f"T-{n}" for n in range(9) if n not in {3, 7}]


def test_ids_that_stand_again_are_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """Each is a transaction of its own; the rows are named."""
    rows = [row | {"transaction_id": f"T-{n % 8}"} for n, row in enumerate(orders(40)[::2])]
    rows = [row | {"date": "2024-03-15"} for row in rows]
    (tmp_path / "a.csv").write_text(as_csv(rows), encoding="utf-8")
    for size in ("300", "100000"):
        ran = batch("a.csv", "-o", "o.csv", "--block-bytes", size, "--data", tmp_path / "data", folder=tmp_path)
        assert "20 rows = 20 screened + 0 rejected" in ran.out
        assert "12 transaction ids stand again" in ran.out
        assert "rows 10, 11, 12, 13, 14 (+7)" in " ".join(ran.out.split())
        assert [row["transaction_id"] for row in read(tmp_path / "o.csv")] == [row["transaction_id"] for row in rows]


def test_names_that_are_no_text_do_not_stop_a_run(tmp_path: Path) -> None:
    """A file name of bytes that are not UTF-8, and signs in a header that would move a terminal's cursor."""
    name = os.fsdecode(b"\xff\xe9.csv")
    (tmp_path / name).write_text(GOOD.replace("eccn", "eccn,x\x1b[2Jy").replace("EAR99", "EAR99,1"), encoding="utf-8")
    for more in ((), ("--format", "json")):
        ran = batch(name, "-o", "o.csv", "--report", "r.html", *more, "--data", tmp_path / "data", folder=tmp_path)
        assert ran.code == 0, ran.err
        assert "\x1b" not in ran.out + ran.err
    assert len(read(tmp_path / "o.csv")) == 1
    (tmp_path / "b.csv").write_text("activity,x\x1b[2Jy,x\x1b[2Jy\nexport,a,b\n", encoding="utf-8")
    assert "\x1b" not in refused(tmp_path, "b.csv")
