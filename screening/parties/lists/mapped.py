"""Any CSV as a list of parties, by a mapping file (`mapping`): the user's own lists, and formats nobody wrote a loader for.

Only what the mapping names is read. A date that is not in the format the mapping states is counted and left open; a
column that the file does not have is an error that names the nearest one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from screening.errors import InvalidInput, Problem
from screening.language.grammar import nearest
from screening.parties.listed import AliasKind, ListedParty, Listing
from screening.parties.lists.content import decode
from screening.parties.lists.csl import BAD_DATE
from screening.parties.lists.fields import after, aliases, birth, clean, country, day, several, unique
from screening.parties.lists.mapping import MappingShape
from screening.parties.lists.reading import Inspection, Part, Reading
from screening.parties.lists.table import records, rows
from screening.terms import Text

FORMAT = "mapped-csv"
NO_COUNTRY = Text("{} text(s) in a country column are no country", "국가 열의 값 {}개는 국가가 아닙니다")
NO_KIND = Text("{} kind(s) are not in the mapping's `kinds`", "매핑의 `kinds`에 없는 유형 {}개")

Row = Mapping[str, str]
T = TypeVar("T")


def read_mapped(part: Part, mapping: MappingShape) -> Reading:
    """Read the file as the mapping says; rows without a name or a list are quarantined."""
    inspection = Inspection(part)
    text = decode(inspection, encoding=mapping.encoding)
    text = "".join(text.splitlines(keepends=True)[mapping.skip_lines :]) if mapping.skip_lines else text
    wanted = tuple(dict.fromkeys(mapping.columns.used()))
    _check_columns(text, wanted, mapping, inspection)
    parties = []
    # Columns that the mapping does not name are nobody's business, so the header is held against the wanted ones only.
    for number, row in records(text, inspection, wanted, wanted, delimiter=mapping.delimiter):
        party = _party(row, mapping, inspection, number + mapping.skip_lines)
        if party:
            parties.append(party)
    return inspection.reading(FORMAT, parties)


def _check_columns(text: str, wanted: tuple[str, ...], mapping: MappingShape, inspection: Inspection) -> None:
    first = next(rows(text.partition("\n")[0], Inspection(inspection.part), delimiter=mapping.delimiter), (1, []))[1]
    header = [cell.strip() for cell in first]
    problems = [
        Problem("E405", inspection.part.name, f"the mapping names a column `{column}` that the file does not have",
                nearest(column, header) or f"it has {', '.join(header[:12])}")
        for column in wanted if column not in header
    ]  # fmt: skip
    if problems:
        raise InvalidInput(problems)


def _party(row: Row, mapping: MappingShape, inspection: Inspection, number: int) -> ListedParty | None:
    columns = mapping.columns
    name = clean(" ".join(row[column] for column in columns.name))
    sublist = clean(row[columns.sublist]) if columns.sublist else mapping.sublist
    if not name or not sublist:
        inspection.quarantine(number, "no name" if not name else f"no list in column `{columns.sublist}`")
        return None

    def one(column: str | None) -> str:
        return clean(row[column]) if column else ""

    def many(names: list[str]) -> list[str]:
        return [text for column in names for text in several(row[column], mapping.separator)]

    kinds: tuple[tuple[list[str], AliasKind], ...] = (
        (columns.aliases, "alias"), (columns.weak_aliases, "weak"), (columns.former_names, "former"),
    )  # fmt: skip
    births = [(text, _birth(text, mapping)) for text in many(columns.birth_dates)]
    imprecise = [f"DOB {text}" for text, read in births if not read]
    listing = Listing(
        start=_day(one(columns.start), mapping, inspection),
        until=after(_day(one(columns.until), mapping, inspection)),
        citation=one(columns.citation),
        requirement=one(columns.requirement),
        policy=one(columns.policy),
        programmes=tuple(many(columns.programmes)),
    )
    return ListedParty(
        sublist=sublist,
        entry=one(columns.entry) or name,
        names=aliases(name, [(text, kind) for names, kind in kinds for text in many(names)]),
        kind=_mapped(one(columns.kind), mapping.kinds.get, NO_KIND, inspection),
        countries=unique(_mapped(text, country, NO_COUNTRY, inspection) for text in many(columns.countries)),
        addresses=_addresses(row, columns.addresses, mapping.separator),
        birth_dates=tuple(dict.fromkeys(read for _, read in births if read)),
        listings=(listing,),
        remarks="; ".join([*many(columns.remarks), *imprecise]),
        url=one(columns.url),
    )


def _addresses(row: Row, columns: list[str], separator: str) -> tuple[str, ...]:
    """One column may hold several addresses; several columns are the parts of one."""
    if len(columns) == 1:
        return tuple(several(row[columns[0]], separator))
    joined = ", ".join(filter(None, (clean(row[column]) for column in columns)))
    return (joined,) if joined else ()


def _mapped(text: str, reader: Callable[[str], T | None], unknown: Text, inspection: Inspection) -> T | None:
    if not text:
        return None
    if (found := reader(text)) is None:
        inspection.note(unknown)
    return found


def _day(text: str, mapping: MappingShape, inspection: Inspection) -> date | None:
    found = day(text, mapping.date_format)
    if text and found is None:
        inspection.note(BAD_DATE)
    return found


def _birth(text: str, mapping: MappingShape) -> str | None:
    found = day(text, mapping.date_format)
    return found.isoformat() if found else birth(text)
