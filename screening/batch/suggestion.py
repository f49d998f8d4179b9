"""A proposal of a mapping file for somebody's own CSV, with its evidence in comments, for a person to check and correct.

Headers are compared with the words of `headers.yaml`; what the cells look like only decides between equals. What is not
likely enough stands there as a comment, and a form of dates that the samples leave open is never chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from screening.batch.columns import TABLE, TRUTHS
from screening.batch.headers import Guess, folded, guesses, likely, own_name, words
from screening.language.facts import NUMBER
from screening.language.source import SPECIAL
from screening.places import UnknownPlace, place

SAMPLE = 1000
"""Rows that are looked at."""
NUDGE = 0.03  # what the look of the cells can add or take: enough to decide between equals, too little to make a guess likely
LONGEST = 200  # characters of a header or value that is proposed; YAML ends keys at 1024
DATE = re.compile(r"(\D{0,4})(\d{1,4})(\D{1,4})(\d{1,2})(\D{1,4})(\d{1,4})(\D{0,4})", re.ASCII)

Samples = dict[str, list[str]]


def suggest(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a mapping as YAML text for a header and some rows; `read_mapping` reads it as it is."""
    samples = {name: [row[at] for row in rows[:SAMPLE] if at < len(row) and row[at].strip()] for at, name in _own(header)}
    bearers = {column: name for name in reversed(samples) if (column := own_name(name)) in TABLE}
    own = {name: column for column, name in bearers.items()}
    found = _assigned(samples, set(own.values()), [name for name in samples if name not in own])
    columns = own | {name: guess.column for name, guess in found.items()}
    lines = [
        "# A proposal. Check every line, correct it, and give the file with --map; lines that begin with # are not read.",
        *_columns(samples, own, found),
        *_values(columns, samples),
        *_dates(columns, samples),
    ]
    if "activity" not in columns.values():
        lines.append("# No header says the activity. If it is the same in every row, say so here:")
        lines.append("# constants: {activity: export}")
    return "\n".join(lines) + "\n"


def _own(header: Sequence[str]) -> list[tuple[int, str]]:
    """The headers that can be mapped, with their places: not blank, not endless, the first of doubles."""
    first = {name: at for at, name in reversed(list(enumerate(header)))}
    return sorted((at, name) for name, at in first.items() if name.strip() and len(name) <= LONGEST)


def _assigned(samples: Samples, taken: set[str], headers: Sequence[str]) -> dict[str, Guess]:
    """Give each column to the header that is likeliest to mean it, the likeliest pair first."""
    pairs = [(guess.likeness + _look(guess.column, samples[name]), name, guess) for name in headers for guess in likely(name)]
    taken, given = set(taken), dict[str, Guess]()
    for _, name, guess in sorted(pairs, key=lambda pair: -pair[0]):
        if name not in given and guess.column not in taken:
            given[name] = guess
            taken.add(guess.column)
    return given


def _look(column: str, cells: Sequence[str]) -> float:
    """Whether the cells look like what the column holds: a little more than nothing, or a little less."""
    cells = cells[:50]
    if not cells:
        return 0.0
    if column == "date":
        like = sum(bool(DATE.fullmatch(cell.strip()) or re.fullmatch(r"\d{8}", cell.strip())) for cell in cells)
    elif TABLE[column].form == "country":
        like = sum(_is_place(cell) for cell in cells)
    elif column in ("quantity", "hours", "value"):
        like = sum(bool(NUMBER.fullmatch(cell.replace(",", "").strip())) for cell in cells)
    else:
        return 0.0
    return NUDGE if like * 2 >= len(cells) else -NUDGE


def _is_place(text: str) -> bool:
    try:
        place(text)
    except UnknownPlace:
        return False
    return True


def _columns(samples: Samples, own: dict[str, str], found: dict[str, Guess]) -> Iterator[str]:
    holders = {column: name for name, column in own.items()} | {guess.column: name for name, guess in found.items()}
    yield "columns:" if found else "columns: {}"
    for name in samples:
        if guess := found.get(name):
            yield f"  {_key(name)}: {guess.column}  # {guess.likeness:.2f}, header {_shown(name)} is like {guess.phrase}"
        elif name in own:
            yield f"  # {_key(name)} is read by its own name"
        elif near := next(iter(guesses(name)), None):
            taken = f", taken by {_shown(holders[near.column])}" if near.column in holders else ", not likely enough"
            yield f"  # {_key(name)}: {near.column}  # {near.likeness:.2f}{taken}"
        else:
            yield f"  # {_key(name)}: ?  # like no column"


