"""Whether a list has shrunk beyond belief since its last snapshot.

In May 2024 the Consolidated Screening List lost every Treasury list, 15,000 rows, overnight, and stayed well-formed
(InternationalTradeAdministration/developerportal, issue 146). Sub-lists are compared by their size, not by their entries:
publishers renumber. Names are compared too, because a lost alias file leaves the number of entries as it was.
"""

from __future__ import annotations

from screening.errors import Problem
from screening.parties.lists.reading import Reading
from screening.parties.lists.snapshot import Snapshot

TOLERATED = 10.0  # percent of a sub-list that may be gone unasked


def shrinkage(reading: Reading, before: Snapshot, *, tolerated: float = TOLERATED) -> list[Problem]:
    """Return a fault for each sub-list of which more than `tolerated` percent of the entries or names is gone."""
    sizes = reading.sublists
    hint = f"over {tolerated:g} % is not taken unasked: if it is so, --force or --shrink PERCENT"
    found = []
    for label, was in before.sublists.items():
        now = sizes.get(label)
        counts = (("entries", was.entries, now.entries if now else 0), ("names", was.names, now.names if now else 0))
        for what, old, new in counts:
            gone = old - new
            if gone * 100 > tolerated * old:
                message = f"{label}: {gone:,} of {old:,} {what} are gone ({gone / old:.0%}) since {before.date}"
                found.append((before.name, message))
                break
    # The way out is said once, after the last.
    last = len(found)
    return [Problem("E404", name, message, hint * (number == last)) for number, (name, message) in enumerate(found, 1)]
