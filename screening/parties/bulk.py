"""Many names at once: which of them have an answer at all. Nearly all are nobody listed, and are let go by the `sieve`.

It finds no answer itself: whoever stays is to be searched as any other name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from screening.parties.candidate import POSSIBLE, Query, asked_kind, moved, needed
from screening.parties.index import NameIndex
from screening.parties.judgement import name_score
from screening.parties.listed import ListedParty
from screening.parties.names import Name, parse
from screening.parties.sieve import Sieve
from screening.parties.weights import Weights

CROWD = 512
"""Names that are sieved at a time."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """A list made ready for many names at once: its names, the party that bears each, and their sieve."""

    names: Sequence[Name]
    bearers: Sequence[ListedParty]
    weights: Weights
    sieve: Sieve

    @classmethod
    def of(cls, names: Sequence[Name], bearers: Sequence[ListedParty], index: NameIndex) -> Bulk:
        """Put the names of a list in columns (about a second for fifty thousand)."""
        return cls(names, bearers, index.weights, Sieve(names, index))

    def answered(self, queries: Sequence[Query], most: int) -> Iterator[int]:
        """Yield the positions of the queries of which some name they are compared with, of `most` at least, is graded."""
        for start in range(0, len(queries), CROWD):
            some = [
                (at, name, needed(queries[at]))
                for at in range(start, min(start + CROWD, len(queries)))
                if (name := parse(queries[at].name, queries[at].kind)).words
            ]
            hits: set[int] = set()
            stays = self.sieve.stays([name for _, name, _ in some], most, np.array([least for *_, least in some]))
            for each, listed in stays:
                at, name, least = some[each]
                if at not in hits and (score := name_score(name, self.names[listed], self.weights)) >= least:
                    query = queries[at]
                    if moved(score, self.bearers[listed], asked_kind(query.kind, name), query) >= POSSIBLE:
                        hits.add(at)
            yield from hits
