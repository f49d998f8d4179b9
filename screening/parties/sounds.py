"""How a Latin word sounds, coarsely: keys under which spellings of one name meet. Not a phonetic algorithm of a language.

`fold` keeps vowels and evens out spelling habits of romanisations (kh/ch, w/v, y/j/i, ou/u, doubled letters);
`bones` keeps only consonants; `skeleton` keeps consonant classes, coarse enough that a name written in hanzi, hangul or kana
meets its Latin original (库兹涅佐夫 kuzinieziofu, Kuznetsov). Coarser keys meet more strangers, so the callers ask for
longer keys and give lower likeness.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPELLINGS = (
    (re.compile(r"(?:shch|tsch|tsj|tch|tj|cz)"), "c"),
    (re.compile(r"(?:sch|sh|sj|sz)"), "s"),
    (re.compile(r"zh"), "z"),
    (re.compile(r"(?:kh|ck|q)"), "k"),
    (re.compile(r"ch"), "c"),
    (re.compile(r"(?:tz|ts)"), "c"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?:ij|ey|ei|ay|ai|yy|ie|ee|y|j)"), "i"),
    (re.compile(r"(?:ou|oo|au)"), "u"),
    (re.compile(r"ae"), "e"),
    (re.compile(r"o"), "u"),
    (re.compile(r"(?<=[aeiou])h(?=[^aeiou]|$)"), ""),
    (re.compile(r"e"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_DIGITS_READ_AS_LETTERS = str.maketrans("01345789", "oieastbg")
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
_CLASSES = (
    (re.compile(r"(?:ng|nk)(?![aeiou])"), "n"),
    (re.compile(r"(?:shch|tsch|zh|ch|sh|ts|tz|cz|dzh|dj)"), "s"),
    (re.compile(r"(?:kh|gh|ck)"), "k"),
    (re.compile(r"ph|hu(?=[aeiou])"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"j(?=[aeiou])"), "s"),
    (re.compile(r"q(?=i|u(?:n|a|e)|u$)"), "s"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"x"), "s"),
)
_CLASS_OF = str.maketrans(
    {**dict.fromkeys("bvwf", "p"), "d": "t", **dict.fromkeys("gcqh", "k"), "z": "s", "r": "l", "j": "", "y": ""},
)
_KOREAN = (
    (re.compile(r"(?:sh)"), "s"),
    (re.compile(r"(?:ch|j)"), "c"),
    (re.compile(r"(?:oo|ou|eu|wu|woo)"), "u"),
    (re.compile(r"(?:eo|aw)"), "o"),
    (re.compile(r"(?:ae|oe|oi|e)"), "e"),
    (re.compile(r"(?:ee|yi|ui|ey)"), "i"),
    (re.compile(r"y(?:ou|eo|u)"), "yo"),
    (re.compile(r"(?:kk|k|g(?!$))"), "k"),
)
_KOREAN_LETTERS = str.maketrans({"b": "p", "d": "t", "r": "l"})


@lru_cache(maxsize=300_000)
def fold(word: str) -> str:
    """Return `word` (lower-case ASCII) with spelling habits evened out; digits inside a word are read as letters."""
    if not word.isalpha() and not word.isdigit():
        word = word.translate(_DIGITS_READ_AS_LETTERS)
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=300_000)
def bones(word: str) -> str:
    """Return the consonants of `fold(word)`, its first letter kept even if a vowel."""
    folded = fold(word)
    return folded[:1] + _VOWELS.sub("", folded[1:])


@lru_cache(maxsize=300_000)
def skeleton(word: str) -> str:
    """Return consonant classes of `word`, vowels dropped, neighbours of one class merged only when written doubled."""
    word = _DOUBLED.sub(r"\1", word)
    for pattern, plain in _CLASSES:
        word = pattern.sub(plain, word)
    return _VOWELS.sub("", word.translate(_CLASS_OF))


@lru_cache(maxsize=100_000)
def korean(word: str) -> str:
    """Return `word` as the romanisations of Korean (Revised, McCune-Reischauer, by ear) agree on it."""
    for pattern, plain in _KOREAN:
        word = pattern.sub(plain, word)
    return _DOUBLED.sub(r"\1", word.translate(_KOREAN_LETTERS))
