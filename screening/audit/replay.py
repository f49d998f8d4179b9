"""A replay: what was screened once, screened again under the rules and lists that were kept, compared byte for byte.

The old answer is never judged by today's law; what today's rules would say may be put beside it, marked as such. Where a
replay differs or is impossible, it says why as far as that can be known, and it never takes a record for granted: whether
the record is still what was appended is looked at first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from screening import program
from screening.audit.chain import FIELDS, answered, link, salted
from screening.audit.difference import Difference, differences
from screening.audit.kept import Load, context, restore
from screening.audit.log import Kept, Record
from screening.audit.recorded import found, unusable
from screening.errors import Invalid, InvalidInput, NotFound, Problem, ScreeningError
from screening.facts.transaction import Transaction
from screening.language.check import check
from screening.language.source import Document
from screening.screen import Screener
from screening.store import Store, Unavailable
from screening.terms import Text
from screening.wire.answer import Asked, answer, whole

Again = Callable[[Screener, bytes, str], bytes]
"""Screens an input (JSON) again as was asked (JSON), and returns the answer as the log keeps it."""

OWN = ("full", "short")
"""How `wire.answer` explains."""

CHANGED = Text(
    "the record is not as it was appended: see `screening audit verify`",
    "기록이 추가된 당시와 다름: `screening audit verify` 참조",
)
RECORDED = Text(
    "the answer in the store is not the one that was recorded; what is replayed is the one that was recorded",
    "저장된 답변은 기록된 답변이 아님. 재현된 답변이 기록된 답변과 일치함",
)
FALSIFIED = Text(
    "what was screened or answered, as the store has it, is not what was recorded",
    "저장된 심사 내용이나 답변이 기록된 것과 다름",
)
ERASED = Text(
    "what was screened and answered has been erased; the record and its digests remain",
    "심사 내용과 답변은 삭제되었고 기록과 다이제스트만 남아 있음",
)
UNEXPLAINED = Text(
    "program, rules and lists are the same: a library that the program uses may have another version",
    "프로그램과 규칙, 명단은 같음. 프로그램이 쓰는 라이브러리의 버전이 다를 수 있음",
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What today's rules and lists say of the same deal, and where that differs from the answer given then."""

    answer: bytes
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A record and its replay. `before` is the answer given then (empty if erased), `again` the replayed one, if possible.

    `intact` says whether record, input and answer are what was appended; `context` what the decision rests on.
    """

    record: Record
    intact: bool
    context: Mapping[str, Any]
    before: bytes
    again: bytes | None
    differences: tuple[Difference, ...]
    why: tuple[Text, ...]
    beside: Beside | None = None

    @property
    def seq(self) -> int:
        """The number of the record."""
        return self.record.seq

    @property
    def same(self) -> bool:
        """Whether the replay gives the same bytes."""
        return self.again is not None and self.again == self.before

    @property
    def state(self) -> Literal["same", "differs", "impossible"]:
        """What came of it, in a word."""
        return "impossible" if self.again is None else "same" if self.same else "differs"


def replay(
    store: Store, id_or_seq: str | int, load: Load, room: Path, again: Mapping[str, Again] | None = None,
    present: Screener | None = None,
) -> Replayed:
    """Replay a record, named by its number, or the newest one of a decision named by its id.

    `load` makes a screener of folders (`app.load_screener`), which are written into `room`. `again` says how other answers
    than those of `wire.answer` are given again, by what was asked as `explain`. With `present`, what that screener says of
    the same deal stands beside. Raises `NotFound` for an unknown record, `InvalidInput` (E608) for one without an answer.
    """
    record, content = found(store, id_or_seq)
    about = _context(store, record.context)
    intact = link(record.previous, [getattr(record, name) for name in FIELDS]) == record.hash
    why = [] if intact else [CHANGED]
    if content is None:
        return Replayed(record, intact, about, b"", None, (), (*why, ERASED))
    shown = _whole(record, content.reference)
    before = shown(record.decision, content.answer)
    way = _way(again, record)
    if salted(content.nonce, content.input) != record.input:  # another deal: its answer would prove nothing
        return Replayed(record, False, about, before, None, (), (*why, FALSIFIED))
    recorded = _gave(record, content, content.answer)
    now: bytes | None = None
    try:
        decision, rest = way(restore(store, record.context, load, room), content.input, record.asked)
        now = shown(decision, rest)
        if not recorded:
            why.append(RECORDED if _gave(record, content, rest) else FALSIFIED)
    except Unavailable:
        raise
    except ScreeningError as error:
        why.append(_impossible(error))
    except (ValueError, LookupError, TypeError):  # nonsense in what was asked
        if intact:
            raise
    if now != before:
        why.extend(_programs(about) or ([UNEXPLAINED] if now is not None and intact and recorded else []))
    beside = None
    if present is not None:
        try:
            today = shown(*way(present, content.input, record.asked))
            beside = Beside(today, differences(before, today))
        except Invalid as error:
            said = str(error.problems[0])
            why.append(Text(f"today's rules do not take this deal: {said}", f"현재 규칙으로는 심사할 수 없음: {said}"))
    apart = () if now is None else differences(before, now)
    return Replayed(record, intact and recorded, about, before, now, apart, tuple(why), beside)


_Way = Callable[[Screener, bytes, str], tuple[str, bytes]]  # … to the decision's id and the answer as it is kept


def _way(again: Mapping[str, Again] | None, record: Record) -> _Way:
    """Return how the answer of a record is given again; raise `InvalidInput` (E608) if nobody knows."""
    explain = _explain(record)
    if explain in OWN:
        return _answered
    if again is None or explain not in again:
        message = f"this program does not know answers explained as `{explain}`"
        raise unusable(record.seq, message, "replay it with the version that wrote it")
    other = again[explain]

    def way(screener: Screener, input: bytes, asked: str) -> tuple[str, bytes]:
        return record.decision, other(screener, input, asked)

    return way


def _answered(screener: Screener, input: bytes, asked: str) -> tuple[str, bytes]:
    """Screen one transaction again, as `POST /v1/screen` did."""
    problems: list[Problem] = []
    transaction = check(Transaction, Document("", json.loads(input, parse_float=Decimal)), problems)
    if transaction is None:
        raise InvalidInput(problems)
    found = answer(screener, transaction, Asked.from_json(asked))
    return found.decision, found.rest


def _gave(record: Record, content: Kept, answer: bytes) -> bool:
    """Whether this is the answer that a record speaks of."""
    return answered(content.nonce, hashlib.sha256(answer).hexdigest()) == record.answer


def _whole(record: Record, reference: str | None) -> Callable[[str, bytes], bytes]:
    """Return what makes of a decision's id and what was kept of its answer the bytes that were sent."""
    if _explain(record) in OWN:
        return lambda decision, rest: whole(decision, record.transaction_id, rest, reference)
    return lambda _, rest: rest


