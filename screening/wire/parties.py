"""Write what the lists say of a name as plain data: list references, hits and candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from screening.facts.listed import PartyMatch
from screening.parties.matcher import Candidate, Query
from screening.parties.watchlist import Hit, LoadedList
from screening.terms import Language

Json = dict[str, Any]


def list_reference(each: LoadedList) -> Json:
    """Return which list was asked: name, day, digest, how much is in it, and whether it is the whole list."""
    return {
        "name": each.name, "date": each.date.isoformat(), "digest": each.digest, "entries": each.entries,
        "names": each.names, "complete": each.complete,
    }  # fmt: skip


def names_found(
    query: Query, found: Iterable[tuple[Candidate, Hit | None]], day: date, asked: Sequence[LoadedList], language: Language
) -> Json:
    """Return the candidates for one name, each as listed on `day`, and which lists were asked."""
    return {
        "query": query.name,
        "as_of": day.isoformat(),
        "lists": [list_reference(each) for each in asked],
        "candidates": [candidate(each, hit, language) for each, hit in found],
    }


def party_match(match: PartyMatch, language: Language) -> Json:
    """Return one hit of a decision; `owner` is empty where it is the party itself that met the list."""
    hit = match.hit
    return {
        "party": match.party,
        "role": match.role,
        "owner": match.owner or None,
        "list": hit.list or hit.candidate.party.sublist,
        **_candidate(hit.candidate, language),
        **listing(hit, language),
    }


def candidate(found: Candidate, hit: Hit | None, language: Language) -> Json:
    """Return one candidate of a name search; without a hit it was not listed on the day asked for."""
    return {
        "list": (hit.list if hit else None) or found.party.sublist,
        **_candidate(found, language),
        "listed": hit is not None,
        **(listing(hit, language) if hit else {}),
    }


def listing(hit: Hit, language: Language) -> Json:
    """Return where and since when the entry stood on the list, as published, and the review that cleared the name."""
    entry = hit.listing
    known = hit.known_good
    return {
        "source": {"name": hit.source.name, "date": hit.source.date.isoformat(), "digest": hit.source.digest},
        "title": hit.title.in_(language),
        "marks": sorted(hit.marks),
        "listed_since": hit.since.isoformat() if hit.since else None,
        "worded_since": entry.start.isoformat() if entry.start else None,
        "listed_until": entry.until.isoformat() if entry.until else None,
        "citation": entry.citation or None,
        "license_requirement": entry.requirement or None,
        "license_policy": entry.policy or None,
        "verified": entry.verified,
        "known_good": known and {"reason": known.reason, "reviewer": known.reviewer, "until": known.until.isoformat()},
    }


def _candidate(found: Candidate, language: Language) -> Json:
    return {
        "entry": found.party.entry,
        "name": found.party.name,
        "matched_alias": found.alias.text,
        "alias_source": found.alias.source or None,
        "score": round(found.score, 4),
        "grade": found.grade,
        "because": found.because.in_(language),
    }
