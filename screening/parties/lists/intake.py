"""From files to a snapshot: open, read, name, date, hold against the last snapshot, refuse or keep.

The one order in which a list is taken, whichever door it comes through. It has no clock: whoever takes a list says what
day it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from screening.errors import InvalidInput, Problem
from screening.parties.lists.content import LIMIT, open_part
from screening.parties.lists.formats import default_name, read
from screening.parties.lists.mapping import read_mapping
from screening.parties.lists.naming import companions, day_in_name, name_in_name
from screening.parties.lists.reading import Part, Reading
from screening.parties.lists.shrinkage import TOLERATED, shrinkage
from screening.parties.lists.snapshot import Snapshot, list_name
from screening.parties.lists.store import Added, Store


@dataclass(frozen=True, slots=True)
class Received:
    """The files of one list as they came, from where, and what the server said of them."""

    parts: tuple[Part, ...]
    source: str
    modified: date | None = None
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that was taken: the reading, the snapshot, the faults it was taken in spite of, and what it was held against."""

    reading: Reading
    added: Added
    faults: tuple[Problem, ...]
    before: Snapshot | None


def from_files(paths: Sequence[Path], *, limit: int = LIMIT) -> Received:
    """Open the files of one list, with the files that belong to OFAC's main one; raise `InvalidInput` if one is not there."""
    chosen = list(paths) if len(paths) > 1 else [*paths, *companions(paths[0])]
    return Received(tuple(open_part(str(path), _bytes(path, limit), limit=limit) for path in chosen), ", ".join(map(str, chosen)))


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if path.stat().st_size > limit:
            message = f"{path.stat().st_size:,} bytes; at most {limit:,} are read"
            raise InvalidInput([Problem("E406", str(path), message, "a list of parties is smaller")])
        return path.read_bytes()
    except FileNotFoundError:
        raise InvalidInput([Problem("E001", str(path), "there is no such file", "check the path")]) from None
    except OSError as error:
        raise InvalidInput([Problem("E001", str(path), f"cannot be read: {error.strerror}", "name a list file")]) from None


def read_received(received: Received, *, mapping: Path | None = None, format: str | None = None) -> Reading:
    """Read the list, by a mapping file if one is given."""
    shape = read_mapping(_bytes(mapping, LIMIT), name=str(mapping)) if mapping else None
    return read(received.parts, format=format, mapping=shape)


def take(
    store: Store,
    received: Received,
    *,
    today: date,
    name: str | None = None,
    day: date | None = None,
    mapping: Path | None = None,
    format: str | None = None,
    tolerated: float = TOLERATED,
    force: bool = False,
) -> Taken:
    """Read a list and keep it; raise `InvalidInput` with every reason to refuse it, unless `force` is given.

    `today` is the day it is received, and the list's own day if nothing else says one: neither the caller (`day`), nor the
    content, the file's name or the server. `tolerated` is the percentage of a sub-list that may be gone.
    """
    reading = read_received(received, mapping=mapping, format=format)
    first = received.parts[0].name
    chosen = list_name(name or default_name(reading) or name_in_name(first))
    said = ((day, "given"), (reading.stated, "content"), (day_in_name(first), "file name"), (received.modified, "server"))
    dated, dated_by = next(((each, by) for each, by in said if each), (today, "today"))
    # Held against the last one before it: a list of last year is no shrunken list of this year.
    before = store.newest(chosen, until=dated)
    faults = reading.refuse(force=force, more=shrinkage(reading, before, tolerated=tolerated) if before else ())
    parts = [*received.parts, *([Part(str(mapping), _bytes(mapping, LIMIT))] if mapping else [])]
    added = store.add(
        parts, reading, name=chosen, day=dated, retrieved=today, source=received.source, dated_by=dated_by, reasons=faults,
        etag=received.etag, last_modified=received.last_modified,
    )  # fmt: skip
    return Taken(reading, added, faults, before)
