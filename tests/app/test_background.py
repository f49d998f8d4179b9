"""Retention beside the requests: what is over is removed after its days, and nothing that still comes in or waits."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from screening.app import serving
from screening.app.background import Background
from screening.app.settings import Settings
from screening.jobs import queue
from screening.jobs.files import folder


def test_files_of_jobs_are_removed_after_their_days_and_no_upload_that_still_comes_in(tmp_path: Path) -> None:
    """Old: of a job that is over, and of an upload that was cut off. Not: of a job that waits, or of this minute."""
    settings = Settings(data=tmp_path, dev=True, retention_days=30)
    service = serving.build(settings).state.service
    background = Background(service, settings, lambda: service.law, ())
    long_ago = datetime.now(UTC) - timedelta(days=60)
    at = long_ago.isoformat(timespec="microseconds").replace("+00:00", "Z")
    ids = {name: queue.new_id() for name in ("over", "waits", "cut off", "coming in", "over today")}
    with service.store.writing() as connection:
        for name, when in (("over", at), ("waits", at), ("over today", service.clock())):
            queue.add(connection, "screening", {}, "dev", when, ids[name])
            if name != "waits":
                queue.cancel(connection, ids[name], when)
    for name, id in ids.items():
        path = folder(tmp_path, id).path
        path.mkdir(parents=True)
        if name != "coming in":
            os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    names = tmp_path / "cache" / "names.sqlite"
    names.parent.mkdir()
    names.touch()
    background._erase()
    left = {name for name, id in ids.items() if folder(tmp_path, id).path.exists()}
    assert left == {"waits", "coming in", "over today"}
    assert not names.exists()
    service.store.close()
    service.recorder.store.close()
