"""Who stands behind a party: the ultimate parent, from what is stated of owners.

Only the location of the ultimate parent is decided here ("headquartered in, or whose ultimate parent is headquartered
in"). Shares held by listed owners are a different test.
"""

from __future__ import annotations

from decimal import Decimal

from screening.facts.transaction import Owner, Party
from screening.places import Place
from screening.terms import Text

MAJORITY = Decimal(50)


def parent_country(party: Party) -> tuple[Place, Text] | None:
    """Return the country of the ultimate parent and how we know it, or None if nobody said enough.

    A parent's country that is stated wins. `parent: none` means the party stands at the top itself. Otherwise the chain
    of majority owners (more than 50 percent) is followed to its top; a minority owner is not a parent.
    """
    if party.parent_country is not None:
        return party.parent_country, Text("given", "입력값")
    if (party.parent or "").strip().casefold() in {"none", "없음"} and party.headquarters is not None:
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
