"""Where and for how long: the region and the hours that a text about rented machines states.

"300 hours", "300시간", "12天". Hours of one chip ("2,400 GPU hours"), hours a day, ranges and durations that contradict one
another settle nothing. The country of a region is looked up with the provider, because codes mean different countries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from screening.facts.catalogue.product import Catalogue
from screening.terms import Text

RUN = re.compile(r"(?<![A-Za-z0-9.-])[A-Za-z]{2,}[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9-])")
ZONE = re.compile(r"-?[a-h]$|-\d$")  # us-east-1a, us-central1-a, ap-guangzhou-3
DATE_BEFORE = re.compile(r"(?:월|/|-|~|–)\s*$")  # "3월 12일" is a date, "100-200 hours" a range
DATE_AFTER = re.compile(r"\s*(?:자|까지|부터|경|납|출|도착|에\s|이후|이내|전)")
RATE_BEFORE = re.compile(r"(?:per|/|every|each|하루|매일|일일|매|每天|每日|每)\s*$", re.IGNORECASE)
AT_ANY_TIME = re.compile(r"\s*(?:/\s*7|x\s*7|지원|대응|상시|무중단|support|支持|运维)", re.IGNORECASE)  # "24시간 지원"
RATE_AFTER = re.compile(r"\s*(?:당|/|per\b|a\s+(?:day|week|month)|each\s+(?:day|week|month))", re.IGNORECASE)
DAY = 24  # hours


@dataclass(frozen=True, slots=True)
class Stay:
    """Hours, region and its country, as far as the text settles them.

    `text` is what is left without them, `named` what is left without regions and hours of one chip: their numbers are no
    counts of anything.
    """

    text: str
    named: str
    hours: Decimal | None = None
    region: str | None = None
    hosting: str | None = None
    evidence: tuple[Text, ...] = ()


class StayIndex:
    """The words for stretches of time and the codes of all regions. Build once, read for ever."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._hours = {word.casefold(): hours for word, hours in catalogue.durations.items()}
        self._multiples = {word: catalogue.values[word] for word in catalogue.wording.get("multiples", ())}
        chips = "|".join(map(re.escape, sorted(catalogue.rental.get("chips", ()), key=len, reverse=True)))
        multiples = "|".join(map(re.escape, self._multiples))
        units = "|".join(_unit(word) for word in sorted(self._hours, key=len, reverse=True))
        self._duration = re.compile(
            r"(?<![A-Za-z0-9.])(?<!\d,)(?P<range>\d{1,9}\s*[-~–]\s*)?(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,3})?)"
            rf"\s*(?P<multiple>{multiples or '(?!)'})?[\s-]*(?P<chips>(?i:{chips or '(?!)'})[\s-]*)?(?P<unit>{units or '(?!)'})"
        )
        renting = "|".join(map(re.escape, catalogue.rental.get("renting", ())))
        self._renting = re.compile(renting or "(?!)", re.IGNORECASE)
        self._codes: dict[str, dict[str, str]] = {}
        self._spoken: list[tuple[str, re.Pattern[str]]] = []
        for provider in catalogue.providers.values():
            for code, country in provider.regions.items():
                self._codes.setdefault(code.replace(" ", ""), {})[provider.name] = country
            if names := sorted((code for code in provider.regions if " " in code), key=len, reverse=True):
                spellings = "|".join(name.replace(" ", r"\s+") for name in names)
                pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{spellings})(?![A-Za-z0-9])", re.IGNORECASE)
                self._spoken.append((provider.name, pattern))

    def read(self, text: str, providers: frozenset[str], *, rented: bool) -> Stay:
        """Read a folded text in which the `providers` are named; days count only where something is rented."""
        places = list(self._regions(text, providers))
        regions = dict.fromkeys(code for code, _, _ in places)
        countries = {country for code in regions for country in self._countries(code, providers)}
        evidence = []
        region = next(iter(regions)) if len(regions) == 1 else None
        hosting = countries.pop() if len(countries) == 1 else None
        if hosting is not None:
            codes = ", ".join(regions)
            evidence.append(Text(f"region {codes} is in {hosting}", f"리전 {codes}의 소재국은 {hosting}"))
        elif len(countries) > 1:
            known = ", ".join(sorted(countries))
            evidence.append(Text(f"the regions stated may be in {known}", f"리전의 소재국은 {known} 중 하나"))
        durations = list(self._durations(text, rented=rented or self._renting.search(text) is not None))
        totals = {hours for _, _, hours in durations}
        if len(totals) > 1 or None in totals:
            evidence.append(Text("the hours stated do not give one total", "적힌 시간으로 총 시간을 정할 수 없음"))
        stretches = list(self._duration.finditer(text))
        of_chips = [match.span() for match in stretches if match["chips"]]
        named = _without(text, [*((start, end) for _, start, end in places), *of_chips])
        left = _without(named, [match.span() for match in stretches])
        hours = totals.pop() if len(totals) == 1 else None
        return Stay(left, named, hours, region, hosting, tuple(evidence))

    def _regions(self, text: str, providers: frozenset[str]) -> Iterator[tuple[str, int, int]]:
        """Codes of regions with their places; display names only of a provider the text names."""
        for match in RUN.finditer(text):
            code = match.group().casefold()
            if code not in self._codes:
                code = ZONE.sub("", code)
            if code in self._codes:
                yield code, match.start(), match.end()
        for provider, pattern in self._spoken:
            for match in pattern.finditer(text) if provider in providers else ():
                yield re.sub(r"\s+", "", match.group().casefold()), match.start(), match.end()

    def _countries(self, code: str, providers: frozenset[str]) -> set[str]:
        places = self._codes[code]
        return {places[name] for name in providers if name in places} or set(places.values())

    def _durations(self, text: str, *, rented: bool) -> Iterator[tuple[int, int, Decimal | None]]:
        """Durations with their places in hours; None for one that is a rate or a range."""
        for match in self._duration.finditer(text):
            unit = self._hours[match["unit"].casefold()]
            before, after = text[: match.start()][-12:], text[match.end() :][:12]
            if match["chips"] or (unit >= DAY and not rented) or AT_ANY_TIME.match(after):
                continue
            if unit >= DAY and not match["range"] and (DATE_BEFORE.search(before) or DATE_AFTER.match(after)):
                continue
            if match["range"] or DATE_BEFORE.search(before) or RATE_BEFORE.search(before) or RATE_AFTER.match(after):
                yield *match.span(), None
                continue
            number = Decimal(match["number"].replace(",", "")) * self._multiples.get(match["multiple"] or "", 1)
            yield *match.span(), number * unit


def _unit(word: str) -> str:
    """A unit as a pattern: a Latin one whole, and in any case unless it is one letter ("300h", not "12H Board").

    One Hangul syllable begins other words ("2 일반 서버"), so nothing may follow it but what goes with a duration.
    """
    if "가" <= word[0] <= "힣" and len(word) == 1:
        return rf"{word}(?:(?![가-힣])|(?=동안|치|의|을))"
    if not word.isascii():
        return re.escape(word)
    return rf"(?:{re.escape(word)}|{'|'.join({word.upper(), word.title()}) if len(word) > 1 else '(?!)'})(?![A-Za-z0-9])"


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in place of the spans."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
