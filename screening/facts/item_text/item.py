"""What the texts of one line item say together: instance, description and part number, and where they disagree.

The chip given counts before the instance given, and that before the description; a contradiction is told, never hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from screening.facts.catalogue.product import Catalogue
from screening.facts.item_text.answer import Component, Resolution
from screening.facts.item_text.resolver import resolve, resolve_instance
from screening.facts.transaction import Item
from screening.terms import Text


def item_resolution(item: Item, catalogue: Catalogue) -> Resolution | None:
    """What the item's texts resolve to: the instance before the description, and neither against the chip given."""
    read = resolve(catalogue, item.description, item.part_number) if item.description or item.part_number else None
    if item.instance is None:
        return None if item.chip is not None else read
    found = resolve_instance(catalogue, item.instance)
    if item.chip is not None and item.chip not in {component.entry.id for component in found.components}:
        return None
    if read is None:
        return found
    if found.instances and _machines(read) == _machines(found):
        return read  # of the same machines, and it may say how many
    where = found if found.region is not None else read
    hours = found.hours if found.hours is not None else read.hours
    return replace(found, hours=hours, region=where.region, hosting=where.hosting)


def _machines(resolution: Resolution) -> set[tuple[str, str]]:
    return {(each.provider, each.type) for each in resolution.instances}


def remarks(
    number: int, item: Item, components: Iterable[Component | None], catalogue: Catalogue
) -> Iterable[Text]:
    """Say where a line contradicts itself, and where a classification is taken from the product family."""
    if item.chip is not None and item.description:
        read = resolve(catalogue, item.description)
        if read.status == "resolved" and item.chip not in {component.entry.id for component in read.components}:
            named = ", ".join(component.entry.name for component in read.components)
            chip = catalogue.entries[item.chip].name
            yield Text(
                f"line {number}: the description says {named}, the chip given is {chip}; the chip given counts",
                f"품목 {number}: 설명은 {named}이나 입력된 칩은 {chip}이며, 입력된 칩을 따름",
            )
    if item.instance is not None and (item.chip is not None or item.description):
        yield from _instance_remarks(number, item, catalogue)
    for component in components:
        if component and component.entry.kind != "processor" and item.eccn is None:
            entry = component.entry
            classes = ", ".join(entry.vendor_eccns) or "?"
            yield Text(
                f"line {number}: no ECCN is stated; taken as {entry.name}, which its maker classifies as {classes}",
                f"품목 {number}: ECCN이 없어 {entry.name}(제조사 분류 {classes})로 봄",
            )


def _instance_remarks(number: int, item: Item, catalogue: Catalogue) -> Iterable[Text]:
    """Say where the instance given is contradicted by the chip given, which counts, or by the description, which does not."""
    assert item.instance is not None
    found = resolve_instance(catalogue, item.instance)
    held = {component.entry.id: component.entry.name for component in found.components}
    holds = ", ".join(held.values())
    if item.chip is not None:
        if held and item.chip not in held:
            chip = catalogue.entries[item.chip].name
            yield Text(
                f"line {number}: the instance given holds {holds}, the chip given is {chip}; the chip given counts",
                f"품목 {number}: 입력된 인스턴스의 칩은 {holds}이나 입력된 칩은 {chip}이며, 입력된 칩을 따름",
            )
        return
    read = resolve(catalogue, item.description)
    named = {component.entry.id: component.entry.name for component in read.components}
    types = {each.type.casefold() for each in found.instances}
    others = [each.type for each in read.instances if each.type.casefold() not in types]
    if held and named and (not set(held) & set(named) or others):
        said = ", ".join(others or named.values())
        yield Text(
            f"line {number}: the description says {said}, the instance given holds {holds}; the instance given counts",
            f"품목 {number}: 설명은 {said}이나 입력된 인스턴스의 칩은 {holds}이며, 입력된 인스턴스를 따름",
        )
