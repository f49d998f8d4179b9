"""How well descriptions alone resolve: NVIDIA's public export-classification table as the answer key. Run by hand.

    python tests/benchmarks/nvidia_parts.py [nvidia_parts.csv]

Each row with a description is resolved by its (often truncated) description only; the tier of what it resolves to, as of
2026-07-31, is compared with the level of the class NVIDIA prints. Part numbers are not used, and no row is an alias.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from screening.app import load_screener  # noqa: E402
from screening.engine.row import Row  # noqa: E402
from screening.facts.hardware import item_values  # noqa: E402
from screening.facts.item_text import Resolution, resolve  # noqa: E402
from screening.facts.transaction import Item  # noqa: E402
from screening.screen import Screener  # noqa: E402

PLACES = (CHECKOUT.parent / "shared/data/nvidia_parts.csv", CHECKOUT.parent / "shared/facts/nvidia_parts.csv")
GENERIC = "Generic Part Number"
CAPTURED = date(2026, 7, 31)  # the day of the table


def level(eccn: str) -> str:
    """The 3A090/4A090 level of a printed class: a, b or none."""
    if eccn.endswith(("90.a", ".z.1")):
        return "a"
    return "b" if eccn.endswith("90.b") else "none"


def tier_of(screener: Screener, resolution: Resolution) -> str:
    """The highest level among the item's components under the law of CAPTURED: a, b or none."""
    levels = set()
    for component in resolution.components:
        values = item_values(Item(description="-"), component.entry, resolution, screener.rules.modelled_eccns, CAPTURED)
        tiers = screener.tiers(Row(values), CAPTURED)
        levels |= {tier.rsplit(".", 1)[1] for tier in tiers}
    return "a" if "a" in levels else ("b" if "b" in levels else "none")


def basis(resolution: Resolution) -> str:
    """What the tier rests on; only `figures` is independent of the table that is the answer key."""
    processors = [c.entry for c in resolution.components if c.entry.kind == "processor"]
    if not processors:
        return "not a processor"
    exact = all(entry.tpp is not None and not entry.tpp.lower_bound for entry in processors)
    return "figures" if exact else "printed class"


def main(argv: Sequence[str]) -> int:
    """Print the figures; exit 2 when the table is not there."""
    path = Path(argv[0]) if argv else next((place for place in PLACES if place.exists()), PLACES[0])
    if not path.exists():
        print(f"no table at {path}: name the CSV (partNumber, description, eccn, tppPerGpu)", file=sys.stderr)
        return 2
    started = time.perf_counter()
    screener = load_screener()
    catalogue = screener.catalogue
    size = f"{len(catalogue.entries)} entries, {len(catalogue.parts)} parts"
    print(f"rules and catalogue ({size}) loaded in {time.perf_counter() - started:.3f} s")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["description"] != GENERIC]
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    open_rows: list[str] = []
    started = time.perf_counter()
    for row in rows:
        result = resolve(catalogue, row["description"], use_part_numbers=False)
        outcomes[result.status] += 1
        if result.status != "resolved":
            open_rows.append(f"{result.status:9} {row['eccn']:10} {row['description']!r}: {result.evidence_en}")
            continue
        expected, tier = level(row["eccn"]), tier_of(screener, result)
        outcomes["agree" if tier == expected else "disagree"] += 1
        outcomes[basis(result)] += 1
        if tier != expected:
            wrong.append(f"{row['eccn']} is {expected}, got {tier}: {row['description']!r}: {result.evidence_en}")
    seconds = time.perf_counter() - started
    resolved = outcomes["resolved"]
    print(
        f"describable rows {len(rows)}, resolved {resolved} ({resolved / len(rows):.1%}), {len(rows) / seconds:,.0f} rows/s"
    )
    print(f"tier agrees {outcomes['agree']}, disagrees {outcomes['disagree']}")
    print(
        f"of the resolved rows {outcomes['figures']} were decided by performance figures, {outcomes['not a processor']} are no "
        f"processors, {outcomes['printed class']} rest on the class the vendor prints for the product (no figure published)"
    )
    print(*(f"  WRONG {line}" for line in wrong), sep="\n")
    print(*(f"  OPEN  {line}" for line in open_rows), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
