"""Where list snapshots are kept: `<data>/lists/<name>/<date>-<digest>/`, written once and never changed.

A snapshot holds the source files as they came (gzipped), the entries read from them, and `snapshot.json`. It is written
under a temporary name and renamed, so that a half-written one is never seen; what is there is never overwritten. A
snapshot whose files are not those it was made of is refused: a list that somebody edited is not the list of that day.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from screening.errors import InvalidInput, NotFound, Problem
from screening.language.grammar import nearest
from screening.parties.listed import ListedParty
from screening.parties.lists.packing import compress, pack, unpack
from screening.parties.lists.reading import Part, Reading
from screening.parties.lists.snapshot import Snapshot, digest_of, from_json, list_name, newest, to_json

__all__ = ["Added", "Snapshot", "Store"]

LISTS = "lists"
ENTRIES = "entries.jsonl.gz"
ABOUT = "snapshot.json"
UNFINISHED = ".writing-"


@dataclass(frozen=True, slots=True)
class Added:
    """The snapshot that holds the content, and whether it is new."""

    snapshot: Snapshot
    new: bool


@dataclass(frozen=True, slots=True)
class Store:
    """The lists in a data directory; nothing is read or made before it is needed."""

    data: Path

    def snapshots(self) -> list[Snapshot]:
        """Return all snapshots, by name, oldest first; raise `InvalidInput` for a damaged one."""
        abouts = sorted((self.data / LISTS).glob(f"*/[!.]*/{ABOUT}"))
        found = [from_json(path.read_text(encoding="utf-8", errors="replace"), path.parent) for path in abouts]
        return sorted(found, key=lambda each: (each.name, each.age))

    def newest(self, name: str, *, until: date | None = None) -> Snapshot | None:
        """Return the newest snapshot of a list (on or before `until`), None if there is none."""
        return newest(self.snapshots(), name, until)

    def find(self, reference: str) -> Snapshot:
        """Return the snapshot named NAME or NAME@DATE (or the start of a snapshot's id after the @); raise `NotFound`."""
        name, _, wanted = reference.partition("@")
        held = self.snapshots()
        fitting = [each for each in held if each.name == name and each.id.startswith(wanted)]
        if found := newest(fitting, name):
            return found
        dates = ", ".join(sorted({str(each.date) for each in held if each.name == name}))
        near = f"there is {dates}" if dates else nearest(name, {each.name for each in held}) or "see `screening lists list`"
        raise NotFound(f"there is no list `{reference}` in {self.data / LISTS} ({near})")

    def load(self, snapshot: Snapshot) -> tuple[ListedParty, ...]:
        """Return the entries of a snapshot; raise `InvalidInput` if any of its files is not the one it was made of."""
        assert snapshot.folder is not None, "only stored snapshots can be loaded"
        content = {name: _verified(snapshot, snapshot.folder / name, digest) for name, digest in snapshot.files.items()}
        try:
            parties = unpack(content[ENTRIES])
        except (ValueError, LookupError, TypeError, zlib.error):
            raise _damaged(snapshot, snapshot.folder / ENTRIES, "its entries cannot be read") from None
        if len(parties) != snapshot.entries:
            raise _damaged(snapshot, snapshot.folder / ENTRIES, f"{len(parties):,} entries, not {snapshot.entries:,}")
        return parties

    def add(
        self,
        parts: Sequence[Part],
        reading: Reading,
        *,
        name: str,
        day: date,
        retrieved: date,
        source: str,
        dated_by: str = "",
        reasons: Sequence[Problem] = (),
        etag: str = "",
        last_modified: str = "",
    ) -> Added:
        """Keep a list as it was on `day`; content that is there already is left as it is, whatever day it is given now.

        `parts` are the source files (and the mapping, if one was used), `reasons` the faults it is taken in spite of.
        """
        digest = digest_of(parts)
        room = self.data / LISTS / list_name(name)
        earlier = [each for each in self.snapshots() if each.name == name]
        held = next((each for each in earlier if each.digest == digest), None)
        if held:
            return Added(held, new=False)
        files = {f"source-{number}.gz": compress(part.data) for number, part in enumerate(parts, 1)}
        files[ENTRIES] = pack(reading.parties)
        sublists = reading.sublists
        snapshot = Snapshot(
            name=name,
            date=day,
            digest=digest,
            entries=len(reading.parties),
            names=sum(each.names for each in sublists.values()),
            sublists=sublists,
            format=reading.format,
            source=source,
            retrieved=retrieved,
            number=len(earlier),
            dated_by=dated_by,
            forced=bool(reasons),
            reasons=tuple(map(str, reasons)),
            quarantined=tuple(f"{each.file}: row {each.row}: {each.reason}" for each in reading.quarantined),
            notes=tuple((each.en, each.ko) for each in reading.notes),
            etag=etag,
            last_modified=last_modified,
            files={file: hashlib.sha256(content).hexdigest() for file, content in files.items()},
        )
        files[ABOUT] = to_json(snapshot).encode()
        return Added(replace(snapshot, folder=_write(room, snapshot.id, files)), new=True)


def _write(room: Path, id: str, files: dict[str, bytes]) -> Path:
    room.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=room))
    try:
        for file, content in files.items():
            (unfinished / file).write_bytes(content)
        unfinished.chmod(0o755)
        final = room / id
        # A folder that is not empty is never replaced by a rename; another process may have been faster.
        return unfinished.rename(final)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        message = f"the snapshot cannot be written: {error.strerror or error}"
        raise InvalidInput([Problem("E407", str(room / id), message, "check space and rights, or add it again")]) from None


def _verified(snapshot: Snapshot, path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _damaged(snapshot, path, str(error.strerror)) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise _damaged(snapshot, path, "its content is not what was stored (the digest differs)")
    return content


def _damaged(snapshot: Snapshot, path: Path, message: str) -> InvalidInput:
    hint = f"remove {path.parent} and add the list again" + (f" from {snapshot.source}" if snapshot.source else "")
    return InvalidInput([Problem("E407", str(path), f"this snapshot is damaged: {message}", hint)])
