"""One word of a name: what it means in the tables' Latin words, how it was written, and the script it came from.

Abbreviations, plurals, translations and written-out numbers become the word they stand for; a word of no table stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from screening.parties.script import Origin
from screening.parties.vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Word:
    """One word: canonical Latin `text`, as written in `surface`, the script it came from, and `others` it may be read as.

    `foreign` is a word that another script spells by sound (库兹涅佐夫 for Kuznetsov): its vowels mean little.
    """

    text: str
    surface: str
    origin: Origin = "latin"
    others: tuple[str, ...] = ()
    foreign: bool = False


@lru_cache(maxsize=200_000)
def latin_word(text: str) -> Word:
    """Return the word of a lower-case Latin token; equal tokens share one object."""
    return Word(text, text)


def canonical(word: Word) -> Word:
    """Return the word under which the tables know `word`, or `word` itself."""
    if word.origin == "latin" and word.text is word.surface:
        return _known(word.text)
    text = _meaning(word.text)
    return word if text == word.text else Word(text, word.surface, word.origin, word.others, word.foreign)


@lru_cache(maxsize=200_000)
def _known(surface: str) -> Word:
    return Word(_meaning(surface), surface)


def _meaning(text: str) -> str:
    words = vocabulary()
    number = words.numbers.get(text)
    if number is not None:
        return number
    if text.isdigit():
        return text.lstrip("0") or "0"
    return words.word(text)


def phrases(tokens: Sequence[Word], words: Vocabulary) -> list[Word]:
    """Put the known phrases (Hong Kong, United States) together."""
    out: list[Word] = []
    at = 0
    while at < len(tokens):
        for parts, meaning in words.phrases.get(tokens[at].text, ()):
            if tuple(each.text for each in tokens[at : at + len(parts)]) == parts:
                out.append(Word(meaning, " ".join(each.surface for each in tokens[at : at + len(parts)])))
                at += len(parts)
                break
        else:
            out.append(tokens[at])
            at += 1
    return out


def numbers(words: Sequence[Word]) -> list[Word]:
    """Put a written ten and a unit together: forty four is 44."""
    out: list[Word] = []
    for word in words:
        before = out[-1] if out else None
        if (
            before is not None and word.text.isdigit() and len(word.text) == 1 and word.text != "0"
            and len(before.text) == 2 and before.text[1] == "0" and before.text.isdigit() and before.surface.isalpha()
        ):
            out[-1] = Word(before.text[0] + word.text, f"{before.surface} {word.surface}")
        else:
            out.append(word)
    return out
