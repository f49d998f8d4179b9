"""Training compute: an interval with its basis, and the doubt where a run does not fit into the hours."""

from datetime import date
from decimal import Decimal

import pytest

from screening.app import load_screener
from screening.engine.row import Interval, Known
from screening.facts.derive import derive
from screening.facts.transaction import Transaction

DAY = date(2024, 3, 15)


def known(end_use: dict[str, object], items: list[dict[str, object]] | None = None) -> Known | None:
    """Return the operations of a rental's training run."""
    return rows(end_use, items).whole.values.get("end_use.training.operations")


def rows(end_use: dict[str, object], items: list[dict[str, object]] | None = None):
    """Return the fact rows of a rental."""
    screener = load_screener()
    deal = {"date": "2024-03-15", "activity": "cloud_rental", "items": items or [], "end_use": end_use}
    return derive(Transaction.model_validate(deal), screener.catalogue, screener.rules, screener.watchlist, DAY)


def test_given_operations_are_exact_and_win() -> None:
    """Whoever states the operations is believed before any formula."""
    found = known({"training": {"operations": "1e24", "parameters": "7e10", "tokens": "2e12"}})
    assert found is not None
    assert (found.value, found.provenance.en) == (Decimal("1e24"), "given")


def test_active_parameters_and_tokens_give_six_to_eight_nd() -> None:
    """6 x 7e10 x 2e12 = 8.4e23, a third more if all activations are computed again."""
    found = known({"training": {"active_parameters": "7e10", "tokens": "2e12"}})
    assert found is not None
    assert found.value == Interval(Decimal("8.4e23"), Decimal("1.12e24"))


def test_total_parameters_only_bound_from_above() -> None:
    """A mixture of experts uses a part of them for each token."""
    found = known({"training": {"parameters": "7e10", "tokens": "2e12"}})
    assert found is not None
    assert found.value == Interval(None, Decimal("1.12e24"))


def test_chips_hours_and_utilisation() -> None:
    """8 H100 (TPP 15840) for 100 hours at 16 bits and 40 percent: 8 x 100 x 3600 x 990e12 x 0.4."""
    item = {"description": "NVIDIA H100", "quantity": "8", "hours": "100"}
    found = known({"training": {"utilisation": "0.4", "precision_bits": "16"}}, [item])
    assert found is not None
    assert found.value == Decimal(8) * 100 * 3600 * Decimal("990e12") * Decimal("0.4")


def test_a_utilisation_without_a_precision_bounds_from_above_only() -> None:
    """Forty percent of which peak? A run in 32 bits does fewer operations in the same hours."""
    item = {"description": "NVIDIA H100", "quantity": "8", "hours": "100"}
    found = known({"training": {"utilisation": "0.4"}}, [item])
    assert found is not None
    assert found.value == Interval(None, Decimal(8) * 100 * 3600 * Decimal("3960e12") * Decimal("0.4"))


def test_without_a_utilisation_the_hours_only_bound_from_above() -> None:
    """Nobody knows how much of the peak is reached, or in how many bits: four at the fewest."""
    found = known({}, [{"description": "NVIDIA H100", "quantity": "8", "hours": "100"}])
    assert found is not None
    assert found.value == Interval(None, Decimal(8) * 100 * 3600 * Decimal("3960e12"))


@pytest.mark.parametrize(
    "item",
    [{"description": "NVIDIA H100", "quantity": "8"}, {"description": "a GPU server", "quantity": "8", "hours": "100"}],
    ids=["no hours", "no known chip"],
)
def test_what_is_not_known_bounds_nothing(item: dict[str, object]) -> None:
    """No hours or no performance: no bound, not zero."""
    assert known({"purpose": "training"}, [item]) is None


def test_a_described_run_is_a_training_purpose() -> None:
    """And a stated purpose goes before."""
    assert rows({"training": {"tokens": "1e12"}}).whole.values["end_use.purpose"].value == "training"
    stated = rows({"training": {"tokens": "1e12"}, "purpose": "other"})
    assert stated.whole.values["end_use.purpose"].value == "other"


def test_a_run_that_does_not_fit_into_the_hours_is_warned_about() -> None:
    """1e25 operations on eight chips in a hundred hours."""
    item = {"description": "NVIDIA H100", "quantity": "8", "hours": "100"}
    assert any("at most" in warning.en for warning in rows({"training": {"operations": "1e25"}}, [item]).warnings)
    assert rows({"training": {"operations": "1e20"}}, [item]).warnings == ()
