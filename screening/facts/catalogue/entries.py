"""Catalogue rows as products: figures with their basis, contents as counted ids, word lists by label.

It refuses to guess: a vendor's published TPP wins over arithmetic unless the file sets it aside with a reason, and a
density is derived only from a TPP that is no lower bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from screening.facts.catalogue.product import Contents, Entry, Figure, Part, System
from screening.facts.catalogue.shape import EntryShape, PartRow, SystemShape, TextShape, VendorShape
from screening.terms import Text

DENSITY_PLACES = Decimal("0.0001")  # fine enough not to round a density across 1.6, 3.2 or 5.92 (ECCN 3A090)


def contents(counted: Iterable[str]) -> Contents:
    """`["8x nvidia-b200"]` -> `(("nvidia-b200", 8),)`."""
    pairs = (item.split("x ", 1) for item in counted)
    return tuple((name, int(count)) for count, name in pairs)


def text(shape: TextShape | None) -> Text | None:
    """Return the text in both languages, if there is one."""
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


def entry(shape: EntryShape, vendors: Mapping[str, VendorShape]) -> Entry:
    """Return a product with its figures, each with its basis and sources."""
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
        tpp_set_aside_why=text(shape.set_aside),
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
        note=text(shape.note),
    )


def system(shape: SystemShape) -> System:
    """Return a board, computer or rack with what it holds."""
    return System(
        id=shape.id,
        name=shape.name,
        aliases=tuple(shape.aliases),
        form=shape.form,
        contains=contents(shape.contains),
        alternatives=tuple(contents(group) for group in shape.alternatives),
        question=text(shape.question),
        eccn=shape.eccn,
        sources=tuple(shape.sources),
        note=text(shape.note),
    )


def part(row: PartRow) -> Part:
    """Return a part number with what it names."""
    return Part(
        number=row.number,
        description=row.description,
        eccn=row.eccn,
        tpp=row.tpp,
        resolves_to=contents(row.resolves_to),
        candidates=tuple(row.candidates),
        form=row.form,
        inferred=row.origin == "inferred",
        sources=("LISTING",) if row.origin == "listing" else ("NVX",),
    )


def wording(blocks: Iterable[Mapping[str, Any]]) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """Return word lists by label (`forms` become `form:sxm` ...), and the values of number words (`numbers`, `multiples`)."""
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
