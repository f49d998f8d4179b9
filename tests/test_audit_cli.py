"""`screening audit …`: what it prints, in which language, and how it exits."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT
from logged_deals import A100, AT, MONITOR, RULES, change_rule, log_deal, rules_in

from screening.app import load_screener
from screening.audit.kept import keep
from screening.audit.log import Entry, Receipt, append
from screening.store import Store


@dataclass
class Logged:
    """A log in the default store, with two answers in it."""

    file: Path
    receipts: list[Receipt]
    bodies: list[bytes]

    @property
    def decision(self) -> str:
        """The id of the first decision."""
        return str(json.loads(self.bodies[0])["id"])

    def change(self, statement: str) -> None:
        """Change the database past the program."""
        connection = sqlite3.connect(self.file)
        with connection:
            connection.execute(statement)
        connection.close()


@pytest.fixture
def logged(tmp_path: Path) -> Logged:
    """Screen a deal that needs a license and one that needs none."""
    file = tmp_path / "data" / "store.sqlite"
    store = Store.open(str(file))
    screener = load_screener()
    context = keep(store, screener, RULES, None)
    told = [log_deal(store, screener, context, deal) for deal in (A100, MONITOR)]
    store.close()
    return Logged(file, [receipt for receipt, _ in told], [body for _, body in told])


def test_an_intact_log_is_said_to_be_so_with_a_receipt_to_keep(screening, logged) -> None:
    """And that receipt is taken the next time."""
    code, printed = screening("audit", "verify")
    assert code == 0
    assert printed.splitlines()[0] == "The decision log is intact: 2 records."
    assert str(logged.receipts[1]) in printed
    code, printed = screening("audit", "verify", "--head", str(logged.receipts[0]), "--lang", "ko")
    assert (code, printed.splitlines()[0]) == (0, "결정 기록이 온전함: 기록 2건.")


def test_verify_prints_the_json_of_the_contract(screening, logged) -> None:
    """Whether the log is whole and, if not, where it first is not."""
    code, printed = screening("audit", "verify", "--format", "json")
    assert code == 0
    assert json.loads(printed) == {
        "records": 2, "intact": True, "first_broken": None, "broken": [], "not_listed": 0, "end": str(logged.receipts[1]),
    }  # fmt: skip
    logged.change("UPDATE records SET outcome = 'review' WHERE seq = 2")
    code, printed = screening("audit", "verify", "--format", "json")
    found = json.loads(printed)
    assert (code, found["intact"], found["first_broken"]) == (1, False, 2)
    assert [each["seq"] for each in found["broken"]] == [2]


@pytest.mark.parametrize(("language", "words"), [("en", "record 1: the record's fields"), ("ko", "기록 1: 기록의 항목이나 해시가 변경됨")])
def test_a_broken_record_is_named(screening, logged, language, words) -> None:
    """In the language asked for; and no receipt is offered of such a log."""
    logged.change("UPDATE records SET caller = 'nobody' WHERE seq = 1")
    code, printed = screening("audit", "verify", "--lang", language)
    assert code == 1
    assert words in printed
    assert logged.receipts[1].hash not in printed


def test_a_receipt_that_is_no_longer_true_breaks_the_log(screening, logged) -> None:
    """Whoever kept it can show that the log is another one."""
    code, printed = screening("audit", "verify", "--head", f"1:{'a' * 64}")
    assert code == 1
    assert "record 1" in printed


@pytest.mark.parametrize("text", ["1", "1:xyz", f"x:{'a' * 64}", f"{'9' * 20}:{'a' * 64}"])
def test_what_is_no_receipt_is_refused(screening, logged, text) -> None:
    """With the form of one."""
    code, printed = screening("audit", "verify", "--head", text)
    assert code == 2
    assert "is not a receipt of the decision log (write SEQ:HASH" in printed


@pytest.mark.parametrize("command", [("verify",), ("replay", "1"), ("export",), ("erase", "--before", "2026-01-01", "--yes")])
def test_where_there_is_no_store_none_is_made(screening, tmp_path, command) -> None:
    """An empty log would be an answer to another question."""
    code, printed = screening("audit", *command)
    assert code == 2
    assert printed.startswith(f"there is no decision log at {tmp_path}/data/store.sqlite")
    assert not (tmp_path / "data").exists()
    code, printed = screening("audit", *command, "--store", f"sqlite:///{tmp_path}/other.sqlite")
    assert f"{tmp_path}/other.sqlite" in printed
    code, printed = screening("audit", *command, "--store", "nonsense://x")
    assert (code, "E601" in printed) == (2, True)


@pytest.mark.parametrize("by", ["number", "decision"])
def test_a_record_is_replayed(screening, logged, by) -> None:
    """By its number or the decision's id."""
    code, printed = screening("audit", "replay", "1" if by == "number" else logged.decision)
    assert code == 0
    assert "The replay gives the same answer, byte for byte." in printed
    assert "License required" in printed
    assert "us.ear.742_6.destination" in printed


def test_a_replay_in_korean(screening, logged) -> None:
    """The frame is Korean; the answer stays in the language in which it was given."""
    _, printed = screening("audit", "replay", "1", "--lang", "ko")
    assert "재현한 답변이 바이트 단위로 일치함." in printed
    assert "Advanced computing item" in printed


def test_the_very_bytes_of_the_answer_can_be_had(logged, tmp_path) -> None:
    """Without a line break that was not there."""
    command = [sys.executable, "-m", "screening", "audit", "replay", "1", "--answer", "--store", str(logged.file)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, logged.bodies[0], b"")


