"""Sending: what is due is posted, signed, and tried again later where it fails; what fails too often lies as a dead letter.

A delivery is claimed before it is sent (its `due` moves behind the claim's end), so that two workers do not send the same; if
a worker dies with it, it becomes due again and is sent once more under the same id. Each receiver has a share of a round, so
that one that does not answer cannot keep the others waiting. No redirect is followed and no answer is read: its status says
all. Which addresses may be called is the client's business (its transport).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import sqlalchemy as sa

from screening.errors import Invalid
from screening.events.signature import HEADER, secret, signed
from screening.store import Store
from screening.store.tables import deliveries, webhooks

ATTEMPTS = 8
"""After which a delivery is dead: about twenty minutes after the first."""
BACKOFF = 10
"""Seconds until the second attempt; doubled with each."""
SECONDS = 10.0
"""For one attempt, from the name of the host to the status of the answer."""
MOST, SHARE = 64, 8
"""Deliveries of one round, and how many of them to the same webhook."""
CLAIM = 60
"""Seconds for which a round holds what it sends; longer than any round takes."""
MAX_ERROR = 300


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that is to be told, has been told, or could not be (`waiting`, `delivered`, `dead`)."""

    id: str
    webhook: str
    event: str
    payload: str
    created: str
    state: str
    attempts: int
    due: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Round:
    """What became of the deliveries of one round. `failed` ones are tried again, `dead` ones are not."""

    delivered: int = 0
    failed: int = 0
    dead: int = 0

    @property
    def sent(self) -> int:
        """How many were tried; none: nothing was due."""
        return self.delivered + self.failed + self.dead


@dataclass(frozen=True, slots=True)
class _Claimed:
    id: str
    webhook: str
    url: str
    body: bytes
    attempts: int
    held: str


async def deliver_due(
    store: Store, client: httpx.AsyncClient, master: bytes, at: str, jitter: Callable[[], float], seconds: float = SECONDS
) -> Round:
    """Send what is due at `at`, at most `MOST` at once, and write down what became of it; call again while any was sent.

    `master` is what the webhooks' secrets are derived from; `jitter` gives numbers in [0, 1), which spread what is tried
    again over a quarter of its delay. Raises `Unavailable` if the store is away: what was sent is then sent again later.
    """
    claimed = await asyncio.to_thread(_claim, store, at)
    answers = await asyncio.gather(*(_sent(client, master, each, at, seconds) for each in claimed))
    results = [(each, answer, jitter()) for each, answer in zip(claimed, answers, strict=True)]
    counts = await asyncio.to_thread(_written, store, results, at) if results else Counter[str]()
    return Round(counts["delivered"], counts["waiting"], counts["dead"])


def listed(
    connection: sa.Connection, *, state: str | None = None, webhook: str | None = None, after: str | None = None,
    limit: int = 100,
) -> list[Delivery]:
    """Return deliveries, the newest first, from the one behind `after` (an id); `state="dead"` is the dead-letter list."""
    table = deliveries.c
    query = sa.select(deliveries).order_by(table.created.desc(), table.id.desc()).limit(limit)
    if state is not None:
        query = query.where(table.state == state)
    if webhook is not None:
        query = query.where(table.webhook == webhook)
    if after is not None:
        place = sa.select(table.created).where(table.id == after).scalar_subquery()
        query = query.where(sa.or_(table.created < place, sa.and_(table.created == place, table.id < after)))
    return [Delivery(*row) for row in connection.execute(query)]


def requeue(connection: sa.Connection, at: str, *, ids: Collection[str] | None = None, webhook: str | None = None) -> int:
    """Have dead letters sent again from `at`, with all their attempts, within `Store.writing`; return how many.

    Those with these ids, or of this webhook; without either all of them.
    """
    change = deliveries.update().where(deliveries.c.state == "dead")
    if ids is not None:
        change = change.where(deliveries.c.id.in_(ids))
    if webhook is not None:
        change = change.where(deliveries.c.webhook == webhook)
    return connection.execute(change.values(state="waiting", attempts=0, due=at)).rowcount


