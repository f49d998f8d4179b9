"""What Prometheus reads at `/metrics`: how long requests take, what is decided, how old lists and law are, what waits.

No label says anything about a person, a deal or a key: routes are templates, never addresses as they were asked. Every process
counts for itself; with several workers `screening serve` has them count in files that they share, and whichever is asked
answers for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from screening.api.service import Law, Service
from screening.store import Unavailable
from screening.store.tables import deliveries, head, jobs
from screening.terms import Outcome

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0)
"""Bounds of the buckets of latency."""
JOB_STATES: Final = ("queued", "running", "done", "failed", "cancelled")
DELIVERY_STATES: Final = ("waiting", "delivered", "dead")


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store says when it is asked: the last record's number, and how many jobs and deliveries are in which state."""

    head: int
    jobs: Mapping[str, int] = field(default_factory=dict)
    deliveries: Mapping[str, int] = field(default_factory=dict)


class Metrics:
    """What one process has counted. Its methods take microseconds and may be called from any thread."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._shared = values.ValueClass is not values.MutexValue  # PROMETHEUS_MULTIPROC_DIR was set before the import
        self._seconds = Histogram(
            "screening_request_seconds", "Seconds from the first byte of a request to the last of its answer.",
            ["method", "route", "status"], buckets=SECONDS, registry=self._registry,
        )  # fmt: skip
        self._decisions = Counter("screening_decisions", "Decisions that were answered.", ["outcome"], registry=self._registry)
        self._answers = Counter(
            "screening_answers", "Answers, by whether the same had been asked before.", ["cached"], registry=self._registry
        )
        self._outcomes = {each.name: self._decisions.labels(each.name) for each in Outcome}
        self._cached = {True: self._answers.labels("yes"), False: self._answers.labels("no")}
        self._routes: dict[tuple[str, str, int], Histogram] = {}

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is a template such as `/v1/jobs/{id}`."""
        which = method, route, status
        series = self._routes.get(which)
        if series is None:
            series = self._routes[which] = self._seconds.labels(method, route, str(status))
        series.observe(seconds)

    def decided(self, outcome: str, count: int = 1) -> None:
        """Count decisions of one outcome."""
        self._outcomes[outcome].inc(count)

    def answered(self, cached: bool, count: int = 1) -> None:
        """Count answers that were kept from before, or that were worked out."""
        self._cached[cached].inc(count)

    def text(self, service: Service, stored: Stored | None) -> bytes:
        """Return everything in Prometheus' text format; `stored` is None if the store does not answer."""
        registry = self._registry
        if self._shared:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        now = CollectorRegistry()
        now.register(_Now(service, stored))
        return generate_latest(registry) + generate_latest(now)


def stored(service: Service) -> Stored | None:
    """Ask the store; None if it does not answer. It blocks: not for the event loop."""
    try:
        with service.store.reading() as connection:
            last = connection.execute(sa.select(head.c.seq)).scalar()
            by_job = sa.select(jobs.c.state, sa.func.count()).group_by(jobs.c.state)
            by_delivery = sa.select(deliveries.c.state, sa.func.count()).group_by(deliveries.c.state)
            return Stored(
                last or 0,
                {str(state): int(count) for state, count in connection.execute(by_job)},
                {str(state): int(count) for state, count in connection.execute(by_delivery)},
            )
    except Unavailable:
        return None


@dataclass(frozen=True, slots=True, eq=False)
class _Now:
    """What holds at this moment, as a collector."""

    service: Service
    stored: Stored | None

    def collect(self) -> Iterable[Metric]:
        service, law = self.service, self.service.law
        yield from _ages(law, service)
        yield _gauge("screening_requests_waiting", "Requests of this process that wait to be decided.", service.waiting)
        yield _gauge("screening_store_up", "Whether the store answers.", int(self.stored is not None))
        if self.stored is not None:
            yield _gauge("screening_log_records", "Number of the last record of the decision log.", self.stored.head)
            yield _states("screening_jobs", "Jobs by state.", JOB_STATES, self.stored.jobs)
            yield _states("screening_deliveries", "Webhook deliveries by state.", DELIVERY_STATES, self.stored.deliveries)


def _ages(law: Law, service: Service) -> Iterable[Metric]:
    today = service.today()
    lists = GaugeMetricFamily("screening_list_age_days", "Days since the date of a loaded list.", labels=["list"])
    for each in law.screener.watchlist.loaded:
        lists.add_metric([each.name], (today - each.date).days)
    yield lists
    through = law.screener.rules.verified_through
    if through is not None:
        yield _gauge("screening_law_age_days", "Days since the day through which the law is verified.", (today - through).days)


def _gauge(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, told, value)


def _states(name: str, told: str, states: Iterable[str], counts: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, told, labels=["state"])
    for state in states:
        family.add_metric([state], counts.get(state, 0))
    return family
