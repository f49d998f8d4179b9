"""Screening jobs: the result is that of `screening batch`, and every transaction of it is in the log once before it is offered."""

from __future__ import annotations

import gzip
import io
import json
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from batch_runs import batch
from conftest import ROOT
from job_runs import HEADER, ORDERS, answered, desk, job_of, logged, places, rows, sent, taken, transactions

from screening.app import load_screener
from screening.audit.log import Sought, find
from screening.audit.verify import verify
from screening.batch.columns import ADDED
from screening.errors import InvalidInput, NotFound
from screening.events.signature import secret
from screening.events.webhooks import Wanted as WantedHook
from screening.events.webhooks import add
from screening.jobs import queue, results, screening
from screening.jobs.again import again, answers
from screening.jobs.files import folder
from screening.jobs.queue import Gone
from screening.jobs.rows import whole
from screening.jobs.screening import Busy, Wanted, screen
from screening.store import Store
from screening.store.tables import deliveries
from screening.terms import Outcome, Text

KOREAN = ROOT / "fixtures" / "orders_korean.csv"
KOREAN_MAP = (ROOT / "fixtures" / "orders_korean.map.yaml").read_text(encoding="utf-8")
NESTED = "\n".join(
    json.dumps(each, ensure_ascii=False)
    for each in (
        {"id": "N-1", "date": "2024-03-15", "activity": "export", "origin": "US", "destination": "CN",
         "parties": [{"role": "end_user", "name": "가상대학교", "country": "CN", "owners": [{"name": "Invented Holding", "share": 60}]}],
         "items": [{"description": "NVIDIA A100 80GB PCIe", "quantity": 8}]},
        {"date": "2024-03-16", "activity": "export", "origin": "US", "destination": "NO", "items": [{"description": "mouse", "eccn": "EAR99"}]},
        {"id": "N-3", "date": "2024-03-16", "activity": "nonsense", "items": [{"description": "mouse"}]},
        {"id": "N-4", "date": "2024-03-17", "activity": "export", "origin": "US", "destination": "CN", "end_use": {"military": True},
         "items": [{"description": "NVIDIA A100 80GB PCIe", "quantity": 1e3}, {"description": "wired mouse", "eccn": "EAR99"}]},
    )
)  # fmt: skip


def done(store: Store, data: Path, content: bytes | str, name: str = "orders.csv", **asked: Any) -> queue.Job:
    """Do the job of an upload from beginning to end."""
    job = sent(store, data, content, name, **asked)
    screen(desk(store, data), taken(store))
    found = job_of(store, job.id)
    assert found.state == "done"
    return found


def test_a_result_is_what_batch_writes(store: Store, tmp_path: Path) -> None:
    """Byte for byte, with the rejected rows; and the job says what it came to."""
    job = done(store, tmp_path, ORDERS.read_bytes())
    out = tmp_path / "out.csv"
    assert batch(ORDERS, "-o", out, "--quiet").code == 0
    result, rejected = results.served(tmp_path, job)
    assert result.read_bytes() == out.read_bytes()
    assert rejected is not None
    assert rejected.read_bytes() == (tmp_path / "out.rejected.csv").read_bytes()
    assert job.progress["rows"] == {"read": 69, "screened": 63, "rejected": 6}
    assert job.progress["transactions"] == job.progress["logged"] == sum(job.progress["outcomes"].values()) == 58
    assert {each.name for each in result.parent.iterdir()} == {"result.csv", "recording.rejected.csv", "summary.json"}


