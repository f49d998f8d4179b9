"""From any script to Latin words: hanzi by pinyin, hangul by its letters, everything else by anyascii.

Running hanzi and hangul text has no spaces, so it is cut at the words of the tables (places, trades, legal forms) and what
remains is the party's own word. opencc (traditional to simplified), pypinyin and anyascii are imported when the first such
name is met. Hangul is romanised here, by the letter tables of the Revised Romanisation without its sound changes: the
packages found either give those changes (which no passport follows) or need a dictionary, and every comparison of hangul runs
over `sounds.korean`, which evens the rest out. Readings other than Mandarin (Cantonese, Japanese kanji) are not attempted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, Protocol

import yaml

from screening.parties.vocabulary import LOADER, TABLES, Vocabulary

Origin = Literal["latin", "han", "hangul", "other"]

HAN = re.compile(r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff]+")
HANGUL = re.compile(r"[\uac00-\ud7a3]+")
RUNS = re.compile(r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff]+|[\uac00-\ud7a3]+|[^\W_]+")

_LEADS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
)  # fmt: skip
_TAILS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "p", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t",
    "k", "t", "p", "h",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Readings:
    """Surnames and characters that are read otherwise than letter by letter."""

    korean_surnames: Mapping[str, tuple[str, ...]]
    chinese_surnames: Mapping[str, str]
    compound_surnames: frozenset[str]
    variants: Mapping[int, str]


@cache
def readings() -> Readings:
    """Read `tables/readings.yaml`, when the first hanzi or hangul name is met."""
    table = yaml.load((TABLES / "readings.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 a safe loader
    return Readings(
        {name: tuple(spellings.split()) for name, spellings in table["korean_surnames"].items()},
        table["chinese_surnames"],
        frozenset(table["compound_surnames"].split()),
        str.maketrans(table["japanese_variants"]),
    )


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _simplifier() -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC("t2s")
    return converter


def simplified(text: str) -> str:
    """Return hanzi text in simplified characters, Japanese forms included."""
    return _simplifier().convert(text).translate(readings().variants)


@lru_cache(maxsize=50_000)
def pinyin(text: str) -> str:
    """Return the toneless pinyin of simplified hanzi, joined; characters without a reading are dropped."""
    from pypinyin import lazy_pinyin

    return "".join(each.replace("ü", "v") for each in lazy_pinyin(text, errors="ignore")).lower()


@lru_cache(maxsize=50_000)
def romanised(text: str) -> str:
    """Return hangul syllables in Latin letters, joined."""
    out = []
    for each in text:
        code = ord(each) - 0xAC00
        out.append(_LEADS[code // 588] + _VOWELS[code % 588 // 28] + _TAILS[code % 28])
    return "".join(out)


def other(text: str) -> str:
    """Return text of any other script in lower-case ASCII."""
    from anyascii import anyascii

    return anyascii(text).lower()


_ALPHABETS = re.compile(r"[\x00-\u058f\u10a0-\u10ff\u1c80-\u1caf\u1d00-\u20ff\u2d00-\u2d2f\ua640-\ua69f]*")


def alphabetic(text: str) -> bool:
    """Whether `text` is Latin, Greek, Cyrillic, Armenian or Georgian: vowels are written, so its Latin form is as good as any."""
    return _ALPHABETS.fullmatch(text) is not None


def cut(run: str, words: Vocabulary) -> Iterator[tuple[str, str | None, bool]]:
    """Cut a run of hanzi or hangul at known terms: (piece, its canonical word if known, whether it is a legal form)."""
    start = at = 0
    while at < len(run):
        for size in range(min(words.native_longest, len(run) - at), 0, -1):
            piece = run[at : at + size]
            form = words.native_forms.get(piece)
            known = form or words.native.get(piece)
            if known is None or (size == 1 and at == 0):
                continue
            if size == 1 and start < at and known != "city":
                continue
            if start < at:
                yield run[start:at], None, False
            yield piece, known, form is not None
            at += size
            start = at
            break
        else:
            at += 1
    if start < len(run):
        yield run[start:], None, False
