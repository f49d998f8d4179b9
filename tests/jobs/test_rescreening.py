"""Screening again what was decided: only differences are recorded and told, each once, whoever dies in between."""

import json
import shutil
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import ROOT

from screening.app import load_screener
from screening.audit import log
from screening.audit.verify import verify
from screening.events.webhooks import add, wanted
from screening.facts.transaction import Transaction
from screening.jobs import again, queue, rescreening
from screening.jobs.changes import found
from screening.jobs.queue import Gone, Job
from screening.jobs.rescreening import Law, Progress, rescreen, work
from screening.jobs.screening import Desk
from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.watchlist import LoadedList, Watchlist
from screening.screen import Screener
from screening.store import Store
from screening.store.tables import closed, contents, deliveries, differences, jobs
from screening.wire.answer import Asked, answer, names

SHORT = Asked(explain="short")
ENTITY = "Entity List (EL) - Bureau of Industry and Security"
TODAY = date(2026, 11, 22)
NAME = "Invented Quartz Works"
BASE = load_screener()
CAUSE = {"kind": "list", "name": "csl"}


def with_entry(name: str) -> Screener:
    """Return a screener that also asks a list with one entry."""
    source = LoadedList("csl", date(2026, 11, 20), f"sha256:{name}", 1, 1)
    party = ListedParty(ENTITY, "e1", (Alias(name, "name"),), None, ("KR",), listings=(Listing(),))
    return Screener(BASE.rules, BASE.catalogue, Watchlist.of(BASE.rules.lists, [(source, (party,))]))


LISTED = with_entry(NAME)
FREE, NEW = Law(BASE, "before", TODAY, CAUSE), Law(LISTED, "after", TODAY, CAUSE)


def deal(id: str | None = "T-1", name: str = NAME, **more: Any) -> dict[str, Any]:
    """Return a deal in which nothing is found before the list has grown."""
    return {
        "id": id, "date": "2026-11-20", "activity": "export", "origin": "US", "destination": "KR",
        "parties": [
            {"role": "exporter", "name": "Example Systems Inc.", "country": "US", "headquarters": "US", "parent": "none"},
            {"role": "end_user", "name": name, "country": "KR", "headquarters": "KR", "parent": "none"},
        ],
        "items": [{"description": "a desk lamp", "eccn": "EAR99", "quantity": 1}],
        "end_use": {"description": "office", "purpose": "other", "military": False}, **more,
    }  # fmt: skip


_moments = count()


def clock() -> str:
    """Return a time later than the last."""
    at = datetime(2026, 11, 22, 22) + timedelta(seconds=next(_moments))  # noqa: DTZ001 written as UTC
    return at.isoformat(timespec="microseconds") + "Z"


def decided(
    store: Store, *deals: dict[str, Any], asked: Asked = SHORT, law: Law = FREE, caller: str = "k1"
) -> list[int]:
    """Screen deals and log the answers as the service does; return the numbers of the records."""
    entries = []
    for each in deals:
        transaction = Transaction.model_validate(each)
        given = answer(law.screener, transaction, asked)
        content = log.Content(json.dumps(each).encode(), given.rest, "ref", names(transaction))
        entries.append(log.Entry(
            "decision", caller, given.decision, given.transaction_id, given.outcome.name, given.as_of.isoformat(),
            law.context, asked.to_json(), content=content,
        ))  # fmt: skip
    with store.writing() as connection:
        return [receipt.seq for receipt in log.append(connection, entries, clock())]


def claimed(store: Store, holder: str = "w1", job: Job | None = None) -> Job:
    """Return a job as a worker has it: a new one, or one that is taken up."""
    with store.writing() as connection:
        if job is None:
            queue.add(connection, "rescreening", {"cause": CAUSE}, "k9", clock())
        else:
            connection.execute(jobs.update().where(jobs.c.id == job.id).values(held_until="2000"))
        found = queue.claim(connection, holder, clock(), "2099")
        assert found is not None
        return found


def again_under(store: Store, law: Law = NEW) -> tuple[Job, Progress]:
    """Run one job to its end."""
    job = claimed(store)
    progress = rescreen(store, law, job, clock)
    with store.writing() as connection:
        queue.finish(connection, job, progress.to_json(), clock())
    return job, progress


def new_records(store: Store) -> list[log.Record]:
    """Return the records that screening again has made."""
    with store.reading() as connection:
        return list(log.find(connection, log.Sought(kind="rescreening")))


