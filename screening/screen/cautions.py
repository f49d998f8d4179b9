"""The warnings a decision carries."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from screening.decision import Finding
from screening.engine.law import Law
from screening.engine.prose import leaf_text
from screening.facts.derive import FactRows
from screening.language.condition import Term
from screening.language.rule import RuleSet
from screening.parties.watchlist import LoadedList, Watchlist
from screening.terms import Kind, Text


def cautions(law: Law, rows: FactRows, findings: Iterable[Finding], watchlist: Watchlist) -> Iterator[Text]:
    """Yield what qualifies a decision as a whole: dates outside the verified law, assumptions, unverified findings."""
    yield from rows.warnings
    through, since = law.rules.verified_through, law.rules.covers_from
    if law.as_of > through:
        yield Text(
            f"law not verified past {through}: this decision is dated {law.as_of}",
            f"{through} 이후의 법령은 확인되지 않음: 이 판정의 기준일은 {law.as_of}",
        )
    if law.as_of < since:
        yield Text(f"this rule set covers the law from {since}", f"이 규칙 집합은 {since} 이후의 법령만 다룸")
    if law.assume:
        ids = ", ".join(sorted(law.assume))
        yield Text(f"hypothetical: assumes {ids}", f"가정에 따른 판정: {ids}을(를) 시행 중으로 가정")
    if any(party.stated and "party.name" in party.values for party in rows.whole.parties):
        yield from compared(watchlist, law.rules)
    for finding in {f.rule.id: f for f in findings if not f.verified and f.rule.kind is not Kind.notice}.values():
        yield _doubt(finding, law)


def compared(watchlist: Watchlist, rules: RuleSet) -> Iterator[Text]:
    """Say which lists names are compared with, of which lists nothing is loaded, and what meeting none does not prove."""

    def told(each: LoadedList, excerpt: str) -> str:
        return f"{each.name} {each.date} ({'' if each.complete else excerpt}{each.entries})"

    en, ko = (", ".join(told(each, word) for each in watchlist.loaded) for word in ("excerpt, ", "발췌, "))
    if watchlist.loaded:
        yield Text(f"names were compared with: {en}", f"이름을 대조한 명단: {ko}")
    if missing := list(watchlist.missing()):
        titles = [", ".join(_short(each.title.in_(language)) for each in missing) for language in ("en", "ko")]
        yield Text(
            f"not loaded, so not compared: {titles[0]} (`screening lists add FILE`)",
            f"불러오지 않아 대조하지 못한 명단: {titles[1]} (`screening lists add FILE`)",
        )
    yield from rules.limits


def _short(title: str) -> str:
    """Return the abbreviation a list is known by, if its title has one in brackets."""
    found = re.search(r"\(([A-Z][A-Z0-9-]{2,})\)", title)
    return found[1] if found else title.partition(" (")[0]


def _doubt(finding: Finding, law: Law) -> Text:
    """Name what is not verified: the version itself, a term (a presumption, say) or a membership."""
    what: dict[Text, None] = {}
    if not finding.version.verified:
        what[Text("the provision itself", "규정 자체")] = None
    for trace in finding.trace.doubts():
        match trace.node:
            case Term(id):
                what[law.rules.rules[id].title] = None
            case _:
                what[Text(leaf_text(trace, law.rules, "en"), leaf_text(trace, law.rules, "ko"))] = None
    en, ko = "; ".join(text.en for text in what), "; ".join(text.ko for text in what)
    return Text(
        f"{finding.rule.id} rests on what is not verified: {en}", f"{finding.rule.id}: 확인되지 않은 내용에 근거함: {ko}"
    )


def idle_assumptions(
    asked: Collection[str], wanted: frozenset[str], assumed: frozenset[str], day: date
) -> Iterator[Text]:
    """Yield a warning for each named assumption that changes nothing, and for `all` where there is no proposal."""
    if "all" in asked and not assumed:
        yield Text(f"there was no proposal to assume on {day}", f"{day}에는 가정할 제안이 없음")
    for rule in sorted((wanted - assumed) & set(asked)):
        yield Text(
            f"assuming {rule} changes nothing: on {day} it is in force, or no version of it exists",
            f"{rule}의 가정은 영향 없음: {day}에 이미 시행 중이거나 해당 버전이 없음",
        )
