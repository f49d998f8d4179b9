"""The decision log: what is appended is found again, in every order and by everything it may be looked for."""

from __future__ import annotations

import hashlib
import multiprocessing
import tempfile
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
import sqlalchemy as sa
from audit_logs import decided, fill, noted, verified, when
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.audit import log as module
from screening.audit.chain import BEGINNING, FIELDS, answered, link, salted
from screening.audit.log import Content, Entry, Kept, Receipt, Record, Sought, append, find, kept, last, record
from screening.store import Store
from screening.store.tables import answers, head, records

TEXTS = ["plain", "김철수 유한회사", "Straße GmbH", "İstanbul", "😀 \u200b \u2028", "a\"b\\c'd;--", "%_\\", "line\nline", " ", "x" * 4000]
FILTERS = [
    (Sought(kind="disposition"), [4, 8]),
    (Sought(decision="d2"), [3, 4]),
    (Sought(transaction_id="T-3"), [5]),
    (Sought(reference="ref-4"), [6]),
    (Sought(caller="a key", kind="decision"), [1, 2, 3, 5, 6, 7]),
    (Sought(caller="nobody"), []),
    (Sought(outcome="no_control_found"), [1, 2, 3, 5, 6, 7]),
    (Sought(outcome=""), [4, 8]),
    (Sought(since=when(4)), [6, 7, 8]),
    (Sought(before=when(2)), [1, 2]),
    (Sought(since=when(2), before=when(3)), [3, 4]),
    (Sought(party="CUSTOMER 5"), [7]),
    (Sought(party="STRASSE", decision="d1"), [2]),
    (Sought(party="customer", reference="ref-0"), [1]),
    (Sought(party="nobody"), []),
]
PARTS = [
    ("100%", {"100% Chips"}), ("100", {"100% Chips", "100 Chips"}), ("a_b", {"A_B"}), ("a\\b", {"A\\B"}), ("%", {"100% Chips"}),
    ("ΣΊΣΥΦΟΣ", {"Σίσυφος"}), ("ｃｈｉｐ", {"100% Chips", "100 Chips"}), (unicodedata.normalize("NFD", "한국"), {"한국 주식회사"}),
    ("국 주", {"한국 주식회사"}),
]  # fmt: skip


def test_an_empty_log_ends_nowhere(store: Store) -> None:
    """And has nothing to find."""
    with store.reading() as connection:
        assert last(connection) is None
        assert list(find(connection, Sought())) == []
        assert record(connection, 1) is None
        assert kept(connection, [1]) == {}


def test_what_is_appended_is_read_again(store: Store) -> None:
    """Every field, and what stands beside it."""
    entry = Entry("decision", "key", "d", "T", "review", "2026-01-01", "c", '{"a":1}', '{"b":2}', Content(b"{}", b",1}", "ref", ("A B",)))
    (receipt,) = _append(store, entry)
    with store.reading() as connection:
        found = record(connection, 1)
        beside = kept(connection, [1, 2])
    assert found is not None
    nonce = beside[1].nonce
    assert found == Record(
        1, "decision", when(0), "key", "d", "T", "review", "2026-01-01", "c", '{"a":1}', salted(nonce, b"{}"), answered(nonce, hashlib.sha256(b",1}").hexdigest()),
        '{"b":2}', BEGINNING, receipt.hash,
    )  # fmt: skip
    assert beside == {1: Kept(nonce, "ref", ("a b",), b"{}", b",1}")}
    assert str(receipt) == f"1:{found.hash}"


def test_receipts_are_the_chain(store: Store) -> None:
    """Each record follows the one before, across blocks; the last receipt is where the log ends."""
    receipts = fill(store)
    with store.reading() as connection:
        found = list(find(connection, Sought()))
        assert last(connection) == receipts[-1]
    assert [Receipt(each.seq, each.hash) for each in found] == receipts
    for before, each in zip([None, *found], found, strict=False):
        assert each.previous == (before.hash if before else BEGINNING)
        assert each.hash == link(each.previous, [getattr(each, name) for name in FIELDS])


