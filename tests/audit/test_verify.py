"""Whatever is changed in the decision log behind the program's back is found, and named."""

from __future__ import annotations

import sqlite3
import tracemalloc
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import zstandard
from audit_logs import decided, fill, verified, when

from screening.audit import findings as says
from screening.audit import verify as module
from screening.audit.chain import FIELDS, link, salted
from screening.audit.log import Receipt, append
from screening.audit.verify import verify
from screening.store import Store
from screening.store.tables import answers, contents, head, records

N = 12  # records that `fill` makes: nine decisions, and a note after every third
MIDDLE = 6


def test_a_log_as_it_was_appended_is_intact(store: Store) -> None:
    """Also an empty one; and the end is what the last receipt says."""
    assert verified(store).intact
    receipts = fill(store)
    found = verified(store)
    assert (found.records, found.intact, found.first_broken, found.broken) == (N, True, None, ())
    assert found.end == receipts[-1]
    assert all(verified(store, receipt).intact for receipt in receipts)


def test_more_records_than_a_page_are_all_seen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages end anywhere, also just at the end."""
    fill(store)
    for size in (1, 5, N):
        monkeypatch.setattr(module, "PAGE", size)
        assert verified(store).records == N
        assert verified(store).intact


def test_a_change_of_any_column_of_any_record_is_found_and_named(store: Store) -> None:
    """The first, one in the middle, the last; and no other record is accused."""
    fill(store)
    columns = [name for name in records.c.keys() if name != "seq"]  # noqa: SIM118 - it is no dict
    assert set(FIELDS) < {"seq", *columns}
    for column, seq in product(columns, (1, MIDDLE, N)):
        with store.writing() as connection:
            _alter(connection, records, column, seq)
            found = verify(connection)
            connection.rollback()
        assert not found.intact, (column, seq)
        assert found.first_broken == seq, (column, seq)
        assert {broken.seq for broken in found.broken} == {seq}, (column, seq)
    assert verified(store).intact


def test_what_of_a_record_was_changed_is_said(store: Store) -> None:
    """Its fields, or what it says of the one before it."""
    fill(store)
    _change(store, records, "outcome", 4)
    _change(store, records, "previous", 8)
    assert [(each.seq, each.what) for each in verified(store).broken] == [(4, says.CHANGED), (8, says.RELINKED)]


def test_a_null_is_not_an_empty_text(store: Store) -> None:
    """A transaction without an id is another than one whose id was taken away."""
    fill(store)
    with store.writing() as connection:
        connection.execute(records.update().where(records.c.seq == 5).values(transaction_id=None))
    assert verified(store).first_broken == 5


def test_a_change_of_anything_beside_a_record_is_found_and_named(store: Store) -> None:
    """The nonce, the words by which it is found, the input and which answer it is."""
    fill(store)
    expected = {"reference": says.WORDS, "parties": says.WORDS, "input": says.INPUT, "nonce": says.INPUT, "answer": says.UNREADABLE}
    assert set(expected) == set(contents.c.keys()) - {"seq"}
    for column, what in expected.items():
        with store.writing() as connection:
            _alter(connection, contents, column, MIDDLE)
            found = verify(connection)
            connection.rollback()
        assert [(broken.seq, broken.what) for broken in found.broken] == [(MIDDLE, what)], column


def test_an_answer_given_to_another_record_is_found(store: Store) -> None:
    """One that is kept, too, but was not what this record answered."""
    fill(store)
    with store.writing() as connection:
        own = connection.scalar(sa.select(contents.c.answer).where(contents.c.seq == MIDDLE))
        another = connection.scalar(sa.select(answers.c.digest).where(answers.c.digest != own).limit(1))
        connection.execute(contents.update().where(contents.c.seq == MIDDLE).values(answer=another))
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(MIDDLE, says.ANSWER)]


def test_names_moved_into_the_reference_are_found(store: Store) -> None:
    """What the digest of the words covers is not just their letters in a row."""
    fill(store)
    with store.writing() as connection:
        connection.execute(contents.update().where(contents.c.seq == 1).values(reference="ref-0customer 0", parties="\nstrasse"))
    assert [broken.what for broken in verified(store).broken] == [says.WORDS]


def test_a_changed_answer_breaks_every_record_that_gave_it(store: Store) -> None:
    """It is kept once, however often it was given."""
    fill(store)
    with store.writing() as connection:
        digest, said = connection.execute(sa.select(contents.c.answer, records.c.seq).join(records, records.c.seq == contents.c.seq)).first()
        given = connection.scalars(sa.select(contents.c.seq).where(contents.c.answer == digest)).all()
        assert said in given
        connection.execute(answers.update().where(answers.c.digest == digest).values(packed=zstandard.compress(b',"findings":[]}')))
    found = verified(store)
    assert [broken.seq for broken in found.broken] == sorted(given)
    assert {broken.what for broken in found.broken} == {says.ANSWER}


@pytest.mark.parametrize("change", ["digest", "packed"])
def test_every_column_of_an_answer_is_looked_at(store: Store, change: str) -> None:
    """What cannot be unpacked, or is filed under another digest, is not the answer."""
    fill(store, 1)
    value: Any = {"digest": "0" * 64, "packed": b"no zstandard"}[change]
    with store.writing() as connection:
        connection.execute(answers.update().values({change: value}))
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(1, says.UNREADABLE)]


def test_an_answer_taken_away_is_found(store: Store) -> None:
    """Only an erasure takes answers away, and it takes what stands beside the record too."""
    fill(store, 1)
    with store.writing() as connection:
        connection.execute(answers.delete())
    assert [broken.what for broken in verified(store).broken] == [says.UNREADABLE]


def test_what_stands_beside_a_record_cannot_just_be_taken_away(store: Store) -> None:
    """What is missing without an erasure was removed."""
    fill(store)
    with store.writing() as connection:
        connection.execute(contents.delete().where(contents.c.seq == 2))
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(2, says.GONE)]


def test_something_put_beside_a_record_without_content_is_found(store: Store) -> None:
    """A note has neither input nor answer."""
    fill(store)
    with store.writing() as connection:
        row = dict(connection.execute(sa.select(contents)).first()._mapping)
        connection.execute(contents.insert(), row | {"seq": 4})
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(4, says.ADDED)]


@pytest.mark.parametrize(("gone", "first"), [([1], 1), ([1, 2, 3], 1), ([MIDDLE], MIDDLE), ([5, 6, 7], 5), ([N], N), ([N - 1, N], N - 1)])
def test_removed_records_are_named(store: Store, gone: list[int], first: int) -> None:
    """From the beginning, from the middle, and the end of the log cut off; those that are left are not accused."""
    fill(store)
    _remove(store, gone)
    found = verified(store)
    assert found.first_broken == first
    assert found.records == N - len(gone)
    assert len(found.broken) == 1
    assert (f"{first} is missing" if len(gone) == 1 else f"{gone[0]} to {gone[-1]} are missing") in found.broken[0].what.en


def test_an_emptied_log_is_not_an_empty_one(store: Store) -> None:
    """The end of the log still says how many there were; if that is gone too, a receipt does."""
    receipts = fill(store)
    _remove(store, list(range(1, N + 1)))
    assert "records 1 to 12 are missing" in verified(store).broken[0].what.en
    with store.writing() as connection:
        connection.execute(head.delete())
    assert verified(store).intact
    assert verified(store, receipts[3]).first_broken == 1


def test_an_end_cut_off_with_care_is_shown_by_a_receipt(store: Store) -> None:
    """Whoever also mends what says where the log ends leaves no trace but what others keep."""
    receipts = fill(store)
    _remove(store, [11, 12])
    with store.writing() as connection:
        connection.execute(head.update().values(seq=10, hash=receipts[9].hash))
    assert verified(store).intact
    assert verified(store, receipts[9]).intact
    found = verified(store, receipts[-1])
    assert (found.first_broken, len(found.broken)) == (11, 1)
    assert "records 11 to 12 are missing, as the receipt shows" in found.broken[0].what.en


@pytest.mark.parametrize("how", ["numbers", "everything else"])
def test_two_records_that_changed_places_are_both_named(store: Store, how: str) -> None:
    """Whether their numbers are exchanged, or all that stands under them."""
    fill(store)
    with store.writing() as connection:
        rows = {row.seq: dict(row._mapping) for row in connection.execute(sa.select(records).where(records.c.seq.in_([5, 9])))}
        beside = {row.seq: dict(row._mapping) for row in connection.execute(sa.select(contents).where(contents.c.seq.in_([5, 9])))}
        connection.execute(contents.delete().where(contents.c.seq.in_([5, 9])))
        connection.execute(records.delete().where(records.c.seq.in_([5, 9])))
        for seq, other in ((5, 9), (9, 5)):
            links = {} if how == "numbers" else {name: rows[seq][name] for name in ("previous", "hash")}
            connection.execute(records.insert(), rows[other] | {"seq": seq} | links)
            connection.execute(contents.insert(), beside[other] | {"seq": seq})
    assert {broken.seq for broken in verified(store).broken} == {5, 9}


def test_a_record_changed_with_its_hash_is_named_and_not_its_successor(store: Store) -> None:
    """The successor still says which record it followed."""
    fill(store)
    _recompute(store, 7, 7, outcome="prohibited")
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(7, says.REPLACED)]


def test_a_chain_made_anew_is_caught_by_a_kept_receipt(store: Store) -> None:
    """A receipt of the changed record or of any after it; one of before cannot know."""
    receipts = fill(store)
    _recompute(store, 7, N, outcome="prohibited")
    assert verified(store).intact
    for receipt in receipts:
        found = verified(store, receipt)
        assert found.intact is (receipt.seq < 7)
        if not found.intact:
            assert [(broken.seq, broken.what) for broken in found.broken] == [(receipt.seq, says.RECEIPT)]


def test_another_beginning_of_the_chain_is_found(store: Store) -> None:
    """The first record follows nothing."""
    fill(store)
    _recompute(store, 1, N, previous="1" * 64)
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(1, says.BEGUN)]


def test_an_inserted_record_is_found(store: Store) -> None:
    """Behind the end, with a true hash; and before the beginning."""
    receipts = fill(store)
    _insert(store, N + 1, receipts[-1].hash)
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(N + 1, says.STRANGE)]
    _remove(store, [N + 1])
    assert verified(store).intact
    _insert(store, 0, "f" * 64)
    assert {broken.seq for broken in verified(store).broken} == {0}


@pytest.mark.parametrize("change", [{"seq": 3}, {"seq": 99}, {"hash": "0" * 64}, {"id": 2}])
def test_every_column_of_the_end_of_the_log_is_looked_at(store: Store, change: dict[str, Any]) -> None:
    """Where it ends, how, and that it ends once."""
    fill(store)
    with store.writing() as connection:
        connection.execute(head.update().values(**change))
    assert len(verified(store).broken) == 1


def test_the_end_of_the_log_is_said_once(store: Store) -> None:
    """Neither never nor twice."""
    receipts = fill(store)
    with store.writing() as connection:
        connection.execute(head.insert(), {"id": 2, "seq": N, "hash": receipts[-1].hash})
    assert says.HEADS in {broken.what for broken in verified(store).broken}
    with store.writing() as connection:
        connection.execute(head.delete())
    assert [(broken.seq, broken.what) for broken in verified(store).broken] == [(N, says.NO_HEAD)]


def test_a_byte_that_leaves_no_text_is_found_and_named(tmp_path: Path) -> None:
    """SQLite keeps whatever bytes it is given."""
    store = Store.open(str(tmp_path / "store.sqlite"))
    fill(store)
    for change in ("records SET caller", "contents SET parties", "contents SET input"):
        _raw(tmp_path, f"UPDATE {change} = CAST(x'ff61' AS TEXT) WHERE seq = 5")
        assert verified(store).first_broken == 5
    _raw(tmp_path, "UPDATE records SET asked = x'00' WHERE seq = 8")
    assert {broken.seq for broken in verified(store).broken} == {5, 8}
    store.close()


def test_a_byte_changed_in_the_file_is_found_and_named(tmp_path: Path) -> None:
    """As the story of the regulator has it: somebody edits the database with a hex editor."""
    store = Store.open(str(tmp_path / "store.sqlite"))
    fill(store)
    with store.aside() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    file = tmp_path / "store.sqlite"
    before = file.read_bytes()
    assert before.count(b"T-4") >= 1
    file.write_bytes(before.replace(b"T-4", b"T-5"))
    found = verified(store)
    assert {broken.seq for broken in found.broken} == {6}  # T-4 is the fifth decision, and a note stands before it
    store.close()


def test_a_damaged_database_is_said_to_be_so(tmp_path: Path) -> None:
    """It is not reported as intact, and not as away."""
    store = Store.open(str(tmp_path / "store.sqlite"))
    for number in range(0, 600, 60):
        with store.writing() as connection:
            append(connection, [decided(each) for each in range(number, number + 60)], when(1))
    with store.aside() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    file = tmp_path / "store.sqlite"
    raw = bytearray(file.read_bytes())
    place = raw.index(b"d500T-500no_control_found") // 4096 * 4096
    raw[place : place + 200] = b"\x07" * 200
    file.write_bytes(raw)
    found = verified(store)
    assert not found.intact
    (broken,) = found.broken
    assert "cannot be read" in broken.what.en
    assert 450 < broken.seq <= 501
    store.close()


def test_so_many_broken_records_are_counted_rather_than_listed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays flat also where everything is broken."""
    monkeypatch.setattr(says, "LISTED", 4)
    fill(store)
    with store.writing() as connection:
        connection.execute(records.update().values(caller="somebody else"))
    found = verified(store)
    assert (len(found.broken), found.more, found.first_broken) == (4, N - 4, 1)


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    """Four times the records, the same peak (within a page's worth of noise)."""
    store = Store.open(str(tmp_path / "store.sqlite"))
    peaks = []
    for _ in range(2):
        for number in range(3):
            with store.writing() as connection:
                append(connection, [decided(each) for each in range(1000)], when(number))
        verified(store)
        tracemalloc.start()
        assert verified(store).intact
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    store.close()
    assert peaks[1] < peaks[0] * 1.2


