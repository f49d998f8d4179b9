"""Rows of the cloud files as instances and providers: one instance for each type, with all names it goes by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from screening.facts.catalogue.entries import text
from screening.facts.catalogue.product import Instance, Provider
from screening.facts.catalogue.shape import FileShape, InstancesShape, TextShape


def instances(files: Iterable[FileShape], notes: Mapping[str, TextShape]) -> Iterator[Instance]:
    """Yield the instances of all files; every group of a row shares chip, families, sources and note."""
    for file in files:
        for provider, groups in file.instances.items():
            for group in groups:
                yield from _instances(provider, group, notes)


def _instances(provider: str, group: InstancesShape, notes: Mapping[str, TextShape]) -> Iterator[Instance]:
    for type, count in group.sizes.items():
        weak = [*group.weak.get(type, ()), *((type,) if group.context_needed else ())]
        name = f"{provider} {type}"
        yield Instance(
            id=name,
            name=name,
            aliases=tuple(group.aliases.get(type, ())),
            form="computer",
            contains=(),  # what it holds may be a share, or not known: `chip` and `count` say it
            alternatives=(),
            question=None,
            eccn=None,
            sources=tuple(group.sources),
            note=text(notes[group.note]) if group.note is not None else None,
            provider=provider,
            type=type,
            chip=group.chip,
            count=count,
            families=tuple(group.family),
            weak_names=tuple(weak),
            context=tuple(group.context),
            names_chip=group.names_chip,
            confidence=group.confidence,
        )


def providers(files: Iterable[FileShape]) -> Iterator[Provider]:
    """Yield the providers, each with the country of every region."""
    read = list(files)
    for shape in (each for file in read for each in file.providers):
        regions = [file.regions[shape.name].codes for file in read if shape.name in file.regions]
        yield Provider(
            name=shape.name,
            country=shape.country,
            names=tuple(dict.fromkeys((shape.name, *shape.names))),
            prefixes=tuple(shape.prefixes),
            regions={code: country for codes in regions for country, named in codes.items() for code in named},
        )
