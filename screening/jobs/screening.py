"""A screening job: an uploaded file, screened as `screening batch` would, every transaction of it in the decision log.

The file is screened into a recording (`recording`), which a killed worker's successor goes on with; then the result is made
of it; then its records are appended to the log in order, block by block, each block in one transaction of the store with the
count of what is logged. So each record is there once, wherever a worker is killed; and only then is the job done, and its
result offered. A job whose recording was begun under other rules or lists is begun again: nothing of it was logged yet.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from screening.audit.log import Content, Entry, Receipt, append
from screening.batch import job as batch
from screening.batch.arrow import law_of
from screening.batch.columns import ADDED
from screening.batch.fitting import resolve
from screening.batch.hand import Hand
from screening.batch.options import Options
from screening.batch.output import Unfinished, encoder_for
from screening.batch.output.parts import Parts
from screening.batch.run import Progress, run
from screening.batch.summary import summary
from screening.errors import Invalid, InvalidInput, Problem, ScreeningError
from screening.events.payloads import decision_told
from screening.events.webhooks import News, announce_all, listed
from screening.jobs.files import Folder, folder
from screening.jobs.queue import Job, finish, report
from screening.jobs.recording import Recorded, Recording
from screening.jobs.rows import RowRecorder, TransactionRecorder, asked_json
from screening.parties.answers import Answers
from screening.screen import Screener
from screening.store import Store
from screening.terms import Language, Outcome

BLOCK_BYTES = 4_000_000
"""Of an upload: what is in memory at a time, and what is lost at most when a worker is killed."""
AT_ONCE = 2_500
"""Records that are appended together: other writers wait for no more than these."""
EVERY = 1.0
"""Seconds between two reports of how far a job is."""

Json = dict[str, Any]


class Busy(ScreeningError):
    """Another process still works on the files of a job: it will be gone soon, or finish the job."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a screening job: the upload's own name, its kind (an ending), and how it is to be screened."""

    name: str
    kind: str
    as_of: date | None = None
    assume: tuple[str, ...] = ()
    language: Language = "en"
    reference: str | None = None
    encoding: str | None = None
    delimiter: str | None = None

    def to_json(self) -> Json:
        """Return it as plain data, for `queue.add`."""
        return {
            "name": self.name, "kind": self.kind, "as_of": self.as_of.isoformat() if self.as_of else None,
            "assume": list(self.assume), "lang": self.language, "client_reference": self.reference,
            "encoding": self.encoding, "delimiter": self.delimiter,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Wanted:
        """Read what `to_json` wrote."""
        day = date.fromisoformat(data["as_of"]) if data["as_of"] else None
        own = (data["client_reference"], data["encoding"], data["delimiter"])
        return cls(data["name"], data["kind"], day, tuple(data["assume"]), data["lang"], *own)

    @property
    def offered(self) -> str:
        """The name under which the result is offered."""
        return batch.default_output(self.name)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worker has at hand: store, folder of data, rules and lists with the digest of their context, a clock.

    `watched` is entered while a job is worked on, after processes were forked; `rest` is called between two blocks of records,
    so that other writers of the store have their turn.
    """

    store: Store
    data: Path
    law: Callable[[], tuple[Screener, str]]
    clock: Callable[[], str]
    watched: Callable[[Job], AbstractContextManager[None]] = field(default=lambda _: nullcontext())
    rest: Callable[[], None] = field(default=lambda: None)
    workers: int = 1


def screen(desk: Desk, job: Job) -> None:
    """Do a screening job that was claimed, or what is left of it.

    Raises `InvalidInput` if the upload cannot be screened, `Gone` if the job is no longer ours, `Busy`, and `Unavailable`.
    """
    wanted = Wanted.from_json(job.asked)
    files = folder(desk.data, job.id, wanted.kind)
    logged = int(job.progress.get("logged", 0))
    try:
        if not files.summary.exists():
            _record(desk, job, wanted, files)
        with desk.watched(job):
            _make_result(files)
    except Invalid as error:
        raise InvalidInput(_in_own_words(error, files, wanted)) from None
    told = json.loads(files.summary.read_text(encoding="utf-8"))
    with desk.watched(job):
        progress = {"transactions": told["transactions"], "rows": told["rows"], "outcomes": told["outcomes"]}
        _log(desk, job, wanted, files, progress, logged)
        with desk.store.writing() as connection:
            finish(connection, job, {**progress, "logged": told["transactions"]}, desk.clock())
    files.tidy()


def later(at: str, seconds: float) -> str:
    """Return the time some seconds after another, in the same form."""
    return (datetime.fromisoformat(at) + timedelta(seconds=seconds)).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _record(desk: Desk, job: Job, wanted: Wanted, files: Folder) -> None:
    """Screen the upload into a recording, and write what it comes to."""
    with desk.watched(job):  # not beyond: no thread may run where processes are forked
        asked = batch.Input(
            str(files.upload), files.mapping if files.mapping.exists() else None, wanted.encoding, wanted.delimiter, BLOCK_BYTES
        )
        source, mapping = asked.opened()
        screener, context = desk.law()
    options = Options(wanted.as_of, screener.assumed(wanted.assume), wanted.language)
    kept = Answers(desk.data / "cache" / "names.sqlite", screener.watchlist.version)
    whole = batch.Job(asked, source, mapping, screener, options, kept)
    recorder: RowRecorder | TransactionRecorder = TransactionRecorder(screener, options)
    if not source.nested:
        recorder = RowRecorder(screener, resolve(mapping, source.header), mapping, options)
    about = {"context": context, "asked": asked_json(options), "header": list(source.header), "law": law_of(screener)}
    encoder = Recording(encoder_for(str(files.result), (*source.header, *ADDED)), recorder, about)
    crew = whole.crew(desk.workers)(Hand(recorder, encoder, options.language, whole.header("transaction_id"), kept))
    try:
        unfinished = _unfinished(files.recording, about, encoder, source.header)
    except BaseException:
        crew.dismiss()
        raise
    with desk.watched(job):
        progress, _ = run(source, crew, unfinished, _Reports(desk, job, source.total_bytes))
    notices = [*whole.notices, *progress.notices()]
    told = summary(progress.counts, screener, options, wanted.name, wanted.offered, notices)
    files.write_whole(files.summary, json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))


def _unfinished(path: Path, identity: Mapping[str, object], encoder: Recording, header: tuple[str, ...]) -> Unfinished:
    """Go on with what an earlier worker has left, if it was begun under the same law; else begin."""
    if Parts(path).journal.exists():
        try:
            return Unfinished.resume(path, identity, encoder, header)
        except InvalidInput as error:
            if error.problems[0].code != "E507":
                raise
    try:
        return Unfinished.begin(path, identity, encoder, header, overwrite=True)
    except InvalidInput as error:
        if error.problems[0].code != "E507":
            raise
        raise Busy(str(error)) from None


@dataclass(slots=True)
class _Reports:
    """Says about once a second how far a job is; raises `Gone` if it is no longer ours."""

    desk: Desk
    job: Job
    total: int | None
    due: str = ""

    def __call__(self, progress: Progress) -> None:
        at = self.desk.clock()
        if at < self.due:
            return
        self.due = later(at, EVERY)
        told = {"read_bytes": progress.bytes, "total_bytes": self.total, "rows": {"read": progress.counts.rows}}
        with self.desk.store.writing() as connection:
            report(connection, self.job, told, at)


def _make_result(files: Folder) -> None:
    """Make the result of the recording; it is not offered before the job is done."""
    if files.result.exists():
        return
    recorded = Recorded(files.recording)
    encoder = encoder_for(str(files.result), (*recorded.about()["header"], *ADDED))
    made = files.result.with_name(f"{files.result.name}.part")
    recorded.result(encoder, made, files.path / "scratch")
    made.replace(files.result)


def _log(desk: Desk, job: Job, wanted: Wanted, files: Folder, progress: Json, logged: int) -> None:
    """Append the records from the one after `logged` on."""
    recorded = Recorded(files.recording)
    about = recorded.about()
    for table in recorded.tables(logged):
        for start in range(0, table.num_rows, AT_ONCE):
            entries = list(_entries(table.slice(start, AT_ONCE), job, wanted, about))
            with desk.store.writing() as connection:
                at = desk.clock()
                receipts = append(connection, entries, at)
                _announce(connection, entries, receipts, at)
                logged += len(entries)
                report(connection, job, {**progress, "logged": logged}, at)
            desk.rest()


def _entries(table: pa.Table, job: Job, wanted: Wanted, about: Json) -> Iterator[Entry]:
    context, asked, prefix = about["context"], about["asked"], f'{{"job":"{job.id}","row":'
    answers = table.column("answer").combine_chunks()
    if isinstance(answers, pa.ChunkedArray):
        answers = answers.combine_chunks()
    texts: dict[int, bytes] = {}
    for code in set(answers.indices.to_pylist()):
        texts[code] = answers.dictionary[code].as_py().encode()
    names = ("row", "decision", "transaction_id", "parties", "input", "outcome", "as_of")
    columns = [answers.indices.to_pylist(), *(table.column(name).to_pylist() for name in names)]
    for code, row, decision, transaction, parties, input, outcome, day in zip(*columns, strict=True):
        named = tuple(dict.fromkeys(parties.split("\n"))) if parties else ()
        yield Entry(
            "decision", job.caller, decision, transaction, outcome, day, context, asked, f"{prefix}{row}}}",
            Content(input.encode(), texts[code], wanted.reference, named),
        )  # fmt: skip


def _announce(connection: sa.Connection, entries: list[Entry], receipts: list[Receipt], at: str) -> None:
    """Have those told of decisions who want to be."""
    levels = [webhook.level for webhook in listed(connection) if "decision" in webhook.events]
    if not levels:
        return
    told = {outcome.name: outcome for outcome in Outcome if outcome >= min(levels)}
    announce_all(connection, [
        News("decision", decision_told(e.decision, r.seq, e.transaction_id, e.outcome, e.as_of), told[e.outcome])
        for e, r in zip(entries, receipts, strict=True) if e.outcome in told
    ], at)  # fmt: skip


def _in_own_words(error: Invalid, files: Folder, wanted: Wanted) -> list[Problem]:
    """Name the upload and its mapping as they were sent, not as they are stored."""
    def own(text: str) -> str:
        for path, name in ((files.upload, wanted.name), (files.mapping, "map")):
            text = text.replace(str(path), name).replace(path.name, name)
        return text.replace(f"{files.path}/", "")

    return [Problem(each.code, own(each.where), own(each.message), own(each.hint)) for each in error.problems]
