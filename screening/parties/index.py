"""The candidate index: from a name to the few listed names worth comparing, at a cost that hardly grows with the list.

Three roads lead to a listed name: the same letters once spaces are gone (exact, joined, split, or equal at one end), a
rare word that is equal or alike, and an acronym of its initials. Alike words are found by their keys (see `keys`). The words
that fewest names hold are followed first, up to `MOST_POSTINGS` names a query; commoner words bring no candidates then, but
count again when the candidates are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from screening.parties.alignment import CONFLICT, ENOUGH, OMITTED, THIN, UNMET
from screening.parties.keys import Keys, acronyms, across, crc, spellings, whole_ends, word_keys
from screening.parties.likeness import likeness
from screening.parties.meeting import ACRONYM, MOST_INITIALS
from screening.parties.names import Name
from screening.parties.script import romanised
from screening.parties.weights import Weights
from screening.parties.word import Word

Ids = npt.NDArray[np.int32]

Road = tuple[int, float, float, int, int]
"""A way through one listed word: how many names hold it, its likeness to the word asked for, its weight, its postings."""

MOST_POSTINGS = 2_500
"""Listed names one query may touch through its words."""
MOST_ALIKE = 10
"""Alike words followed per word of the query."""
PER_PARTY = 3
"""Names of one party compared in full: the others are worse by the rough score."""
WORTH = 0.45
"""Names whose rough score is below this share of the best are not compared."""
PROMISING = 0.2
"""Nor those below this rough score, which hardly any exceeds when compared."""
UNCOMMON = 0.6
"""Words of this weight may be acronyms."""
SYLLABLE = 0.5
"""Weight of one syllable of a Korean given name, which Latin lists write apart."""
JOINED = 6
"""Unknown words of this length may be several words without spaces."""
MOST_ENDS = 6
"""Names followed that begin or end with the same letters, whatever their words, when a word is not listed."""
MOST_ACRONYMS = 10
"""Names followed whose initials are a word of the query."""
SHORTEST_PIECE = 2
"""Shortest piece a joined word is taken apart into."""


class NameIndex:
    """An index of parsed names; ids are their positions."""

    def __init__(self, names: Sequence[Name], owners: Sequence[int], weights: Weights) -> None:
        self.weights = weights
        self._parties = np.asarray(owners, dtype=np.int32)
        self._vids: dict[str, int] = {}
        self.words: list[Word] = []
        flat: list[int] = []
        lengths: list[int] = []
        for name in names:
            for word in name.words:
                vid = self._vids.get(word.text)
                if vid is None:
                    vid = self._vids[word.text] = len(self.words)
                    self.words.append(word)
                flat.append(vid)
            lengths.append(len(name.words))
        self._word_weights = [weights.of(each.text) for each in self.words]
        vids = np.array(flat, dtype=np.int32)
        holders = np.repeat(np.arange(len(names), dtype=np.int32), lengths)
        order = np.argsort(vids, kind="stable")
        self._postings: Ids = holders[order]
        self._starts: list[int] = np.searchsorted(vids[order], np.arange(len(self.words) + 1)).tolist()
        self._totals = np.bincount(holders, weights=np.array(self._word_weights)[vids], minlength=len(names)).astype(np.float32)
        self._buffers: list[npt.NDArray[np.float32]] = []
        self._letters = Keys(
            (crc(key), at) for at, each in enumerate(names) if each.words for key in {each.letters, each.spelled}
        )
        self._lengths = [len(each.letters) for each in names]
        self._ends = Keys((crc(key), at) for at, each in enumerate(names) for key in whole_ends(each.letters))
        self._initials = Keys((crc(each), at) for at, name in enumerate(names) for each in acronyms(name))
        self._sizes = [len(each.text) for each in self.words]
        self._near = Keys(word_keys(self.words))
        self._across = Keys((crc(key), vid) for vid, each in enumerate(self.words) for key in across(each))
        native = [vid for vid, each in enumerate(self.words) if each.origin != "latin"]
        self._native = Keys((crc(key), vid) for vid in native for key in across(self.words[vid]))
        self._alike: dict[tuple[str, str], tuple[Road, ...]] = {}

    def __len__(self) -> int:
        return len(self._totals)

    def alike(self, word: Word) -> tuple[Road, ...]:
        """Return the roads through listed words alike to `word`; kept for the next query."""
        key = (word.text, word.origin)
        found = self._alike.get(key)
        if found is None:
            if len(self._alike) > 200_000:
                self._alike.clear()
            found = self._alike[key] = self._find_alike(word)
        return found

    def _road(self, text: str, like: float) -> tuple[Road, ...]:
        vid = self._vids.get(text)
        if vid is None:
            return ()
        start, end = self._starts[vid], self._starts[vid + 1]
        return ((end - start, like, self._word_weights[vid], start, end),)

    def _find_alike(self, word: Word) -> tuple[Road, ...]:
        text = word.text
        exact = self._road(text, 1.0)
        if text.isdigit() or len(text) < 3 or self.weights.background.kind(text) in {"particle", "generic"}:
            return exact
        size, sizes = len(text), self._sizes
        near = {vid for vid in self._near.get(list(spellings(text))) if -3 < sizes[vid] - size < 3}
        foreign = self._native if word.origin == "latin" else self._across
        if len(foreign):
            near.update(foreign.get(list(across(word, loose=True))))
        others = [other for vid in near if (other := self.words[vid]).text != text]
        scored = [(like, other.text) for other in others if (like := likeness(word, other))]
        scored.sort(reverse=True)
        return (*exact, *(road for like, other in scored[:MOST_ALIKE] for road in self._road(other, like)))

    def candidates(self, name: Name, most: int) -> list[tuple[int, float]]:
        """Return at most `most` ids worth comparing, best first, with the rough score they promise.

        What is sure to be compared (equal spelling, acronyms) comes first and promises everything.
        """
        if not name.words:
            return []
        weigh = self.weights.of
        weights = [weigh(each.text) for each in name.words]
        looked = [(weight, self.alike(each)) for weight, each in zip(weights, name.words, strict=True)]
        looked.extend(self._taken_apart(name, looked))
        sure = self._letters.get([name.letters, name.spelled])
        if any(not (roads and roads[0][1] == 1.0) for _, roads in looked):
            size, lengths = len(name.letters), self._lengths
            ends = self._ends.get(list(whole_ends(name.letters)))
            sure.extend([at for at in ends if -3 < lengths[at] - size < 3][:MOST_ENDS])
        for word in name.words:
            if 3 <= len(word.text) <= MOST_INITIALS and self.weights.background.weight(word.text) >= UNCOMMON:
                sure.extend(self._initials.get([word.text])[:MOST_ACRONYMS])
        looked.extend((ACRONYM * weigh(each), self._road(each, 1.0)) for each in acronyms(name))
        return self._gather(looked, sum(weights), sure, most)

    def _taken_apart(self, name: Name, known: Sequence[tuple[float, tuple[Road, ...]]]) -> list[tuple[float, tuple[Road, ...]]]:
        """Look up what words would be if joined with their neighbours or taken apart."""
        words = [each.text for each in name.words]
        found = [one + two for one, two in pairwise(words)]
        found.extend(one + two + three for one, two, three in zip(words, words[1:], words[2:], strict=False))
        for text, (_, roads) in zip(words, known, strict=True):
            if len(text) >= JOINED and not (roads and roads[0][1] == 1.0):
                found.extend(self.pieces(text))
        out = [(self.weights.of(each), roads) for each in found if (roads := self._road(each, 1.0))]
        for word in name.words:
            if word.origin == "hangul" and len(word.surface) == 2:
                out.extend((SYLLABLE, self.alike(Word(romanised(each), each, "hangul"))) for each in word.surface)
        return out

    def pieces(self, text: str) -> list[str]:
        """Take a joined word apart into listed words or legal forms, as few as possible; empty if it cannot be done."""
        forms, canonical = self.weights.background.forms, self.weights.background.canonical
        size = len(text)
        best: list[tuple[int, list[str]] | None] = [None] * (size + 1)
        best[0] = (0, [])
        for end in range(SHORTEST_PIECE, size + 1):
            for start in range(max(0, end - 20), end - SHORTEST_PIECE + 1):
                before = best[start]
                if before is None:
                    continue
                piece = text[start:end]
                if piece in self._vids:
                    found: list[str] = [piece]
                elif any(len(parts) == 1 for parts, _ in forms.get(piece, ())):
                    found = []
                elif piece in canonical:
                    found = [canonical[piece]]
                else:
                    continue
                cost = before[0] + 1 + 2 * (len(piece) < 4)
                here = best[end]
                if here is None or cost < here[0]:
                    best[end] = (cost, before[1] + found)
        return best[size][1] if best[size] is not None and best[size][0] > 1 else []  # type: ignore[index]

    def _gather(
        self, looked: Sequence[tuple[float, tuple[Road, ...]]], total: float, sure: list[int], most: int
    ) -> list[tuple[int, float]]:
        """Add up what each listed name agrees in, rarest words first, and return the best of them.

        The sums are kept in an array of zeroes, one a listed name, cheaper than sorting the postings. A search takes one
        that is free and gives it back clean, so that two threads never share one.
        """
        roads = [
            (size, like * min(weight, listed), start, end, at)
            for at, (weight, near) in enumerate(looked)
            for size, like, listed, start, end in near
        ]
        if not roads:
            return [(each, 1.0) for each in sure]
        roads.sort()
        spent = 0
        skipped: dict[int, float] = {}
        touched: list[Ids] = []
        values: list[float] = []
        for size, value, start, end, at in roads:
            if touched and spent + size > MOST_POSTINGS:
                skipped[at] = max(skipped.get(at, 0.0), value)
                continue
            touched.append(self._postings[start : min(end, start + MOST_POSTINGS)])
            values.append(value)
            spent += size
        ids = np.concatenate(touched)
        try:
            sums = self._buffers.pop()
        except IndexError:
            sums = np.zeros(len(self), dtype=np.float32)
        np.add.at(sums, ids, np.repeat(np.array(values, dtype=np.float32), [len(each) for each in touched]))
        met = sums[ids]
        sums[ids] = 0
        self._buffers.append(sums)
        listed = self._totals[ids]
        met = np.minimum(np.minimum(met + np.float32(sum(skipped.values())), listed), total)
        one, two = total - met, listed - met
        rough = met / (met + 2 * CONFLICT * np.minimum(one, two) + OMITTED * np.abs(one - two) + 1e-6)
        rough *= 1 - THIN * (1 - np.minimum(met / ENOUGH, 1)) * np.minimum((one + two) / UNMET, 1)
        if len(ids) > 3 * most:
            best = np.argpartition(rough, -3 * most)[-3 * most :]
            best = best[np.argsort(-rough[best])]
        else:
            best = np.argsort(-rough)
        out = dict.fromkeys(sure, 1.0)
        seen: dict[int, int] = {}
        chosen = ids[best]
        least = max(PROMISING, WORTH * float(rough[best[0]]))
        for each, party, promise in zip(chosen.tolist(), self._parties[chosen].tolist(), rough[best].tolist(), strict=True):
            if promise < least or len(out) >= most + len(sure):
                break
            if each not in out and seen.get(party, 0) < PER_PARTY:
                out[each] = promise
                seen[party] = seen.get(party, 0) + 1
        return list(out.items())
