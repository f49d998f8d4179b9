"""Which entry a mention means: the variants of a family narrowed by memory size and form, or several that must be asked.

A bare name means the entry that carries it ("H100" is the SXM5 80GB); a size or form word moves it to the variant that
has it. Where the words fit several variants, they are one answer only if every fact that could decide a tier is alike;
otherwise the choice stays open. A size no variant has ("H100 141GB") opens the choice to the series that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from screening.facts.catalogue.product import Catalogue, Entry, Figure, System
from screening.facts.item_text.reading import Mention
from screening.facts.item_text.words import Word
from screening.terms import Text

ALIKE = Decimal("0.01")  # vendors' and computed TPP of one chip differ by less; no threshold lies between them


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries a mention can mean (one: decided), how many each stands for, and what was assumed."""

    entries: tuple[Entry, ...]
    counts: tuple[int, ...] = (1,)
    note: Text | None = None

    @property
    def decided(self) -> bool:
        """Whether the choice is down to one entry (or to the stated contents of one system)."""
        return len(self.entries) == len(self.counts)


def choose(catalogue: Catalogue, mention: Mention) -> Choice:
    """Narrow a mention of one system or of one or more entries; chassis with alternatives are not handled here."""
    first = mention.products[0]
    if isinstance(first, System) and len(first.contains) > 1:
        times = mention.count // sum(count for _, count in first.contains) or 1
        return Choice(
            tuple(catalogue.entries[name] for name, _ in first.contains),
            tuple(times * count for _, count in first.contains),
        )
    base = bases(catalogue, mention)
    pool = [entry for entry in catalogue.entries.values() if entry.family in _families(base) or entry in base]
    if isinstance(first, System):
        pool = [entry for entry in pool if entry.form == base[0].form]
    sizes = mention.memory or _shares(mention)
    sized = _of_size(pool, sizes)
    shaped = [entry for entry in pool if mention.forms <= _shapes(entry)]
    if "pcie" in mention.forms and "nvl" not in mention.forms:
        shaped = [entry for entry in shaped if "NVL" not in entry.name or entry in base] or shaped
    fits = [entry for entry in shaped if entry in sized] if mention.memory or sized else shaped
    if len(base) > 1:
        fits = [entry for entry in fits if entry in base] or list(base)
    if not fits and len(base) == 1 and (open_to := _same_series(catalogue, base[0], mention)):
        return Choice((base[0], *open_to), (mention.count,))
    if not fits:
        return Choice(tuple(base), (mention.count,), _mismatch(mention, base[0]) if len(base) == 1 else None)
    if len(base) == 1 and base[0] in fits:
        bare = mention.text.casefold().endswith((base[0].family or "").casefold())
        return Choice(tuple(base), (mention.count,), _default_note(base[0], fits) if bare else None)
    if len(fits) > 1 and all(alike(fits[0], other) for other in fits[1:]):
        return Choice((fits[0],), (mention.count,), _default_note(fits[0], fits))
    return Choice(tuple(fits), (mention.count,))


def bases(catalogue: Catalogue, mention: Mention) -> tuple[Entry, ...]:
    """The entries a mention names before narrowing: what a system contains, or the entries that carry the name."""
    found: list[Entry] = []
    for product in mention.products:
        names = [name for name, _ in product.contains] if isinstance(product, System) else [product.id]
        found.extend(catalogue.entries[name] for name in names if catalogue.entries[name] not in found)
    return tuple(found)


def alike(one: Entry, other: Entry) -> bool:
    """Whether no fact that could decide a tier tells two entries apart."""
    if one.data_center != other.data_center or one.kind != other.kind:
        return False
    if one.tpp is None and other.tpp is None:
        return bool(one.vendor_eccns) and one.vendor_eccns == other.vendor_eccns
    pairs = (
        (one.tpp, other.tpp),
        (one.performance_density, other.performance_density),
        (one.io_bandwidth_gb_s, other.io_bandwidth_gb_s),
    )
    return all(_near(left, right) for left, right in pairs)


def _near(left: Figure | None, right: Figure | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left.value - right.value) <= ALIKE * max(left.value, right.value)


def series(catalogue: Catalogue, words: Sequence[Word]) -> tuple[Entry, ...]:
    """Entries for a series letter with a memory size and no number, as in "NVIDIA H 96G"."""
    for at, word in enumerate(words[:-2]):
        if not re.fullmatch("[A-Za-z]", word.text) or word.glued or words[at + 1].glued:
            continue
        size = words[at + 2] if words[at + 1].text == "-" else words[at + 1]
        unit = words[words.index(size) + 1 :][:1]
        if size.number and unit and unit[0].has("memory_units"):
            name = re.compile(rf"{word.text}\d", re.IGNORECASE)
            if found := tuple(e for e in _of_size(catalogue.entries.values(), (size.number,)) if name.match(e.name)):
                return found
    return ()


def _same_series(catalogue: Catalogue, base: Entry, mention: Mention) -> tuple[Entry, ...]:
    """Entries of the vendor whose name starts with the same letter and that have the stated memory."""
    if base.family is None or not mention.memory:
        return ()
    fitting = _of_size(catalogue.entries.values(), mention.memory)
    return tuple(e for e in fitting if e.vendor == base.vendor and e.family and e.name[0] == base.name[0])


def _shares(mention: Mention) -> tuple[int, ...]:
    """Memory of one processor, from a machine's total: 640 GB in a DGX A100 is 80 GB each."""
    system = mention.products[0] if isinstance(mention.products[0], System) else None
    inside = sum(count for _, count in system.contains) if system else mention.count
    return tuple(total // inside for total in mention.memory_total if inside and total % inside == 0)


def _families(base: Iterable[Entry]) -> set[str]:
    return {entry.family for entry in base if entry.family is not None}


def _of_size(pool: Iterable[Entry], sizes: Sequence[int]) -> list[Entry]:
    return [entry for entry in pool if entry.memory_gb is not None and int(entry.memory_gb) in sizes]


def _shapes(entry: Entry) -> frozenset[str]:
    """The form words that fit an entry; NVL boards are PCIe cards too."""
    if "NVL" in entry.name:
        return frozenset({"nvl", "pcie"})
    match entry.form:
        case "card":
            return frozenset({"pcie"})
        case "module":
            return frozenset({"sxm", "oam"})
        case _:
            return frozenset({"sxm", "oam", "pcie", "nvl"})


def _default_note(entry: Entry, fits: Sequence[Entry]) -> Text | None:
    """Say which variant was taken when the text fits others as well."""
    others = [other.name for other in fits if other is not entry]
    if not others:
        return None
    listed = ", ".join(others)
    return Text(
        f"the text also fits {listed}; {entry.name} carries the bare name",
        f"{listed}에도 해당하나 대표 모델 {entry.name}(으)로 봄",
    )


def _mismatch(mention: Mention, entry: Entry) -> Text | None:
    """Say that the text's memory or form is not the catalogue's."""
    sizes = mention.memory if entry.memory_gb is not None else ()
    said = [f"{size} GB" for size in sizes] + sorted(form.upper() for form in mention.forms)
    if not said:
        return None
    stated = ", ".join(said)
    return Text(
        f"the text says {stated}, which the catalogue does not have for it", f"본문의 {stated}은(는) 카탈로그 값과 다름"
    )
