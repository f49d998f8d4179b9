"""How fast a month is screened, against bare polars reading and writing the same file in the same rounds. Run by hand.

    python tests/benchmarks/batch.py [--rows 1000000] [--rounds 3] [--memory] [--data DIR] [--file CSV]

Cold: the cache of names and items is deleted, so every distinct name is compared with the lists. Warm: the same once more.
Each is the command as a user runs it, in a process of its own. The floor does no more than parse and write; its start-up is
not counted, ours is, and is also shown apart. Memory is the sum of the proportional shares of all processes of the run, in
a run of its own because looking costs time. `--memory` adds a file five times as long. Always exits 0: figures, not a test.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from columns_ratio import columns_ratio  # noqa: E402  # the files beside this one: scripts find their neighbours
from portfolio import write_portfolio  # noqa: E402

LIST = ROOT.parent / "shared" / "data" / "csl-2026-07-31.csv.gz"
MARKS = {"cold": (0.25, 150_000), "warm": (0.40, 250_000)}  # share of the floor, rows a second
MEMORY_MARK = 1.5e9
RULES_MARK = 50
FLOOR = """
import sys, time
import polars as pl
start = time.perf_counter()
pl.read_csv(sys.argv[1], infer_schema=False).write_csv(sys.argv[2])
print(time.perf_counter() - start)
"""
STREAM = FLOOR.replace("pl.read_csv", "pl.scan_csv").replace("write_csv", "sink_csv")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: wall seconds, and the stages it timed itself."""

    seconds: float
    stages: dict[str, float] = field(default_factory=dict)

    @property
    def without_start(self) -> float:
        return self.seconds - self.stages.get("start", 0.0)


def floor(script: str, file: Path, out: Path) -> float:
    """Return the seconds that reading and writing take in a fresh process, its start not counted."""
    done = subprocess.run([sys.executable, "-c", script, str(file), str(out)], check=True, capture_output=True, text=True)
    return float(done.stdout)


def command(file: Path, out: Path, data: Path, timings: Path) -> list[str]:
    """Return the command as a user gives it, with its own timings."""
    given = ["--data", str(data), "--quiet", "--timings", str(timings)]
    return [sys.executable, "-m", "screening", "batch", str(file), "-o", str(out), *given]


def screened(file: Path, out: Path, data: Path) -> Run:
    """Screen the file once; raise `RuntimeError` with what the command said if it failed."""
    timings = out.with_suffix(".timings.json")
    timings.unlink(missing_ok=True)
    start = time.perf_counter()
    done = subprocess.run(command(file, out, data, timings), cwd=ROOT, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-800:] or f"exit code {done.returncode}")
    stages = json.loads(timings.read_text(encoding="utf-8")) if timings.exists() else {}
    return Run(spent, {name: float(value) for name, value in stages.items() if isinstance(value, int | float)})


def forget(data: Path) -> None:
    """Delete what earlier runs have learnt; lists stay."""
    shutil.rmtree(data / "cache", ignore_errors=True)


