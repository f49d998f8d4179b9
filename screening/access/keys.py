"""API keys: made, listed, revoked, and recognised. A secret is shown once; the store has only its argon2 hash.

A secret is `sk_<id>_<43 signs>`: the id finds the row, the 43 signs are 256 random bits. Recognising one costs a hash that is
slow on purpose, so `Keyring` remembers, by SHA-256 of the secret and never the secret itself, which hash it was checked against.
The row is read again after `FRESH` at the latest: that is how long a revocation takes to be noticed by a running service.

This module refuses to say why a key is not accepted: to whoever has no key, unknown, wrong, expired and revoked are one.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import BoundedSemaphore, Lock
from typing import Any

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from screening.errors import InvalidInput, NotFound, Problem
from screening.store import Store, Unavailable
from screening.store.tables import keys

SCOPES = ("screen", "review", "admin", "audit")
"""What a key may be for, in the order in which they are shown."""
RATES = range(1, 10_000_001)
"""Rates that make sense; more than this no process answers."""
NAME_SIGNS = 100
FRESH = timedelta(seconds=5)
"""How long the state of a key is believed without asking the store."""
REMEMBERED = 4_096
"""Secrets remembered, right and wrong ones apart: a flood of wrong keys pushes out no right one."""
CHECKS = 2
"""Hashes worked out at once: 12 MiB each, and a core. Threads of their own, since each thread that hashed keeps the memory."""
WAITING = 16
"""Secrets never seen before that wait for their hash; with more, the next ones are asked to come back."""

# One of the settings that OWASP holds for equal, with little memory: about 20 ms and 12 MiB. The secret is 256 random bits, which
# no hash needs to protect from guessing: a stronger setting would only make floods of wrong keys dearer for us.
_HASHER = PasswordHasher(time_cost=3, memory_cost=12_288, parallelism=1)
_FORM = re.compile(r"sk_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Key:
    """An API key without its secret. `rate` is in requests a minute; from the day `expires` on (UTC) it is refused."""

    id: str
    name: str
    scopes: frozenset[str]
    rate: int
    created: str
    expires: date | None = None
    revoked: str | None = None

    def valid(self, at: str) -> bool:
        """Whether it is accepted at a time (ISO, UTC)."""
        return self.revoked is None and (self.expires is None or at < self.expires.isoformat())


def make(
    connection: sa.Connection, name: str, scopes: Collection[str], rate: int, created: str, expires: date | None = None
) -> tuple[Key, str]:
    """Make a key, within `Store.writing`; return it and its secret, which cannot be had again.

    `rate` is in requests a minute, `created` the time it is (ISO, UTC). Raises `InvalidInput` (E602) with every problem.
    """
    problems = _problems(name, scopes, rate, created, expires)
    if problems:
        raise InvalidInput(problems)
    key = Key(secrets.token_hex(6), name.strip(), frozenset(scopes), rate, created, expires)
    secret = f"sk_{key.id}_{secrets.token_urlsafe(32)}"
    connection.execute(
        keys.insert().values(
            id=key.id, name=key.name, hash=_HASHER.hash(secret), scopes=" ".join(in_order(key.scopes)), rate=rate,
            created=created, expires=expires.isoformat() if expires else None, revoked=None,
        )
    )  # fmt: skip
    return key, secret


def listed(connection: sa.Connection) -> list[Key]:
    """Return every key, the oldest first, also those that are expired or revoked."""
    return [_key(row) for row in connection.execute(sa.select(keys).order_by(keys.c.created, keys.c.id))]


def revoke(connection: sa.Connection, id: str, at: str) -> Key:
    """Revoke a key for good, within `Store.writing`; one that is revoked stays so since when it was. Raises `NotFound`."""
    row = connection.execute(sa.select(keys).where(keys.c.id == id)).first()
    if row is None:
        raise NotFound(f"there is no API key `{id[:50]}`; `screening keys list` shows the ids")
    connection.execute(keys.update().where(keys.c.id == id, keys.c.revoked.is_(None)).values(revoked=at))
    return _key(connection.execute(sa.select(keys).where(keys.c.id == id)).one())


def in_order(scopes: Collection[str]) -> list[str]:
    """Return scopes in the order in which they are shown."""
    return [each for each in SCOPES if each in scopes]


def _key(row: Any) -> Key:
    expires = date.fromisoformat(row.expires) if row.expires else None
    return Key(row.id, row.name, frozenset(row.scopes.split()), row.rate, row.created, expires, row.revoked)


def _problems(name: str, scopes: Collection[str], rate: int, created: str, expires: date | None) -> list[Problem]:
    found = []
    known = ", ".join(SCOPES)
    if not name.strip() or len(name) > NAME_SIGNS or not name.isprintable():
        hint = f"at most {NAME_SIGNS} signs, none of them a line break or the like"
        found.append(Problem("E602", "name", "a key needs a name that says who uses it", hint))
    if not scopes:
        found.append(Problem("E602", "scopes", "a key needs a scope", f"one or more of {known}"))
    found += [Problem("E602", "scopes", f"there is no scope `{each[:50]}`", f"scopes are {known}")
              for each in sorted(set(scopes) - set(SCOPES))]  # fmt: skip
    if rate not in RATES:
        hint = f"between {RATES[0]} and {RATES[-1]:,} requests a minute"
        found.append(Problem("E602", "rate", f"{rate} is not a rate", hint))
    if expires is not None and expires.isoformat() <= created[:10]:
        message = f"the key would be refused from {expires} on, and it is {created[:10]}"
        found.append(Problem("E602", "expires", message, "a later day, or none"))
    return found


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What is known of a secret: against which hash it was checked and how that went; the key it is, believed for a while."""

    hash: str
    matches: bool
    key: Key | None
    since: str
    until: str

    def fresh(self, at: str) -> bool:
        return self.since <= at < self.until  # a clock that was set back makes nothing last longer


