"""Steps about the decision log and whoever tampers with it; imported by conftest.py."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import zstandard
from logged_deals import A100, change_rule, log_deal, rules_in
from pytest_bdd import given, parsers, then, when

from screening.app import load_screener
from screening.audit.chain import BEGINNING, FIELDS, link
from screening.audit.erasure import erase
from screening.audit.findings import Verified
from screening.audit.kept import keep
from screening.audit.log import Receipt
from screening.audit.replay import Replayed, replay
from screening.audit.verify import verify
from screening.store import Store

PLACES = {
    "outcome": ("records", "outcome"), "time": ("records", "at"), "caller": ("records", "caller"),
    "decision": ("records", "decision"), "question": ("records", "asked"), "context": ("records", "context"),
    "hash": ("records", "hash"), "previous hash": ("records", "previous"), "digest of a deal": ("records", "input"),
    "deal": ("contents", "input"), "names": ("contents", "parties"),
}  # fmt: skip
LATER = "2027-01-01T00:00:00.000000Z"


@dataclass
class Audited:
    """A log in a file, what was answered into it, and what came of asking it."""

    folder: Path
    rules: Path
    bodies: list[bytes] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    kept: Receipt | None = None
    replayed: Replayed | None = None

    @property
    def file(self) -> Path:
        """Where the store is."""
        return self.folder / "store.sqlite"

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the store, as a new process would."""
        store = Store.open(str(self.file))
        yield store
        store.close()

    @contextmanager
    def tampering(self) -> Iterator[sqlite3.Connection]:
        """Open the database past the program, as somebody with the file would."""
        connection = sqlite3.connect(self.file)
        with connection:
            yield connection
        connection.close()

    def verify(self, head: Receipt | None = None) -> Verified:
        """Verify the log."""
        with self.store() as store, store.reading() as connection:
            return verify(connection, head=head)

    def replay(self, seq: int) -> Replayed:
        """Replay a record; today's rules are those in the folder, if it is still there."""
        present = load_screener(self.rules) if self.rules.is_dir() else None
        with self.store() as store:
            self.replayed = replay(store, seq, load_screener, self.folder / "room", present=present)
        return self.replayed


@pytest.fixture
def audited(tmp_path: Path) -> Audited:
    """Return an empty log beside a copy of the rules."""
    return Audited(tmp_path, tmp_path / "rules")


@given("these deals were screened into a decision log")
@given("다음 거래를 심사하여 결정 기록에 남겼다")
def logged(audited: Audited, datatable: list[list[str]]) -> None:
    """Screen deals as the service does, from a folder of rules that can be changed later."""
    head, *rows = datatable
    screener = load_screener()  # the same rules, byte for byte, as in the copy
    rules_in(audited.rules)
    with audited.store() as store:
        context = keep(store, screener, audited.rules, None)
        for told in (dict(zip(head, row, strict=True)) for row in rows):
            item = {"description": told["item"], "quantity": 8} | ({"eccn": told["eccn"]} if told["eccn"] else {})
            parties = [A100["parties"][0], {**A100["parties"][1], "name": told["end_user"], "country": told["destination"]}]
            own = {name: told[name] for name in ("id", "date", "destination")}
            receipt, body = log_deal(store, screener, context, {**A100, **own, "items": [item], "parties": parties})
            audited.receipts.append(receipt)
            audited.bodies.append(body)


@given(parsers.parse("somebody kept the receipt of record {seq:d}"))
def receipt_kept(audited: Audited, seq: int) -> None:
    """Keep what came with an answer as `Log-Record`."""
    audited.kept = audited.receipts[seq - 1]


@when(parsers.parse("one byte of the {what} of record {seq:d} is changed in the database"))
@when(parsers.parse("데이터베이스에서 기록 {seq:d}의 {what} 한 바이트가 바뀌면"))
def byte_changed(audited: Audited, what: str, seq: int) -> None:
    """Change the byte in the middle, by its lowest bit."""
    with audited.tampering() as database:
        if what == "answer":
            (id,) = database.execute("SELECT answer FROM contents WHERE seq = ?", (seq,)).fetchone()
            (packed,) = database.execute("SELECT packed FROM answers WHERE digest = ?", (id,)).fetchone()
            changed = zstandard.compress(_flipped(zstandard.decompress(packed)))
            database.execute("UPDATE answers SET packed = ? WHERE digest = ?", (changed, id))
            return
        table, column = PLACES[what]
        (text,) = database.execute(f"SELECT {column} FROM {table} WHERE seq = ?", (seq,)).fetchone()  # noqa: S608
        query = f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE seq = ?"  # noqa: S608
        database.execute(query, (_flipped(text.encode()), seq))


