"""What changed between two states of a list: per sub-list who was added, who removed, and what changed of the others.

Entries are matched by the list's own id; the rest by their primary name, since publishers renumber (the Consolidated
Screening List gave all BIS entries new ids between 2022 and 2026). Both counts are told. A field that one of the two
files does not carry at all, for a whole sub-list, is named as not comparable instead of as changed in every entry.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from screening.parties.listed import ListedParty

Matched = Literal["id", "name"]
Values = tuple[str, ...]


def _dates(party: ListedParty) -> Values:
    return tuple(f"{each.start or '…'} – {each.until or '…'}" for each in party.listings if each.start or each.until)


def _texts(field: Literal["requirement", "policy"]) -> Callable[[ListedParty], Values]:
    def texts(party: ListedParty) -> Values:
        # A final full stop or a space before it comes and goes with the publisher's software.
        return tuple(filter(None, (" ".join(getattr(each, field).split()).rstrip(" .") for each in party.listings)))

    return texts


FIELDS: dict[str, Callable[[ListedParty], Values]] = {
    "names": lambda party: tuple(each.text for each in party.names if not each.source),
    "countries": lambda party: party.countries,
    "dates": _dates,
    "requirement": _texts("requirement"),
    "policy": _texts("policy"),
    "programmes": lambda party: tuple(text for each in party.listings for text in each.programmes),
}
"""What is compared; each field is a set of texts."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry: which of its values are gone and which are new."""

    field: str
    removed: Values
    added: Values


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that is in both states and not the same."""

    entry: str
    name: str
    matched: Matched
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SublistDifference:
    """Changes of one sub-list; `by_id` and `by_name` count the matched entries, `not_comparable` names fields."""

    sublist: str
    before: int
    after: int
    added: tuple[ListedParty, ...]
    removed: tuple[ListedParty, ...]
    changed: tuple[Changed, ...]
    by_id: int
    by_name: int
    not_comparable: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def difference(before: Iterable[ListedParty], after: Iterable[ListedParty]) -> tuple[SublistDifference, ...]:
    """Compare two states of a list, sub-list by sub-list, those of the larger state first."""
    old, new = _by_sublist(before), _by_sublist(after)
    labels = sorted({*old, *new}, key=lambda label: (-max(len(old[label]), len(new[label])), label))
    return tuple(_sublist(label, old[label], new[label]) for label in labels)


def _by_sublist(parties: Iterable[ListedParty]) -> defaultdict[str, list[ListedParty]]:
    groups: defaultdict[str, list[ListedParty]] = defaultdict(list)
    for party in parties:
        groups[party.sublist].append(party)
    return groups


def same_words(text: str) -> str:
    """Reduce a name to what stays when it is printed anew: its words, whatever their case, signs and order."""
    return " ".join(sorted(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).split()))


def _sublist(label: str, old: list[ListedParty], new: list[ListedParty]) -> SublistDifference:
    pairs: list[tuple[ListedParty, ListedParty, Matched]] = []
    old, new = _pair(old, new, lambda party: party.entry, "id", pairs)
    by_id = len(pairs)
    # A name that stands several times (one row per address) is first paired with its like.
    old, new = _pair(old, new, lambda party: (same_words(party.name), tuple(sorted(party.countries))), "name", pairs)
    old, new = _pair(old, new, lambda party: same_words(party.name), "name", pairs)
    fields = [field for field, read in FIELDS.items() if _carried(read, (a for a, _, _ in pairs), (b for _, b, _ in pairs))]
    missing = [field for field, read in FIELDS.items() if field not in fields and _used(read, pairs)]
    changed = (_changed(a, b, matched, fields) for a, b, matched in pairs)
    return SublistDifference(
        sublist=label,
        before=len(old) + len(pairs),
        after=len(new) + len(pairs),
        added=tuple(new),
        removed=tuple(old),
        changed=tuple(each for each in changed if each),
        by_id=by_id,
        by_name=len(pairs) - by_id,
        not_comparable=tuple(missing),
    )


def _pair(
    old: Sequence[ListedParty],
    new: Sequence[ListedParty],
    key: Callable[[ListedParty], Hashable],
    matched: Matched,
    pairs: list[tuple[ListedParty, ListedParty, Matched]],
) -> tuple[list[ListedParty], list[ListedParty]]:
    """Move what has one key on both sides to `pairs`, in order where a key stands several times; return what is left."""
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position in reversed(range(len(old))):
        waiting[key(old[position])].append(position)
    left = []
    for party in new:
        partners = waiting[key(party)]
        if partners:
            pairs.append((old[partners.pop()], party, matched))
        else:
            left.append(party)
    return [old[position] for position in sorted(each for partners in waiting.values() for each in partners)], left


def _carried(
    read: Callable[[ListedParty], Values], before: Iterable[ListedParty], after: Iterable[ListedParty]
) -> bool:
    return any(map(read, before)) and any(map(read, after))


def _used(
    read: Callable[[ListedParty], Values], pairs: Iterable[tuple[ListedParty, ListedParty, Matched]]
) -> bool:
    return any(read(a) or read(b) for a, b, _ in pairs)


def _changed(before: ListedParty, after: ListedParty, matched: Matched, fields: Iterable[str]) -> Changed | None:
    changes = []
    for field in fields:
        old, new = FIELDS[field](before), FIELDS[field](after)
        keep = same_words if field == "names" else str
        gone = tuple(text for text in old if keep(text) not in {keep(each) for each in new})
        come = tuple(text for text in new if keep(text) not in {keep(each) for each in old})
        if gone or come:
            changes.append(Change(field, gone, come))
    return Changed(after.entry, after.name, matched, tuple(changes)) if changes else None
