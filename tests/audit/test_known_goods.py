"""A disposition `false_positive` becomes a known good, which takes the match off the very deal it was made for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import pytest

from screening.app import load_screener
from screening.audit.dispositions import dispose
from screening.audit.erasure import erase
from screening.audit.known_goods import known_goods
from screening.audit.log import Content, Entry, append
from screening.errors import InvalidInput, NotFound
from screening.facts.reading import transaction_from_bytes
from screening.parties.known_good import KnownGood
from screening.parties.watchlist import Watchlist
from screening.screen import Screener
from screening.store import Store
from screening.wire.answer import Answer, Asked, answer

TODAY = date(2026, 11, 22)
UNTIL = date(2027, 11, 22)
AT = "2026-11-22T10:00:00.000000Z"
DEAL = {
    "id": "T-1", "date": "2024-06-01", "activity": "export", "origin": "US", "destination": "CN",
    "parties": [
        {"role": "exporter", "name": "Example Systems Inc.", "country": "US", "headquarters": "US", "parent": "none"},
        {"role": "end_user", "name": "Inspur Group", "country": "CN", "headquarters": "CN", "parent": "none",
         "owners": [{"name": "Huawei Technologies Co., Ltd.", "share": 20, "country": "CN", "address": "a street"}]},
    ],
    "items": [{"eccn": "EAR99", "kind": "accessory"}],
}  # fmt: skip
INPUT = orjson.dumps(DEAL)


@pytest.fixture(scope="module")
def screener() -> Screener:
    """The shipped rules and their embedded list."""
    return load_screener()


@pytest.fixture
def log(tmp_path: Any) -> Iterator[Store]:
    """An empty store; known goods are no matter of the database, so one kind is enough."""
    store = Store.open(str(tmp_path / "store.sqlite"))
    yield store
    store.close()


def test_a_false_positive_takes_the_match_off_the_same_deal(log: Store, screener: Screener) -> None:
    """The party and its owner are both known good; the deal is then nobody's, and still shows them."""
    before = _answer(screener)
    assert before.outcome.name == "license_required"
    made = _reviewed(log, screener)
    assert {each.name for each in made} == {"Inspur Group", "Huawei Technologies Co., Ltd."}
    assert {(each.reason, each.reviewer, each.on, each.until) for each in made} == {("a bakery", "A. Kim", TODAY, UNTIL)}
    known = _knowing(screener, made)
    assert _answer(known).outcome.name == "no_control_found"
    matches = orjson.loads(b"{" + _answer(known).rest[1:])["party_matches"]
    assert [each["known_good"]["reason"] for each in matches] == ["a bakery"] * 2


def test_it_does_not_hold_for_another_party_of_that_name(log: Store, screener: Screener) -> None:
    """Who lives elsewhere was not reviewed."""
    known = _knowing(screener, _reviewed(log, screener))
    parties = [DEAL["parties"][0], DEAL["parties"][1] | {"country": "KR"}]
    assert _answer(known, DEAL | {"parties": parties}).outcome.name == "license_required"


def test_with_four_eyes_both_stand_in_it_and_the_earlier_day_holds(log: Store, screener: Screener) -> None:
    """Nobody is known good longer than either reviewer said."""
    decision = _log(log, screener)
    _say(log, decision, four_eyes=True, until=date(2027, 5, 1))
    assert _made(log, decision, screener) == ()
    _say(log, decision, "B. Lee", "key 2", four_eyes=True, reason="seen")
    made = _made(log, decision, screener)
    assert {(each.reviewer, each.reason, each.until) for each in made} == {("A. Kim; B. Lee", "a bakery; seen", date(2027, 5, 1))}


def test_no_other_verdict_makes_one(log: Store, screener: Screener) -> None:
    """Nor none at all, nor one without a last day, nor one that was taken back."""
    decision = _log(log, screener)
    assert _made(log, decision, screener) == ()
    _say(log, decision, until=None)
    assert _made(log, decision, screener) == ()
    _say(log, decision)
    assert len(_made(log, decision, screener)) == 2
    _say(log, decision, verdict="true_match", until=None)
    assert _made(log, decision, screener) == ()


