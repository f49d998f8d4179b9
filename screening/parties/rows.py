"""Names in columns: what the bounds of the sieve ask of many names at once. Compares nothing and judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from screening.parties.alike import Bools, Floats, Ids, Shapes, letter_sets, shapes
from screening.parties.lexicon import Lexicon
from screening.parties.meeting import FORM_WEIGHT, initials_of
from screening.parties.names import Name
from screening.parties.vocabulary import vocabulary
from screening.parties.word import Word

LONGER = 1 << 20
"""More letters than any word has."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Names in columns: the words of name `n` are `starts[n]` … `starts[n] + sizes[n]`; the rest is said of each word or name."""

    names: Sequence[Name]
    starts: Ids
    sizes: Ids
    shape: Ids  # of each word: its position among the shapes
    text: Ids  # of each word: its position among the words of the index, or -1
    weight: Floats
    light: Floats  # of each word: what is left of its weight where it looks like a legal form of the other name
    pair: npt.NDArray[np.int32]  # of each word: letters of it and the next; of a last word, more than any word has
    ends: Ids  # of each word: where its name ends
    rest: npt.NDArray[np.int32]  # of each word: letters from it to the end of the name
    occur: npt.NDArray[np.uint32]  # of each name: which letters occur in its words
    initials: npt.NDArray[np.uint32]  # of each name: which letters its words and legal forms begin with
    most: npt.NDArray[np.int32]  # of each name: initials it has at most
    formed: Bools  # of each name: whether it has a legal form
    telling: Floats  # of each name: letters of its words by their weights


def rows(names: Sequence[Name], lexicon: Lexicon, parts: frozenset[str]) -> tuple[Rows, Shapes]:
    """Put names in columns, and their words, each once."""
    names = list(names)
    sizes = np.array([len(each.words) for each in names], dtype=np.intp)
    starts = np.cumsum(sizes) - sizes
    flat = [word for name in names for word in name.words]
    at: dict[int, int] = {}  # words are shared objects mostly; one that is not stands twice
    shape = np.array([at.setdefault(id(word), len(at)) for word in flat], dtype=np.intp)
    words = list({id(word): word for word in flat}.values())
    columns = shapes(words)
    weights = np.array([lexicon.weights.of(each) for each in columns.texts], dtype=np.float64)
    vids = np.array([lexicon.vids.get(each, -1) for each in columns.texts], dtype=np.intp)
    light = np.where(_formlike(words, parts), np.minimum(weights, FORM_WEIGHT), weights)
    length = columns.length[shape]
    ends = np.repeat(starts + sizes, sizes)
    after = np.arange(1, len(flat) + 1)
    upto = np.append(0, np.cumsum(length))
    initials = [_initials(each) for each in names]
    found = Rows(
        names,
        starts,
        sizes,
        shape,
        vids[shape],
        weights[shape],
        light[shape],
        np.where(after < ends, length + np.append(length[1:], 0), LONGER).astype(np.int32),
        ends,
        (upto[ends] - upto[after - 1]).astype(np.int32),
        letter_sets([each.letters for each in names]),
        letter_sets(initials),
        np.array([len(each) for each in initials], dtype=np.int32),
        np.array([bool(each.form_parts) for each in names], dtype=np.bool_),
        np.diff(np.append(0.0, np.cumsum(length * weights[shape]))[np.append(0, starts + sizes)]),
    )
    return found, columns


def _initials(name: Name) -> str:
    letters, _ = initials_of(name.words, range(len(name.words)))
    return letters + "".join([each[0] for each in name.form_words])


def form_parts(names: Sequence[Name]) -> frozenset[str]:
    """Return every part that a legal form of the tables, or of these names, can have."""
    words = vocabulary()
    parts = {part for forms in words.forms.values() for each, _ in forms for part in each}
    parts.update(part for each in words.native_forms for part in each.split())
    parts.update(part for each in names for part in each.form_parts)
    return frozenset(parts)


def _formlike(words: Sequence[Word], parts: frozenset[str]) -> Bools:
    """Return which words look like any legal form (`meeting.drop_forms`)."""
    out = np.zeros(len(words), dtype=np.bool_)
    by_size: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        by_size.setdefault(len(word.surface), []).append(at)
    for size, places in by_size.items():
        some = [words[each].surface.lower() for each in places]
        for most, low, high in ((0, 1, 2), (1, 3, 5), (2, 6, 99)):
            allowed = most if size > 2 else 0
            near = [each for each in parts if low <= len(each) <= high and abs(len(each) - size) <= allowed]
            if near and size > 1:
                met = cdist(some, near, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint32) <= allowed
                out[np.array(places)[met.any(axis=1)]] = True
    return out