def forget(connection: sa.Connection, before: str) -> int:
    """Delete what was delivered and is older than `before`, within `Store.writing`; return how many."""
    old = sa.and_(deliveries.c.state == "delivered", deliveries.c.created < before)
    return connection.execute(deliveries.delete().where(old)).rowcount


def _claim(store: Store, at: str) -> list[_Claimed]:
    """Take what is due: nobody else takes it until the claim ends."""
    waiting = sa.and_(deliveries.c.state == "waiting", deliveries.c.due <= at)
    with store.reading() as connection:  # nobody else has to wait where nothing is due
        if connection.execute(sa.select(deliveries.c.id).where(waiting).limit(1)).first() is None:
            return []
    held = _later(at, CLAIM)
    place = sa.func.row_number().over(partition_by=deliveries.c.webhook, order_by=(deliveries.c.due, deliveries.c.id))
    due = sa.select(deliveries, place.label("place")).where(waiting).subquery()
    query = (
        sa.select(due.c.id, due.c.webhook, webhooks.c.url, due.c.payload, due.c.attempts)
        .join(webhooks, webhooks.c.id == due.c.webhook)
        .where(due.c.place <= SHARE)
        .order_by(due.c.due, due.c.id)
        .limit(MOST)
    )
    with store.writing() as connection:
        found = [
            _Claimed(row.id, row.webhook, row.url, row.payload.encode(), row.attempts, held)
            for row in connection.execute(query)
        ]
        ids = [each.id for each in found]
        connection.execute(deliveries.update().where(deliveries.c.id.in_(ids)).values(due=held))
    return found


async def _sent(client: httpx.AsyncClient, master: bytes, claimed: _Claimed, at: str, seconds: float) -> str | None:
    """Send one delivery; return None if it was taken, else what stood in the way."""
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "screening",
        "Webhook-Id": claimed.id,
        HEADER: signed(secret(master, claimed.webhook), claimed.body, int(_time(at).timestamp())),
    }
    try:
        async with asyncio.timeout(seconds):  # a receiver that sends a byte now and then keeps no other timeout from passing
            request = client.build_request("POST", claimed.url, content=claimed.body, headers=headers, timeout=seconds)
            response = await client.send(request, stream=True, follow_redirects=False)
            await response.aclose()
    except TimeoutError:
        return f"no answer within {seconds:g} seconds"
    except httpx.TimeoutException:
        return f"no answer within {seconds:g} seconds"
    except httpx.HTTPError as error:
        return f"cannot be reached: {str(error) or type(error).__name__}"
    except Invalid as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 whatever it is, it is this delivery's own and keeps no other from being sent
        return type(error).__name__
    if response.is_success:
        return None
    why = "; redirects are not followed" if response.has_redirect_location else ""
    return f"answered {response.status_code}{why}"


def _written(store: Store, results: Collection[tuple[_Claimed, str | None, float]], at: str) -> Counter[str]:
    """Write down what became of what was sent, but for what was taken by somebody else meanwhile."""
    counts: Counter[str] = Counter()
    with store.writing() as connection:
        for each, error, jitter in results:
            attempts = each.attempts + 1
            state = "delivered" if error is None else "dead" if attempts >= ATTEMPTS else "waiting"
            delay = BACKOFF * 2 ** each.attempts * (1 + jitter / 4)
            due = at if error is None else _later(at, delay)
            mine = sa.and_(deliveries.c.id == each.id, deliveries.c.state == "waiting", deliveries.c.due == each.held)
            said = None if error is None else error[:MAX_ERROR]
            connection.execute(deliveries.update().where(mine).values(state=state, attempts=attempts, due=due, error=said))
            counts[state] += 1
    return counts


def _time(at: str) -> datetime:
    return datetime.fromisoformat(at)


def _later(at: str, seconds: float) -> str:
    later = _time(at).astimezone(UTC) + timedelta(seconds=seconds)
    return later.isoformat(timespec="microseconds").replace("+00:00", "Z")
