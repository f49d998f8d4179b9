"""Problems: every error is a problem document with a stable type; what is not the caller's business is not told."""

import json

import pytest
from fastapi import FastAPI, HTTPException
from served import TestClient, client_of

from screening.api.problems import BY_STATUS, KINDS, Refused, install, refusal, respond
from screening.api.routes import rules
from screening.api.service import Service
from screening.errors import InvalidInput, InvalidRules, NotFound, Problem
from screening.store import Unavailable


def failing(error: Exception) -> TestClient:
    """A client of an application whose only route fails."""
    app = FastAPI()
    install(app)

    @app.get("/fails")
    def fails() -> None:
        raise error

    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (InvalidInput([Problem("E301", "items[0].chip", "no such chip", "did you mean")]), 422, "invalid"),
        (InvalidInput([Problem("E003", "map", "not well-formed")]), 400, "unreadable"),
        (InvalidInput([Problem("E003", "map", "x"), Problem("E301", "y", "z")]), 422, "invalid"),
        (InvalidInput([Problem("E407", "/var/data/lists", "damaged")]), 500, "internal"),
        (InvalidRules([Problem("E101", "/etc/rules/a.yaml", "x")]), 500, "internal"),
        (NotFound("there is no rule `x`"), 404, "not-found"),
        (Unavailable("the store does not answer: db.internal"), 503, "unavailable"),
        (Refused("conflict", "this job is running"), 409, "conflict"),
        (HTTPException(405), 405, "method-not-allowed"),
        (HTTPException(418), 400, "unreadable"),
        (ZeroDivisionError("at /secret/path"), 500, "internal"),
    ],
)
def test_every_error_is_a_problem_document(error: Exception, status: int, slug: str, caplog):
    """With its type, its status, and where it was asked."""
    response = failing(error).get("/fails?name=Jane")
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    document = response.json()
    assert (document["type"], document["status"], document["instance"]) == (
        f"urn:screening:problem:{slug}",
        status,
        "/fails",
    )
    assert document["title"] == KINDS[slug][1]
    for secret in ("/var", "/etc", "/secret", "db.internal", "Jane"):
        assert secret not in response.text
    assert bool([each for each in caplog.records if each.levelname == "ERROR"]) == (status == 500)


def test_all_mistakes_are_told_with_their_paths():
    """Not only the first."""
    problems = [Problem("E301", "items[0].chip", "no such chip", "did you mean x"), Problem("E302", "date", "absurd")]
    document = failing(InvalidInput(problems)).get("/fails").json()
    assert document["detail"] == "no such chip (and 1 more)"
    assert document["errors"] == [
        {"code": "E301", "path": "items[0].chip", "message": "no such chip", "hint": "did you mean x"},
        {"code": "E302", "path": "date", "message": "absurd", "hint": ""},
    ]


def test_options_of_the_command_line_are_fields_here():
    """In places and hints, not in what somebody wrote."""
    problem = Problem("E301", "--as-of", "`a --b c` is none", "give --as-of, or add it (--input-format X) to a--b")
    (error,) = failing(InvalidInput([problem])).get("/fails").json()["errors"]
    assert error == {
        "code": "E301", "path": "as_of", "message": "`a --b c` is none", "hint": "give `as_of`, or add it (`input_format` X) to a--b",
    }  # fmt: skip


def test_a_store_that_is_away_is_to_be_asked_again():
    """Soon."""
    assert failing(Unavailable("away")).get("/fails").headers["retry-after"] == "1"


def test_an_address_or_method_that_is_not_there_is_a_problem_too(service: Service):
    """405 says what there is."""
    client = client_of(service, rules)
    nowhere = client.get("/v2/rules")
    assert (nowhere.status_code, nowhere.json()["detail"]) == (404, "there is no such address")
    wrong = client.post("/v1/rules")
    assert (wrong.status_code, wrong.json()["type"]) == (405, "urn:screening:problem:method-not-allowed")
    assert wrong.headers["allow"] == "GET"


def test_a_problem_can_be_answered_without_a_request():
    """By middleware, with the request's id, whatever the text holds."""
    scope = {"path": "/v1/screen", "state": {"request_id": "r-1"}}
    response = respond(scope, Refused("too-large", "half \ud800 pair", headers={"Connection": "close"}))
    document = json.loads(response.body)
    assert (document["request_id"], document["detail"]) == ("r-1", "half ? pair")
    assert (response.headers["connection"], response.headers["cache-control"]) == ("close", "no-store")


def test_each_status_leads_to_a_type_of_that_status():
    """The first one of the table."""
    assert BY_STATUS[401] == "key-missing"
    assert all(KINDS[slug][0] == status for status, slug in BY_STATUS.items())
    assert refusal(HTTPException(502)).slug == "internal"
