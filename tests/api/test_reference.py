"""Rules, items, names and differences over HTTP are what the command line prints."""

import json

import pytest
from served import TestClient, app_of, client_of, fits, openapi_of

from screening.api.routes import differences, items, parties, rules
from screening.api.service import Service


@pytest.fixture
def client(service: Service) -> TestClient:
    """Asks the routes of this file."""
    return client_of(service, rules, items, parties, differences)


def printed(screening, *arguments: str) -> object:
    """What the command line prints as JSON."""
    code, out = screening(*arguments, "--format", "json")
    assert code == 0, out
    return json.loads(out)


def errors(response) -> list[tuple[str, str]]:
    """Codes and paths of a problem document."""
    assert response.headers["content-type"] == "application/problem+json"
    return [(each["code"], each["path"]) for each in response.json()["errors"]]


def test_rules_are_those_of_the_command_line(client: TestClient, screening):
    """In both languages."""
    assert client.get("/v1/rules").json() == printed(screening, "rules", "list")
    assert client.get("/v1/rules?lang=ko").json() == printed(screening, "rules", "list", "--lang", "ko")


def test_rules_come_in_pages_that_add_up(client: TestClient):
    """Followed by the header Link."""
    whole = client.get("/v1/rules").json()
    address, seen = "/v1/rules?limit=40&lang=en", []
    while address:
        response = client.get(address)
        seen += response.json()
        assert len(response.json()) <= 40
        address = response.links.get("next", {}).get("url")
    assert seen == whole


def test_a_cursor_of_nothing_is_refused(client: TestClient):
    """Rather than read as the beginning."""
    for cursor in ("x", "dXM", "é"):
        assert errors(client.get("/v1/rules", params={"cursor": cursor})) == [("E102", "query.cursor")]


def test_rules_are_filtered_by_kind_status_and_day(client: TestClient):
    """With a day, the status is that of the day."""
    proposed = client.get("/v1/rules?status=proposed").json()
    assert proposed
    assert all("proposed" in {v["status"] for v in rule["versions"]} for rule in proposed)
    assert {rule["kind"] for rule in client.get("/v1/rules?kind=flag").json()} == {"flag"}
    early = client.get("/v1/rules?kind=control&as_of=2022-10-08").json()
    late = client.get("/v1/rules?kind=control&as_of=2025-06-01").json()
    assert {rule["id"] for rule in early} < {rule["id"] for rule in late} | {rule["id"] for rule in early}
    assert {rule["id"] for rule in late} - {rule["id"] for rule in early}
    held = client.get("/v1/rules?status=in_force&as_of=2022-10-08").json()
    assert 0 < len(held) < len(client.get("/v1/rules?as_of=2022-10-08").json()) + 1


def test_what_has_not_changed_is_not_sent_again(client: TestClient, service: Service):
    """Until rules or lists do."""
    first = client.get("/v1/rules")
    tag = {"If-None-Match": first.headers["etag"]}
    for path in ("/v1/rules", "/v1/rules/timeline", "/v1/rules/us.ear.3a090.a"):
        again = client.get(path, headers=tag)
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/v1/rules", headers={"If-None-Match": 'W/"other", "nothing"'}).status_code == 200
    assert first.headers["etag"] == service.law.etag


def test_a_rule_and_the_timeline_are_those_of_the_command_line(client: TestClient, screening):
    """In both languages."""
    shown = client.get("/v1/rules/us.ear.3a090.a?lang=ko").json()
    assert shown == printed(screening, "rules", "show", "us.ear.3a090.a", "--lang", "ko")
    assert client.get("/v1/rules/timeline").json() == printed(screening, "rules", "timeline")


def test_a_rule_that_does_not_exist_names_the_nearest(client: TestClient):
    """As a problem document."""
    response = client.get("/v1/rules/us.ear.3a090.aa")
    assert response.status_code == 404
    assert response.json()["type"] == "urn:screening:problem:not-found"
    assert "us.ear.3a090.a" in response.json()["detail"]


def test_a_parameter_nobody_knows_is_refused(client: TestClient):
    """`asof` would be answered under another day's law."""
    response = client.get("/v1/rules?asof=2022-10-08")
    assert response.status_code == 422
    assert errors(response) == [("E101", "query.asof")]
    assert "as_of" in response.json()["errors"][0]["hint"]
    assert errors(client.get("/v1/rules?lang=en&lang=ko")) == [("E102", "query.lang")]
    assert errors(client.get("/v1/rules?as_of=2022-13-01")) == [("E102", "query.as_of")]
    assert client.get("/v1/rules/a%00b").status_code == 404


