"""Lists over HTTP: what is held and used; taking one; refusing one with its numbers."""

import json
import tempfile

import pytest
from conftest import ROOT
from served import TestClient, app_of, client_of, fits, key_for, openapi_of, service_over

from screening.api.routes import lists, parties
from screening.api.service import Service
from screening.errors import InvalidInput, Problem
from screening.store import Store

CSL = ROOT / "fixtures" / "lists" / "csl.csv"


@pytest.fixture
def client(service: Service) -> TestClient:
    """Asks the routes of this file."""
    return client_of(service, lists, parties)


def send(client: TestClient, content: bytes, name: str = "csl.csv", **fields: str):
    """Send a list as a form."""
    return client.post("/v1/lists", files={"file": (name, content)}, data=fields)


def test_the_list_that_ships_with_the_rules_is_always_there(client: TestClient):
    """And says that it is used."""
    (row,) = client.get("/v1/lists").json()
    assert (row["name"], row["in_use"]) == ("embedded", True)
    assert client.get("/v1/lists/embedded").json() == row


def test_a_list_that_is_sent_is_used_at_once(client: TestClient, screening, service: Service):
    """It is held as the command line would hold it."""
    before = service.law
    response = send(client, CSL.read_bytes(), date="2026-07-31")
    assert response.status_code == 201, response.text
    taken = response.json()
    assert (taken["name"], taken["date"], taken["entries"], taken["added"], taken["in_use"]) == (
        "csl",
        "2026-07-31",
        8,
        True,
        True,
    )
    assert service.law is not before
    shown = client.get("/v1/lists/csl").json()
    assert shown.pop("in_use") is True
    assert shown == json.loads(screening("lists", "show", "csl", "--format", "json", "--data", str(service.data))[1])
    assert [row["name"] for row in client.get("/v1/lists").json()] == ["embedded", "csl"]
    found = client.post("/v1/parties/match", json={"names": ["ICR Institute"], "top": 1}).json()
    assert [each["name"] for each in found[0]["lists"]] == ["embedded", "csl"]


def test_lists_are_as_the_api_describes_them(client: TestClient, service: Service):
    """New, held, and shown."""
    document = openapi_of(app_of(service, lists))
    for _ in range(2):
        fits(document, "/v1/lists", send(client, CSL.read_bytes()), "post")
    fits(document, "/v1/lists", client.get("/v1/lists"))
    for name in ("csl", "embedded"):
        fits(document, "/v1/lists/{name}", client.get(f"/v1/lists/{name}"))


def test_the_same_list_again_changes_nothing(client: TestClient, service: Service):
    """It is answered with 200, and nothing is loaded anew."""
    send(client, CSL.read_bytes(), date="2026-07-31")
    law = service.law
    again = send(client, CSL.read_bytes(), date="2026-07-31")
    assert (again.status_code, again.json()["added"]) == (200, False)
    assert service.law is law


def test_lists_have_a_tag_until_there_is_another(client: TestClient):
    """Also if another process has added it."""
    tag = {"If-None-Match": client.get("/v1/lists").headers["etag"]}
    assert client.get("/v1/lists", headers=tag).status_code == 304
    send(client, CSL.read_bytes())
    assert client.get("/v1/lists", headers=tag).status_code == 200


def test_a_shrunken_list_is_refused_with_its_numbers(client: TestClient, service: Service):
    """Unless it is to be taken all the same."""
    send(client, CSL.read_bytes(), name="csl.csv", date="2026-07-01")
    law = service.law
    lines = CSL.read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = "".join(lines[:3]).encode()
    refused = send(client, fewer, date="2026-07-31")
    assert refused.status_code == 422
    shrunk = [each["message"] for each in refused.json()["errors"] if each["code"] == "E404"]
    assert "entries are gone" in shrunk[0]
    assert service.law is law
    forced = send(client, fewer, date="2026-07-31", force="true")
    assert (forced.status_code, forced.json()["forced"]) == (201, True)
    assert forced.json()["reasons"]


