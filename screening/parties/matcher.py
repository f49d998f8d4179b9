"""Names to listed parties: candidates with a score that means the same for every query, a grade, and the reasons.

The score of a pair comes from `alignment`, the candidates from `index`, other details from `evidence`. The very same name
after normalisation, legal form included, is a match, however common ("The Group" is, for a party listed as "THE GROUP"
and no other); only a legal form ("CORP") is no name. A name of generic words ("Research Center"), or of one common word
("STAR"), is at most possible for any other spelling or legal form of it. `compare` is symmetric; `search` is not quite:
it looks for a query in a list and its word weights are those of the list.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np

from screening.parties.alignment import Alignment, WordPair, align, alignment_score
from screening.parties.evidence import BORN_ALIKE, SAME_ADDRESS, SAME_COUNTRY, Evidence, weigh_evidence
from screening.parties.index import NameIndex
from screening.parties.listed import Alias, ListedParty, PartyKind
from screening.parties.names import Name, parse
from screening.parties.vocabulary import Vocabulary, vocabulary
from screening.parties.weights import Weights
from screening.parties.wording import because
from screening.terms import Text

if TYPE_CHECKING:
    from screening.parties.sieve import Sieve

MATCH = 0.80
"""At or above: a match. Of 3,884 ordinary US companies 0.3 % get there against the Consolidated Screening List of 2022."""
POSSIBLE = 0.70
"""At or above, and below MATCH: possible, somebody must look. 1.0 % of the same companies get there, and on labelled pairs of
names precision and recall meet here (tests/benchmarks/names.py)."""
FLOOR = 0.20
"""Below, a candidate is not worth showing."""
GENERIC_CAP = 0.78
"""Most that a name of nothing but common words can reach if it is not the very same: possible, never a match."""
COINCIDENCE = 0.50
"""Most that two different names can reach when one of them is nothing but common words: no candidate of any grade."""
EQUAL = 0.94
"""Equal after normalisation, but for the legal form."""
NOTHING = 0.05
"""Weight of words that say nothing (the, of)."""
TELLING = 0.55
"""Weight all words together must have to say who is meant."""
ONE_WORD = 0.7
"""Weight a single word must have to say who is meant."""
TOP = 10
"""Candidates shown."""
COMPARED = 8
"""Listed names compared in full per query."""

SLACK = 1e-6
"""What rounding may take from a bound."""
FEW = 1_000
"""Fewer names are searched one by one, rather than a sieve made for them."""
CROWD = 512
"""Names that are sieved at a time."""

Grade = Literal["match", "possible", "none"]
Answer = tuple[tuple[int, int, float], ...]
"""Who a name may be: position of the party, of its alias within the party, score. Best first, none of grade `none`."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Query:
    """Who is asked for. `country` is ISO 3166 alpha-2; `birth_date` is "1964", "1964-03" or "1964-03-25"."""

    name: str
    kind: PartyKind | None = None
    country: str | None = None
    birth_date: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed party that a query may mean, by its best alias. `words` and `because` are worked out when asked for.

    `weights` are those of the list, or what makes them when they are needed: an answer kept from before has no list yet.
    """

    party: ListedParty
    alias: Alias
    score: float
    query: Query
    weights: Weights | Callable[[], Weights] = field(repr=False, compare=False)

    @property
    def grade(self) -> Grade:
        return grade(self.score)

    @property
    def words(self) -> tuple[WordPair, ...]:
        return self._alignment().pairs

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        asked = self.query
        kind = asked_kind(asked.kind, parse(asked.name, asked.kind))
        return weigh_evidence(self.party, kind, asked.country, asked.birth_date, asked.address)

    @property
    def because(self) -> Text:
        return because(self.query.name, self.alias, self._alignment(), self.evidence, self.score)

    def _alignment(self) -> Alignment:
        weights = self.weights if isinstance(self.weights, Weights) else self.weights()
        return judge(parse(self.query.name, self.query.kind), parse(self.alias.text, self.party.kind), weights)


def asked_kind(kind: PartyKind | None, name: Name) -> PartyKind | None:
    """Return what kind of party is asked for: as said, or an entity where the name carries a legal form."""
    return kind or ("entity" if name.forms else None)


def grade(score: float) -> Grade:
    """Return the grade of a score."""
    return "match" if score >= MATCH else "possible" if score >= POSSIBLE else "none"


def needed(query: Query) -> float:
    """Return the least score a name must have to be graded: what a query says beside the name may close part of the rest.

    Support of strength s leaves 1 - s of what the score lacks; every other finding lowers it (`evidence.Evidence.applied`).
    """
    lacks = 1 - POSSIBLE
    for said, strength in ((query.birth_date, BORN_ALIKE), (query.country, SAME_COUNTRY), (query.address, SAME_ADDRESS)):
        if said:
            lacks /= 1 - strength
    return 1 - lacks - SLACK


def judge(asked: Name, listed: Name, weights: Weights) -> Alignment:
    """Lay two names side by side and hold generic names down."""
    found = align(asked, listed, weights.of)
    most = _most(asked, listed, weights, found.score, not found.left and not found.right)
    return found if found.score <= most else replace(found, score=most, notes=(*found.notes, "generic"))


def _score(asked: Name, listed: Name, weights: Weights) -> float:
    score, covered = alignment_score(asked, listed, weights.of)
    return min(score, _most(asked, listed, weights, score, covered))


def _most(asked: Name, listed: Name, weights: Weights, score: float, covered: bool) -> float:
    """Return the most this score can be: all of it for the same name, else what the listed name's own words can tell."""
    if score <= COINCIDENCE or (asked.letters == listed.letters and asked.forms == listed.forms):
        return 1.0
    background = weights.background
    telling = [weight for each in listed.words if (weight := background.weight(each.text)) > NOTHING]
    if sum(telling) >= TELLING and (len(telling) > 1 or telling[0] >= ONE_WORD):
        return 1.0
    return GENERIC_CAP if score > EQUAL and covered else COINCIDENCE


