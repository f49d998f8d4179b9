"""What is counted, and how it is told to Prometheus."""

import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from served import AT, service_over

from screening.api.metrics import Metrics, Stored, stored
from screening.api.service import Service
from screening.audit.log import Entry, append
from screening.store import Store
from screening.store.tables import deliveries, jobs, webhooks


@pytest.fixture
def over(store: Store, tmp_path: Path) -> Service:
    """A service that counts, over each kind of store."""
    return service_over(store, tmp_path / "data", metrics=Metrics())


def told(service: Service, seen: Stored | None = None) -> dict[tuple[str, ...], float]:
    """Every sample: its name and the values of its labels, without those of histograms' buckets."""
    families = text_string_to_metric_families(service.metrics.text(service, seen).decode())
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples if "le" not in s.labels}


def test_requests_are_counted_by_route_and_status(over: Service):
    """With how long they took."""
    for status, seconds in ((200, 0.25), (200, 0.5), (503, 0.125)):
        over.metrics.observe("POST", "/v1/screen", status, seconds)
    samples = told(over)
    assert samples["screening_request_seconds_count", "POST", "/v1/screen", "200"] == 2
    assert samples["screening_request_seconds_sum", "POST", "/v1/screen", "200"] == 0.75
    assert samples["screening_request_seconds_count", "POST", "/v1/screen", "503"] == 1


def test_decisions_and_kept_answers_are_counted(over: Service):
    """By outcome, and by whether they were kept."""
    over.metrics.decided("review")
    over.metrics.decided("no_control_found", 3)
    over.metrics.answered(cached=True, count=2)
    over.metrics.answered(cached=False)
    samples = told(over)
    assert samples["screening_decisions_total", "review"] == 1
    assert samples["screening_decisions_total", "no_control_found"] == 3
    assert (samples["screening_answers_total", "yes"], samples["screening_answers_total", "no"]) == (2, 1)


def test_lists_and_law_have_an_age(over: Service):
    """In days, as of today."""
    samples = told(over)
    (loaded,) = over.law.screener.watchlist.loaded
    assert samples["screening_list_age_days", loaded.name] == (over.today() - loaded.date).days
    assert samples["screening_law_age_days",] == 59  # 2026-09-24 to 2026-11-22


def test_the_store_is_asked_for_what_waits(over: Service):
    """States that nothing is in are told as none, so that an alarm on them can be written."""
    with over.store.writing() as connection:
        append(connection, [Entry("erasure", "cli"), Entry("erasure", "cli")], AT)
        for number, state in enumerate(("queued", "queued", "failed")):
            row = {"id": str(number), "kind": "screening", "state": state, "caller": "dev", "created": AT, "changed": AT,
                   "asked": "{}", "progress": "{}"}  # fmt: skip
            connection.execute(jobs.insert().values(row))
        hook = {"id": "w", "url": "https://a.example", "events": "list", "level": "review", "created": AT, "caller": "dev"}
        connection.execute(webhooks.insert().values(hook))
        sent = {"id": "d", "webhook": "w", "event": "list", "payload": "{}", "created": AT, "state": "dead", "attempts": 8, "due": AT}
        connection.execute(deliveries.insert().values(sent))
    seen = stored(over)
    assert seen == Stored(2, {"queued": 2, "failed": 1}, {"dead": 1})
    samples = told(over, seen)
    assert samples["screening_log_records",] == 2
    assert [samples["screening_jobs", state] for state in ("queued", "running", "failed")] == [2, 0, 1]
    assert [samples["screening_deliveries", state] for state in ("waiting", "dead")] == [0, 1]
    assert samples["screening_store_up",] == 1


def test_services_do_not_count_for_one_another():
    """Each has its own registry: two of them in one process do not meet."""
    first, second = Metrics(), Metrics()
    first.decided("review")
    assert 'screening_decisions_total{outcome="review"} 1.0' in _counted(first)
    assert 'screening_decisions_total{outcome="review"} 0.0' in _counted(second)


def _counted(metrics: Metrics) -> str:
    from prometheus_client import generate_latest

    return generate_latest(metrics._registry).decode()


PROCESS = """
import sys
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from screening.api.metrics import Metrics
metrics = Metrics()
metrics.decided("review", int(sys.argv[1]))
assert metrics._shared
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""


def test_several_processes_count_together(tmp_path: Path):
    """When they share a folder, as `screening serve --workers` has them do."""
    import os

    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    said = [
        subprocess.run([sys.executable, "-c", PROCESS, count], env=environment, capture_output=True, text=True, check=True).stdout
        for count in ("2", "3")
    ]
    assert 'screening_decisions_total{outcome="review"} 2.0' in said[0]
    assert 'screening_decisions_total{outcome="review"} 5.0' in said[1]
