"""Work on many queries, shared out among processes. They inherit by forking what they work with, and hand back only results."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from screening.parties.candidate import Query

T = TypeVar("T")
Work = Callable[[Sequence[Query]], list[T]]

FEWEST = 200
"""Fewer queries are not worth a process."""


def spread(work: Work[T], queries: Sequence[Query], workers: int, size: int) -> list[T]:
    """Do this work on parts of `size` queries in forked processes; here and now if there is little to do or no forking."""
    if workers < 2 or len(queries) < FEWEST or "fork" not in multiprocessing.get_all_start_methods():
        return work(queries)
    global _shared  # noqa: PLW0603 what forked workers inherit
    _shared = work
    parts = [list(queries[at : at + size]) for at in range(0, len(queries), size)]
    try:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            return [each for part in pool.imap(_work, parts) for each in part]
    finally:
        _shared = None


_shared: Work[Any] | None = None


def _work(part: Sequence[Query]) -> list[Any]:
    assert _shared is not None
    return _shared(part)
