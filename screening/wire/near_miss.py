"""A near miss in words, and the provision that was missed: for the JSON and for the terminal alike."""

from __future__ import annotations

from datetime import date

from screening.decision import NearMiss
from screening.engine.prose import plain
from screening.language.rule import Citation, RuleSet
from screening.terms import Language


def near_miss_text(miss: NearMiss, rules: RuleSet, language: Language) -> str:
    """Say in one sentence how a rule was missed."""
    title = rules.rules[miss.rule].title.in_(language)
    if miss.fact == "as_of":
        assert isinstance(miss.needed, date) and isinstance(miss.value, date)
        days = (miss.needed - miss.value).days
        return {
            "en": f"{title}: begins to apply on {miss.needed}, {days} days later",
            "ko": f"{title}: {days}일 뒤인 {miss.needed}부터 적용",
        }[language]
    fact = rules.facts[miss.fact]
    unit = f" {fact.unit}" if fact.unit else ""
    label = fact.label.in_(language)
    strict = miss.value == miss.needed  # "more than 2" is missed by 2 itself
    return {
        "en": f"{title}: {label} is {plain(miss.value)}{unit}; the threshold is {plain(miss.needed)}{unit}"
        + ("; the threshold itself does not cross it" if strict else ""),
        "ko": f"{title}: {label} {plain(miss.value)}{unit}, 기준값 {plain(miss.needed)}{unit}"
        + ("(기준값 자체는 해당하지 않음)" if strict else ""),
    }[language]


def near_miss_citations(miss: NearMiss, as_of: date, rules: RuleSet) -> tuple[Citation, ...]:
    """Return the citations of the provision that was missed, as it stood or as it will stand."""
    day = miss.needed if isinstance(miss.needed, date) else as_of
    version = rules.rules[miss.rule].on(day)
    return version.cite if version else ()
