"""A name as the matcher reads it: Latin words in order, legal forms split off, whatever script it was written in.

`parse` never fails and never guesses a party: it lowers, transliterates, joins dotted initials, replaces abbreviations and
translations by the word they stand for, and sets legal forms aside. What it cannot read it drops. Very long input is read up
to `LONGEST` characters: no party has such a name, and the rest would only cost time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from screening.parties.listed import PartyKind
from screening.parties.tokens import Forms, tokens
from screening.parties.vocabulary import Vocabulary, vocabulary
from screening.parties.word import Word, canonical, numbers, phrases

LONGEST = 600
MOST_WORDS = 40
_NO_DIGITS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed name. `forms` are the families of its legal forms, `form_words` how they were written, `form_parts` in words.

    `spelled` is everything in one word, `letters` the same of the canonical words without legal forms: where two names only
    differ in joined or split words, these are equal. `digits` are its numbers.
    """

    text: str
    words: tuple[Word, ...]
    forms: tuple[str, ...] = ()
    form_words: tuple[str, ...] = ()
    form_parts: tuple[str, ...] = ()
    spelled: str = ""
    letters: str = ""
    digits: frozenset[str] = _NO_DIGITS

    @property
    def key(self) -> str:
        """The canonical words in order, one space between."""
        return " ".join(each.text for each in self.words)


@lru_cache(maxsize=20_000)
def parse(text: str, kind: PartyKind | None = None) -> Name:
    """Parse a name in any script; an individual has no legal forms unless nothing contradicts them at the end."""
    words = vocabulary()
    written_words, native_forms = tokens(text[:LONGEST], words, person=kind != "entity")
    del written_words[MOST_WORDS:]
    spelled = "".join([each.text for each in written_words])
    kept, forms = _split_forms(written_words, words)
    forms = native_forms + forms
    known = tuple(numbers([canonical(each) for each in phrases(kept, words)]))
    texts = [each.text for each in known]
    digits = frozenset([each for each in texts if each.isdigit()]) or _NO_DIGITS
    if not forms:
        return Name(text, known, spelled=spelled, letters="".join(texts), digits=digits)
    written = tuple([each for _, each in forms])
    parts = tuple([part for each in written for part in each.split()])
    return Name(text, known, tuple([each for each, _ in forms]), written, parts, spelled, "".join(texts), digits)


def _split_forms(given: list[Word], words: Vocabulary) -> tuple[list[Word], Forms]:
    """Set legal forms aside: long ones anywhere, forms of one or two letters only at the end or, if listed, at the start."""
    kept: list[Word] = []
    forms: Forms = []
    at = 0
    ends: list[tuple[int, tuple[str, str]]] = []
    while at < len(given):
        found = _form_at(given, at, words)
        if found is None:
            kept.append(given[at])
            at += 1
            ends.clear()
            continue
        size, family = found
        written = " ".join(each.text for each in given[at : at + size])
        if len(written) > 2 or written == "co" or (at == 0 and written in words.leading):
            forms.append((family, written))
        else:
            ends.append((len(kept), (family, written)))
            kept.extend(given[at : at + size])
        at += size
    for index, form in reversed(ends):
        if index:
            del kept[index]
            forms.append(form)
    return kept, forms


def _form_at(given: list[Word], at: int, words: Vocabulary) -> tuple[int, str] | None:
    for parts, family in words.forms.get(given[at].text, ()):
        size = len(parts)
        if size == 1 or tuple(each.text for each in given[at : at + size]) == parts:
            return size, family
    return None