def peak_memory(ask: Sequence[str]) -> tuple[float, int]:
    """Run a command; return the highest sum of its processes' proportional set sizes in bytes, and how many they were."""
    process = subprocess.Popen(ask, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    peak, most, over = 0.0, 0, threading.Event()

    def look() -> None:
        nonlocal peak, most
        while not over.is_set():
            sizes = [size for pid in session(process.pid) if (size := proportional(pid)) > 0]
            peak, most = max(peak, sum(sizes)), max(most, len(sizes))
            over.wait(0.05)

    watcher = threading.Thread(target=look)
    watcher.start()
    _, said = process.communicate()
    over.set()
    watcher.join()
    if process.returncode:
        raise RuntimeError(said.decode(errors="replace").strip()[-800:])
    return peak, most


def session(leader: int) -> list[int]:
    """Return the processes of a session: the command and all its workers, whoever started them."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            if int(fields[3]) == leader:
                found.append(int(entry.name))
    return found


def proportional(pid: int) -> float:
    """Return a process's own pages and its share of those it shares, in bytes; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((1024.0 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)


def records(file: Path) -> int:
    """Return how many rows a CSV has below its header, quoted line breaks not counted as rows."""
    import polars as pl

    return int(pl.scan_csv(file, infer_schema=False, truncate_ragged_lines=True).select(pl.len()).collect().item())


def with_lists(data: Path) -> str:
    """Put the whole list into an empty data directory; return what names are compared with."""
    if any(data.iterdir()):
        return f"the lists of {data}"
    if not LIST.is_file():
        return f"the embedded excerpt only: there is no {LIST}"
    subprocess.run([sys.executable, "-m", "screening", "lists", "add", str(LIST), "--data", str(data)], cwd=ROOT, check=True, capture_output=True)
    return LIST.name


def verdict(good: bool) -> str:
    """Return whether a mark was met, in a word."""
    return "met" if good else "MISSED"


def speed(file: Path, rows: int, data: Path, rounds: int, room: Path) -> None:
    """Print floor, cold and warm, measured in turns."""
    out = room / "out.csv"
    took: dict[str, list[float]] = {"floor": [], "stream": []}
    runs: dict[str, list[Run]] = {"cold": [], "warm": []}
    failed = ""
    file.read_bytes()  # so that no round is the first to touch the disk
    for _ in range(rounds):
        took["floor"].append(floor(FLOOR, file, room / "floor.csv"))
        took["stream"].append(floor(STREAM, file, room / "floor.csv"))
        (room / "floor.csv").unlink()
        for name in runs if not failed else ():
            if name == "cold":
                forget(data)
            try:
                runs[name].append(screened(file, out, data))
            except RuntimeError as error:
                failed = str(error)
                break
    least = statistics.median(took["floor"])
    print(f"\n## {rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB, {rounds} rounds in turns, medians\n")
    print("| what | s | rows/s | share of the floor | without start-up | rounds |\n|---|---|---|---|---|---|")
    for name, label in (("floor", "polars read_csv + write_csv (the floor)"), ("stream", "polars scan_csv → sink_csv")):
        mid = statistics.median(took[name])
        print(f"| {label} | {mid:.2f} | {rows / mid:,.0f} | {least / mid:.0%} | | {'  '.join(f'{each:.2f}' for each in took[name])} |")
    for name, done in runs.items():
        if done:
            mid, bare = (statistics.median(each) for each in ([run.seconds for run in done], [run.without_start for run in done]))
            apart = f"{bare:.2f} s, {rows / bare:,.0f} rows/s, {least / bare:.0%}"
            print(f"| screening batch, {name} | {mid:.2f} | {rows / mid:,.0f} | {least / mid:.0%} | {apart} | {'  '.join(f'{run.seconds:.2f}' for run in done)} |")
    if failed:
        print(f"\nscreening batch did not run, so there are no figures of it: {failed}")
        return
    for name, (share, pace) in MARKS.items():
        mid = statistics.median(run.seconds for run in runs[name])
        print(f"mark {name}: ≥ {share:.0%} of the floor {verdict(least / mid >= share)}, ≥ {pace:,} rows/s {verdict(rows / mid >= pace)}")
    print_stages(runs)
    answered = records(out)
    rejected = sum(records(each) for each in room.glob("out*rejected*"))
    print(f"\nrows read {rows:,} = screened {answered:,} + rejected {rejected:,}: {verdict(rows == answered + rejected)}")


def print_stages(runs: dict[str, list[Run]]) -> None:
    """Print the seconds and share of every stage that the command timed (two workers may pass through one at once)."""
    names = list(dict.fromkeys(stage for done in runs.values() for run in done for stage in run.stages))
    if not names:
        print("\nstages: the command wrote no timings")
        return
    print(f"\n| stage | {' | '.join(f'{name} s | share' for name in runs)} |\n|---|{'---|---|' * len(runs)}")
    middle = {name: {stage: statistics.median(run.stages.get(stage, 0.0) for run in done) for stage in names} for name, done in runs.items()}
    for stage in names:
        cells = " | ".join(f"{each[stage]:.2f} | {each[stage] / (sum(each.values()) or 1):.0%}" for each in middle.values())
        print(f"| {stage} | {cells} |")


def memory(files: Sequence[tuple[int, Path]], data: Path, room: Path) -> None:
    """Print the peak of each file's run, cold, and whether it stays the same."""
    print("\n| rows | peak MB, all processes | processes |\n|---|---|---|")
    peaks = []
    for rows, file in files:
        forget(data)
        peak, most = peak_memory(command(file, room / "memory.csv", data, room / "memory.json"))
        peaks.append(peak)
        print(f"| {rows:,} | {peak / 1e6:,.0f} | {most} |", flush=True)
    print(f"mark memory: < {MEMORY_MARK / 1e6:,.0f} MB {verdict(max(peaks) < MEMORY_MARK)}")
    if len(peaks) > 1:
        print(f"growth from the shorter to the longer file: {peaks[-1] / peaks[0] - 1:+.0%}")


def attempt(part: Callable[[], None], what: str) -> None:
    """Print one part's figures, or why there are none."""
    try:
        part()
    except (RuntimeError, OSError, ImportError, subprocess.CalledProcessError) as error:
        print(f"\n{what}: no figures: {error}")


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--data", type=Path, help="a data directory with lists (default: a new one with the whole list)")
    asked.add_argument("--file", type=Path, help="a portfolio made before (its rows are counted)")
    asked.add_argument("--memory", action="store_true", help="also five times the rows")
    asked.add_argument("--cases", type=int, default=20_000, help="distinct cases for the rules in columns")
    asked.add_argument("--part", choices=["speed", "memory", "rules"], action="append")
    given = asked.parse_args()
    todo = given.part or ["speed", "memory", "rules"]
    with tempfile.TemporaryDirectory(prefix="screening-batch-") as folder:
        room = Path(folder)
        data = given.data or room / "data"
        data.mkdir(parents=True, exist_ok=True)
        file = given.file or room / "month.csv"
        if not given.file:
            start = time.perf_counter()
            write_portfolio(file, given.rows)
            print(f"portfolio of {given.rows:,} rows written in {time.perf_counter() - start:.1f} s")
        rows = records(file)
        if {"speed", "memory"} & set(todo):
            print(f"names are compared with {with_lists(data)}")
        if "speed" in todo:
            attempt(lambda: speed(file, rows, data, given.rounds, room), "speed")
        if "memory" in todo:
            files = [(rows, file)]
            if given.memory:
                files.append((5 * rows, room / "long.csv"))
                write_portfolio(files[-1][1], 5 * rows)
            attempt(lambda: memory(files, data, room), "memory")
        if "rules" in todo:
            attempt(lambda: columns_ratio(file, given.cases, RULES_MARK, date(2026, 8, 15)), "rules in columns")


if __name__ == "__main__":
    main()
