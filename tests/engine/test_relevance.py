"""Only what could still decide is asked: checked against trying every completion."""

from datetime import date
from itertools import product

from hypothesis import given, settings
from strategies import conditions, rows

from screening.app import load_screener
from screening.engine.explain import Evaluation, Trace
from screening.engine.law import Law
from screening.engine.relevance import relevant
from screening.engine.row import Row
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Op, Parties
from screening.terms import at_least, conjunction, disjunction, negation

LAW = Law(load_screener().rules, date(2024, 6, 1))
A, B = (Compare(f"end_use.{name}", Op.is_, True) for name in ("military", "supercomputer"))


def facts(condition: Condition) -> set[str]:
    """Return the facts that matter when nothing is known."""
    return {leaf.fact for leaf in relevant(Evaluation(LAW, Row({})).trace(condition))}


def test_what_is_absorbed_is_not_asked() -> None:
    """A or (A and B) is A."""
    assert facts(AnyOf((A, AllOf((A, B))))) == {"end_use.military"}
    assert facts(AllOf((A, AnyOf((A, B))))) == {"end_use.military"}
    assert facts(AnyOf((A, B))) == {"end_use.military", "end_use.supercomputer"}
    assert facts(AtLeast(1, (A, AllOf((A, B))))) == {"end_use.military"}


def complete(trace: Trace, answers: dict[tuple[str, str, Compare], bool]) -> bool | None:
    """Return the truth with every unknown comparison answered."""
    node = trace.node
    if trace.truth is not None:
        return trace.truth
    if isinstance(node, Compare):
        return answers[trace.fact, trace.label, node]
    truths = [complete(child, answers) for child in trace.children]
    match node:
        case Not():
            return negation(truths[0])
        case AllOf():
            return conjunction(truths)
        case AnyOf():
            return disjunction(truths)
        case AtLeast(n, _):
            return at_least(n, truths)
        case Parties(quantifier, _, _):
            return (disjunction if quantifier == "any_party" else conjunction)(truths)
    return truths[0]


@settings(max_examples=200, deadline=None)
@given(conditions, rows())
def test_a_leaf_is_relevant_exactly_if_some_completion_turns_on_it(condition: Condition, row: Row) -> None:
    """Brute force over all answers agrees with the truth tables."""
    trace = Evaluation(LAW, row).trace(condition)
    keys = list({(t.fact, t.label, t.node): t for t in trace.leaves() if t.truth is None and isinstance(t.node, Compare)})
    if trace.truth is not None or len(keys) > 6:
        return
    turning = set()
    for values in product([False, True], repeat=len(keys)):
        answers = dict(zip(keys, values, strict=True))
        for key in keys:
            if complete(trace, answers) is not complete(trace, {**answers, key: not answers[key]}):
                turning.add(key)
    deciding = {(t.fact, t.label, t.node) for t in trace.deciding() if t.truth is None}
    assert {(t.fact, t.label, t.node) for t in relevant(trace)} == (turning or deciding)
