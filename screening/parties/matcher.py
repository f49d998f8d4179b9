"""Names to listed parties: candidates with a score that means the same for every query, a grade, and the reasons.

The candidates come from `index`, the score of a pair from `judgement`, what else is known of the two from `evidence`. Only a
legal form ("CORP") is no name. `compare` is symmetric; `search` is not quite: it looks for a query in a list and its word weights
are those of the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from screening.parties.candidate import MATCH, POSSIBLE, Answer, Candidate, Grade, Query, asked_kind, grade, moved
from screening.parties.index import NameIndex
from screening.parties.judgement import compare, name_score
from screening.parties.listed import Alias, ListedParty
from screening.parties.names import Name, parse
from screening.parties.processes import spread
from screening.parties.vocabulary import Vocabulary, vocabulary
from screening.parties.weights import Weights

if TYPE_CHECKING:
    from screening.parties.bulk import Bulk

__all__ = ["FLOOR", "MATCH", "POSSIBLE", "Answer", "Candidate", "Grade", "Matcher", "Query", "compare", "grade"]

FLOOR = 0.20
"""Below, a candidate is not worth showing."""
TOP = 10
"""Candidates shown."""
COMPARED = 8
"""Listed names compared in full per query."""
FEW = 1_000
"""Fewer names are searched one by one, rather than a sieve made for them."""
PART = 512
"""Names given to a process at a time, in bulk."""


class Matcher:
    """A list of parties, ready to be searched."""

    def __init__(self, parties: Sequence[ListedParty], background: Vocabulary | None = None) -> None:
        self.parties = parties
        self._aliases: list[tuple[int, Alias]] = []
        self._names: list[Name] = []
        self._firsts: list[int] = []
        counts: Counter[str] = Counter()
        for at, party in enumerate(parties):
            words: set[str] = set()
            self._firsts.append(len(self._aliases))
            for alias in party.names:
                name = parse(alias.text, party.kind)
                self._aliases.append((at, alias))
                self._names.append(name)
                words.update(each.text for each in name.words)
            counts.update(words)
        self.weights = Weights(counts, len(parties), background or vocabulary())
        self._index = NameIndex(self._names, [at for at, _ in self._aliases], self.weights)
        self._bulk: Bulk | None = None

    def search(self, query: Query, top: int = TOP, floor: float = FLOOR) -> list[Candidate]:
        """Return the best candidates, one a party, best first, down to `floor`."""
        return self._shown(query, self._find(query, top, floor))

    def search_many(
        self, queries: Sequence[Query], top: int = TOP, floor: float = FLOOR, workers: int = 1,
    ) -> list[list[Candidate]]:
        """Search for many; with more than one worker in processes (where the system can fork), else one after another."""
        size = max(50, len(queries) // (workers * 8))
        found = spread(partial(self._find_all, top=top, floor=floor), queries, workers, size)
        return [self._shown(query, each) for query, each in zip(queries, found, strict=True)]

    def graded(self, query: Query) -> Answer:
        """Return what `search` finds of grade `match` or `possible`."""
        return self._answer(self._find(query, TOP, FLOOR))

    def graded_many(self, queries: Sequence[Query], workers: int = 1) -> list[Answer]:
        """Return `graded` of many names, of which most are nobody: those are let go before anything is compared in full."""
        if self._bulk is None:
            if len(queries) < FEW:
                return [self.graded(each) for each in queries]
            from screening.parties.bulk import Bulk  # slow to import, and only bulk work needs it

            self._bulk = Bulk.of(self._names, [self.parties[at] for at, _ in self._aliases], self._index)
        return spread(self._sieved, queries, workers, PART)

    def _sieved(self, queries: Sequence[Query]) -> list[Answer]:
        assert self._bulk is not None
        out: list[Answer] = [()] * len(queries)
        for at in self._bulk.answered(queries, max(COMPARED, TOP + 2)):
            out[at] = self.graded(queries[at])
        return out

    def _answer(self, found: list[tuple[int, float]]) -> Answer:
        graded = [(at, self._aliases[at][0], score) for at, score in found if score >= POSSIBLE]
        return tuple([(owner, at - self._firsts[owner], score) for at, owner, score in graded])

    def _find_all(self, queries: Sequence[Query], top: int, floor: float) -> list[list[tuple[int, float]]]:
        return [self._find(each, top, floor) for each in queries]

    def _shown(self, query: Query, found: list[tuple[int, float]]) -> list[Candidate]:
        out = []
        for at, score in found:
            owner, alias = self._aliases[at]
            out.append(Candidate(self.parties[owner], alias, score, query, self.weights))
        return out

    def _find(self, query: Query, top: int, floor: float) -> list[tuple[int, float]]:
        name = parse(query.name, query.kind)
        if not name.words:
            return []
        likely = self._index.candidates(name, max(COMPARED, top + 2))
        best: dict[int, tuple[float, int]] = {}
        kind = asked_kind(query.kind, name)
        detailed = bool(kind or query.country or query.birth_date or query.address)
        least = 0.0  # what the last of the best `top` so far scored: a smaller promise cannot come among them
        for at, promise in likely:
            if promise < least:
                break
            score = name_score(name, self._names[at], self.weights)
            owner = self._aliases[at][0]
            if detailed and score > 0:
                score = moved(score, self.parties[owner], kind, query)
            if score >= floor and (owner not in best or (score, -at) > (best[owner][0], -best[owner][1])):
                best[owner] = (score, at)
                if len(best) >= top:
                    least = sorted([each for each, _ in best.values()], reverse=True)[top - 1]
        ranked = sorted(best.values(), key=lambda each: (-each[0], each[1]))
        return [(at, score) for score, at in ranked[:top]]
