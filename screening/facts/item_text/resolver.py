"""From an item text or part number to chips and their number, with the evidence; what stays ambiguous is asked.

A text that names a cloud instance is read as a rental, with its hours and region; any other by part number and product
name. A wrong answer is worse than a question: a name that could be anything ("T4" in a text about lamps), a suffix the
catalogue does not hold, a chassis sold with several boards, "A100/H100" and "NVIDIA H 96G" all come back ambiguous.
Nothing raises on any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from screening.facts.catalogue.product import Catalogue
from screening.facts.item_text.answer import Candidate, Component, Resolution
from screening.facts.item_text.instances import InstanceIndex, Marked, with_instances
from screening.facts.item_text.products import ProductIndex, from_products, from_reading, product_index
from screening.facts.item_text.reading import read
from screening.facts.item_text.rented import contradicted, leases, only_referred, referred, settled
from screening.facts.item_text.stay import Stay, StayIndex
from screening.facts.item_text.words import Lexicon, fold, normal
from screening.terms import Text

__all__ = ["Candidate", "Component", "Resolution", "resolve", "resolve_instance"]


@lru_cache(maxsize=4096)  # orders repeat their texts, and a deal is read again for each coming change of the law
def resolve(
    catalogue: Catalogue, text: str | None, part_number: str | None = None, *, use_part_numbers: bool = True
) -> Resolution:
    """Resolve an item text, a part number or both; never raises on any text, and reads its first 2,000 characters."""
    shown = text if text is not None and text.strip() else part_number or ""
    tools = _tools(catalogue)
    marked = tools.instances.read(fold(shown))
    stay = tools.stays.read(marked.text, marked.providers, rented=bool(marked.found))
    if marked.found:
        return _with_stay(_from_instances(catalogue, tools, marked, stay, shown), stay)
    source = normal(stay.named)
    result = from_products(catalogue, tools.products, shown, source, part_number, use_part_numbers=use_part_numbers)
    if result.status == "unknown" and part_number and tools.instances.read(fold(part_number)).found:
        return replace(resolve(catalogue, part_number), text=shown)  # people write types into the part-number column
    if result.status == "unknown" and marked.unlisted:
        result = _not_listed(tools, marked.unlisted, shown)
    return _with_stay(result, stay)


@lru_cache(maxsize=4096)
def resolve_instance(catalogue: Catalogue, text: str) -> Resolution:
    """Resolve a text that is known to name a cloud instance, so that "A4" is one and an H100 is none."""
    tools = _tools(catalogue)
    marked = tools.instances.read(fold(text), certain=True)
    stay = tools.stays.read(marked.text, marked.providers, rented=True)
    if marked.found:
        return _with_stay(_from_instances(catalogue, tools, marked, stay, text), stay)
    return _with_stay(_not_listed(tools, (" ".join(text.split()),), text), stay)


@dataclass(frozen=True, slots=True)
class _Tools:
    """What is built once for a catalogue."""

    products: ProductIndex
    instances: InstanceIndex
    stays: StayIndex


@lru_cache(maxsize=8)
def _tools(catalogue: Catalogue) -> _Tools:
    return _Tools(product_index(catalogue), InstanceIndex(catalogue), StayIndex(catalogue))


@lru_cache(maxsize=8)  # apart from the other tools: most runs never see a cloud instance
def _rental_lexicon(catalogue: Catalogue) -> Lexicon:
    return Lexicon(catalogue, rented=True)


def _from_instances(catalogue: Catalogue, tools: _Tools, marked: Marked, stay: Stay, shown: str) -> Resolution:
    """Settle a text that names cloud instances, and whatever else it names beside them."""
    reading = read(with_instances(_rental_lexicon(catalogue).words(stay.text), marked.found))
    found, left = leases(catalogue, reading)
    rest = from_reading(catalogue, replace(reading, mentions=tuple(left), context=True), shown, set()) if left else None
    if not found:
        return rest or only_referred(referred(reading), shown)
    result = contradicted(catalogue, found, left, shown) or settled(catalogue, found, rest, reading, shown)
    sizes = [name for name in marked.unlisted if tools.instances.is_size(name)]
    if not sizes:
        return result
    # What another size of a known family holds is not known, so the list of chips would not be complete.
    return replace(_not_listed(tools, sizes, shown), status="ambiguous", instances=result.instances)


def _not_listed(tools: _Tools, names: Sequence[str], shown: str) -> Resolution:
    """Say that an instance is not in the catalogue, and which one is spelt most like it."""
    english, korean = [], []
    for name in names:
        near = tools.instances.nearest(name)
        english.append(f'"{name}" is no instance of the catalogue' + (f": did you mean `{near}`?" if near else ""))
        korean.append(f'"{name}"은(는) 카탈로그에 없는 인스턴스' + (f": `{near}`입니까?" if near else ""))
    listed = ", ".join(names)
    return Resolution(
        shown, "unknown", evidence_en="; ".join(english), evidence_ko="; ".join(korean),
        question_en=f"Which chips does {listed} hold, and how many?",
        question_ko=f"{listed}에는 어떤 칩이 몇 개 들어 있습니까?",
    )  # fmt: skip


def _with_stay(result: Resolution, stay: Stay) -> Resolution:
    """Add where and for how long."""
    said = Text("".join(f"; {each.en}" for each in stay.evidence), "".join(f"; {each.ko}" for each in stay.evidence))
    return replace(
        result, hours=stay.hours, region=stay.region, hosting=stay.hosting,
        evidence_en=result.evidence_en + said.en, evidence_ko=result.evidence_ko + said.ko,
    )  # fmt: skip