class Keyring:
    """Recognises secrets. `cached` takes microseconds; `authenticate` reads the store and may hash: run it in a thread."""

    __slots__ = ("_hashing", "_lock", "_nobody", "_pending", "_right", "_store", "_waiting", "_wrong")

    def __init__(self, store: Store) -> None:
        self._store = store
        self._nobody = _HASHER.hash(secrets.token_urlsafe(32))  # an id that does not exist costs as much as one that does
        self._right: dict[bytes, _Verdict] = {}
        self._wrong: dict[bytes, _Verdict] = {}
        self._pending: dict[bytes, Future[Key | None]] = {}
        self._lock = Lock()
        self._hashing = ThreadPoolExecutor(CHECKS, thread_name_prefix="keys")
        self._waiting = BoundedSemaphore(WAITING)

    def cached(self, secret: str, at: str) -> Key | None:
        """Return the key of a secret that was recognised a moment ago; None says nothing: ask `authenticate`."""
        known = self._right.get(_digest(secret))
        return known.key if known is not None and known.fresh(at) else None

    def authenticate(self, secret: str, at: str) -> Key | None:
        """Return the key of a secret, if there is one and it is valid at the time `at` (ISO, UTC); else None.

        Raises `Unavailable` if the store does not answer, or if too many secrets never seen before come at once.
        """
        if not _FORM.fullmatch(secret):
            return None
        digest = _digest(secret)
        known = self._right.get(digest) or self._wrong.get(digest)
        if known is not None and known.fresh(at):
            return known.key
        with self._lock:  # whoever comes with the same secret meanwhile waits for the one answer
            waiting = self._pending.get(digest)
            if waiting is None:
                mine = self._pending[digest] = Future()
        if waiting is not None:
            return waiting.result()
        try:
            key = self._found(secret, digest, known, at)
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(key)
            return key
        finally:
            with self._lock:
                del self._pending[digest]

    def _found(self, secret: str, digest: bytes, known: _Verdict | None, at: str) -> Key | None:
        with self._store.reading() as connection:
            row = connection.execute(sa.select(keys).where(keys.c.id == secret[3:15])).first()
        stored = row.hash if row is not None else self._nobody
        matches = known.matches if known is not None and known.hash == stored else self._matches(stored, secret)
        key = _key(row) if matches and row is not None else None
        if key is not None and not key.valid(at):
            key = None
        until = (datetime.fromisoformat(at) + FRESH).isoformat(timespec="microseconds").replace("+00:00", "Z")
        if key is not None and key.expires is not None:
            until = min(until, key.expires.isoformat())
        self._remember(digest, _Verdict(stored, matches, key, at, until))
        return key

    def _matches(self, stored: str, secret: str) -> bool:
        """Check a secret against a hash; argon2 compares in constant time."""
        if not self._waiting.acquire(blocking=False):
            raise Unavailable("too many unknown API keys are being checked; try again in a second")
        try:
            return self._hashing.submit(_HASHER.verify, stored, secret).result()
        except (VerificationError, InvalidHashError):
            return False
        finally:
            self._waiting.release()

    def _remember(self, digest: bytes, verdict: _Verdict) -> None:
        kept, other = (self._right, self._wrong) if verdict.key is not None else (self._wrong, self._right)
        with self._lock:
            other.pop(digest, None)
            kept.pop(digest, None)
            kept[digest] = verdict  # at the end: the one not asked for the longest is the first
            while len(kept) > REMEMBERED:
                del kept[next(iter(kept))]


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
