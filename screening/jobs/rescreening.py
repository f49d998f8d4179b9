"""Screening again: when a list or the rules have changed, open decisions are screened again and only differences recorded.

The log is read in blocks, the newest answer of each deal (`lineages`); a block's records, differences, deliveries and progress
are kept together or not at all, so that a run that is killed goes on where it was and repeats nothing. A job that a later one
overtakes is done, because the later one sees all it would have seen, under newer law. Nothing is decided here, and no record
is changed: an answer that has become another one is a new record behind the old.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from screening.audit import log
from screening.errors import InvalidInput, Problem
from screening.events.payloads import change_told, decision_told
from screening.events.webhooks import News, announce_all
from screening.facts.transaction import Transaction
from screening.jobs import again
from screening.jobs.changes import Change, Said, change, said, what
from screening.jobs.lineages import open_after, still_open
from screening.jobs.queue import OPEN, Job, finish, report
from screening.jobs.rows import EXPLAIN
from screening.jobs.screening import Desk
from screening.language.check import check
from screening.language.source import Document
from screening.screen import Screener
from screening.store import Store
from screening.store.tables import differences, jobs
from screening.terms import Text
from screening.wire.answer import Answer, Asked, answer

KIND = "rescreening"
"""Of the job, of the records it appends, and of what webhooks are told."""
BLOCK = 200
"""Decisions of one transaction of the store."""
SHOWN = 50
"""Decisions that could not be screened again of which the progress says why; all are counted."""

@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: the log up to record `after` has been gone through, of what it was up to `until`, and what was found.

    `screened` are all that were answered again: `unchanged` and the three kinds of differences add up to it. `erased` cannot
    be screened again; `failed` are not taken by these rules, and `failures` says of the first why. `overtaken_by` is the
    later job that does the rest.
    """

    until: int
    after: int = 0
    screened: int = 0
    unchanged: int = 0
    newly_caught: int = 0
    no_longer_caught: int = 0
    changed_reason: int = 0
    erased: int = 0
    failed: int = 0
    failures: tuple[Mapping[str, Any], ...] = ()
    overtaken_by: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data: the job's progress."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Progress | None:
        """Read what `to_json` returned; None if the job has not begun."""
        if "until" not in data:
            return None
        own = {each.name: data[each.name] for each in fields(cls)}
        return cls(**{**own, "failures": tuple(own["failures"])})

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.after >= self.until or self.overtaken_by is not None


@dataclass(frozen=True, slots=True)
class Law:
    """What is screened under: rules and lists, the digest under which the log knows them, the day, and why again."""

    screener: Screener
    context: str
    day: date
    cause: Any


@dataclass(frozen=True, slots=True)
class _Open:
    """An open decision, and what is asked now."""

    record: log.Record
    kept: log.Kept
    asked: str
    explain: str
    pinned: bool


@dataclass(frozen=True, slots=True)
class _Changed:
    open: _Open
    answer: Answer
    change: Change
    before: Said
    after: Said

    @property
    def told(self) -> dict[str, Any]:
        return what(self.before, self.after)


def work(desk: Desk, job: Job) -> None:
    """Do a rescreening job that was claimed, or what is left of it, under the law as it is now.

    `job.asked["cause"]`, any JSON, is told in the records. Raises `Gone` if the job is no longer ours, and `Unavailable`.
    """
    screener, context = desk.law()
    law = Law(screener, context, date.fromisoformat(desk.clock()[:10]), job.asked.get("cause"))
    with desk.watched(job):
        progress = rescreen(desk.store, law, job, desk.clock, desk.rest)
        with desk.store.writing() as connection:
            finish(connection, job, progress.to_json(), desk.clock())


def rescreen(
    store: Store, law: Law, job: Job, clock: Callable[[], str], rest: Callable[[], None] = lambda: None
) -> Progress:
    """Screen the open decisions again, from where the job is, and return what came of it; `finish` is for the caller.

    `clock` gives the time of records; `rest` is called between two blocks. Raises `Gone` if the job was cancelled or taken
    by another worker, `Unavailable` if the store is away: what was kept until then stays.
    """
    progress = Progress.from_json(job.progress) or _begun(store, job, clock)
    while not progress.done:
        with store.reading() as connection:
            page = open_after(connection, progress.after, progress.until, BLOCK)
            kept = log.kept(connection, [record.seq for record, erased in page if not erased])
        after = page[-1][0].seq if len(page) == BLOCK else progress.until
        many = [_asked(record, kept[record.seq], law.day) for record, _ in page if record.seq in kept]
        changed, failures = _screened(law, many)
        seen = replace(
            progress, after=after, erased=progress.erased + len(page) - len(many),
            unchanged=progress.unchanged + len(many) - len(failures) - len(changed),
            failed=progress.failed + len(failures), failures=(*progress.failures, *failures)[:SHOWN],
        )  # fmt: skip
        progress = _written(store, law, job, progress, seen, changed, clock)
        rest()
    return progress


def _begun(store: Store, job: Job, clock: Callable[[], str]) -> Progress:
    """Note that a job goes up to what is now the end of the log."""
    with store.writing() as connection:
        last = log.last(connection)
        progress = Progress(until=last.seq if last else 0)
        report(connection, job, progress.to_json(), clock())
    return progress


def _asked(record: log.Record, kept: log.Kept, today: date) -> _Open:
    """Return an open decision with what is asked now: the same of its own day if that was fixed, else of today.

    A day never moves back: a deal of next month was decided under the law of then.
    """
    asked = json.loads(record.asked)
    pinned = asked["as_of"] is not None and json.loads(record.body or "{}").get("pinned", True)
    asked["as_of"] = record.as_of if pinned else max(record.as_of, today.isoformat())
    text = json.dumps(asked, ensure_ascii=False, separators=(",", ":"))
    return _Open(record, kept, text, asked["explain"], pinned)


