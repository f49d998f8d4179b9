"""How a Latin word sounds, coarsely: keys under which spellings of one name meet. Not a phonetic algorithm of a language.

`fold` keeps vowels and evens out spelling habits of romanisations (kh/ch, w/v, y/j/i, ou/u, doubled letters);
`bones` keeps only consonants; `skeleton` keeps consonant classes, coarse enough that a name written in hanzi, hangul or kana
meets its Latin original (库兹涅佐夫 kuzinieziofu, Kuznetsov). Coarser keys meet more strangers, so the callers ask for
longer keys and give lower likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    (re.compile(r"(?<=[aeiou])h(?=[^aeiou]|$)", re.MULTILINE), ""),
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
    (re.compile(r"q(?=i|u(?:n|a|e)|u$)", re.MULTILINE), "s"),
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
    (re.compile(r"(?:kk|k|g(?!$))", re.MULTILINE), "k"),
)
_KOREAN_LETTERS = str.maketrans({"b": "p", "d": "t", "r": "l"})


_KEPT_MOST = 300_000
_folds: dict[str, str] = {}
_bones: dict[str, str] = {}
_skeletons: dict[str, str] = {}
_koreans: dict[str, str] = {}


def fold(word: str) -> str:
    """Return `word` (lower-case ASCII) with spelling habits evened out; digits inside a word are read as letters."""
    found = _folds.get(word)
    return _kept(_folds, word, _fold(_letters(word))) if found is None else found


def bones(word: str) -> str:
    """Return the consonants of `fold(word)`, its first letter kept even if a vowel."""
    found = _bones.get(word)
    if found is None:
        folded = fold(word)
        found = _kept(_bones, word, folded[:1] + _VOWELS.sub("", folded[1:]))
    return found


def skeleton(word: str) -> str:
    """Return consonant classes of `word`, vowels dropped, neighbours of one class merged only when written doubled."""
    found = _skeletons.get(word)
    return _kept(_skeletons, word, _skeleton(word)) if found is None else found


def korean(word: str) -> str:
    """Return `word` as the romanisations of Korean (Revised, McCune-Reischauer, by ear) agree on it."""
    found = _koreans.get(word)
    return _kept(_koreans, word, _korean(word)) if found is None else found


def hear(words: Iterable[str]) -> None:
    """Work out the sounds of many words at once, and keep them for whoever asks next.

    The words become the lines of one text, so that each pattern runs once: no pattern reaches over the end of a line.
    """
    new = [each for each in dict.fromkeys(words) if each not in _folds or each not in _koreans or each not in _skeletons]
    if not new or any("\n" in each for each in new):
        return
    text = "\n".join(new)
    folded = _fold("\n".join([_letters(each) for each in new])).split("\n")
    rest = _VOWELS.sub("", "\n".join([each[1:] for each in folded])).split("\n")
    found = zip(new, folded, rest, _skeleton(text).split("\n"), _korean(text).split("\n"), strict=True)
    for each, sound, frame, bare, read in found:
        _kept(_folds, each, sound)
        _kept(_bones, each, sound[:1] + frame)
        _kept(_skeletons, each, bare)
        _kept(_koreans, each, read)


def _kept(kept: dict[str, str], word: str, sound: str) -> str:
    if len(kept) >= _KEPT_MOST:
        kept.clear()
    kept[word] = sound
    return sound


def _letters(word: str) -> str:
    return word if word.isalpha() or word.isdigit() else word.translate(_DIGITS_READ_AS_LETTERS)


def _fold(text: str) -> str:
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    return text


def _skeleton(text: str) -> str:
    text = _DOUBLED.sub(r"\1", text)
    for pattern, plain in _CLASSES:
        text = pattern.sub(plain, text)
    return _VOWELS.sub("", text.translate(_CLASS_OF))


def _korean(text: str) -> str:
    for pattern, plain in _KOREAN:
        text = pattern.sub(plain, text)
    return _DOUBLED.sub(r"\1", text.translate(_KOREAN_LETTERS))
