"""Load the hardware catalogue, `rules/catalogue/*.yaml`: processors, systems and part numbers with sourced figures.

Every problem of every file is collected with its place. It refuses to guess: a vendor's published TPP wins over
arithmetic unless the file sets it aside with a reason, and a density is derived only from a TPP that is no lower bound.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from screening.errors import Invalid, InvalidRules, Problem
from screening.facts.catalogue.product import Catalogue, Contents, Entry, Figure, Part, System
from screening.facts.catalogue.shape import EntryShape, FileShape, PartRow, SystemShape, TextShape, VendorShape
from screening.language.source import Document, load
from screening.terms import Text

__all__ = ["Catalogue", "Contents", "Entry", "Figure", "Part", "System", "load_catalogue"]

DENSITY_PLACES = Decimal("0.0001")  # fine enough not to round a density across 1.6, 3.2 or 5.92 (ECCN 3A090)


def load_catalogue(folder: Path) -> Catalogue:
    """Read every YAML file of `folder`; raise `InvalidRules` with all problems, each with file:line:column."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise InvalidRules([Problem("E001", str(folder), "no catalogue files here", "name the folder rules/catalogue")])
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return _join(files, digest=f"sha256:{digest.hexdigest()}")


def _join(files: Iterable[Path], *, digest: str) -> Catalogue:
    """Read, check and join the files; raise `InvalidRules` with every problem."""
    read: list[tuple[Document, FileShape]] = []
    problems: list[Problem] = []
    for path in files:
        try:
            document = load(path)
            read.append((document, FileShape.model_validate(document.data)))
        except Invalid as error:
            problems.extend(error.problems)
        except ValidationError as error:
            problems.extend(_problem(document, detail) for detail in error.errors())
    problems.extend(_cross_check(read))
    if problems:
        raise InvalidRules(problems)
    vendors = {vendor.name: vendor for _, file in read for vendor in file.vendors}
    wording, values = _wording(file.wording for _, file in read)
    return Catalogue(
        entries={shape.id: _entry(shape, vendors) for _, file in read for shape in file.entries},
        systems={shape.id: _system(shape) for _, file in read for shape in file.systems},
        parts={row.number: _part(row) for _, file in read for row in file.parts},
        vendors={name: (name, *vendor.aliases) for name, vendor in vendors.items()},
        wording=wording,
        values=values,
        sources={key: text for _, file in read for key, text in file.sources.items()},
        captured=max((file.captured for _, file in read if file.captured), default=None),
        digest=digest,
    )


def _problem(document: Document, detail: Any) -> Problem:
    path = [step for step in detail["loc"] if isinstance(step, int | str)]
    code = "E101" if detail["type"] in {"extra_forbidden", "missing"} else "E102"
    name = str(path[-1]) if path else "file"
    return Problem(code, document.where(*path, key=code == "E101"), f"`{name}`: {detail['msg'].lower()}")


def _cross_check(read: list[tuple[Document, FileShape]]) -> Iterator[Problem]:
    """Ids used twice, and references to entries, vendors or sources that do not exist."""
    entries = {shape.id for _, file in read for shape in file.entries}
    vendors = {vendor.name for _, file in read for vendor in file.vendors}
    sources = {key for _, file in read for key in file.sources}
    seen: set[str] = set()
    for document, file in read:
        sections: Mapping[str, Sequence[EntryShape | SystemShape | PartRow]] = {
            "entries": file.entries, "systems": file.systems, "parts": file.parts,
        }  # fmt: skip
        for section, rows in sections.items():
            for index, row in enumerate(rows):
                identity = row.number if isinstance(row, PartRow) else row.id
                place = (section, index) if isinstance(row, PartRow) else (section, index, "id")
                if identity in seen:
                    yield Problem("E206", document.where(*place), f"`{identity}` stands twice", "keep one")
                seen.add(identity)
                for name in _named_entries(row):
                    if name not in entries:
                        yield Problem("E301", document.where(section, index), f"no entry `{name}` in the catalogue")
                if isinstance(row, EntryShape) and row.vendor is not None and row.vendor not in vendors:
                    yield Problem("E301", document.where(section, index, "vendor"), f"no vendor `{row.vendor}`")
                for key in () if isinstance(row, PartRow) else row.sources:
                    if key not in sources:
                        yield Problem("E301", document.where(section, index, "sources"), f"no source `{key}`")


def _named_entries(row: EntryShape | SystemShape | PartRow) -> Iterator[str]:
    if isinstance(row, EntryShape):
        return
    groups = [row.resolves_to] if isinstance(row, PartRow) else [row.contains, *row.alternatives]
    for group in groups:
        yield from (name for name, _ in _contents(group))
    if isinstance(row, PartRow):
        yield from row.candidates


