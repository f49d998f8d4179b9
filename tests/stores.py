"""Stores for tests: each test of the store runs on SQLite and on a real PostgreSQL, each time in a database of its own.

Fixtures `address` (where a fresh store is), `store` (that store, open), `postgres` (the server, to stop and start it); a test
that takes `address` or `store` runs twice. Outside pytest: `with served() as postgres: postgres.database()`.
"""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from screening.store.database import Store

KINDS = ("sqlite", "postgres")


class Postgres:
    """A PostgreSQL server in a folder of its own, reached by a socket there."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        with warnings.catch_warnings():  # of a missing XDG_RUNTIME_DIR
            warnings.simplefilter("ignore")
            import pgserver

        self._server: Any = pgserver.get_server(folder, cleanup_mode=None)  # `end` stops it
        self._made = 0
        if not durable:
            for setting in ("fsync", "full_page_writes"):  # not synchronous_commit: a commit must outlive `stop`
                self._run(f"ALTER SYSTEM SET {setting} = off")
            self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE template")
        Store.open(self._address("template")).close()

    def database(self, *, empty: bool = False) -> str:
        """Make a new database, that has the tables unless it is to be `empty`; return its address."""
        self._made += 1
        name = f"store{self._made}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else 'template'}")
        return self._address(name)

    def drop(self, address: str) -> None:
        """Remove a database, whoever is still connected."""
        name = address.split("?", maxsplit=1)[0].rsplit("/", 1)[1]
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server; open connections are cut off. Nothing happens if it does not run."""
        if self.running:
            from pgserver._commands import pg_ctl

            pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=self._server.pgdata, user=self._server.system_user)

    def start(self) -> None:
        """Start the server again, at the same address. Nothing happens if it runs."""
        self._server.ensure_postgres_running()

    @property
    def running(self) -> bool:
        """Whether the server runs."""
        return bool((self._server.pgdata / "postmaster.pid").exists())

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stop the server for the time of a `with`, and start it again whatever happens there."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def end(self) -> None:
        """Stop the server for good."""
        self.stop()
        self._server.cleanup()

    def _address(self, database: str) -> str:
        return str(self._server.get_uri(database=database))

    def _run(self, command: str) -> None:
        import psycopg

        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(command)


@contextmanager
def served(*, durable: bool = False) -> Iterator[Postgres]:
    """Run a PostgreSQL server for the time of a `with`; `durable` ones sync to the disk (for benchmarks)."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path must be short
    try:
        postgres = Postgres(folder, durable=durable)
        try:
            yield postgres
        finally:
            postgres.end()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of this session; whoever stops it starts it again (`away`)."""
    from conftest import need

    need(importlib.util.find_spec("pgserver") and importlib.util.find_spec("psycopg"), "pgserver and psycopg")
    with served() as server:
        yield server


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A function from "sqlite" or "postgres" to the address of a new store of that kind."""
    made: list[str] = []

    def make(kind: str) -> str:
        if kind == "sqlite":
            return str(tmp_path / f"store{len(list(tmp_path.glob('store*.sqlite'))) or ''}.sqlite")
        made.append(request.getfixturevalue("postgres").database())
        return made[-1]

    yield make
    for address in made:
        request.getfixturevalue("postgres").drop(address)


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> str:
    """Where a fresh store is, once of each kind; it can be opened several times."""
    return fresh(request.param)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """A fresh store, open, once of each kind."""
    opened = Store.open(address)
    yield opened
    opened.close()
