"""The decision log on paper: everything that is wrong is counted, and what is too long is cut where one can see it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from screening.audit.difference import Difference
from screening.audit.findings import Broken, Verified
from screening.audit.log import Receipt, Record
from screening.audit.replay import ERASED, Beside, Replayed
from screening.reports.audit import replayed_data, replayed_text, verified_data, verified_text
from screening.terms import Text

RECORD = Record(
    7, "decision", "2026-11-22T22:50:00.123456Z", "k1", "d-1", None, "review", "2026-06-01", "c", '{"explain":"row"}', "i", "a",
    "", "p", "h",
)  # fmt: skip
CONTEXT = {
    "version": "0.1.0", "program": "f" * 64, "rules": "r", "ruleset": {"version": "2026.09.24", "digest": "sha256:" + "d" * 64},
    "catalogue": "sha256:c", "lists": [{"name": "csl", "date": "2026-07-31", "digest": "sha256:l", "kept": "k"}], "known_good": "",
}  # fmt: skip
ROW = b'{"schema":"row.v1","outcome":"review","rules":"x"}'
SAME = Replayed(RECORD, True, CONTEXT, ROW, ROW, (), ())


def printed(block: Any) -> str:
    """Return what a terminal of 200 columns would show."""
    console = Console(file=io.StringIO(), width=200)
    console.print(block)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(("language", "more"), [("en", "… and 1,030 more"), ("ko", "… 외 1,030건")])
def test_many_broken_records_are_counted(language, more) -> None:
    """Those named, those listed, and those that are not even listed."""
    broken = tuple(Broken(seq, Text("changed", "변경됨")) for seq in range(1, 51))
    verified = Verified(5000, False, 1, broken, Receipt(5000, "h"), more=1000)
    text = printed(verified_text(verified, language))
    assert more in text
    assert text.count("changed") + text.count("변경됨") == 20
    data = verified_data(verified, language)
    assert (len(data["broken"]), data["not_listed"]) == (50, 1000)


def test_an_empty_log_is_intact_and_has_nothing_to_keep() -> None:
    """There is no last record."""
    verified = Verified(0, True, None, (), None)
    assert printed(verified_text(verified, "en")) == "The decision log is intact: 0 records.\n"
    assert verified_data(verified, "en")["end"] is None


def test_the_answer_to_a_row_is_shown_by_its_outcome() -> None:
    """And what it rests on: program, rules, lists."""
    text = printed(replayed_text(SAME, "en"))
    assert "record 7 · d-1\n" in text
    assert "program 0.1.0 · rules 2026.09.24 (dddddddddddd) · lists csl 2026-07-31\n" in text
    assert "Answered then\n  Review needed\n" in text


def test_differences_are_shortened_and_counted() -> None:
    """A terminal is no place for a whole answer; JSON has it."""
    many = tuple(Difference(f"$.a[{at}]", before="x" * 500) for at in range(25))
    found = replace(SAME, again=b"{}", differences=many)
    text = printed(replayed_text(found, "en"))
    assert "THE REPLAY GIVES ANOTHER ANSWER." in text
    assert f'  $.a[0]: "{"x" * 98}… → (nothing)\n' in text
    assert "… and 5 more" in text
    assert len(replayed_data(found, "en")["differences"]) == 25


def test_an_answer_that_is_no_json_is_shown_as_it_is() -> None:
    """Nothing that somebody has put into the store stops the report."""
    found = replace(SAME, before=b"\xff[")
    assert replayed_data(found, "en")["answer"] == "\ufffd["
    assert "Review needed" in printed(replayed_text(found, "en"))


def test_an_erased_answer_is_said_to_be_erased() -> None:
    """With nothing under a heading of its own."""
    found = replace(SAME, before=b"", again=None, why=(ERASED,), context={})
    text = printed(replayed_text(found, "ko"))
    assert "기록을 재현할 수 없음." in text
    assert ERASED.ko in text
    assert "당시 답변\n" not in text
    assert (replayed_data(found, "ko")["answer"], replayed_data(found, "ko")["replayed"]) == (None, None)


def test_what_always_differs_under_other_rules_is_not_told_as_a_difference() -> None:
    """The id and the digest of the rules; the data has them."""
    apart = (Difference("$.id", "d-1", "d-2"), Difference("$.ruleset.digest", "a", "b"))
    found = replace(SAME, beside=Beside(ROW, apart))
    assert "the same as then" in printed(replayed_text(found, "en"))
    assert len(json.loads(json.dumps(replayed_data(found, "en")))["today"]["differences"]) == 2
