"""How like a user's own column header is to one of our columns, in English and Korean.

Words stand in `headers.yaml`, those of a party's role and of its attribute apart; every pair of them is a phrase. Likeness
only serves to propose and to hint; nothing is ever read by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from screening.batch.columns import COLUMNS
from screening.language.source import load

LIKELY = 0.8
"""From this likeness on a header is proposed for a column."""
SECOND_BEST = 0.05
"""How much less like a header the second guess may be: `ship to` never means `ship from`, even if the former is taken."""
BARE = 0.79
"""Likeness of a party's attribute without the party, such as "country": whose is it? The end user's is worth asking about."""

FAR_FETCHED = 0.5

DATA = Path(__file__).with_name("headers.yaml")


@dataclass(frozen=True, slots=True)
class Guess:
    """A column that a header may mean, from 0 to 1, and the phrase that is like it."""

    column: str
    likeness: float
    phrase: str


def folded(text: str) -> str:
    """Return a header or value as it is compared: one form of Unicode, no case, single spaces, nothing around it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def own_name(header: str) -> str:
    """Return a header as the name of a column would be written: `End-User Name` is `end_user_name`."""
    return re.sub(r"[\s_-]+", "_", folded(header))


def words(name: str) -> Mapping[str, list[str]]:
    """Return one of the tables of `headers.yaml`: ours -> how people write it."""
    table: dict[str, list[str]] = _data()[name]
    return table


@lru_cache(maxsize=4096)
def guesses(header: str) -> tuple[Guess, ...]:
    """Return what a header may mean, the likeliest first, one guess a column; far-fetched ones are left out."""
    spaced = " ".join(re.findall(r"\w+", re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", header)))
    spaced, best = folded(spaced), dict[str, Guess]()
    tight = spaced.replace(" ", "")
    for column, phrase, ceiling in _phrases():
        if ceiling < 1 and tight == phrase.replace(" ", ""):
            return (Guess(column, ceiling, phrase),)  # an attribute and no party: no party's words are to be guessed
        ratio = max(fuzz.ratio(tight, phrase.replace(" ", "")), 0.98 * fuzz.token_sort_ratio(spaced, phrase)) / 100
        found = Guess(column, round(ceiling * ratio, 4), phrase)
        if found.likeness >= FAR_FETCHED and (column not in best or found.likeness > best[column].likeness):
            best[column] = found
    return tuple(sorted(best.values(), key=lambda guess: (-guess.likeness, COLUMNS.index(guess.column))))


def likely(header: str) -> tuple[Guess, ...]:
    """Return the guesses that are worth proposing: likely by themselves, and next to the best."""
    found = guesses(header)
    return tuple(each for each in found if each.likeness >= max(LIKELY, found[0].likeness - SECOND_BEST))


def nearest_headers(column: str, header: Iterable[str], count: int = 3) -> list[str]:
    """Return the headers that are most likely to mean a column."""
    found = ((guess.likeness, each) for each in header for guess in guesses(each) if guess.column == column)
    return [each for _, each in sorted(found, key=lambda pair: -pair[0])][:count]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load(DATA).data
    return data


@cache
def _phrases() -> tuple[tuple[str, str, float], ...]:
    """Column, phrase, and the likeness that the phrase can give at most; phrases are folded."""
    return tuple(dict.fromkeys((column, folded(phrase), ceiling) for column, phrase, ceiling in _composed()))


def _composed() -> Iterator[tuple[str, str, float]]:
    for column in COLUMNS:
        yield column, column.replace("_", " "), 1.0
    for column, phrases in words("columns").items():
        for phrase in phrases:
            yield column, phrase, 1.0
    for attribute, attribute_words in words("attributes").items():
        for role, role_words in words("roles").items():
            for of_role in role_words:
                for of_attribute in attribute_words:
                    if of_role.isascii() == of_attribute.isascii() or not of_attribute:
                        yield f"{role}_{attribute}", f"{of_role} {of_attribute}".strip(), 1.0
        for of_attribute in filter(None, attribute_words):
            yield f"end_user_{attribute}", of_attribute, BARE