def test_a_file_that_is_no_list_is_refused(client: TestClient):
    """As are forms that say what nobody reads."""
    assert send(client, b"a,b\n1,2\n").status_code == 422
    assert send(client, b"").json()["errors"][0]["code"] == "E402"
    unknown = send(client, CSL.read_bytes(), nmae="csl").json()
    assert unknown["errors"][0] == {
        "code": "E101",
        "path": "nmae",
        "message": "unknown key `nmae`",
        "hint": "did you mean `name`?",
    }
    bad = send(client, CSL.read_bytes(), date="31.7.2026").json()
    assert [each["path"] for each in bad["errors"]] == ["date"]
    missing = client.post("/v1/lists", files={"list": ("csl.csv", CSL.read_bytes())})
    assert (missing.status_code, missing.json()["errors"][0]["path"]) == (422, "list")


def test_a_name_that_is_no_folder_is_refused(client: TestClient):
    """A name becomes one."""
    for name in ("../x", "A B", ".hidden", "x" * 65):
        assert (
            client.post("/v1/lists", files={"file": ("csl.csv", CSL.read_bytes())}, data={"name": name}).status_code
            == 422
        )


def test_forms_that_are_broken_or_too_large_are_refused(service: Service):
    """Before anything is kept."""
    client = client_of(service, lists)
    service.limits = type(service.limits)(upload_bytes=1000)
    assert send(client, CSL.read_bytes()).status_code == 413
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        broken = client.post("/v1/lists", content=b"--y\r\nnonsense", headers={"Content-Type": kind})
        assert broken.status_code == 400, broken.text
    assert client.post("/v1/lists", content=b"x", headers={"Content-Type": "text/csv"}).status_code == 415


def test_a_list_is_fetched_through_the_service(store: Store, tmp_path):
    """Which decides where it may connect."""
    asked = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        if "inside" in url:
            raise InvalidInput([Problem("E603", url, "an address inside the network")])
        return CSL.read_bytes()

    client = client_of(service_over(store, tmp_path / "data", fetch=fetch), lists)
    taken = client.post(
        "/v1/lists", json={"url": "https://lists.example/csl.csv", "date": "2026-07-31", "name": "mine"}
    )
    assert (taken.status_code, taken.json()["name"]) == (201, "mine")
    assert taken.json()["source"] == "https://lists.example/csl.csv"
    refused = client.post("/v1/lists", json={"url": "https://inside.example/csl.csv"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "E603")
    assert asked == ["https://lists.example/csl.csv", "https://inside.example/csl.csv"]


def test_only_an_administrator_adds_lists(service: Service):
    """Everybody who screens may see them."""
    service.dev = False
    _, secret = key_for(service, "screen")
    client = client_of(service, lists, secret=secret)
    assert client.get("/v1/lists").status_code == 200
    refused = send(client, CSL.read_bytes())
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:screening:problem:scope-missing")
    assert client_of(service, lists).get("/v1/lists").status_code == 401
    _, admin = key_for(service, "admin")
    assert send(client_of(service, lists, secret=admin), CSL.read_bytes()).status_code == 201


def test_a_csv_of_ones_own_needs_its_mapping(client: TestClient):
    """A mapping with a mistake names it without saying where this server keeps its files."""
    own = b"id,who\n1,Invented Bad Actor Ltd\n"
    mapping = b"columns: {name: who, entry: id}\nsublist: OWN\n"
    files = [("file", ("own.csv", own)), ("map", ("map.yaml", mapping))]
    taken = client.post("/v1/lists", files=files, data={"name": "own", "date": "2026-11-01"})
    assert (taken.status_code, taken.json()["entries"]) == (201, 1)
    files = [("file", ("own.csv", own)), ("map", ("map.yaml", b"columns: {nam: who}\nsublist: OWN\n"))]
    refused = client.post("/v1/lists", files=files, data={"name": "own"})
    assert refused.status_code == 422
    assert tempfile.gettempdir() not in refused.text
    assert "did you mean `name`" in refused.text


def test_a_damaged_snapshot_is_the_operators_business(client: TestClient, service: Service):
    """The caller is told neither where it lies nor that they made a mistake."""
    send(client, CSL.read_bytes(), date="2026-07-31")
    (entries,) = service.data.glob("lists/csl/*/entries.jsonl.gz")
    entries.write_bytes(b"changed")
    response = client.get("/v1/lists/csl")
    assert (response.status_code, response.json()["type"]) == (500, "urn:screening:problem:internal")
    assert str(service.data) not in response.text


def test_a_list_that_is_not_there_is_not_found(client: TestClient, service: Service):
    """Without saying where lists are kept."""
    response = client.get("/v1/lists/nothing")
    assert response.status_code == 404
    assert str(service.data) not in response.text
