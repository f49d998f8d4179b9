"""Rules in columns against the explaining reader: all rules on the same rows, both ways, the answers compared.

A part of `batch.py`. The rows are the distinct cases of a portfolio (everything but names, amounts and numbers). Deriving facts is
outside both times, and making the frame is shown apart: a batch makes it from dictionary codes, not from rows.
"""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from screening.app import load_screener
from screening.engine.row import Row
from screening.facts.derive import derive
from screening.facts.transaction import Transaction

ROLES = ("exporter", "broker", "purchaser", "end_user")
ROUNDS = 3
EXPLAINED = 2000  # rows for the slow reader; its time a row does not depend on how many they are
BLIND = ("transaction_id", "date", "quantity", "hours", "value", "currency", "broker_name", "purchaser_name", "end_user_name")


def columns_ratio(file: Path, cases: int, mark: float, day: date) -> None:
    """Print rows a second of both readers and their ratio; raise `ImportError` if there are no columns."""
    from screening.engine.columns import FALSE, TRUE, Reading, frame_of
    from screening.engine.explain import Evaluation
    from screening.engine.law import Law

    screener = load_screener()
    deals = [deal for each in distinct(file) if (deal := transaction(each)) is not None]
    rows: list[Row] = []
    for deal in islice(deals, cases):
        derived = derive(deal, screener.catalogue, screener.rules, screener.watchlist, day)
        rows.extend(row for line in derived.lines for row in line.rows)
    law = Law(screener.rules, day)
    conditions = [version.condition for _, version in screener.asked(day)]
    start = time.perf_counter()
    frame = frame_of(rows)
    framed = time.perf_counter() - start

    def columns() -> list[Any]:
        reading = Reading(law, frame)
        return [reading.truth(condition) for condition in conditions]

    def explained() -> list[list[bool | None]]:
        evaluations = [Evaluation(law, row) for row in rows[:EXPLAINED]]
        return [[each.truth(condition) for each in evaluations] for condition in conditions]

    many, truths = timed(columns)
    few, answers = timed(explained)
    fast, slow = len(rows) / many, min(EXPLAINED, len(rows)) / few
    codes: Mapping[bool | None, int] = {False: FALSE, True: TRUE}  # anything else is unknown
    differ = sum(
        int(truth[at]) != codes.get(answer, 1)
        for truth, answered in zip(truths, answers, strict=True)
        for at, answer in enumerate(answered)
    )  # fmt: skip
    print(f"\n## rules: {len(conditions)} rules of {day} on {len(rows):,} rows of distinct cases\n")
    print(f"in columns {fast:,.0f} rows/s (frame made from rows in {framed:.2f} s); explaining reader, truth only, {slow:,.0f} rows/s")
    print(f"ratio {fast / slow:,.0f} ×; mark ≥ {mark:.0f} × {'met' if fast / slow >= mark else 'MISSED'}; answers that differ: {differ}")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the median time of a piece of work, and what it gave."""
    spent, result = [], None
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent), result


def distinct(file: Path) -> Iterator[dict[str, str]]:
    """Yield the first row of every distinct case of a portfolio; rows cut short are left out."""
    met = set()
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if None in row.values():
                continue
            case = tuple(cell for column, cell in row.items() if column not in BLIND)
            if case not in met:
                met.add(case)
                yield row


def transaction(row: Mapping[str, str]) -> Transaction | None:
    """Return a row as a transaction; None if it is one of the bad ones."""
    item = {name: row[name] for name in ("part_number", "eccn", "quantity", "hours", "value", "currency") if row[name]}
    parties = []
    for role in ROLES:
        facts = {each: row[f"{role}_{each}"] for each in ("name", "country", "headquarters", "parent", "parent_country") if row.get(f"{role}_{each}")}
        if facts:
            parties.append({"role": role, **facts})
    given = {name: row[name] for name in ("date", "activity", "origin", "destination", "hosting") if row[name]}
    via = {"via": [row["via"]]} if row["via"] else {}
    use = {"description": row["end_use"]}
    try:
        return Transaction.model_validate(given | via | {"items": [{"description": row["item"], **item}], "parties": parties, "end_use": use})
    except ValueError:
        return None
