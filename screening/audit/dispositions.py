"""Dispositions: what a reviewer made of a decision, why, and whether it holds. Each is a record of the log; none is changed.

With four eyes a disposition is first `proposed`. It takes effect when somebody else, who is another reviewer with another
API key, says the same (`confirmed`); who says something else has `rejected` the proposal, and the decision is open as
before. Nobody can say here that a deal is cleared: a verdict tells what was done about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

import sqlalchemy as sa

from screening.audit.log import Entry, Sought, append, find, kept
from screening.errors import InvalidInput, NotFound, Problem
from screening.store.tables import closed, records

Verdict = Literal[
    "false_positive", "true_match", "license_obtained", "exception_applies", "declined", "needs_information"
]
"""`false_positive`: a match is somebody else."""
State = Literal["proposed", "confirmed", "rejected"]

VERDICTS: tuple[str, ...] = get_args(Verdict)
OPEN = frozenset({"needs_information"})
"""Verdicts that leave a decision open."""
DECIDING = ("decision", "rescreening")
"""Records that hold a decision."""
MAX_REASON = 10_000
MAX_REVIEWER = 200


@dataclass(frozen=True, slots=True)
class Disposition:
    """What one reviewer said.

    `about` is the record of the proposal it confirms or rejects, `until` the first day on which a known good made from it no
    longer holds.
    """

    seq: int
    at: str
    caller: str
    decision: str
    reviewer: str
    verdict: Verdict
    reason: str
    state: State
    until: date | None = None
    about: int | None = None


def dispose(
    connection: sa.Connection, decision: str, reviewer: str, verdict: str, reason: str, at: str, caller: str, *,
    four_eyes: bool, until: date | None = None,
) -> Disposition:
    """Record what a reviewer made of a decision, within `Store.writing`; return it with the state it has by that.

    Where it takes effect the decision is closed, or opened again by `needs_information`. Raises `NotFound` for an unknown
    decision, `InvalidInput` (E607) with all that is wrong: verdict, reviewer, reason, `until`, or the second pair of eyes.
    """
    if not _decided(connection, decision):
        raise NotFound(f"there is no decision `{decision}` in the decision log")
    reviewer, reason = " ".join(reviewer.split()), reason.strip()
    before = history(connection, decision)
    open_proposal = proposal(before) if four_eyes else None
    problems = [*_malformed(reviewer, verdict, reason, at, until), *_alone(open_proposal, reviewer, verdict, caller)]
    if verdict == "false_positive" and not problems and _matches(connection, decision) == []:
        hint = "take another verdict, for instance exception_applies"
        problems.append(Problem("E607", "verdict", "no party of this decision met a list, so no match can be false", hint))
    if problems:
        raise InvalidInput(problems)
    state, about = _state(open_proposal, reviewer, verdict, four_eyes=four_eyes)
    said = {
        "reviewer": reviewer, "verdict": verdict, "reason": reason, "state": state,
        "until": until.isoformat() if until else None, "about": about,
    }  # fmt: skip
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    (receipt,) = append(connection, [Entry("disposition", caller, decision, body=body)], at)
    made = _read(receipt.seq, at, caller, decision, said)
    if state == "confirmed":
        connection.execute(closed.delete().where(closed.c.decision == decision))
        if verdict not in OPEN:
            connection.execute(closed.insert(), {"decision": decision, "seq": receipt.seq})
    return made


def history(connection: sa.Connection, decision: str) -> list[Disposition]:
    """Return every disposition of a decision, in the order in which they were made."""
    found = find(connection, Sought(kind="disposition", decision=decision))
    return [_read(each.seq, each.at, each.caller, each.decision, json.loads(each.body)) for each in found]


def effective(history: Sequence[Disposition]) -> Disposition | None:
    """Return the disposition that holds: the last one confirmed, whatever has been proposed or rejected since."""
    return next((each for each in reversed(history) if each.state == "confirmed"), None)


def proposal(history: Sequence[Disposition]) -> Disposition | None:
    """Return the proposal that waits for a second reviewer, if the last thing said was one."""
    return history[-1] if history and history[-1].state == "proposed" else None


def proposed(history: Sequence[Disposition], confirmed: Disposition) -> Disposition | None:
    """Return the proposal that a disposition has confirmed; None where it needed no second reviewer."""
    return next((each for each in history if each.seq == confirmed.about), None)


def _decided(connection: sa.Connection, decision: str) -> bool:
    query = sa.select(records.c.seq).where(records.c.decision == decision, records.c.kind.in_(DECIDING)).limit(1)
    return connection.scalar(query) is not None


def _malformed(reviewer: str, verdict: str, reason: str, at: str, until: date | None) -> Iterable[Problem]:
    if verdict not in VERDICTS:
        yield Problem("E607", "verdict", f"`{verdict}` is not a verdict", f"one of {', '.join(VERDICTS)}")
    for name, text, most in (("reviewer", reviewer, MAX_REVIEWER), ("reason", reason, MAX_REASON)):
        if not text:
            yield Problem("E607", name, "it is blank", "a disposition needs a reviewer and a reason")
        elif len(text) > most:
            yield Problem("E607", name, f"it has {len(text):,} characters; at most {most:,} are kept")
        elif any("\ud800" <= each <= "\udfff" or each == "\0" for each in text):
            yield Problem("E607", name, "it contains a character that no text can hold", "remove it")
    if until is not None and until.isoformat() <= at[:10]:
        yield Problem("E607", "until", f"{until} is not after today, {at[:10]}", "give the first day on which it no longer holds")
    if until is not None and verdict in VERDICTS and verdict != "false_positive":
        yield Problem("E607", "until", f"a verdict `{verdict}` does not lapse", "leave it out; it goes with false_positive")


def _alone(open_proposal: Disposition | None, reviewer: str, verdict: str, caller: str) -> Iterable[Problem]:
    """Yield why this is no second pair of eyes: a proposal is neither confirmed nor repeated by whoever made it."""
    if open_proposal is None:
        return
    same_person = reviewer.casefold() == open_proposal.reviewer.casefold()
    if same_person and verdict == open_proposal.verdict:
        message = f"`{reviewer}` has proposed this already (record {open_proposal.seq})"
        yield Problem("E607", "reviewer", message, "another reviewer has to confirm it")
    elif not same_person and caller == open_proposal.caller:
        message = f"the proposal of `{open_proposal.reviewer}` came with the same API key"
        yield Problem("E607", "reviewer", message, "the second reviewer needs a key of their own")


def _state(
    open_proposal: Disposition | None, reviewer: str, verdict: str, *, four_eyes: bool
) -> tuple[State, int | None]:
    """Return the state a disposition has, and the record of the proposal it answers."""
    if not four_eyes:
        return "confirmed", None
    if open_proposal is None or reviewer.casefold() == open_proposal.reviewer.casefold():
        return "proposed", None  # who thinks better of their own proposal makes a new one
    return ("confirmed" if verdict == open_proposal.verdict else "rejected"), open_proposal.seq


def _matches(connection: sa.Connection, decision: str) -> list[Any] | None:
    """Return the list matches of a decision's newest answer; None if it is erased or not of a form that has them."""
    many = find(connection, Sought(decision=decision), newest=True)
    newest = next((each for each in many if each.kind in DECIDING), None)
    content = kept(connection, [newest.seq]).get(newest.seq) if newest else None
    if content is None:
        return None
    try:
        answer = json.loads(b"{" + content.answer[1:] if content.answer.startswith(b",") else content.answer)
    except ValueError:
        return None
    found = answer.get("party_matches") if isinstance(answer, dict) else None
    return found if isinstance(found, list) else None


def _read(seq: int, at: str, caller: str, decision: str, said: dict[str, Any]) -> Disposition:
    until = date.fromisoformat(said["until"]) if said["until"] else None
    return Disposition(
        seq, at, caller, decision, said["reviewer"], said["verdict"], said["reason"], said["state"], until, said["about"]
    )
