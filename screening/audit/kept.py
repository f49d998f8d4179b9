"""What decisions rest on, kept whole: the rule files, the list snapshots and the known goods, each once, by digest.

A decision's record names a context: which program, which rules, which lists. `keep` stores the context and everything it
names before anybody is answered under it; `restore` makes a screener of it again, years later. It refuses to keep rule
files other than those that were loaded, and to restore anything that is not, byte for byte, what was kept.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
import zstandard

from screening import program
from screening.errors import InvalidInput, NotFound, Problem
from screening.language import loader
from screening.parties import known_good
from screening.parties.lists.store import ABOUT, LISTS
from screening.parties.lists.store import Store as Lists
from screening.parties.watchlist import EMBEDDED, LoadedList
from screening.screen import Screener
from screening.store import Store
from screening.store.tables import contexts, kept

LARGEST = 1 << 30
"""Bytes of one kept thing, unpacked; more is nothing that `keep` has written."""
MEND = "restore the store from a backup; `screening audit verify` says whether records were changed too"


class Load(Protocol):
    """What makes a screener of folders: `app.load_screener`."""

    def __call__(self, folder: Path | None, data: Path | None, lists: Collection[str], /) -> Screener:
        """Load the rules of a folder, and the lists named of a data directory."""


def keep(store: Store, screener: Screener, rules: Path, data: Path | None) -> str:
    """Keep what a screener was made of, and return the digest of the context.

    `rules` is the folder its rules were loaded from, `data` the folder of its list snapshots. What is there already is not
    written again. Raises `InvalidInput` (E608) if the rule files are no longer those that were loaded, and as
    `parties.lists.store` does for a snapshot that is gone.
    """
    law = _archive((path.relative_to(rules).as_posix(), path) for path in _files(rules))
    if loader.digest(rules) != screener.rules.digest:
        message = "the rule files have changed since they were loaded"
        raise InvalidInput([Problem("E608", str(rules), message, "load the rules again")])
    things = {_digest(law): ("rules", law)}
    lists = []
    for each in screener.watchlist.loaded:
        told = {"name": each.name, "date": each.date.isoformat(), "digest": each.digest, "kept": ""}
        if each.name != EMBEDDED:  # the embedded list is made of the rules
            snapshot = _archive(_snapshot(each, data))
            told["kept"] = _digest(snapshot)
            things[told["kept"]] = ("list", snapshot)
        lists.append(told)
    reviews = known_good.to_json(screener.watchlist.known_good).encode()
    if reviews:
        things[_digest(reviews)] = ("known_good", reviews)
    context = {
        "version": program.VERSION,
        "program": program.digest(),
        "rules": _digest(law),
        "ruleset": {"version": screener.rules.version, "digest": screener.rules.digest},
        "catalogue": screener.catalogue.digest,
        "lists": lists,
        "known_good": _digest(reviews) if reviews else "",
    }
    written = json.dumps(context, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = _digest(written.encode())
    with store.reading() as connection:
        if not _missing(connection, digest, things):
            return digest
    with store.writing() as connection:  # several processes start at once, and each keeps what it loads
        for thing in _missing(connection, digest, things):
            if thing == digest:
                connection.execute(contexts.insert(), {"digest": digest, "content": written})
            else:
                kind, content = things[thing]
                packed = zstandard.compress(content, 9)
                connection.execute(kept.insert(), {"digest": thing, "kind": kind, "packed": packed})
    return digest


def context(connection: sa.Connection, digest: str) -> dict[str, Any]:
    """Return the context of a record, as `keep` wrote it.

    Raises `NotFound` if none is kept under the digest, `InvalidInput` (E608) if it was changed.
    """
    content = connection.scalar(sa.select(contexts.c.content).where(contexts.c.digest == digest))
    if content is None:
        raise NotFound(f"nothing is kept of the context {digest or '(none)'}")
    if _digest(content.encode()) != digest:
        raise _damaged(f"contexts {digest}", "the context is not the one that was kept (its digest differs)")
    found: dict[str, Any] = json.loads(content)
    return found


def restore(store: Store, digest: str, load: Load, room: Path) -> Screener:
    """Make the screener of a context again, with `load`, from files written into the folder `room`.

    What is written there is named by digest, so that one room serves many contexts. Raises `NotFound` if the context is
    not kept, `InvalidInput` (E608) if something kept is damaged, `InvalidRules` if this program cannot read those rules.
    """
    with store.reading() as connection:
        about = context(connection, digest)
        rules, data = room / about["rules"], room / digest
        _unpack(_thing(connection, about["rules"]), rules)
        snapshots = [each for each in about["lists"] if each["kept"]]
        for each in snapshots:
            _unpack(_thing(connection, each["kept"]), data)
        reviews = _thing(connection, about["known_good"]) if about["known_good"] else b""
    data.mkdir(parents=True, exist_ok=True)
    screener = load(rules, data, tuple(_references(about["lists"])))
    # Not through the folder: which of them held was decided by the day it was then.
    held = known_good.from_json(reviews.decode())
    return replace(screener, watchlist=replace(screener.watchlist, known_good=held))


def _references(lists: Iterable[dict[str, str]]) -> Iterator[str]:
    """Name the lists to ask; with its date and digest only where two snapshots of one list were asked."""
    names = [each["name"] for each in lists]
    for each in lists:
        several = names.count(each["name"]) > 1
        yield f"{each['name']}@{each['date']}-{each['digest'].removeprefix('sha256:')[:12]}" if several else each["name"]


def _files(rules: Path) -> list[Path]:
    """Return every file that is read from a folder of rules, or counts for its digest."""
    return sorted((*rules.rglob("*.yaml"), *rules.rglob("*.yml")))


def _snapshot(loaded: LoadedList, data: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield the files of the snapshot that a loaded list was read from, by their path in a data directory."""
    if data is None:
        raise NotFound(f"there is no folder from which the list `{loaded.name}` could be kept")
    found = Lists(data).find(f"{loaded.name}@{loaded.date}-{loaded.digest.removeprefix('sha256:')[:12]}")
    assert found.folder is not None, "a snapshot that was found lies somewhere"
    for name in (ABOUT, *sorted(found.files)):
        yield f"{LISTS}/{found.name}/{found.id}/{name}", found.folder / name


