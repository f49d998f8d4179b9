"""Three-valued logic: the laws of Kleene, and that knowing more never contradicts what was sure."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import conditions, days, rows

from screening.app import rules_folder
from screening.engine.explain import Evaluation
from screening.engine.law import Law
from screening.engine.row import Interval, Known, Row
from screening.language.condition import AllOf, AnyOf, Compare, Condition, Not, Op
from screening.language.loader import load_rules
from screening.terms import Text, at_least, conjunction, disjunction, negation

RULES = load_rules(rules_folder())
LAW = Law(RULES, date(2024, 6, 1))
TRUTHS = [True, False, None]


def truth(condition: Condition, row: Row, law: Law = LAW) -> bool | None:
    """Evaluate one condition on one row."""
    return Evaluation(law, row).trace(condition).truth


@pytest.mark.parametrize("a", TRUTHS)
@pytest.mark.parametrize("b", TRUTHS)
def test_and_or_not_follow_kleene(a: bool | None, b: bool | None) -> None:
    """Unknown is decided only by what decides regardless of it."""
    assert conjunction([a, b]) is (False if False in (a, b) else None if None in (a, b) else True)
    assert disjunction([a, b]) is (True if True in (a, b) else None if None in (a, b) else False)
    assert negation(conjunction([a, b])) is disjunction([negation(a), negation(b)])
    assert at_least(1, [a, b]) is disjunction([a, b])
    assert at_least(2, [a, b]) is conjunction([a, b])


@given(conditions, rows())
def test_the_quick_truth_is_the_truth_of_the_trace(condition: Condition, row: Row) -> None:
    """One answer, whether or not anybody asks why."""
    assert Evaluation(LAW, row).truth(condition) is Evaluation(LAW, row).trace(condition).truth


@given(conditions, rows())
def test_double_negation_and_de_morgan_hold_for_conditions(condition: Condition, row: Row) -> None:
    """The trees obey the same laws as the truths."""
    sure = truth(condition, row)
    assert truth(Not(Not(condition)), row) is sure
    assert truth(Not(AllOf((condition, condition))), row) is truth(AnyOf((Not(condition), Not(condition))), row)


@given(conditions, rows(exact=True), st.data())
def test_a_fact_withheld_can_only_make_the_answer_unknown(condition: Condition, row: Row, data: st.DataObject) -> None:
    """Missing facts never count as false: with less known, a sure answer stays or becomes unknown, never flips."""
    hidden = data.draw(st.sets(st.sampled_from(sorted(row.values)))) if row.values else set()
    less = Row({k: v for k, v in row.values.items() if k not in hidden}, row.parties)
    asks_known = "Op.known" in repr(condition)
    if not asks_known:  # `known` asks about the missing itself
        assert truth(condition, less) in (None, truth(condition, row)) or truth(condition, row) is None


@given(conditions, rows(), days)
def test_the_answer_is_constant_between_change_points(condition: Condition, row: Row, day: date) -> None:
    """Between two days on which groups change, `as_of` does not matter."""
    changes = sorted({d for g in RULES.groups.values() for m in g.members for d in (m.start, m.until) if d})
    later = next((c for c in changes if c > day), date(2031, 1, 1))
    last = date.fromordinal(later.toordinal() - 1)
    assert truth(condition, row, Law(RULES, day)) is truth(condition, row, Law(RULES, last))


@pytest.mark.parametrize(
    ("op", "low", "high", "expected"),
    [
        (Op.at_least, "5000", None, True), (Op.at_least, "4000", None, None), (Op.less_than, "4000", None, None),
        (Op.less_than, "5000", None, False), (Op.at_least, "1000", "4799", False), (Op.at_most, "1000", "4800", True),
        (Op.more_than, "4800", "4800", False), (Op.is_, "4000", None, None), (Op.is_, "4801", None, False),
    ],
)  # fmt: skip
def test_a_lower_bound_proves_above_and_never_below(op: Op, low: str, high: str | None, expected: bool | None) -> None:
    """An interval decides only what both its ends decide."""
    value = Interval(Decimal(low), Decimal(high) if high else None)
    row = Row({"item.tpp": Known(value, Text("x", "x"))})
    assert truth(Compare("item.tpp", op, Decimal(4800)), row) is expected
