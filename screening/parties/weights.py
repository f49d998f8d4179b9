"""How much a word weighs on the lists at hand: the background of the tables, corrected by how many parties hold the word.

A small list says nothing about how common a word is, a large one says a great deal; `BACKGROUND_NAMES` is how many names the
background counts for. With no list the background stands alone, so a pair of names gets nearly the same score everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from screening.parties.vocabulary import Vocabulary, rarity, share, vocabulary

BACKGROUND_NAMES = 20_000
"""The background counts as much as a list of so many names."""

LEAST_LISTED = 0.45
"""A word of no class weighs at least this, however many listed names hold it: a much-listed party is not a generic word."""


@dataclass(slots=True)
class Weights:
    """Weights of words; `counts` says how many of `names` names hold a word."""

    counts: Mapping[str, int] = field(default_factory=dict)
    names: int = 0
    background: Vocabulary = field(default_factory=vocabulary)
    _kept: dict[str, float] = field(default_factory=dict)

    def of(self, word: str) -> float:
        """Return the weight of a canonical word, 0.05..1."""
        found = self._kept.get(word)
        if found is None:
            found = self._kept[word] = self._weigh(word)
            if len(self._kept) > 500_000:
                self._kept.clear()
        return found

    def _weigh(self, word: str) -> float:
        known = self.background.weight(word)
        count = self.counts.get(word, 0)
        if not count:
            return known
        listed = rarity((count + BACKGROUND_NAMES * share(known)) / (self.names + BACKGROUND_NAMES))
        least = LEAST_LISTED if self.background.kind(word) == "rare" else 0.0
        return max(least, min(known, listed))
