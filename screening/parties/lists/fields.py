"""Names, places and days as list publishers write them, brought to the form of `ListedParty` without adding anything.

A date that is not a day of the calendar, or a place that is no country, is left out of the structured field (callers
keep the text in the remarks); an alias is only split off a name where the list writes "a.k.a." in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from screening.parties.listed import Alias, AliasKind
from screening.places import CODES, COMMON, UnknownPlace, place

# Windows-1252 signs that Latin-1 and careless UTF-8 print as C1 controls: a control character is never part of a name.
# The five bytes that Windows-1252 leaves undefined stay as they are.
C1 = {code: bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xA0)}
SIGNS = str.maketrans({chr(code): sign for code, sign in C1.items()})

# What US list publishers print beyond ISO, CLDR and `places`.
PRINTED = {
    "korea, north": "KP", "korea, south": "KR", "congo, democratic republic of the": "CD", "congo, republic of the": "CG",
    "bahamas, the": "BS", "the gambia": "GM", "cote d ivoire": "CI", "macedonia, the former yugoslav republic of": "MK",
    "turkiye": "TR", "west bank": "PS", "gaza": "PS", "palestinian": "PS", "crimea (occupied)": "UA",
}  # fmt: skip
PLACE = re.compile(r"[^\W\d][^\d]{1,59}")

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BIRTH = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?")
WORDED = (("%d %b %Y", "%Y-%m-%d"), ("%b %Y", "%Y-%m"))

AKA = re.compile(r"[\s,;-]+a\.?k\.?a(?:\.|(?P<many>s)\b|\b)\.?[\s,:-]+", re.IGNORECASE)
SPLIT_OFF = "split from the listed name at its a.k.a."


def clean(text: str) -> str:
    """Collapse white space and turn stray C1 controls into the signs they were."""
    if not text.isascii():
        text = text.translate(SIGNS)
    return " ".join(text.split())


def aliases(primary: str, others: Iterable[tuple[str, AliasKind]]) -> tuple[Alias, ...]:
    """Return the primary name and the others, cleaned, each text once; then what an "a.k.a." in the primary splits off."""
    first = clean(primary)
    found = {first: Alias(first, "name")}
    for raw, kind in others:
        text = clean(raw)
        if text:
            found.setdefault(text, Alias(text, kind))
    for text in _split(first):
        found.setdefault(text, Alias(text, "alias", SPLIT_OFF))
    return tuple(found.values())


def _split(name: str) -> list[str]:
    if "k" not in name.lower() or not (match := AKA.search(name)):
        return []
    rest = name[match.end() :]
    parts = [name[: match.start()], *(rest.split(",") if match["many"] else AKA.split(rest)[::2])]
    texts = [part.strip(" ,;-") for part in parts]
    return [text for text in texts if " " in text and _balanced(text)]


def _balanced(text: str) -> bool:
    """Whether the text can stand as a name of its own: not one cut out of somebody's brackets."""
    return all(text.count(left) == text.count(right) for left, right in ("()", "[]"))


def several(text: str, separator: str = ";") -> list[str]:
    """Split at the separator, cleaned, without empty parts."""
    return [part for each in text.split(separator) if (part := clean(each))]


@lru_cache(maxsize=4096)
def country(text: str) -> str | None:
    """Return the ISO 3166 alpha-2 code of a code or a country name as lists print it, None if it is neither."""
    key = text.strip()
    if len(key) == 2:
        return key.upper() if key.upper() in CODES else None
    key = re.sub(r"^(region:|possibly)\s*", "", key, flags=re.IGNORECASE)
    if known := PRINTED.get(key.casefold()):
        return known
    if not PLACE.fullmatch(key):
        return None
    try:
        return place(key).country
    except UnknownPlace:
        return None


def address_country(address: str) -> str | None:
    """Return the country that ends an address ("…, Beijing, CN") or is all of it, None if it ends in a city or a zip."""
    before, _, last = address.rpartition(",")
    last = last.strip()
    if not before or len(last) == 2:
        return country(last)
    # A city is looked up in the small tables only: to ask for the nearest country costs milliseconds.
    return COMMON.get(last.casefold()) or PRINTED.get(last.casefold())


def unique(codes: Iterable[str | None]) -> tuple[str, ...]:
    """Return the codes that are there, each once, in order."""
    return tuple(dict.fromkeys(code for code in codes if code))


def day(text: str | None, pattern: str = "") -> date | None:
    """Read YYYY-MM-DD, or the day in another `strptime` pattern; None where there is none or it is no calendar day."""
    text = (text or "").strip()
    try:
        if pattern:
            # A calendar day has no time zone; the time that strptime adds is dropped at once.
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007
        return date.fromisoformat(text[:10]) if DAY.match(text) else None
    except ValueError:
        return None


def after(last: date | None) -> date | None:
    """Return the first day on which an entry no longer holds.

    Lists print the last day ("expiration date") and do not say whether it counts; reading it as counting errs on the
    side of finding a party for one day too many.
    """
    return last + timedelta(days=1) if last and last < date.max else None


def birth(text: str) -> str | None:
    """Return a birth date as "1964", "1964-03" or "1964-03-25"; None for "circa 1964", a range or anything else."""
    text = clean(text)
    if DAY.fullmatch(text):
        return text if day(text) else None
    if BIRTH.fullmatch(text):
        return text
    for pattern, form in WORDED:
        if found := day(text.title(), pattern):
            return found.strftime(form)
    return None
