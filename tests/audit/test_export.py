"""The decision log as a file: nothing is lost in JSON lines, nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any

import pyarrow as pa
import pytest
from audit_logs import decided, fill, when
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.audit import export as module
from screening.audit.dispositions import dispose
from screening.audit.erasure import erase
from screening.audit.export import COLUMNS, export
from screening.audit.log import Content, Entry, Sought, append
from screening.batch.output.formulas import defused
from screening.errors import InvalidInput
from screening.store import Store

ORDER = ("seq", "kind", "at", "caller", "decision", "transaction_id", "outcome", "as_of", "context", "asked", "input", "answer", "body")


def test_the_chain_can_be_computed_again_from_the_file_alone(store: Store) -> None:
    """By somebody who has nothing but SHA-256 and JSON."""
    receipts = fill(store)
    with store.writing() as connection:
        name = '한국 "Ünï" \\ / \u2028 😀\t'
        append(connection, [decided(50, parties=(name,), answer=b',"x":1.0e2,"y": [ ]}')], when(50))
    previous = "0" * 64
    lines = _jsonl(store)
    for line in lines:
        fields = json.dumps([line[name] for name in ORDER], ensure_ascii=False, separators=(",", ":"))
        assert line["previous"] == previous
        previous = hashlib.sha256(f"{previous}\n{fields}".encode()).hexdigest()
        assert line["hash"] == previous
        beside = line["content"]
        if beside is not None:
            answer = hashlib.sha256(beside["answer"].encode()).hexdigest()
            for what, text in (("input", beside["input"]), ("answer", answer)):
                assert hashlib.sha256((beside["nonce"] + text).encode()).hexdigest() == line[what]
    assert [line["hash"] for line in lines[:12]] == [receipt.hash for receipt in receipts]
    assert len(lines) == 13


@pytest.mark.parametrize(
    ("sought", "numbers"),
    [
        (Sought(), [1, 2, 3, 5, 6, 7, 8]),
        (Sought(since=when(1), before=when(4)), [2, 3, 5]),
        (Sought(party="CUSTOMER 3"), [5]),
        (Sought(outcome="prohibited"), [8]),
        (Sought(party="strasse", since=when(4)), [6, 7]),
        (Sought(outcome="review"), []),
    ],
)
def test_only_what_is_sought_is_exported(store: Store, sought: Sought, numbers: list[int]) -> None:
    """A period, a party, an outcome, and several of them; in both formats."""
    fill(store, 6)
    with store.writing() as connection:
        append(connection, [decided(50, outcome="prohibited", parties=("Somebody",))], when(50))
    found = [line["seq"] for line in _jsonl(store, sought) if line["kind"] == "decision"]
    assert found == [each if each < 8 else 9 for each in numbers]
    assert [int(row["seq"]) for row in _csv(store, sought) if row["kind"] == "decision"] == found


def test_the_table_tells_what_was_found_and_who_disposed_of_it(store: Store) -> None:
    """In columns that a reader understands."""
    answer = {
        "findings": [{"rule": "us.ear.744_11"}, {"rule": "us.ear.3a090"}, {"rule": "us.ear.744_11"}],
        "party_matches": [{"party": "Inspur", "owner": None, "name": "Inspur Group", "list": "us.entity_list", "grade": "match"}],
    }
    rest = b"," + json.dumps(answer).encode()[1:]
    with store.writing() as connection:
        append(connection, [decided(1, outcome="license_required", answer=rest, parties=("Inspur", "은행"))], when(1))
        dispose(connection, "d1", "A. Kim", "declined", "not ours", when(2), "key", four_eyes=False)
    first, second = _csv(store)
    assert first["rules"] == "us.ear.744_11; us.ear.3a090"
    assert first["listed_matches"] == "Inspur = Inspur Group (us.entity_list, match)"
    assert (first["parties"], first["client_reference"], first["content"]) == ("inspur; 은행", "ref-1", "kept")
    assert (second["verdict"], second["state"], second["reviewer"], second["reason"]) == ("declined", "confirmed", "A. Kim", "not ours")
    assert (second["content"], second["details"]) == ("", "")


def test_a_batch_row_has_its_columns(store: Store) -> None:
    """Its answer is a row, not a decision."""
    with store.writing() as connection:
        content = Content(b"{}", b'{"rules":"us.ear.3a090","listed_matches":"x"}')
        append(connection, [Entry("decision", "a", "d", content=content), Entry("decision", "a", "e", content=Content(b"", b"no JSON"))], when(1))
    first, second = _csv(store)
    assert (first["rules"], first["listed_matches"]) == ("us.ear.3a090", "x")
    assert (second["rules"], second["listed_matches"]) == ("", "")


def test_what_was_erased_is_said_to_be(store: Store) -> None:
    """The record stays in the export; there is nothing beside it."""
    fill(store, 2)
    with store.writing() as connection:
        erase(connection, when(1), when(9), "cli")
    assert [row["content"] for row in _csv(store)] == ["erased", "kept", ""]
    assert [line["content"] is None for line in _jsonl(store)] == [True, False, True]
    assert json.loads(_csv(store)[2]["details"])["records"] == 1


def test_a_spreadsheet_reads_korean_and_runs_nothing(store: Store) -> None:
    """A byte order mark first, and an apostrophe before what would run."""
    with store.writing() as connection:
        append(connection, [decided(1, parties=('=HYPERLINK("http://x")', "은행"))], when(1))
    raw = _raw(store, "csv")
    assert raw.startswith(b"\xef\xbb\xbfseq,at,")
    assert _csv(store)[0]["parties"].startswith("'=hyperlink")


@given(st.text(st.characters(codec="utf-8"), max_size=8) | st.from_regex(r"[ \u200b\t\n]{0,2}[=+\-@＝＋－＠][0-9,.e%a ]{0,5}", fullmatch=True))
@settings(deadline=None)
def test_the_same_cells_are_defused_as_in_a_batch(text: str) -> None:
    """Two ways to write a table, one judgement of what runs."""
    assert module._cell(text) == defused(pa.array([text]))[0].as_py()


def test_a_cell_is_not_longer_than_a_spreadsheet_takes(store: Store) -> None:
    """It ends in an ellipsis rather than silently."""
    with store.writing() as connection:
        append(connection, [decided(1, parties=("x" * 40_000,))], when(1))
    cell = _csv(store)[0]["parties"]
    assert len(cell) <= 32_767
    assert cell.endswith("…")


def test_pages_end_anywhere(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """No record is left out or doubled where a page ends."""
    fill(store)
    for size in (1, 5, 12):
        monkeypatch.setattr(module, "PAGE", size)
        assert [line["seq"] for line in _jsonl(store)] == list(range(1, 13))


def test_another_format_is_refused(store: Store) -> None:
    """Before anything is written."""
    with pytest.raises(InvalidInput, match="jsonl, csv"):
        _raw(store, "xlsx")


def _raw(store: Store, format: str, sought: Sought | None = None) -> bytes:
    stream = io.BytesIO()
    with store.reading() as connection:
        count = export(connection, sought or Sought(), stream, format)
    if format == "jsonl":
        assert count == stream.getvalue().count(b"\n")
    return stream.getvalue()


def _jsonl(store: Store, sought: Sought | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _raw(store, "jsonl", sought).split(b"\n") if line]


def _csv(store: Store, sought: Sought | None = None) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(_raw(store, "csv", sought).decode("utf-8-sig"), newline="")))
    assert all(tuple(row) == COLUMNS for row in rows)
    return rows
