"""Near misses: the one number that kept a rule from applying, and how far it was."""

from decimal import Decimal

import pytest

from screening.app import load_screener
from screening.engine.explain import Evaluation
from screening.engine.law import Law
from screening.engine.near import near_misses
from screening.engine.row import Known, Row
from screening.language.condition import AllOf, AnyOf, Compare, Condition, Not, Op
from screening.terms import Text

SAID = Text("given", "입력값")


def leaf(fact: str, op: Op, limit: str) -> Compare:
    """Return a comparison."""
    return Compare(fact, op, Decimal(limit))


def misses(condition: Condition, **figures: str) -> list[tuple[str, str, str]]:
    """Return fact, value and threshold of each near miss."""
    from datetime import date

    row = Row({f"item.{name}": Known(Decimal(text), SAID) for name, text in figures.items()})
    trace = Evaluation(Law(load_screener().rules, date(2024, 6, 1)), row).trace(condition)
    return [(m.fact, str(m.value), str(m.needed)) for m in near_misses(trace)]


TPP = leaf("item.tpp", Op.at_least, "4800")
PD = leaf("item.performance_density", Op.at_least, "5.92")


@pytest.mark.parametrize(("tpp", "found"), [("4799", True), ("2401", True), ("2399", False), ("4800", False), ("9000", False)])
def test_a_threshold_is_near_within_half_of_it(tpp: str, found: bool) -> None:
    """Reached is no miss, and 2399 of 4800 is not near."""
    assert bool(misses(TPP, tpp=tpp)) is found


def test_two_missed_conditions_are_not_a_near_miss() -> None:
    """Only one number may stand between."""
    assert misses(AllOf((TPP, PD)), tpp="4799", performance_density="5.9") == []
    assert misses(AllOf((TPP, PD)), tpp="4800", performance_density="5.9") == [("item.performance_density", "5.9", "5.92")]


def test_each_limb_of_an_alternative_may_be_near_and_the_nearest_comes_first() -> None:
    """H20's two ways into 3A090.b."""
    found = misses(AnyOf((TPP, PD)), tpp="4700", performance_density="5.9")
    assert [fact for fact, _, _ in found] == ["item.performance_density", "item.tpp"]


def test_an_exclusion_that_nearly_did_not_exclude_is_a_near_miss() -> None:
    """Note 2 and the RTX 4090 D: a little more TPP and the note no longer helps."""
    assert misses(Not(leaf("item.tpp", Op.less_than, "4800")), tpp="4707") == [("item.tpp", "4707", "4800")]


def test_an_unknown_number_is_a_question_not_a_near_miss() -> None:
    """Nothing is near what nobody knows."""
    assert misses(AllOf((TPP, PD)), tpp="4900") == []
