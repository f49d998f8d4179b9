"""Many names at once: whom of the list each of them may be compared with, as arrays.

`likely` is `NameIndex.candidates` for a crowd of queries, and generous: whoever that would return is among its answers, so
that what is proved of all of them holds of every search. `meet_words` looks for alike words of a crowd and finds exactly what
the index finds one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from screening.parties.alike import Shapes, most_alike, shapes
from screening.parties.index import PROMISING, WORTH, Floats, NameIndex, followed, roughly, syllables
from screening.parties.keys import Keys, across, runs, spellings, whole_ends
from screening.parties.lexicon import Lexicon
from screening.parties.names import Name
from screening.parties.sounds import hear
from screening.parties.word import Word

Ids = npt.NDArray[np.intp]

CELLS = 4_000_000
"""Sums held at a time (4 MB)."""


def meet_words(lexicon: Lexicon, listed: Shapes, names: Sequence[Name]) -> None:
    """Find the listed words alike to the words of these names, and let the lexicon remember them.

    `listed` are the words of the lexicon. Pairs that can have no likeness are left out; they would not count.
    """
    new = lexicon.unmet(word for name in names for word in (*name.words, *syllables(name)))
    words = [each for each in new if not lexicon.is_plain(each)]
    for each in new:
        if lexicon.is_plain(each):
            lexicon.remember(each, ())
    if not words:
        return
    hear([text for each in words for text in (each.text, *each.others)])
    mine = shapes(words)
    asked, found = lexicon.near.pairs([list(spellings(each.text)) for each in words])
    sized = abs(listed.length[found] - mine.length[asked]) < 3
    pairs = [(asked[sized], found[sized])]
    pairs.extend(_beyond(lexicon.beyond(words[at]), words, at_all) for at, at_all in _sides(mine))
    code = np.unique(np.concatenate([one * len(listed) + other for one, other in pairs]))
    asked, found = code // len(listed), code % len(listed)
    bound = most_alike(mine, listed, asked, found)
    others: list[list[tuple[float, int]]] = [[] for _ in words]
    met = bound > 0
    for at, vid, most in zip(asked[met].tolist(), found[met].tolist(), bound[met].tolist(), strict=True):
        others[at].append((most, vid))
    for each, near in zip(words, others, strict=True):
        lexicon.remember(each, near)


def _sides(mine: Shapes) -> list[tuple[int, Ids]]:
    """Return the Latin words and all others: one of them to ask by, and all."""
    sides = (np.flatnonzero(mine.latin), np.flatnonzero(~mine.latin))
    return [(int(each[0]), each) for each in sides if len(each)]


def _beyond(keys: Keys, words: Sequence[Word], at: Ids) -> tuple[Ids, Ids]:
    if not len(keys):
        return at[:0], at[:0]
    asked, found = keys.pairs([list(across(words[each], loose=True)) for each in at.tolist()])
    return at[asked], found


def likely(index: NameIndex, names: Sequence[Name], most: int) -> tuple[Ids, Ids]:
    """Return pairs of a position in `names` and a listed id: at least all that `index.candidates` returns for each."""
    roads = [index.roads(each) for each in names]
    asked, found = index.letters.pairs([(each.letters, each.spelled) for each in names])
    pairs = [(asked, found)]
    lengths = np.array(index.lengths)
    strange = np.array([at for at, (_, each) in enumerate(roads) if each], dtype=np.intp)
    asked, found = index.ends.pairs([list(whole_ends(names[each].letters)) for each in strange.tolist()])
    size = np.array([len(names[each].letters) for each in strange.tolist()], dtype=np.intp)
    near = abs(lengths[found] - size[asked]) < 3
    pairs.append((strange[asked[near]], found[near]))
    pairs.append(index.initials.pairs([[word.text for word in each.words if index.is_acronym(word)] for each in names]))
    sure: list[list[int]] = [[] for _ in names]
    for one, other in pairs:
        for at, each in zip(one.tolist(), other.tolist(), strict=True):
            sure[at].append(each)
    totals = [sum([weight for weight, _ in looked[: len(name.words)]]) for name, (looked, _) in zip(names, roads, strict=True)]
    segments = [(at, *followed(looked)) for at, (looked, _) in enumerate(roads)]
    room = max(1, CELLS // max(1, len(index)))
    sums = np.zeros(min(room, len(names)) * len(index), dtype=np.float32)  # given back clean each time
    for first in range(0, len(names), room):
        some = [each for each in segments[first : first + room] if each[1]]
        if some:
            pairs.extend(_gathered(index, some, sums, np.array(totals, dtype=np.float32), sure, most))
    code = np.unique(np.concatenate([one * len(index) + other for one, other in pairs]))
    return code // len(index), code % len(index)


def _gathered(
    index: NameIndex,
    segments: Sequence[tuple[int, list[int], list[int], list[float], float]],
    sums: Floats,
    totals: Floats,
    sure: Sequence[Sequence[int]],
    most: int,
) -> Iterator[tuple[Ids, Ids]]:
    """Add up as the index does, in the same order, for many queries side by side; yield the best of each."""
    many = [len(each[1]) for each in segments]
    owners = np.array([each[0] for each in segments], dtype=np.intp)
    starts = np.array([start for each in segments for start in each[1]], dtype=np.intp)
    sizes = np.array([size for each in segments for size in each[2]], dtype=np.intp)
    values = np.array([value for each in segments for value in each[3]], dtype=np.float32)
    skipped = np.zeros(len(totals), dtype=np.float32)
    skipped[owners] = [each[4] for each in segments]
    ids = index.lexicon.postings[runs(starts, sizes)]
    asked = np.repeat(np.repeat(owners, many), sizes)
    cell = (asked - owners[0]) * len(index) + ids
    np.add.at(sums, cell, np.repeat(values, sizes))
    met = sums[cell]
    sums[cell] = 0
    rough = roughly(met + skipped[asked], index.lexicon.totals[ids], totals[asked])
    begins = np.searchsorted(asked, owners)
    sizes = np.diff(begins, append=len(asked))
    least = np.maximum(PROMISING, WORTH * np.maximum.reduceat(rough, begins).astype(np.float64))
    good = rough.astype(np.float64) >= np.repeat(least, sizes)
    few = np.add.reduceat(good, begins, dtype=np.intp) <= most  # then the index returns no other, in whatever order
    easy = good & np.repeat(few, sizes)
    yield asked[easy], ids[easy].astype(np.intp)
    for at, begin, size in zip(owners[~few].tolist(), begins[~few].tolist(), sizes[~few].tolist(), strict=True):
        best = list(index.best(ids[begin : begin + size], rough[begin : begin + size], sure[at], most))
        yield np.full(len(best), at), np.array(best, dtype=np.intp)
