"""What reading a list file yields: the parties, and everything that speaks against trusting the file.

A list that was cut off, decoded wrongly or mixed up still looks like a list, and a screener that takes it finds nothing
and says so calmly. So a reading keeps its *faults* beside its parties; whoever wants the parties in spite of them must
say so (`--force`), and then every row left out is named. Nothing here decides that: it only counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from screening.errors import InvalidInput, Problem
from screening.parties.listed import ListedParty
from screening.terms import Text

RETRY = "fetch the file again, or go without these rows: --force"
SHOWN_ROWS = 5  # row numbers named in a summary; the full record is in `quarantined`


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a list, gunzipped: `name` as the user knows it, and what already went wrong while opening it."""

    name: str
    data: bytes
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that was not taken: its number as a spreadsheet shows it (the header is row 1), and why."""

    file: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """Size of one sub-list; `names` counts those the list prints, not those derived from them."""

    entries: int = 0
    names: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Parties of a list; `faults` are reasons to refuse it, `notes` are not; `stated` is the date it gives itself."""

    format: str
    parties: tuple[ListedParty, ...]
    faults: tuple[Problem, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    notes: tuple[Text, ...] = ()
    stated: date | None = None

    @property
    def sublists(self) -> dict[str, Count]:
        """Entries and names of each sub-list, largest first."""
        entries: Counter[str] = Counter()
        names: Counter[str] = Counter()
        for party in self.parties:
            entries[party.sublist] += 1
            names[party.sublist] += sum(not each.source for each in party.names)
        return {label: Count(entries[label], names[label]) for label, _ in entries.most_common()}

    def refuse(self, *, force: bool = False, more: Iterable[Problem] = ()) -> tuple[Problem, ...]:
        """Return the faults if `force` is given; raise `InvalidInput` with all of them otherwise."""
        faults = (*self.faults, *more)
        if faults and not force:
            raise InvalidInput(faults)
        return faults


@dataclass(slots=True)
class Inspection:
    """Collects what a loader notices about one file while it reads."""

    part: Part
    faults: list[Problem] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    tallies: Counter[Text] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.faults.extend(self.part.faults)

    def fault(self, code: str, message: str, hint: str = "", row: int | None = None) -> None:
        """Add a reason to refuse the file."""
        where = self.part.name if row is None else f"{self.part.name}: row {row}"
        self.faults.append(Problem(code, where, message, hint))

    def unreadable(self, code: str, message: str, hint: str = "") -> InvalidInput:
        """Return the error for a file of which nothing can be taken, force or not."""
        return InvalidInput([*self.faults, Problem(code, self.part.name, message, hint)])

    def quarantine(self, row: int, reason: str) -> None:
        """Leave a row out, and remember why."""
        self.quarantined.append(Quarantined(self.part.name, row, reason))

    def note(self, text: Text) -> None:
        """Count something worth knowing that is no reason to refuse; `{}` in the text becomes the count."""
        self.tallies[text] += 1

    def absorb(self, other: Inspection) -> None:
        """Take over what was noticed in another file of the same list."""
        self.faults.extend(other.faults)
        self.quarantined.extend(other.quarantined)
        self.tallies.update(other.tallies)

    def reading(self, format: str, parties: Iterable[ListedParty], stated: date | None = None) -> Reading:
        """Close the inspection: one fault for each reason that left rows out."""
        found = tuple(parties)
        if not found:
            raise self.unreadable("E402", "no entry can be read from this file", "check that the download is complete")
        faults = (*self.faults, *_summaries(self.quarantined))
        notes = tuple(Text(t.en.replace("{}", f"{n:,}"), t.ko.replace("{}", f"{n:,}")) for t, n in self.tallies.items())
        return Reading(format, found, faults, tuple(self.quarantined), notes, stated)


def _summaries(quarantined: list[Quarantined]) -> Iterable[Problem]:
    groups: dict[tuple[str, str], list[int]] = {}
    for each in quarantined:
        groups.setdefault((each.file, each.reason), []).append(each.row)
    for (file, reason), rows in groups.items():
        named = ", ".join(map(str, rows[:SHOWN_ROWS])) + (f" and {len(rows) - SHOWN_ROWS:,} more" * (len(rows) > SHOWN_ROWS))
        many = f"{len(rows):,} row" + "s" * (len(rows) > 1)
        where = f"{'row' if len(rows) == 1 else 'rows'} {named}"
        yield Problem("E402", file, f"{many} cannot be read: {reason} ({where})", RETRY)
