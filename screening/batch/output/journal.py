"""The journal of an unfinished output: what the run is, and one line for each block that is on the disk whole.

A line is a JSON object and is written only after the data it speaks of; a line cut off by a crash, and whatever follows
one that cannot be read, counts as not written. The journal decides nothing: it says what there was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from screening.errors import Problem

FORMAT = "unfinished.v1"
SHOWN = 80  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Start:
    """The first line: what must be the same for a run to be resumed, and how long both files were before any block."""

    identity: dict[str, Any]
    data: int
    rejected: int

    def line(self) -> bytes:
        return _line({"format": FORMAT, "identity": self.identity, "data": self.data, "rejected": self.rejected})


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished block: where it ends in both files, its checksums, the rows so far (0 without a limit), the counts."""

    block: int
    data: int
    rejected: int
    checks: tuple[int, int]
    rows: int
    state: dict[str, Any]

    def line(self) -> bytes:
        return _line(
            {
                "block": self.block,
                "data": self.data,
                "rejected": self.rejected,
                "checks": list(self.checks),
                "rows": self.rows,
                "state": self.state,
            }
        )


@dataclass(frozen=True, slots=True)
class Finishing:
    """The last line: every file is whole, and is being given its name; `size` is that of the output."""

    size: int

    def line(self) -> bytes:
        return _line({"finishing": self.size})


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal says, `ends` being where the line of each entry ends in it."""

    start: Start | None
    entries: tuple[Entry, ...] = ()
    ends: tuple[int, ...] = ()
    finishing: Finishing | None = None


def plain(identity: Mapping[str, object]) -> dict[str, Any]:
    """Return `identity` as it comes back from a journal, what is nested under dotted names, so that both compare."""
    return dict(_flat("", json.loads(json.dumps(identity, default=str))))


def differences(name: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Problem]:
    """Name each thing in which the run of output `name` that is to be resumed differs from the one that was begun."""
    hint = "resume it as it was begun, or begin again with --restart"
    return [
        Problem("E507", key, f"was {_shown(then, key)} when {name} was begun, is {_shown(now, key)}", hint)
        for key in dict.fromkeys([*now, *then])
        if then.get(key) != now.get(key)
    ]


def _shown(identity: Mapping[str, Any], key: str) -> str:
    text = json.dumps(identity.get(key), ensure_ascii=False)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and (value or not prefix):
        for key, inner in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), inner)
    else:
        yield prefix, value


def checks(data: bytes, rejected: bytes) -> tuple[int, int]:
    """Return the checksums of a block's bytes in both files."""
    return crc32(data), crc32(rejected)


def read_journal(text: bytes) -> Journal:
    """Read as much of a journal as is whole."""
    start: Start | None = None
    entries: list[Entry] = []
    ends: list[int] = []
    place = 0
    for line in text.splitlines(keepends=True):
        place += len(line)
        match _object(line):
            case {
                "format": "unfinished.v1",
                "identity": dict(identity),
                "data": int(data),
                "rejected": int(rejected),
            } if start is None:
                start = Start(identity, data, rejected)
            case {
                "block": int(block),
                "data": int(data),
                "rejected": int(rejected),
                "checks": [int(first), int(second)],
                "rows": int(rows),
                "state": dict(state),
            } if start is not None and block == len(entries):
                entries.append(Entry(block, data, rejected, (first, second), rows, state))
                ends.append(place)
            case {"finishing": int(size)} if start is not None:
                return Journal(start, tuple(entries), tuple(ends), Finishing(size))
            case _:
                break
    return Journal(start, tuple(entries), tuple(ends))


def _object(line: bytes) -> Any:
    if not line.endswith(b"\n"):
        return None
    try:
        return json.loads(line)
    except ValueError:
        return None


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