def test_items_are_resolved_as_on_the_command_line(client: TestClient, screening):
    """Each in its order, under the law of the day asked for."""
    texts = ["8x NVIDIA H100 80GB SXM5", "p4d.24xlarge", "a bag of crisps"]
    answer = client.post("/v1/items/resolve", json={"texts": texts, "as_of": "2025-01-20"}).json()
    assert [each["status"] for each in answer] == ["resolved", "resolved", "unknown"]
    assert answer[0] == printed(screening, "item", texts[0], "--as-of", "2025-01-20")
    korean = client.post("/v1/items/resolve?lang=ko", json={"texts": texts[:1]}).json()
    assert korean == [printed(screening, "item", texts[0], "--lang", "ko")]


def test_item_texts_that_cannot_be_read_are_named(client: TestClient):
    """By their place in the list."""
    response = client.post("/v1/items/resolve", json={"texts": ["H100", " ", "x" * 5000], "as-of": "2025-01-20"})
    assert response.status_code == 422
    assert sorted(errors(response)) == [("E101", "as-of"), ("E102", "texts[1]"), ("E102", "texts[2]")]
    assert errors(client.post("/v1/items/resolve", json={"texts": ["H100"] * 1001})) == [("E302", "texts")]


def test_names_are_looked_up_as_on_the_command_line(client: TestClient, screening):
    """A text, or an object with what else is known."""
    named = {"name": "Inspur Group", "kind": "entity", "country": "China"}
    asked = {"names": ["Huawei", named], "top": 2, "as_of": "2025-06-01"}
    answer = client.post("/v1/parties/match", json=asked).json()
    assert answer[0] == printed(screening, "party", "Huawei", "--top", "2", "--as-of", "2025-06-01")
    options = ("--kind", "entity", "--country", "China", "--top", "2", "--as-of", "2025-06-01")
    assert answer[1] == printed(screening, "party", "Inspur Group", *options)
    assert answer[1]["candidates"][0]["grade"] == "match"


def test_what_is_wrong_with_a_name_is_said_with_its_place(client: TestClient):
    """All of it at once."""
    asked = {"names": [{"name": "A", "kind": "firm", "country": "Atlantis"}, {"name": "B", "birth_date": "1.2.1990"}]}
    response = client.post("/v1/parties/match", json=asked)
    assert response.status_code == 422
    assert errors(response) == [
        ("E102", "names[0].kind"),
        ("E301", "names[0].country"),
        ("E302", "names[1].birth_date"),
    ]
    assert errors(client.post("/v1/parties/match", json={"names": [{"nam": "A"}]}))[0] == ("E101", "names[0]")
    assert errors(client.post("/v1/parties/match", json={"names": ["A"], "top": 1e99})) == [("E102", "top")]


DEAL = {
    "id": "T-1", "activity": "export", "date": "2023-11-01", "origin": "US", "destination": "CN",
    "parties": [{"role": "end_user", "name": "Invented University", "country": "CN"}],
    "items": [{"description": "NVIDIA A800 80GB PCIe", "quantity": 8}],
}  # fmt: skip
TO_THE_US = {**DEAL, "id": "T-2", "origin": "CN", "destination": "US", "parties": []}


def test_two_laws_are_compared_deal_by_deal(client: TestClient):
    """With the provision that makes the difference."""
    asked = {"from": "2023-11-01", "to": "2023-11-30", "transactions": [DEAL, TO_THE_US]}
    answer = client.post("/v1/diff", json=asked).json()
    assert answer["schema"] == "difference.v1"
    assert (answer["transactions"], answer["changed"]) == (2, 1)
    first, second = answer["results"]
    assert (first["transaction_id"], first["changed"]) == ("T-1", True)
    assert first["after"]["outcome"] == "license_required"
    assert {"rule": "us.ear.742_6.destination", "change": "begins"} in first["because"]
    assert "us.ear.742_6.destination" in first["after"]["rules"]
    assert second["changed"] is False
    assert second["because"] == []
    assert second["before"]["outcome"] == second["after"]["outcome"] == "no_control_found"
    assert sum(flow["transactions"] for flow in answer["flows"]) == 2


