"""Erasing what may identify a person, while the log stays what it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from audit_logs import decided, fill, noted, verified, when

from screening.audit import findings as says
from screening.audit.erasure import erase, scrub
from screening.audit.log import Sought, append, find, kept, record
from screening.store import Store
from screening.store.tables import answers, contents, idempotency, records


def test_an_erasure_takes_what_is_older_and_leaves_the_chain_valid(store: Store) -> None:
    """Records 1 to 5 are of the minutes 0 to 3; 5 and later stay whole."""
    receipts = fill(store)
    with store.reading() as connection:
        before = list(find(connection, Sought()))
    assert _erase(store, when(4)) == 4
    found = verified(store, receipts[-1])
    assert (found.intact, found.records) == (True, 13)
    with store.reading() as connection:
        assert list(find(connection, Sought(), limit=12)) == before
        assert sorted(kept(connection, range(1, 14))) == [6, 7, 9, 10, 11]


def test_an_erasure_says_what_it_took(store: Store) -> None:
    """Before which time, which range, how many, who and when."""
    fill(store)
    _erase(store, when(4))
    with store.reading() as connection:
        said = record(connection, 13)
    assert said is not None
    assert (said.kind, said.caller, said.at) == ("erasure", "cli", when(100))
    assert json.loads(said.body) == {"before": when(4), "first": 1, "last": 5, "records": 4}


def test_nothing_old_is_nothing_to_say(store: Store) -> None:
    """A daily erasure does not fill the log; and what was erased is not erased again."""
    fill(store)
    assert _erase(store, when(0)) == 0
    assert verified(store).records == 12
    assert _erase(store, when(4)) == 4
    assert _erase(store, when(4)) == 0
    assert verified(store).records == 13


def test_a_name_is_nowhere_afterwards(store: Store) -> None:
    """Not in any table."""
    with store.writing() as connection:
        said = b',"because":"Unmistakable Name"}'
        append(connection, [decided(1, parties=("Unmistakable Name",), answer=said)], when(1))
    assert _held(store, "nmistakable")
    _erase(store, when(2))
    assert not _held(store, "nmistakable")


def test_an_answer_that_others_gave_too_stays(store: Store) -> None:
    """It goes with the last record that refers to it."""
    with store.writing() as connection:
        append(connection, [decided(0, answer=b",1}")], when(0))
        append(connection, [decided(1, answer=b",1}"), decided(2, answer=b",2}")], when(1))
    _erase(store, when(1))
    with store.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(answers)) == 2
        assert kept(connection, [2])[2].answer == b",1}"
    assert verified(store).intact
    _erase(store, when(2))
    with store.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(answers)) == 0


def test_the_same_answer_may_come_again(store: Store) -> None:
    """Erased answers leave no number behind under which another is found."""
    for minute in range(3):
        with store.writing() as connection:
            append(connection, [decided(0, answer=b",1}"), decided(1, answer=b",%d}" % minute)], when(minute))
        _erase(store, when(minute + 1))
    with store.writing() as connection:
        append(connection, [decided(0, answer=b",1}")], when(50))
    assert verified(store).intact


def test_remembered_requests_are_forgotten(store: Store) -> None:
    """Those older than the period, also where nothing else is to be erased."""
    with store.writing() as connection:
        for minute in (1, 5):
            row = {"caller": "a", "key": str(minute), "at": when(minute), "fingerprint": "", "result": "{}"}
            connection.execute(idempotency.insert(), row)
    _erase(store, when(5))
    with store.reading() as connection:
        assert connection.scalars(sa.select(idempotency.c.key)).all() == ["5"]


def test_what_is_taken_away_after_an_erasure_still_shows(store: Store) -> None:
    """Its record excuses what is older than it says (6 is not) and was there when it was made (14 was not)."""
    fill(store)
    _erase(store, when(4))
    with store.writing() as connection:
        append(connection, [decided(20)], when(3))  # a clock that went back: it came after the erasure
        connection.execute(contents.delete().where(contents.c.seq.in_([6, 9, 14])))
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(seq, says.GONE) for seq in (6, 9, 14)]


def test_an_invented_erasure_breaks_the_chain(store: Store) -> None:
    """A note cannot be made an erasure."""
    fill(store)
    with store.writing() as connection:
        connection.execute(contents.delete())
        values = {"kind": "erasure", "body": json.dumps({"before": "9999"})}
        connection.execute(records.update().where(records.c.seq == 12).values(**values))
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(12, says.CHANGED)]


def test_a_later_erasure_with_an_earlier_day_does_not_undo_the_first(store: Store) -> None:
    """Whoever shortens and then lengthens the period."""
    fill(store)
    _erase(store, when(6))
    with store.writing() as connection:
        append(connection, [noted(1), decided(30)], when(1))
    assert _erase(store, when(2)) == 1
    assert verified(store).intact


def test_scrubbing_leaves_no_byte_of_it_on_the_disk(tmp_path: Path) -> None:
    """SQLite overwrites what is deleted, and its write-ahead log is cut."""
    store = Store.open(str(tmp_path / "store.sqlite"))
    with store.writing() as connection:
        append(connection, [decided(number, parties=("Unmistakable Name",)) for number in range(200)], when(1))
    assert _on_disk(tmp_path, b"unmistakable name")
    _erase(store, when(2))
    scrub(store)
    assert not _on_disk(tmp_path, b"unmistakable name")
    assert verified(store).intact
    store.close()


def test_scrubbing_changes_nothing_else(store: Store) -> None:
    """On both databases, and again."""
    fill(store)
    _erase(store, when(4))
    for _ in range(2):
        scrub(store)
        assert verified(store).intact


@pytest.mark.parametrize("times", [1, 3])
def test_a_wholly_erased_log_is_intact(store: Store, times: int) -> None:
    """Also after several erasures, one of them of the others' time."""
    fill(store)
    for each in range(times):
        _erase(store, when(5 + 100 * each))
    assert verified(store).intact


def _erase(store: Store, before: str) -> int:
    with store.writing() as connection:
        return erase(connection, before, when(100), "cli")


def _held(store: Store, text: str) -> list[str]:
    """The tables that hold a text, also packed."""
    found = []
    with store.reading() as connection:
        for table in contents.metadata.sorted_tables:
            rows = str(connection.execute(sa.select(table)).all())
            found += [table.name] * (text in rows)
        found += ["kept"] * (text in str(kept(connection, range(100))))
    return found


def _on_disk(folder: Path, text: bytes) -> list[str]:
    return [file.name for file in folder.iterdir() if text in file.read_bytes()]
