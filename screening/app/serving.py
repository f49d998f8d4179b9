"""The service put together: settings in, a FastAPI application out, with what runs beside it (`background`)."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from fastapi import FastAPI

from screening.access.addresses import Guard
from screening.access.keys import Keyring
from screening.access.rates import Rates
from screening.api.answers import Answers
from screening.api.application import create_app
from screening.api.metrics import Metrics
from screening.api.recorder import Recorder
from screening.api.service import Law, Service
from screening.app.background import Background, state
from screening.app.loading import add_known_good, load_screener, rules_folder
from screening.app.settings import Settings, load_settings
from screening.audit import log
from screening.audit.kept import keep
from screening.download import download
from screening.events.payloads import list_told
from screening.events.webhooks import News, announce_all
from screening.jobs import queue
from screening.parties.known_good import KnownGood
from screening.parties.matcher import Query
from screening.store import Store
from screening.store.tables import records

MASTER = "webhook.key"
"""The file in the data directory from which webhooks' secrets are derived; whoever has it can sign."""


SWITCH_SECONDS = 0.0005
"""After which a busy thread lets another one run. The writer of the log wants its turn a dozen times a commit; with Python's own
five milliseconds each of them would wait that long for a busy event loop, and every answer waits for the commit."""


def application() -> FastAPI:
    """Return the application as the environment says; each worker process calls this."""
    return build(load_settings())


def build(settings: Settings) -> FastAPI:
    """Return the application; raises as loading rules and lists does, and `Unavailable` if the store does not answer."""
    sys.setswitchinterval(SWITCH_SECONDS)
    store = Store.open(settings.store)
    settings.data.mkdir(parents=True, exist_ok=True)
    rules = settings.rules or rules_folder()
    seen = state(rules, settings.data, today())  # before: a change while they are loaded is noticed
    law = load_law(store, settings, rules)
    service = Service(
        store=store,
        law=law,
        recorder=Recorder(Store.open(settings.store), clock),  # connections of its own: it waits for no reader
        keyring=Keyring(store),
        rates=Rates(),
        metrics=Metrics(),
        data=settings.data,
        rules=rules,
        master=master_key(settings.data),
        clock=clock,
        today=today,
        fetch=lambda url: _fetched(url, settings.allow_private_addresses),
        limits=settings.limits,
        dev=settings.dev,
        four_eyes=settings.four_eyes,
        allow_private=settings.allow_private_addresses,
        cors_origins=settings.cors_origins,
        know=lambda reviews: _known(settings.data, reviews),
    )
    background = Background(service, settings, lambda: load_law(store, settings, rules), seen)
    service.wake, service.reload = background.wake, background.reload
    return create_app(service, background.around)


def clock() -> str:
    """Return the time, ISO in UTC with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def today() -> date:
    """Return the day it is, by UTC."""
    return datetime.now(UTC).date()


def load_law(store: Store, settings: Settings, rules: Path) -> Law:
    """Load rules and lists, and keep them for replays, before anybody is answered under them.

    The first time a context is met it is noted in the decision log, and whoever is told of lists is told; to screen again what
    is open becomes a job.
    """
    screener = load_screener(rules, settings.data, settings.lists, today())
    screener.watchlist.matcher.search(Query(""))  # makes the index now: no request shall wait for it
    context = keep(store, screener, rules, settings.data)
    at = clock()
    with store.writing() as connection:
        noted = sa.select(records.c.context, records.c.body).where(records.c.kind == "law")
        before = connection.execute(noted.order_by(records.c.seq.desc()).limit(1)).first()
        if before is None or before.context != context:
            loaded = [
                {"name": each.name, "date": each.date.isoformat(), "digest": each.digest} for each in screener.watchlist.loaded
            ]
            body = {"before": before.context if before else None, "rules": screener.rules.digest, "lists": loaded}
            log.append(connection, [log.Entry("law", "service", context=context, body=json.dumps(body))], at)
            if before is not None:
                earlier = {each["digest"] for each in json.loads(before.body)["lists"]}
                news = [
                    News("list", list_told(each.name, each.date.isoformat(), each.digest, each.entries, {}))
                    for each in screener.watchlist.loaded
                    if each.digest not in earlier
                ]
                announce_all(connection, news, at)
                queue.add(connection, "rescreening", {"cause": "law"}, "service", at)
    return Law(screener, context, at, Answers(screener))


def master_key(data: Path) -> bytes:
    """Return the key from which webhooks' secrets are derived, made at the first start; only its owner may read it."""
    file = data / MASTER
    if not file.exists():
        made = file.with_name(f"{MASTER}.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_bytes(secrets.token_bytes(32))
        with suppress(FileExistsError):
            os.link(made, file)  # another process may have been faster: then its key holds
        made.unlink()
    return file.read_bytes()


def _known(data: Path, reviews: Sequence[KnownGood]) -> None:
    for each in reviews:
        add_known_good(data, each)


def _fetched(url: str, allow_private: bool) -> bytes:
    return download(url, transport=Guard(allow_private)).content or b""
