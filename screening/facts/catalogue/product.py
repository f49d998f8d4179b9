"""What the catalogue holds: products with figures, systems that contain them, part numbers and cloud instances that name them.

The inner model only: frozen, no file, no parsing, no law. A figure nobody published is `None`; a figure known only from
below says so (`lower_bound`). What a figure means in law is the rules' business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from screening.terms import Text

EntryKind = Literal["processor", "memory_stack", "network", "accessory", "cpu", "other"]
Form = Literal["ic", "module", "card", "board", "computer", "rack"]
Market = Literal["datacenter", "consumer", "workstation", "embedded", "automotive"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with where it comes from.

    `basis` is one of `vendor`, `computed:<data types>`, `derived` (TPP / die area), `planar`, `stated`, `chip_link`,
    `pcie_generation`; `sources` are keys of `Catalogue.sources`.
    """

    value: Decimal
    lower_bound: bool
    estimate: bool
    basis: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One product. TPP is dense TOPS x bit length; density is TPP/mm2; bandwidths are GB/s (I/O: both directions)."""

    id: str
    name: str
    vendor: str | None
    kind: EntryKind
    form: Form | None
    family: str | None
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...]
    designer_country: str | None
    market: Market | None
    data_center: bool | None
    vendor_eccns: tuple[str, ...]
    tpp: Figure | None
    tpp_set_aside: Figure | None
    tpp_set_aside_why: Text | None
    performance_density: Figure | None
    io_bandwidth_gb_s: Figure | None
    dram_bandwidth_gb_s: Figure | None
    memory_bandwidth_density: Figure | None
    memory_gb: Decimal | None
    has_hbm: bool | None
    non_planar: bool | None
    announced: bool
    release_date: date | None
    confidence: Confidence
    sources: tuple[str, ...]
    note: Text | None


Contents = tuple[tuple[str, int], ...]
"""Entry ids with how many of each."""


@dataclass(frozen=True, slots=True)
class System:
    """A board, computer or rack: what it holds, or the boards it may hold (`alternatives`), which must be asked."""

    id: str
    name: str
    aliases: tuple[str, ...]
    form: Form | None
    contains: Contents
    alternatives: tuple[Contents, ...]
    question: Text | None
    eccn: str | None
    sources: tuple[str, ...]
    note: Text | None


@dataclass(frozen=True, slots=True)
class Part:
    """A vendor part number: its class and TPP per GPU as printed, and what it is.

    `resolves_to` is empty when the table does not name the product; `candidates` then lists what it can be.
    `inferred` marks a product found through the part-number prefix and class of described siblings.
    """

    number: str
    description: str | None
    eccn: str | None
    tpp: Decimal | None
    resolves_to: Contents
    candidates: tuple[str, ...]
    form: Form | None
    inferred: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instance(System):
    """A machine that a cloud provider rents out by its type: a computer whose chips stay where the provider has them.

    `chip` is `None` where the provider does not name it, `count` where nobody says how many; a `count` below one is a
    share of one chip. `weak_names` are words that mean it only beside one of `context` or the provider's name;
    `names_chip` marks a type that is one chip's name, so that a number beside it counts chips.
    """

    provider: str
    type: str
    chip: str | None
    count: Decimal | None
    families: tuple[str, ...]
    weak_names: tuple[str, ...]
    context: tuple[str, ...]
    names_chip: bool
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Provider:
    """A cloud provider: home country if certain, names, prefixes its types may carry, country of each of its regions."""

    name: str
    country: str | None
    names: tuple[str, ...]
    prefixes: tuple[str, ...]
    regions: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything the folder holds; `digest` is the SHA-256 of its files in the order of their paths.

    `rental` are the words of cloud texts by label, `durations` the hours in each word for a stretch of time.
    """

    entries: Mapping[str, Entry]
    systems: Mapping[str, System]
    parts: Mapping[str, Part]
    instances: tuple[Instance, ...]
    providers: Mapping[str, Provider]
    vendors: Mapping[str, tuple[str, ...]]
    wording: Mapping[str, tuple[str, ...]]
    rental: Mapping[str, tuple[str, ...]]
    durations: Mapping[str, int]
    values: Mapping[str, int]
    sources: Mapping[str, str]
    captured: date | None
    digest: str

    @property
    def products(self) -> tuple[Entry | System, ...]:
        """Everything a text can name: entries, then systems."""
        return (*self.entries.values(), *self.systems.values())
