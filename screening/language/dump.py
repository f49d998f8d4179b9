"""Write a rule back as the YAML it was read from: `load(dump(rule)) == rule` for every rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from screening.language import grammar
from screening.language.rule import Citation, Collection, Review, Rule, Version
from screening.terms import EARLIER, Text

Data = dict[str, Any]


def dump(rule: Rule) -> str:
    """Return the rule as one YAML document."""
    data: Data = {"id": rule.id, "title": _text(rule.title), "kind": rule.kind.value}
    if rule.excepts:
        data["excepts"] = list(rule.excepts)
    if rule.gaps:
        data["gaps"] = [{"from": _day(g.start), "until": _day(g.until), "why": _text(g.why)} for g in rule.gaps]
    data["versions"] = [_version(version) for version in rule.versions]
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)


def _version(version: Version) -> Data:
    data: Data = {
        "from": _day(version.start),
        "until": _day(version.until) if version.until else None,
        "status": version.status.value,
        "stage": version.stage,
        "verified": version.verified,
        "confidence": version.confidence,
        "cite": [_citation(each) for each in version.cite],
        "note": _text(version.note) if version.note else None,
        "addressee": version.addressee,
        "when": grammar.dump(version.when),
        "outcome": version.outcome.name if version.outcome is not None else None,
        "review": [_review(each) for each in version.review],
        "obligations": [
            {"what": _text(o.what), **({"due": _text(o.due)} if o.due else {})} for o in version.obligations
        ],
        "collect": [_collection(each) for each in version.collect],
        "asks": list(version.asks),
        "text": _text(version.text) if version.text else None,
    }
    return {key: value for key, value in data.items() if value is not None and value != []}


def _review(review: Review) -> Data:
    data: Data = {"policy": review.policy.value}
    if not review.verified:
        data["verified"] = False
    if review.when is not None:
        data["when"] = grammar.dump(review.when)
    if review.cite:
        data["cite"] = [_citation(each) for each in review.cite]
    if review.note:
        data["note"] = _text(review.note)
    return data


def _collection(collection: Collection) -> Data:
    fields: list[Data] = []
    for field in collection.fields:
        fields.append({"fact": field.fact})
        if field.when is not None:
            fields[-1]["when"] = grammar.dump(field.when)
        if not field.verified:
            fields[-1]["verified"] = False
    return {"roles": list(collection.parties.roles), "where": grammar.dump(collection.parties.where), "fields": fields}


def _citation(cite: Citation) -> Data:
    data = {"ref": cite.ref, "published": cite.published, "on": _day(cite.on) if cite.on else None, "url": cite.url}
    return {key: value for key, value in data.items() if value is not None}


def _text(text: Text) -> Data:
    return {"en": text.en, "ko": text.ko}


def _day(day: date) -> str:
    return "earlier" if day == EARLIER else day.isoformat()
