"""How often a key may ask: bursts, the steady rate, and what a full bucket forgets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.access import rates as module
from screening.access.rates import Rates


def test_a_minutes_requests_may_come_at_once_and_then_one_by_one() -> None:
    """Sixty a minute: sixty now, the next in a second."""
    rates = Rates()
    assert [rates.take("a", 60, 1000.0) for _ in range(60)] == [0.0] * 60
    assert rates.take("a", 60, 1000.0) == pytest.approx(1.0)
    assert rates.take("a", 60, 1000.5) == pytest.approx(0.5)
    assert rates.take("a", 60, 1001.0) == 0.0
    assert rates.take("a", 60, 1001.0) == pytest.approx(1.0)


def test_who_waits_as_told_may_go() -> None:
    """A refused request is not counted, however often it is tried."""
    rates = Rates()
    rates.take("a", 1, 0.0)
    waits = [rates.take("a", 1, float(now)) for now in range(60)]
    assert waits == pytest.approx([60.0 - now for now in range(60)])
    assert rates.take("a", 1, 60.0) == 0.0


def test_keys_do_not_share_a_bucket() -> None:
    """One that is empty says nothing of another."""
    rates = Rates()
    rates.take("a", 1, 0.0)
    assert rates.take("a", 1, 0.0) > 0
    assert rates.take("b", 1, 0.0) == 0.0


def test_a_quiet_key_saves_no_more_than_a_minute() -> None:
    """After an hour as after a minute."""
    rates = Rates()
    rates.take("a", 3, 0.0)
    assert [rates.take("a", 3, 3600.0) > 0 for _ in range(4)] == [False, False, False, True]


def test_full_buckets_are_forgotten_and_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by the keys that asked within a minute."""
    monkeypatch.setattr(module, "CROWD", 3)
    rates = Rates()
    for key in "abc":
        rates.take(key, 1, 0.0)
    rates.take("d", 1, 59.0)
    assert len(rates._full) == 4
    rates.take("e", 1, 61.0)
    assert set(rates._full) == {"d", "e"}
    assert rates.take("d", 1, 61.0) > 0


@given(
    rate=st.integers(1, 10_000),
    start=st.floats(0, 1e9),
    steps=st.lists(st.floats(0, 5), min_size=1, max_size=60),
)
def test_no_span_sees_more_than_its_share_and_a_minutes_burst(rate: int, start: float, steps: list[float]) -> None:
    """For every pattern of requests."""
    rates, now, passed = Rates(), start, 0
    for step in steps:
        now += step
        passed += rates.take("a", rate, now) == 0.0
    assert passed <= rate + (now - start) * rate / 60 + 0.01
    assert passed == len(steps) or passed >= rate
