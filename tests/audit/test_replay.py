"""A replay gives the same bytes under the law of then, or says where it differs and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import zstandard
from logged_deals import A100, MONITOR, RULES, change_rule, log_deal, rules_in

from screening import program
from screening.app import load_screener
from screening.audit.difference import Difference
from screening.audit.kept import keep
from screening.audit.log import Content, Entry, append
from screening.audit.replay import CHANGED, ERASED, FALSIFIED, RECORDED, UNEXPLAINED, Replayed, replay
from screening.errors import InvalidInput, NotFound
from screening.jobs.again import again
from screening.screen import Screener
from screening.store import Store
from screening.store.tables import answers, contents, contexts, kept, records
from screening.wire.answer import Asked


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: what is restored there is named by digest."""
    return tmp_path_factory.mktemp("room")


@pytest.fixture
def replayed(store: Store, room: Path) -> Callable[..., Replayed]:
    """Return a function that replays a record."""
    return lambda named=1, **more: replay(store, named, load_screener, room, **more)


@pytest.fixture
def context(store: Store) -> str:
    """Return the digest under which the shipped rules are kept."""
    return keep(store, load_screener(), RULES, None)


@pytest.mark.parametrize("explain", ["full", "short"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_replay_gives_the_bytes_that_were_answered(store, context, replayed, explain, language) -> None:
    """Also the caller's own reference, and in the language that was asked for."""
    deal = {**A100, "client_reference": "주문 17"}
    _, body = log_deal(store, load_screener(), context, deal, Asked(explain=explain, language=language))
    found = replayed()
    assert (found.before, found.again) == (body, body)
    assert found.state == "same"
    assert found.intact
    assert (found.differences, found.why, found.beside) == ((), (), None)


def test_the_law_of_then_answers_after_the_rules_have_changed(store, context, replayed, tmp_path) -> None:
    """What today's rules say stands beside it and changes nothing."""
    _, body = log_deal(store, load_screener(), context, A100)
    folder = rules_in(tmp_path / "rules")
    change_rule(folder)
    found = replayed(present=load_screener(folder))
    assert found.again == body
    assert found.same
    assert json.loads(found.beside.answer)["outcome"] == "prohibited"
    assert Difference("$.outcome", "license_required", "prohibited") in found.beside.differences


def test_a_decision_is_known_by_its_id_and_the_newest_record_is_taken(store, context, replayed) -> None:
    """Asked twice is recorded twice; a disposition of it is no answer."""
    for depth in ("full", "short"):
        receipt, body = log_deal(store, load_screener(), context, A100, Asked(explain=depth))
    id = json.loads(body)["id"]
    with store.writing() as connection:
        append(connection, [Entry("disposition", "cli", id)], "2026-11-22T23:00:00.000000Z")
    assert replayed(id).seq == receipt.seq == 2


def test_who_names_no_answer_is_told_so(store, context, replayed) -> None:
    """By what there is."""
    with pytest.raises(NotFound, match=r"no record 3 in the decision log \(it is empty\)"):
        replayed(3)
    with store.writing() as connection:
        append(connection, [Entry("erasure", "cli")], "2026-11-22T23:00:00.000000Z")
    with pytest.raises(NotFound, match=r"no decision `d-1` in the decision log \(the last record is 1\)"):
        replayed("d-1")
    with pytest.raises(InvalidInput, match="record 1: E608 this is a record of kind `erasure`"):
        replayed(1)


def test_what_was_erased_cannot_be_replayed(store, context, replayed) -> None:
    """The record still stands."""
    log_deal(store, load_screener(), context, A100)
    with store.writing() as connection:
        connection.execute(contents.delete())
    found = replayed()
    assert (found.state, found.intact, found.why, found.before) == ("impossible", True, (ERASED,), b"")
    assert found.context["version"]


def test_a_changed_answer_is_found_and_the_true_one_given(store, context, replayed) -> None:
    """The replay has the digest that was recorded; what stands in the store has not."""
    _, body = log_deal(store, load_screener(), context, A100)
    rewrite(store, lambda text: text.replace(b'"outcome":"license_required"', b'"outcome":"no_control_found"', 1))
    found = replayed()
    assert (found.state, found.intact, found.again, found.why) == ("differs", False, body, (RECORDED,))
    assert found.differences == (Difference("$.outcome", "no_control_found", "license_required"),)


def rewrite(store: Store, change: Callable[[bytes], bytes]) -> None:
    """Change the only kept answer."""
    with store.writing() as connection:
        text = change(zstandard.decompress(connection.execute(answers.select()).one().packed))
        connection.execute(answers.update().values(packed=zstandard.compress(text)))


def test_an_answer_that_is_no_json_any_more_differs_as_a_whole(store, context, replayed) -> None:
    """It is not taken for an error of the program."""
    log_deal(store, load_screener(), context, A100)
    rewrite(store, lambda text: text[:-1])
    assert [each.path for each in replayed().differences] == ["$"]


def test_an_answer_that_cannot_be_unpacked_is_refused(store, context, replayed) -> None:
    """With the record's number."""
    log_deal(store, load_screener(), context, A100)
    with store.writing() as connection:
        connection.execute(answers.update().values(packed=b"nonsense"))
    with pytest.raises(InvalidInput, match="record 1: E608 the kept answer cannot be unpacked"):
        replayed()


@pytest.mark.parametrize("table", [records, contents])
def test_a_text_that_is_no_longer_utf_8_is_refused_by_name(fresh, room, table) -> None:
    """SQLite takes any byte; it is not mistaken for a database that is away."""
    store = Store.open(fresh("sqlite"))
    context = keep(store, load_screener(), RULES, None)
    log_deal(store, load_screener(), context, A100)
    column = {records: "caller", contents: "input"}[table]
    with store.writing() as connection:
        connection.execute(table.update().values({column: sa.cast(sa.literal(b"\xffA"), sa.Text)}))
    with pytest.raises(InvalidInput, match=r"record 1: E608 a text of the record is no longer UTF-8"):
        replay(store, 1, load_screener, room)
    store.close()


def test_another_deal_under_the_same_record_is_not_screened(store, context, replayed) -> None:
    """Its answer would prove nothing."""
    log_deal(store, load_screener(), context, A100)
    with store.writing() as connection:
        text = connection.execute(contents.select()).one().input
        connection.execute(contents.update().values(input=text.replace("CN", "DE")))
    found = replayed()
    assert (found.state, found.intact, found.why) == ("impossible", False, (FALSIFIED,))


def test_a_changed_record_is_said_to_be_changed(store, context, replayed) -> None:
    """Even if its answer is still the same."""
    log_deal(store, load_screener(), context, A100)
    with store.writing() as connection:
        connection.execute(records.update().values(caller="somebody"))
    found = replayed()
    assert (found.same, found.intact, found.why) == (True, False, (CHANGED,))


@pytest.mark.parametrize("asked", ['{"explain":"short"}', '{"explain":"short","as_of":"soon","assume":[],"lang":"en"}'])
def test_nonsense_in_what_was_asked_is_no_error_of_the_program(store, context, replayed, asked) -> None:
    """It was written by somebody else."""
    log_deal(store, load_screener(), context, A100)
    with store.writing() as connection:
        connection.execute(records.update().values(asked=asked))
    assert replayed().state == "impossible"


@pytest.mark.parametrize(("asked", "message"), [("{", "cannot be read"), ('{"explain":"song"}', "answers explained as `song`")])
def test_an_unknown_way_of_answering_is_refused(store, context, replayed, asked, message) -> None:
    """By which version it can be replayed, is said."""
    log_deal(store, load_screener(), context, A100)
    with store.writing() as connection:
        connection.execute(records.update().values(asked=asked))
    with pytest.raises(InvalidInput, match=message):
        replayed()


def test_damaged_rules_are_not_replayed(store, context, replayed) -> None:
    """The old answer is still shown."""
    _, body = log_deal(store, load_screener(), context, A100)
    with store.writing() as connection:
        connection.execute(kept.update().values(packed=zstandard.compress(b"other rules")))
    found = replayed()
    assert (found.state, found.before, found.intact) == ("impossible", body, True)
    assert "it is not what was kept" in found.why[0].en


def test_a_context_that_is_gone_is_said_to_be_gone(store, context, replayed) -> None:
    """As a reason, not as an error."""
    log_deal(store, load_screener(), context, A100)
    with store.writing() as connection:
        connection.execute(contexts.delete())
    found = replayed()
    assert (found.state, found.context) == ("impossible", {})
    assert "nothing is kept of the context" in found.why[0].en


def test_rules_this_program_cannot_read_are_said_to_be_so(store, context, room, monkeypatch) -> None:
    """With the first problem, how many more there are, and the program that could."""
    log_deal(store, load_screener(), context, A100)
    (room / "broken").mkdir(exist_ok=True)
    monkeypatch.setattr(program, "digest", lambda: "f" * 64)

    def load(*_: object) -> Screener:
        return load_screener(room / "broken")

    found = replay(store, 1, load, room)
    assert found.state == "impossible"
    assert [each.en[:40] for each in found.why] == [
        "it cannot be screened again: " + str(room)[:11], "the answer was given by the program 0.1.0"[:40],
    ]  # fmt: skip
    assert "(+ 2)" in found.why[0].en


def other(screener: Screener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program answer otherwise than it did."""
    from screening.audit import replay as module

    true = module.answer

    def changed(*arguments: Any) -> Any:
        from dataclasses import replace

        found = true(*arguments)
        return replace(found, rest=found.rest.replace(b'"hypothetical":false', b'"hypothetical":0'))

    monkeypatch.setattr(module, "answer", changed)


def test_another_answer_names_the_program_as_a_reason(store, context, replayed, monkeypatch) -> None:
    """Where it was another version; otherwise something outside it."""
    log_deal(store, load_screener(), context, A100)
    other(load_screener(), monkeypatch)
    found = replayed()
    assert (found.state, found.why) == ("differs", (UNEXPLAINED,))
    assert found.differences == (Difference("$.hypothetical", before=False, after=0),)
    monkeypatch.setattr(program, "digest", lambda: "f" * 64)
    [why] = replayed().why
    assert why.en.endswith("this is 0.1.0 (ffffffffffff)")
    assert why.ko.endswith("현재 프로그램은 0.1.0 (ffffffffffff)")


def test_todays_rules_may_refuse_what_was_answered_then(store, context, replayed, tmp_path) -> None:
    """The replay is not touched by that."""
    log_deal(store, load_screener(), context, A100, Asked(assume=("us.bill.hr2683",), explain="short"))
    folder = rules_in(tmp_path / "rules")
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("us.bill.hr2683", "us.bill.renamed"), encoding="utf-8")
    found = replayed(present=load_screener(folder))
    assert found.same
    assert found.beside is None
    assert "today's rules do not take this deal: --assume: E204" in found.why[0].en


def test_rows_of_a_file_are_replayed_as_they_were_screened(store, context, replayed) -> None:
    """Their way of answering is given by whoever screens files."""
    rows = {"rows": [{
        "transaction_id": "A-1", "date": "2023-05-08", "activity": "export", "origin": "US", "destination": "CN",
        "item": "NVIDIA A100 80GB", "quantity": "8", "end_user_name": "Invented Shenzhen Computing", "end_user_country": "CN",
        "end_user_headquarters": "CN", "end_user_parent": "none",
    }]}  # fmt: skip
    asked = json.dumps({"as_of": None, "assume": [], "explain": "row", "lang": "en"})
    input = json.dumps(rows).encode()
    content = Content(input, again(load_screener(), input, asked))
    with store.writing() as connection:
        append(connection, [Entry("decision", "cli", "d-1", "A-1", context=context, asked=asked, content=content)], "2026-11-22T")
    found = replayed(again={"row": again})
    assert found.same
    assert json.loads(found.again)["outcome"] == "license_required"


def test_a_deal_that_nothing_controls_is_replayed_like_any_other(store, context, replayed) -> None:
    """Every answer is in the log."""
    log_deal(store, load_screener(), context, MONITOR)
    assert replayed().same
    assert json.loads(replayed().again)["outcome"] == "no_control_found"