def _change(store: Store, table: sa.Table, column: str, seq: int) -> None:
    with store.writing() as connection:
        _alter(connection, table, column, seq)


def _alter(connection: sa.Connection, table: sa.Table, column: str, seq: int) -> None:
    """Change one column of one row to another plausible value."""
    before = connection.scalar(sa.select(table.c[column]).where(table.c.seq == seq))
    other = connection.scalar(sa.select(table.c[column]).where(table.c[column] != before).limit(1))
    if isinstance(before, int):
        after: Any = other
    elif column == "nonce":
        after = "0" * 32 + before[32:]
    else:
        after = f"{before[:-1]}{'0' if before[-1:] != '0' else '1'}" if before else "x"
    assert after != before
    connection.execute(table.update().where(table.c.seq == seq).values({column: after}))


def _remove(store: Store, seqs: list[int]) -> None:
    with store.writing() as connection:
        connection.execute(contents.delete().where(contents.c.seq.in_(seqs)))
        connection.execute(records.delete().where(records.c.seq.in_(seqs)))


def _insert(store: Store, seq: int, previous: str) -> None:
    with store.writing() as connection:
        row = dict(connection.execute(sa.select(records).where(records.c.kind == "disposition")).first()._mapping)
        row |= {"seq": seq, "previous": previous}
        row["hash"] = link(previous, [row[name] for name in FIELDS])
        connection.execute(records.insert(), row)