def _explain(record: Record) -> str:
    try:
        return str(json.loads(record.asked)["explain"])
    except (ValueError, LookupError, TypeError):
        raise unusable(record.seq, "what was asked cannot be read: the record was changed", "restore the store") from None


def _context(store: Store, digest: str) -> Mapping[str, Any]:
    """Return the context of a record, empty if it is not there or damaged: why, is said where it is needed."""
    try:
        with store.reading() as connection:
            return context(connection, digest)
    except (NotFound, InvalidInput):
        return {}


def _impossible(error: ScreeningError) -> Text:
    problems = error.problems if isinstance(error, Invalid) else (error,)
    said = str(problems[0]) + (f" (+ {len(problems) - 1})" if len(problems) > 1 else "")
    return Text(f"it cannot be screened again: {said}", f"다시 심사할 수 없음: {said}")


def _programs(about: Mapping[str, Any]) -> list[Text]:
    """Say that another version of this program gave the answer, if so."""
    then, now = about.get("program", ""), program.digest()
    if then in ("", now):
        return []
    old, new = f"{about['version']} ({then[:12]})", f"{program.VERSION} ({now[:12]})"
    return [Text(f"the answer was given by the program {old}; this is {new}", f"답변한 프로그램은 {old}, 현재 프로그램은 {new}")]