def _flipped(text: bytes) -> bytes:
    middle = len(text) // 2
    return text[:middle] + bytes([text[middle] ^ 1]) + text[middle + 1 :]


@when("one byte of the kept rules is changed in the database")
def kept_rules_changed(audited: Audited) -> None:
    """Change what replays are made from."""
    with audited.tampering() as database:
        (packed,) = database.execute("SELECT packed FROM kept WHERE kind = 'rules'").fetchone()
        changed = zstandard.compress(_flipped(zstandard.decompress(packed)))
        database.execute("UPDATE kept SET packed = ? WHERE kind = 'rules'", (changed,))


@when(parsers.parse("record {seq:d} is removed from the database"))
@when(parsers.parse("데이터베이스에서 기록 {seq:d}이 지워지면"))
def removed(audited: Audited, seq: int) -> None:
    """Remove a record with what stands beside it."""
    with audited.tampering() as database:
        database.execute("DELETE FROM contents WHERE seq = ?", (seq,))
        database.execute("DELETE FROM records WHERE seq = ?", (seq,))


@when(parsers.parse("what was screened is removed from beside record {seq:d}"))
def content_removed(audited: Audited, seq: int) -> None:
    """Remove only what may be erased, and say so nowhere."""
    with audited.tampering() as database:
        database.execute("DELETE FROM contents WHERE seq = ?", (seq,))


@when(parsers.parse("records {one:d} and {other:d} change places in the database"))
def reordered(audited: Audited, one: int, other: int) -> None:
    """Give each the number of the other, with what stands beside it."""
    with audited.tampering() as database:
        for table in ("records", "contents"):
            for old, new in ((one, -1), (other, one), (-1, other)):
                database.execute(f"UPDATE {table} SET seq = ? WHERE seq = ?", (new, old))  # noqa: S608


@when(parsers.parse("the outcome of record {seq:d} is changed and the whole chain made anew"))
def chain_made_anew(audited: Audited, seq: int) -> None:
    """Do what only somebody who knows this program can do: no hash is wrong any more."""
    with audited.tampering() as database:
        database.execute("UPDATE records SET outcome = 'no_control_found' WHERE seq = ?", (seq,))
        previous = BEGINNING
        rows = database.execute(f"SELECT {', '.join(FIELDS)} FROM records ORDER BY seq").fetchall()  # noqa: S608
        for row in rows:
            followed, previous = previous, link(previous, row)
            database.execute("UPDATE records SET previous = ?, hash = ? WHERE seq = ?", (followed, previous, row[0]))
        database.execute("UPDATE head SET hash = ?", (previous,))


@when(parsers.parse('the control "{rule}" is changed to say "{outcome}" in the folder of rules'))
@when(parsers.parse('규칙 폴더에서 통제 "{rule}"의 결과가 "{outcome}"로 바뀌면'))
def rule_changed(audited: Audited, rule: str, outcome: str) -> None:
    """Change the file that the log's answers were given under."""
    change_rule(audited.rules)
    changed = load_screener(audited.rules).rules.rules[rule]
    assert {version.outcome.name for version in changed.versions if version.outcome} >= {outcome}


@when("the folder of rules is removed")
def rules_removed(audited: Audited) -> None:
    """Leave only what the store keeps."""
    shutil.rmtree(audited.rules)


@when("what identifies people is erased")
@when("신원 정보를 삭제하면")
def people_erased(audited: Audited) -> None:
    """Erase everything before a day that is yet to come."""
    with audited.store() as store, store.writing() as connection:
        assert erase(connection, LATER, LATER, "cli") == len(audited.receipts)


@then(parsers.parse("the log is intact with {count:d} records"))
@then(parsers.parse("기록 {count:d}건이 모두 온전하다"))
def intact(audited: Audited, count: int) -> None:
    """Nothing is broken, and nothing is missing."""
    found = audited.verify()
    assert (found.intact, found.records, found.broken) == (True, count, ())