def _recompute(store: Store, start: int, end: int, **change: Any) -> None:
    """Change a record and make the hashes from it to `end` anew, and the end of the log where it is reached."""
    with store.writing() as connection:
        rows = [dict(row._mapping) for row in connection.execute(sa.select(records).where(records.c.seq.between(start, end)).order_by(records.c.seq))]
        rows[0] |= change
        previous = rows[0]["previous"]
        for row in rows:
            row["previous"] = previous
            previous = row["hash"] = link(previous, [row[name] for name in FIELDS])
            connection.execute(records.update().where(records.c.seq == row["seq"]).values(**row))
        if end == N:
            connection.execute(head.update().values(hash=previous))


def _raw(folder: Path, command: str) -> None:
    connection = sqlite3.connect(folder / "store.sqlite", isolation_level=None)
    connection.execute(command)
    connection.close()


def test_a_new_nonce_with_a_new_digest_shows_in_the_chain(store: Store) -> None:
    """Whoever makes the digests beside the record fit has changed the record."""
    fill(store)
    with store.writing() as connection:
        row = connection.execute(sa.select(contents).where(contents.c.seq == 3)).one()
        digest = salted(row.nonce, b"{}")
        connection.execute(contents.update().where(contents.c.seq == 3).values(input="{}"))
        connection.execute(records.update().where(records.c.seq == 3).values(input=digest))
    assert [(broken.seq, broken.what) for broken in verified(store, Receipt(1, "")).broken][1:] == [(3, says.CHANGED)]
