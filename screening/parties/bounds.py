"""The most that pairs of names can score, by arrays: what the sieve lets names go by. Too high is allowed, too low never.

What is proved of a pair of names (see `alignment` for the score, `meeting` for how words meet):

- The score falls with D, U and V and rises with M, so it is at most what it would be with the most M, and the least D, U, V.
- A word meets as an equal word, an alike one, part of a joined run, or of an acronym. Pairs in which a run (`may_join`) or an
  acronym (`_acronym`) could be are not judged: they stay. In all others each meeting adds at most likeness x the lighter word to
  M, and takes one word of either side: so M is at most what the words of the query can bring, and at most what those of the
  listed name can.
- Words that are only alike bring D with M: at least (1 - like) / like of what they bring. Let E be the most that equal words can
  bring. Of a total T at least T - E is only alike, and T / (T + r (T - E) + c) either rises or falls all the way from E to the
  most M, and rises before: it is highest at one of the two.
- A word that no word of the other side is like stays unmet and counts in full; only where it looks like a legal form, and the
  other name has one, may its weight be taken (`drop_forms`), and is taken here.
- The whole spelling scores 1 - SPACING - ERROR x errors / telling; `telling` is at most the weighted letters of either name.
- Legal forms, numbers, order and generic words only lower a score. Evidence beside the name may raise it (`needed`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening.parties.alignment import (
    CONFLICT,
    DIFFERENT,
    ENOUGH,
    ERROR,
    MOST_ERRORS,
    MOST_LETTERS,
    OMITTED,
    SPACING,
    THIN,
    UNMET,
)
from screening.parties.alike import Bools, Floats, Ids, Shapes, count, most_alike, shapes
from screening.parties.keys import runs
from screening.parties.meeting import FORM_WEIGHT, MOST_INITIALS, RUN_LIKE
from screening.parties.rows import Rows
from screening.parties.script import Origin
from screening.parties.word import Word

RUN_ALIKE = 2 * RUN_LIKE - 1
"""Least likeness by letters of two Latin words that are alike enough for a joined run."""
SLACK = 1e-6
"""What rounding may take from a bound."""


def spelling_bound(mine: Rows, theirs: Rows, asked: Ids, listed: Ids) -> Floats:
    """Bound `alignment.whole_spelling`."""
    ones, others = [mine.names[each] for each in asked.tolist()], [theirs.names[each] for each in listed.tolist()]
    errors = np.minimum(
        _errors([each.spelled for each in ones], [each.spelled for each in others]),
        _errors([each.letters for each in ones], [each.letters for each in others]),
    ).astype(np.float64)
    telling = np.minimum(np.minimum(mine.telling[asked], theirs.telling[listed]), MOST_LETTERS)
    most = np.minimum(MOST_ERRORS, np.floor(telling / 4 + SLACK))
    return np.where(errors > most, 0.0, 1 - SPACING - ERROR * errors / np.maximum(telling, SLACK))


def word_bound(mine: Rows, own: Shapes, theirs: Rows, others: Shapes, asked: Ids, listed: Ids) -> Floats:
    """Bound the score that the words of each pair of names give; 1 where it is open."""
    pair, row, column, i, j = _cells(mine, theirs, asked, listed)
    many, across = mine.sizes[asked], theirs.sizes[listed]
    one, two = mine.shape[i], theirs.shape[j]
    equal = (mine.text[i] == theirs.text[j]) & (mine.text[i] >= 0)
    like = np.ones(len(pair))
    apart = np.flatnonzero(~equal & (mine.weight[i] > FORM_WEIGHT) & (theirs.weight[j] > FORM_WEIGHT))
    code, back = np.unique(one[apart] * len(others) + two[apart], return_inverse=True)
    like[~equal] = 0.0
    like[apart] = most_alike(own, others, code // len(others), code % len(others))[back]
    open_ = _acronym(own, theirs, one, listed[pair]) | _acronym(others, mine, two, asked[pair])
    # of each word of either side, the most that meeting a word of the other can bring; and by equal words alone
    begins = np.cumsum(many * across) - many * across
    likest = np.maximum.reduceat(np.where(equal, 0.0, like), begins)
    like *= np.minimum(mine.weight[i], theirs.weight[j])
    rows_at, columns_at = (np.cumsum(many) - many)[pair] + row, (np.cumsum(across) - across)[pair] + column
    left, right = _most(like, rows_at, int(many.sum())), _most(like, columns_at, int(across.sum()))
    same = np.flatnonzero(equal)
    left_same = _most(like[same], rows_at[same], len(left))
    at_left, of_left = runs(mine.starts[asked], many), np.repeat(np.arange(len(asked)), many)
    at_right, of_right = runs(theirs.starts[listed], across), np.repeat(np.arange(len(asked)), across)
    taken_left, taken_right = theirs.formed[listed][of_left], mine.formed[asked][of_right]
    size = len(asked)
    agreed = np.minimum(_sums(of_left, left, size), _sums(of_right, right, size))
    surely = np.minimum(_sums(of_left, left_same, size), agreed)
    left_over = (left == 0) * np.where(taken_left, mine.light[at_left], mine.weight[at_left])
    right_over = (right == 0) * np.where(taken_right, theirs.light[at_right], theirs.weight[at_right])
    bound = _score(agreed, surely, likest, _sums(of_left, left_over, size), _sums(of_right, right_over, size))
    bound[np.bincount(pair, open_, size) > 0] = 1.0
    return bound


def _score(agreed: Floats, surely: Floats, likest: Floats, one: Floats, two: Floats) -> Floats:
    """Bound `alignment`'s score of words: tversky, then the loss for thin evidence (that as if nothing differed)."""
    cost = CONFLICT * 2 * np.minimum(one, two) + OMITTED * np.abs(one - two)
    differing = np.where(likest > 0, (1 - likest) / np.maximum(likest, SLACK), 0.0) * (agreed - surely)
    score = np.where(agreed > 0, agreed / np.maximum(agreed + DIFFERENT * differing + cost, SLACK), 0.0)
    score = np.maximum(score, np.where(surely > 0, surely / np.maximum(surely + cost, SLACK), 0.0))
    unmet = one + two
    thin = 1 - THIN * (1 - agreed / ENOUGH) * np.minimum(1.0, unmet / UNMET)
    found: Floats = np.where((agreed < ENOUGH) & (unmet > 0.1 + SLACK), score * thin, score)
    return found


