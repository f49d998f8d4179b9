"""Loading: where rules and lists lie, and a screener made of them."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from screening.errors import Invalid, InvalidInput, InvalidRules, Problem
from screening.facts.catalogue import Catalogue, load_catalogue
from screening.language.loader import digest, load_rules
from screening.language.rule import RuleSet
from screening.parties.known_good import KnownGood, current, from_json
from screening.parties.watchlist import EMBEDDED, Watchlist
from screening.screen import Screener

if TYPE_CHECKING:
    from screening.parties.listed import ListedParty
    from screening.parties.lists.store import Snapshot, Store
    from screening.parties.watchlist import LoadedList

CATALOGUE = "catalogue"
KNOWN_GOOD = "known_good.jsonl"


def rules_folder() -> Path:
    """Return the folder of the rules that ship with this package: beside it in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load_screener(
    folder: Path | None = None, data: Path | None = None, lists: Collection[str] = (), today: date | None = None
) -> Screener:
    """Load rules, catalogue and lists; raise `InvalidRules` with every problem of every file.

    `data` is the folder of list snapshots and known goods; without it only the embedded list is asked. `lists` names the
    lists to ask (`NAME`, or `NAME@DATE` for an older snapshot); by default the newest snapshot of each, and the embedded
    one. `today` is the day on which known goods must still hold.
    """
    folder = folder or rules_folder()
    if data is None:
        return _shipped(folder, tuple(lists))
    rules, catalogue = _load_rules(folder)
    return Screener(rules, catalogue, load_watchlist(rules, data, lists, today))


@cache
def _shipped(folder: Path, lists: tuple[str, ...]) -> Screener:
    """What needs no data directory never changes, so it is made once."""
    rules, catalogue = _load_rules(folder)
    return Screener(rules, catalogue, load_watchlist(rules, None, lists))


def load_watchlist(
    rules: RuleSet, data: Path | None = None, lists: Collection[str] = (), today: date | None = None
) -> Watchlist:
    """Load the lists to ask, as `load_screener` says; raise `InvalidInput` for one that is not there."""
    sources: list[tuple[LoadedList, tuple[ListedParty, ...]]] = []
    wanted = set(lists)
    if data is not None and wanted != {EMBEDDED}:
        from screening.parties.lists.store import Store

        store = Store(data)
        sources = [(_loaded(each), store.load(each)) for each in _chosen(store, wanted - {EMBEDDED})]
    elif wanted - {EMBEDDED}:
        raise InvalidInput([Problem("E301", "--lists", "no list was added: there is no data directory", "screening lists add")])
    own = not wanted or EMBEDDED in wanted
    reviews = current(known_goods(data), today) if data is not None and today is not None else ()
    return Watchlist.of(rules.lists, sources, reviews, with_embedded=own)


def known_goods(data: Path) -> tuple[KnownGood, ...]:
    """Return every recorded known good, also lapsed ones; raise `InvalidInput` if the file is damaged."""
    file = data / KNOWN_GOOD
    if not file.is_file():
        return ()
    try:
        return from_json(file.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput([Problem("E003", str(file), f"not a list of known goods: {error}", "restore it")]) from None


def add_known_good(data: Path, review: KnownGood) -> None:
    """Append a known good to the record; what was recorded before is never changed."""
    from screening.parties.known_good import to_json

    data.mkdir(parents=True, exist_ok=True)
    with (data / KNOWN_GOOD).open("a", encoding="utf-8") as file:
        file.write(to_json([review]))
        file.flush()
        os.fsync(file.fileno())


def shipped_rules(folder: Path) -> RuleSet:
    """Load the rules of a folder without lists; raise `InvalidRules`."""
    return _load_rules(folder)[0]


def _load_rules(folder: Path) -> tuple[RuleSet, Catalogue]:
    """Load rules and catalogue; what was loaded is kept as long as the files are the same."""
    return _read_rules(folder, digest(folder))


@lru_cache(maxsize=4)
def _read_rules(folder: Path, _: str) -> tuple[RuleSet, Catalogue]:
    problems: list[Problem] = []
    try:
        rules = load_rules(folder)
    except InvalidRules as error:
        problems.extend(error.problems)
    try:
        catalogue = load_catalogue(folder / CATALOGUE)
    except Invalid as error:
        problems.extend(error.problems)
    if problems:
        raise InvalidRules(problems)
    return rules, catalogue


def _chosen(store: Store, wanted: Collection[str]) -> list[Snapshot]:
    """Return the snapshots named as NAME or NAME@DATE; without names the newest of every list."""
    names = wanted or {each.name for each in store.snapshots()}
    return [store.find(name) for name in sorted(names)]


def _loaded(snapshot: Snapshot) -> LoadedList:
    from screening.parties.watchlist import LoadedList

    return LoadedList(snapshot.name, snapshot.date, snapshot.digest, snapshot.entries, snapshot.names, not snapshot.quarantined)
