"""What the lists say of a party and of those who own it, as facts.

A certain match puts a party on a list; a possible one leaves that unknown until a person has looked; a known good takes
it off, and is shown. Entries whose list does not say since when they stand count as unverified for days before the list
was published. Names are matched by `screening.parties`; shares are added up by `facts.ownership`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from screening.engine.row import Interval, Known
from screening.facts.ownership import Stake, listed_stake
from screening.facts.transaction import Owner, Party, Person
from screening.language.rule import RuleSet
from screening.parties.matcher import Query
from screening.parties.watchlist import Hit, Watchlist
from screening.terms import Text


@dataclass(frozen=True, slots=True)
class Membership:
    """The ids of lists (and marks) a name is on: surely, possibly, and which of them rest on an unverified listing."""

    sure: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    unverified: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """A hit in this transaction: for which party, and which of its owners (empty: the party itself)."""

    role: str
    party: str
    owner: str
    hit: Hit


@dataclass(slots=True)
class Listed:
    """Asks the lists for one transaction under the law of one day, and keeps what they answered."""

    rules: RuleSet
    watchlist: Watchlist
    as_of: date
    matches: list[PartyMatch] = field(default_factory=list)
    first_days: set[date] = field(default_factory=set)
    _asked: dict[Query, tuple[Hit, ...]] = field(default_factory=dict)

    def facts(self, party: Party) -> Mapping[str, Known]:
        """Return what the lists say of a party in the transaction; nothing of one without a name and without owners."""
        values: dict[str, Known] = {}
        if party.name:
            own = self._membership(party, party.name, party, "")
            closed = self._closed(party.name)
            sure = own.sure | closed.sure
            asked = Text(f"name compared with {self._told()}", f"이름을 대조한 명단: {self._told()}")
            values["party.lists"] = Known(sure, asked, own.unverified | closed.unverified, own.possible - sure)
            values["party.possible_match"] = Known(bool(own.possible - sure), asked)
        stake = listed_stake(party, lambda owner: self._counts(owner, party))
        if stake is not None:
            values |= self._stake(party, stake)
        return values

    def _stake(self, party: Party, stake: Stake) -> dict[str, Known]:
        how = Text(stake.path.en, stake.path.ko)
        share = stake.low if stake.low == stake.high else Interval(stake.low, stake.high)
        values = {
            "party.listed_owner_share": Known(share, how),
            "party.listed_owner_share_stated": Known(stake.stated, how),
        }
        if stake.present is not None:
            values["party.listed_owner"] = Known(stake.present, how)
        members = [self._membership(owner, owner.name, party, owner.name) for owner in stake.holders]
        sure = frozenset().union(*(each.sure for each in members))
        possible = frozenset().union(*(each.possible for each in members)) - sure
        unverified = frozenset().union(*(each.unverified for each in members))
        values["party.listed_owner_lists"] = Known(sure, how, unverified, possible)
        return values

    def _counts(self, owner: Owner, party: Party) -> bool | None:
        """Whether an owner is on a list that reaches whom it owns; None if it may be."""
        found = self._membership(owner, owner.name, party, owner.name)
        reaches = {id for id in found.sure | found.possible if self.rules.lists[id].reaches_owned}
        return True if found.sure & reaches else None if reaches else False

    def _membership(self, person: Person, name: str, party: Party, owner: str) -> Membership:
        birth = person.birth_date.isoformat() if person.birth_date else None
        where = person.country.country if person.country else None
        query = Query(name, kind=person.kind, country=where, birth_date=birth, address=person.address)
        if query not in self._asked:
            self._asked[query] = self.watchlist.hits(query, self.as_of)
            self.first_days |= self.watchlist.first_days(query)
        for hit in self._asked[query]:
            match = PartyMatch(party.role, " ".join((party.name or "").split()), owner, hit)
            if match not in self.matches:
                self.matches.append(match)
        raised = [hit for hit in self._asked[query] if hit.known_good is None]
        sure = [hit for hit in raised if hit.candidate.grade == "match"]
        found = {hit.list for hit in sure}  # who is surely one party of a list is not possibly another of it
        doubtful = [hit for hit in sure if not self._sound(hit)]
        certain = frozenset().union(*(hit.ids for hit in sure if hit not in doubtful))
        open_ = [hit for hit in raised if hit.candidate.grade == "possible" and hit.list not in found]
        return Membership(
            frozenset().union(*(hit.ids for hit in sure)),
            frozenset().union(*(hit.ids for hit in open_)),
            frozenset().union(*(hit.ids for hit in doubtful)) - certain,
        )

    def _sound(self, hit: Hit) -> bool:
        """Whether name and listing are verified, and the list says that the party was on it by that day.

        A list without days speaks for the day it was published and after; where entries end by themselves, for none.
        """
        expires = hit.list is not None and self.rules.lists[hit.list].expire
        by_then = hit.since is not None or (hit.source.date <= self.as_of and not expires)
        return hit.listing.verified and hit.candidate.alias.verified and by_then

    def _closed(self, name: str) -> Membership:
        """Ask the lists that hold exactly whom they name: addressees of letters, approved entities."""
        found = {id: span for id, each in self.rules.lists.items() if each.closed and (span := each.find(name, self.as_of))}
        return Membership(frozenset(found), unverified=frozenset(id for id, span in found.items() if not span.verified))

    def _told(self) -> str:
        return ", ".join(each.name for each in self.watchlist.loaded) or "-"
