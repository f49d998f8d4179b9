"""Answers kept between runs: who a name may be on these lists, as the matcher of this version found it.

One SQLite file that several processes may read and write. It holds what can be worked out again, so nothing that is wrong with
the file is an error for the caller: a damaged file is dropped and begun anew, one that is locked or not writable is not used,
and `trouble` says so in a line. Answers of other lists or of another version have another key and are never returned; once the
file holds more than `KEYS` keys the oldest are purged.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

from screening import program
from screening.parties.matcher import Answer, Query

T = TypeVar("T")

KEYS = 2
"""Keys kept: the lists of today, and those of before for who still asks them."""
WAIT = 2.0
"""Seconds to wait for another process."""
_ASKED = 500
_READERS = ("rapidfuzz", "numpy", "anyascii", "pypinyin", "opencc", "cleanco")
_BETWEEN, _NOT_SAID = "\x1f", "\x1e"
_TABLES = """
CREATE TABLE IF NOT EXISTS keys (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, used REAL NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
  key INTEGER NOT NULL, query TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (key, query)
) WITHOUT ROWID;
"""
_USED = "INSERT INTO keys (key, used) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET used = excluded.used"
_OLD = "SELECT id FROM keys WHERE id <> ? ORDER BY used DESC LIMIT -1 OFFSET ?"


class Answers:
    """The answers in one file under one key (see `answers_key`)."""

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self.key = key
        self.trouble = ""

    def get_many(self, queries: Iterable[Query]) -> dict[Query, Answer]:
        """Return the answers that are kept, for as many of the queries as there are any."""
        wanted = {_text(each): each for each in queries}

        def read(file: sqlite3.Connection) -> dict[Query, Answer]:
            found: dict[Query, Answer] = {}
            ours = file.execute("SELECT id FROM keys WHERE key = ?", (self.key,)).fetchone()
            for some in _parts(wanted, _ASKED) if ours else ():
                marks = ",".join("?" * len(some))
                rows = file.execute(
                    f"SELECT query, answer FROM answers WHERE key = ? AND query IN ({marks})", (*ours, *some)  # noqa: S608 only marks
                )
                found.update([(wanted[query], _answer(answer)) for query, answer in rows])
            return found

        return (self._try(read) or {}) if self.path.exists() else {}

    def put_many(self, answers: Mapping[Query, Answer]) -> None:
        """Keep these answers."""
        rows = [(_text(query), json.dumps(answer) if answer else "") for query, answer in answers.items()]

        def write(file: sqlite3.Connection) -> bool:
            file.execute("BEGIN IMMEDIATE")
            file.execute(_USED, (self.key, time.time()))
            (ours,) = file.execute("SELECT id FROM keys WHERE key = ?", (self.key,)).fetchone()
            old = file.execute(_OLD, (ours, KEYS - 1)).fetchall()
            file.executemany("DELETE FROM answers WHERE key = ?", old)
            file.executemany("DELETE FROM keys WHERE id = ?", old)
            file.executemany(f"INSERT OR REPLACE INTO answers VALUES ({int(ours)}, ?, ?)", rows)  # noqa: S608 a number
            file.execute("COMMIT")
            return True

        if rows and not self._try(write) and not self.path.exists():
            self._try(write)  # what was damaged is gone

    def _try(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Open the file for this work; None, with the trouble told, if that cannot be done."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)) as file:
                file.execute("PRAGMA journal_mode=WAL")
                file.execute("PRAGMA synchronous=NORMAL")
                file.executescript(_TABLES)
                return work(file)
        except (sqlite3.OperationalError, OSError) as error:
            self.trouble = f"{self.path}: kept answers are not used this time: {error}"
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            self.trouble = f"{self.path}: kept answers were damaged and are dropped: {error}"
            self._drop()
        return None

    def _drop(self) -> None:
        for end in ("", "-wal", "-shm"):
            try:
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
            except OSError as error:
                self.trouble = f"{self.path}: kept answers are damaged and cannot be removed: {error}"


def answers_key(digests: Sequence[str]) -> str:
    """Return the key of the answers that these lists, in this order, give in this version of the matcher."""
    return hashlib.sha256("\n".join([*digests, version()]).encode()).hexdigest()


@cache
def version() -> str:
    """Return the digest of what decides an answer beside the lists: sources and tables of this package, its libraries."""
    from importlib import metadata  # slow to import, and only asked for in bulk work

    libraries = [f"{each} {metadata.version(each)}" for each in _READERS]
    return hashlib.sha256(" ".join([*libraries, program.digest(Path(__file__).resolve().parent)]).encode()).hexdigest()


def _text(query: Query) -> str:
    """Return a text that no other query has. Any text may be a name: one that could be taken for another query is escaped."""
    said = (query.kind, query.country, query.birth_date, query.address)
    text = _BETWEEN.join([query.name, *[_NOT_SAID if each is None else each for each in said]])
    alone = text.count(_BETWEEN) == len(said) and text.count(_NOT_SAID) == said.count(None)
    if alone and (text.isascii() or _is_sound(text)):
        return text
    return json.dumps([query.name, query.kind, query.country, query.birth_date, query.address])


def _is_sound(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character cannot be kept as it is
        return False
    return True


def _answer(text: str) -> Answer:
    return tuple((int(party), int(alias), float(score)) for party, alias, score in json.loads(text)) if text else ()


def _parts(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(texts)
    while part := list(islice(rest, size)):
        yield part
