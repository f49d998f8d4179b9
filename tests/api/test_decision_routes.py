"""Decisions over HTTP: found, shown as they were answered, reviewed; gone when erased."""

import json

import pytest
from logged_deals import A100, log_deal
from served import AT, TestClient, app_of, client_of, fits, key_for, openapi_of, service_over

from screening.api.routes import decisions, dispositions, rescreenings
from screening.api.service import Service
from screening.app import add_known_good
from screening.audit.log import Content, Entry, append
from screening.store.tables import contents, differences
from screening.wire.answer import Asked

LISTED = {**A100, "id": "T-9", "client_reference": "order-7", "parties": [
    {"role": "end_user", "name": "Huawei Technologies Co., Ltd.", "country": "CN", "headquarters": "CN"},
]}  # fmt: skip


def logged(service: Service, deal=A100, minute: int = 0) -> tuple[str, str, bytes]:
    """Log a deal; return the id of its decision, where it stands, and what was answered."""
    at = f"2026-11-22T10:{minute:02}:00.000000Z"
    receipt, body = log_deal(service.store, service.law.screener, service.law.context, deal, Asked(explain="short"), at)
    return json.loads(body)["id"], str(receipt), body


@pytest.fixture
def client(stored: Service) -> TestClient:
    """Asks the routes of this file."""
    return client_of(stored, decisions, dispositions, rescreenings)


def test_a_decision_is_shown_as_it_was_answered(client: TestClient, stored: Service):
    """Byte for byte, with where it stands in the log."""
    id, receipt, body = logged(stored, LISTED)
    response = client.get(f"/v1/decisions/{id}")
    assert response.content == body
    assert response.headers["log-record"] == receipt
    assert response.headers["content-type"] == "application/json"
    assert response.json()["client_reference"] == "order-7"


def test_of_several_records_the_newest_is_shown(client: TestClient, stored: Service):
    """And all of them are listed."""
    id, _, _ = logged(stored, minute=1)
    again, receipt, _ = logged(stored, minute=2)
    assert id == again
    assert client.get(f"/v1/decisions/{id}").headers["log-record"] == receipt
    records = client.get(f"/v1/decisions/{id}/records").json()
    assert [each["seq"] for each in records] == [2, 1]
    assert {each["kind"] for each in records} == {"decision"}
    assert records[0]["previous"] == records[1]["hash"]
    assert records[0]["asked"]["explain"] == "short"


def test_a_decision_that_is_not_there_is_not_found(client: TestClient):
    """Nor are its records or dispositions."""
    for path in ("", "/records", "/dispositions"):
        response = client.get(f"/v1/decisions/d-1{path}")
        assert (response.status_code, response.json()["type"]) == (404, "urn:screening:problem:not-found")
    said = {"reviewer": "A", "verdict": "declined", "reason": "no"}
    assert client.post("/v1/decisions/d-1/dispositions", json=said).status_code == 404


def test_what_was_erased_is_gone_but_its_records_remain(client: TestClient, stored: Service):
    """410, which no cache takes for a mistake."""
    id, _, _ = logged(stored)
    with stored.store.writing() as connection:
        connection.execute(contents.delete())
    gone = client.get(f"/v1/decisions/{id}")
    assert (gone.status_code, gone.json()["type"]) == (410, "urn:screening:problem:erased")
    (row,) = client.get(f"/v1/decisions/{id}/records").json()
    assert row["erased"] is True
    (found,) = client.get("/v1/decisions").json()
    assert (found["id"], found["erased"], found["client_reference"]) == (id, True, None)


def test_decisions_are_found_by_what_is_known_of_them(client: TestClient, stored: Service):
    """Each filter leaves what fits, the newest first."""
    first, _, _ = logged(stored, minute=1)
    second, receipt, _ = logged(stored, LISTED, minute=5)

    def found(**query: str) -> list[str]:
        response = client.get("/v1/decisions", params=query)
        assert response.status_code == 200, response.text
        return [each["id"] for each in response.json()]

    assert found() == [second, first]
    assert found(transaction_id="T-1") == [first]
    assert found(reference="order-7") == [second]
    assert found(party="huawei tech") == [second]
    assert found(party="HUA%") == []
    assert found(outcome="license_required") == [second, first]
    assert found(outcome="prohibited") == []
    assert found(since="2026-11-22T10:03:00Z") == [second]
    assert found(since="2026-11-22T19:03:00+09:00") == [second]
    assert found(before="2026-11-22T10:03:00Z") == [first]
    assert found(since="2026-11-23") == []
    assert found(caller="cli") == [second, first]
    assert found(caller="dev") == []
    (row,) = client.get("/v1/decisions?limit=1").json()
    assert (row["record"], row["transaction_id"], row["client_reference"]) == (receipt, "T-9", "order-7")


