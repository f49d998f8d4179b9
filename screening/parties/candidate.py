"""Who is asked for, and a listed party that may be meant: with a score that means the same for every query, and its grade.

A candidate says why it is one when asked; it decides nothing, and it does not know how it was found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from screening.parties.alignment import Alignment, WordPair
from screening.parties.evidence import BORN_ALIKE, SAME_ADDRESS, SAME_COUNTRY, Evidence, weigh_evidence
from screening.parties.judgement import judge
from screening.parties.listed import Alias, ListedParty, PartyKind
from screening.parties.names import Name, parse
from screening.parties.weights import Weights
from screening.parties.wording import because
from screening.terms import Text

MATCH = 0.80
"""At or above: a match. Of 3,884 ordinary US companies 0.3 % get there against the Consolidated Screening List of 2022."""
POSSIBLE = 0.70
"""At or above, and below MATCH: possible, somebody must look. 1.0 % of the same companies get there, and on labelled pairs of
names precision and recall meet here (tests/benchmarks/names.py)."""
SLACK = 1e-6
"""What rounding may take from a bound."""

Grade = Literal["match", "possible", "none"]
Answer = tuple[tuple[int, int, float], ...]
"""Who a name may be: position of the party, of its alias within the party, score. Best first, none of grade `none`."""


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


def moved(score: float, party: ListedParty, kind: PartyKind | None, query: Query) -> float:
    """Return the score of a name moved by what else is known of the two."""
    for each in weigh_evidence(party, kind, query.country, query.birth_date, query.address):
        score = each.applied(score)
    return score
