"""The candidate index: from a name to the few listed names worth comparing, at a cost that hardly grows with the list.

Three roads lead to a listed name: the same letters once spaces are gone (exact, joined, split, or equal at one end), a
rare word that is equal or alike, and an acronym of its initials. Alike words are found by their keys (see `keys`). The words
that fewest names hold are followed first, up to `MOST_POSTINGS` names a query; commoner words bring no candidates then, but
count again when the candidates are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from screening.parties.alignment import CONFLICT, ENOUGH, OMITTED, THIN, UNMET
from screening.parties.keys import Keys, acronyms, crc, whole_ends
from screening.parties.lexicon import Ids, Lexicon, Road
from screening.parties.meeting import ACRONYM, MOST_INITIALS
from screening.parties.names import Name
from screening.parties.script import romanised
from screening.parties.weights import Weights
from screening.parties.word import Word

Floats = npt.NDArray[np.float32]

MOST_POSTINGS = 2_500
"""Listed names one query may touch through its words."""
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


class NameIndex:
    """An index of parsed names; ids are their positions."""

    def __init__(self, names: Sequence[Name], owners: Sequence[int], weights: Weights) -> None:
        self.weights = weights
        self.parties = np.asarray(owners, dtype=np.int32)
        self.lexicon = Lexicon(names, weights)
        self._buffers: list[Floats] = []
        self.letters = Keys(
            (crc(key), at) for at, each in enumerate(names) if each.words for key in {each.letters, each.spelled}
        )
        self.lengths = [len(each.letters) for each in names]
        self.ends = Keys((crc(key), at) for at, each in enumerate(names) for key in whole_ends(each.letters))
        self.initials = Keys((crc(each), at) for at, name in enumerate(names) for each in acronyms(name))

    def __len__(self) -> int:
        return len(self.lexicon.totals)

    def candidates(self, name: Name, most: int) -> list[tuple[int, float]]:
        """Return at most `most` ids worth comparing, best first, with the rough score they promise.

        What is sure to be compared (equal spelling, acronyms) comes first and promises everything.
        """
        if not name.words:
            return []
        looked, strange = self.roads(name)
        sure = self.letters.get([name.letters, name.spelled])
        if strange:
            size, lengths = len(name.letters), self.lengths
            ends = self.ends.get(list(whole_ends(name.letters)))
            sure.extend([at for at in ends if -3 < lengths[at] - size < 3][:MOST_ENDS])
        for word in name.words:
            if self.is_acronym(word):
                sure.extend(self.initials.get([word.text])[:MOST_ACRONYMS])
        return self._gather(looked, sum([weight for weight, _ in looked[: len(name.words)]]), sure, most)

    def is_acronym(self, word: Word) -> bool:
        """Whether a word of a query may stand for the initials of a listed name."""
        return 3 <= len(word.text) <= MOST_INITIALS and self.weights.background.weight(word.text) >= UNCOMMON

    def roads(self, name: Name) -> tuple[list[tuple[float, tuple[Road, ...]]], bool]:
        """Return weight and roads of each word, then of what else may lead to a name; and whether any word is not listed."""
        weigh = self.weights.of
        looked = [(weigh(each.text), self.lexicon.alike(each)) for each in name.words]
        looked.extend(self._taken_apart(name, looked))
        strange = any(not (roads and roads[0][1] == 1.0) for _, roads in looked)
        looked.extend((ACRONYM * weigh(each), self.lexicon.road(each, 1.0)) for each in acronyms(name))
        return looked, strange

    def _taken_apart(self, name: Name, known: Sequence[tuple[float, tuple[Road, ...]]]) -> list[tuple[float, tuple[Road, ...]]]:
        """Look up what words would be if joined with their neighbours or taken apart."""
        words = [each.text for each in name.words]
        found = [one + two for one, two in pairwise(words)]
        found.extend(one + two + three for one, two, three in zip(words, words[1:], words[2:], strict=False))
        for text, (_, roads) in zip(words, known, strict=True):
            if len(text) >= JOINED and not (roads and roads[0][1] == 1.0):
                found.extend(self.lexicon.pieces(text))
        out = [(self.weights.of(each), self.lexicon.road(each, 1.0)) for each in found if each in self.lexicon.vids]
        out.extend((SYLLABLE, self.lexicon.alike(each)) for each in syllables(name))
        return out

    def _gather(
        self, looked: Sequence[tuple[float, tuple[Road, ...]]], total: float, sure: list[int], most: int
    ) -> list[tuple[int, float]]:
        """Add up what each listed name agrees in, rarest words first, and return the best of them.

        The sums are kept in an array of zeroes, one a listed name, cheaper than sorting the postings. A search takes one
        that is free and gives it back clean, so that two threads never share one.
        """
        starts, sizes, values, skipped = followed(looked)
        if not starts:
            return [(each, 1.0) for each in sure]
        postings = self.lexicon.postings
        ids = np.concatenate([postings[start : start + size] for start, size in zip(starts, sizes, strict=True)])
        try:
            sums = self._buffers.pop()
        except IndexError:
            sums = np.zeros(len(self), dtype=np.float32)
        np.add.at(sums, ids, np.repeat(np.array(values, dtype=np.float32), sizes))
        met = sums[ids]
        sums[ids] = 0
        self._buffers.append(sums)
        listed = self.lexicon.totals[ids]
        rough = roughly(met + np.float32(skipped), listed, total)
        return list(self.best(ids, rough, sure, most).items())

    def best(self, ids: Ids, rough: Floats, sure: Sequence[int], most: int) -> dict[int, float]:
        """Return what is sure, then the best `most` others by their rough score, so many of one party; with their promises."""
        if len(ids) > 3 * most:
            best = np.argpartition(rough, -3 * most)[-3 * most :]
            best = best[np.argsort(-rough[best])]
        else:
            best = np.argsort(-rough)
        out = dict.fromkeys(sure, 1.0)
        seen: dict[int, int] = {}
        chosen = ids[best]
        least = max(PROMISING, WORTH * float(rough[best[0]]))
        for each, party, promise in zip(chosen.tolist(), self.parties[chosen].tolist(), rough[best].tolist(), strict=True):
            if promise < least or len(out) >= most + len(sure):
                break
            if each not in out and seen.get(party, 0) < PER_PARTY:
                out[each] = promise
                seen[party] = seen.get(party, 0) + 1
        return out


def syllables(name: Name) -> Iterable[Word]:
    """Yield the syllables of Korean given names, which Latin lists write apart."""
    for word in name.words:
        if word.origin == "hangul" and len(word.surface) == 2:
            yield from (Word(romanised(each), each, "hangul") for each in word.surface)


def followed(looked: Iterable[tuple[float, tuple[Road, ...]]]) -> tuple[list[int], list[int], list[float], float]:
    """Return the postings to follow, rarest words first: starts, sizes, what each agrees in; and what the skipped ones might."""
    roads = [
        (size, like * min(weight, listed), start, at)
        for at, (weight, near) in enumerate(looked)
        for size, like, listed, start, _ in near
    ]
    roads.sort()
    spent = 0
    skipped: dict[int, float] = {}
    starts: list[int] = []
    sizes: list[int] = []
    values: list[float] = []
    for size, value, start, at in roads:
        if starts and spent + size > MOST_POSTINGS:
            skipped[at] = max(skipped.get(at, 0.0), value)
            continue
        starts.append(start)
        sizes.append(min(size, MOST_POSTINGS))
        values.append(value)
        spent += size
    return starts, sizes, values, sum(skipped.values())


def roughly(met: Floats, listed: Floats, total: float | Floats) -> Floats:
    """Return the rough score of names by what they agree in, what they weigh and what the query weighs."""
    met = np.minimum(np.minimum(met, listed), total)
    one, two = total - met, listed - met
    rough = met / (met + 2 * CONFLICT * np.minimum(one, two) + OMITTED * np.abs(one - two) + 1e-6)
    found: Floats = rough * (1 - THIN * (1 - np.minimum(met / ENOUGH, 1)) * np.minimum((one + two) / UNMET, 1))
    return found