def _values(columns: dict[str, str], samples: Samples) -> Iterator[str]:
    """What the values of the activity, and of columns that say yes or no, mean in our words."""
    blocks = [(column, _meanings(column, samples[name])) for name, column in columns.items()]
    sure = [(column, lines) for column, lines in blocks if not all(line.startswith("#") for line in lines)]
    if sure:
        yield "values:"
    for column, lines in sure:
        yield f"  {column}:"
        yield from (f"    {line}" for line in lines)
    for column, lines in blocks:
        if lines and (column, lines) not in sure:
            yield f"# values of {column} that are not known:"
            yield from lines


def _meanings(column: str, cells: Sequence[str]) -> list[str]:
    """A line for each value that is not ours, a comment if nobody knows what it means."""
    if column == "activity":
        known = words("activities")
    elif TABLE[column].form == "truth":
        known = words("truths")
    else:
        return []
    means = {own.replace(" ", ""): ours for ours, theirs in known.items() for own in theirs}
    lines = []
    for cell in dict.fromkeys(cell.strip() for cell in cells):
        if cell in known or (column != "activity" and cell.casefold() in TRUTHS) or len(cell) > LONGEST:
            continue
        ours = means.get(re.sub(r"[\s_-]+", "", folded(cell)))
        lines.append(f"{_key(cell)}: {ours}" if ours else f"# {_key(cell)}: ?  # not known")
    return lines


def _dates(columns: dict[str, str], samples: Samples) -> Iterator[str]:
    """How dates are written, if the samples leave no doubt; a comment that says what they leave open otherwise."""
    cells = [cell.strip() for name, column in columns.items() if column == "date" for cell in samples[name]]
    cells = [cell for cell in cells if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII)]
    if not cells:
        return
    read = {cell: _forms(cell) for cell in cells}
    forms = set.union(*read.values())
    # A form fits if it reads every sample that is a date at all.
    fitting = sorted(form for form in forms if all(form in each for each in read.values() if each))
    strange = [cell for cell, each in read.items() if not each]
    if len(fitting) == 1:
        without = f"; not so: {_shown(strange[0])}" if strange else ""
        yield f"dates: {_quoted(fitting[0])}  # as in {_shown(next(cell for cell in cells if read[cell]))}{without}"
    elif fitting:
        yield f"# dates: {_quoted(fitting[0])}  # or {_quoted(fitting[1])}: {_shown(cells[0])} can be read both ways"
    else:
        yield f"# dates: ?  # written in more than one way, or in none that is known: {_shown(cells[0])}"


def _forms(cell: str) -> set[str]:
    """Every form in which a text may be a day of the calendar."""
    if re.fullmatch(r"\d{8}", cell, re.ASCII):
        return {"%Y%m%d"} if _is_day(cell[:4], cell[4:6], cell[6:]) else set()
    found = DATE.fullmatch(cell)
    if not found or "%" in cell:
        return set()
    before, one, between, two, then, three, after = found.groups()
    orders = {"Ymd": (one, two, three), "dmY": (three, two, one), "mdY": (three, one, two)}
    return {
        f"{before}%{order[0]}{between}%{order[1]}{then}%{order[2]}{after}"
        for order, parts in orders.items() if _is_day(*parts)
    }  # fmt: skip


def _is_day(year: str, month: str, day: str) -> bool:
    if (len(year), len(month) <= 2, len(day) <= 2) != (4, True, True):
        return False
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _key(text: str) -> str:
    """A header or value as a key of YAML: as it stands if that is safe, in quotes otherwise."""
    return text if re.fullmatch(r"[A-Za-z가-힣_]([\w가-힣 /-]*\w)?", text) and text not in SPECIAL else _quoted(text)


def _quoted(text: str) -> str:
    escaped = (c if c.isprintable() else f"\\U{ord(c):08x}" for c in text.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{"".join(escaped)}"'


def _shown(text: str) -> str:
    """A text inside a comment: on one line, and not endless."""
    return "".join(c if c.isprintable() else " " for c in text)[:60]
