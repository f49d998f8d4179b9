"""Which list format a file is, told from its content; file endings lie, and half of the world's lists are called `.csv`.

One table says for each format who reads it and what a list of that format is called by default. A format can be forced,
which skips the recognition and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from screening.errors import InvalidInput, Problem
from screening.language.grammar import nearest
from screening.parties.lists import bis, csl, csl_json, ftm, mapped, ofac_csv, ofac_xml, opensanctions
from screening.parties.lists.mapping import MappingShape
from screening.parties.lists.reading import Part, Reading

HEAD = 65_536  # bytes looked at


@dataclass(frozen=True, slots=True)
class Format:
    """A list format: its reader of one file (None where the list is several files) and the default name of such a list."""

    id: str
    read: Callable[[Part], Reading] | None
    name: str = ""  # empty: lists of this format have nothing in common, so the file names the list


FORMATS = {
    each.id: each
    for each in (
        Format(csl.FORMAT, csl.read_csl_csv, "csl"),
        Format(csl_json.FORMAT, csl_json.read_csl_json, "csl"),
        Format(ofac_csv.FORMAT, None),
        Format(ofac_xml.FORMAT, ofac_xml.read_ofac_xml),
        Format(bis.FORMAT, bis.read_bis_dpl, "bis-dpl"),
        Format(opensanctions.FORMAT, opensanctions.read_opensanctions_csv),
        Format(ftm.FORMAT, ftm.read_ftm),
    )
}
OFAC_NAMES = {ofac_csv.SDN: "ofac-sdn", ofac_csv.CONSOLIDATED: "ofac-consolidated"}


def recognise(part: Part) -> str | None:
    """Return the id of the format the content has, None if it has none that is known."""
    head = part.data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = head.decode(encoding, errors="replace").lstrip()
    if text.startswith("<"):
        return ofac_xml.FORMAT
    if text.startswith(("{", "[")):
        return _json(text)
    if ofac_csv.role(part):
        return ofac_csv.FORMAT
    header = {cell.strip().strip('"') for line in text.split("\n")[:1] for cell in re.split("[,;\t]", line)}
    known = {csl.FORMAT: csl.COLUMNS, bis.FORMAT: bis.COLUMNS, opensanctions.FORMAT: opensanctions.COLUMNS}
    # Half of the columns is a broken header of that format; what exactly is broken is for its reader to say.
    likeness, best = max((len(header & set(columns)) / len(columns), format) for format, columns in known.items())
    return best if likeness >= 0.5 else None


def _json(text: str) -> str | None:
    first = text.split("\n", 1)[0]
    if '"schema"' in first and '"properties"' in first:
        return ftm.FORMAT
    return csl_json.FORMAT if csl_json.RESULTS.search(text) else None


def read(parts: Sequence[Part], *, format: str | None = None, mapping: MappingShape | None = None) -> Reading:
    """Read a list from its files (one, but for OFAC's CSV); raise `InvalidInput` if that is not possible at all.

    The reading may hold faults: see `Reading.refuse`.
    """
    first = parts[0]
    if mapping is not None:
        if len(parts) > 1:
            raise InvalidInput([Problem("E401", parts[1].name, "a mapping reads one file", "add the files one by one")])
        return mapped.read_mapped(first, mapping)
    if format is not None and format not in FORMATS:
        hint = nearest(format, FORMATS) or f"one of {', '.join(FORMATS)}"
        raise InvalidInput([Problem("E401", first.name, f"there is no list format `{format}`", hint)])
    found = format or recognise(first)
    if found is None:
        start = _printable(first.data[:60])
        hint = f"known: {', '.join(FORMATS)}; describe any other CSV with --map"
        raise InvalidInput([*first.faults, Problem("E401", first.name, f"no known list format (starts `{start}`)", hint)])
    reader = FORMATS[found].read
    if reader is None:
        return ofac_csv.read_ofac_csv(parts)
    if len(parts) > 1:
        raise InvalidInput([Problem("E401", parts[1].name, f"a list in {found} is one file", "add the files one by one")])
    return reader(first)


def default_name(reading: Reading) -> str | None:
    """Return what a list of this format is called if nobody names it; None where its file should name it."""
    labels = {party.sublist for party in reading.parties[:1]}
    if reading.format in {ofac_csv.FORMAT, ofac_xml.FORMAT}:
        return OFAC_NAMES[labels.pop()]
    return (FORMATS[reading.format].name or None) if reading.format in FORMATS else None


def _printable(raw: bytes) -> str:
    text = raw.decode("utf-8", errors="replace").split("\n")[0]
    return "".join(sign if sign.isprintable() else "?" for sign in text)
