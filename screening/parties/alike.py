"""How alike many pairs of words can be at most: the bound of `likeness` that bulk work asks before `likeness` itself.

0 promises that `likeness` is 0; any other value promises that it is no higher. All work is done on arrays and by rapidfuzz's
loops, at a tenth of the cost; the price is that a bound may be too high, never too low. It weighs nothing and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening.parties.likeness import FRAME, INITIAL, LEAST, LEAST_CROSSED, SHORTENED, SKELETON, SOUND
from screening.parties.sounds import bones, fold, hear, korean, skeleton
from screening.parties.vocabulary import vocabulary
from screening.parties.word import Word

Ids = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

SLACK = 1e-9
"""What rounding may take from a bound."""
_FRAMED = 0.6
TINY = 0.8
"""Likeness of words of one sound or none, that being the same."""
_BITS = np.zeros(1 << 16, dtype=np.uint8)
for _bit in range(16):
    _BITS += (np.arange(1 << 16) >> _bit & 1).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Words in columns: texts and how they sound, then numbers.

    `letters` has a bit for each letter that occurs (letters may share one), `first` is a code point, `written` counts the letters
    of the surface, `ink` is the set of them, `changed` is a word that was written otherwise.
    """

    words: Sequence[Word]
    texts: list[str]
    folds: list[str]
    frames: list[str]
    bare: list[str]
    read: list[str]
    surfaces: list[str]
    length: npt.NDArray[np.int32]
    first: npt.NDArray[np.uint32]
    letters: npt.NDArray[np.uint32]
    latin: Bools
    foreign: Bools
    hangul: Bools
    known: Bools
    changed: Bools
    written: npt.NDArray[np.int32]
    ink: npt.NDArray[np.uint32]
    manifold: Bools

    def __len__(self) -> int:
        return len(self.words)


def shapes(words: Sequence[Word]) -> Shapes:
    """Put words in columns."""
    known = vocabulary().classes
    texts = [each.text for each in words]
    length = np.array([len(each) for each in texts], dtype=np.int32)
    surfaces = [each.surface.lower() for each in words]
    hear(texts)
    return Shapes(
        words,
        texts,
        [fold(each) for each in texts],
        [bones(each) for each in texts],
        [skeleton(each) for each in texts],
        [korean(each) for each in texts],
        surfaces,
        length,
        np.array([ord(each[0]) if each else 0 for each in texts], dtype=np.uint32),
        letter_sets(texts),
        _column(each.origin == "latin" for each in words),
        _column(each.foreign for each in words),
        _column(each.origin == "hangul" for each in words),
        _column(each in known for each in texts),
        _column(each.text is not each.surface for each in words),
        np.array([len(each) for each in surfaces], dtype=np.int32),
        letter_sets(surfaces),
        _column(bool(each.others) for each in words),
    )