def test_any_text_is_kept_as_it_is(store: Store) -> None:
    """Korean, quotes, wildcards, line ends and long ones; in every column that has texts of others."""
    for seq, text in enumerate(TEXTS, 1):
        content = Content(text.encode(), text.encode() * 2, text, (text,))
        _append(store, Entry("decision", text, text, text, asked=text, body=text, content=content))
        wanted = Sought(transaction_id=text, caller=text, decision=text, reference=text, party=text)
        with store.reading() as connection:
            (found,), beside = find(connection, wanted), kept(connection, [seq])[seq]
        assert (found.seq, found.caller, found.transaction_id, found.asked, found.body) == (seq, text, text, text, text)
        assert (beside.input, beside.answer, beside.reference) == (text.encode(), text.encode() * 2, text)
    assert verified(store).intact


def test_half_a_surrogate_is_refused_and_nothing_is_written(store: Store) -> None:
    """No database can hold it; the record before it in the same block is not kept either."""
    with pytest.raises((TypeError, UnicodeError)):
        _append(store, decided(1), replace(decided(2), transaction_id="\ud800"))
    with store.reading() as connection:
        assert last(connection) is None
    _append(store, decided(1))
    assert verified(store).intact


def test_an_answer_is_kept_once(store: Store) -> None:
    """However often and by however many blocks it is given."""
    for _ in range(3):
        _append(store, decided(1, answer=b",same}"), decided(2, answer=b",same}"), decided(3, answer=b",other}"))
    with store.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(answers)) == 2
        found = kept(connection, range(1, 10))
    assert [found[seq].answer for seq in (1, 5, 9)] == [b",same}", b",same}", b",other}"]


def test_more_different_answers_than_a_page_are_found_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions to the database come in pieces."""
    monkeypatch.setattr(module, "PAGE", 3)
    entries = [decided(each, answer=b",%d}" % each) for each in range(10)]
    _append(store, *entries)
    _append(store, *entries)
    with store.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(answers)) == 10
        found = kept(connection, range(1, 21))
    assert [found[seq].answer for seq in range(1, 21)] == [b",%d}" % (each % 10) for each in range(20)]


def test_no_two_digests_of_one_text_are_the_same(store: Store) -> None:
    """Or equal deals could be seen in the log after they were erased."""
    _append(store, decided(1), decided(1))
    _append(store, decided(1))
    with store.reading() as connection:
        found = list(find(connection, Sought()))
        assert len({each.nonce for each in kept(connection, [1, 2, 3]).values()}) == 3
    assert len({each.input for each in found}) == len({each.answer for each in found}) == 3


def test_appending_nothing_changes_nothing(store: Store) -> None:
    """An empty block."""
    assert _append(store) == []
    fill(store, 1)
    assert _append(store) == []
    assert verified(store).records == 1


def test_records_are_found_by_whatever_is_sought(store: Store) -> None:
    """Forwards, and the newest first."""
    fill(store, 6)
    with store.reading() as connection:
        for sought, seqs in FILTERS:
            assert [each.seq for each in find(connection, sought)] == seqs, sought
            assert [each.seq for each in find(connection, sought, newest=True)] == seqs[::-1], sought


def test_a_part_of_a_name_is_found_as_it_is_meant(store: Store) -> None:
    """No sign is a wildcard; case, width and composition do not matter."""
    names = ["100% Chips", "100 Chips", "A_B", "AxB", "A\\B", "Σίσυφος", "한국 주식회사"]
    _append(store, *(replace(decided(n), transaction_id=name, content=Content(b"", b"", None, (name,))) for n, name in enumerate(names)))
    with store.reading() as connection:
        for part, found in PARTS:
            assert {each.transaction_id for each in find(connection, Sought(party=part))} == found, part


@pytest.mark.parametrize("page", [1, 3, 12, 500])
def test_paging_gives_every_record_once(store: Store, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both directions, whatever the size of a page; the last number is where the next page begins."""
    fill(store)
    monkeypatch.setattr(module, "PAGE", page)
    for newest, limit in product((False, True), (None, 1, 3, 5, 12, 99)):
        seen: list[int] = []
        with store.reading() as connection:
            while found := [each.seq for each in find(connection, Sought(), after=seen[-1] if seen else 0, newest=newest, limit=limit)]:
                assert len(found) <= (limit or 12)
                seen += found
                if newest and seen[-1] == 1:  # before the first there is none, and 0 is where the newest begin
                    break
        assert seen == (list(range(12, 0, -1)) if newest else list(range(1, 13)))


def test_a_limit_of_none_at_all_gives_nothing(store: Store) -> None:
    """Zero is a number."""
    fill(store, 2)
    with store.reading() as connection:
        assert list(find(connection, Sought(), limit=0)) == []


