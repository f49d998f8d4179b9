"""The shape of the catalogue's YAML files, checked at the border with pydantic.

Unknown keys are forbidden, so a misspelt figure is an error and never a silent gap; nothing but flags and empty lists has
a default. Numbers arrive as text (the reader never guesses) and become decimals here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from screening.facts.catalogue.product import Confidence, EntryKind, Form, Market

COUNTED = r"^[1-9]\d*x [a-z0-9.-]+$"  # "8x nvidia-b200"

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Counted = Annotated[str, StringConstraints(pattern=COUNTED)]
Positive = Annotated[Decimal, Field(gt=0)]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Name = Annotated[str, StringConstraints(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextShape(_Shape):
    """A text in English and Korean."""

    en: str
    ko: str


class TppShape(_Shape):
    """TPP as the vendor prints it and as computed from the data types in `of`; `use` overrides the vendor."""

    vendor: Positive | None = None
    computed: Positive | None = None
    of: list[str] = []
    lower_bound: bool = False
    estimate: bool = False
    use: Annotated[str, StringConstraints(pattern="^(vendor|computed)$")] | None = None


class DieShape(_Shape):
    """Area of the logic dies, mm2."""

    mm2: Positive
    estimate: bool = False


class MemoryShape(_Shape):
    """Memory size in GB and bandwidth in GB/s."""

    gb: Positive | None = None
    gb_s: Positive | None = None
    type: str | None = None
    hbm: bool | None = None


class LinkShape(_Shape):
    """I/O bandwidth in GB/s, both directions; `from_pcie` when derived from the PCIe generation."""

    gb_s: Positive | None = None
    link: str | None = None
    from_pcie: bool = False


class EntryShape(_Shape):
    """One product."""

    id: Id
    name: str
    vendor: str | None = None
    kind: EntryKind = "processor"
    form: Form | None = None
    family: str | None = None
    market: Market | None = None
    aliases: list[str] = []
    weak: list[str] = []
    context_needed: bool = False
    tpp: TppShape | None = None
    die: DieShape | None = None
    planar: bool = False
    node: str | None = None
    memory: MemoryShape = MemoryShape()
    memory_bandwidth_density: Positive | None = None
    io: LinkShape = LinkShape()
    eccns: list[str] = []
    released: date | None = None
    announced: bool = False
    confidence: Confidence = "medium"
    sources: list[str] = []
    set_aside: TextShape | None = None
    note: TextShape | None = None


class SystemShape(_Shape):
    """One board, computer, rack or chassis."""

    id: Id
    name: str
    aliases: list[str] = []
    form: Form | None = None
    contains: list[Counted] = []
    alternatives: list[list[Counted]] = []
    question: TextShape | None = None
    eccn: str | None = None
    sources: list[str] = []
    note: TextShape | None = None


class PartRow(NamedTuple):
    """One line of parts.yaml: number, description, class, TPP per GPU, what it holds, what it may be, how we know."""

    number: str
    description: str | None
    eccn: str | None
    tpp: Positive | None
    resolves_to: list[Counted]
    candidates: list[Id]
    form: Form | None
    origin: Annotated[str, StringConstraints(pattern="^(named|inferred|listing)$")]


class VendorShape(_Shape):
    """A designer, its home country where known, and its names."""

    name: str
    country: Country | None = None
    aliases: list[str] = []


class ProviderShape(_Shape):
    """A cloud provider: its names in any language, and prefixes that its instance types may carry or lack."""

    name: str
    country: Country | None = None
    names: list[Name]
    prefixes: list[str] = []


class InstancesShape(_Shape):
    """Instance types of one provider that hold the same chip: each type with its count (a share of one chip, or null).

    A type ending in `.*` stands for every size of the family; `family` names what people say for all of `sizes`.
    """

    family: list[Name] = []
    chip: Id | None
    sizes: Annotated[dict[Name, Positive | None], Field(min_length=1)]
    aliases: dict[str, list[Name]] = {}
    weak: dict[str, list[Name]] = {}
    context_needed: bool = False
    context: list[Name] = []
    names_chip: bool = False
    confidence: Confidence
    sources: Annotated[list[str], Field(min_length=1)]
    note: str | None = None


class RegionsShape(_Shape):
    """Where the regions of one provider are: their codes by country."""

    sources: Annotated[list[str], Field(min_length=1)]
    codes: dict[Country, list[Name]]


class FileShape(_Shape):
    """One file: any of the sections; `instances` and `regions` by provider, `notes` by the key that instances name."""

    captured: date | None = None
    sources: dict[str, str] = {}
    vendors: list[VendorShape] = []
    entries: list[EntryShape] = []
    systems: list[SystemShape] = []
    parts: list[PartRow] = []
    wording: dict[str, list[str] | dict[str, list[str]] | dict[str, int]] = {}
    providers: list[ProviderShape] = []
    instances: dict[str, list[InstancesShape]] = {}
    regions: dict[str, RegionsShape] = {}
    notes: dict[str, TextShape] = {}
    rental: dict[str, list[Name]] = {}
    durations: dict[Name, Annotated[int, Field(gt=0)]] = {}
