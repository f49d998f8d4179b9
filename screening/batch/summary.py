"""The summary of a run (`portfolio.v1`): counts joined with what the rules say of themselves. Plain data, both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from screening.batch.counts import Counts
from screening.batch.options import Options
from screening.engine.prose import ROLE_NAMES
from screening.language.facts import fact_of
from screening.language.rule import Rule, Version
from screening.screen import Screener
from screening.screen.cautions import compared
from screening.terms import Outcome, Text
from screening.wire.decision import citations
from screening.wire.parties import list_reference

Json = dict[str, Any]
PARTIES = 100
"""Names on lists that a summary holds, those in most transactions first."""


def summary(
    counts: Counts, screener: Screener, options: Options, source: str, output: str | None, notices: Iterable[Text]
) -> Json:
    """Return the summary of a run: `source` and `output` are the names of its files."""
    rules = screener.rules
    qualified = [*notices, *compared(screener.watchlist, rules)]
    return {
        "schema": "portfolio.v1",
        "input": source,
        "output": output,
        "rows": {"read": counts.rows, "screened": counts.screened, "rejected": counts.rows - counts.screened},
        "transactions": counts.transactions,
        "as_of": options.as_of.isoformat() if options.as_of else None,
        "assumed": sorted(options.assume),
        "hypothetical": bool(options.assume),
        "law_verified_through": rules.verified_through.isoformat(),
        "ruleset": {"version": rules.version, "digest": rules.digest},
        "lists": [list_reference(each) for each in screener.watchlist.loaded],
        "outcomes": {outcome.name: counts.outcomes[outcome.name] for outcome in Outcome},
        "months": [{"month": month, "outcomes": many} for month, many in sorted(_by_first(counts.months).items())],
        "rules": list(_rules(counts.rules, screener, options)),
        "would_apply": list(_rules(counts.would_apply, screener, options)),
        "destinations": list(_destinations(counts.destinations)),
        "parties": list(_parties(counts.parties)),
        "unknown": [
            {"fact": fact, "question": _both(_question(fact, screener)), "transactions": many}
            for fact, many in _most(counts.unknown)
        ],
        "rejected": list(_rejected(counts)),
        "shown": counts.shown,
        "notices": [_both(each) for each in qualified],
    }


def rule_reference(rule: Rule, version: Version) -> Json:
    """Return what a page says of a rule: title, text, citations and standing of one of its versions."""
    text = version.text or version.note
    return {
        "rule": rule.id,
        "kind": rule.kind.value,
        "status": version.status.value,
        "title": _both(rule.title),
        "text": _both(text) if text else None,
        "citations": citations(version.cite),
    }


def _rules(counter: Counter[str], screener: Screener, options: Options) -> Iterator[Json]:
    """Yield the rules that were found, most frequent first, as they read on the day of the run, or at the end."""
    outcomes = _by_first(counter)
    for id, many in sorted(outcomes.items(), key=lambda each: (-sum(each[1].values()), each[0])):
        rule = screener.rules.rules[id]
        version = (rule.on(options.as_of) if options.as_of else None) or rule.versions[-1]
        highest = max(many, key=lambda name: Outcome[name])
        yield {**rule_reference(rule, version), "transactions": sum(many.values()), "outcome": highest}


def _destinations(counter: Counter[str]) -> Iterator[Json]:
    by_place = _by_first(counter)
    for place, many in sorted(by_place.items(), key=lambda each: (-sum(each[1].values()), each[0])):
        yield {"country": place, "transactions": sum(many.values()), "outcomes": many}


def _parties(counter: Counter[str]) -> Iterator[Json]:
    for key, many in _most(counter)[:PARTIES]:
        party, listed, entry, grade = key.split("\t")
        yield {"party": party, "list": listed, "entry": entry, "grade": grade, "transactions": many}


def _rejected(counts: Counts) -> Iterator[Json]:
    for key, many in _most(counts.rejected):
        column, en, ko = key.split("\t")
        yield {"reason": {"en": en, "ko": ko}, "column": column, "rows": many, "first_row": counts.first[key]}


def _question(path: str, screener: Screener) -> Text:
    ask = screener.rules.facts[fact_of(path)].ask
    if not path.startswith("party."):
        return ask
    role = ROLE_NAMES[path.split(".")[1]]
    return Text(f"{role.en.capitalize()}: {ask.en}", f"{role.ko}: {ask.ko}")


def _by_first(counter: Counter[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for key, many in counter.items():
        first, _, second = key.partition("\t")
        found.setdefault(first, {})[second] = many
    return found


def _most(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda each: (-each[1], each[0]))


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "ko": text.ko}
