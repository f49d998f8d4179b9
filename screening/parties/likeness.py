"""How alike two words are, 0 to 1: spelling, sound, abbreviation. Knows nothing of how much a word weighs.

0 means "not the same word": below half, likeness is noise and would add up over many words. Numbers are never like
another number. The edit distance is optimal string alignment (a swap of neighbours is one typing error) by rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rapidfuzz.distance import OSA

from screening.parties.sounds import bones, fold, korean, skeleton
from screening.parties.vocabulary import vocabulary
from screening.parties.word import Word

SOUND = 0.95
"""A word that only sounds the same is a little less than the same."""
SKELETON = 0.75
"""Share of the consonant classes in the likeness of two words of different scripts; the letters have the rest."""
READ = 0.8
"""Least likeness of the reading of a native word and a Latin word: 明 ming is not Ying."""
SHORTENED = 0.8
"""Likeness of a word of the tables and an abbreviation that is not in them; of any other word and its beginning, `LEAST`."""
INITIAL = 0.6
"""Likeness of a word and its initial."""
FRAME = 0.82
"""Least likeness of two words that differ in vowels only (Muhammad, Mohamed)."""
LEAST_CROSSED = 0.6
"""The same between scripts, where a sound has many spellings."""
LEAST = 0.75
"""Below this two words are different words."""

_kept: dict[tuple[str, str], float] = {}
_KEPT_MOST = 400_000


def likeness(a: Word, b: Word) -> float:
    """Return how alike two words are (symmetric, 0..1)."""
    x, y = a.text, b.text
    if x == y:
        return 1.0
    if a.origin == "latin" == b.origin:
        known = _known_words()
        if x in known and y in known:
            return 0.0
        found = _latin(x, y) if x < y else _latin(y, x)
        if found < SHORTENED and not (x is a.surface and y is b.surface):
            found = max(found, _written(a, b))
        return found
    if a.origin == b.origin:
        return _native(a, b)
    if a.foreign or b.foreign:
        found = _likeness(x, y, crossed=True)
    else:
        found = _latin(min(x, y), max(x, y))
        found = found if found >= READ else 0.0
    return max(found, _korean(a, b)) if "hangul" in (a.origin, b.origin) else found


def _latin(x: str, y: str) -> float:
    """Return the likeness of two words in order of the alphabet; kept, because the same words meet again and again."""
    key = (x, y)
    found = _kept.get(key)
    if found is None:
        if len(_kept) > _KEPT_MOST:
            _kept.clear()
        found = _kept[key] = _likeness(x, y, crossed=False)
    return found


def _written(a: Word, b: Word) -> float:
    """Compare words as written, before abbreviations and translations were resolved: typing errors happen there."""
    x, y = a.surface, b.surface
    if min(len(x), len(y)) < 4 or abs(len(x) - len(y)) > 3:
        return 0.0
    x, y = x.lower(), y.lower()
    if not (x.isalpha() and y.isalpha() and x.isascii() and y.isascii()):
        return 0.0
    found = 1.0 if x == y else spelled(x, y)
    return found if found >= LEAST else 0.0


def _likeness(x: str, y: str, *, crossed: bool) -> float:
    short, long = (x, y) if len(x) <= len(y) else (y, x)
    if len(short) == 1:
        return INITIAL if long[0] == short and short.isalpha() and long.isalpha() else 0.0
    if len(short) < LEAST * len(long) and not crossed and (short[0] != long[0] or len(short) < 3):
        return 0.0
    if x.isdigit() or y.isdigit() or (not (x.isalpha() or y.isalpha()) and _digits(x) != _digits(y)):
        return 0.0
    best = spelled(x, y) if len(short) > 2 else 0.0
    if crossed:
        best = max(best, _bare(x, y))
    if best < SHORTENED and _abbreviates(short, long):
        best = max(best, SHORTENED if long in _known_words() else LEAST)
    return best if best >= (LEAST_CROSSED if crossed else LEAST) else 0.0


def _digits(word: str) -> str:
    return "".join(each for each in word if each.isdigit())


@cache
def _known_words() -> Mapping[str, str]:
    """Return the words of the tables: two known words are two words, however alike (American, African)."""
    return vocabulary().classes


def spelled(x: str, y: str) -> float:
    """Return the likeness of two words by letters and by sound."""
    longest = max(len(x), len(y))
    by_letters = OSA.normalized_similarity(x, y, score_cutoff=0.5)
    if not by_letters:
        return 0.0
    folded, other = fold(x), fold(y)
    if min(len(folded), len(other)) < 4 and (folded != other or len(folded) < 3):
        return by_letters
    by_sound = OSA.normalized_similarity(folded, other)
    best = max(by_letters, (by_letters + by_sound) / 2)
    if best < FRAME and longest > 5 and by_letters >= 0.6:
        frame = bones(x)
        if len(frame) > 2 and frame == bones(y):
            best = FRAME
    return best


def _native(a: Word, b: Word) -> float:
    """Compare two words of one native script: mostly by its own characters, less by their Latin reading."""
    own = OSA.normalized_similarity(a.surface, b.surface)
    read = OSA.normalized_similarity(a.text, b.text)
    both = 0.6 * own + 0.4 * read
    return both if both >= LEAST else 0.0


def _bare(x: str, y: str) -> float:
    one, two = skeleton(x), skeleton(y)
    if min(len(one), len(two)) < 2:
        return 0.8 if one == two and fold(x)[:1] == fold(y)[:1] else 0.0
    bare = OSA.normalized_similarity(one, two, score_cutoff=0.6)
    if not bare:
        return 0.0
    return SKELETON * bare + (1 - SKELETON) * OSA.normalized_similarity(fold(x), fold(y))


def _korean(a: Word, b: Word) -> float:
    one, two = (a, b) if a.origin == "hangul" else (b, a)
    best = 0.0
    for text in (one.text, *one.others):
        if text == two.text:
            return 1.0
        x, y = korean(text), korean(two.text)
        best = max(best, SOUND * OSA.normalized_similarity(x, y))
    return best if best >= LEAST else 0.0


def _abbreviates(short: str, long: str) -> bool:
    """Whether `short` is a cut or a consonant abbreviation of `long`: same first letter, letters in order, much shorter."""
    if short[0] != long[0] or len(short) < 3 or len(short) > 0.75 * len(long):
        return False
    if long.startswith(short):
        return len(short) > 3 or len(long) > 7
    if len(short) < 4:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short) and len([each for each in short if each in "aeiou"]) <= 1
