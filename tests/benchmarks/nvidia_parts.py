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
from decimal import Decimal
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from screening.facts.catalogue import Catalogue, Entry, load_catalogue  # noqa: E402
from screening.facts.item_text import resolve  # noqa: E402

PLACES = (CHECKOUT.parent / "shared/data/nvidia_parts.csv", CHECKOUT.parent / "shared/facts/nvidia_parts.csv")
GENERIC = "Generic Part Number"


def level(eccn: str) -> str:
    """The 3A090/4A090 level of a printed class: a, b or none."""
    if eccn.endswith(("90.a", ".z.1")):
        return "a"
    return "b" if eccn.endswith("90.b") else "none"


def tier_of(entries: Sequence[Entry]) -> str:
    """The highest tier of the entries by 3A090 as of 2026-07-31; where figures are unknown, the vendor's class."""
    return min((_tier(entry) for entry in entries), key=("a", "b", "none", "unknown").index)


def _tier(entry: Entry) -> str:
    if entry.kind != "processor":
        return "none"
    if entry.tpp is None or entry.tpp.lower_bound:
        levels = {level(eccn) for eccn in entry.vendor_eccns}
        return levels.pop() if len(levels) == 1 else "unknown"
    tpp, density = entry.tpp.value, entry.performance_density.value if entry.performance_density else None
    if tpp >= 4800:
        return "a"
    if entry.data_center is False or tpp < 1600:
        return "none"
    if density is None:
        return "unknown"
    if density >= Decimal("5.92"):
        return "a"
    if (tpp >= 2400 and density >= Decimal("1.6")) or density >= Decimal("3.2"):
        return "b"
    return "none"


def main(argv: Sequence[str]) -> int:
    """Print the figures; exit 2 when the table is not there."""
    path = Path(argv[0]) if argv else next((place for place in PLACES if place.exists()), PLACES[0])
    if not path.exists():
        print(f"no table at {path}: name the CSV (partNumber, description, eccn, tppPerGpu)", file=sys.stderr)
        return 2
    started = time.perf_counter()
    catalogue: Catalogue = load_catalogue(CHECKOUT / "rules/catalogue")
    print(
        f"catalogue: {len(catalogue.entries)} entries, {len(catalogue.parts)} parts, {time.perf_counter() - started:.3f} s"
    )
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
        expected, tier = level(row["eccn"]), tier_of([component.entry for component in result.components])
        outcomes["agree" if tier == expected else "disagree"] += 1
        if tier != expected:
            wrong.append(f"{row['eccn']} is {expected}, got {tier}: {row['description']!r}: {result.evidence_en}")
    seconds = time.perf_counter() - started
    resolved = outcomes["resolved"]
    print(
        f"describable rows {len(rows)}, resolved {resolved} ({resolved / len(rows):.1%}), {len(rows) / seconds:,.0f} rows/s"
    )
    print(f"tier agrees {outcomes['agree']}, disagrees {outcomes['disagree']}")
    print(*(f"  WRONG {line}" for line in wrong), sep="\n")
    print(*(f"  OPEN  {line}" for line in open_rows), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
