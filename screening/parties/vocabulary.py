"""What a word says before any list is loaded: its class, the spellings and scripts it has, and the legal forms.

Read once from `tables/words.yaml`, `tables/legal_forms.yaml` and cleanco's term data. A word in no class is taken for
rare, so it decides; the words of the tables are what many unrelated parties share. No name of a party is in the tables.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

TABLES = Path(__file__).parent / "tables"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

COMMONEST = 20_000
"""One name in so many holds an ordinary rare word: the word that weighs 1."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"particle": 0.05, "generic": 0.25, "sector": 0.35, "place": 0.4, "common": 0.6, "given": 0.65, "rare": 1.0},
)
"""Weight of a word of each class, 0..1: the share of the information that a rare word carries (log of its frequency)."""

SHORT: Mapping[int, float] = MappingProxyType({1: 0.3, 2: 0.5, 3: 0.7, 4: 0.85})
"""Weight of a word of no class by its length: there are few words of so few letters, so many parties share them."""

NUMBER: Mapping[int, float] = MappingProxyType({1: 0.2, 2: 0.4, 3: 0.6})
"""Weight of a number by its digits; of more digits 0.7."""

PATRONYMIC = 0.6
"""Weight of a Slavic patronymic: many bearers, and left out as often as not."""
_PATRONYMIC = re.compile(r".{2}(?:ovich|evich|ovych|evych|ovitch|evitch|ovna|evna|ivna|yevich)$")

_LETTERS = re.compile(r"[^\W_]+")
_NATIVE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The background: canonical words, their classes, native terms to cut running text by, and legal forms."""

    canonical: Mapping[str, str]
    classes: Mapping[str, str]
    native: Mapping[str, str]
    native_longest: int
    forms: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    leading: frozenset[str]
    native_forms: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    numbers: Mapping[str, str]

    def word(self, text: str) -> str:
        """Return the word under which `text` is known (abbreviation, plural, translation), or `text` itself."""
        found = self.canonical.get(text)
        if found is not None:
            return found
        if len(text) > 4 and text[-1] == "s":
            for end in _singulars(text):
                found = self.canonical.get(end)
                if found is not None:
                    return found
        return text

    def kind(self, word: str) -> str:
        """Return the class of a canonical word; "number" for digits, "rare" for a word of no class."""
        if word.isdigit():
            return "number"
        return self.classes.get(word, "rare")

    def weight(self, word: str) -> float:
        """Return the weight of a canonical word without any list, 0..1."""
        kind = self.kind(word)
        if kind == "number":
            return NUMBER.get(len(word), 0.7)
        if kind == "rare":
            return PATRONYMIC if _PATRONYMIC.search(word) else SHORT.get(len(word), 1.0)
        return WEIGHTS[kind]


def rarity(share: float) -> float:
    """Return the weight (0.05..1) of a word that this share of all names holds."""
    return min(1.0, max(0.05, -math.log(share) / math.log(COMMONEST)))


def share(weight: float) -> float:
    """Return the share of names that a word of this weight is in: the inverse of `rarity`."""
    return math.exp(-weight * math.log(COMMONEST))


def _singulars(text: str) -> tuple[str, ...]:
    if text.endswith("ies"):
        return (text[:-3] + "y",)
    return (text[:-1], text[:-2]) if text.endswith("es") else (text[:-1],)


def plain(text: str) -> str:
    """Return Latin text in lower-case ASCII as far as Unicode decomposition goes."""
    lowered = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in lowered if not unicodedata.combining(each))


@cache
def vocabulary() -> Vocabulary:
    """Read the tables (about 10 ms, once a process)."""
    classes: dict[str, str] = {}
    canonical: dict[str, str] = {}
    native: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    words = yaml.load((TABLES / "words.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 a safe loader
    numbers = {word: str(number) for number, spellings in words.pop("numbers").items() for word in spellings.split()}
    for meaning, spellings in words.pop("phrases").items():
        for spelling in spellings:
            parts = tuple(spelling.split())
            phrases.setdefault(parts[0], []).append((parts, meaning))
    for kind, table in words.items():
        for concept, variants in table.get("meet", {}).items():
            classes.setdefault(concept, kind)
            canonical.setdefault(concept, concept)
            for variant in variants.split() if isinstance(variants, str) else ():
                if _NATIVE.search(variant):
                    if len(variant) > 1 or variant in "市省厂":
                        native.setdefault(variant, concept)
                else:
                    canonical.setdefault(plain(variant).replace("'", ""), concept)
        for word in table.get("plain", "").split():
            key = plain(word).replace("'", "")
            for part in key.split("-"):
                canonical.setdefault(part, part)
                classes.setdefault(canonical[part], kind)
    forms, leading, native_forms = _forms()
    longest = max(map(len, (*native, *native_forms)))
    together = {first: tuple(sorted(each, key=lambda phrase: -len(phrase[0]))) for first, each in phrases.items()}
    return Vocabulary(canonical, classes, native, longest, forms, leading, native_forms, together, numbers)


def _forms() -> tuple[dict[str, tuple[tuple[tuple[str, ...], str], ...]], frozenset[str], dict[str, str]]:
    from cleanco.termdata import terms_by_type

    table = yaml.load((TABLES / "legal_forms.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 a safe loader
    own: dict[tuple[str, ...], str] = {}
    native: dict[str, str] = {}
    for family, spellings in table["forms"].items():
        for spelling in spellings:
            text = str(spelling)
            if _NATIVE.search(text):
                native[text.strip("()")] = family
            elif text.isascii():
                own.setdefault(tuple(text.split()), family)
    for kind, spellings in terms_by_type.items():
        for parts in _written(spellings):
            own.setdefault(parts, kind.lower())
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for parts, family in own.items():
        by_first.setdefault(parts[0], []).append((parts, family))
    return (
        {first: tuple(sorted(each, key=lambda form: -len(form[0]))) for first, each in by_first.items()},
        frozenset(str(each) for each in table["leading"]),
        native,
    )


def _written(spellings: Iterable[str]) -> Iterable[tuple[str, ...]]:
    for spelling in spellings:
        joined = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain(spelling))
        parts = tuple(each for each in _LETTERS.findall(joined) if each.isascii())
        if parts and len("".join(parts)) > 1:
            yield parts
