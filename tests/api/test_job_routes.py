"""Jobs over HTTP: seen by who sent them, fetched when they are done, removed when nobody needs them."""

from pathlib import Path

import pytest
from served import AT, TestClient, app_of, client_of, fits, key_for, openapi_of

from screening.api.routes import jobs, rescreenings
from screening.api.service import Service
from screening.errors import Problem
from screening.jobs import queue
from screening.jobs.files import folder
from screening.jobs.screening import Wanted

ASKED = Wanted("orders.csv", ".csv").to_json()


@pytest.fixture
def client(stored: Service) -> TestClient:
    """Asks the routes of this file."""
    return client_of(stored, jobs, rescreenings)


def queued(service: Service, caller: str = "dev", at: str = AT) -> str:
    """A job that waits."""
    with service.store.writing() as connection:
        return queue.add(connection, "screening", ASKED, caller, at).id


def worked(service: Service, end: str, caller: str = "dev") -> str:
    """A job that came to an end."""
    id = queued(service, caller)
    with service.store.writing() as connection:
        job = queue.claim(connection, "worker", AT, "2026-11-22T23:50:00.000000Z")
        assert job is not None and job.id == id
        if end == "done":
            queue.finish(connection, job, {"transactions": 2, "logged": 2}, AT)
        else:
            queue.fail(connection, job, [Problem("E502", "orders.csv", "it is damaged", "send it again")], AT)
    return id


def finished(service: Service, *, rejected: bool = False, caller: str = "dev") -> tuple[str, Path]:
    """A job that is done, with its files."""
    id = worked(service, "done", caller)
    files = folder(service.data, id)
    files.path.mkdir(parents=True)
    files.result.write_bytes(b"transaction_id,outcome\r\nT-1,review\r\n")
    if rejected:
        files.rejected.write_bytes(b"row,column\r\n2,date\r\n")
    return id, files.path


def test_a_job_is_shown_with_what_can_be_fetched(client: TestClient, stored: Service):
    """Nothing before it is done."""
    id = queued(stored)
    shown = client.get(f"/v1/jobs/{id}").json()
    assert (shown["state"], shown["asked"]["name"], shown["links"]) == (
        "queued",
        "orders.csv",
        {"self": f"/v1/jobs/{id}"},
    )
    early = client.get(f"/v1/jobs/{id}/result")
    assert (early.status_code, early.json()["type"]) == (409, "urn:screening:problem:conflict")
    assert client.get(f"/v1/jobs/{id}/rejected").status_code == 409


def test_jobs_are_as_the_api_describes_them(client: TestClient, stored: Service):
    """Waiting, done, failed, begun."""
    document = openapi_of(app_of(stored, jobs, rescreenings))
    ids = [worked(stored, "failed"), finished(stored)[0], queued(stored)]
    for id in ids:
        fits(document, "/v1/jobs/{id}", client.get(f"/v1/jobs/{id}"))
    fits(document, "/v1/rescreenings", client.post("/v1/rescreenings"), "post")
    fits(document, "/v1/jobs", client.get("/v1/jobs"))


def test_a_result_is_served_under_the_name_of_what_was_sent(client: TestClient, stored: Service):
    """As a file of the same kind."""
    id, _ = finished(stored, rejected=True)
    links = client.get(f"/v1/jobs/{id}").json()["links"]
    result = client.get(links["result"])
    assert result.content.startswith(b"transaction_id,outcome")
    assert result.headers["content-type"].startswith("text/csv")
    assert 'filename="orders.screened.csv"' in result.headers["content-disposition"]
    rejected = client.get(links["rejected"])
    assert rejected.content == b"row,column\r\n2,date\r\n"
    assert 'filename="orders.screened.rejected.csv"' in rejected.headers["content-disposition"]


