"""What else is known of two parties: birth date, country, address, kind. It supports or contradicts a name, it never makes one.

Each finding moves the score of the name by a fixed share: a contradiction takes a share of the score, support closes a share
of what the score lacks. A detail missing on either side says nothing. A country that differs is weak (companies move, lists
are incomplete); two dates of birth more than a year apart are strong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from screening.parties.listed import ListedParty, PartyKind
from screening.parties.names import parse
from screening.parties.vocabulary import vocabulary
from screening.terms import Text

Effect = Literal["supports", "contradicts"]

BORN_ALIKE = 0.4
BORN_APART = 0.25
SAME_COUNTRY = 0.15
OTHER_COUNTRY = 0.04
SAME_ADDRESS = 0.35
OTHER_KIND = 0.12
"""Shares by which a finding moves a score (see the module's first lines)."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_RARE_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding beside the name: what was compared, with what effect, and how strongly (share 0..1)."""

    about: str
    effect: Effect
    strength: float
    text: Text

    def applied(self, score: float) -> float:
        """Return `score` moved by this finding."""
        if self.effect == "supports":
            return score + (1 - score) * self.strength
        return score * (1 - self.strength)


def weigh_evidence(
    party: ListedParty, kind: PartyKind | None, country: str | None, birth_date: str | None, address: str | None,
) -> tuple[Evidence, ...]:
    """Return what the details of a query say about `party`; empty where nothing can be compared."""
    found = []
    if birth_date and party.birth_dates and (born := _birth(birth_date, party.birth_dates)):
        found.append(born)
    if country and party.countries:
        found.append(_country(country.strip().upper(), party.countries))
    if address and party.addresses and (place := _address(address, party.addresses)):
        found.append(place)
    if kind and party.kind and kind != party.kind:
        said = f"asked as {kind}, listed as {party.kind}"
        found.append(Evidence("kind", "contradicts", OTHER_KIND, Text(said, f"조회 구분 {kind}, 목록 구분 {party.kind}")))
    return tuple(found)


def _birth(asked: str, listed: tuple[str, ...]) -> Evidence | None:
    mine = _DATE.match(asked.strip())
    if mine is None:
        return None
    nearest = None
    for each in listed:
        theirs = _DATE.match(each)
        if theirs is None:
            continue
        shared = [(x, y) for x, y in zip(mine.groups(), theirs.groups(), strict=True) if x and y]
        if all(x == y for x, y in shared):
            text = Text(f"born {each}, as asked", f"생년월일 {each} 일치")
            return Evidence("birth date", "supports", BORN_ALIKE if len(shared) == 3 else BORN_ALIKE / 2, text)
        years = abs(int(mine[1]) - int(theirs[1]))
        nearest = years if nearest is None else min(nearest, years)
    if nearest is None or nearest <= 1:
        return None
    text = Text(f"born {', '.join(listed)}, asked {asked}", f"생년월일 불일치(목록 {', '.join(listed)}, 조회 {asked})")
    return Evidence("birth date", "contradicts", BORN_APART, text)


def _country(asked: str, listed: tuple[str, ...]) -> Evidence:
    if asked in listed:
        return Evidence("country", "supports", SAME_COUNTRY, Text(f"country {asked} is listed", f"국가 {asked} 일치"))
    text = Text(f"country {asked}, listed {', '.join(listed)}", f"국가 {asked}, 목록에는 {', '.join(listed)}")
    return Evidence("country", "contradicts", OTHER_COUNTRY, text)


def _address(asked: str, listed: tuple[str, ...]) -> Evidence | None:
    """Support when half of the telling words of the shorter address stand in the other; a differing address says nothing."""
    mine = _telling(asked)
    for each in listed:
        theirs = _telling(each)
        shared = mine & theirs
        if len(shared) >= 2 and 2 * len(shared) >= min(len(mine), len(theirs)):
            words = ", ".join(sorted(shared))
            return Evidence("address", "supports", SAME_ADDRESS, Text(f"address shares {words}", f"주소 일치: {words}"))
    return None


def _telling(address: str) -> set[str]:
    background = vocabulary()
    return {each.text for each in parse(address).words if background.weight(each.text) >= _RARE_ENOUGH}