def test_a_new_entry_on_a_list_catches_an_open_decision(store: Store) -> None:
    """Recorded behind the old answer, with the same content, asker and reference."""
    [before, _] = decided(store, deal(), deal("T-2", "Somebody Else"))
    job, progress = again_under(store)
    assert (progress.screened, progress.newly_caught, progress.unchanged) == (2, 1, 1)
    [record] = new_records(store)
    assert (record.caller, record.transaction_id, record.outcome, record.context) == ("k1", "T-1", "license_required", "after")
    assert json.loads(record.body) == {
        "before": before, "change": "newly_caught", "pinned": False, "job": job.id, "cause": CAUSE,
    }  # fmt: skip
    with store.reading() as connection:
        kept = log.kept(connection, [before, record.seq])
        [difference] = found(connection, job.id)
        assert found(connection, job.id, after=difference.id) == []
        assert verify(connection).intact
    assert kept[record.seq].input == kept[before].input
    assert (kept[record.seq].reference, kept[record.seq].parties) == (kept[before].reference, kept[before].parties)
    assert (difference.before.seq, difference.after.seq, difference.change) == (before, record.seq, "newly_caught")
    assert difference.what == {"rules": {"added": ["us.ear.744_11"], "removed": []}, "matches": {"added": 1, "removed": 0}}


@pytest.mark.parametrize("explain", ["full", "short"])
def test_the_new_record_can_be_replayed(store: Store, explain: Any) -> None:
    """What was asked says the day, so the same bytes come again on any other day."""
    decided(store, deal(date="2026-11-01"), asked=Asked(explain=explain, language="ko"))
    again_under(store)
    [record] = new_records(store)
    with store.reading() as connection:
        kept = log.kept(connection, [record.seq])[record.seq]
    replayed = answer(LISTED, Transaction.model_validate(json.loads(kept.input)), Asked.from_json(record.asked))
    assert (replayed.rest, replayed.decision) == (kept.answer, record.decision)
    assert json.loads(record.asked) == {"as_of": "2026-11-22", "assume": [], "explain": explain, "lang": "ko"}
    assert record.as_of == "2026-11-22"


def test_nothing_is_recorded_where_nothing_has_changed(store: Store) -> None:
    """Not even if the list has another digest; and what was answered under this law is not even screened again."""
    decided(store, deal())
    again_under(store)
    _, progress = again_under(store, Law(with_entry(NAME), "after, again", TODAY, CAUSE))
    assert (progress.screened, progress.unchanged) == (1, 1)
    _, progress = again_under(store, Law(None, "after", TODAY, CAUSE))  # type: ignore[arg-type]
    assert (progress.screened, progress.unchanged) == (1, 1)
    assert len(new_records(store)) == 1


def test_an_entry_that_is_gone_no_longer_catches(store: Store) -> None:
    """There and back: each step starts from the newest answer, also for a deal without an id."""
    decided(store, deal(), deal(None))
    again_under(store)
    _, progress = again_under(store, FREE)
    assert (progress.screened, progress.no_longer_caught) == (2, 2)
    first, second, third, fourth = new_records(store)
    assert [json.loads(each.body)["before"] for each in (third, fourth)] == [first.seq, second.seq]
    _, progress = again_under(store)
    assert (progress.screened, progress.newly_caught) == (2, 2)


def test_another_rule_is_another_reason(store: Store, tmp_path: Path) -> None:
    """A rule file that is gone: same outcome, other rules."""
    sold = deal(destination="SG", items=[{"chip": "nvidia-l4", "quantity": 1}])
    decided(store, sold)
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    [file] = [each for each in (tmp_path / "rules").rglob("*.yaml") if "id: sg.customs.advisory_2025_04" in each.read_text()]
    file.unlink()
    job, progress = again_under(store, Law(load_screener(tmp_path / "rules"), "other rules", TODAY, {"kind": "rules"}))
    assert progress.changed_reason == 1
    with store.reading() as connection:
        [difference] = found(connection, job.id)
    assert difference.what is not None
    assert difference.what["rules"] == {"added": [], "removed": ["sg.customs.advisory_2025_04"]}
    assert difference.before.outcome == difference.after.outcome


def test_a_closed_decision_is_not_screened_again(store: Store) -> None:
    """A reviewer has looked at it."""
    [seq] = decided(store, deal())
    with store.writing() as connection:
        record = log.record(connection, seq)
        assert record is not None
        connection.execute(closed.insert(), {"decision": record.decision, "seq": seq})
    _, progress = again_under(store)
    assert (progress.screened, new_records(store)) == (0, [])


def test_what_was_erased_is_counted(store: Store) -> None:
    """It cannot be screened again, and nobody is told that it was."""
    [seq, _] = decided(store, deal(), deal("T-2"))
    with store.writing() as connection:
        connection.execute(contents.delete().where(contents.c.seq == seq))
    _, progress = again_under(store)
    assert (progress.screened, progress.erased, progress.newly_caught) == (1, 1, 1)


