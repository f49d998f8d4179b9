"""Known goods made of a disposition: the matches that reviewers found to be somebody else are not raised again.

A known good is made for exactly the matches that the decision showed and that the lists still hold as they were shown. What a
list has changed since then is a new question, and no review is made for it. Nothing is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from screening.audit.dispositions import DECIDING, effective, history, proposed
from screening.audit.log import Kept, Sought, find, kept
from screening.errors import InvalidInput, NotFound, Problem
from screening.facts.listed import Listed, PartyMatch
from screening.facts.reading import transaction_from_bytes
from screening.parties.known_good import KnownGood, review
from screening.screen import Screener
from screening.wire.parties import party_match

SHOWN = ("party", "role", "owner", "list", "entry", "name", "matched_alias", "score", "worded_since", "license_requirement")
"""What identifies a match, and shows whether the entry is still the one that was reviewed."""


def known_goods(connection: sa.Connection, decision: str, screener: Screener, on: date) -> tuple[KnownGood, ...]:
    """Return the reviews that a decision's confirmed `false_positive` amounts to, from the day `on`.

    None come of another verdict, of one without `until`, or of a proposal that nobody has confirmed. With four eyes both
    reviewers and both reasons stand in a review, and of two last days the earlier one. Raises `NotFound` for an unknown
    decision, `InvalidInput` (E607) if it was erased, has lapsed, is a batch row, or no match is still as it was shown.
    """
    content = _content(connection, decision)
    said = history(connection, decision)
    held = effective(said)
    if held is None or held.verdict != "false_positive":
        return ()
    first = proposed(said, held)
    both = [each for each in (first, held) if each is not None]
    days = [each.until for each in both if each.until is not None]
    if not days:
        return ()
    if min(days) <= on:
        raise _problem(decision, f"it has lapsed on {min(days)}", "make a new disposition")
    if content is None:
        raise _problem(decision, "what was screened has been erased", "screen it again and review that decision")
    shown, as_of = _shown(content, decision)
    listed = Listed(screener.rules, screener.watchlist, as_of)
    for party in transaction_from_bytes(content.input, name=f"decision {decision}").parties:
        listed.facts(party)
    reviewer, reason = "; ".join(each.reviewer for each in both), "; ".join(each.reason for each in both)
    same = [each for each in listed.matches if _key(_wire(each)) in shown]
    if not same:
        raise _problem(decision, "no list holds the entry as it was reviewed", "screen it again and review that decision")
    made = (
        review(each.hit.candidate.query, each.hit.candidate.party, reason=reason, reviewer=reviewer, on=on, until=min(days))
        for each in same
    )
    return tuple(dict.fromkeys(made))


def _content(connection: sa.Connection, decision: str) -> Kept | None:
    newest = next((each for each in _records(connection, decision)), None)
    if newest is None:
        raise NotFound(f"there is no decision `{decision}` in the decision log")
    return kept(connection, [newest]).get(newest)


def _records(connection: sa.Connection, decision: str) -> Iterator[int]:
    many = find(connection, Sought(decision=decision), newest=True)
    yield from (each.seq for each in many if each.kind in DECIDING)


def _shown(content: Kept, decision: str) -> tuple[set[tuple[Any, ...]], date]:
    """Return the matches that the answer showed as raised, and the day under whose lists it was given."""
    answer = json.loads(b"{" + content.answer[1:] if content.answer.startswith(b",") else content.answer)
    if not isinstance(answer, dict) or "party_matches" not in answer:
        hint = "record it with `screening party NAME --known-good ENTRY`"
        raise _problem(decision, "the row of a batch does not say which entries were met", hint)
    shown = {_key(each) for each in answer["party_matches"] if not each["known_good"]}
    return shown, date.fromisoformat(answer["as_of"])


def _wire(match: PartyMatch) -> dict[str, Any]:
    return party_match(match, "en")


def _key(match: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(match.get(name) for name in SHOWN)


def _problem(decision: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem("E607", f"decision {decision}", message, hint)])