def test_times_without_a_zone_and_other_nonsense_are_refused(client: TestClient):
    """A log of several years is not searched on a guess."""
    for query in ("since=2026-11-22T10:00:00", "since=yesterday", "before=2026-13-01", "outcome=bad", "limit=0", "limit=1001",
                  "party=", "cursor=abc", "reference=a%00b"):  # fmt: skip
        response = client.get(f"/v1/decisions?{query}")
        assert (response.status_code, response.json()["errors"][0]["path"]) == (422, f"query.{query.partition('=')[0]}")


def test_pages_neither_repeat_nor_hide_what_is_added_meanwhile(client: TestClient, stored: Service):
    """The next page goes on behind the last one shown."""
    deals = [logged(stored, {**A100, "id": f"T-{number}"}, minute=number)[0] for number in range(7)]
    first = client.get("/v1/decisions?limit=3&outcome=license_required")
    logged(stored, {**A100, "id": "T-new"}, minute=30)
    second = client.get(first.links["next"]["url"])
    third = client.get(second.links["next"]["url"])
    ids = [each["id"] for page in (first, second, third) for each in page.json()]
    assert ids == deals[::-1]
    assert "next" not in third.links


def test_the_row_of_a_file_is_shown_with_its_ids(client: TestClient, stored: Service):
    """A row's answer has none of its own."""
    answer = b'{"schema":"row.v1","outcome":"review","rules":"a"}'
    entry = Entry(
        "decision",
        "dev",
        "d-7",
        "T-거래",
        "review",
        "2026-01-01",
        "c",
        '{"explain":"row"}',
        content=Content(b"{}", answer),
    )
    with stored.store.writing() as connection:
        append(connection, [entry], AT)
    assert client.get("/v1/decisions/d-7").json() == {
        "schema": "row.v1", "id": "d-7", "transaction_id": "T-거래", "outcome": "review", "rules": "a",
    }  # fmt: skip


def test_a_review_is_recorded_and_listed(client: TestClient, stored: Service):
    """With who, why, and by which key."""
    id, _, _ = logged(stored)
    said = {"reviewer": "J. Doe", "verdict": "license_obtained", "reason": "license D123"}
    made = client.post(f"/v1/decisions/{id}/dispositions", json=said)
    assert made.status_code == 201, made.text
    assert made.json() | said == made.json()
    assert (made.json()["state"], made.json()["caller"], made.json()["known_goods"]) == ("confirmed", "dev", 0)
    (listed,) = client.get(f"/v1/decisions/{id}/dispositions").json()
    assert listed | {"known_goods": 0} == made.json()
    kinds = [each["kind"] for each in client.get(f"/v1/decisions/{id}/records").json()]
    assert kinds == ["disposition", "decision"]
    assert client.get(f"/v1/decisions/{id}").status_code == 200


def test_a_review_with_mistakes_names_them(client: TestClient, stored: Service):
    """Nothing is recorded of it."""
    id, _, _ = logged(stored)
    address = f"/v1/decisions/{id}/dispositions"
    response = client.post(address, json={"reviewer": " ", "verdict": "cleared", "resaon": "x"})
    assert response.status_code == 422
    assert {each["path"] for each in response.json()["errors"]} == {"reviewer", "verdict", "resaon", "body"}
    said = {"reviewer": "A", "verdict": "declined", "reason": "x", "known_good": {"until": "2027-01-01"}}
    assert "goes with the verdict false_positive" in client.post(address, json=said).text
    unmet = client.post(address, json={**said, "verdict": "false_positive"})  # nobody of this deal met a list
    assert (unmet.status_code, unmet.json()["errors"][0]["code"]) == (422, "E607")
    assert client.get(address).json() == []


def test_a_false_positive_is_known_from_then_on(stored: Service, tmp_path):
    """As long as the reviewer said; the list is loaded anew with it."""
    stored.know = lambda goods: [add_known_good(stored.data, each) for each in goods] and None
    client = client_of(stored, decisions, dispositions)
    id, _, _ = logged(stored, LISTED)
    law = stored.law
    said = {
        "reviewer": "J. Doe",
        "verdict": "false_positive",
        "reason": "another one",
        "known_good": {"until": "2026-11-01"},
    }
    late = client.post(f"/v1/decisions/{id}/dispositions", json=said)
    assert (late.status_code, late.json()["errors"][0]["path"]) == (422, "known_good.until")
    said["known_good"] = {"until": "2027-01-01"}
    made = client.post(f"/v1/decisions/{id}/dispositions", json=said)
    assert made.status_code == 201, made.text
    assert made.json()["known_goods"] >= 1
    assert made.json()["until"] == "2027-01-01"
    assert stored.law is not law
    assert len(stored.law.screener.watchlist.known_good) == made.json()["known_goods"]