def test_an_entry_that_has_changed_since_is_not_reviewed(log: Store, screener: Screener) -> None:
    """What the reviewer has not seen is not known good; the other entry still is."""
    decision = _log(log, screener)
    _say(log, decision)
    definitions = screener.watchlist.definitions
    parties = [
        replace(each, listings=tuple(replace(one, requirement="another") for one in each.listings))
        if each.entry.endswith("/inspurgroup") else each
        for each in screener.watchlist.parties
    ]
    changed = replace(screener, watchlist=Watchlist.of(definitions, [(screener.watchlist.loaded[0], parties)], with_embedded=False))
    assert {each.name for each in _made(log, decision, changed)} == {"Huawei Technologies Co., Ltd."}
    nobody = replace(screener, watchlist=Watchlist.of(definitions, [], with_embedded=False))
    with pytest.raises(InvalidInput, match=r"E607.*no list holds the entry"):
        _made(log, decision, nobody)


def test_what_is_known_good_already_is_not_reviewed_again(log: Store, screener: Screener) -> None:
    """One review is enough."""
    made = _reviewed(log, screener)
    known = _knowing(screener, made[:1])
    again = _log(log, known)
    _say(log, again)
    assert _made(log, again, known) == made[1:]


def test_a_later_day_is_a_new_review(log: Store, screener: Screener) -> None:
    """Also where the lists in use know the first one already."""
    decision = _log(log, screener)
    _say(log, decision)
    known = _knowing(screener, _made(log, decision, screener))
    _say(log, decision, until=date(2028, 1, 1))
    assert [each.until for each in _made(log, decision, known)] == [date(2028, 1, 1)] * 2


def test_a_day_that_has_passed_makes_none(log: Store, screener: Screener) -> None:
    """A disposition of long ago."""
    decision = _log(log, screener)
    _say(log, decision)
    with pytest.raises(InvalidInput, match=r"E607.*lapsed"), log.reading() as connection:
        known_goods(connection, decision, screener, UNTIL)


def test_an_erased_decision_makes_none(log: Store, screener: Screener) -> None:
    """Whom it was about is not known any more."""
    decision = _log(log, screener)
    _say(log, decision)
    with log.writing() as connection:
        erase(connection, "2027", AT, "cli")
    with pytest.raises(InvalidInput, match=r"E607.*erased"):
        _made(log, decision, screener)


def test_a_batch_row_and_an_unknown_decision_make_none(log: Store, screener: Screener) -> None:
    """A row of a table does not say which entries were met."""
    with log.writing() as connection:
        content = Content(b'{"columns":[],"rows":[]}', b'[["x"]]', None, ())
        append(connection, [Entry("decision", "key 1", "row", content=content)], AT)
    _say(log, "row")
    with pytest.raises(InvalidInput, match=r"E607.*batch"):
        _made(log, "row", screener)
    with pytest.raises(NotFound):
        _made(log, "none", screener)


def _answer(screener: Screener, deal: dict[str, Any] = DEAL) -> Answer:
    return answer(screener, transaction_from_bytes(orjson.dumps(deal), name="deal"), Asked())


def _log(store: Store, screener: Screener) -> str:
    given = _answer(screener)
    entry = Entry("decision", "key 1", given.decision, "T-1", given.outcome.name, content=Content(INPUT, given.rest))
    with store.writing() as connection:
        append(connection, [entry], AT)
    return given.decision


def _say(store: Store, decision: str, reviewer: str = "A. Kim", caller: str = "key 1", **change: Any) -> None:
    said: dict[str, Any] = {"verdict": "false_positive", "reason": "a bakery", "four_eyes": False, "until": UNTIL} | change
    with store.writing() as connection:
        dispose(connection, decision, reviewer, at=AT, caller=caller, **said)


def _made(store: Store, decision: str, screener: Screener) -> tuple[KnownGood, ...]:
    with store.reading() as connection:
        return known_goods(connection, decision, screener, TODAY)


def _reviewed(store: Store, screener: Screener) -> tuple[KnownGood, ...]:
    decision = _log(store, screener)
    _say(store, decision)
    return _made(store, decision, screener)


def _knowing(screener: Screener, reviews: tuple[KnownGood, ...]) -> Screener:
    return replace(screener, watchlist=replace(screener.watchlist, known_good=reviews))