OUTCOMES = ("review", "prohibited", "no_control_found")
ENTRIES = st.lists(st.tuples(st.sampled_from(OUTCOMES), st.sampled_from(["Kim Ltd", "KIM%", "Lee"]), st.integers(0, 3)), max_size=12)
SOUGHT = st.builds(
    Sought, outcome=st.none() | st.sampled_from(OUTCOMES), party=st.none() | st.sampled_from(["kim", "%", "EE", "im%"]),
    since=st.none() | st.integers(0, 3).map(when), before=st.none() | st.integers(0, 4).map(when),
)  # fmt: skip


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """A folder for the stores that examples are tried on."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@given(ENTRIES, SOUGHT, st.booleans())
@settings(max_examples=40, deadline=None)
def test_what_is_found_is_what_a_look_at_every_record_finds(room: Path, entries: list[tuple[str, str, int]], sought: Sought, newest: bool) -> None:
    """Filters are a conjunction, however many there are."""
    store = Store.open(str(room / f"{len(list(room.iterdir()))}.sqlite"))
    for outcome, name, minute in entries:
        _append(store, replace(decided(0, outcome=outcome), content=Content(b"", b"", None, (name,))), at=when(minute))
    expected = [
        seq for seq, (outcome, name, minute) in enumerate(entries, 1)
        if (sought.outcome is None or outcome == sought.outcome)
        and (sought.party is None or sought.party.casefold() in name.casefold())
        and (sought.since is None or when(minute) >= sought.since)
        and (sought.before is None or when(minute) < sought.before)
    ]  # fmt: skip
    with store.reading() as connection:
        assert [each.seq for each in find(connection, sought, newest=newest)] == (expected[::-1] if newest else expected)
    store.close()


def test_two_writers_at_once_make_one_chain(address: str) -> None:
    """Each with its own connections; every record is there, and none follows the same one."""

    def write(name: int) -> list[Receipt]:
        store = Store.open(address)
        try:
            return [receipt for _ in range(8) for receipt in _append(store, decided(name), noted(name))]
        finally:
            store.close()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(write, (1, 2))
    assert sorted(each.seq for each in one + other) == list(range(1, 33))
    store = Store.open(address)
    assert all(verified(store, receipt).intact for receipt in (*one[-1:], *other[-1:]))
    assert verified(store).records == 32
    store.close()


def test_two_processes_at_once_make_one_chain(address: str) -> None:
    """As several workers do."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(address, number)) for number in (1, 2)]
    for each in writers:
        each.start()
    for each in writers:
        each.join(60)
    assert [each.exitcode for each in writers] == [0, 0]
    store = Store.open(address)
    found = verified(store)
    assert (found.records, found.intact) == (40, True)
    store.close()


def test_a_fork_is_refused_by_the_table_itself(store: Store) -> None:
    """Whoever goes round the lock and follows a record that is followed already, does not come in."""
    fill(store, 3)
    with store.reading() as connection:
        row = dict(connection.execute(sa.select(records).where(records.c.seq == 4)).one()._mapping)
    with pytest.raises(sa.exc.IntegrityError), store.engine.begin() as connection:
        connection.execute(records.insert(), row | {"hash": "0" * 64})
    assert verified(store).intact


def test_a_writer_without_the_lock_loses_against_one_who_has_it(store: Store) -> None:
    """The one who read the end of the log too early is refused, and the log goes on."""
    receipts = fill(store, 1)
    stale = {"seq": 2, "previous": receipts[0].hash, "hash": "x"} | dict.fromkeys(
        ("kind", "at", "caller", "decision", "outcome", "as_of", "context", "asked", "input", "answer", "body"), ""
    )
    _append(store, decided(5))
    with pytest.raises(sa.exc.IntegrityError), store.engine.begin() as connection:
        connection.execute(records.insert(), stale)
    _append(store, decided(6))
    assert verified(store).intact
    with store.reading() as connection:
        assert connection.execute(sa.select(head.c.seq)).all() == [(3,)]


def _append(store: Store, *entries: Entry, at: str = when(0)) -> list[Receipt]:
    with store.writing() as connection:
        return append(connection, entries, at)


def _write(address: str, number: int) -> None:
    store = Store.open(address)
    for _ in range(20):
        _append(store, decided(number))
    store.close()
