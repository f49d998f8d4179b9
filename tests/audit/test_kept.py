"""What decisions rest on is kept once, and comes back as it was, or not at all."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from conftest import ROOT
from logged_deals import RULES, change_rule, rules_in

from screening.app import add_known_good, load_screener
from screening.audit.kept import context, keep, restore
from screening.errors import InvalidInput, NotFound
from screening.parties.known_good import review
from screening.parties.lists.intake import from_files, take
from screening.parties.lists.store import Store as Lists
from screening.parties.matcher import Query
from screening.screen import Screener
from screening.store import Store
from screening.store.tables import contexts, kept

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: what is restored there is named by digest."""
    return tmp_path_factory.mktemp("room")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data directory with a list and two reviews, one of which has lapsed."""
    folder = tmp_path / "lists"
    received = from_files([ROOT / "fixtures" / "lists" / "csl.csv"])
    take(Lists(folder), received, today=TODAY, name="csl", day=date(2026, 11, 1))
    party = load_screener(data=folder).watchlist.parties[-1]
    for name, until in (("Somebody Else", date(2027, 1, 1)), ("Nobody Now", date(2026, 2, 1))):
        asked = review(Query(name), party, reason="another", reviewer="A. B.", on=date(2026, 1, 1), until=until)
        add_known_good(folder, asked)
    return folder


def kinds(store: Store) -> list[str]:
    """Return the kinds of what is kept."""
    with store.reading() as connection:
        return sorted(connection.scalars(sa.select(kept.c.kind)))


def damage(store: Store, kind: str) -> None:
    """Change one byte of something kept."""
    with store.writing() as connection:
        packed = bytearray(connection.scalars(sa.select(kept.c.packed).where(kept.c.kind == kind)).one())
        packed[len(packed) // 2] ^= 1
        connection.execute(kept.update().where(kept.c.kind == kind).values(packed=bytes(packed)))


def test_everything_is_kept_once(store: Store, data: Path) -> None:
    """Whoever loads the same again keeps nothing new, and is known by the same digest."""
    screener = load_screener(data=data, today=TODAY)
    first = keep(store, screener, RULES, data)
    assert keep(store, load_screener(data=data, today=TODAY), RULES, data) == first
    assert kinds(store) == ["known_good", "list", "rules"]
    without = keep(store, load_screener(), RULES, None)
    assert without != first
    assert kinds(store) == ["known_good", "list", "rules"]


def test_processes_that_start_at_once_keep_it_once(store: Store) -> None:
    """Each finds nothing, and only one may write it."""
    screener = load_screener()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: keep(store, screener, RULES, None), range(4)))
    assert len(set(found)) == 1
    assert kinds(store) == ["rules"]


def test_the_context_names_what_was_loaded(store: Store, data: Path) -> None:
    """By version and digest: program, rules, catalogue, each list."""
    screener = load_screener(data=data, today=TODAY)
    digest = keep(store, screener, RULES, data)
    with store.reading() as connection:
        found = context(connection, digest)
    assert found["ruleset"] == {"version": screener.rules.version, "digest": screener.rules.digest}
    assert found["catalogue"] == screener.catalogue.digest
    assert [(each["name"], each["date"]) for each in found["lists"]] == [("embedded", "2026-07-31"), ("csl", "2026-11-01")]
    assert set(found) == {"version", "program", "rules", "ruleset", "catalogue", "lists", "known_good"}


def test_what_is_restored_is_what_was_loaded(store: Store, data: Path, room: Path) -> None:
    """Also when the folders are gone, and with the reviews that held then."""
    screener = load_screener(data=data, today=TODAY)
    digest = keep(store, screener, RULES, data)
    shutil.rmtree(data)
    again = restore(store, digest, load_screener, room)
    assert again.rules.digest == screener.rules.digest
    assert again.catalogue.digest == screener.catalogue.digest
    assert again.watchlist.loaded == screener.watchlist.loaded
    assert again.watchlist.parties == screener.watchlist.parties
    assert [each.name for each in again.watchlist.known_good] == ["Somebody Else"]
    assert keep(store, again, room / rules_digest(store, digest), room / digest) == digest


def rules_digest(store: Store, digest: str) -> str:
    """Return the digest of the rule files of a context."""
    with store.reading() as connection:
        return str(context(connection, digest)["rules"])


@pytest.mark.parametrize("lists", [("embedded",), ("csl",), ("csl@2026-11-01", "csl@2026-10-01")])
def test_only_the_lists_that_were_asked_come_back(fresh, data: Path, room: Path, lists: tuple[str, ...]) -> None:
    """Two snapshots of one list, too, in their order."""
    source = (ROOT / "fixtures" / "lists" / "csl.csv").read_bytes() + b"\n"
    older = data / "csl.csv"
    older.write_bytes(source)
    take(Lists(data), from_files([older]), today=TODAY, name="csl", day=date(2026, 10, 1), force=True)
    store = Store.open(fresh("sqlite"))
    screener = load_screener(data=data, lists=lists)
    again = restore(store, keep(store, screener, RULES, data), load_screener, room)
    assert again.watchlist.loaded == screener.watchlist.loaded
    assert len(again.watchlist.loaded) == len(lists)
    store.close()


def test_rules_that_changed_under_the_program_are_not_kept(fresh, tmp_path: Path) -> None:
    """What is kept must be what answers; the message says what to do."""
    store = Store.open(fresh("sqlite"))
    folder = rules_in(tmp_path / "rules")
    screener = load_screener(folder)
    change_rule(folder)
    with pytest.raises(InvalidInput, match="E608 the rule files have changed since they were loaded"):
        keep(store, screener, folder, None)
    assert kinds(store) == []
    store.close()


def test_a_list_that_is_gone_is_not_kept(fresh, data: Path) -> None:
    """Neither is anything else then."""
    store = Store.open(fresh("sqlite"))
    screener = load_screener(data=data)
    shutil.rmtree(data / "lists")
    for folder in (data, None):
        with pytest.raises(NotFound, match="csl"):
            keep(store, screener, RULES, folder)
    assert kinds(store) == []
    store.close()


@pytest.mark.parametrize("kind", ["rules", "list", "known_good"])
def test_what_was_changed_in_the_store_is_not_restored(fresh, data: Path, tmp_path: Path, kind: str) -> None:
    """One byte is enough."""
    store = Store.open(fresh("sqlite"))
    digest = keep(store, load_screener(data=data, today=TODAY), RULES, data)
    damage(store, kind)
    with pytest.raises(InvalidInput, match="E608"):
        restore(store, digest, never, tmp_path / "room")
    store.close()


def never(*_: object) -> Screener:
    """Stand for a loader that must not be asked."""
    raise AssertionError


def test_a_changed_context_is_refused_and_an_unknown_one_not_found(store: Store) -> None:
    """A context is known by its digest."""
    digest = keep(store, load_screener(), RULES, None)
    with store.writing() as connection:
        content = connection.scalar(sa.select(contexts.c.content))
        connection.execute(contexts.update().values(content=content.replace('"csl"', '"x"').replace("embedded", "imbedded")))
    with store.reading() as connection:
        with pytest.raises(InvalidInput, match="its digest differs"):
            context(connection, digest)
        with pytest.raises(NotFound, match="nothing is kept"):
            context(connection, "0" * 64)


def test_what_is_gone_is_named(store: Store, tmp_path: Path) -> None:
    """By the digest under which it should be."""
    digest = keep(store, load_screener(), RULES, None)
    with store.writing() as connection:
        connection.execute(kept.delete())
    with pytest.raises(InvalidInput, match=r"kept [0-9a-f]{64}: E608 what the decision rests on is gone"):
        restore(store, digest, never, tmp_path / "room")


def test_an_absurd_size_is_refused_before_it_is_unpacked(fresh, tmp_path: Path) -> None:
    """A frame of zstandard may promise anything."""
    store = Store.open(fresh("sqlite"))
    digest = keep(store, load_screener(), RULES, None)
    frame = b"\x28\xb5\x2f\xfd\xe0" + (1 << 40).to_bytes(8, "little") + b"\x01\x00\x00"
    with store.writing() as connection:
        connection.execute(kept.update().values(packed=frame))
    with pytest.raises(InvalidInput, match="too large"):
        restore(store, digest, never, tmp_path / "room")
    store.close()


def test_other_reviews_are_another_context(fresh) -> None:
    """A review changes answers, so it changes what they rest on."""
    store = Store.open(fresh("sqlite"))
    screener = load_screener()
    asked = review(
        Query("A"), screener.watchlist.parties[0], reason="r", reviewer="s", on=date(2026, 1, 1), until=date(2027, 1, 1)
    )
    reviewed = replace(screener, watchlist=replace(screener.watchlist, known_good=(asked,)))
    assert keep(store, screener, RULES, None) != keep(store, reviewed, RULES, None)
    store.close()
