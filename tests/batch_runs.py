"""Shared by the tests of `screening batch`: runs in this process, runs to be killed, orders as rows, answers read back.

Runs here share one loaded rule set, so that a test costs what its rows cost. A `Forked` run is a process group of its own:
what it prints goes to files, and it can be slowed, starved of disk, put on a terminal and killed.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import resource
import signal
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import fastexcel
import pyarrow.parquet
import zstandard
from conftest import ROOT

from screening.batch import hand as hands
from screening.batch.columns import ADDED
from screening.batch.output import unfinished
from screening.cli import main

command = importlib.import_module("screening.cli.batch")
load = command.load

Row = dict[str, str]
HEADER = (
    "transaction_id", "date", "activity", "origin", "destination", "item", "eccn", "quantity", "value", "exporter_name", "exporter_country",
    "end_user_name", "end_user_country", "end_user_headquarters", "end_user_parent",
)  # fmt: skip
GOOD = "transaction_id,date,activity,origin,destination,item,eccn\nT-1,2024-03-15,export,US,NO,wired mouse,EAR99\n"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended, and what it printed."""

    code: int
    out: str
    err: str


@cache
def loaded(rules: Path | None, lists: tuple[str, ...]) -> Any:
    """The rules, loaded once; no test here has lists of its own."""
    return load(rules, None, list(lists))


def batch(*arguments: object, stdin: bytes = b"", folder: Path = ROOT, fresh: bool = False) -> Ran:
    """Run `screening batch` in this process, its working directory `folder`; `fresh`: load rules and lists anew."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin))
    before = Path.cwd()
    with ExitStack() as patched:
        for name, stream in (("stdin", given), ("stdout", out), ("stderr", err)):
            patched.enter_context(patch.object(sys, name, stream))
        os.chdir(folder)
        patched.callback(os.chdir, before)
        code = _main(arguments, fresh=fresh)
    out.flush()
    err.flush()
    return Ran(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]


def _main(arguments: Sequence[object], *, fresh: bool = False) -> int:
    loading = load if fresh else lambda rules, _data, lists: loaded(rules, tuple(lists or ()))
    with patch.object(sys, "argv", ["screening", "batch", *map(str, arguments)]), patch.object(command, "load", loading):
        try:
            main()
        except SystemExit as ended:
            return int(ended.code or 0)
    return 0


class Forked:
    """A run in a process group of its own; every block takes `slow` seconds and is journaled at once.

    From block `hold` on (0 is the first) nothing is decided any more: the run waits to be killed, however slow the machine is.
    """

    def __init__(
        self, *arguments: object, folder: Path, slow: float = 0.0, hold: int | None = None,
        most: int | None = None, terminal: int | None = None,
    ) -> None:  # fmt: skip
        loaded(None, ())
        self._printed = [folder / f"printed.{name}" for name in ("out", "err")]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of pyarrow: that is how the crew itself is forked
            self.pid = os.fork()
        if self.pid == 0:
            self._be(arguments, folder, (slow, hold), most, terminal)

    def _be(
        self, arguments: Sequence[object], folder: Path, pace: tuple[float, int | None], most: int | None, terminal: int | None
    ) -> None:
        code = 99
        try:
            os.setsid()
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.chdir(folder)
            for number, path in enumerate(self._printed, start=1):
                opened = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
                os.dup2(terminal if terminal is not None and number == 2 else opened, number)
            sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
            if most is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            decide = hands.Hand.decide

            def slowed(hand: hands.Hand, found: hands.Found) -> hands.Output:
                (folder / f"busy.{os.getpid()}").touch()
                slow, hold = pace
                held = hold is not None and hand._block is not None and hand._block.number >= hold
                time.sleep(60 if held else slow)
                return decide(hand, found)

            with patch.object(hands.Hand, "decide", slowed), patch.object(unfinished, "SYNC_EVERY", 0.0):
                code = _main(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)

    def wait(self, path: Path | None = None) -> Ran:
        """Wait for its end (where `path` is given, kill it if that does not appear); a signal is told as a negative code."""
        if path is not None:
            try:
                until(path.exists)
            except AssertionError:
                os.killpg(self.pid, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        out, err = (path.read_text(encoding="utf-8") if path.exists() else "" for path in self._printed)
        return Ran(code, out, err)

    def kill(self, *, group: bool = True, sign: int = signal.SIGKILL) -> Ran:
        """Send it a signal, or all of its group, and wait."""
        if group:
            os.killpg(self.pid, sign)
        else:
            os.kill(self.pid, sign)
        return self.wait()

    def members(self) -> list[int]:
        """The processes of its group that live, without the main one (Linux)."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                pid, (state, _, group, *_) = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
            except (OSError, ValueError):
                continue
            if int(group) == self.pid != pid and state not in "ZX":
                found.append(pid)
        return found


def until(true: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.002)


def blocks(out: Path) -> int:
    """How many blocks the journal of an unfinished output speaks of."""
    journal = out.with_name(f"{out.name}.part.journal")
    return journal.read_bytes().count(b"\n") - 1 if journal.exists() else -1


def orders(many: int) -> list[Row]:
    """Rows of few kinds: items of two lines, some dates that are none, and now and then an id that stood before."""
    rows: list[Row] = []
    for n in range(many // 2):
        # six cases in all, so that a thousand rows cost little
        first = dict.fromkeys(HEADER, "") | {
            "transaction_id": f"T-{n % 50 if n % 41 == 40 else n}", "date": "tomorrow" if n % 23 == 5 else "2024-03-15",
            "activity": "export", "origin": "US", "destination": "CN" if n % 3 else "NO", "quantity": str(n % 9 + 1),
            "item": "NVIDIA A100" if n % 7 == 0 else "무선 마우스", "eccn": "" if n % 7 == 0 else "EAR99", "value": f"{n}00",
            "exporter_name": "Example Systems Inc.", "exporter_country": "US", "end_user_name": f"Invented {n % 40} GmbH",
            "end_user_country": "DE", "end_user_headquarters": "DE", "end_user_parent": "none",
        }  # fmt: skip
        rows += [first, dict.fromkeys(HEADER, "") | {"transaction_id": first["transaction_id"], "item": "network cable", "eccn": "EAR99"}]
    return rows


def as_csv(rows: Sequence[Row], separator: str = ",", end: str = "\n") -> str:
    """Rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(path: Path) -> list[Row]:
    """The rows of an output of any kind."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = importlib.import_module("gzip").decompress(data)
    if path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(data).read()
    kind = path.name.removesuffix(".gz").removesuffix(".zst").rpartition(".")[2]
    match kind:
        case "jsonl":
            return [json.loads(line) for line in data.decode().splitlines()]
        case "parquet":
            return pyarrow.parquet.read_table(path).to_pylist()
        case "xlsx":
            sheet = fastexcel.read_excel(data).load_sheet(0, dtypes="string").to_arrow().to_pylist()
            return [{name: cell or "" for name, cell in row.items()} for row in sheet]
        case _:
            return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter="\t" if kind == "tsv" else ","))


def answers(path: Path) -> list[list[str]]:
    """The eleven columns of every row."""
    return [[row[name] for name in ADDED] for row in read(path)]
