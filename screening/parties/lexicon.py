"""The words of a list: which names hold each, and which of them are alike to a word asked for. Knows nothing of whole names.

Alike words are found by their keys (see `keys`) and remembered, since the same words are asked for again and again. What is
remembered of a word holds for no word that is only spelled the same: one that was written otherwise, comes from another script
or has other readings is alike to other words, and no answer may hang on which of them was asked for first.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from screening.parties.keys import Keys, across, crc, spellings, word_keys
from screening.parties.likeness import likeness
from screening.parties.names import Name
from screening.parties.weights import Weights
from screening.parties.word import Word

Ids = npt.NDArray[np.int32]

Road = tuple[int, float, float, int, int]
"""A way through one listed word: how many names hold it, its likeness to the word asked for, its weight, its postings."""

MOST_ALIKE = 10
"""Alike words followed per word of the query."""
MOST_KEPT = 200_000
"""Words asked for whose alike words are remembered."""
SHORTEST_PIECE = 2
"""Shortest piece a joined word is taken apart into."""
SLACK = 1e-9
"""What rounding may take from a bound."""


class Lexicon:
    """The words of parsed names, by the positions of those names; `totals` is what the words of each name weigh."""

    def __init__(self, names: Sequence[Name], weights: Weights) -> None:
        self.weights = weights
        self.vids: dict[str, int] = {}
        self.words: list[Word] = []
        flat: list[int] = []
        lengths: list[int] = []
        for name in names:
            for word in name.words:
                vid = self.vids.get(word.text)
                if vid is None:
                    vid = self.vids[word.text] = len(self.words)
                    self.words.append(word)
                flat.append(vid)
            lengths.append(len(name.words))
        self._word_weights = [weights.of(each.text) for each in self.words]
        vids = np.array(flat, dtype=np.int32)
        holders = np.repeat(np.arange(len(names), dtype=np.int32), lengths)
        order = np.argsort(vids, kind="stable")
        self.postings: Ids = holders[order]
        self._starts: list[int] = np.searchsorted(vids[order], np.arange(len(self.words) + 1)).tolist()
        self.totals = np.bincount(holders, weights=np.array(self._word_weights)[vids], minlength=len(names)).astype(np.float32)
        self._sizes = [len(each.text) for each in self.words]
        self.near = Keys(word_keys(self.words))
        self._across = Keys((crc(key), vid) for vid, each in enumerate(self.words) for key in across(each))
        native = [vid for vid, each in enumerate(self.words) if each.origin != "latin"]
        self._native = Keys((crc(key), vid) for vid in native for key in across(self.words[vid]))
        self._alike: dict[str | Word, tuple[Road, ...]] = {}
        self._pieces: dict[str, list[str]] = {}

    def alike(self, word: Word) -> tuple[Road, ...]:
        """Return the roads through listed words alike to `word`; kept for the next query."""
        key = _key(word)
        found = self._alike.get(key)
        return self._remembered(key, self._find_alike(word)) if found is None else found

    def unmet(self, words: Iterable[Word]) -> list[Word]:
        """Return the words whose alike words are not yet known, once each."""
        new: dict[str | Word, Word] = {}
        for each in words:
            if (key := _key(each)) not in self._alike:
                new.setdefault(key, each)
        return list(new.values())

    def remember(self, word: Word, others: Sequence[tuple[float, int]]) -> None:
        """Keep which listed words are alike to `word`, out of these that hold all of them: the most each can be, its position.

        Those are looked at by what they promise, until no other can come among the likest.
        """
        found: list[tuple[float, str]] = []
        for most, vid in sorted(others, reverse=True):
            if len(found) >= MOST_ALIKE and most < found[MOST_ALIKE - 1][0] - SLACK:
                break
            other = self.words[vid]
            if other.text != word.text and (like := likeness(word, other)):
                insort(found, (like, other.text), key=lambda each: -each[0])
        self._remembered(_key(word), self._through(word, found))

    def _remembered(self, key: str | Word, roads: tuple[Road, ...]) -> tuple[Road, ...]:
        if len(self._alike) > MOST_KEPT:
            self._alike.clear()
        self._alike[key] = roads
        return roads

    def road(self, text: str, like: float) -> tuple[Road, ...]:
        """Return the one road through this listed word; none if it is not listed."""
        vid = self.vids.get(text)
        if vid is None:
            return ()
        start, end = self._starts[vid], self._starts[vid + 1]
        return ((end - start, like, self._word_weights[vid], start, end),)

    def _find_alike(self, word: Word) -> tuple[Road, ...]:
        text = word.text
        if self.is_plain(word):
            return self.road(text, 1.0)
        size, sizes = len(text), self._sizes
        near = {vid for vid in self.near.get(list(spellings(text))) if -3 < sizes[vid] - size < 3}
        foreign = self.beyond(word)
        if len(foreign):
            near.update(foreign.get(list(across(word, loose=True))))
        return self._ranked(word, [other for vid in near if (other := self.words[vid]).text != text])

    def is_plain(self, word: Word) -> bool:
        """Whether a word says too little, or too exactly, for alike words to be followed."""
        text = word.text
        return text.isdigit() or len(text) < 3 or self.weights.background.kind(text) in {"particle", "generic"}

    def beyond(self, word: Word) -> Keys:
        """Return the keys of listed words that may be this word in another script."""
        return self._native if word.origin == "latin" else self._across

    def _ranked(self, word: Word, others: Iterable[Word]) -> tuple[Road, ...]:
        """Return the roads through the word itself and through the likest of these others."""
        return self._through(word, [(like, other.text) for other in others if (like := likeness(word, other))])

    def _through(self, word: Word, scored: list[tuple[float, str]]) -> tuple[Road, ...]:
        scored.sort(reverse=True)
        exact = self.road(word.text, 1.0)
        return (*exact, *(road for like, other in scored[:MOST_ALIKE] for road in self.road(other, like)))

    def pieces(self, text: str) -> list[str]:
        """Take a joined word apart into listed words or legal forms, as few as possible; empty if it cannot be done."""
        size, known = len(text), self._pieces or self._learn_pieces()
        best: list[tuple[int, list[str]] | None] = [None] * (size + 1)
        best[0] = (0, [])
        for end in range(SHORTEST_PIECE, size + 1):
            for start in range(max(0, end - 20), end - SHORTEST_PIECE + 1):
                before = best[start]
                if before is None or (found := known.get(text[start:end])) is None:
                    continue
                cost = before[0] + 1 + 2 * (end - start < 4)
                here = best[end]
                if here is None or cost < here[0]:
                    best[end] = (cost, before[1] + found)
        return best[size][1] if best[size] is not None and best[size][0] > 1 else []  # type: ignore[index]

    def _learn_pieces(self) -> dict[str, list[str]]:
        """Note what each piece stands for: a listed word for itself, a legal form for nothing, a spelling for its word."""
        background = self.weights.background
        known = {each: [word] for each, word in background.canonical.items()}
        known |= {each: [] for each, parts in background.forms.items() if any(len(part) == 1 for part, _ in parts)}
        self._pieces = known | {each: [each] for each in self.vids}
        return self._pieces


def _key(word: Word) -> str | Word:
    """Return what decides which words are alike: all that is known of a word, which of most words is the text alone."""
    plain = word.origin == "latin" and word.text is word.surface and not word.others and not word.foreign
    return word.text if plain else word
