"""Whether a mapping and the header of a batch file fit each other, and which of the headers is which column.

A header is read if the mapping names it, or if it bears a column's own name; none is matched by likeness. What cannot be
used is an error before the first row is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from screening.batch.columns import ADDED, TABLE
from screening.batch.headers import folded, likely, nearest_headers, own_name
from screening.batch.translation import Mapping
from screening.errors import InvalidInput, Problem
from screening.language.grammar import nearest

WHY = ("row", "column", "value", "reason")
"""What a file of rejected rows says of each, before the row's own cells (`output.rejected`)."""
OWN = "input_"
"""Before an input column that is named like one of these."""
FEW = 12  # headers that a message names
NEAREST = 3  # and of those that come near what is missing


def resolve(mapping: Mapping, header: Sequence[str]) -> dict[str, str]:
    """Return header -> column for every header that the mapping names or that bears a column's own name."""
    resolved: dict[str, str] = {}
    for own, column in mapping.columns.items():
        found = _located(own, header)
        if len(found) == 1:
            resolved[found[0]] = column
    for each, name in _names(header):
        if each not in resolved and name in TABLE and name not in resolved.values():
            resolved[each] = name
    return {each: resolved[each] for each in header if each in resolved}


def _names(header: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each header with the column's name it would be written as.

    In a file of rejected rows that was mended, what was said of the rows is no column, and an input column that was renamed
    beside it has its own name again.
    """
    fed_back = tuple(header[: len(WHY)]) == WHY
    for each in header[len(WHY) :] if fed_back else header:
        yield each, own_name(each).removeprefix(OWN if fed_back else "")


def unread(mapping: Mapping, header: Sequence[str]) -> list[tuple[str, str]]:
    """Return every header that is nobody's, with a question which column it may mean ('' if none comes to mind)."""
    resolved = resolve(mapping, header)
    left = []
    for each in header:
        if each not in resolved:
            guess = next((guess for guess in likely(each) if guess.column not in resolved.values()), None)
            left.append((each, f"did you mean `{guess.column}`?" if guess else ""))
    return left


def fit(mapping: Mapping, header: Sequence[str], *, name: str = "the file") -> None:
    """Raise `InvalidInput` with everything in a file's header that the mapping, or the want of one, cannot be used with."""
    problems = [*_misfits(mapping, header, name), *_clashes(mapping, header, name)]
    if not problems:
        resolved = resolve(mapping, header)
        others = [each for each in header if each not in resolved]
        problems.extend(_missing({*resolved.values(), *mapping.constants}, others, name))
    if problems:
        raise InvalidInput(problems)


def _misfits(mapping: Mapping, header: Sequence[str], name: str) -> Iterator[Problem]:
    """Headers that the mapping names and the file does not have, or has beside a column's own name."""
    for own, column in mapping.columns.items():
        where = mapping.places.get(("columns", own), "the mapping")
        found = _located(own, header)
        if not found:
            hint = nearest(own, header) or f"the file has {_few(header)}"
            yield Problem("E506", where, f"{name} has no column `{own}`", hint)
        elif len(found) > 1:
            yield Problem("E506", where, f"`{own}` may be {' or '.join(map(repr, found))} in {name}", "write it exactly so")
        for each in header:
            if own_name(each) == column and each not in found and _located_by(mapping, each, header) is None:
                message = f"`{own}` is read as `{column}`, and {name} also has a column `{each}`"
                yield Problem("E506", where, message, "take one of them out of the mapping, or out of the file")


def _clashes(mapping: Mapping, header: Sequence[str], name: str) -> Iterator[Problem]:
    """Columns that are there twice, and columns that would be mistaken for the answers."""
    resolved = resolve(mapping, header)
    bearers: dict[str, str] = {}
    for each in header:
        column = own_name(each)
        if column in ADDED:  # mapped or not: the output keeps every column of the input
            message = f"a column is named `{each}`, like one of those that the answers are written to"
            yield Problem("E503", name, message, "rename it in the file, or leave it out")
        if column not in TABLE or resolved.get(each, column) != column:
            continue
        if column in bearers:
            message = f"the columns `{bearers[column]}` and `{each}` are both read as `{column}`"
            yield Problem("E503", name, message, "rename one of them")
        bearers.setdefault(column, each)


def _missing(there: Collection[str], others: Sequence[str], name: str) -> Iterator[Problem]:
    """What no row can be screened without: an activity, and something that says what the item is."""
    hint = "propose a mapping with `screening batch --suggest-map FILE`"
    if "activity" not in there:
        message = f"no column says the activity (export, cloud_rental …){_nearest_of(['activity'], others)}"
        yield Problem("E503", name, message, f"{hint}, or give it as a constant in the mapping")
    if not any(TABLE[column].describes for column in there):
        wanted = ["item", "part_number", "chip", "instance", "eccn"]
        message = f"no column says what the item is ({', '.join(wanted)} …){_nearest_of(wanted, others)}"
        yield Problem("E503", name, message, hint)


def _nearest_of(columns: Sequence[str], others: Sequence[str]) -> str:
    """The headers nobody has read that are likest to some columns, or a few of them if none is."""
    near = list(dict.fromkeys(each for column in columns for each in nearest_headers(column, others, 1)))
    if near:
        return f"; nearest: {', '.join(f'`{each}`' for each in near[:NEAREST])}"
    return f"; not read: {_few(others)}" if others else ""


def _few(header: Sequence[str]) -> str:
    return ", ".join(each[:40] for each in header[:FEW]) + (" …" if len(header) > FEW else "")


def _located(own: str, header: Sequence[str]) -> list[str]:
    """The headers that a name in the mapping means: the same text, else those that differ in case and spaces only."""
    return [own] if own in header else [each for each in header if folded(each) == folded(own)]


def _located_by(mapping: Mapping, each: str, header: Sequence[str]) -> str | None:
    """The name in the mapping that means a header of the file, if any."""
    return next((own for own in mapping.columns if _located(own, header) == [each]), None)

