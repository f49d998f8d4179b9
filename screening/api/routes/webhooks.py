"""Webhooks over HTTP: who is told of what, and what could not be delivered. A secret is shown once, and kept nowhere."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import Field
from starlette.responses import Response

from screening.access.addresses import Guard
from screening.api import paging
from screening.api.announcing import lowest
from screening.api.bodies import body_of, checked
from screening.api.problems import Refused
from screening.api.security import Caller, needs
from screening.api.service import Service
from screening.api.serving import STRICT, Serving, Shown, replies, sent
from screening.api.shapes import Asking, json_body
from screening.errors import NotFound
from screening.events import delivery, webhooks
from screening.events.signature import secret
from screening.facts.fields import Text
from screening.store.tables import deliveries
from screening.wire.shape import OutcomeName

Event = Literal["decision", "rescreening", "list"]
State = Literal["waiting", "delivered", "dead"]
_EXAMPLE = {"url": "https://hooks.example.com/screening", "events": ["decision", "list"], "level": "review"}


class Subscription(Asking):
    """Whom to tell of what: decisions with an outcome at or above `level`, differences by rescreening, new lists."""

    url: Text
    events: Annotated[list[Event], Field(min_length=1, max_length=10)] = list(webhooks.EVENTS)  # type: ignore[arg-type]
    level: OutcomeName = webhooks.LEVEL.name  # type: ignore[assignment]


class WebhookShown(Shown):
    """A webhook."""

    id: str
    url: str
    events: list[Event]
    level: OutcomeName
    created: str
    caller: str


class WebhookMade(WebhookShown):
    """A new webhook, and the secret that its messages are signed with (HMAC-SHA256): it is shown this once."""

    secret: str


class DeliveryShown(Shown):
    """What is to be told, has been told, or could not be (`dead`)."""

    id: str
    webhook: str
    event: Event
    payload: dict[str, Any]
    created: str
    state: State
    attempts: int
    due: str
    error: str | None


router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"], dependencies=STRICT)
Admin = Annotated[Caller, Depends(needs("admin"))]


@router.post(
    "",
    summary="Add a webhook",
    status_code=201,
    response_model=None,
    openapi_extra=json_body(Subscription, _EXAMPLE),
    responses=replies(WebhookMade, 400, 413, 415, 422, status=201),
)
async def add(request: Request, service: Serving, who: Admin) -> Response:
    """Have an address told of events, signed and with retries; addresses inside the network are refused."""
    asked = checked(Subscription, await body_of(request, service.limits))
    return await run_in_threadpool(_added, service, asked, who.id)


def _added(service: Service, asked: Subscription, caller: str) -> Response:
    private = service.allow_private
    wanted = webhooks.wanted(asked.url, asked.events, asked.level, check=Guard(private).check, plain=private)
    with service.store.writing() as connection:
        made = webhooks.add(connection, wanted, service.clock(), caller)
        service.told_from = lowest(connection)  # other processes notice within seconds
    shown = {**_webhook(made), "secret": secret(service.master, made.id)}
    return sent(shown, 201, {"Location": f"/v1/webhooks/{made.id}", "Cache-Control": "no-store"})


@router.get(
    "",
    summary="List the webhooks",
    response_model=None,
    responses=replies(list[WebhookShown], 422),
)
def list_webhooks(service: Serving, who: Admin) -> Response:  # noqa: ARG001
    """Show every webhook, the oldest first, without secrets."""
    with service.store.reading() as connection:
        return sent([_webhook(each) for each in webhooks.listed(connection)])


@router.delete(
    "/{id}",
    summary="Remove a webhook",
    status_code=204,
    response_model=None,
    responses=replies(None, 404, 422, status=204),
)
def remove(service: Serving, who: Admin, id: str) -> Response:  # noqa: ARG001
    """Tell it nothing more; what was not delivered yet is dropped."""
    with service.store.writing() as connection:
        webhooks.remove(connection, id)
        service.told_from = lowest(connection)
    return Response(status_code=204)


@router.get(
    "/{id}/deliveries",
    summary="List deliveries",
    response_model=None,
    responses=replies(list[DeliveryShown], 404, 422, headers=paging.LINK),
)
def list_deliveries(
    request: Request,
    service: Serving,
    who: Admin,  # noqa: ARG001
    id: str,
    state: Annotated[State | None, Query(description="`dead`: what was given up after all its attempts")] = None,
    limit: paging.Limit = 100,
    cursor: paging.Cursor = None,
) -> Response:
    """Show what was or is to be told to a webhook, the newest first."""
    last = paging.read(cursor)
    with service.store.reading() as connection:
        webhooks.find(connection, id)
        found = delivery.listed(connection, state=state, webhook=id, after=last, limit=limit + 1)
    shown, link = paging.page(request, found, limit, lambda each: each.id)
    return sent([_delivery(each) for each in shown], headers=link)


@router.post(
    "/{id}/deliveries/{delivery_id}/requeue",
    summary="Send a dead letter again",
    status_code=202,
    response_model=None,
    responses=replies(DeliveryShown, 404, 409, 422, status=202),
)
def requeue(service: Serving, who: Admin, id: str, delivery_id: str) -> Response:  # noqa: ARG001
    """Try a delivery again that was given up, with all its attempts."""
    with service.store.writing() as connection:
        webhooks.find(connection, id)
        each = _found(connection, id, delivery_id)
        if not delivery.requeue(connection, service.clock(), ids=[delivery_id]):
            raise Refused("conflict", f"this delivery is {each.state}, not dead")
        now = _found(connection, id, delivery_id)
    service.wake()
    return sent(_delivery(now), 202)


def _found(connection: sa.Connection, webhook: str, id: str) -> delivery.Delivery:
    query = sa.select(deliveries).where(deliveries.c.webhook == webhook, deliveries.c.id == id)
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"this webhook has no delivery `{id[:100]}`")
    return delivery.Delivery(*row)


def _webhook(each: webhooks.Webhook) -> dict[str, Any]:
    return {
        "id": each.id, "url": each.url, "events": list(each.events), "level": each.level.name, "created": each.created,
        "caller": each.caller,
    }  # fmt: skip


def _delivery(each: delivery.Delivery) -> dict[str, Any]:
    return {
        "id": each.id,
        "webhook": each.webhook,
        "event": each.event,
        "payload": json.loads(each.payload),
        "created": each.created,
        "state": each.state,
        "attempts": each.attempts,
        "due": each.due,
        "error": each.error,
    }