def _archive(files: Iterable[tuple[str, Path]]) -> bytes:
    """Return files as one archive: the same bytes for the same names and contents, whoever owns them and since when."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, path in files:
            content = path.read_bytes()
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    return written.getvalue()


def _unpack(content: bytes, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall(folder, filter="data")  # refuses paths that lead out of the folder


def _thing(connection: sa.Connection, digest: str) -> bytes:
    """Return what is kept under a digest; raise `InvalidInput` (E608) if it is gone or not what was kept."""
    packed = connection.scalar(sa.select(kept.c.packed).where(kept.c.digest == digest))
    where = f"kept {digest}"
    if packed is None:
        raise _damaged(where, "what the decision rests on is gone")
    try:
        if not 0 <= zstandard.frame_content_size(packed) <= LARGEST:
            raise _damaged(where, "what was kept is too large, or does not say how large it is")
        content = zstandard.decompress(packed)
    except (zstandard.ZstdError, TypeError, MemoryError):
        raise _damaged(where, "what was kept cannot be unpacked") from None
    if _digest(content) != digest:
        raise _damaged(where, "it is not what was kept (its digest differs)")
    return content


def _missing(connection: sa.Connection, context: str, things: Collection[str]) -> list[str]:
    """Return the digests under which nothing is kept yet; the context comes last."""
    there = set(connection.scalars(sa.select(kept.c.digest).where(kept.c.digest.in_(list(things)))))
    known = connection.scalar(sa.select(contexts.c.digest).where(contexts.c.digest == context))
    return [each for each in things if each not in there] + ([] if known else [context])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _damaged(where: str, message: str) -> InvalidInput:
    return InvalidInput([Problem("E608", where, message, MEND)])
