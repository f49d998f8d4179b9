"""What OFAC writes into the free text of an entry: weak aliases, birth dates, nationalities.

In the legacy files a low-quality alias ("weak a.k.a.") stands only here, in quotation marks, and is therefore missed by
whoever reads the alias file alone. The text itself is kept whole; nothing is cut out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from screening.parties.listed import AliasKind
from screening.parties.lists.fields import birth, clean, country

# A quotation mark ends an alias only before a clause's end: names such as 'ABU-'UMAR' hold some of their own.
QUOTED = re.compile(r"([afn])\.k\.a\. '(.+?)'(?=\s*[;.,()]|\s*$)")
OPEN = re.compile(r"[afn]\.k\.a\. '[^;]*$")
BORN = re.compile(r"^DOB (.+)$")
OF = re.compile(r"^(?:nationality|citizen) (.+)$")


@dataclass(frozen=True, slots=True)
class Remarks:
    """The parts of a remark that have a field: names with their kind, birth dates, countries; `cut` if it breaks off."""

    names: tuple[tuple[str, AliasKind], ...] = ()
    births: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cut: bool = False


def read_remarks(text: str) -> Remarks:
    """Parse a remark; a birth date that is no date ("circa 1951", a range) stays in the text alone."""
    if not text:
        return Remarks()
    births, countries = [], []
    for clause in _clauses(QUOTED.sub("", text)):
        if (born := BORN.match(clause)) and (date := birth(born[1])):
            births.append(date)
        elif (of := OF.match(clause)) and (code := country(of[1])):
            countries.append(code)
    weak: AliasKind = "weak"
    names = tuple((clean(found[2]), weak) for found in QUOTED.finditer(text))
    cut = OPEN.search(QUOTED.sub("", text)) is not None
    return Remarks(names, tuple(dict.fromkeys(births)), tuple(dict.fromkeys(countries)), cut)


def _clauses(text: str) -> Iterator[str]:
    """Yield the clauses between semicolons, without "alt." and without the sentence that may follow one."""
    for clause in text.split(";"):
        yield clause.strip().removeprefix("alt. ").split(". ")[0].rstrip(". ")