def test_a_fixed_day_stays_and_today_moves_on(store: Store) -> None:
    """Who asks about a day gets that day; who does not is asked again tomorrow, for tomorrow."""
    decided(store, deal("T-1"), asked=Asked(date(2026, 11, 1), explain="short"))
    decided(store, deal("T-2"))
    again_under(store)
    pinned, moving = sorted(new_records(store), key=lambda each: str(each.transaction_id))
    assert (pinned.as_of, json.loads(pinned.body)["pinned"]) == ("2026-11-01", True)
    assert (moving.as_of, json.loads(moving.body)["pinned"]) == ("2026-11-22", False)
    again_under(store, Law(BASE, "before", date(2026, 12, 24), CAUSE))
    days = {each.transaction_id: each.as_of for each in new_records(store)[2:]}
    assert days == {"T-1": "2026-11-01", "T-2": "2026-12-24"}


def test_a_day_never_moves_back(store: Store) -> None:
    """A deal of next year was decided under the law of then."""
    decided(store, deal(date="2027-03-01"))
    again_under(store)
    assert new_records(store)[0].as_of == "2027-03-01"


def test_what_is_not_taken_is_counted_and_does_not_stop_the_rest(store: Store) -> None:
    """A chip that the catalogue has no more; said by code and place, without the words of the deal."""
    seqs = decided(store, deal("T-1"), deal("T-2"), deal("T-3"))
    with store.writing() as connection:
        gone = json.dumps(deal("T-2", items=[{"chip": "no such chip", "quantity": 1}]))
        connection.execute(contents.update().where(contents.c.seq == seqs[1]).values(input=gone))
    _, progress = again_under(store)
    assert (progress.screened, progress.failed, progress.newly_caught) == (2, 1, 2)
    [failure] = progress.failures
    assert failure["record"] == seqs[1]
    assert failure["why"].startswith("E301")
    assert "no such chip" not in failure["why"]


def test_who_wants_to_be_is_told_of_each_difference_without_names(store: Store) -> None:
    """Ids, outcomes, rules and a link."""
    with store.writing() as connection:
        add(connection, wanted("https://example.com/", ["rescreening"], "prohibited", check=str), clock(), "k1")
    decided(store, deal())
    job, _ = again_under(store)
    with store.reading() as connection:
        [text] = connection.scalars(sa.select(deliveries.c.payload))
    told = json.loads(text)
    data = told["data"]
    assert (told["event"], data["change"], data["job"]) == ("rescreening", "newly_caught", job.id)
    assert (data["before"]["outcome"], data["after"]["outcome"]) == ("no_control_found", "license_required")
    assert data["after"]["link"] == f"/v1/decisions/{data['after']['decision']}"
    assert data["rules"]["added"] == ["us.ear.744_11"]
    assert not any(word in text for word in ("Quartz", "quartz", "Example Systems", "desk lamp"))


@pytest.mark.parametrize("dies_at", ["append", "announce_all", "report"])
def test_a_run_that_dies_is_taken_up_and_repeats_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, dies_at: str
) -> None:
    """Wherever in a block: the block is kept as a whole or not at all."""
    monkeypatch.setattr(rescreening, "BLOCK", 2)
    with store.writing() as connection:
        add(connection, wanted("https://example.com/", ["rescreening"], check=str), clock(), "k1")
    decided(store, *(deal(f"T-{n}") for n in range(5)))
    where: Any = rescreening.log if dies_at == "append" else rescreening
    real, calls = getattr(where, dies_at), count()

    def dying(*arguments: Any) -> Any:
        result = real(*arguments)
        if next(calls) == 2:
            raise KeyboardInterrupt
        return result

    job = claimed(store)
    with monkeypatch.context() as patch:
        patch.setattr(where, dies_at, dying)
        with pytest.raises(KeyboardInterrupt):
            rescreen(store, NEW, job, clock)
    assert 0 < len(new_records(store)) < 5
    job = claimed(store, "w2", job)
    assert job.progress["after"] > 0
    progress = rescreen(store, NEW, job, clock)
    assert (progress.screened, progress.newly_caught) == (5, 5)
    assert sorted(str(each.transaction_id) for each in new_records(store)) == [f"T-{n}" for n in range(5)]
    with store.reading() as connection:
        assert len(found(connection, job.id)) == 5
        assert len(set(connection.scalars(sa.select(differences.c.before)))) == 5
        assert len(connection.scalars(sa.select(deliveries.c.id)).all()) == 5
        assert verify(connection).intact


