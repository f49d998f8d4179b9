"""The US Consolidated Screening List as JSON: the bulk file and an answer of its search API, `{"results": [...]}`.

Fields are those of the CSV, with lists where the CSV joins texts, objects for addresses, and `id` for `_id`. Records are
decoded one by one, so that a file that was cut off yields those before the cut. One page of an API answer is not a
list: where `total` says that there are more, that is a fault. Field names: ITA's OpenAPI description as kept by
api-evangelist/bureau-of-industry-and-security (2026-09).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from screening.parties.lists.content import decode
from screening.parties.lists.csl import csl_party
from screening.parties.lists.fields import clean, country, day
from screening.parties.lists.reading import Inspection, Part, Reading

FORMAT = "csl-json"
RESULTS = re.compile(r'"results"\s*:\s*\[')
TOTAL = re.compile(r'"total"\s*:\s*"?(\d+)')
GENERATED = re.compile(r'"source_?[gG]enerated_?[aA]t"\s*:\s*"([^"]+)"')
SPACE = re.compile(r"[\s,]*")
ADDRESS = ("address", "city", "state", "state_or_province", "postal_code", "country")


def read_csl_json(part: Part) -> Reading:
    """Read the bulk file or an API answer; records that are no objects or name nobody are quarantined."""
    inspection = Inspection(part)
    text = decode(inspection)
    start = RESULTS.search(text)
    if start is None:
        hint = 'a Consolidated Screening List is an object with a list named "results"'
        raise inspection.unreadable("E402", 'there is no "results" list in this JSON', hint)
    parties, read = [], 0
    for number, record in _objects(text, start.end(), inspection):
        read = number
        if not isinstance(record, dict):
            inspection.quarantine(number, "not a JSON object")
            continue
        party = _party(record, inspection, number)
        if party:
            parties.append(party)
    if (total := TOTAL.search(text, 0, start.start())) and read < int(total[1]):
        message = f"it holds {read:,} of {int(total[1]):,} entries: one page of an API answer"
        inspection.fault("E402", message, "fetch the bulk file consolidated.json")
    return inspection.reading(FORMAT, parties, _stated(text, start.start()))


def _stated(text: str, end: int) -> date | None:
    found = GENERATED.search(text, 0, end) or GENERATED.search(text, max(0, len(text) - 2000))
    return day(found[1]) if found else None


def _objects(text: str, position: int, inspection: Inspection) -> Iterator[tuple[int, Any]]:
    decoder, number = json.JSONDecoder(), 0
    while True:
        spaces = SPACE.match(text, position)
        position = spaces.end() if spaces else position
        if text[position : position + 1] == "]":
            return
        number += 1
        try:
            record, position = decoder.raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError):
            inspection.quarantine(number, "the JSON breaks off or is not well-formed from this record on")
            return
        yield number, record


def _texts(value: Any) -> list[str]:
    """Return the texts of a field that may be absent, one text or a list."""
    values = value if isinstance(value, list) else [value]
    return [text for each in values if isinstance(each, str | int) and (text := clean(str(each)))]


def _party(record: Mapping[str, Any], inspection: Inspection, number: int) -> Any:
    single = {key: str(value) for key, value in record.items() if isinstance(value, str | int)}
    single["_id"] = single.get("_id") or single.get("id", "")
    addresses = record.get("addresses")
    places = [each for each in addresses if isinstance(each, dict)] if isinstance(addresses, list) else []
    printed = [", ".join(filter(None, (clean(str(each.get(key) or "")) for key in ADDRESS))) for each in places]
    codes = [country(str(each.get("country") or "")) for each in places]
    codes += [country(text) for key in ("citizenships", "nationalities") for text in _texts(record.get(key))]
    return csl_party(
        single, inspection, number, _texts(record.get("alt_names")), printed, codes,
        _texts(record.get("dates_of_birth")), _texts(record.get("programs")),
    )  # fmt: skip
