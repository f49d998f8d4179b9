"""The store: addresses, one writer at a time, and one error where the database is away."""

from __future__ import annotations

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from stores import Postgres

from screening.errors import InvalidInput
from screening.store import database
from screening.store.database import Store, Unavailable
from screening.store.tables import head, metadata


@pytest.mark.parametrize(
    "address",
    ["nonsense://host/db", "mysql://host/db", "postgresql+nonsense://host/db", "://", "postgresql://host:port/db", "sqlite:////proc/none/x"],
)
def test_what_is_no_address_is_refused_with_a_hint(address: str) -> None:
    """E601, and how an address is written."""
    with pytest.raises(InvalidInput) as caught:
        Store.open(address)
    (problem,) = caught.value.problems
    assert problem.code == "E601"
    assert "sqlite:///PATH" in problem.hint


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """The data directory itself is easily given by mistake."""
    with pytest.raises(InvalidInput, match="is a folder"):
        Store.open(str(tmp_path))


def test_an_address_does_not_show_its_password() -> None:
    """Error messages end up in logs."""
    with pytest.raises(InvalidInput) as caught:
        Store.open("postgresql+nonsense://user:secret@host/db")
    assert "secret" not in str(caught.value)


def test_a_missing_driver_names_the_extra_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL is an extra; whoever has not installed it is told its name."""
    for module in [name for name in sys.modules if name.split(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(InvalidInput, match=r"psycopg.*extra `postgres`"):
        Store.open("postgresql://host/db")


def test_a_file_that_is_no_database_does_not_answer(tmp_path: Path) -> None:
    """A text file is not overwritten, and nothing but the one error is raised."""
    file = tmp_path / "notes.txt"
    file.write_text("these are notes\n" * 100, encoding="utf-8")
    with pytest.raises(Unavailable, match="not a database"):
        Store.open(str(file))
    assert file.read_text(encoding="utf-8").startswith("these are notes")


def test_a_path_and_a_url_name_the_same_store(tmp_path: Path) -> None:
    """Folders on the way are made."""
    file = tmp_path / "a" / "b" / "store.sqlite"
    first = Store.open(str(file))
    _write(first, 7)
    second = Store.open(f"sqlite:///{file}")
    assert _read(second) == 7
    first.close()
    second.close()


def test_all_tables_are_there_and_opening_again_changes_nothing(store: Store, address: str) -> None:
    """Opening is how a store is made."""
    _write(store, 3)
    again = Store.open(address)
    with again.reading() as connection:
        assert set(sa.inspect(connection).get_table_names()) == set(metadata.tables)
    assert _read(again) == 3
    again.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_many_may_open_a_new_store_at_once(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Several workers start together on an empty database."""
    address = str(tmp_path / "new.sqlite")
    if kind == "postgres":
        address = request.getfixturevalue("postgres").database(empty=True)
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(Store.open, [address] * 6))
    for store in stores:
        with store.reading() as connection:
            assert set(sa.inspect(connection).get_table_names()) == set(metadata.tables)
        store.close()


def test_what_was_written_before_an_error_is_gone(store: Store) -> None:
    """All or nothing."""
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        connection.execute(head.insert(), {"id": 1, "seq": 1, "hash": ""})
        raise ZeroDivisionError
    assert _read(store) is None


def test_a_reader_sees_the_store_as_it_was(store: Store) -> None:
    """What is written meanwhile does not appear in the middle of a reading."""
    _write(store, 1)
    with store.reading() as connection:
        assert connection.scalar(sa.select(head.c.seq)) == 1
        with store.writing() as other:
            other.execute(head.update(), {"seq": 2})
        assert connection.scalar(sa.select(head.c.seq)) == 1
    assert _read(store) == 2


def test_a_writer_gives_up_behind_another_and_comes_again(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever for the lock; whoever gave up has written nothing and may write later."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 1)
    one, other = Store.open(address), Store.open(address)
    with one.writing() as connection:
        connection.execute(head.insert(), {"id": 1, "seq": 1, "hash": ""})
        with pytest.raises(Unavailable, match="lock"), other.writing():
            pytest.fail("two writers at once")
        assert _read(other) is None
    with other.writing() as connection:
        connection.execute(head.update(), {"seq": 2})
    assert _read(one) == 2
    one.close()
    other.close()


def test_a_postgresql_that_is_away_is_unavailable_and_the_same_store_goes_on_later(postgres: Postgres) -> None:
    """One error for reading, writing and opening; afterwards no new `Store` is needed."""
    address = postgres.database()
    store = Store.open(address)
    _write(store, 1)
    with postgres.away():
        for room in (store.reading, store.writing):
            with pytest.raises(Unavailable), room() as connection:
                connection.execute(sa.select(head.c.seq))
        with pytest.raises(Unavailable):
            Store.open(address)
    assert _read(store) == 1
    _write(store, 2, new=False)
    assert _read(store) == 2
    store.close()


def test_a_postgresql_that_goes_while_we_write_has_written_nothing(postgres: Postgres) -> None:
    """The error comes at the commit at the latest."""
    store = Store.open(postgres.database())
    with pytest.raises(Unavailable), store.writing() as connection:
        connection.execute(head.insert(), {"id": 1, "seq": 1, "hash": ""})
        postgres.stop()
    postgres.start()
    assert _read(store) is None
    store.close()


def test_a_sqlite_locked_by_another_program_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup program that holds the file."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    store = Store.open(str(tmp_path / "store.sqlite"))
    other = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unavailable, match="locked"), store.writing():
        pytest.fail("two writers at once")
    other.execute("ROLLBACK")
    other.close()
    _write(store, 1)
    store.close()


def _write(store: Store, seq: int, *, new: bool = True) -> None:
    with store.writing() as connection:
        connection.execute(head.insert() if new else head.update(), {"id": 1, "seq": seq, "hash": ""})


def _read(store: Store) -> int | None:
    with store.reading() as connection:
        return connection.scalar(sa.select(head.c.seq))
