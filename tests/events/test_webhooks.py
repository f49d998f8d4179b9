"""Webhooks: what may be added, who is told of what, and that what is told names nobody."""

import json

import pytest
import sqlalchemy as sa

from screening.errors import InvalidInput, NotFound, Problem
from screening.events.payloads import change_told, decision_told, list_told
from screening.events.webhooks import EVENTS, News, add, announce, announce_all, find, listed, remove, wanted
from screening.store import Store
from screening.store.tables import deliveries
from screening.terms import Outcome

AT = "2026-11-22T22:50:00.123456Z"
URL = "https://example.com/hook"


def fine(url: str) -> None:
    """Allow every address."""


def told(store: Store) -> list[dict[str, object]]:
    """Return the payloads that wait."""
    with store.reading() as connection:
        return [json.loads(text) for text in connection.scalars(sa.select(deliveries.c.payload).order_by(deliveries.c.payload))]


def test_what_was_added_is_listed_found_and_removed(store: Store) -> None:
    """The oldest first."""
    with store.writing() as connection:
        one = add(connection, wanted(URL, ["list", "decision"], "prohibited", check=fine), AT, "k1")
        two = add(connection, wanted(URL, check=fine), AT.replace("50", "51", 1), "k1")
    assert one.events == ("decision", "list")
    assert (two.events, two.level) == (EVENTS, Outcome.review)
    with store.reading() as connection:
        assert listed(connection) == [one, two]
        assert find(connection, two.id) == two
    with store.writing() as connection:
        remove(connection, one.id)
        assert listed(connection) == [two]


def test_what_does_not_exist_is_not_found(store: Store) -> None:
    """The message names the nearest."""
    with store.writing() as connection:
        made = add(connection, wanted(URL, check=fine), AT, "k1")
    with store.reading() as connection, pytest.raises(NotFound, match=made.id):
        find(connection, made.id[:-1])
    with store.writing() as connection, pytest.raises(NotFound, match="no webhook"):
        remove(connection, "nothing")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://example.com/", "not https"),
        ("ftp://example.com/", "not https"),
        ("example.com", "without a host"),
        ("https://", "without a host"),
        ("https://user:word@example.com/", "a password"),
        ("https://example.com/#part", "fragment"),
        ("https://exa mple.com/\x00", "not an address"),
        ("https://example.com/" + "a" * 2000, "2,020 characters"),
    ],
)
def test_an_address_must_be_a_plain_https_one(url: str, message: str) -> None:
    """Nothing is sent in the clear, and no password is kept in the database."""
    with pytest.raises(InvalidInput, match=message) as caught:
        wanted(url, check=fine)
    assert [problem.code for problem in caught.value.problems] == ["E604"]


def test_http_is_taken_where_it_is_allowed() -> None:
    """For a receiver on the same machine."""
    assert wanted("http://localhost:1/", check=fine, plain=True).url == "http://localhost:1/"


def test_every_problem_is_told_at_once() -> None:
    """Events and outcomes are never guessed."""
    with pytest.raises(InvalidInput) as caught:
        wanted("nothing", ["decisions", "list"], "forbidden", check=fine)
    assert [problem.where for problem in caught.value.problems] == ["events", "level", "url"]
    assert "did you mean `decision`?" in str(caught.value)
    with pytest.raises(InvalidInput, match="no event is named"):
        wanted(URL, [], check=fine)


def test_an_address_that_must_not_be_called_is_refused() -> None:
    """By whoever knows which those are."""

    def private(url: str) -> None:
        raise InvalidInput([Problem("E603", url, "a private address")])

    with pytest.raises(InvalidInput, match="E603 a private address"):
        wanted(URL, check=private)


def test_a_decision_is_told_from_the_level_on(store: Store) -> None:
    """Other events have no level."""
    with store.writing() as connection:
        add(connection, wanted(URL, ["decision", "list"], "license_required", check=fine), AT, "k1")
        assert announce(connection, "decision", {"n": 1}, Outcome.review, AT) == 0
        assert announce(connection, "decision", {"n": 2}, Outcome.license_required, AT) == 1
        assert announce(connection, "decision", {"n": 3}, Outcome.prohibited, AT) == 1
        assert announce(connection, "list", {"n": 4}, None, AT) == 1
        assert announce(connection, "rescreening", {"n": 5}, Outcome.prohibited, AT) == 0
    assert [(each["event"], each["data"]) for each in sorted(told(store), key=lambda each: each["data"]["n"])] == [
        ("decision", {"n": 2}), ("decision", {"n": 3}), ("list", {"n": 4}),
    ]  # fmt: skip


def test_every_webhook_has_a_delivery_of_its_own(store: Store) -> None:
    """With an id by which a receiver knows what it has had already."""
    with store.writing() as connection:
        for who in ("k1", "k2"):
            add(connection, wanted(URL, check=fine), AT, who)
        assert announce_all(connection, [News("list", {"n": 1}), News("list", {"n": 2})], AT) == 4
    ids = [each["id"] for each in told(store)]
    assert len(set(ids)) == 4
    with store.reading() as connection:
        rows = connection.execute(sa.select(deliveries)).all()
    assert {row.id for row in rows} == set(ids)
    assert {(row.state, row.attempts, row.due, row.created) for row in rows} == {("waiting", 0, AT, AT)}


def test_the_same_news_of_the_same_moment_is_one_delivery(store: Store) -> None:
    """Two processes that notice the same tell it once."""
    with store.writing() as connection:
        add(connection, wanted(URL, check=fine), AT, "k1")
        for _ in range(2):
            announce(connection, "list", {"n": 1}, None, AT)
        announce(connection, "list", {"n": 1}, None, AT.replace("50", "51", 1))
    assert len(told(store)) == 2


def test_nothing_is_told_of_what_was_not_kept(store: Store) -> None:
    """A delivery is in the transaction of what it tells."""
    with store.writing() as connection:
        add(connection, wanted(URL, check=fine), AT, "k1")
    with pytest.raises(RuntimeError), store.writing() as connection:
        announce(connection, "list", {"n": 1}, None, AT)
        raise RuntimeError
    assert told(store) == []


def test_with_a_webhook_go_its_deliveries(store: Store) -> None:
    """Whoever is removed is told nothing more."""
    with store.writing() as connection:
        made = add(connection, wanted(URL, check=fine), AT, "k1")
        announce(connection, "list", {"n": 1}, None, AT)
        remove(connection, made.id)
    assert told(store) == []


def test_payloads_have_ids_codes_counts_and_a_link() -> None:
    """These keys are a promise to receivers; none holds a name or a sentence."""
    decision = decision_told("d-12", 7, "T-1", "review", "2026-11-22")
    assert decision == {
        "decision": "d-12", "record": 7, "transaction_id": "T-1", "outcome": "review", "as_of": "2026-11-22",
        "link": "/v1/decisions/d-12",
    }  # fmt: skip
    change = change_told("newly_caught", decision, decision, {"added": {"b", "a"}, "removed": ()}, {"added": 1, "removed": 0}, "j-1")
    assert (change["rules"], change["link"]) == ({"added": ["a", "b"], "removed": []}, "/v1/jobs/j-1")
    assert list_told("csl", "2026-11-22", "sha256:0", 3, {"added": 1})["changes"] == {"added": 1}
