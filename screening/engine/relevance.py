"""Which unknown facts could still decide: exactly those, not every null.

"3A090.a, or a card with 3A090.a" does not depend on whether it is a card. Each unknown comparison becomes a variable, the
trace a truth table over them (one integer, one bit a combination); a comparison matters if some combination of the
others makes it decide. Comparisons of one fact are treated as independent, so a fact may be asked for that cannot
decide after all, but none that can is left out.
"""

from __future__ import annotations

from screening.engine.explain import Trace
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Not, Parties

MAX_UNKNOWN = 14  # 2^14 combinations are two kilobytes; beyond that every unknown leaf is reported


def relevant(trace: Trace) -> list[Trace]:
    """Return the unknown leaves that could still change the truth of an unknown trace, in the order of the rule."""
    leaves: dict[tuple[str, str, Compare], Trace] = {}
    for leaf in trace.deciding():
        if leaf.truth is None and isinstance(leaf.node, Compare):
            leaves.setdefault((leaf.fact, leaf.label, leaf.node), leaf)
    if len(leaves) > MAX_UNKNOWN:
        return list(leaves.values())
    table = _Table({key: i for i, key in enumerate(leaves)})
    truth = table.of(trace)
    # "A or not A" turns on nothing, yet stays unknown in three-valued logic: then everything unknown is reported.
    return [leaf for i, leaf in enumerate(leaves.values()) if table.depends(truth, i)] or list(leaves.values())


class _Table:
    """Truth tables over the variables: bit k is the value under combination k."""

    def __init__(self, variables: dict[tuple[str, str, Compare], int]) -> None:
        self.variables = variables
        self.size = 1 << len(variables)
        self.true = (1 << self.size) - 1

    def column(self, i: int) -> int:
        """Return the table of variable `i`: runs of 2^i zeros and 2^i ones."""
        run = 1 << i
        ones = ((1 << run) - 1) << run
        return ones * (self.true // ((1 << (2 * run)) - 1))

    def depends(self, truth: int, i: int) -> bool:
        """Whether some combination of the other variables lets variable `i` decide."""
        run = 1 << i
        return bool((truth ^ (truth >> run)) & (self.true ^ self.column(i)))

    def of(self, trace: Trace) -> int:
        """Return the table of a node; what is known is constant."""
        if trace.truth is not None:
            return self.true if trace.truth else 0
        node = trace.node
        if isinstance(node, Compare):
            return self.column(self.variables[trace.fact, trace.label, node])
        tables = [self.of(child) for child in trace.children]
        match node:
            case Not():
                return self.true ^ tables[0]
            case AllOf():
                return self.conjunction(tables)
            case AnyOf():
                return self.disjunction(tables)
            case Parties(quantifier, _, _):
                return self.disjunction(tables) if quantifier == "any_party" else self.conjunction(tables)
            case AtLeast(n, _):
                return self.at_least(n, tables)
            case _:
                return tables[0]  # a term is its definition

    def conjunction(self, tables: list[int]) -> int:
        """Return the table of `and`."""
        result = self.true
        for table in tables:
            result &= table
        return result

    def disjunction(self, tables: list[int]) -> int:
        """Return the table of `or`."""
        result = 0
        for table in tables:
            result |= table
        return result

    def at_least(self, n: int, tables: list[int]) -> int:
        """Return the table of "n of these": reached[k] is "k of those seen so far"."""
        reached = [self.true] + [0] * n
        for table in tables:
            for k in range(n, 0, -1):
                reached[k] |= reached[k - 1] & table
        return reached[n]
