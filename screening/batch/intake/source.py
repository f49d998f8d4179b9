"""What an opened input is to the rest of a run: a name, a header, and raw blocks that a worker turns into rows.

Also the sizes that bound memory, and the one way in which an input is refused. Nothing here opens or parses anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from screening.batch.block import Block
from screening.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from screening.batch.translation import Mapping

BLOCK_BYTES = 24_000_000  # one block of text: large enough that its cost is parsing, small enough to hold several
BLOCK_ROWS = 200_000  # narrow files: rows cost memory in the decision, whatever their length
MAX_RECORD = 4_000_000  # no row of a trade file is longer; beyond it, a quotation was never closed
MAX_TRANSACTION = 96_000_000  # rows of one id that follow each other and must be held together


class Raw(Protocol):
    """Consecutive records as bytes, small to pickle; `read` runs in a worker process."""

    @property
    def number(self) -> int: ...
    @property
    def size(self) -> int: ...
    def read(self) -> Block: ...


class Source(Protocol):
    """An opened input. `raws` gives blocks of whole transactions in order; a stream can be gone through only once."""

    @property
    def name(self) -> str: ...
    @property
    def header(self) -> tuple[str, ...]: ...
    @property
    def nested(self) -> bool: ...
    @property
    def total_bytes(self) -> int | None: ...
    def raws(self) -> Iterator[Raw]: ...


def refusal(code: str, where: str, message: str, hint: str = "") -> InvalidInput:
    """Return the error for one thing that makes the whole input unusable."""
    return InvalidInput([Problem(code, where, message, hint)])


def checked_header(names: Iterable[str], where: str) -> tuple[str, ...]:
    """Return the header as it is, or refuse it: names that are empty, doubled, or those of the answers' columns."""
    from screening.batch.columns import ADDED

    header = tuple(names)
    places: dict[str, list[int]] = {}
    for position, name in enumerate(header, start=1):
        places.setdefault(name.strip(), []).append(position)
    problems = []
    for name, positions in places.items():
        at = ", ".join(str(position) for position in positions)
        if not name:
            hint = "write a name above every column, or remove the column"
            problems.append(Problem("E503", where, f"the header has no name in column {at}", hint))
        elif len(positions) > 1:
            hint = "rename or remove all but one"
            problems.append(
                Problem("E503", where, f"the header has `{name[:60]}` more than once, in columns {at}", hint)
            )
        if name.casefold() in ADDED:
            message = f"column {at} is named `{name}`, as is a column that the screening adds"
            problems.append(Problem("E503", where, message, "remove or rename it (is this file the output of a run?)"))
    if problems:
        raise InvalidInput(problems)
    return header


def id_position(header: Sequence[str], mapping: Mapping | None) -> int | None:
    """Return which column holds the transaction id: as mapped, else by its own name; None: every row is its own."""
    from screening.batch.fitting import resolve
    from screening.batch.translation import Mapping as Words

    columns = resolve(mapping if mapping is not None else Words(), header)
    return next((place for place, name in enumerate(header) if columns.get(name) == "transaction_id"), None)
