"""What a batch run was asked, besides its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from screening.terms import Language


@dataclass(frozen=True, slots=True)
class Options:
    """The day of the law (None: each transaction's own), the ids of rules assumed, and the language of the answers."""

    as_of: date | None = None
    assume: frozenset[str] = frozenset()
    language: Language = "en"
