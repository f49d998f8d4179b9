"""A dated copy of a list: what is known of it without opening it, and how that is written down (`snapshot.json`)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from screening.errors import InvalidInput, Problem
from screening.parties.lists.reading import Count, Part

LAYOUT = 1  # of the entries as stored; another number means that an older or newer program wrote them
Day = date  # the type, where a field is called `date`
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A list as it was on `date`; `digest` ("sha256:…") is of the source content, gunzipped.

    `reasons` are the faults it was taken in spite of (`forced`), `quarantined` the rows left out; `files` are the digests
    of the stored files. `number` is how many of the list were held before it: of one day, the last one counts. `folder` is
    where it lies, None for a list that lies in no store.
    """

    name: str
    date: Day
    digest: str
    entries: int
    names: int
    sublists: Mapping[str, Count] = field(default_factory=dict)
    format: str = ""
    source: str = ""
    retrieved: Day | None = None
    number: int = 0
    dated_by: str = ""
    forced: bool = False
    reasons: tuple[str, ...] = ()
    quarantined: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    etag: str = ""
    last_modified: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = field(default=None, compare=False)

    @property
    def age(self) -> tuple[Day, Day, int]:
        """What is larger for a newer snapshot of the list."""
        return self.date, self.retrieved or Day.min, self.number

    @property
    def id(self) -> str:
        """Name of its folder: the date, and enough of the digest to tell two of a day apart."""
        return f"{self.date}-{self.digest.removeprefix('sha256:')[:12]}"


def digest_of(parts: Sequence[Part]) -> str:
    """Return the digest of a list's content: of the file, or of the sorted digests of several."""
    digests = sorted(hashlib.sha256(part.data).hexdigest() for part in parts)
    if len(digests) == 1:
        return f"sha256:{digests[0]}"
    # Names are left out: the same files under other names are the same list.
    return "sha256:" + hashlib.sha256("\n".join(digests).encode()).hexdigest()


def list_name(text: str) -> str:
    """Check the name of a list, which becomes a folder and stands before an @; raise `InvalidInput`."""
    if NAME.fullmatch(text) and ".." not in text:
        return text
    hint = "small letters, digits, dot, dash and underscore, at most 64"
    raise InvalidInput([Problem("E102", "--name", f"`{text}` cannot name a list", hint)])


def to_json(snapshot: Snapshot) -> str:
    """Write a snapshot down, the same text for the same snapshot."""
    data = {
        "layout": LAYOUT,
        "name": snapshot.name,
        "date": snapshot.date.isoformat(),
        "dated_by": snapshot.dated_by,
        "digest": snapshot.digest,
        "format": snapshot.format,
        "source": snapshot.source,
        "retrieved": snapshot.retrieved.isoformat() if snapshot.retrieved else None,
        "number": snapshot.number,
        "etag": snapshot.etag,
        "last_modified": snapshot.last_modified,
        "entries": snapshot.entries,
        "names": snapshot.names,
        "sublists": {label: {"entries": c.entries, "names": c.names} for label, c in snapshot.sublists.items()},
        "forced": snapshot.forced,
        "reasons": list(snapshot.reasons),
        "quarantined": list(snapshot.quarantined),
        "notes": [{"en": en, "ko": ko} for en, ko in snapshot.notes],
        "files": dict(snapshot.files),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str, folder: Path) -> Snapshot:
    """Read what `to_json` wrote; raise `InvalidInput` if it is damaged or of another layout."""
    where = str(folder / "snapshot.json")
    try:
        data = json.loads(text)
        if data["layout"] != LAYOUT:
            message = f"written in layout {data['layout']}, this program reads {LAYOUT}"
            raise InvalidInput([Problem("E407", where, message, "add the list again from its source files")])
        return _snapshot(data, folder)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InvalidInput([Problem("E407", where, "this snapshot is damaged", "remove its folder, add the list again")]) \
            from None


def _snapshot(data: dict[str, Any], folder: Path) -> Snapshot:
    return Snapshot(
        name=data["name"],
        date=date.fromisoformat(data["date"]),
        digest=data["digest"],
        entries=data["entries"],
        names=data["names"],
        sublists={label: Count(each["entries"], each["names"]) for label, each in data["sublists"].items()},
        format=data["format"],
        source=data["source"],
        retrieved=date.fromisoformat(data["retrieved"]) if data["retrieved"] else None,
        number=data.get("number", 0),
        dated_by=data["dated_by"],
        forced=data["forced"],
        reasons=tuple(data["reasons"]),
        quarantined=tuple(data["quarantined"]),
        notes=tuple((each["en"], each["ko"]) for each in data["notes"]),
        etag=data["etag"],
        last_modified=data["last_modified"],
        files=data["files"],
        folder=folder,
    )


def newest(snapshots: Iterable[Snapshot], name: str, until: date | None = None) -> Snapshot | None:
    """Return the newest snapshot of a list, on or before `until` if given; of one day, the one retrieved last."""
    fitting = [each for each in snapshots if each.name == name and (until is None or each.date <= until)]
    return max(fitting, key=lambda each: each.age, default=None)
