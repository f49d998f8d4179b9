"""A connection to the store: one writer at a time, readers beside it, and one error where the database is away."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InternalError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from screening.errors import InvalidInput, Problem, ScreeningError
from screening.store.tables import metadata

BUSY_SECONDS = 5
"""How long one writer waits for another."""
WRITER = 0x5C2EE717
"""PostgreSQL's advisory lock of whoever appends: any number that no other program uses in this database."""


class Unavailable(ScreeningError):
    """The store does not answer: nothing was written, and the same may be tried again."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `reading` and `writing` give connections; all else is the tables' business."""

    engine: sa.Engine

    @classmethod
    def open(cls, address: str) -> Store:
        """Open the store at an SQLAlchemy URL, or at a path (SQLite), and make the tables that are missing.

        Raises `InvalidInput` for an address that is none, `Unavailable` if the database does not answer.
        """
        store = cls(_engine(address))
        with store.reading() as connection:
            missing = set(metadata.tables) - set(sa.inspect(connection).get_table_names())
        if missing:
            with store.writing() as connection:  # several processes may open a new store at once
                metadata.create_all(connection)
        return store

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is a file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees the store as it was at its first query."""
        with _answering(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[sa.Connection]:
        """Give the connection of the only writer; what it wrote is kept when it ends, and nothing of it on an error.

        `wait=False`, of a file only: raise `Unavailable` at once if somebody else writes.
        """
        with _answering(), self.engine.connect() as connection:
            if self.is_sqlite:
                with _patience(connection, 0 if not wait else None):
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:  # whoever waited for the lock must see what the one before has written
                connection.execution_options(isolation_level="READ COMMITTED")
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITER)))
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def aside(self) -> Iterator[sa.Connection]:
        """Give a connection without a transaction, for the housekeeping that databases refuse within one."""
        with _answering(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


@contextmanager
def _patience(connection: sa.Connection, milliseconds: int | None) -> Iterator[None]:
    """Have SQLite wait for so long for another writer, and then again as long as ever; None: as ever."""
    if milliseconds is None:
        yield
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


@contextmanager
def _answering() -> Iterator[None]:
    """Say in one way that the database is away, whichever driver noticed."""
    try:
        yield
    except (OperationalError, InternalError, PoolTimeout) as error:
        raise Unavailable(f"the store does not answer: {_reason(error)}") from None
    except DBAPIError as error:
        if error.connection_invalidated or type(error) is DatabaseError:  # SQLite's word for a file that is damaged, or none
            raise Unavailable(f"the store does not answer: {_reason(error)}") from None
        raise


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().split("\n")[0]


def _insist(cursor: sa.engine.interfaces.DBAPICursor, statement: str) -> None:
    """Run a statement again while somebody else makes the file: SQLite does not wait where the journal's mode changes."""
    end = time.monotonic() + BUSY_SECONDS / 2
    while True:
        try:
            cursor.execute(statement)
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


def _engine(address: str) -> sa.Engine:
    text = address if "://" in address else f"sqlite:///{address}"
    try:
        url = make_url(text)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() == "postgresql":
            patience = {"connect_timeout": 3, "options": f"-c lock_timeout={BUSY_SECONDS * 1000}"}
            return sa.create_engine(
                url, hide_parameters=True, pool_pre_ping=True, pool_timeout=BUSY_SECONDS, connect_args=patience
            )
        if url.get_backend_name() != "sqlite":
            raise ArgumentError(f"`{url.get_backend_name()}` is neither SQLite nor PostgreSQL")
        if url.database not in (None, "", ":memory:"):
            file = Path(url.database or "")
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.is_dir():
                raise ArgumentError(f"{file} is a folder")
        waiting = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        engine = sa.create_engine(url, hide_parameters=True, pool_timeout=BUSY_SECONDS, connect_args=waiting)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError, OSError) as error:
        hint = "write a path, sqlite:///PATH, or postgresql://USER@HOST/NAME (extra `postgres`)"
        raise InvalidInput([Problem("E601", "store", f"not an address of a database: {error}", hint)]) from None

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
        connection.isolation_level = None  # transactions are begun by hand: `writing` takes the lock at once
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
            "secure_delete=ON",  # what is erased is overwritten
        ):  # fmt: skip
            _insist(cursor, f"PRAGMA {pragma}")
        cursor.close()

    return engine
