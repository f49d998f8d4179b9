"""Lists of parties that rules refer to: what they are, whom they name, and what their entries mean for a rule.

A list without `sources` (addressees of letters, approved entities) is closed: it holds exactly the parties written here,
and a name meets it only by being the same name, because it may bring relief. A list with `sources` is an official
screening list: its entries here are a dated excerpt, more come from loaded files, and names are matched by
`screening.parties`. A `mark` reads an entry's own text: "footnote 4" is a requirement that cites 734.9(e)(2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from screening.terms import EARLIER, Text


@dataclass(frozen=True, slots=True)
class Mark:
    """A property that rules can ask of an entry, read off its text: `us.entity_list.footnote_4`."""

    id: str
    title: Text
    requirement: re.Pattern[str] | None = None
    policy: re.Pattern[str] | None = None
    programmes: frozenset[str] = frozenset()
    start: date = EARLIER
    until: date | None = None

    def fits(self, requirement: str, policy: str, programmes: Iterable[str], day: date) -> bool:
        """Whether an entry with these texts carries the mark on `day`."""
        return (
            self.start <= day
            and (self.until is None or day < self.until)
            and (self.requirement is None or self.requirement.search(requirement) is not None)
            and (self.policy is None or self.policy.search(policy) is not None)
            and (not self.programmes or not self.programmes.isdisjoint(programmes))
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list said of a party during [start, until); None is not stated by the list (start) or open (until)."""

    start: date | None = None
    until: date | None = None
    citation: str = ""
    requirement: str = ""
    policy: str = ""
    programmes: tuple[str, ...] = ()
    verified: bool = True


def listing_on(listings: Iterable[Listing], day: date) -> Listing | None:
    """Return the listing in force on `day`; one without a first day counts as listed all along."""
    for each in listings:
        if (each.start is None or each.start <= day) and (each.until is None or day < each.until):
            return each
    return None


@dataclass(frozen=True, slots=True)
class NativeName:
    """A name in another script that the list does not print, with where it was found."""

    text: str
    source: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A party on a list, with the normalised forms of its names."""

    name: str
    aliases: tuple[str, ...]
    native: tuple[NativeName, ...]
    keys: frozenset[str]
    countries: tuple[str, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class PartyList:
    """A named, dated list of parties that rules refer to; official ones have `sources` and `marks`.

    A mark stands beside its list under a name of its own (`mark_of`), so that conditions can ask for either.
    """

    id: str
    title: Text
    entries: tuple[Entry, ...] = ()
    sources: frozenset[str] = frozenset()
    marks: tuple[Mark, ...] = ()
    captured: date | None = None
    complete: bool = True
    expire: bool = False
    reaches_owned: bool = False
    mark_of: str | None = None

    @property
    def closed(self) -> bool:
        """Whether the list is exactly what is written here, met only by the same name."""
        return not self.sources and self.mark_of is None

    def find(self, name: str, day: date) -> Listing | None:
        """Return the entry whose name or alias is `name` after normalisation, if it was listed on `day`."""
        key = name_key(name)
        met = (listing_on(entry.listings, day) for entry in self.entries if key in entry.keys)
        return next((listing for listing in met if listing), None)


# Endings that say only what kind of company it is; stripping them lets "NVIDIA Corp." meet "NVIDIA Corporation".
LEGAL_FORMS = re.compile(
    r"\b(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|plc|pbc|lp|llp|holdings?|ag|gmbh|sa|pjsc|fz llc)$"
)


@lru_cache(maxsize=4096)  # each name is compared with every closed list
def name_key(name: str) -> str:
    """Return a name without case, width, punctuation, spacing and trailing legal forms."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = re.sub(r"[^\w]+", " ", folded).strip()
    while (shorter := LEGAL_FORMS.sub("", words).strip()) and shorter != words:
        words = shorter
    return words.replace(" ", "")