def test_where_no_row_was_rejected_there_is_nothing_to_fetch(client: TestClient, stored: Service):
    """Which is no mistake."""
    id, _ = finished(stored)
    assert client.get(f"/v1/jobs/{id}/rejected").status_code == 204


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=0-3", 206, b"tran"), ("bytes=24-", 206, b"T-1,review\r\n"), ("bytes=9999-", 200, None), ("bytes=9-3", 200, None),
        ("lines=1-2", 200, None), ("bytes=0-1,3-4", 200, None), ("bytes=-5", 200, None),
    ],
)  # fmt: skip
def test_a_part_of_a_result_can_be_fetched(
    client: TestClient, stored: Service, asked: str, status: int, content: bytes | None
):
    """A download that broke off is gone on with; what is no proper part is the whole."""
    id, path = finished(stored)
    response = client.get(f"/v1/jobs/{id}/result", headers={"Range": asked})
    assert response.status_code == status
    assert response.content == (content if content is not None else (path / "result.csv").read_bytes())


def test_a_failed_job_says_why(client: TestClient, stored: Service):
    """In the job, and where its result is asked for."""
    id = worked(stored, "failed")
    (error,) = client.get(f"/v1/jobs/{id}").json()["errors"]
    assert error == {"code": "E502", "path": "orders.csv", "message": "it is damaged", "hint": "send it again"}
    assert client.get(f"/v1/jobs/{id}/result").json()["errors"] == [error]


def test_a_job_can_be_cancelled_and_removed(client: TestClient, stored: Service):
    """Its files go; what was logged stays."""
    waiting = queued(stored)
    assert client.delete(f"/v1/jobs/{waiting}").json()["state"] == "cancelled"
    id, path = finished(stored)
    assert client.delete(f"/v1/jobs/{id}").json()["state"] == "done"
    assert not path.exists()
    assert client.get(f"/v1/jobs/{id}/result").status_code == 410
    assert client.get(f"/v1/jobs/{id}").status_code == 200


def test_jobs_are_listed_the_newest_first_in_pages(client: TestClient, stored: Service):
    """By state, too."""
    ids = [queued(stored, at=f"2026-11-22T10:00:{number:02}.000000Z") for number in range(5)]
    first = client.get("/v1/jobs?limit=3&state=queued")
    second = client.get(first.links["next"]["url"])
    assert [each["id"] for page in (first, second) for each in page.json()] == ids[::-1]
    assert client.get("/v1/jobs?state=done").json() == []
    assert client.get("/v1/jobs?cursor=eA").status_code == 422


def test_the_jobs_of_others_are_not_there(stored: Service):
    """An administrator sees them."""
    stored.dev = False
    (one, first), (_, second), (_, admin) = (key_for(stored, scope) for scope in ("screen", "screen", "admin"))
    id, _ = finished(stored, caller=one)
    mine, theirs, every = (client_of(stored, jobs, secret=secret) for secret in (first, second, admin))
    for path in ("", "/result", "/rejected"):
        assert mine.get(f"/v1/jobs/{id}{path}").status_code in {200, 204}
        assert theirs.get(f"/v1/jobs/{id}{path}").status_code == 404
        assert every.get(f"/v1/jobs/{id}{path}").status_code in {200, 204}
    assert theirs.delete(f"/v1/jobs/{id}").status_code == 404
    assert [len(client.get("/v1/jobs").json()) for client in (mine, theirs, every)] == [1, 0, 1]
    assert theirs.get("/v1/jobs/j-none").json()["detail"] == "there is no job `j-none`"


def test_screening_again_is_begun_by_an_administrator(client: TestClient, stored: Service):
    """As a job, which has no files."""
    woken = []
    stored.wake = lambda: woken.append(1)
    begun = client.post("/v1/rescreenings")
    assert begun.status_code == 202, begun.text
    job = client.get(begun.headers["location"]).json()
    assert (job["kind"], job["state"], job["asked"]["context"]) == ("rescreening", "queued", stored.law.context)
    assert woken
    assert client.get(f"/v1/jobs/{job['id']}/result").status_code == 404
    assert client.delete(f"/v1/jobs/{job['id']}").json()["state"] == "cancelled"
