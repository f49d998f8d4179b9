"""What reviewers make of a decision: kept in the chain, in effect at once or when a second one says the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from audit_logs import decided, fill, verified, when
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.audit.dispositions import OPEN, VERDICTS, Disposition, dispose, effective, history, proposal
from screening.audit.log import append
from screening.errors import InvalidInput, NotFound
from screening.store import Store
from screening.store.tables import closed

MATCHED = b',"party_matches":[{"party":"Customer"}]}'
UNTIL = date(2027, 1, 1)


@pytest.fixture
def log(store: Store) -> Store:
    """A store with one decision that has a match (`d0`) and one that has none (`d1`)."""
    with store.writing() as connection:
        append(connection, [decided(0, answer=MATCHED), decided(1, answer=b',"party_matches":[]}')], when(0))
    return store


def test_a_disposition_is_recorded_and_closes_the_decision(log: Store) -> None:
    """Who, what, why and when; in the chain."""
    made = _dispose(log, verdict="license_obtained", reason="D-123456")
    assert made == Disposition(3, when(9), "key 1", "d0", "A. Kim", "license_obtained", "D-123456", "confirmed")
    assert _history(log) == [made]
    assert _closed(log) == {"d0": 3}
    assert verified(log).intact


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_but_the_wish_to_know_more_closes(log: Store, verdict: str) -> None:
    """A decision that is closed is not screened again."""
    _dispose(log, verdict=verdict)
    assert bool(_closed(log)) is (verdict != "needs_information")


def test_a_later_disposition_changes_and_reopens(log: Store) -> None:
    """The last word holds, and all of them are kept."""
    _dispose(log, verdict="declined")
    _dispose(log, verdict="license_obtained")
    assert _closed(log) == {"d0": 4}
    _dispose(log, verdict="needs_information")
    assert _closed(log) == {}
    assert [each.verdict for each in _history(log)] == ["declined", "license_obtained", "needs_information"]


def test_with_four_eyes_one_reviewer_only_proposes(log: Store) -> None:
    """Nothing is closed until another says the same."""
    first = _dispose(log, four_eyes=True)
    assert (first.state, _closed(log), effective(_history(log))) == ("proposed", {}, None)
    assert proposal(_history(log)) == first
    second = _dispose(log, "B. Lee", "key 2", four_eyes=True)
    assert (second.state, second.about, _closed(log)) == ("confirmed", first.seq, {"d0": second.seq})
    assert effective(_history(log)) == second
    assert proposal(_history(log)) is None


def test_another_opinion_rejects_the_proposal_and_is_kept(log: Store) -> None:
    """The decision stays open, and the next word is a proposal again."""
    first = _dispose(log, four_eyes=True)
    second = _dispose(log, "B. Lee", "key 2", verdict="true_match", four_eyes=True)
    assert (second.state, second.about, _closed(log)) == ("rejected", first.seq, {})
    third = _dispose(log, "C. Cho", "key 3", verdict="true_match", four_eyes=True)
    assert (third.state, third.about) == ("proposed", None)
    assert [each.state for each in _history(log)] == ["proposed", "rejected", "proposed"]


@pytest.mark.parametrize(
    ("reviewer", "caller"), [("A. Kim", "key 2"), (" a.  KIM ", "key 2"), ("A. Kim", "key 1"), ("B. Lee", "key 1")]
)
def test_nobody_confirms_their_own_proposal(log: Store, reviewer: str, caller: str) -> None:
    """Neither with another key, nor under another name with the same one."""
    _dispose(log, four_eyes=True)
    with pytest.raises(InvalidInput, match=r"E607.*(proposed this already|same API key)"):
        _dispose(log, reviewer, caller, four_eyes=True)
    assert len(_history(log)) == 1
    assert _closed(log) == {}


def test_whoever_thinks_better_of_it_proposes_anew(log: Store) -> None:
    """Their own other verdict rejects nothing; it takes the place of the first, which cannot be confirmed any more."""
    _dispose(log, four_eyes=True)
    better = _dispose(log, verdict="true_match", four_eyes=True)
    assert better.state == "proposed"
    assert _dispose(log, "B. Lee", "key 2", four_eyes=True).state == "rejected"


def test_what_holds_goes_on_until_another_is_confirmed(log: Store) -> None:
    """A proposal to reopen opens nothing yet."""
    _dispose(log, verdict="declined")
    _dispose(log, verdict="needs_information", four_eyes=True)
    assert _closed(log) == {"d0": 3}
    _dispose(log, "B. Lee", "key 2", verdict="needs_information", four_eyes=True)
    assert _closed(log) == {}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"verdict": "cleared"}, "verdict"), ({"reviewer": " "}, "reviewer"), ({"reason": "\n"}, "reason"),
        ({"reason": "x" * 10_001}, "reason"), ({"reviewer": "x" * 201}, "reviewer"), ({"reason": "half \ud800"}, "reason"),
        ({"reason": "nul \0"}, "reason"), ({"until": date(2026, 1, 1)}, "until"),
        ({"until": UNTIL, "verdict": "declined"}, "until"), ({"decision": "d1"}, "verdict"),
    ],
)  # fmt: skip
def test_what_is_no_disposition_is_refused(log: Store, change: dict[str, Any], where: str) -> None:
    """With what is wrong; and nothing is recorded."""
    with pytest.raises(InvalidInput) as caught:
        _dispose(log, **change)
    assert [(each.code, each.where) for each in caught.value.problems] == [("E607", where)]
    assert verified(log).records == 2


def test_all_that_is_wrong_is_said_at_once(log: Store) -> None:
    """A form with three mistakes gets three messages."""
    with pytest.raises(InvalidInput) as caught:
        _dispose(log, reviewer="", reason="", verdict="ok")
    assert {each.where for each in caught.value.problems} == {"verdict", "reviewer", "reason"}


def test_only_decisions_are_disposed_of(log: Store) -> None:
    """Neither unknown ids nor those of other records."""
    fill(log, 3, start=5)  # with a note on d5
    with pytest.raises(NotFound, match="d99"):
        _dispose(log, decision="d99")
    with log.writing() as connection:
        append(connection, [decided(7)], when(1))
    assert _dispose(log, decision="d7", verdict="declined").state == "confirmed"


def test_a_decision_whose_answer_was_erased_may_still_be_disposed_of(log: Store) -> None:
    """Whether a party met a list is then the reviewer's knowledge."""
    from screening.audit.erasure import erase

    with log.writing() as connection:
        erase(connection, when(1), when(2), "cli")
    assert _dispose(log, decision="d1").state == "confirmed"


