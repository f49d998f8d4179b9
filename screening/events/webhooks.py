"""Who is told of what: webhooks are checked, kept and removed here, and an event becomes a delivery for each that wants it.

Deliveries are written in the transaction of whoever announces: what is in the decision log is told, and nothing else is. No
secret is kept (see `signature`). Nothing is sent from here (see `delivery`), and no name is told (see `payloads`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from screening.errors import InvalidInput, NotFound, Problem
from screening.language.grammar import nearest
from screening.store.tables import deliveries, webhooks
from screening.terms import Outcome

EVENTS = ("decision", "rescreening", "list")
"""A decision at or above the webhook's level; a difference found by screening again; a new snapshot of a list."""
LEVEL = Outcome.review
"""The level of a webhook that names none: somebody has to look."""
MAX_URL = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A webhook that may be added: see `wanted`."""

    url: str
    events: tuple[str, ...]
    level: Outcome


@dataclass(frozen=True, slots=True)
class Webhook:
    """Who is told of what. `level` is the lowest outcome of a decision that is told; it does not limit other events."""

    id: str
    url: str
    events: tuple[str, ...]
    level: Outcome
    created: str
    caller: str

    def wants(self, news: News) -> bool:
        """Return whether it is to be told of something."""
        if news.event not in self.events:
            return False
        return news.event != "decision" or (news.outcome is not None and news.outcome >= self.level)


@dataclass(frozen=True, slots=True)
class News:
    """Something to be told: the payload is plain data without names; a decision has an outcome."""

    event: str
    payload: Mapping[str, Any]
    outcome: Outcome | None = None


def wanted(
    url: str, events: Collection[str] = EVENTS, level: str = LEVEL.name, *, check: Callable[[str], object],
    plain: bool = False,
) -> Wanted:
    """Check what somebody wants to be told, and where; raise `InvalidInput` (E604) with every problem.

    `check` refuses addresses that must not be called (`InvalidInput`); it may ask the name service, so this is done before
    the store is written to. `plain` also allows http.
    """
    problems = [*_events(events), *_level(level), *_url(url, plain)]
    if not problems:
        try:
            check(url)
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(problems)
    return Wanted(url, tuple(each for each in EVENTS if each in events), Outcome[level])


def add(connection: sa.Connection, wanted: Wanted, at: str, caller: str) -> Webhook:
    """Add a webhook, within `Store.writing`. Its secret is `signature.secret(master, webhook.id)`, to be shown once."""
    said = "\n".join([wanted.url, *wanted.events, wanted.level.name, at, caller])
    made = Webhook(f"wh-{_short(said)}", wanted.url, wanted.events, wanted.level, at, caller)
    connection.execute(webhooks.insert(), {
        "id": made.id, "url": made.url, "events": " ".join(made.events), "level": made.level.name, "created": at,
        "caller": caller,
    })  # fmt: skip
    return made


def listed(connection: sa.Connection) -> list[Webhook]:
    """Return every webhook, the oldest first."""
    query = sa.select(webhooks).order_by(webhooks.c.created, webhooks.c.id)
    return [
        Webhook(row.id, row.url, tuple(row.events.split()), Outcome[row.level], row.created, row.caller)
        for row in connection.execute(query)
    ]


def find(connection: sa.Connection, id: str) -> Webhook:
    """Return one webhook; raise `NotFound`."""
    every = listed(connection)
    found = next((each for each in every if each.id == id), None)
    if found is None:
        hint = nearest(id, [each.id for each in every])
        raise NotFound(f"there is no webhook `{id}`{f' ({hint})' if hint else ''}")
    return found


def remove(connection: sa.Connection, id: str) -> None:
    """Remove a webhook with all its deliveries, within `Store.writing`; raise `NotFound`."""
    find(connection, id)
    connection.execute(webhooks.delete().where(webhooks.c.id == id))


def announce(
    connection: sa.Connection, event: str, payload: Mapping[str, Any], outcome: Outcome | None, at: str
) -> int:
    """Have everybody told of one event who wants to be, within `Store.writing`; return how many are."""
    return announce_all(connection, [News(event, payload, outcome)], at)


def announce_all(connection: sa.Connection, news: Sequence[News], at: str) -> int:
    """Have everybody told of several events who wants to be, within `Store.writing`; return how many deliveries that are.

    The same event, told twice at the same time, is one delivery.
    """
    every = listed(connection) if news else []
    rows = {row["id"]: row for each in news for webhook in every if webhook.wants(each) for row in [_delivery(webhook, each, at)]}
    if rows:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(insert(deliveries).on_conflict_do_nothing(), list(rows.values()))
    return len(rows)


def _delivery(webhook: Webhook, news: News, at: str) -> dict[str, Any]:
    data = json.dumps(news.payload, ensure_ascii=False, separators=(",", ":"))
    id = "ev-" + _short(f"{webhook.id}\n{news.event}\n{at}\n{data}")
    head = json.dumps({"id": id, "event": news.event, "at": at}, separators=(",", ":"))
    return {
        "id": id, "webhook": webhook.id, "event": news.event, "payload": f'{head[:-1]},"data":{data}}}', "created": at,
        "state": "waiting", "attempts": 0, "due": at, "error": None,
    }  # fmt: skip


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _events(events: Collection[str]) -> list[Problem]:
    if not events:
        return [Problem("E604", "events", "no event is named", f"one or more of {', '.join(EVENTS)}")]
    return [
        Problem("E604", "events", f"`{each[:60]}` is no event", nearest(each, EVENTS) or f"one of {', '.join(EVENTS)}")
        for each in dict.fromkeys(events)
        if each not in EVENTS
    ]


def _level(level: str) -> list[Problem]:
    names = [each.name for each in Outcome]
    if level in names:
        return []
    return [Problem("E604", "level", f"`{level[:60]}` is no outcome", nearest(level, names) or f"one of {', '.join(names)}")]


def _url(url: str, plain: bool) -> list[Problem]:
    hint = "write https://HOST/PATH"
    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        return [Problem("E604", "url", f"not an address: {error}", hint)]
    if len(url) > MAX_URL:
        return [Problem("E604", "url", f"an address of {len(url):,} characters; at most {MAX_URL:,} are kept", "shorten it")]
    if not parts.host:
        return [Problem("E604", "url", "an address without a host", hint)]
    if parts.scheme != "https" and not (plain and parts.scheme == "http"):
        return [Problem("E604", "url", f"`{parts.scheme}` is not https", hint)]
    if parts.userinfo or parts.fragment:
        return [Problem("E604", "url", "an address with a user, a password or a fragment", f"leave it out: {hint}")]
    return []
