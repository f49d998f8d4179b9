"""The field types of a transaction: how a number, a date, a country, a text or a code may be written.

Nothing is guessed: text becomes a number only if it is exactly a number, and what is not a value says how to mend it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from screening.language.facts import MAX_DIGITS, Unfit, iso_date, number, show
from screening.places import Place, UnknownPlace, place

MAX_TEXT = 4000  # characters; a description is a line, an end-use statement a paragraph


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool):
        raise ValueError(f"{show(raw)} is not a number")
    if isinstance(raw, float):
        if not math.isfinite(raw):
            raise ValueError("neither NaN nor infinity is a number here; leave the field out if it is not known")
        return _sensible(Decimal(str(raw)))
    if isinstance(raw, int | Decimal):
        return _sensible(Decimal(raw))
    if isinstance(raw, str) and re.fullmatch(r"[+-]?\.?(nan|inf(inity)?)", raw.strip(), re.IGNORECASE):
        raise ValueError("neither NaN nor infinity is a number here; leave the field out if it is not known")
    try:
        return number(raw)
    except Unfit as error:
        raise ValueError(f"{error.message}; {error.hint}".rstrip("; ")) from None


def _sensible(value: Decimal) -> Decimal:
    if value.is_finite() and value and abs(value.adjusted()) > MAX_DIGITS:  # 1e-999999999 would be written with all its zeros
        raise ValueError("the number is out of any sensible range")
    return value


def _day(raw: object) -> date:
    if isinstance(raw, date):
        return raw
    try:
        return iso_date(raw)
    except Unfit as error:
        raise ValueError(f"{error.message}; {error.hint}".rstrip("; ")) from None


def _bool(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(f"`{show(raw)}` is not a truth value; write true or false (leave it out if unknown)")
    return raw


def _place(raw: object) -> Place:
    if isinstance(raw, Place):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, str):
        raise ValueError(f"`{show(raw)}` is not a country; write a code such as CN or a name")
    try:
        return place(raw)
    except UnknownPlace as error:
        raise ValueError(str(error)) from None


def _text(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise ValueError(f"a text is expected, not {show(raw)}")
    text = str(raw)
    if not text.strip():
        raise ValueError("it is blank; leave the field out if it is not known")
    if len(text) > MAX_TEXT:
        raise ValueError(f"it has {len(text):,} characters; at most {MAX_TEXT:,} are read")
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r":
            raise ValueError(f"it contains the control character U+{ord(character):04X}; remove it")
    return text


def _eccn(raw: object) -> str:
    text = _text(raw).strip().upper()
    if text == "EAR99":
        return text
    if not re.fullmatch(r"[0-9][A-E][0-9]{3}([.][A-Z0-9]+)*", text):
        raise ValueError(f"`{text[:40]}` is not an ECCN; write e.g. 4A090.a, 5A992.c or EAR99")
    return text[:5] + text[5:].lower()


Number = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=Decimal("1e30"))]
Day = Annotated[date, BeforeValidator(_day)]
Truth = Annotated[bool, BeforeValidator(_bool)]
Country = Annotated[Place, BeforeValidator(_place)]
Text = Annotated[str, BeforeValidator(_text)]
Eccn = Annotated[str, BeforeValidator(_eccn)]
