"""Webhooks over HTTP: added with a secret that is shown once, listed without, and their dead letters sent again."""

import json

import pytest
from served import TestClient, app_of, client_of, fits, key_for, openapi_of

from screening.api.routes import webhooks
from screening.api.service import Service
from screening.events.signature import secret
from screening.events.webhooks import announce
from screening.store.tables import deliveries
from screening.terms import Outcome

PLACE = {"url": "https://93.184.215.14/hook", "events": ["decision"], "level": "license_required"}


@pytest.fixture
def client(stored: Service) -> TestClient:
    """Asks the routes of this file."""
    return client_of(stored, webhooks)


def told(service: Service, count: int) -> None:
    """Announce so many decisions, a second apart."""
    for number in range(count):
        with service.store.writing() as connection:
            announce(
                connection, "decision", {"number": number}, Outcome.prohibited, f"2026-11-22T10:00:{number:02}.000000Z"
            )


def test_a_webhook_is_added_with_a_secret_that_is_shown_once(client: TestClient, stored: Service):
    """It is not in the list, and not in the store."""
    made = client.post("/v1/webhooks", json=PLACE)
    assert made.status_code == 201, made.text
    data = made.json()
    assert data.pop("secret") == secret(stored.master, data["id"])
    assert data | PLACE == data
    assert (made.headers["cache-control"], made.headers["location"]) == ("no-store", f"/v1/webhooks/{data['id']}")
    assert client.get("/v1/webhooks").json() == [data]
    document = openapi_of(app_of(stored, webhooks))
    told(stored, 1)
    fits(document, "/v1/webhooks", made, "post")
    fits(document, "/v1/webhooks", client.get("/v1/webhooks"))
    fits(document, "/v1/webhooks/{id}/deliveries", client.get(f"/v1/webhooks/{data['id']}/deliveries"))


def test_a_webhook_that_names_only_its_address_is_told_what_somebody_must_look_at(client: TestClient):
    """All events, decisions from review on."""
    made = client.post("/v1/webhooks", json={"url": PLACE["url"]}).json()
    assert (made["events"], made["level"]) == (["decision", "rescreening", "list"], "review")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({**PLACE, "url": "http://93.184.215.14/hook"}, "E604"),
        ({**PLACE, "url": "https://127.0.0.1/hook"}, "E603"),
        ({**PLACE, "url": "https://169.254.169.254/latest"}, "E603"),
        ({**PLACE, "url": "https://[::1]/"}, "E603"),
        ({**PLACE, "events": []}, "E102"),
        ({**PLACE, "events": ["decisions"]}, "E102"),
        ({**PLACE, "level": "bad"}, "E102"),
        ({"events": ["list"]}, "E101"),
    ],
)
def test_an_address_inside_the_network_is_refused(client: TestClient, body: dict, code: str):
    """As is whatever nobody would be told of."""
    response = client.post("/v1/webhooks", json=body)
    assert response.status_code == 422
    assert code in {each["code"] for each in response.json()["errors"]}
    assert client.get("/v1/webhooks").json() == []


def test_private_addresses_are_for_who_allows_them(stored: Service):
    """And then in the clear as well."""
    stored.allow_private = True
    response = client_of(stored, webhooks).post("/v1/webhooks", json={**PLACE, "url": "http://127.0.0.1:9000/hook"})
    assert response.status_code == 201, response.text


def test_a_webhook_that_is_removed_is_gone_with_its_deliveries(client: TestClient, stored: Service):
    """And cannot be removed twice."""
    id = client.post("/v1/webhooks", json=PLACE).json()["id"]
    told(stored, 1)
    assert client.delete(f"/v1/webhooks/{id}").status_code == 204
    assert client.delete(f"/v1/webhooks/{id}").status_code == 404
    assert client.get(f"/v1/webhooks/{id}/deliveries").status_code == 404
    with stored.store.reading() as connection:
        assert connection.execute(deliveries.select()).all() == []


def test_deliveries_come_in_pages_and_by_state(client: TestClient, stored: Service):
    """The newest first."""
    id = client.post("/v1/webhooks", json=PLACE).json()["id"]
    told(stored, 5)
    first = client.get(f"/v1/webhooks/{id}/deliveries?limit=3")
    second = client.get(first.links["next"]["url"])
    numbers = [each["payload"]["data"]["number"] for page in (first, second) for each in page.json()]
    assert numbers == [4, 3, 2, 1, 0]
    assert client.get(f"/v1/webhooks/{id}/deliveries?state=dead").json() == []


def test_a_dead_letter_is_sent_again(client: TestClient, stored: Service):
    """One that is not dead is not."""
    woken = []
    stored.wake = lambda: woken.append(1)
    id = client.post("/v1/webhooks", json=PLACE).json()["id"]
    told(stored, 2)
    one, two = (each["id"] for each in client.get(f"/v1/webhooks/{id}/deliveries").json())
    with stored.store.writing() as connection:
        dead = {"state": "dead", "attempts": 8, "error": "answered 500"}
        connection.execute(deliveries.update().where(deliveries.c.id == one).values(dead))
    (listed,) = client.get(f"/v1/webhooks/{id}/deliveries?state=dead").json()
    assert (listed["id"], listed["attempts"], listed["error"]) == (one, 8, "answered 500")
    again = client.post(f"/v1/webhooks/{id}/deliveries/{one}/requeue")
    assert (again.status_code, again.json()["state"], again.json()["attempts"]) == (202, "waiting", 0)
    assert woken
    assert client.post(f"/v1/webhooks/{id}/deliveries/{two}/requeue").status_code == 409
    assert client.post(f"/v1/webhooks/{id}/deliveries/ev-none/requeue").status_code == 404
    other = client.post("/v1/webhooks", json=PLACE).json()["id"]
    assert client.post(f"/v1/webhooks/{other}/deliveries/{two}/requeue").status_code == 404


def test_webhooks_are_for_administrators(stored: Service):
    """They carry what happens to somewhere else."""
    stored.dev = False
    client = client_of(stored, webhooks, secret=key_for(stored, "screen", "review", "audit")[1])
    assert {client.get("/v1/webhooks").status_code, client.post("/v1/webhooks", json=PLACE).status_code} == {403}
    assert json.loads(client.delete("/v1/webhooks/x").content)["type"] == "urn:screening:problem:scope-missing"
