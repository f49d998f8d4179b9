"""What comes of a job: its files while they are served, and their end when nobody wants them any more.

A result is offered only when its job is done, that is, when every transaction of it is in the decision log. What the log has
stays, whatever becomes of the files.
"""

from __future__ import annotations

from pathlib import Path

from screening.errors import NotFound
from screening.jobs.files import Folder, folder
from screening.jobs.queue import Job, cancel, get
from screening.jobs.screening import Wanted
from screening.store import Store


def dismiss(store: Store, data: Path, id: str, at: str) -> Job:
    """Cancel a job that is not over (its worker notices within seconds), or remove the files of one that is.

    The decision log keeps what it has. Returns the job as it is then; raises `NotFound`.
    """
    with store.writing() as connection:
        before = get(connection, id)
        after = cancel(connection, id, at)
    if before.kind == "screening" and before.state != "running":
        folder(data, id).remove()
    return after


def clear(data: Path, job: Job) -> None:
    """Remove the files of a job that nobody needs: all of one that came to nothing, of a finished one what is not served."""
    files = _files(data, job)
    if job.state == "done":
        files.tidy()
    elif not job.open:
        files.remove()


def served(data: Path, job: Job) -> tuple[Path, Path | None]:
    """Return the result of a job and the file of its rejected rows, if there are any.

    Raises `NotFound` if the job is not done, or its files were removed.
    """
    files = _files(data, job) if job.kind == "screening" else None
    if files is None or job.state != "done" or not files.result.exists():
        raise NotFound(f"job `{job.id}` has no result: it is {'removed' if job.state == 'done' else job.state}")
    return files.result, files.rejected if files.rejected.exists() else None


def _files(data: Path, job: Job) -> Folder:
    return folder(data, job.id, Wanted.from_json(job.asked).kind)
