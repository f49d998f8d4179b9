"""One comparison of one known value with what a rule expects: true, false or unknown, and whether the data is verified.

On intervals a comparison is sure only if both ends agree. A threshold nobody has set compares with nothing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from screening.engine.row import Interval, Known
from screening.language.condition import Compare, Op
from screening.language.facts import Undefined, Value
from screening.language.rule import RuleSet
from screening.terms import Truth, negation


def holds(node: Compare, known: Known, rules: RuleSet, as_of: date) -> tuple[Truth, bool]:
    """Return the truth of a comparison (never `known`) and whether memberships that decided it are verified."""
    value, expected = known.value, node.expected
    if expected is Undefined.threshold:
        return None, True
    match node.op:
        case Op.is_:
            return _equal(value, expected), True
        case Op.in_:
            assert isinstance(expected, tuple)
            present = value if isinstance(value, frozenset) else {value}
            return any(each in present for each in expected), True
        case Op.in_group:
            assert isinstance(expected, tuple)
            return _in_groups(value, expected, rules, as_of)
        case Op.listed_on:
            assert isinstance(expected, tuple) and isinstance(value, frozenset)
            found = [str(each) for each in expected if each in value]
            if not found and not known.possible.isdisjoint(map(str, expected)):
                return None, True
            return bool(found), not found or any(each not in known.unverified for each in found)
        case _:
            return _ordered(node.op, value, expected), True


def _in_groups(value: object, names: tuple[Value, ...], rules: RuleSet, as_of: date) -> tuple[Truth, bool]:
    countries = value if isinstance(value, frozenset) else {str(value)}
    answers = [rules.groups[str(name)].has(country, as_of) for name in names for country in countries]
    inside = [verified for member, verified in answers if member]
    return bool(inside), (any(inside) if inside else True)


def _equal(value: object, expected: object) -> Truth:
    if isinstance(value, Interval):
        assert isinstance(expected, Decimal)
        possible = (value.low is None or value.low <= expected) and (value.high is None or expected <= value.high)
        return None if possible else False
    return value == expected


def _ordered(op: Op, value: object, expected: object) -> Truth:
    """Compare on intervals: sure if both ends agree, unknown if they do not."""
    if isinstance(value, date):
        assert isinstance(expected, date)
        return {
            Op.at_least: value >= expected,
            Op.more_than: value > expected,
            Op.at_most: value <= expected,
            Op.less_than: value < expected,
        }[op]
    assert isinstance(expected, Decimal)
    if isinstance(value, Interval):
        low, high = value.low, value.high
    else:
        assert isinstance(value, Decimal)
        low = high = value
    match op:
        case Op.at_least:
            above, below = low is not None and low >= expected, high is not None and high < expected
        case Op.more_than:
            above, below = low is not None and low > expected, high is not None and high <= expected
        case Op.at_most:
            return negation(_ordered(Op.more_than, value, expected))
        case _:
            return negation(_ordered(Op.at_least, value, expected))
    return True if above else (False if below else None)
