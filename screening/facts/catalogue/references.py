"""What the catalogue's files say of one another: ids used twice, and names of things that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from screening.errors import Problem
from screening.facts.catalogue.entries import contents
from screening.facts.catalogue.shape import EntryShape, FileShape, InstancesShape, PartRow, SystemShape
from screening.language.source import Document

Read = tuple[Document, FileShape]


def cross_check(read: Sequence[Read]) -> Iterator[Problem]:
    """Yield ids used twice, and references to entries, vendors, providers, notes or sources that do not exist."""
    yield from _products(read)
    yield from _instances(read)
    yield from _regions(read)


def _products(read: Sequence[Read]) -> Iterator[Problem]:
    entries = {shape.id for _, file in read for shape in file.entries}
    vendors = {vendor.name for _, file in read for vendor in file.vendors}
    sources = _sources(read)
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
        yield from (name for name, _ in contents(group))
    if isinstance(row, PartRow):
        yield from row.candidates


def _instances(read: Sequence[Read]) -> Iterator[Problem]:
    """Yield mistakes of the cloud instances: chips, providers, notes, sources, and types that stand twice."""
    chips = {shape.id for _, file in read for shape in file.entries}
    notes = {key for _, file in read for key in file.notes}
    sources, seen = _sources(read), set[tuple[str, str]]()
    for document, file in read:
        yield from _providers(document, file, read)
        for provider, groups in file.instances.items():
            for index, group in enumerate(groups):
                place = ("instances", provider, index)
                if group.chip is not None and group.chip not in chips:
                    yield Problem("E301", document.where(*place, "chip"), f"no entry `{group.chip}` in the catalogue")
                if group.note is not None and group.note not in notes:
                    yield Problem("E301", document.where(*place, "note"), f"no note `{group.note}`")
                for key in group.sources:
                    if key not in sources:
                        yield Problem("E301", document.where(*place, "sources"), f"no source `{key}`")
                for section, name in _other_sizes(group):
                    where = document.where(*place, section, name, key=True)
                    yield Problem("E301", where, f"`{name}` is none of the sizes of this row")
                for section, size, name in _names(group):
                    if (provider, name.casefold()) in seen:
                        where = document.where(*place, section, size, key=True)
                        yield Problem("E206", where, f"`{name}` of {provider} stands twice", "keep one")
                    seen.add((provider, name.casefold()))


def _providers(document: Document, file: FileShape, read: Sequence[Read]) -> Iterator[Problem]:
    """Yield providers declared twice, and those that nobody declares."""
    declared = [provider.name for _, each in read for provider in each.providers]
    for index, provider in enumerate(file.providers):
        if declared.count(provider.name) > 1:
            place = document.where("providers", index, "name")
            yield Problem("E206", place, f"`{provider.name}` stands twice", "keep one")
    for section, named in (("instances", file.instances), ("regions", file.regions)):
        for name in named:
            if name not in declared:
                yield Problem("E301", document.where(section, name, key=True), f"no provider `{name}`")


def _names(group: InstancesShape) -> Iterator[tuple[str, str, str]]:
    """Every name of every type, with the section and the size where it stands."""
    yield from (("sizes", size, size) for size in group.sizes)
    for section, named in (("aliases", group.aliases), ("weak", group.weak)):
        yield from ((section, size, name) for size, names in named.items() for name in names)


def _other_sizes(group: InstancesShape) -> Iterator[tuple[str, str]]:
    for section, named in (("aliases", group.aliases), ("weak", group.weak)):
        yield from ((section, name) for name in named if name not in group.sizes)


def _regions(read: Sequence[Read]) -> Iterator[Problem]:
    """Yield regions that stand in two countries, and sources that do not exist."""
    sources, seen = _sources(read), set[tuple[str, str]]()
    for document, file in read:
        for provider, regions in file.regions.items():
            for key in regions.sources:
                if key not in sources:
                    place = document.where("regions", provider, "sources")
                    yield Problem("E301", place, f"no source `{key}`")
            for country, codes in regions.codes.items():
                for code in codes:
                    if (provider, code) in seen:
                        place = document.where("regions", provider, "codes", country)
                        yield Problem("E206", place, f"`{code}` of {provider} stands twice", "keep one")
                    seen.add((provider, code))


def _sources(read: Iterable[Read]) -> set[str]:
    return {key for _, file in read for key in file.sources}
