"""From the text of a name to its words as written: initials joined, apostrophes closed up, every script in Latin letters.

Hanzi and hangul are cut at the words of the tables (see `script`); a name of two to four such characters that holds none of
them is read as a person's, family name first. Legal forms met on the way are handed back beside the words.
"""

from __future__ import annotations

import re
import unicodedata

from screening.parties import script
from screening.parties.script import Origin
from screening.parties.vocabulary import Vocabulary, plain
from screening.parties.word import Word, latin_word

Forms = list[tuple[str, str]]
"""Legal forms as (family, as written)."""

_APOSTROPHES = re.compile(r"['`´‘’ʻʼʽʾʿ′＇\"“”„«»]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?)+[^\W\d_]\b\.?|\b[^\W\d_](?:[-/][^\W\d_])+\b")
_SEPARATED = re.compile(r"[·‧・•･]")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"\d+(?=[a-z]{3})|[a-z\d]+")
_SPLIT = re.compile(rf"({script.HAN.pattern}|{script.HANGUL.pattern})")
_BRACKETED = {"(주)": "stock", "(유)": "limited", "(株)": "stock", "(有)": "limited"}
_UNREAD = ("Cs", "Co", "Cn", "Cc", "Cf", "So", "Sk")
_PERSON = range(2, 5)


def tokens(text: str, words: Vocabulary, *, person: bool) -> tuple[list[Word], Forms]:
    """Return the words of `text` as written, and native legal forms; `person` is false where it cannot be one."""
    if text.isascii():
        return [latin_word(each) for each in latin_tokens(text.lower())], []
    return _native_tokens(text, words, person)


def latin_tokens(text: str) -> list[str]:
    """Cut lower-case ASCII text into words: dotted and spaced-out initials joined, apostrophes closed up."""
    text = _APOSTROPHES.sub("", text).replace("&", " and ")
    if "." in text or "-" in text or "/" in text:
        text = _DOTTED.sub(lambda found: re.sub(r"[^a-z]", "", found[0]) + " ", text)
    if any(each.isdigit() for each in text):
        text = _ORDINAL.sub(r"\1 ", text)
    out: list[str] = []
    run: list[str] = []
    for each in _LATIN.findall(text):
        if len(each) == 1 and each.isalpha():
            run.append(each)
            continue
        if run:
            out.extend(_run(run))
            run = []
        out.append(each)
    if run:
        out.extend(_run(run))
    return out


def _run(letters: list[str]) -> list[str]:
    return ["".join(letters)] if len(letters) > 1 else letters


def _native_tokens(text: str, words: Vocabulary, person: bool) -> tuple[list[Word], Forms]:
    text = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) not in _UNREAD)
    folded = plain(_APOSTROPHES.sub("", text))
    if folded.isascii():
        return [latin_word(each) for each in latin_tokens(folded)], []
    text = unicodedata.normalize("NFC", text)
    if script.HAN.search(text):
        text = script.simplified(text)
    found: list[Word] = []
    forms: Forms = [(_BRACKETED[each], each) for each in _BRACKETED if each in text]
    for _, each in forms:
        text = text.replace(each, " ")
    runs = _WORD.findall(text)
    alone = len(runs) == 1
    dotted = _SEPARATED.search(text) is not None
    dotted = dotted or (len(runs) > 1 and all(len(each) > 1 and script.HANGUL.fullmatch(each) for each in runs))
    rest: list[str] = []

    def flush() -> None:
        latin = plain(script.other(" ".join(rest))) if rest else ""
        foreign = any(not plain(each).isascii() and not script.alphabetic(each) for each in rest)
        found.extend(Word(each, each, "other" if foreign else "latin", foreign=foreign) for each in latin_tokens(latin))
        rest.clear()

    for piece in _SPLIT.split(_APOSTROPHES.sub("", text)):
        if script.HAN.fullmatch(piece):
            flush()
            _run_of("han", piece, words, found, forms, alone and person, dotted)
        elif script.HANGUL.fullmatch(piece):
            flush()
            _run_of("hangul", piece, words, found, forms, alone and person, dotted)
        elif piece.strip():
            rest.append(piece.lower())
    flush()
    return found, forms


def _run_of(
    origin: Origin, run: str, words: Vocabulary, found: list[Word], forms: Forms, alone: bool, dotted: bool,
) -> None:
    read = script.pinyin if origin == "han" else script.romanised
    pieces: list[tuple[str, str | None, bool]] = list(script.cut(run, words))
    if dotted and origin == "han" and run not in words.native:
        pieces = [(run, None, False)]
    if len(pieces) == 1 and pieces[0][1] is None and alone and len(run) in _PERSON:
        found.extend(_person(origin, run))
        return
    for piece, known, is_form in pieces:
        if is_form and known is not None:
            forms.append((known, piece))
        elif known is not None:
            found.append(Word(known, piece))
        elif text := read(piece):
            others = script.readings().korean_surnames.get(piece, ()) if origin == "hangul" else ()
            found.append(Word(text, piece, origin, others, dotted or len(piece) > 3))


def _person(origin: Origin, run: str) -> list[Word]:
    if origin == "hangul":
        first = script.readings().korean_surnames.get(run[0])
        if first is None or len(run) > 3:
            return [Word(script.romanised(run), run, origin)]
        return [Word(first[0], run[0], origin, first[1:]), Word(script.romanised(run[1:]), run[1:], origin)]
    size = 2 if run[:2] in script.readings().compound_surnames and len(run) > 2 else 1
    if len(run) > 3 and size == 1:
        return [Word(script.pinyin(run), run, origin)]
    family = script.readings().chinese_surnames.get(run[:size]) or script.pinyin(run[:size])
    pair = [Word(family, run[:size], origin), Word(script.pinyin(run[size:]), run[size:], origin)]
    return [each for each in pair if each.text]