def test_the_comparison_is_that_of_the_command_line(client: TestClient, screening, tmp_path):
    """But for the name of the file, and the dates, which a file of whole transactions has in no column."""
    file = tmp_path / "deals.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in (DEAL, TO_THE_US)), encoding="utf-8")
    there = printed(screening, "diff", "--from", "2023-11-01", "--to", "2023-11-30", "--quiet", str(file))
    asked = {"from": "2023-11-01", "to": "2023-11-30", "transactions": [DEAL, TO_THE_US]}
    here = client.post("/v1/diff", json=asked).json()
    here["changes"] = [each | {"date": ""} for each in here["changes"]]
    assert {name: value for name, value in here.items() if name not in {"results", "input"}} == {
        name: value for name, value in there.items() if name != "input"
    }


def test_a_proposal_is_compared_with_the_law(client: TestClient):
    """And said to be hypothetical."""
    answer = client.post("/v1/diff", json={"from": "2026-01-15", "assume": ["all"], "transactions": [DEAL]}).json()
    assert answer["hypothetical"] is True
    assert answer["to"]["assumed"]


def test_a_comparison_that_cannot_be_made_says_why(client: TestClient):
    """The same law twice; a deal without a date; a rule that is none."""
    assert errors(client.post("/v1/diff", json={"transactions": [DEAL]})) == [("E101", "to")]
    undated = {name: value for name, value in DEAL.items() if name != "date"}
    response = client.post("/v1/diff", json={"to": "2024-01-01", "transactions": [DEAL, undated]})
    assert errors(response) == [("E101", "transactions[1].date")]
    response = client.post("/v1/diff", json={"assume": ["us.no.rule"], "transactions": [DEAL]})
    assert errors(response) == [("E204", "assume")]
    broken = {**DEAL, "items": [{"description": "H100", "quantity": -1}]}
    response = client.post("/v1/diff", json={"from": "2024-01-01", "transactions": [DEAL, broken]})
    assert errors(response) == [("E302", "transactions[1].items[0].quantity")]


@pytest.mark.parametrize("path", ["/v1/items/resolve", "/v1/parties/match", "/v1/diff"])
def test_what_is_not_json_is_refused(client: TestClient, path: str):
    """By its type, its form, and its size."""
    assert client.post(path, content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post(path, content=b"{}").status_code == 415
    json_type = {"Content-Type": "application/json; charset=utf-8"}
    assert client.post(path, content=b"{", headers=json_type).status_code == 400
    assert client.post(path, content=b"{}", headers={**json_type, "Content-Encoding": "gzip"}).status_code == 415
    assert client.post(path, content=b" " * 8_000_001, headers=json_type).status_code == 413
    assert client.post(path, content=(b" " * 100_000 for _ in range(90)), headers=json_type).status_code == 413


def test_every_answer_is_as_the_api_describes_it(client: TestClient, service: Service):
    """Whatever is asked."""
    document = openapi_of(app_of(service, rules, items, parties, differences))
    for path in ("/v1/rules", "/v1/rules/timeline"):
        fits(document, path, client.get(path))
    for id in service.law.screener.rules.rules:
        fits(document, "/v1/rules/{id}", client.get(f"/v1/rules/{id}"))
    texts = ["8x H100", "H100 or H800", "p4d.24xlarge", "half a DGX", "?"]
    fits(document, "/v1/items/resolve", client.post("/v1/items/resolve", json={"texts": texts}), "post")
    fits(document, "/v1/parties/match", client.post("/v1/parties/match", json={"names": ["Huawei", "?"]}), "post")
    asked = {"from": "2023-11-01", "to": "2023-11-30", "transactions": [DEAL, TO_THE_US]}
    fits(document, "/v1/diff", client.post("/v1/diff", json=asked), "post")


def test_the_api_describes_its_bodies_and_errors(service: Service):
    """Every reference leads somewhere, and every error is a problem document."""
    document = openapi_of(app_of(service, rules, items, parties, differences))
    shapes = document["components"]["schemas"]
    text = json.dumps(document)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(shapes)
    assert "Problem" in named
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            assert route["summary"] and route["description"] and route["tags"], path
            assert {"401", "403", "429", "503"} <= set(route["responses"]), path
            assert (method == "post") == ("requestBody" in route), path
            for status, response in route["responses"].items():
                if status >= "400":
                    assert set(response["content"]) == {"application/problem+json"}, (path, status)
    assert shapes["AskedPlace"]["type"] == "string"
    quantity = shapes["AskedItem"]["properties"]["quantity"]["anyOf"][0]["anyOf"]
    assert {"type": "number", "minimum": 0.0, "exclusiveMinimum": 0.0, "maximum": 1e8} in quantity