def test_a_job_that_another_worker_took_is_left_to_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers at once: what the first still writes is refused, and nothing is there twice."""
    monkeypatch.setattr(rescreening, "BLOCK", 2)
    decided(store, *(deal(f"T-{n}") for n in range(5)))
    job, rounds = claimed(store), count()

    def taken() -> None:
        if next(rounds) == 0:
            other = claimed(store, "w2", job)
            assert rescreen(store, NEW, other, clock).newly_caught == 5

    with pytest.raises(Gone):
        rescreen(store, NEW, job, clock, rest=taken)
    assert len(new_records(store)) == 5


def test_a_cancelled_job_stops(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found until then stays."""
    monkeypatch.setattr(rescreening, "BLOCK", 2)
    decided(store, *(deal(f"T-{n}") for n in range(5)))
    job = claimed(store)

    def cancelled() -> None:
        with store.writing() as connection:
            queue.cancel(connection, job.id, clock())

    with pytest.raises(Gone):
        rescreen(store, NEW, job, clock, rest=cancelled)
    assert len(new_records(store)) == 2


def test_a_later_job_overtakes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sees all under newer law; the first ends and says by which it was overtaken."""
    monkeypatch.setattr(rescreening, "BLOCK", 2)
    decided(store, *(deal(f"T-{n}") for n in range(5)))
    job = claimed(store)
    later: list[Job] = []

    def overtake() -> None:
        with store.writing() as connection:
            later.append(queue.add(connection, "rescreening", {"cause": CAUSE}, "k9", clock()))

    progress = rescreen(store, NEW, job, clock, rest=lambda: None if later else overtake())
    assert (progress.overtaken_by, progress.newly_caught) == (later[0].id, 2)
    with store.writing() as connection:
        queue.finish(connection, job, progress.to_json(), clock())
        second = queue.claim(connection, "w1", clock(), "2099")
    assert second is not None
    assert rescreen(store, FREE, second, clock).no_longer_caught == 2


def test_who_closes_a_decision_in_between_was_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading a block and writing it nothing is held."""
    [first, _, third] = decided(store, deal("T-1"), deal("T-2"), deal("T-3"))
    real = rescreening._screened

    def meanwhile(*arguments: Any) -> Any:
        with store.writing() as connection:
            record = log.record(connection, first)
            assert record is not None
            connection.execute(closed.insert(), {"decision": record.decision, "seq": first})
            connection.execute(contents.delete().where(contents.c.seq == third))
        decided(store, deal("T-2"), law=NEW)
        return real(*arguments)

    monkeypatch.setattr(rescreening, "_screened", meanwhile)
    _, progress = again_under(store)
    assert (progress.screened, progress.newly_caught, new_records(store)) == (0, 0, [])


def test_rows_of_files_are_screened_again_as_rows(store: Store) -> None:
    """Their records are of another form, and are replayed by another hand."""
    cells = {
        "transaction_id": "T-1", "date": "2026-11-20", "activity": "export", "origin": "US", "destination": "KR",
        "item": "a desk lamp", "eccn": "EAR99", "quantity": "1", "exporter_name": "Example Systems Inc.",
        "exporter_country": "US", "exporter_headquarters": "US", "exporter_parent": "none", "end_user_name": NAME,
        "end_user_country": "KR", "end_user_headquarters": "KR", "end_user_parent": "none",
    }  # fmt: skip
    asked = '{"as_of":null,"assume":[],"explain":"row","lang":"en"}'
    others = [{**cells, "transaction_id": "T-2", "end_user_name": "Somebody Else"}]
    inputs = [json.dumps({"rows": rows}).encode() for rows in ([cells], others)]
    entries = []
    for each, input in zip(again.answers(BASE, inputs, asked), inputs, strict=True):
        assert not isinstance(each, rescreening.Text)
        entries.append(log.Entry(
            "decision", "k1", each.decision, each.transaction_id, each.outcome.name, each.as_of.isoformat(), "before",
            asked, '{"job":"j-1","row":1}', log.Content(input, each.rest),
        ))  # fmt: skip
    with store.writing() as connection:
        log.append(connection, entries, clock())
    _, progress = again_under(store)
    assert (progress.screened, progress.newly_caught, progress.unchanged) == (2, 1, 1)
    [record] = new_records(store)
    assert json.loads(record.asked) == {"as_of": "2026-11-22", "assume": [], "explain": "row", "lang": "en"}
    with store.reading() as connection:
        kept = log.kept(connection, [record.seq])[record.seq]
    assert again.again(LISTED, kept.input, record.asked) == kept.answer
    assert (record.transaction_id, record.outcome) == ("T-1", "license_required")


def test_an_empty_log_is_soon_done(store: Store) -> None:
    """Nothing to screen is no error."""
    _, progress = again_under(store)
    assert progress == Progress(until=0)


def test_a_worker_does_the_whole_job(store: Store, tmp_path: Path) -> None:
    """The law is loaded when it begins, and the job is done when it ends."""
    decided(store, deal())
    job = claimed(store)
    work(Desk(store, tmp_path, lambda: (LISTED, "after"), clock), job)
    with store.reading() as connection:
        done = queue.get(connection, job.id)
    assert (done.state, done.progress["newly_caught"]) == ("done", 1)
    assert json.loads(new_records(store)[0].body)["cause"] == CAUSE
