"""Entries as they lie in a snapshot: JSON lines of arrays, in the order of the list, the same bytes for the same entries.

Arrays without keys, and empty tails cut off, keep 26,000 entries at a megabyte and load in well under a second.
"""

from __future__ import annotations

import gc
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from screening.parties.listed import Alias, ListedParty, Listing

ALIAS_KINDS = ("name", "alias", "weak", "former")
PARTY_KINDS = (None, "individual", "entity", "vessel", "aircraft")
OPEN = (Listing(),)


def pack(parties: Iterable[ListedParty]) -> bytes:
    """Return the entries as gzipped JSON lines."""
    lines = (json.dumps(_row(party), ensure_ascii=False, separators=(",", ":")) for party in parties)
    return compress("\n".join(lines).encode() + b"\n")


def compress(data: bytes) -> bytes:
    """Gzip without time stamp or file name, so that the same data gives the same bytes."""
    stream = zlib.compressobj(6, wbits=31)
    return stream.compress(data) + stream.flush()


def unpack(data: bytes) -> tuple[ListedParty, ...]:
    """Return what `pack` was given; raises ValueError, IndexError, TypeError or zlib.error for anything else."""
    text = zlib.decompress(data, wbits=31).decode()
    with _uncollected():
        # One JSON text is read several times faster than as many lines.
        return tuple(_party(row) for row in json.loads(f"[{text.rstrip().replace(chr(10), ',')}]"))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the search for reference cycles: there are none here, and looking for them takes two thirds of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _row(party: ListedParty) -> list[Any]:
    names = [_name_row(each) for each in party.names]
    listings = [] if party.listings == OPEN else [_listing_row(each) for each in party.listings]
    row: list[Any] = [
        party.sublist, party.entry, PARTY_KINDS.index(party.kind), names, list(party.countries), list(party.addresses),
        list(party.birth_dates), listings, party.remarks, party.url,
    ]  # fmt: skip
    while not row[-1] and len(row) > 4:
        row.pop()
    return row


def _name_row(each: Alias) -> list[Any]:
    row = [ALIAS_KINDS.index(each.kind), each.text]
    if not each.verified:
        return [*row, each.source, False]
    return [*row, each.source] if each.source else row


def _listing_row(each: Listing) -> list[Any]:
    days = [day.isoformat() if day else None for day in (each.start, each.until)]
    return [*days, each.citation, each.requirement, each.policy, list(each.programmes), each.verified]


def _party(row: list[Any]) -> ListedParty:
    sublist, entry, kind, names = row[:4]
    countries, addresses, births, listings, remarks, url = row[4:] + [[], [], [], [], "", ""][len(row) - 4 :]
    return ListedParty(
        sublist,
        entry,
        tuple(Alias(each[1], ALIAS_KINDS[each[0]], *each[2:]) for each in names),  # type: ignore[arg-type]
        PARTY_KINDS[kind],  # type: ignore[arg-type]
        tuple(countries),
        tuple(addresses),
        tuple(births),
        tuple(map(_listing, listings)) or OPEN,
        remarks,
        url,
    )


def _listing(row: list[Any]) -> Listing:
    start, until, citation, requirement, policy, programmes, verified = row
    return Listing(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(until) if until else None,
        citation,
        requirement,
        policy,
        tuple(programmes),
        verified,
    )
