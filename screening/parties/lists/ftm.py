"""FollowTheMoney entities as JSON lines: OpenSanctions' `entities.ftm.json` and `targets.nested.json`.

Each line is `{id, schema, properties, datasets, target}`. In the flat file sanctions and addresses are lines of their
own that point at a party, or are pointed at; in the nested file they stand inside the party. Lines that say
`"target": false` (relatives, owners, addresses) are no listed parties; where no line says it, every party is one. The
sub-lists are those of `opensanctions`: a sanction's programme, else the entity's own, else its datasets.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from screening.parties.listed import AliasKind, ListedParty, Listing
from screening.parties.lists.content import decode
from screening.parties.lists.fields import DAY, after, aliases, birth, clean, day, unique
from screening.parties.lists.opensanctions import HOME, SCHEMAS, place_code
from screening.parties.lists.reading import Inspection, Part, Reading
from screening.terms import Text

FORMAT = "ftm-json"
PARTIES = {*SCHEMAS, "LegalEntity", "CryptoWallet"}
NAMES: tuple[tuple[str, AliasKind], ...] = (
    ("name", "alias"), ("alias", "alias"), ("weakAlias", "weak"), ("previousName", "former"),
)  # fmt: skip
PLACES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
UNNAMED = "FollowTheMoney"  # sub-list of entities that name no dataset

IMPRECISE = Text(
    "{} sanction date(s) are no full days and are left open", "일(日)까지 적히지 않은 제재 날짜 {}개는 비워 두었습니다"
)

# {id, schema, properties, datasets, …} and its properties, whose values are lists
Entity = Mapping[str, Any]
Properties = Mapping[str, Any]


@dataclass(slots=True)
class _Graph:
    """What the flat file says in lines of their own: sanctions by party, addresses by id."""

    sanctions: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    addresses: dict[str, Entity] = field(default_factory=dict)


def read_ftm(part: Part) -> Reading:
    """Read the lines; those that are not JSON entities, or name nobody, are quarantined."""
    inspection = Inspection(part)
    graph = _Graph()
    entities: list[tuple[int, dict[str, Any]]] = []
    seen: date | None = None
    for number, record in _lines(decode(inspection), inspection):
        match record["schema"]:
            case "Sanction":
                for owner in _values(record["properties"], "entity"):
                    graph.sanctions[owner].append(record)
            case "Address":
                graph.addresses[record["id"]] = record
            case schema if record.get("target", schema in PARTIES):
                entities.append((number, record))
                seen = max(filter(None, (seen, day(str(record.get("last_seen") or "")))), default=None)
    parties: list[ListedParty] = []
    for number, record in entities:
        if any(_values(record["properties"], key) for key, _ in NAMES) or record.get("caption"):
            parties += _parties(record, graph, inspection)
        else:
            inspection.quarantine(number, "an entity without a name")
    return inspection.reading(FORMAT, parties, seen)


def _lines(text: str, inspection: Inspection) -> Iterator[tuple[int, dict[str, Any]]]:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            last = number == len(lines)
            inspection.quarantine(number, "the file ends inside this record" if last else "not a line of JSON")
            continue
        if isinstance(record, dict) and _is_entity(record):
            yield number, record
        else:
            inspection.quarantine(number, "no entity with `id`, `schema` and `properties`")


def _is_entity(record: Entity) -> bool:
    named = all(isinstance(record.get(key), str) and record[key] for key in ("id", "schema"))
    return named and isinstance(record.get("properties"), dict)


def _all(raw: Any) -> list[Any]:
    """Return the values of a field that should be a list and may be one value or nothing."""
    return raw if isinstance(raw, list) else [raw] if raw else []


def _values(properties: Properties, key: str) -> list[str]:
    """Return the texts of a property; ids for references, whether bare or nested entities."""
    found = (each.get("id") if isinstance(each, dict) else each for each in _all(properties.get(key)))
    return [clean(str(each)) for each in found if each]


def _related(properties: Properties, key: str, known: Mapping[str, Entity]) -> Iterator[Entity]:
    for each in _all(properties.get(key)):
        found = each if isinstance(each, dict) else known.get(str(each))
        if found and isinstance(found.get("properties"), dict):
            yield found


def _parties(record: Entity, graph: _Graph, inspection: Inspection) -> Iterator[ListedParty]:
    properties: Properties = record["properties"]
    listed = [(text, kind) for key, kind in NAMES for text in _values(properties, key)]
    primary = clean(str(record.get("caption") or listed[0][0]))
    places = [_values(properties, key) for key in PLACES]
    addresses = [each["properties"] for each in _related(properties, "addressEntity", graph.addresses)]
    places += [_values(each, "country") for each in addresses]
    sanctions = [*_related(properties, "sanctions", {}), *graph.sanctions.get(record["id"], [])]
    listings = _by_label(record, sanctions, inspection)
    births = _values(properties, "birthDate")
    imprecise = [f"DOB {text}" for text in births if not birth(text)]
    for label, periods in listings.items():
        yield ListedParty(
            sublist=label,
            entry=str(record["id"]),
            names=aliases(primary, listed),
            kind=SCHEMAS.get(str(record["schema"])),
            countries=unique(place_code(text) for texts in places for text in texts),
            addresses=tuple(dict.fromkeys([*_values(properties, "address"), *_full(addresses)])),
            birth_dates=tuple(dict.fromkeys(read for text in births if (read := birth(text)))),
            listings=tuple(periods),
            remarks="; ".join([*_values(properties, "notes"), *imprecise]),
            url=next(iter(_values(properties, "sourceUrl")), f"{HOME}{record['id']}/"),
        )


def _by_label(record: Entity, sanctions: Iterable[Entity], inspection: Inspection) -> dict[str, list[Listing]]:
    """Sort what was listed when by sub-list; a programme or dataset that no sanction speaks of is listed all along.

    A sanction counts for the datasets it came from alone: what one list ended, another may still hold.
    """
    own = _values(record["properties"], "programId")
    datasets = [str(each) for each in _all(record.get("datasets"))] or [UNNAMED]
    found: dict[str, list[Listing]] = {}
    covered: set[str] = set()
    for sanction in sanctions:
        listing = _listing(sanction["properties"], inspection)
        origins = [str(each) for each in _all(sanction.get("datasets"))] or datasets
        covered.update(origins)
        for label in _values(sanction["properties"], "programId") or origins:
            periods = found.setdefault(label, [])
            periods += [listing] * (listing not in periods)
    for label in own or [each for each in datasets if each not in covered]:
        found.setdefault(label, [Listing(programmes=tuple(own))])
    return found


def _full(addresses: Iterable[Properties]) -> Iterator[str]:
    for each in addresses:
        yield from _values(each, "full")


def _listing(sanction: Properties, inspection: Inspection) -> Listing:
    def one(*keys: str) -> date | None:
        texts = [text for key in keys for text in _values(sanction, key)]
        inspection.tallies.update(IMPRECISE for text in texts if not DAY.match(text))
        return min(filter(None, map(day, texts)), default=None)

    return Listing(
        start=one("startDate", "listingDate"),
        until=after(one("endDate")),
        citation="; ".join((*_values(sanction, "authority"), *_values(sanction, "authorityId"))),
        requirement="; ".join(_values(sanction, "provisions")),
        programmes=tuple(_values(sanction, "programId") or _values(sanction, "program")),
    )
