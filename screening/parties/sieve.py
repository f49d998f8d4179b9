"""Which of many names can reach a score at all: nearly all innocent names are let go here, before anything is compared in full.

Every bound is proved (see `bounds`), none is a guess: a name that is let go has no listed name among those it would be compared
with that can reach the score asked for. The names that stay are searched as any other; the sieve changes no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from screening.parties.alike import Floats, shapes
from screening.parties.bounds import SLACK, may_join, spelling_bound, word_bound
from screening.parties.crowd import likely, meet_words
from screening.parties.index import NameIndex
from screening.parties.names import Name
from screening.parties.rows import form_parts, rows


class Sieve:
    """The listed names in columns, ready to let names go."""

    def __init__(self, names: Sequence[Name], index: NameIndex) -> None:
        self._index = index
        self._words = shapes(index.lexicon.words)
        self._parts = form_parts(names)
        self._listed, self._shapes = rows(names, index.lexicon, self._parts)

    def stays(self, names: Sequence[Name], most: int, needed: Floats) -> Iterator[tuple[int, int]]:
        """Yield the pairs, of a position in `names` and a listed id, that may reach the score needed; no other pair can.

        Looked at are (at least) the `most` names each is compared with.
        """
        meet_words(self._index.lexicon, self._words, names)
        mine, own = rows(names, self._index.lexicon, self._parts)
        asked, listed = likely(self._index, names, most)
        if not len(asked):
            return
        theirs = self._listed
        words = word_bound(mine, own, theirs, self._shapes, asked, listed)
        bound = np.maximum(spelling_bound(mine, theirs, asked, listed), words)
        # of a form that is in no table nothing is known; but no word is like one in brackets, for words have none
        strange = [any(each not in self._parts and each[0] != "(" for each in name.form_parts) for name in names]
        may = (bound >= needed[asked] - SLACK) | np.array(strange, dtype=np.bool_)[asked]
        yield from zip(asked[may].tolist(), listed[may].tolist(), strict=True)
        asked, listed = asked[~may], listed[~may]
        one_way = may_join(mine, own, theirs, self._shapes, asked, listed)
        open_ = np.union1d(one_way, may_join(theirs, self._shapes, mine, own, listed, asked))
        yield from zip(asked[open_].tolist(), listed[open_].tolist(), strict=True)