def _sums(at: Ids, values: Floats, size: int) -> Floats:
    return np.bincount(at, values, size).astype(np.float64)


def _most(like: Floats, at: Ids, size: int) -> Floats:
    out = np.zeros(size)
    np.maximum.at(out, at, like)
    return out


def _cells(mine: Rows, theirs: Rows, asked: Ids, listed: Ids) -> tuple[Ids, Ids, Ids, Ids, Ids]:
    """Return every word beside every word for each pair: the pair, the places in either name, the places in the columns."""
    across = theirs.sizes[listed]
    cells = mine.sizes[asked] * across
    pair = np.repeat(np.arange(len(asked)), cells)
    row, column = np.divmod(runs(np.zeros_like(cells), cells), across[pair])
    return pair, row, column, mine.starts[asked][pair] + row, theirs.starts[listed][pair] + column


def may_join(mine: Rows, own: Shapes, theirs: Rows, others: Shapes, asked: Ids, listed: Ids) -> Ids:
    """Return the pairs in which a word of mine may be joined from words of the other name (`meeting.run_for`).

    Two Latin words of likeness RUN_LIKE differ in few letters: half of the letters' likeness may come from the sound, so the
    letters' own is RUN_ALIKE or more, which leaves so many errors, and so many letters that only one side has.
    """
    pair, _, _, i, j = _cells(mine, theirs, asked, listed)
    word, start = mine.shape[i], theirs.shape[j]
    length = own.length[word]
    at = np.flatnonzero((length > 3) & (theirs.pair[j] <= length + 2) & (theirs.rest[j] >= length - 2))
    pair, i, j, word, start, length = pair[at], i[at], j[at], word[at], start[at], length[at]
    latin = own.latin[word]
    errors = (1 - RUN_ALIKE) * (length + 2) + SLACK
    letters = own.letters[word]
    after = others.letters[theirs.shape[np.minimum(j + 1, len(theirs.shape) - 1)]]
    lost = count((others.letters[start] | after) & ~letters)
    short = count(letters & ~theirs.occur[listed[pair]])
    spelt = latin & others.latin[start] & ~own.changed[word]
    may = (~latin | (own.first[word] == others.first[start])) & (~spelt | ((lost <= errors) & (short <= errors)))
    pair, word, start, j = pair[may], word[may], start[may], j[may]
    places: dict[tuple[str, Origin], int] = {}  # each run of letters once
    rows_: list[int] = []
    ones: list[int] = []
    those: list[int] = []
    for here, (one, first, k) in enumerate(zip(word.tolist(), start.tolist(), j.tolist(), strict=True)):
        least, most = len(own.texts[one]) - 2, len(own.texts[one]) + 2
        run = others.words[first]
        letters, origin, after = run.text, run.origin, k + 1
        end = int(theirs.ends[k])
        while after < end and len(letters) <= most:
            letters += others.texts[theirs.shape[after]]
            after += 1
            if least <= len(letters) <= most:
                rows_.append(here)
                ones.append(one)
                those.append(places.setdefault((letters, origin), len(places)))
    if not rows_:
        return np.zeros(0, dtype=np.intp)
    joined = shapes([Word(letters, letters, origin) for letters, origin in places])
    i, j = np.array(ones, dtype=np.intp), np.array(those, dtype=np.intp)
    code, back = np.unique(i * len(joined) + j, return_inverse=True)
    like = most_alike(own, joined, code // len(joined), code % len(joined))
    same = [own.texts[one] == joined.texts[run] for one, run in zip(i.tolist(), j.tolist(), strict=True)]
    met = (like[back] >= RUN_LIKE - SLACK) | np.array(same)
    open_: Ids = pair[np.array(rows_, dtype=np.intp)[met]]
    return open_


def _acronym(one: Shapes, theirs: Rows, word: Ids, name: Ids) -> Bools:
    """Whether a word may be initials of the other name: each of its letters begins a word of it (`meeting.meet_acronyms`)."""
    length = one.length[word]
    fits = (length >= 3) & (length <= MOST_INITIALS) & one.latin[word] & (length <= theirs.most[name])
    found: Bools = fits & ((one.letters[word] & ~theirs.initials[name]) == 0)
    return found


def _errors(ones: Sequence[str], others: Sequence[str]) -> npt.NDArray[np.uint32]:
    if not ones:
        return np.zeros(0, dtype=np.uint32)
    found: npt.NDArray[np.uint32] = cpdist(ones, others, scorer=OSA.distance, score_cutoff=MOST_ERRORS, dtype=np.uint32)
    return found