def test_todays_rules_stand_beside_the_law_of_then(screening, logged, tmp_path) -> None:
    """Under their own heading; the exit code is about the replay."""
    folder = rules_in(tmp_path / "rules")
    change_rule(folder)
    code, printed = screening("audit", "replay", "1", "--law", "now", "--rules", str(folder))
    assert code == 0
    assert "Answered then\n  License required\n" in printed
    assert "Under today's rules and lists (the answer was not given under these)\n  Prohibited\n" in printed
    assert '  $.outcome: "license_required" → "prohibited"\n' in printed
    code, printed = screening("audit", "replay", "2", "--law", "now", "--rules", str(folder))
    assert "  the same as then\n" in printed


def test_a_replay_as_json_has_both_answers(screening, logged) -> None:
    """As data, with the state in a word."""
    code, printed = screening("audit", "replay", "1", "--law", "now", "--format", "json")
    found = json.loads(printed)
    assert (code, found["state"], found["intact"], found["record"]) == (0, "same", True, 1)
    assert found["answer"] == found["replayed"] == found["today"]["answer"] == json.loads(logged.bodies[0])
    assert (found["differences"], found["why"], found["today"]["differences"]) == ([], [], [])


def test_what_differs_or_cannot_be_replayed_exits_with_one(screening, logged) -> None:
    """Also if only the record was changed, and for a record that holds no answer."""
    logged.change("UPDATE records SET caller = 'nobody' WHERE seq = 1")
    code, printed = screening("audit", "replay", "1")
    assert (code, "THE STORE HAS BEEN CHANGED." in printed) == (1, True)
    logged.change("UPDATE answers SET packed = 'nonsense'")
    code, printed = screening("audit", "replay", "1")
    assert (code, "cannot be unpacked" in printed) == (1, True)
    logged.change("DELETE FROM contents")
    code, printed = screening("audit", "replay", "2", "--format", "json")
    assert (code, json.loads(printed)["state"], json.loads(printed)["answer"]) == (1, "impossible", None)
    store = Store.open(str(logged.file))
    with store.writing() as connection:
        append(connection, [Entry("erasure", "cli")], AT)
    store.close()
    code, printed = screening("audit", "replay", "3")
    assert (code, "holds no answer" in printed) == (1, True)


@pytest.mark.parametrize("id", ["3", "d-nobody", "9" * 30, "²"])
def test_an_unknown_record_is_not_found(screening, logged, id) -> None:
    """With where the log ends."""
    code, printed = screening("audit", "replay", id)
    assert code == 2
    assert printed.startswith("there is no ")
    assert "the last record is 2" in printed


def test_a_service_may_write_while_the_log_is_read(screening, logged) -> None:
    """Readers do not wait for the writer, nor see half of what it writes."""
    store = Store.open(str(logged.file))
    with store.writing() as connection:
        append(connection, [Entry("erasure", "cli")], AT)
        code, printed = screening("audit", "verify", "--format", "json")
    store.close()
    assert (code, json.loads(printed)["records"]) == (0, 2)


def test_erasing_leaves_the_chain_whole(screening, logged) -> None:
    """And is itself a record."""
    code, printed = screening("audit", "erase", "--before", "2026-11-23", "--yes")
    assert code == 0
    assert printed.startswith("erased the contents of 2 records before 2026-11-23")
    code, printed = screening("audit", "verify", "--format", "json")
    assert (code, json.loads(printed)["records"], json.loads(printed)["intact"]) == (0, 3, True)
    assert b"Invented Shenzhen" not in b"".join(each.read_bytes() for each in logged.file.parent.glob("store.sqlite*"))
    _, printed = screening("audit", "erase", "--before", "2026-11-23", "--yes", "--format", "json")
    assert json.loads(printed) == {"before": "2026-11-23", "erased": 0}


@pytest.mark.parametrize(("options", "words"), [((), "give --yes"), (("--yes", "--before", "soon"), "--before: E302")])
def test_nothing_is_erased_by_accident(screening, logged, options, words) -> None:
    """Nor before a day that is none."""
    code, printed = screening("audit", "erase", "--before", "2026-11-23", *options)
    assert code == 2
    assert words in printed
    assert json.loads(screening("audit", "verify", "--format", "json")[1])["records"] == 2


def test_an_export_is_complete_as_json_lines(screening, logged) -> None:
    """Only of those sought."""
    code, printed = screening("audit", "export")
    found = [json.loads(line) for line in printed.splitlines()]
    assert (code, [each["seq"] for each in found]) == (0, [1, 2])
    assert [each["hash"] for each in found] == [each.hash for each in logged.receipts]
    _, printed = screening("audit", "export", "--outcome", "license_required", "--party", "SHENZHEN", "--since", "2026-11-22")
    assert [json.loads(line)["seq"] for line in printed.splitlines()] == [1]
    for option in ("--before", "2026-11-22"), ("--since", "2026-11-23"), ("--kind", "erasure"), ("--reference", "x"):
        assert screening("audit", "export", *option) == (0, "")


def test_a_file_named_csv_is_written_as_a_table(screening, logged, tmp_path) -> None:
    """Unless another form is asked for; nothing else is printed."""
    file = tmp_path / "log.CSV"
    assert screening("audit", "export", "-o", str(file), "--transaction", "T-2") == (0, "")
    head, row = file.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("seq,at,kind,outcome,decision")
    assert row.startswith("2,")
    assert logged.receipts[1].hash in row
    assert screening("audit", "export", "-o", str(file), "--format", "jsonl", "--decision", logged.decision) == (0, "")
    assert json.loads(file.read_bytes())["seq"] == 1
