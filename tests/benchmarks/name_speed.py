"""How fast names are matched, and how the cost grows with the list: the timed half of `names.py`, which is run by hand.

The list that grows is invented here (pinyin companies, Western companies, persons), so it says nothing about quality.
"""

from __future__ import annotations

import csv
import gc
import gzip
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process, utils

from screening.parties.listed import Alias, ListedParty
from screening.parties.matcher import Matcher, Query

KINDS = {"Individual": "individual", "Entity": "entity", "Vessel": "vessel", "Aircraft": "aircraft"}


def parties(path: Path) -> list[ListedParty]:
    """Read names and kinds of a Consolidated Screening List; the entry is the row's number."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [
            ListedParty(
                row["source"], str(at), tuple(Alias(each.strip()) for each in (row["name"], *row["alt_names"].split(";")) if each.strip()),
                KINDS.get(row["type"]),
            )
            for at, row in enumerate(csv.DictReader(file))
        ]


def speed(data: Path) -> None:
    """Print names per second in bulk, latency of one name, and the time to build, on the 2026 list."""
    listed = parties(data / "csl-2026-07-31.csv.gz")
    names = (data / "innocent-companies.txt").read_text(encoding="utf-8").splitlines()
    names += [json.loads(line)["name"] for line in (data / "list-queries.jsonl").read_text(encoding="utf-8").splitlines()]
    flat = [alias.text for each in listed for alias in each.names]
    names += flat[::4]
    start = time.perf_counter()
    matcher = Matcher(listed)
    built = time.perf_counter() - start
    matcher.search(Query("warm up 浪潮"))
    gc.freeze()  # as the command line does: the list stays, and is no garbage
    start = time.perf_counter()
    matcher.search_many([Query(each) for each in names], top=5, workers=2)
    bulk = len(names) / (time.perf_counter() - start)
    listed_names = set(flat)
    rates = sieved(matcher, [Query(each) for each in names if each not in listed_names])
    spent = []
    for each in names[:5000]:
        start = time.perf_counter()
        matcher.search(Query(each))
        spent.append(time.perf_counter() - start)
    spent.sort()
    choices = [utils.default_process(each) for each in flat]
    some = [utils.default_process(each) for each in names[:400]]
    start = time.perf_counter()
    process.cdist(some, choices, scorer=fuzz.token_sort_ratio, workers=2, dtype=np.uint8)
    peer = len(some) / (time.perf_counter() - start)
    print(f"\n## speed: {len(flat)} names listed, {len(names)} asked\n")
    print(f"build {built:.2f} s; bulk on 2 cores {bulk:,.0f} names/s (rapidfuzz token_sort_ratio cdist: {peer:,.0f})")
    print(f"grades only, names not listed, one core: {rates[0]:,.0f} names/s searched, {rates[1]:,.0f} sieved, in turns")
    print(f"one name: median {1e3 * spent[len(spent) // 2]:.2f} ms, p99 {1e3 * spent[int(0.99 * len(spent))]:.2f} ms")


def sieved(matcher: Matcher, queries: Sequence[Query]) -> tuple[float, float]:
    """Return names per second of `graded` and of `graded_many`, on new names, in turns so that both meet the same noise."""
    matcher.graded_many([Query("warm up")] * 1000)
    spent = [0.0, 0.0]
    halves = (queries[0::2], queries[1::2])
    for at in range(0, len(halves[1]), 1000):
        start = time.perf_counter()
        for each in halves[0][at : at + 1000]:
            matcher.graded(each)
        middle = time.perf_counter()
        matcher.graded_many(halves[1][at : at + 1000])
        spent[0] += middle - start
        spent[1] += time.perf_counter() - middle
    return len(halves[0]) / spent[0], len(halves[1]) / spent[1]


def scale(sizes: Sequence[int]) -> None:
    """Print the cost of a query as a list of invented names grows, and the exponent of its growth."""
    print("\n## growth: invented names\n\n| names | build s | one query ms | MB |\n|---|---|---|---|")
    asked = [Query(each) for _, each in zip(range(1000), invented(99), strict=False)]
    costs = []
    for size in sizes:
        listed = [ListedParty("invented", str(at), (Alias(name),)) for at, name in zip(range(size), invented(1), strict=False)]
        start = time.perf_counter()
        matcher = Matcher(listed)
        built = time.perf_counter() - start
        matcher.search_many(asked[:50])
        start = time.perf_counter()
        matcher.search_many(asked, top=5)
        costs.append((time.perf_counter() - start) / len(asked))
        print(f"| {size:,} | {built:.1f} | {1e3 * costs[-1]:.2f} | {resident():,.0f} |", flush=True)
    if len(costs) > 1:
        exponent = np.log(costs[-1] / costs[0]) / np.log(sizes[-1] / sizes[0])
        print(f"\ncost of a query grows as n^{exponent:.2f}")


def resident() -> float:
    """Return the memory this process holds, in MB (Linux; 0 elsewhere)."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def invented(seed: int) -> Iterator[str]:
    """Yield names without end: pinyin companies, Western companies, persons."""
    rng = np.random.default_rng(seed)
    heads, tails = "zh x q j sh l m n b d t k g h w y f s c r".split(), "a an ang ao e en eng i ia ian iang in ing ong ou u uan ui un uo".split()
    ends = ["Technology Co., Ltd.", "Electronics Co Ltd", "Group", "Trading Ltd", "GmbH", "LLC", "Holdings Inc.", "S.A.", "Shipping Company"]
    cities = ["Shenzhen", "Beijing", "Shanghai", "Wuhan", "Tianjin", "Dalian", "Hefei", "Suzhou"]
    parts = ["bel", "cor", "dan", "fer", "gal", "hol", "jun", "kar", "lor", "mon", "nor", "pel", "ros", "sol", "tan", "ver", "wil", "zan", "ton", "mar"]
    given = ["Ivan", "Maria", "Ahmed", "Li", "Carlos", "Olga", "Hassan", "Anna", "Juan", "Petr"]
    while True:
        kind, *pick = rng.integers(0, 1 << 30, 8).tolist()
        syllable = [heads[one % len(heads)] + tails[one // 64 % len(tails)] for one in pick]
        western = [parts[one % 20] + parts[one // 32 % 20] + parts[one // 1024 % 20] for one in pick]
        if kind % 20 < 10:
            yield f"{cities[pick[0] % 8]} {''.join(syllable[1:3]).title()} {ends[pick[5] % 9]}"
        elif kind % 20 < 17:
            yield f"{western[1].title()} {western[2].title() if kind % 3 else ''} {ends[pick[5] % 9]}"
        else:
            yield f"{given[pick[0] % 10]} {western[3].title()} {western[4].title()}"