def test_with_four_eyes_another_reviewer_with_another_key_confirms(stored: Service):
    """And only then is anybody known to be somebody else."""
    stored.four_eyes, stored.dev, known = True, False, []
    stored.know = known.extend
    (one, first), (two, second) = key_for(stored, "review"), key_for(stored, "review")
    id, _, _ = logged(stored, LISTED)
    address = f"/v1/decisions/{id}/dispositions"
    said = {
        "reviewer": "A",
        "verdict": "false_positive",
        "reason": "another one",
        "known_good": {"until": "2027-01-01"},
    }
    proposed = client_of(stored, dispositions, secret=first).post(address, json=said)
    assert (proposed.json()["state"], proposed.json()["known_goods"], known) == ("proposed", 0, [])
    alone = client_of(stored, dispositions, secret=first).post(address, json={**said, "reviewer": "B"})
    assert alone.status_code == 422
    confirmed = client_of(stored, dispositions, secret=second).post(address, json={**said, "reviewer": "B"})
    assert confirmed.json()["state"] == "confirmed"
    assert len(known) == confirmed.json()["known_goods"] > 0
    listed = client_of(stored, dispositions, secret=second).get(address).json()
    assert [each["caller"] for each in listed] == [one, two]


def test_only_reviewers_review_and_auditors_read(stored: Service):
    """A key that screens sees decisions and judges none."""
    stored.dev = False
    id, _, _ = logged(stored)
    said = {"reviewer": "A", "verdict": "declined", "reason": "x"}
    for scope, allowed in (("screen", 403), ("audit", 403), ("review", 201)):
        client = client_of(stored, decisions, dispositions, secret=key_for(stored, scope)[1])
        assert client.get(f"/v1/decisions/{id}").status_code == 200
        assert client.post(f"/v1/decisions/{id}/dispositions", json=said).status_code == allowed
    admin = client_of(stored, decisions, secret=key_for(stored, "admin")[1])
    assert admin.get(f"/v1/decisions/{id}").status_code == 403


def test_what_screening_again_changed_is_listed(client: TestClient, stored: Service):
    """The newest first, each between two records."""
    one, _, _ = logged(stored)
    two, _, _ = logged(stored, LISTED)
    with stored.store.writing() as connection:
        rows = [{"job": job, "at": AT, "change": change, "before": 1, "after": 2}
                for job, change in (("j-1", "newly_caught"), ("j-1", "changed_reason"), ("j-2", "no_longer_caught"))]  # fmt: skip
        connection.execute(differences.insert(), rows)
    page = client.get("/v1/rescreenings?limit=2")
    assert [each["change"] for each in page.json()] == ["no_longer_caught", "changed_reason"]
    (last,) = client.get(page.links["next"]["url"]).json()
    assert (last["before"]["decision"], last["after"]["decision"], last["transaction_id"]) == (one, two, "T-9")
    assert len(client.get("/v1/rescreenings?job=j-1").json()) == 2
    assert len(client.get("/v1/rescreenings?change=newly_caught&since=2026-11-22").json()) == 1
    assert client.get("/v1/rescreenings?since=2026-11-23").json() == []


def test_every_answer_is_as_the_api_describes_it(client: TestClient, stored: Service):
    """Of decisions, records and dispositions."""
    document = openapi_of(app_of(stored, decisions, dispositions, rescreenings))
    id, _, _ = logged(stored, LISTED)
    client.post(f"/v1/decisions/{id}/dispositions", json={"reviewer": "A", "verdict": "true_match", "reason": "x"})
    for path in (
        "/v1/decisions",
        "/v1/decisions/{id}",
        "/v1/decisions/{id}/records",
        "/v1/decisions/{id}/dispositions",
    ):
        fits(document, path, client.get(path.replace("{id}", id)))


def test_a_store_that_is_away_is_said_so(tmp_path, fresh, monkeypatch):
    """503 with Retry-After, and nothing of where it is."""
    from contextlib import contextmanager

    from screening.store import Store, Unavailable

    service = service_over(Store.open(fresh("sqlite")), tmp_path / "data")

    @contextmanager
    def away(self):
        raise Unavailable("the store does not answer: password of db.internal")
        yield

    monkeypatch.setattr(Store, "reading", away)
    response = client_of(service, decisions).get("/v1/decisions")
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert "db.internal" not in response.text