def _moved(score: float, party: ListedParty, kind: PartyKind | None, query: Query) -> float:
    """Return the score of a name moved by what else is known of the two."""
    for each in weigh_evidence(party, kind, query.country, query.birth_date, query.address):
        score = each.applied(score)
    return score


def compare(a: str, b: str, kind: PartyKind | None = None) -> float:
    """Return the score of two names, 0..1, by the background weights alone; symmetric."""
    one, two = parse(a, kind), parse(b, kind)
    if two.key < one.key:
        one, two = two, one
    weights = _background()
    return min(_score(one, two, weights), _score(two, one, weights))


def _background() -> Weights:
    global _plain  # noqa: PLW0603 one object a process, so that words are weighed once
    if _plain is None:
        _plain = Weights()
    return _plain


_plain: Weights | None = None


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
        self._sieve: Sieve | None = None

    def search(self, query: Query, top: int = TOP, floor: float = FLOOR) -> list[Candidate]:
        """Return the best candidates, one a party, best first, down to `floor`."""
        return self._shown(query, self._find(query, top, floor))

    def search_many(
        self, queries: Sequence[Query], top: int = TOP, floor: float = FLOOR, workers: int = 1,
    ) -> list[list[Candidate]]:
        """Search for many; with more than one worker in processes (where the system can fork), else one after another."""
        size = max(50, len(queries) // (workers * 8))
        found = self._spread(partial(Matcher._find_all, top=top, floor=floor), queries, workers, size)
        return [self._shown(query, each) for query, each in zip(queries, found, strict=True)]

    def graded(self, query: Query) -> Answer:
        """Return what `search` finds of grade `match` or `possible`."""
        return self._answer(self._find(query, TOP, FLOOR))

    def graded_many(self, queries: Sequence[Query], workers: int = 1) -> list[Answer]:
        """Return `graded` of many names, of which most are nobody: those are let go before anything is compared in full."""
        if self._sieve is None:
            if len(queries) < FEW:
                return [self.graded(each) for each in queries]
            from screening.parties.sieve import Sieve  # only bulk work needs it

            self._sieve = Sieve(self._names, self._index)
        return self._spread(Matcher._sieved, queries, workers, CROWD)

    def _sieved(self, queries: Sequence[Query]) -> list[Answer]:
        out: list[Answer] = [()] * len(queries)
        assert self._sieve is not None
        for start in range(0, len(queries), CROWD):
            some = [
                (at, name, needed(queries[at]))
                for at in range(start, min(start + CROWD, len(queries)))
                if (name := parse(queries[at].name, queries[at].kind)).words
            ]
            names = [name for _, name, _ in some]
            hits: set[int] = set()
            for each, listed in self._sieve.stays(names, max(COMPARED, TOP + 2), np.array([least for *_, least in some])):
                at, name, least = some[each]
                if at not in hits and (score := _score(name, self._names[listed], self.weights)) >= least:
                    query, party = queries[at], self.parties[self._aliases[listed][0]]
                    if _moved(score, party, asked_kind(query.kind, name), query) >= POSSIBLE:
                        hits.add(at)
            for at in hits:
                out[at] = self.graded(queries[at])
        return out

    def _spread(
        self, work: Callable[[Matcher, Sequence[Query]], list[T]], queries: Sequence[Query], workers: int, size: int
    ) -> list[T]:
        """Do this work on parts of `size` queries in forked processes; here and now if there is little to do or no forking."""
        if workers < 2 or len(queries) < 200 or "fork" not in multiprocessing.get_all_start_methods():
            return work(self, queries)
        global _shared  # noqa: PLW0603 what forked workers inherit
        _shared = partial(work, self)
        parts = [list(queries[at : at + size]) for at in range(0, len(queries), size)]
        try:
            with multiprocessing.get_context("fork").Pool(workers) as pool:
                return [each for part in pool.imap(_work, parts) for each in part]
        finally:
            _shared = None

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
            score = _score(name, self._names[at], self.weights)
            owner = self._aliases[at][0]
            if detailed and score > 0:
                score = _moved(score, self.parties[owner], kind, query)
            if score >= floor and (owner not in best or (score, -at) > (best[owner][0], -best[owner][1])):
                best[owner] = (score, at)
                if len(best) >= top:
                    least = sorted([each for each, _ in best.values()], reverse=True)[top - 1]
        ranked = sorted(best.values(), key=lambda each: (-each[0], each[1]))
        return [(at, score) for score, at in ranked[:top]]


_shared: Callable[[Sequence[Query]], list[Any]] | None = None


def _work(part: Sequence[Query]) -> list[Any]:
    assert _shared is not None
    return _shared(part)