def _contents(counted: Iterable[str]) -> Contents:
    """`["8x nvidia-b200"]` -> `(("nvidia-b200", 8),)`."""
    pairs = (item.split("x ", 1) for item in counted)
    return tuple((name, int(count)) for count, name in pairs)


def _text(shape: TextShape | None) -> Text | None:
    return Text(shape.en, shape.ko) if shape else None


def _tpp(shape: EntryShape) -> tuple[Figure | None, Figure | None]:
    """The TPP used and the one set aside: the vendor's wins unless the row says `use: computed`."""
    if (tpp := shape.tpp) is None:
        return None, None
    sources = tuple(shape.sources)
    vendor = Figure(tpp.vendor, False, tpp.estimate, "vendor", ("NVX",)) if tpp.vendor else None
    computed = (
        Figure(tpp.computed, tpp.lower_bound, tpp.estimate, f"computed:{','.join(tpp.of)}", sources)
        if tpp.computed
        else None
    )
    return (computed, vendor) if tpp.use == "computed" or not vendor else (vendor, computed)


def _density(shape: EntryShape, tpp: Figure | None) -> Figure | None:
    """TPP / die area: 0 for planar logic, unknown without both, or when the TPP is only a lower bound."""
    sources = tuple(shape.sources)
    if shape.planar:
        return Figure(Decimal(0), False, False, "planar", sources)
    if tpp is None or shape.die is None or tpp.lower_bound:
        return None
    value = (tpp.value / shape.die.mm2).quantize(DENSITY_PLACES)
    return Figure(value, False, tpp.estimate or shape.die.estimate, "derived", sources)


def _entry(shape: EntryShape, vendors: Mapping[str, VendorShape]) -> Entry:
    tpp, set_aside = _tpp(shape)
    sources, memory, link = tuple(shape.sources), shape.memory, shape.io
    hbm = memory.hbm if memory.hbm is not None else memory.type.startswith("HBM") if memory.type else None
    return Entry(
        id=shape.id,
        name=shape.name,
        vendor=shape.vendor,
        kind=shape.kind,
        form=shape.form,
        family=shape.family,
        aliases=tuple(shape.aliases),
        weak_aliases=(shape.name, *shape.aliases) if shape.context_needed else tuple(shape.weak),
        designer_country=vendors[shape.vendor].country if shape.vendor else None,
        market=shape.market,
        data_center=None if shape.market is None else shape.market == "datacenter",
        vendor_eccns=tuple(shape.eccns),
        tpp=tpp,
        tpp_set_aside=set_aside,
        tpp_set_aside_why=_text(shape.set_aside),
        performance_density=_density(shape, tpp),
        io_bandwidth_gb_s=Figure(link.gb_s, False, False, "pcie_generation" if link.from_pcie else "chip_link", sources)
        if link.gb_s
        else None,
        dram_bandwidth_gb_s=Figure(memory.gb_s, False, False, "stated", sources) if memory.gb_s else None,
        memory_bandwidth_density=Figure(shape.memory_bandwidth_density, False, False, "stated", sources)
        if shape.memory_bandwidth_density
        else None,
        memory_gb=memory.gb,
        has_hbm=hbm,
        # Every node named in the files is FinFET or later unless the row says `planar`; a test holds the files to it.
        non_planar=False if shape.planar else True if shape.node else None,
        announced=shape.announced,
        release_date=shape.released,
        confidence=shape.confidence,
        sources=sources,
        note=_text(shape.note),
    )


def _system(shape: SystemShape) -> System:
    return System(
        id=shape.id,
        name=shape.name,
        aliases=tuple(shape.aliases),
        form=shape.form,
        contains=_contents(shape.contains),
        alternatives=tuple(_contents(group) for group in shape.alternatives),
        question=_text(shape.question),
        eccn=shape.eccn,
        sources=tuple(shape.sources),
        note=_text(shape.note),
    )


def _part(row: PartRow) -> Part:
    return Part(
        number=row.number,
        description=row.description,
        eccn=row.eccn,
        tpp=row.tpp,
        resolves_to=_contents(row.resolves_to),
        candidates=tuple(row.candidates),
        form=row.form,
        inferred=row.origin == "inferred",
        sources=("LISTING",) if row.origin == "listing" else ("NVX",),
    )


def _wording(blocks: Iterable[Mapping[str, Any]]) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """Word lists by label (`forms` become `form:sxm` ...), and the values of number words (`numbers`, `multiples`)."""
    words: dict[str, tuple[str, ...]] = {}
    values: dict[str, int] = {}
    for block in blocks:
        for label, value in block.items():
            if isinstance(value, list):
                words[label] = tuple(value)
            elif all(isinstance(item, int) for item in value.values()):
                words[label] = tuple(value)
                values.update(value)
            else:
                words.update({f"{label}:{key}": tuple(items) for key, items in value.items()})
    return words, values
