"""OFAC's legacy CSV: the main file, its aliases, addresses and overflowing remarks, joined on the entry number.

No file has a header; `-0-` is null, the encoding Latin-1, and 0x1A (the end-of-file sign of DOS) closes each file.
Without the alias file half of the names is missing, so its absence is a fault. Columns: OFAC's data specification.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from screening.parties.listed import AliasKind, ListedParty, Listing, PartyKind
from screening.parties.lists.content import decode
from screening.parties.lists.fields import aliases, clean, country, unique
from screening.parties.lists.reading import Inspection, Part, Reading
from screening.parties.lists.remarks import read_remarks
from screening.parties.lists.table import rows
from screening.terms import Text

FORMAT = "ofac-csv"
SDN, CONSOLIDATED = "SDN List", "Consolidated List"  # OFAC's names for its two sets of files
Role = Literal["main", "alt", "add", "comments"]
COLUMNS = (
    "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag",
    "Vess_owner", "Remarks",
)  # fmt: skip
WIDTHS: dict[int, Role] = {len(COLUMNS): "main", 5: "alt", 6: "add", 2: "comments"}
NULL = "-0-"
ALIAS_KINDS: dict[str, AliasKind] = {"fka": "former"}
KINDS: dict[str, PartyKind] = {"individual": "individual", "vessel": "vessel", "aircraft": "aircraft"}
END = "\x1a"

WEAK = Text("{} weak alias(es) were read from remarks", "비고란에서 약한 별칭 {}개를 읽었습니다")
CUT = Text(
    "{} remark(s) break off inside an alias; the comments file or the XML has the rest",
    "비고 {}건이 별칭 도중에 끊겼습니다. 나머지는 comments 파일이나 XML에 있습니다",
)

Rows = dict[str, list[list[str]]]


def role(part: Part) -> Role | None:
    """Tell from its first row which of OFAC's files this is: by its width, entry number and nulls; else None."""
    text = part.data[:4096].decode("latin-1")
    cells = next(iter(rows(text.partition("\n")[0], Inspection(part))), (0, [""]))[1]
    found = WIDTHS.get(len(cells))
    if found is None or not cells[0].strip().isdigit():
        return None
    if found == "comments":
        return found if "comments" in part.name.lower() else None
    return found if NULL in text and (found == "main" or cells[1].strip().isdigit()) else None


def read_ofac_csv(parts: Iterable[Part]) -> Reading:
    """Join the files, whichever order they come in; raise `InvalidInput` without the main file."""
    found = [(role(part), part) for part in parts]
    inspections = [Inspection(part) for _, part in found]
    files: dict[Role, Rows] = {}
    for (kind, _), inspection in zip(found, inspections, strict=True):
        if kind is None or kind in files:
            problem = "a second file of the same kind" if kind else "not one of OFAC's CSV files"
            raise inspection.unreadable("E401", f"this is {problem}", "give sdn.csv, alt.csv, add.csv, sdn_comments.csv")
        files[kind] = _by_entry(inspection, next(width for width, name in WIDTHS.items() if name == kind))
    roles = [kind for kind, _ in found]
    if "main" not in files:
        raise inspections[0].unreadable("E401", "this is only a part of OFAC's list", "give sdn.csv together with it")
    main = inspections[roles.index("main")]
    for missing, what in (("alt", "aliases"), ("add", "addresses")):
        if missing not in files:
            main.fault("E402", f"the file of {what} is missing ({missing}.csv)", f"give {missing}.csv as well")
    _check_joins(files, dict(zip(roles, inspections, strict=True)))
    for other in inspections:
        if other is not main:
            main.absorb(other)
    label = CONSOLIDATED if re.match(r"cons", main.part.name.rpartition("/")[2].lower()) else SDN
    return main.reading(FORMAT, (_party(row, files, main, label) for group in files["main"].values() for row in group))


def _by_entry(inspection: Inspection, width: int) -> Rows:
    text = decode(inspection, fallback="latin-1")
    closed = text.rstrip("\r\n").endswith(END) or text.endswith(("\n", "\r"))
    grouped: Rows = {}
    last: tuple[int, int] | None = None
    for number, cells in rows(text.rstrip("\r\n" + END), inspection):
        if len(cells) != width or not cells[0].strip().isdigit():
            inspection.quarantine(number, f"{len(cells)} columns instead of {width}, or no entry number")
            last = (number, len(cells))
            continue
        last = None
        if width == len(COLUMNS) and cells[1].strip() in {"", NULL}:
            inspection.quarantine(number, "no name")
            continue
        # The last field is text that may go on in another file, in the middle of a word or after a blank.
        values = ["" if cell.strip() == NULL else cell for cell in cells]
        grouped.setdefault(clean(cells[0]), []).append([*map(clean, values[:-1]), values[-1]])
    if last and last[1] < width and not closed:
        inspection.fault("E402", "the file ends inside its last record", "fetch it again", row=last[0])
    return grouped


def _check_joins(files: Mapping[Role, Rows], inspections: Mapping[Role | None, Inspection]) -> None:
    """Aliases or addresses of entries that are not there: the main file was cut off, or the files are of two days."""
    for kind in ("alt", "add", "comments"):
        orphans = [entry for entry in files.get(kind, {}) if entry not in files["main"]]
        if orphans:
            message = f"{len(orphans):,} entries (such as {orphans[0]}) are not in the main file"
            inspections[kind].fault("E402", message, "the files are of different days, or one is cut off: fetch them together")


def _party(row: list[str], files: Mapping[Role, Rows], inspection: Inspection, label: str) -> ListedParty:
    entry, name, kind, programmes, title = row[:5]
    overflow = "".join(each[1] for each in files.get("comments", {}).get(entry, []))
    text = clean(row[11] + overflow)
    said = read_remarks(text)
    inspection.tallies[WEAK] += len(said.names)
    if said.cut:
        inspection.note(CUT)
    listed: list[tuple[str, AliasKind]] = [
        (each[3], ALIAS_KINDS.get(each[2], "alias")) for each in files.get("alt", {}).get(entry, [])
    ]
    places = files.get("add", {}).get(entry, [])
    return ListedParty(
        sublist=label,
        entry=entry,
        names=aliases(name, [*listed, *said.names]),
        kind=KINDS.get(kind.lower(), "entity"),
        countries=unique([*(country(each[4]) for each in places if each[4]), *said.countries]),
        addresses=tuple(", ".join(filter(None, each[2:5])) for each in places if each[2] or each[3]),
        birth_dates=said.births,
        listings=(Listing(programmes=programmes_of(programmes)),),
        remarks="; ".join(filter(None, (title, text))),
    )


def programmes_of(text: str) -> tuple[str, ...]:
    """Split "NPWMD] [IFSR" or "NPWMD; IFSR" into programmes."""
    return tuple(dict.fromkeys(part.strip("[] ") for part in re.split(r"\]\s*\[|;", text) if part.strip("[] ")))
