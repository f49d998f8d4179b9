"""A listed party as every loader delivers it: names, places, and the periods in which it was listed, as published.

Texts of the list (requirement, policy, programmes) are kept verbatim; what they mean for a rule is said by the list
definitions in `rules/lists/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from screening.language.lists import Listing, listing_on

__all__ = ["Alias", "AliasKind", "ListedParty", "Listing", "PartyKind"]

AliasKind = Literal["name", "alias", "weak", "former"]
PartyKind = Literal["individual", "entity", "vessel", "aircraft"]


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a listed party; `weak` is what the list itself calls a low-quality alias.

    `source` is empty for names that the list prints, and says where any other name (native script) was found; one that
    nobody verified makes what rests on it unverified.
    """

    text: str
    kind: AliasKind = "alias"
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class ListedParty:
    """An entry of a list. `sublist` is the source's own label, `entry` the source's own id; the first name is primary.

    `birth_dates` are as precise as the list has them: "1964", "1964-03" or "1964-03-25". Countries are ISO 3166 alpha-2.
    """

    sublist: str
    entry: str
    names: tuple[Alias, ...]
    kind: PartyKind | None = None
    countries: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = (Listing(),)
    remarks: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        return self.names[0].text

    def on(self, day: date) -> Listing | None:
        """Return the listing in force on `day`; one without a first day counts as listed all along."""
        return listing_on(self.listings, day)
