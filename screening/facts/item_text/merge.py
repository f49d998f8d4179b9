"""Several mentions, one product: "DGX H100 (8x H100 80GB)" is eight chips, "4 x A100 + 4 x H20" is two products.

Only mentions in the same stretch of text are joined; what stands on the two sides of "+" or "and" is counted twice. A part
number outranks a name that contradicts it. Nothing here narrows a mention to a variant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from screening.facts.catalogue.product import Catalogue, System
from screening.facts.item_text.choice import bases
from screening.facts.item_text.reading import Mention


def merged(catalogue: Catalogue, mentions: Sequence[Mention]) -> list[Mention]:
    """Join mentions that speak of the same product; keep the order of the text."""
    result: list[Mention] = []
    for mention in mentions:
        twin = next((i for i, other in enumerate(result) if _same(catalogue, other, mention)), None)
        if twin is None:
            result.append(mention)
        else:
            result[twin] = _join(result[twin], mention)
    named = [m for m in result if not is_vague(m)]
    return [m for m in result if m in named or not named]


def system_of(mention: Mention) -> System | None:
    """The system a mention names, if it names one."""
    first = mention.products[0]
    return first if isinstance(first, System) else None


def is_chassis(mention: Mention) -> bool:
    """Whether the mention is a chassis sold with several boards."""
    system = system_of(mention)
    return system is not None and bool(system.alternatives)


def is_vague(mention: Mention) -> bool:
    """Whether the mention only names a line of systems ("HGX", "DGX server")."""
    system = system_of(mention)
    return system is not None and system.id.endswith("-unnamed")


def inside(system: System) -> int:
    """How many processors one system holds."""
    groups = (system.contains, *system.alternatives)
    return max(sum(count for _, count in group) for group in groups)


def _held(catalogue: Catalogue, mention: Mention) -> set[str]:
    """Families (or ids) a mention may hold."""
    system = system_of(mention)
    if system is not None and system.alternatives:
        entries = [catalogue.entries[name] for group in system.alternatives for name, _ in group]
    else:
        entries = list(bases(catalogue, mention))
    return {entry.family or entry.id for entry in entries}


def _same(catalogue: Catalogue, one: Mention, other: Mention) -> bool:
    if one.stretch != other.stretch or _held(catalogue, one).isdisjoint(_held(catalogue, other)):
        return False
    if system_of(one) is not None or system_of(other) is not None:
        return True
    if one.counted and other.counted and one.count != other.count:
        return False
    if bases(catalogue, one) == bases(catalogue, other):
        return not (one.memory and other.memory and one.memory != other.memory)
    return is_bare(catalogue, one) or is_bare(catalogue, other)


def is_bare(catalogue: Catalogue, mention: Mention) -> bool:
    """Whether a mention is only the family's name, without size or form."""
    family = bases(catalogue, mention)[0].family
    bare = family is not None and mention.text.casefold().endswith(family.casefold())
    return bare and not mention.memory and not mention.forms


def _join(one: Mention, other: Mention) -> Mention:
    """One mention out of two: the more telling product, every qualifier, the count that both allow."""
    forms, memory = one.forms | other.forms, (*one.memory, *(m for m in other.memory if m not in one.memory))
    form = one.form or other.form
    text = one.text if other.text.casefold() in one.text.casefold() else f"{one.text}, {other.text}"
    systems = [m for m in (one, other) if system_of(m) is not None]
    if len(systems) == 1:
        holder = systems[0]
        chip = other if holder is one else one
        system = system_of(holder)
        assert system is not None
        if system.alternatives:
            count = _in_chassis(holder, chip, inside(system))
            form = form or system.form
            return replace(chip, count=count, counted=True, forms=forms, memory=memory, form=form, text=text)
        count = holder.count
        if chip.counted:
            small = system.form not in ("computer", "rack")
            count = chip.count if small and not holder.counted else max(holder.count, chip.count)
        counted = holder.counted or chip.counted
        return replace(holder, count=count, counted=counted, forms=forms, memory=memory, form=form, text=text)
    count = max(one.count, other.count)
    keep = other if len(other.text) > len(one.text) else one
    if len(systems) == len((one, other)) and is_chassis(keep):
        keep = one if keep is other else other
    counted = one.counted or other.counted
    return replace(keep, count=count, counted=counted, forms=forms, memory=memory, form=form, text=text)


def _in_chassis(chassis: Mention, chip: Mention, size: int) -> int:
    """Count chips in chassis: machines times chips, unless the chip count already is the total."""
    machines = max(1, chassis.count // size)
    if not chip.counted:
        return chassis.count
    return chip.count * machines if chip.count <= size else chip.count


def processors(mention: Mention) -> bool:
    """Whether a mention names systems or processors, not networking, memory or accessories."""
    return any(isinstance(product, System) or product.kind == "processor" for product in mention.products)
