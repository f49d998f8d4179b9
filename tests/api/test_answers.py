"""Kept answers: the same bytes as made anew, for every id; and nothing is taken for the same that is not."""

from pathlib import Path

import orjson
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.api.answers import Answers, read
from screening.api.bodies import parsed
from screening.app import load_screener
from screening.errors import InvalidInput
from screening.facts.reading import read_transaction, transaction_from_text
from screening.language.source import load
from screening.wire.answer import Asked, answer, whole

DEALS = sorted(path for path in (ROOT / "fixtures").glob("*.yaml") if not path.name.endswith(".map.yaml"))
DEAL = {
    "date": "2024-03-15", "activity": "export", "origin": "US", "destination": "CN",
    "parties": [{"role": "end_user", "name": "Invented University", "country": "CN"}],
    "items": [{"description": "NVIDIA A100", "quantity": 2, "value": 1.5}],
}  # fmt: skip


def data(**fields: object) -> object:
    """The deal as it comes in a body."""
    return parsed(orjson.dumps(DEAL | fields), 32)


@pytest.fixture
def answers() -> Answers:
    """The answers of the shipped rules."""
    return Answers(load_screener())


@pytest.mark.parametrize("explain", ["full", "short"])
def test_a_kept_answer_is_the_one_that_would_be_made(answers: Answers, explain: str) -> None:
    """Whatever the id; also for one that was asked without."""
    asked = Asked(explain=explain)  # type: ignore[arg-type]
    answers.keep(answers.decide(read(data(id="first")), asked), asked)
    for id in ("second", 'T-2 "quoted"', "거래", None):
        found = answers.known(read(data(id=id)), asked)
        assert found is not None
        made = answer(load_screener(), transaction_from_text(orjson.dumps(DEAL | {"id": id}).decode(), name="x"), asked)
        assert found.body == whole(made.decision, made.transaction_id, made.rest)
        assert found.decision == load_screener().screen(transaction_from_text(orjson.dumps(DEAL | {"id": id}).decode(), name="x")).id


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip() and text.isprintable()))
def test_ids_of_decisions_are_those_of_the_engine(id: str) -> None:
    """A drawn id, kept and made anew."""
    screener = load_screener()
    answers, asked = Answers(screener), Asked(explain="short")
    answers.keep(answers.decide(read(data(id="first")), asked), asked)
    found = answers.known(read(data(id=id)), asked)
    assert found is not None
    assert found.decision == screener.screen(transaction_from_text(orjson.dumps(DEAL | {"id": id}).decode(), name="x")).id


@pytest.mark.parametrize("path", DEALS, ids=lambda p: p.stem)
def test_every_fixture_is_answered_as_the_engine_answers_it(path: Path, answers: Answers) -> None:
    """Through JSON, and kept."""
    transaction = read_transaction(path)
    plain = load(path).data
    asked = Asked(explain="short")
    answers.keep(answers.decide(read(plain), asked), asked)
    found = answers.known(read(plain), asked)
    assert found is not None
    made = answer(load_screener(), transaction, asked)
    assert found.body == whole(made.decision, made.transaction_id, made.rest)


@pytest.mark.parametrize(
    "other",
    [{"date": "2024-03-16"}, {"destination": "SG"}, {"answers": {}}, {"items": [{"description": "NVIDIA A100", "quantity": "2", "value": 1.5}]},
     {"items": [{"description": "NVIDIA A100", "quantity": 2, "value": "1.5"}]}],
    ids=str,
)  # fmt: skip
def test_what_is_said_otherwise_is_not_the_same(answers: Answers, other: dict[str, object]) -> None:
    """Not another day, not a number written as text."""
    asked = Asked()
    answers.keep(answers.decide(read(data()), asked), asked)
    assert answers.known(read(data(**other)), asked) is None
    assert answers.known(read(data()), Asked(language="ko")) is None
    assert answers.known(read(data()), asked) is not None


def test_what_was_given_is_kept_exactly(answers: Answers) -> None:
    """Numbers keep their digits, also those that no float holds; the own reference is not part of it."""
    raw = b'{"id":"T","client_reference":"r","activity":"export","date":"2024-03-15","items":[{"description":"x","tpp":1.50,"value":123456789012345678901234}]}'
    given = read(parsed(raw, 32))
    assert b'"tpp":1.50' in given.input
    assert b"123456789012345678901234" in given.input
    assert b"client_reference" not in given.input
    assert (given.id, given.reference) == ("T", "r")
    found = answers.decide(given, Asked())
    assert orjson.loads(found.body)["client_reference"] == "r"


@pytest.mark.parametrize(("field", "value"), [("id", ""), ("id", "a\x07b"), ("id", {}), ("client_reference", "x" * 201)])
def test_own_ids_are_checked_although_they_are_not_part_of_what_is_said(field: str, value: object) -> None:
    """A kept answer lets nothing through that would have been refused."""
    with pytest.raises(InvalidInput) as refused:
        read({**DEAL, field: value})
    assert refused.value.problems[0].where == field


def test_the_least_recently_wanted_are_forgotten() -> None:
    """Memory is bounded by bytes."""
    answers, asked = Answers(load_screener(), capacity=60_000), Asked()
    for quantity in range(1, 6):
        given = read(data(items=[{"description": "NVIDIA A100", "quantity": quantity}]))
        answers.keep(answers.decide(given, asked), asked)
    kept = [q for q in range(1, 6) if answers.known(read(data(items=[{"description": "NVIDIA A100", "quantity": q}])), asked)]
    assert kept
    assert kept[-1] == 5
    assert 1 not in kept