def test_every_transaction_of_a_result_is_a_record(store: Store, tmp_path: Path) -> None:
    """In the order of the file, with what was asked, by whom, and from which row of which job; and the chain is whole."""
    job = done(store, tmp_path, ORDERS.read_bytes(), reference="주문 17", language="ko")
    told, found = list(transactions(answered(results.served(tmp_path, job)[0]))), logged(store)
    assert [record.decision for record, _ in found] == [row["decision_id"] for row in told]
    for (record, kept), row in zip(found, told, strict=True):
        assert (record.transaction_id, record.outcome, record.as_of) == (row["transaction_id"] or None, row["outcome"], row["date"])
        assert (record.kind, record.caller, record.context, kept.reference) == ("decision", "key-1", "a context", "주문 17")
        assert json.loads(record.asked) == {"as_of": None, "assume": [], "explain": "row", "lang": "ko"}
        answer = json.loads(kept.answer)
        assert {name: answer[name] for name in ADDED if name in answer and name != "tier"} == {
            name: row[name].removeprefix("'") for name in ADDED if name not in ("decision_id", "tier")
        }
        assert answer["tier"][0] == row["tier"]
        names = [row[f"{role}_{each}"] for role in ("exporter", "end_user") for each in ("name", "parent") if f"{role}_{each}" in row]
        assert {name.casefold() for name in names if name} <= set(kept.parties)
    assert {job for job, _ in places(found)} == {job.id}
    numbers = [row for _, row in places(found)]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 2
    with store.reading() as connection:
        assert verify(connection).intact
        assert len(list(find(connection, Sought(party="invented quant fund")))) > 0


@pytest.mark.parametrize(
    ("content", "name", "asked"),
    [
        (ORDERS.read_bytes(), "orders.csv", {}),
        (ORDERS.read_bytes(), "orders.csv", {"language": "ko", "assume": ("all",)}),
        (KOREAN.read_bytes(), "korean.csv", {"map": KOREAN_MAP}),
        (NESTED, "deals.jsonl", {}),
    ],
)
def test_every_answer_is_given_again_from_what_was_kept(
    fresh: Any, tmp_path: Path, content: bytes | str, name: str, asked: dict[str, Any]
) -> None:
    """Byte for byte and with the same id, without file and mapping: all together, and each alone."""
    store, screener = Store.open(fresh("sqlite")), load_screener()
    done(store, tmp_path, content, name, **asked)
    found = logged(store)
    assert found
    again_all = answers(screener, [kept.input for _, kept in found], found[0][0].asked)
    for (record, kept), each in zip(found, again_all, strict=True):
        assert not isinstance(each, Text)
        assert each.rest == kept.answer
        assert (each.decision, each.transaction_id, each.outcome.name, str(each.as_of)) == (
            record.decision, record.transaction_id, record.outcome, record.as_of,
        )  # fmt: skip
    lines = [json.loads(kept.input).get("rows", []) for _, kept in found]
    several = [at for at, rows in enumerate(lines) if len(rows) > 1]
    assert several or name != "orders.csv"
    for at in {0, len(found) - 1, *several[:2]}:
        assert again(screener, found[at][1].input, found[at][0].asked) == found[at][1].answer
    store.close()


def test_an_answer_is_shown_with_its_ids(fresh: Any, tmp_path: Path) -> None:
    """One JSON object."""
    store = Store.open(fresh("sqlite"))
    done(store, tmp_path, rows(3))
    for record, kept in logged(store):
        shown = json.loads(whole(record.decision, record.transaction_id, kept.answer))
        assert list(shown)[:4] == ["schema", "id", "transaction_id", "outcome"]
        assert (shown["schema"], shown["id"], shown["outcome"]) == ("row.v1", record.decision, record.outcome)
    store.close()


def test_what_is_not_taken_any_more_says_why() -> None:
    """Another version of the rules or the program may refuse what was screened."""
    asked = '{"as_of":null,"assume":[],"explain":"row","lang":"en"}'
    bad = b'{"rows":[{"transaction_id":"T-1","date":"2024-03-15","activity":"smuggling","item":"mouse"}]}'
    good = bad.replace(b"smuggling", b"export")
    with pytest.raises(InvalidInput, match=r"E608.*not taken now"):
        again(load_screener(), bad, asked)
    found = answers(load_screener(), [good, bad, good], asked)
    assert [isinstance(each, Text) for each in found] == [False, True, False]
    assert found[0] == found[2]
    assert answers(load_screener(), [], asked) == []


