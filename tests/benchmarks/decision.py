"""How long one decision takes: start-up, first answer, and in-process latency over the shipped fixtures.

Run by hand: `python tests/benchmarks/decision.py`. The peer of each figure is the interpreter doing nothing (start-up)
or importing pydantic and reading the rule files as plain YAML (first answer), measured in the same run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from screening.app import load_screener
from screening.facts.reading import read_transaction
from screening.facts.transaction import Transaction
from screening.parties.lists.intake import from_files, read_received
from screening.parties.matcher import Query
from screening.parties.watchlist import LoadedList, Watchlist
from screening.screen import Screener
from screening.wire.decision import decision_v1

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT.parent / "shared" / "data" / "csl-2026-07-31.csv.gz"


def wall(*command: str, times: int = 7) -> float:
    """Return the median wall time of a command in seconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def main() -> None:
    """Print the figures."""
    python = sys.executable
    nothing = wall(python, "-c", "pass")
    plain = (
        "import pydantic, yaml, pathlib\n"
        "for p in pathlib.Path('rules').rglob('*.yaml'): yaml.load(p.read_bytes(), yaml.CSafeLoader)"
    )
    floor = wall(python, "-c", plain)
    help_ = wall(python, "-m", "screening", "--help")
    first = wall(python, "-m", "screening", "screen", "fixtures/a100_to_shenzhen.yaml")
    print(f"python doing nothing             {nothing:6.3f} s")
    print(f"screening --help                 {help_:6.3f} s   mark < 0.3 s; {help_ / nothing:4.1f} x the bare interpreter")
    print(f"plain YAML read of all the data  {floor:6.3f} s")
    print(f"first decision printed           {first:6.3f} s   mark < 1.5 s; {first / floor:4.1f} x the plain read")
    deals = [read_transaction(path) for path in sorted((ROOT / "fixtures").glob("*.yaml"))]
    decisions(load_screener(), deals, "embedded list")
    if LIST.is_file():
        screener = load_screener()
        parties = read_received(from_files([LIST])).parties
        source = (LoadedList("csl", date(2026, 7, 31), "", len(parties), sum(len(each.names) for each in parties)), parties)
        start = time.perf_counter()
        watchlist = Watchlist.of(screener.rules.lists, [source])
        watchlist.matcher.search(Query("warm"))
        print(f"index of {source[0].names:,} names built in {time.perf_counter() - start:.2f} s")
        decisions(Screener(screener.rules, screener.catalogue, watchlist), deals, f"{source[0].names:,} names")
    else:
        print(f"with a whole list: skipped, there is no {LIST}")


def decisions(screener: Screener, deals: list[Transaction], lists: str) -> None:
    """Print the latency of decisions; every name is new to the lists in every round."""
    for explain in (False, True):
        spent = []
        for _ in range(60):
            for deal in deals:
                screener.watchlist.forget()
                start = time.perf_counter()
                decision = screener.screen(deal)
                if explain:
                    decision_v1(decision, screener.rules)
                spent.append(time.perf_counter() - start)
        spent.sort()
        what = f"decision{' with full explanation as JSON' if explain else ''}, {lists}"
        print(f"{what:<56} median {1e3 * statistics.median(spent):5.2f} ms, p99 {1e3 * spent[int(0.99 * len(spent))]:5.2f} ms")


if __name__ == "__main__":
    main()
