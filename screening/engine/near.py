"""Near misses: which single number, had it been a little different, would have made a condition hold.

Reads a finished trace; evaluates nothing again. Only thresholds count: a destination or a headquarters is not "nearly"
another one. A miss is near within half the threshold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from screening.engine.explain import Trace
from screening.language.condition import ORDERING, AllOf, AnyOf, Compare, Not, Parties, Term

NEAR = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Miss:
    """A threshold that was missed: in which term (or None), which fact, by how much of the threshold."""

    term: str | None
    fact: str
    value: Decimal
    needed: Decimal

    @property
    def distance(self) -> Decimal:
        """The gap as a share of the threshold."""
        return abs(self.needed - self.value) / self.needed if self.needed else Decimal(1)


def near_misses(trace: Trace) -> list[Miss]:
    """Return the single thresholds whose crossing would make a false trace hold, nearest first."""
    found = {miss for miss in _flips(trace, want=True, term=None) if miss.distance <= NEAR}
    return sorted(found, key=lambda miss: (miss.distance, miss.fact, miss.term or ""))


def _flips(trace: Trace, *, want: bool, term: str | None) -> Iterator[Miss]:
    """Yield each leaf whose change alone gives the trace the wanted truth (or at least makes it open)."""
    if trace.truth is want:
        return
    node = trace.node
    match node:
        case Compare():
            known = trace.known.value if trace.known else None
            if node.op in ORDERING and isinstance(known, Decimal) and isinstance(node.expected, Decimal):
                yield Miss(term, trace.fact, known, node.expected)
        case Term(id):
            for child in trace.children:
                yield from _flips(child, want=want, term=id)
        case Not():
            yield from _flips(trace.children[0], want=not want, term=term)
        case AllOf() | AnyOf() | Parties():
            any_suffices = want == (isinstance(node, AnyOf) or getattr(node, "quantifier", "") == "any_party")
            wrong = [child for child in trace.children if child.truth is (not want)]
            if any_suffices or len(wrong) == 1:
                for child in wrong:
                    yield from _flips(child, want=want, term=term)