def test_transactions_that_a_rejected_one_divides_stay_two(store: Store, tmp_path: Path) -> None:
    """The same id stands again behind it, and is a transaction of its own, here and in the answers."""
    good, bad = "T-1,2024-03-15,export,US,NO,mouse,EAR99,{},,,,\n", "T-2,2024-03-15,nonsense,US,NO,mouse,EAR99,1,,,,\n"
    done(store, tmp_path, HEADER + good.format(1) + good.format(2) + bad + good.format(3))
    found = logged(store)
    assert [len(json.loads(kept.input)["rows"]) for _, kept in found] == [2, 1]
    assert [row for _, row in places(found)] == [2, 5]
    assert [json.loads(kept.input)["rows"][-1]["quantity"] for _, kept in found] == ["2", "3"]


def test_a_mapped_row_is_kept_in_the_words_of_the_contract(store: Store, tmp_path: Path) -> None:
    """Blank cells and columns nobody reads are left out, days are days, constants are there."""
    mapping = "columns: {번호: transaction_id, 품목: item, 받는곳: destination, 날: date}\n"
    mapping += "values: {destination: {노르웨이: NO}}\ndates: '%d.%m.%Y'\nconstants: {activity: export, origin: KR}\n"
    done(store, tmp_path, '번호,품목,받는곳,날,비고\n"가""1",모니터,노르웨이,05.03.2024,메모\n', map=mapping)
    [(_, kept)] = logged(store)
    expected = {"transaction_id": '가"1', "date": "2024-03-05", "activity": "export", "origin": "KR", "destination": "NO", "item": "모니터"}
    assert json.loads(kept.input) == {"rows": [expected]}


def test_the_day_of_the_law_may_be_fixed(store: Store, tmp_path: Path) -> None:
    """Then rows need none of their own."""
    from datetime import date

    done(store, tmp_path, HEADER + "T-1,,export,US,NO,mouse,EAR99,1,,,,\n", as_of=date(2025, 5, 5), assume=("all",))
    [(record, _)] = logged(store)
    asked = json.loads(record.asked)
    assert (record.as_of, asked["as_of"], len(asked["assume"]) > 1) == ("2025-05-05", "2025-05-05", True)


@pytest.mark.parametrize("kind", [".csv.gz", ".jsonl", ".parquet", ".xlsx"])
def test_a_result_is_of_the_kind_that_was_sent(fresh: Any, tmp_path: Path, kind: str) -> None:
    """And read again it holds the answers."""
    store, content = Store.open(fresh("sqlite")), rows(7).encode()
    lines = [line.split(",") for line in content.decode().splitlines()]
    match kind:
        case ".csv.gz":
            content = gzip.compress(content)
        case ".jsonl":
            content = "\n".join(json.dumps(dict(zip(lines[0], line, strict=True))) for line in lines[1:]).encode()
        case ".parquet":
            sink = io.BytesIO()
            pa.parquet.write_table(pa.table(dict(zip(lines[0], map(list, zip(*lines[1:], strict=True)), strict=True))), sink)
            content = sink.getvalue()
        case ".xlsx":
            (tmp_path / "in.csv").write_bytes(content)
            header_only = tmp_path / "in.xlsx"
            import xlsxwriter

            with xlsxwriter.Workbook(header_only) as book:
                sheet = book.add_worksheet()
                for at, line in enumerate(lines):
                    sheet.write_row(at, 0, line)
            content = header_only.read_bytes()
    job = done(store, tmp_path, content, f"orders{kind}")
    given, out = tmp_path / f"given{kind}", tmp_path / f"out{kind}"
    given.write_bytes(content)
    assert batch(given, "-o", out, "--quiet").code == 0
    result, rejected = results.served(tmp_path, job)
    assert (result.name, rejected, Wanted.from_json(job.asked).offered) == (f"result{kind}", None, f"orders.screened{kind}")
    assert result.read_bytes() == out.read_bytes()
    assert len(logged(store)) == 7
    store.close()


