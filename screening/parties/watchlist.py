"""The loaded lists as one thing to ask: which listed parties may this name be, on which list, on that day.

Joins what the rules say of a list (`language.lists`: ids, marks) with what was loaded (`parties.lists`: entries) and with
the matcher. Decides nothing: a hit is a candidate with its grade, and what to do about it is for rules and people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from screening.language.lists import PartyList, name_key
from screening.parties.answers import Answers, answers_key
from screening.parties.embedded import EMBEDDED, embedded
from screening.parties.hit import Hit, LoadedList
from screening.parties.known_good import KnownGood
from screening.parties.listed import ListedParty, Listing
from screening.parties.matcher import Answer, Candidate, Matcher, Query
from screening.parties.weights import Weights
from screening.terms import Text

__all__ = ["EMBEDDED", "Hit", "LoadedList", "Watchlist", "embedded"]

KEPT = 500_000
"""How many answers are kept in memory: deals repeat their names, and one deal asks again for each coming day.

Nearly all are of names that are nobody listed, and such an answer takes about 220 bytes with its query: 110 MB at most. Each
candidate found takes 200 bytes more.
"""


@dataclass(frozen=True, slots=True)
class _Origin:
    source: LoadedList
    definition: PartyList | None


@dataclass(slots=True)
class Watchlist:
    """All loaded lists behind one matcher. Make one and keep it; it never changes, but for what it remembers."""

    definitions: Mapping[str, PartyList]
    loaded: tuple[LoadedList, ...]
    known_good: tuple[KnownGood, ...]
    parties: tuple[ListedParty, ...]
    _origins: dict[int, _Origin]  # by the identity of the party: entries of two lists may be equal
    _dates: dict[tuple[str, str], ListedParty] = field(default_factory=dict)
    _found: dict[Query, tuple[Candidate, ...]] = field(default_factory=dict)
    _matcher: list[Matcher] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        lists: Mapping[str, PartyList],
        sources: Sequence[tuple[LoadedList, Sequence[ListedParty]]] = (),
        known_good: Sequence[KnownGood] = (),
        *,
        with_embedded: bool = True,
    ) -> Watchlist:
        """Build the watchlist from the lists the rules declare (their entries are the embedded list) and loaded sources."""
        own = embedded(lists)
        everything = [own, *sources] if own[1] and with_embedded else list(sources)
        by_label = {label: each for each in lists.values() for label in each.sources}
        origins: dict[int, _Origin] = {}
        parties: list[ListedParty] = []
        for source, members in everything:
            for party in members:
                origins[id(party)] = _Origin(source, by_label.get(party.sublist) or lists.get(party.sublist))
                parties.append(party)
        dates = {(party.sublist, name_key(party.name)): party for party in own[1]}
        loaded = tuple(source for source, _ in everything)
        return cls(lists, loaded, tuple(known_good), tuple(parties), origins, dates)

    @property
    def matcher(self) -> Matcher:
        """The index over all names, built when the first name is asked for: many deals name nobody."""
        if not self._matcher:
            self._matcher.append(Matcher(self.parties))
        return self._matcher[0]

    @property
    def covered(self) -> frozenset[str]:
        """The ids of the lists of which something is loaded."""
        return frozenset(origin.definition.id for origin in self._origins.values() if origin.definition is not None)

    def missing(self) -> Iterator[PartyList]:
        """Yield the screening lists that rules speak of and of which nothing is loaded."""
        covered = self.covered
        yield from (each for each in self.definitions.values() if each.sources and each.id not in covered)

    def candidates(
        self, queries: Sequence[Query], day: date | None, top: int = 10, workers: int = 1
    ) -> list[list[tuple[Candidate, Hit | None]]]:
        """Return for each query the nearest names, best first; with the hit where listed on `day` (None: on any day)."""
        found = self.matcher.search_many(queries, top=top, workers=workers)
        return [[(each, self.hit(each, query, day)) for each in many] for query, many in zip(queries, found, strict=True)]

    def hits(self, query: Query, day: date) -> tuple[Hit, ...]:
        """Return who the name may be among those listed on `day`: grades `match` and `possible`, best first."""
        found = (self.hit(each, query, day) for each in self.graded(query))
        return tuple(hit for hit in found if hit is not None)

    def first_days(self, query: Query) -> frozenset[date]:
        """Return the days on which listings of those the name surely means begin: what is no match now may be one then."""
        sure = [each.party for each in self.graded(query) if each.grade == "match"]
        dated = (self._dated(party, self._origins[id(party)]) for party in sure)
        return frozenset(listing.start for party in dated for listing in party.listings if listing.start is not None)

    @property
    def version(self) -> str:
        """The key under which answers hold: these lists in this order, and this version of the matcher."""
        return answers_key([f"{each.digest} {each.entries} {each.names}" for each in self.loaded])

    def unknown(self, queries: Iterable[Query]) -> list[Query]:
        """Return those of the queries that are not answered in memory, once each."""
        return [each for each in dict.fromkeys(queries) if each not in self._found]

    def take(self, answers: Mapping[Query, Answer]) -> None:
        """Know these answers from now on; they must have been found in the same lists (`learn`), maybe in another process."""
        new = [each for each in answers if each not in self._found]
        self._make_room(len(new))
        self._found.update([(query, self._restored(query, answers[query])) for query in new])

    def learn(
        self, queries: Iterable[Query], workers: int = 1, kept: Answers | None = None
    ) -> dict[Query, Answer]:
        """Answer all these queries, so that they are known from now on: from memory, from `kept`, and the rest by searching.

        What had to be searched is put to `kept`. The matcher is only built if something must be. Returned are the answers
        that were not in memory, for other processes to `take`.
        """
        new = self.unknown(queries)
        known = {query: each for query, each in kept.get_many(new).items() if self._fits(each)} if kept else {}
        searched = [each for each in new if each not in known]
        if searched:
            found = dict(zip(searched, self.matcher.graded_many(searched, workers), strict=True))
            if kept:
                kept.put_many(found)
            known |= found
        self.take(known)
        return known

    def _fits(self, answer: Answer) -> bool:
        return all(0 <= at < len(self.parties) and 0 <= alias < len(self.parties[at].names) for at, alias, _ in answer)

    def _restored(self, query: Query, answer: Answer) -> tuple[Candidate, ...]:
        weights = self._matcher[0].weights if self._matcher else self._weights
        return tuple([
            Candidate(self.parties[at], self.parties[at].names[alias], score, query, weights) for at, alias, score in answer
        ])

    def _weights(self) -> Weights:
        return self.matcher.weights

    def _make_room(self, size: int) -> None:
        """Forget the oldest answers where these many more would be too many."""
        for each in list(islice(self._found, max(0, len(self._found) + size - KEPT))):
            self._found.pop(each, None)  # another thread may have been faster

    def forget(self) -> None:
        """Forget the answers kept, as a new process would."""
        self._found.clear()

    def graded(self, query: Query) -> tuple[Candidate, ...]:
        """Return who the name may be on any day: grades `match` and `possible`, best first."""
        found = self._found.get(query)
        if found is None:
            self._make_room(1)
            found = self._found[query] = self._restored(query, self.matcher.graded(query))
        return found

    def hit(self, candidate: Candidate, query: Query, day: date | None) -> Hit | None:
        """Return the candidate as a hit, or None if the party was not listed on `day`."""
        party = candidate.party
        origin = self._origins[id(party)]
        dated = self._dated(party, origin)
        listing = dated.on(day) if day is not None else dated.listings[-1]
        if listing is None:
            return None
        if dated is not party and (day is None or day >= origin.source.date):
            listing = party.listings[-1]  # days come from the embedded list, but what the newer list says is its own
        definition = origin.definition
        marks = _marks(definition, listing, day or origin.source.date)
        return Hit(
            candidate,
            origin.source,
            definition.id if definition else None,
            definition.title if definition else Text(party.sublist, party.sublist),
            marks,
            listing,
            dated.listings[0].start,
            next((each for each in self.known_good if each.covers(query, party)), None),
        )

    def _dated(self, party: ListedParty, origin: _Origin) -> ListedParty:
        """Return the same party of the embedded list, where only that one knows since when it has been listed."""
        if party.listings[0].start is not None or origin.definition is None:
            return party
        return self._dates.get((origin.definition.id, name_key(party.name)), party)


def _marks(definition: PartyList | None, listing: Listing, day: date) -> frozenset[str]:
    marks: Iterable[str] = (
        mark.id
        for mark in (definition.marks if definition else ())
        if mark.fits(listing.requirement, listing.policy, listing.programmes, day)
    )
    return frozenset(marks)
