"""The inner model of a rule: one legal provision with its dated versions. Frozen, plain, no behaviour but look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from screening.language.condition import AllOf, Compare, Condition, Op, Parties, Term, walk
from screening.language.facts import Fact
from screening.language.grammar import Names
from screening.language.groups import CountryGroup, Member
from screening.language.lists import Listing, PartyList
from screening.terms import EARLIER, Kind, Outcome, Policy, Status, Text

LETTER_ROLES = ("exporter", "seller")
"""An is-informed letter binds its addressee when that company exports or sells (15 CFR 744.21(b), 744.23(b))."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a version of the law is written down."""

    ref: str
    published: str | None = None
    on: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A license-review policy and when it governs; `when` is None for the last, general one."""

    policy: Policy
    when: Condition | None = None
    cite: tuple[Citation, ...] = ()
    note: Text | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that must be done, and by when."""

    what: Text
    due: Text | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to be collected of a person: a fact, and for whom (None: for all); unverified if from memory."""

    fact: str
    when: Condition | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Collection:
    """What a duty collects, field by field, and of which parties."""

    parties: Parties
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole between two versions that is meant."""

    start: date
    until: date
    why: Text


@dataclass(frozen=True, slots=True)
class Version:
    """What a provision said in the half-open period [start, until)."""

    start: date
    until: date | None
    status: Status
    verified: bool
    confidence: str
    cite: tuple[Citation, ...]
    when: Condition
    stage: str | None = None
    addressee: str | None = None
    outcome: Outcome | None = None
    review: tuple[Review, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    collect: tuple[Collection, ...] = ()
    asks: tuple[str, ...] = ()
    text: Text | None = None
    note: Text | None = None

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies in the version's period."""
        return self.start <= day and (self.until is None or day < self.until)

    @property
    def condition(self) -> Condition:
        """`when`, and for a letter that its addressee exports or sells."""
        if self.addressee is None:
            return self.when
        on_list = Compare("party.lists", Op.listed_on, (self.addressee,))
        return AllOf((Parties("any_party", LETTER_ROLES, on_list), self.when))


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision. `per_item` tells whether it looks at single line items or at the whole transaction."""

    id: str
    title: Text
    kind: Kind
    versions: tuple[Version, ...]
    excepts: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    file: str = ""
    per_item: bool = False

    def on(self, day: date) -> Version | None:
        """Return the version of that day, or None where there was no such law."""
        return next((version for version in self.versions if version.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything under `rules/` that the engine evaluates, and the digest that identifies it."""

    version: str
    digest: str
    title: Text
    verified_through: date
    covers_from: date
    modelled_eccns: tuple[str, ...]
    tiers: tuple[str, ...]
    limits: tuple[Text, ...]
    rules: Mapping[str, Rule]
    facts: Mapping[str, Fact]
    groups: Mapping[str, CountryGroup]
    lists: Mapping[str, PartyList]
    _change_days: dict[str, frozenset[date]] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def names(self) -> Names:
        """What conditions may refer to besides terms."""
        return Names(self.facts, frozenset(self.groups), frozenset(self.lists))

    def exceptions_to(self, rule_id: str) -> tuple[Rule, ...]:
        """Return the exceptions that name `rule_id`, in the order of their ids."""
        return tuple(rule for rule in self.rules.values() if rule_id in rule.excepts)

    def change_days(self, rule_id: str) -> frozenset[date]:
        """Return the days on which the law of a rule changes: its versions, its exceptions, and what they refer to.

        What they refer to: terms, country groups and closed party lists, each with days of its own. The days of a
        screening list matter to those who are on it, and are told with the match.
        """
        if rule_id not in self._change_days:
            self._change_days[rule_id] = self._find_change_days(rule_id)
        return self._change_days[rule_id]

    def _find_change_days(self, rule_id: str) -> frozenset[date]:
        rule = self.rules[rule_id]
        spans: list[Version | Member | Listing] = list(rule.versions)
        below = {exception.id for exception in self.exceptions_to(rule_id)}
        for node in (node for version in rule.versions for node in walk(version.condition)):
            match node:
                case Term(id):
                    below.add(id)
                case Compare(_, Op.in_group, tuple(names)):
                    spans += [member for name in names for member in self.groups[str(name)].members]
                case Compare(_, Op.listed_on, tuple(names)):
                    closed = [each for name in names if (each := self.lists[str(name)]).closed]
                    spans += [listing for each in closed for entry in each.entries for listing in entry.listings]
        own = {day for span in spans for day in (span.start, span.until) if day is not None and day != EARLIER}
        return frozenset(own).union(*(self.change_days(each) for each in below))
