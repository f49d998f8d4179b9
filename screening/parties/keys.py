"""Keys under which words and names are found again: many-to-many maps from text to numbers, small enough for millions of names.

A key is the CRC-32 of a text, in sorted arrays: a tenth of the memory of dictionaries, equal in every process, and a collision
only costs one comparison. A word is filed under its spelling with one letter left out (one typing error), its first and last four
letters (two errors in a long word), its sound, and the sound it has in other scripts.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from screening.parties.meeting import MOST_INITIALS, initials_of
from screening.parties.names import Name
from screening.parties.sounds import bones, fold, korean, skeleton
from screening.parties.word import Word

Ids = npt.NDArray[np.intp]

WHOLE = 7
"""Letters taken from either end of a whole spelling."""
LONG = 7
"""Words of this length are also filed under their first and last four letters."""


def crc(text: str) -> int:
    """Return the key of a text."""
    return zlib.crc32(text.encode("utf-8", "replace"))


class Keys:
    """Many-to-many from text keys to numbers, as two sorted arrays."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        flat = np.fromiter((each for pair in pairs for each in pair), dtype=np.uint32)
        keys, ids = flat[0::2], flat[1::2]
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._ids = ids[order].astype(np.int32)

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, texts: Sequence[str]) -> list[int]:
        """Return the numbers under any of the keys, without repetition."""
        if not len(self._keys):
            return []
        wanted = np.fromiter((crc(each) for each in texts), dtype=np.uint32, count=len(texts))
        starts = np.searchsorted(self._keys, wanted, "left")
        ends = np.searchsorted(self._keys, wanted, "right")
        out: set[int] = set()
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            if start < end:
                out.update(self._ids[start:end].tolist())
        return list(out)

    def pairs(self, groups: Sequence[Sequence[str]]) -> tuple[Ids, Ids]:
        """Return `get` of many groups at once: positions of groups, and a number under one of its keys, with repetition."""
        asked = np.repeat(np.arange(len(groups)), [len(each) for each in groups])
        wanted = np.fromiter((crc(key) for each in groups for key in each), dtype=np.uint32, count=len(asked))
        starts = np.searchsorted(self._keys, wanted, "left")
        sizes = np.searchsorted(self._keys, wanted, "right") - starts
        return np.repeat(asked, sizes), self._ids[runs(starts, sizes)].astype(np.intp)


def runs(starts: npt.NDArray[np.int_], sizes: npt.NDArray[np.int_]) -> Ids:
    """Return start, start + 1 … of each run, one run after another."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


def acronyms(name: Name) -> set[str]:
    """Return what the initials of a name may be written as, with and without those of its legal form."""
    if len(name.words) < 2:
        return set()
    letters, _ = initials_of(name.words, range(len(name.words)))
    found = {letters}
    if name.form_words:
        found.add(letters + name.form_words[-1][0])
    return {each for each in found if 3 <= len(each) <= MOST_INITIALS and each.isascii()}


def whole_ends(letters: str) -> Iterable[str]:
    """Yield the keys of both ends of a whole spelling: typing errors at one end leave the other."""
    if len(letters) > WHOLE:
        yield "<" + letters[:WHOLE]
        yield ">" + letters[-WHOLE:]


def _deleted(text: str) -> Iterable[str]:
    yield "=" + text
    for at in range(len(text)):
        yield "=" + text[:at] + text[at + 1 :]


def word_keys(words: Sequence[Word]) -> Iterable[tuple[int, int]]:
    """Yield what listed words are filed under: (key, position)."""
    for vid, word in enumerate(words):
        if not word.text.isdigit() and len(word.text) > 2:
            for key in spellings(word.text):
                yield crc(key), vid


def spellings(text: str) -> Iterable[str]:
    """Yield the keys a word is filed under, and looked up by, within one script."""
    yield from _deleted(text)
    yield "~" + fold(text)
    frame = bones(text)
    if len(frame) > 2:
        yield "." + frame
    if len(text) >= LONG:
        yield "<" + text[:4]
        yield ">" + text[-4:]


def across(word: Word, *, loose: bool = False) -> Iterable[str]:
    """Keys under which a word meets its form in another script."""
    bare = skeleton(word.text)
    if len(bare) > 1:
        yield "#" + bare
        if len(bare) > 3 and (loose or word.origin != "latin"):
            for at in range(len(bare)):
                yield "#" + bare[:at] + bare[at + 1 :]
    for each in (word.text, *word.others):
        yield "K" + korean(each)
