"""How far a batch run is: a bar on a terminal, a plain line every few seconds elsewhere; always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screening.batch.run import Progress

EVERY = 5.0  # seconds between plain lines
SHORT = {
    "prohibited": "prohibited", "license_required": "license", "review": "review", "information_needed": "unknown",
    "conditions_apply": "conditions",
}  # fmt: skip


@contextmanager
def shown(total: int | None, *, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Give a function that shows progress; `total` is the size of the input in bytes, if it is known."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        yield from _bar(total)
    else:
        yield _lines(total)


def _bar(total: int | None) -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    begun = perf_counter()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda progress: bar.update(task, completed=progress.bytes, description=_told(progress, begun))


def _lines(total: int | None) -> Callable[[Progress], None]:
    begun = last = perf_counter()

    def show(progress: Progress) -> None:
        nonlocal last
        if perf_counter() - last >= EVERY:
            last = perf_counter()
            left = (total - progress.bytes) * (last - begun) / progress.bytes if total and progress.bytes else None
            remaining = "" if left is None else f", {max(left, 0):.0f} s left"
            print(f"{_told(progress, begun)}{remaining}", file=sys.stderr, flush=True)

    return show


def _told(progress: Progress, begun: float) -> str:
    counts = progress.counts
    rate = counts.rows / max(perf_counter() - begun, 1e-9)
    outcomes = " · ".join(f"{word} {counts.outcomes[name]:,}" for name, word in SHORT.items() if counts.outcomes[name])
    return f"{counts.rows:,} rows, {rate:,.0f} rows/s{f' · {outcomes}' if outcomes else ''}"
