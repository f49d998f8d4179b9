"""Which decisions are open: the newest of each deal, whoever asks what beside it."""

import json
from datetime import date

import pytest

from screening.audit import log
from screening.jobs.lineages import open_after, still_open
from screening.store import Store
from screening.store.tables import closed, differences
from screening.wire.answer import Asked

AT = "2026-11-22T22:50:00.000000Z"


def put(
    store: Store, decision: str, transaction: str | None, *, caller: str = "k1", day: date | None = None,
    assume: tuple[str, ...] = (), kind: str = "decision", **body: object,
) -> int:  # fmt: skip
    """Log a record; return its number."""
    content = log.Content(b"{}", b",{}")
    asked = Asked(day, assume).to_json()
    written = json.dumps(body, separators=(",", ":")) if body else ""
    entry = log.Entry(kind, caller, decision, transaction, "review", "2026-11-22", "c", asked, written, content)
    with store.writing() as connection:
        return log.append(connection, [entry], AT)[0].seq


def opened(store: Store) -> list[int]:
    """Return the numbers of the open decisions."""
    with store.reading() as connection:
        found = [record.seq for record, _ in open_after(connection, 0, 1000, 1000)]
        assert still_open(connection, range(100)) == set(found)
    return found


def test_a_newer_answer_replaces_the_older_of_the_same_deal(store: Store) -> None:
    """A deal is one caller's; another's deal of the same id is another."""
    put(store, "d1", "T-1")
    other = put(store, "d1", "T-1", caller="k2")
    third = put(store, "d2", "T-2")
    newest = put(store, "d3", "T-1")
    assert opened(store) == [other, third, newest]


def test_without_an_id_each_decision_is_a_deal(store: Store) -> None:
    """The same one twice is the same."""
    put(store, "d1", None)
    two, again = put(store, "d2", None), put(store, "d1", None, caller="k2")
    assert opened(store) == [two, again]


def test_a_rescreening_is_the_newest_state(store: Store) -> None:
    """By transaction id, or by the difference where there is none."""
    one, two = put(store, "d1", "T-1"), put(store, "d2", None)
    after = [
        put(store, "d3", "T-1", kind="rescreening", day=date(2026, 11, 22), before=one, pinned=False),
        put(store, "d4", None, kind="rescreening", day=date(2026, 11, 22), before=two, pinned=False),
    ]
    with store.writing() as connection:
        rows = zip((one, two), after, strict=True)
        connection.execute(differences.insert(), [
            {"job": "j", "at": AT, "change": "newly_caught", "before": old, "after": new} for old, new in rows
        ])  # fmt: skip
    assert opened(store) == after


@pytest.mark.parametrize("transaction", ["T-1", None])
def test_a_question_about_another_day_does_not_end_the_watch(store: Store, transaction: str | None) -> None:
    """Asking about last year replaces other such questions only; asking about today replaces both."""
    put(store, "d1", transaction, day=date(2025, 1, 1))
    live = put(store, "d1", transaction)
    put(store, "d1", transaction, day=date(2025, 1, 2))
    pinned = put(store, "d1", transaction, day=date(2025, 1, 3))
    assert opened(store) == [live, pinned]
    newest = put(store, "d1", transaction)
    assert opened(store) == [newest]


def test_a_what_if_is_no_decision_on_the_deal(store: Store) -> None:
    """It is neither screened again, nor does it replace what was decided."""
    real = put(store, "d1", "T-1")
    put(store, "d2", "T-1", assume=("us.bills.s3519",))
    assert opened(store) == [real]


def test_what_is_closed_or_no_answer_is_left_out(store: Store) -> None:
    """A disposition closes a decision, not a deal: a newer answer is open again."""
    seq = put(store, "d1", "T-1")
    with store.writing() as connection:
        connection.execute(closed.insert(), {"decision": "d1", "seq": seq})
    put(store, "d1", "T-1", kind="disposition")
    assert opened(store) == []
    newer = put(store, "d2", "T-1")
    assert opened(store) == [newer]


def test_a_page_ends_at_the_limit_and_at_the_end(store: Store) -> None:
    """What was logged after a job began is not its business."""
    seqs = [put(store, f"d{n}", f"T-{n}") for n in range(5)]
    with store.reading() as connection:
        assert [record.seq for record, _ in open_after(connection, seqs[0], seqs[3], 2)] == seqs[1:3]
        assert [record.seq for record, _ in open_after(connection, seqs[2], seqs[3], 2)] == [seqs[3]]
