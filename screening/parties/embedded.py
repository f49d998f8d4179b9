"""The excerpt of the screening lists that ships with the rules, as a list to be asked like any other. Reads no file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from screening.language.lists import PartyList, name_key
from screening.parties.hit import LoadedList
from screening.parties.listed import Alias, ListedParty
from screening.terms import EARLIER

EMBEDDED = "embedded"
"""Name of the excerpt that ships with the rules."""


def embedded(lists: Mapping[str, PartyList]) -> tuple[LoadedList, tuple[ListedParty, ...]]:
    """Return the entries of the screening lists that ship with the rules as a loaded list (`sublist` is the list's id)."""
    holding = [each for each in lists.values() if each.entries and not each.closed]
    parties = tuple(party for each in holding for party in _parties(each))
    day = max((each.captured for each in holding if each.captured), default=EARLIER)
    names = sum(len(party.names) for party in parties)
    written = json.dumps([asdict(party) for party in parties], default=str, ensure_ascii=False)
    digest = f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"
    return LoadedList(EMBEDDED, day, digest, len(parties), names, all(each.complete for each in holding)), parties


def _parties(of: PartyList) -> Iterator[ListedParty]:
    for entry in of.entries:
        aliases = (Alias(text) for text in entry.aliases)
        native = (Alias(each.text, source=each.source, verified=each.verified) for each in entry.native)
        names = (Alias(entry.name, "name"), *aliases, *native)
        yield ListedParty(of.id, f"{of.id}/{name_key(entry.name)}", names, "entity", entry.countries, listings=entry.listings)