@then(parsers.parse("record {seq:d} and no other is named as broken"))
@then(parsers.parse("손상된 기록은 {seq:d}뿐이다"))
def only_broken(audited: Audited, seq: int) -> None:
    """Exactly this record is named, in both languages."""
    found = audited.verify()
    assert not found.intact
    assert (found.first_broken, {each.seq for each in found.broken}) == (seq, {seq}), found.broken
    assert all(each.what.en and each.what.ko for each in found.broken)


@then(parsers.parse("records {one:d} and {other:d} and no others are named as broken"))
def both_broken(audited: Audited, one: int, other: int) -> None:
    """Exactly these two are named."""
    found = audited.verify()
    assert (found.first_broken, {each.seq for each in found.broken}) == (one, {one, other}), found.broken


@then(parsers.parse("against the receipt record {seq:d} and no other is named as broken"))
def broken_against_receipt(audited: Audited, seq: int) -> None:
    """The chain is whole, but it is another one."""
    assert audited.kept is not None
    found = audited.verify(audited.kept)
    assert (found.intact, {each.seq for each in found.broken}) == (False, {seq}), found.broken


@then(parsers.parse('record {seq:d} says "{outcome}"'))
def record_says(audited: Audited, seq: int, outcome: str) -> None:
    """Every answer is recorded, with its outcome."""
    with audited.tampering() as database:
        assert database.execute("SELECT outcome FROM records WHERE seq = ?", (seq,)).fetchone() == (outcome,)


@then(parsers.parse("the replay of record {seq:d} gives the answer of then, byte for byte"))
@then(parsers.parse("기록 {seq:d}을 재현하면 당시 답변과 바이트 단위로 같다"))
def same_bytes(audited: Audited, seq: int) -> None:
    """Compare with what was answered, not only with what the store says was."""
    found = audited.replay(seq)
    assert found.again == audited.bodies[seq - 1], found.differences
    assert (found.state, found.intact) == ("same", True)


@then(parsers.parse('today\'s rules say "{today}" beside "{before}" of then'))
@then(parsers.parse('당시의 "{before}" 옆에 현재 규칙의 "{today}"가 표시된다'))
def beside(audited: Audited, today: str, before: str) -> None:
    """Both stand there, and neither is taken for the other."""
    assert audited.replayed is not None
    assert audited.replayed.beside is not None
    assert json.loads(audited.replayed.before)["outcome"] == before
    assert json.loads(audited.replayed.beside.answer)["outcome"] == today


@then(parsers.parse('the replay of record {seq:d} differs, because "{words}"'))
def differs(audited: Audited, seq: int, words: str) -> None:
    """Say that it does, and why."""
    found = audited.replay(seq)
    assert (found.state, found.intact) == ("differs", False)
    assert found.differences
    assert any(words in why.en for why in found.why), found.why


@then("what is replayed is what was answered then")
def true_answer(audited: Audited) -> None:
    """The recorded digest tells it from what somebody wrote there."""
    assert audited.replayed is not None
    assert audited.replayed.again == audited.bodies[audited.replayed.seq - 1]


@then(parsers.parse('record {seq:d} cannot be replayed, because "{words}"'))
@then(parsers.parse('기록 {seq:d}은 재현할 수 없다: "{words}"'))
def impossible(audited: Audited, seq: int, words: str) -> None:
    """Say that it cannot, and why."""
    found = audited.replay(seq)
    assert (found.state, found.again) == ("impossible", None)
    assert any(words in text for why in found.why for text in (why.en, why.ko)), found.why


@given(parsers.parse('the database names "{name}"'))
@given(parsers.parse('데이터베이스에 "{name}"이라는 이름이 있다'))
def named(audited: Audited, name: str) -> None:
    """Find a name in some table, in any case, also in what is packed."""
    assert name.casefold() in _everything(audited)


@then(parsers.parse('nothing in the database names "{name}"'))
@then(parsers.parse('데이터베이스 어디에도 "{name}"이라는 이름이 없다'))
def not_named(audited: Audited, name: str) -> None:
    """Look through every table, also in what is packed."""
    assert name.casefold() not in _everything(audited)


def _everything(audited: Audited) -> str:
    said = []
    with audited.tampering() as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in database.execute(f"SELECT * FROM {table}"):  # noqa: S608
                said += [zstandard.decompress(each).decode(errors="replace") if isinstance(each, bytes) else str(each) for each in row]
    return "\n".join(said).casefold()
