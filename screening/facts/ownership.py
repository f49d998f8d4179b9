"""Who stands behind a party: the ultimate parent, and what listed owners hold of it, from what is stated of owners.

These are two tests. Where the ultimate parent is ("headquartered in, or whose ultimate parent is headquartered in")
follows majorities only; what listed parties own adds up all their shares. Both walk from owner to owned, never back.
Who is listed is asked of the caller.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from screening.facts.transaction import Owner, Party
from screening.places import Place
from screening.terms import Text, disjunction

MAJORITY = Decimal(50)
"""A parent owns more than this, in percent."""

HALF = Decimal(50)
"""Listed owners count from this on, in percent: "50 percent or more" (90 FR 47201)."""


def parent_country(party: Party) -> tuple[Place, Text] | None:
    """Return the country of the ultimate parent and how we know it, or None if nobody said enough.

    A parent's country that is stated wins. `parent: none` means the party stands at the top itself. Otherwise the chain
    of majority owners (more than 50 percent) is followed to its top; a minority owner is not a parent.
    """
    if party.parent_country is not None:
        return party.parent_country, Text("given", "입력값")
    if is_none(party.parent or "") and party.headquarters is not None:
        return party.headquarters, Text("given: no parent company", "입력값: 모회사 없음")
    top = _majority(party.owners)
    chain: list[Owner] = []
    while top is not None and top not in chain:
        chain.append(top)
        top = _majority(top.owners)
    if chain and (where := chain[-1].headquarters or chain[-1].country) is not None:
        path = " ← ".join(f"{owner.name} {owner.share}%" for owner in chain)
        return where, Text(f"majority owner: {path}", f"과반 소유자: {path}")
    return None


def _majority(owners: list[Owner]) -> Owner | None:
    return next((owner for owner in owners if owner.share is not None and owner.share > MAJORITY), None)


@dataclass(frozen=True, slots=True)
class Stake:
    """What listed owners hold of a party in aggregate, in percent between bounds, and through whom.

    `present` tells whether any listed owner stands anywhere above the party (None: one may); `stated` whether the shares
    of all who count are stated; `holders` are the listed owners, or those who may be.
    """

    low: Decimal
    high: Decimal
    present: bool | None
    stated: bool
    holders: tuple[Owner, ...]
    path: Text


def listed_stake(party: Party, counts: Callable[[Owner], bool | None]) -> Stake | None:
    """Add up what listed owners hold of a party, directly and through others; None if nobody said who owns it.

    `counts` says whether an owner is itself listed (None: it may be). An owner that is not listed passes on its whole
    share if listed parties hold 50 percent or more of it in aggregate, and nothing otherwise: at each tier the share
    counts in full or not at all, from the top down, as the Affiliates rule (90 FR 47201, effective 2025-09-29) and the 50
    Percent Rule it follows are read. Whoever owns nothing of the party has no part in it, and a circle of owners is
    walked once. Shares left out lie between nothing and what the stated ones leave.
    """
    owners = list(party.owners)
    if party.parent and not is_none(party.parent) and party.parent not in _names(owners):
        owners.append(Owner(name=party.parent, country=party.parent_country))
    if not owners and "owners" not in party.model_fields_set and party.kind != "individual":
        return None
    held = _held(owners, counts, frozenset())
    path = "; ".join(dict.fromkeys(held.paths)) or "-"
    told = Text(f"listed owners: {path}", f"명단 등재 소유자: {path}")
    return Stake(held.low, held.high, held.present, held.stated, tuple(held.holders), told)


@dataclass(slots=True)
class _Held:
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    present: bool | None = False
    stated: bool = True
    holders: list[Owner] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def _held(owners: list[Owner], counts: Callable[[Owner], bool | None], above: frozenset[str]) -> _Held:
    """Add up one tier: what each owner's own share counts for, given who stands above that owner."""
    total, unstated = _Held(), False
    left = max(Decimal(100) - sum((owner.share for owner in owners if owner.share is not None), Decimal(0)), Decimal(0))
    for owner in owners:
        listed = counts(owner)
        circle = owner.name in above
        upstream = _Held() if listed or circle else _held(owner.owners, counts, above | {owner.name})
        total.present = disjunction((total.present, listed, upstream.present))
        passes = disjunction((listed, _half(upstream)))
        share = "?" if owner.share is None else f"{owner.share}"
        if listed is not False:
            total.holders.append(owner)
            total.paths.append(f"{owner.name} {share}%{'' if listed else ' (?)'}")
        total.holders += upstream.holders
        total.paths += [f"{path} ← {owner.name} {share}%" for path in upstream.paths]
        if passes is not False:
            total.low += owner.share if passes and owner.share is not None else 0
            total.high += owner.share or 0
            unstated = unstated or owner.share is None
        if listed is not False or upstream.present is not False:
            total.stated = total.stated and owner.share is not None and upstream.stated
    total.high = min(total.high + (left if unstated else 0), Decimal(100))
    return total


def _names(owners: list[Owner]) -> set[str]:
    return {owner.name for owner in owners}.union(*(_names(owner.owners) for owner in owners))


def _half(held: _Held) -> bool | None:
    return True if held.low >= HALF else (False if held.high < HALF else None)


def is_none(parent: str) -> bool:
    """Whether the answer to "who is its parent" is that there is none."""
    return parent.strip().casefold() in {"none", "없음"}