class Killed(BaseException):
    """The end of a worker, wherever it is."""


def dying(after: int) -> Any:
    """A rest in which the worker is killed, after so many blocks."""
    left = iter(range(after, 0, -1))

    def rest() -> None:
        if next(left) == 1:
            raise Killed

    return rest


def test_a_job_that_is_killed_between_any_two_blocks_logs_each_transaction_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under the law under which it was screened, even if who goes on knows another; never offered before all is logged."""
    monkeypatch.setattr(screening, "AT_ONCE", 10)
    job = sent(store, tmp_path, ORDERS.read_bytes())
    for life in range(1, 6):
        with pytest.raises(Killed):
            screen(desk(store, tmp_path, f"context {life}", rest=dying(1)), taken(store, at=f"2026-11-2{life}T00:00:00.000000Z"))
        assert len(logged(store)) == life * 10 == job_of(store, job.id).progress["logged"]
        with pytest.raises(NotFound, match="it is running"):
            results.served(tmp_path, job_of(store, job.id))
    screen(desk(store, tmp_path, "context 6"), taken(store, at="2026-11-26T00:00:00.000000Z"))
    found = logged(store)
    told = transactions(answered(results.served(tmp_path, job_of(store, job.id))[0]))
    assert [record.decision for record, _ in found] == [row["decision_id"] for row in told]
    assert {record.context for record, _ in found} == {"context 1"}


def test_a_job_that_is_killed_as_it_ends_is_ended_by_the_next(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is logged; only that it is done was not written."""
    job = sent(store, tmp_path, rows(5))

    def killed(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(screening, "finish", killed)
        screen(desk(store, tmp_path), taken(store))
    assert job_of(store, job.id).state == "running"
    screen(desk(store, tmp_path), taken(store))
    assert job_of(store, job.id).state == "done"
    assert len(logged(store)) == 5


def test_what_was_begun_under_another_law_is_begun_again(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nothing of it is logged; what was begun under the same law is gone on with."""
    monkeypatch.setattr(screening, "BLOCK_BYTES", 400)
    job = sent(store, tmp_path, rows(30))
    read: list[int] = []

    @contextmanager
    def watched(_: Any) -> Any:
        yield

    class Dying(screening._Reports):
        def __call__(self, progress: Any) -> None:
            read.append(progress.counts.rows)
            if len(read) == 3:
                raise Killed

    def attempt(context: str) -> None:
        read.clear()
        with monkeypatch.context() as patched, pytest.raises(Killed):
            patched.setattr(screening, "_Reports", Dying)
            screen(desk(store, tmp_path, context, watched=watched), taken(store))

    attempt("context 1")
    first = read[:]
    attempt("context 1")
    assert read[0] > first[-1]  # gone on with
    attempt("context 2")
    assert read == first  # begun again
    screen(desk(store, tmp_path, "context 2"), taken(store))
    found = logged(store)
    assert {record.context for record, _ in found} == {"context 2"}
    assert [record.transaction_id for record, _ in found] == [f"T-{n}" for n in range(1, 31)]
    assert len(answered(results.served(tmp_path, job_of(store, job.id))[0])) == 30


def test_two_workers_do_not_write_one_recording(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The later one is told that the files are in use."""
    sent(store, tmp_path, rows(5))
    job, met = taken(store), []

    class Meddled(screening._Reports):
        def __call__(self, progress: Any) -> None:
            with monkeypatch.context() as patched:
                patched.setattr(screening, "_Reports", lambda *_: lambda _: None)
                with pytest.raises(Busy):
                    screen(desk(store, tmp_path), job)
            met.append(progress)

    monkeypatch.setattr(screening, "_Reports", Meddled)
    screen(desk(store, tmp_path), job)
    assert met
    assert len(logged(store)) == 5


def test_a_job_that_is_cancelled_stops_between_two_blocks(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is logged stays; there is no result."""
    monkeypatch.setattr(screening, "AT_ONCE", 10)
    job = sent(store, tmp_path, rows(50))
    with pytest.raises(Gone):
        screen(desk(store, tmp_path, rest=lambda: results.dismiss(store, tmp_path, job.id, "2027")), taken(store))
    found = job_of(store, job.id)
    assert (found.state, found.progress["logged"], len(logged(store))) == ("cancelled", 10, 10)
    results.clear(tmp_path, found)
    assert not folder(tmp_path, job.id).path.exists()


def test_an_upload_that_cannot_be_screened_says_why_in_its_own_names(store: Store, tmp_path: Path) -> None:
    """The folder it lies in is nobody's business; nothing is logged."""
    sent(store, tmp_path, "주문번호,비고\n1,x\n", "주문.csv")
    with pytest.raises(InvalidInput, match=r"^주문\.csv: E503") as caught:
        screen(desk(store, tmp_path), taken(store))
    assert str(tmp_path) not in str(caught.value)
    assert "upload" not in str(caught.value)
    assert logged(store) == []


def test_a_file_of_which_nothing_can_be_read_is_done_without_a_record(store: Store, tmp_path: Path) -> None:
    """Its rejected rows are served."""
    job = done(store, tmp_path, HEADER + "T-1,2024-03-15,nonsense,US,NO,mouse,EAR99,1,,,,\n")
    result, rejected = results.served(tmp_path, job)
    assert answered(result) == []
    assert rejected is not None
    assert b"nonsense" in rejected.read_bytes()
    assert (logged(store), job.progress["transactions"]) == ([], 0)


def test_decisions_are_told_to_who_wants_to_be(store: Store, tmp_path: Path) -> None:
    """From the level on that the webhook names; in the transaction of the log."""
    with store.writing() as connection:
        hook = add(connection, WantedHook("https://example.com/", ("decision",), Outcome.license_required), "2026", "key-1")
        add(connection, WantedHook("https://example.com/", ("list",), Outcome.review), "2026", "key-2")
    assert secret(b"master", hook.id)
    done(store, tmp_path, rows(9))
    caught = [record for record, _ in logged(store) if Outcome[record.outcome] >= Outcome.license_required]
    assert 0 < len(caught) < 9
    with store.reading() as connection:
        told = [json.loads(row.payload)["data"] for row in connection.execute(deliveries.select()) if row.webhook == hook.id]
        assert connection.execute(deliveries.select()).rowcount in (-1, len(told))
    assert sorted(each["record"] for each in told) == [record.seq for record in caught]
    assert {each["decision"] for each in told} == {record.decision for record in caught}


def test_the_files_of_a_job_are_removed_and_its_records_stay(store: Store, tmp_path: Path) -> None:
    """Of one that waits, too, which is then cancelled."""
    job = done(store, tmp_path, rows(3))
    assert results.dismiss(store, tmp_path, job.id, "2027").state == "done"
    with pytest.raises(NotFound, match="removed"):
        results.served(tmp_path, job)
    waiting = sent(store, tmp_path, rows(3))
    assert results.dismiss(store, tmp_path, waiting.id, "2027").state == "cancelled"
    assert not folder(tmp_path, waiting.id).path.exists()
    assert len(logged(store)) == 3


def test_what_is_asked_survives_the_store(store: Store, tmp_path: Path) -> None:
    """Every field of it."""
    from datetime import date

    wanted = Wanted("주문.csv", ".csv", date(2024, 2, 29), ("us.ear.x",), "ko", "ref 1", "cp949", ";")
    assert Wanted.from_json(json.loads(json.dumps(wanted.to_json()))) == wanted
    assert replace(wanted, name="a.csv.gz", kind=".csv.gz").offered == "a.screened.csv.gz"