def _screened(law: Law, many: Sequence[_Open]) -> tuple[list[_Changed], list[Mapping[str, Any]]]:
    """Screen a block again; return those whose answer is another one, and why some could not be, in their order."""
    together: dict[str, list[_Open]] = {}
    for each in many:
        if each.record.context != law.context or each.record.as_of != json.loads(each.asked)["as_of"]:
            together.setdefault(each.asked, []).append(each)  # else: the same law of the same day, so the same answer
    changed: list[_Changed] = []
    failures: list[tuple[int, str]] = []
    for asked, those in together.items():
        for each, now in zip(those, _answers(law.screener, those, asked), strict=True):
            if not isinstance(now, Answer):
                failures.append((each.record.seq, now))
                continue
            before, after = said(each.kept.answer, each.explain), said(now.rest, each.explain)
            how = change(before, after)
            if how is not None:
                changed.append(_Changed(each, now, how, before, after))
    changed.sort(key=lambda each: each.open.record.seq)
    return changed, [{"record": seq, "why": why} for seq, why in sorted(failures)]


def _answers(screener: Screener, those: Sequence[_Open], asked: str) -> Iterator[Answer | str]:
    """Yield the answers to deals that are asked in one way, or why there is none, without names."""
    if those[0].explain == EXPLAIN:
        found = again.answers(screener, [each.kept.input for each in those], asked)
        yield from ("E608" if isinstance(each, Text) else each for each in found)
        return
    wanted = Asked.from_json(asked)
    for each in those:
        try:
            transaction = _transaction(each.kept.input)
            # The short answer finds the same and is made in a fraction of the time; the full one is for the record.
            short = answer(screener, transaction, replace(wanted, explain="short"))
            same = change(said(each.kept.answer, each.explain), said(short.rest, "short")) is None
            yield short if same or wanted.explain == "short" else answer(screener, transaction, wanted)
        except InvalidInput as error:
            yield ", ".join(dict.fromkeys(f"{problem.code} {problem.where}".rstrip() for problem in error.problems))


def _transaction(input: bytes) -> Transaction:
    problems: list[Problem] = []
    transaction = check(Transaction, Document("", json.loads(input, parse_float=Decimal)), problems)
    if transaction is None:
        raise InvalidInput(problems)
    return transaction


def _written(
    store: Store, law: Law, job: Job, before: Progress, seen: Progress, changed: Sequence[_Changed], clock: Callable[[], str]
) -> Progress:
    """Keep what a block came to, all of it or nothing; return how far the job is then."""
    with store.writing() as connection:
        at = clock()
        later = _overtaken(connection, job)
        if later is not None:
            return replace(before, overtaken_by=later)
        # Who closed, erased or asked again meanwhile was first; what is newer was answered under newer law.
        left = still_open(connection, [each.open.record.seq for each in changed]) if changed else set()
        new = [each for each in changed if each.open.record.seq in left]
        receipts = log.append(connection, [_entry(law, job, each) for each in new], at)
        pairs = list(zip(new, receipts, strict=True))
        if pairs:
            connection.execute(differences.insert(), [
                {"job": job.id, "at": at, "change": each.change, "before": each.open.record.seq, "after": receipt.seq}
                for each, receipt in pairs
            ])  # fmt: skip
            announce_all(connection, [_news(job, *each) for each in pairs], at)
        kinds = [each.change for each in new]
        progress = replace(
            seen, screened=before.screened + seen.unchanged - before.unchanged + len(new),
            newly_caught=before.newly_caught + kinds.count("newly_caught"),
            no_longer_caught=before.no_longer_caught + kinds.count("no_longer_caught"),
            changed_reason=before.changed_reason + kinds.count("changed_reason"),
        )  # fmt: skip
        report(connection, job, progress.to_json(), at)
        return progress


def _overtaken(connection: sa.Connection, job: Job) -> str | None:
    """Return a later job of the same kind that is to be done, if there is one."""
    later = sa.or_(jobs.c.created > job.created, sa.and_(jobs.c.created == job.created, jobs.c.id > job.id))
    query = sa.select(jobs.c.id).where(jobs.c.kind == KIND, jobs.c.state.in_(OPEN), later)
    found: str | None = connection.scalar(query.order_by(jobs.c.created, jobs.c.id).limit(1))
    return found


def _entry(law: Law, job: Job, changed: _Changed) -> log.Entry:
    """Return the record of a difference: the deal's newest answer, of the same caller, to be replayed like any other."""
    record, kept, now = changed.open.record, changed.open.kept, changed.answer
    body = {
        "before": record.seq, "change": changed.change, "pinned": changed.open.pinned, "job": job.id,
        "cause": law.cause,
    }  # fmt: skip
    return log.Entry(
        KIND, record.caller, now.decision, record.transaction_id, now.outcome.name, now.as_of.isoformat(), law.context,
        changed.open.asked, json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        log.Content(kept.input, now.rest, kept.reference, kept.parties),
    )  # fmt: skip


def _news(job: Job, changed: _Changed, receipt: log.Receipt) -> News:
    record, now, told = changed.open.record, changed.answer, changed.told
    before = decision_told(record.decision, record.seq, record.transaction_id, record.outcome, record.as_of)
    after = decision_told(now.decision, receipt.seq, record.transaction_id, now.outcome.name, now.as_of.isoformat())
    return News(KIND, change_told(changed.change, before, after, told["rules"], told["matches"], job.id), now.outcome)