REVIEWERS = st.sampled_from(["A. Kim", "B. Lee", "C. Cho"])
SAID = st.lists(st.tuples(REVIEWERS, st.sampled_from(["true_match", "declined", "needs_information"])), max_size=8)


@given(SAID)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_with_four_eyes_nothing_ever_holds_that_only_one_person_said(tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str]]) -> None:
    """Whatever is said by whom in whatever order; and the table of closed decisions says what the chain says."""
    store = Store.open(str(tmp_path_factory.mktemp("four") / "store.sqlite"))
    with store.writing() as connection:
        append(connection, [decided(0)], when(0))
    for reviewer, verdict in said:
        try:
            _dispose(store, reviewer, f"key of {reviewer}", verdict=verdict, four_eyes=True)
        except InvalidInput:
            continue
    found = _history(store)
    by_seq = {each.seq: each for each in found}
    for each in found:
        if each.state == "confirmed":
            first = by_seq[each.about or 0]
            assert first.state == "proposed"
            assert first.verdict == each.verdict
            assert first.reviewer != each.reviewer
    held = effective(found)
    assert _closed(store) == ({"d0": held.seq} if held and held.verdict not in OPEN else {})
    assert verified(store).intact
    store.close()


def _dispose(store: Store, reviewer: str = "A. Kim", caller: str = "key 1", **change: Any) -> Disposition:
    said = {"decision": "d0", "verdict": "false_positive", "reason": "another", "four_eyes": False} | change
    with store.writing() as connection:
        return dispose(connection, reviewer=reviewer, caller=caller, at=when(9), **said)


def _history(store: Store) -> list[Disposition]:
    with store.reading() as connection:
        return history(connection, "d0")


def _closed(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return {row.decision: row.seq for row in connection.execute(sa.select(closed))}