def letter_sets(texts: Sequence[str]) -> npt.NDArray[np.uint32]:
    """Return which letters occur in each text, a bit a letter."""
    size = np.array([len(each) + 1 for each in texts], dtype=np.intp)
    # a null closes each text, so that none is empty; it is no letter
    codes = np.frombuffer("".join([each + "\0" for each in texts]).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bits = np.where(codes > 0, np.left_shift(np.uint32(1), codes & np.uint32(31)), np.uint32(0)).astype(np.uint32)
    return np.bitwise_or.reduceat(bits, np.cumsum(size) - size) if len(texts) else bits


def most_alike(mine: Shapes, theirs: Shapes, i: Ids, j: Ids) -> Floats:
    """Return for each pair of the words `i` of mine and `j` of theirs (of different text) at least their likeness.

    Follows `likeness` case by case. What it proves: an edit mends at most one letter that only one side has, and one letter of
    length, so both count as errors at least (`lost`); an abbreviation has no letter that the long word lacks.
    """
    out = np.zeros(len(i))
    one, two = mine.length[i], theirs.length[j]
    short, long = np.minimum(one, two), np.maximum(one, two)
    a, b = mine.letters[i], theirs.letters[j]
    alone_a, alone_b = a & ~b, b & ~a
    begins = mine.first[i] == theirs.first[j]
    latin = mine.latin[i] & theirs.latin[j]
    strangers = latin & mine.known[i] & theirs.known[j]  # two known words are two words
    out[begins & (short == 1)] = INITIAL
    inside = np.where(one <= two, alone_a, alone_b) == 0
    out[begins & (short >= 3) & (short <= 0.75 * long) & inside] = SHORTENED
    lost = np.maximum(long - short, np.maximum(count(alone_a), count(alone_b)))
    spelt = (short > 2) & (lost <= 0.5 * long) & latin & (begins | (short >= LEAST * long))
    at = np.flatnonzero(spelt & ~strangers)
    out[at] = np.maximum(out[at], _sounding(mine, theirs, i[at], j[at], LEAST))
    # words of the tables are also compared as they were written (`likeness._written`)
    at = np.flatnonzero(latin & ~strangers & (mine.changed[i] | theirs.changed[j]))
    if len(at):
        out[at] = np.maximum(out[at], _written(mine, theirs, i[at], j[at]))
    out[strangers] = 0.0
    at = np.flatnonzero(~latin)
    if len(at):
        out[at] = _crossed(mine, theirs, i[at], j[at], out[at])
    return out


def _written(mine: Shapes, theirs: Shapes, i: Ids, j: Ids) -> Floats:
    one, two = mine.written[i], theirs.written[j]
    a, b = mine.ink[i], theirs.ink[j]
    lost = np.maximum(count(a & ~b), count(b & ~a))
    at = np.flatnonzero((np.minimum(one, two) >= 4) & (abs(one - two) <= 3) & (lost <= 0.5 * np.maximum(one, two)))
    ones, others = _some(mine.surfaces, i[at]), _some(theirs.surfaces, j[at])
    hear([*ones, *others])
    letters = _alike(ones, others, 0.5)
    sound = _alike([fold(each) for each in ones], [fold(each) for each in others], 0.0)
    framed = np.array([bones(x) == bones(y) for x, y in zip(ones, others, strict=True)], dtype=np.bool_)
    out = np.zeros(len(i))
    out[at] = _best(letters, sound, framed, LEAST)
    return out


def _crossed(mine: Shapes, theirs: Shapes, i: Ids, j: Ids, cut: Floats) -> Floats:
    """Bound pairs of which a word comes from another script; `cut` is what initials and abbreviations give."""
    best = np.maximum(cut, _sounding(mine, theirs, i, j, LEAST_CROSSED))
    at = np.flatnonzero(mine.foreign[i] | theirs.foreign[j])
    best[at] = np.maximum(best[at], _bare(_some(mine.bare, i[at]), _some(theirs.bare, j[at])))
    at = np.flatnonzero(mine.hangul[i] | theirs.hangul[j])
    best[at] = np.maximum(best[at], SOUND * _alike(_some(mine.read, i[at]), _some(theirs.read, j[at]), LEAST))
    # the same native script: nearly its own characters alone; and family names of several readings: anything
    same = [mine.words[x].origin == theirs.words[y].origin for x, y in zip(i.tolist(), j.tolist(), strict=True)]
    best[np.array(same, dtype=np.bool_) | mine.manifold[i] | theirs.manifold[j]] = 1.0
    return best


def _bare(one: Sequence[str], two: Sequence[str]) -> Floats:
    """Bound `likeness._bare`, the letters' share taken for whole."""
    bare = _alike(one, two, LEAST_CROSSED)
    out = np.where(bare > 0, SKELETON * bare + 1 - SKELETON, 0.0)
    tiny = [min(len(x), len(y)) < 2 for x, y in zip(one, two, strict=True)]
    return np.where(np.array(tiny, dtype=np.bool_), TINY * (bare == 1), out)


def _sounding(mine: Shapes, theirs: Shapes, i: Ids, j: Ids, least: float) -> Floats:
    """Bound `likeness.spelled` of texts: only where half of the letters agree is anything heard."""
    letters = _alike(_some(mine.texts, i), _some(theirs.texts, j), 0.5)
    out = np.zeros(len(i))
    at = np.flatnonzero(letters > 0)
    i, j = i[at], j[at]
    sound = _alike(_some(mine.folds, i), _some(theirs.folds, j), 0.0)
    framed = np.array([mine.frames[x] == theirs.frames[y] for x, y in zip(i.tolist(), j.tolist(), strict=True)], dtype=np.bool_)
    out[at] = _best(letters[at], sound, framed, least)
    return out


def _best(letters: Floats, sound: Floats, framed: Bools, least: float) -> Floats:
    """Return the best of letters, letters with sound, and the same consonants; 0 where all are below `least`."""
    best = np.maximum(letters, (letters + sound) / 2)
    best = np.where(framed & (letters >= _FRAMED - SLACK), np.maximum(best, FRAME), best)
    return np.where((best >= least - SLACK) & (letters > 0), best, 0.0)


def _alike(ones: Sequence[str], others: Sequence[str], cutoff: float) -> Floats:
    if not ones:
        return np.zeros(0)
    found: Floats = cpdist(ones, others, scorer=OSA.normalized_similarity, score_cutoff=cutoff, dtype=np.float64)
    return found


def _some(of: Sequence[str], at: Ids) -> list[str]:
    return [of[each] for each in at.tolist()]


def count(letters: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Return how many letters are in each set."""
    found: npt.NDArray[np.uint8] = _BITS[letters & np.uint32(0xFFFF)] + _BITS[letters >> np.uint32(16)]
    return found


def _column(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, dtype=np.bool_)
