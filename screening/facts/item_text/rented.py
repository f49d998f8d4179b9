"""The machines that a text rents: how many of each, the chips they hold, and what is not known of them.

A chip named beside its instance ("p4d.24xlarge, 8x A100") is the same chip, not another one. A provider that names no GPU
is never guessed for: the answer then is a question, as it is where the text names another chip than the derived one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from screening.facts.catalogue.product import Catalogue, Entry, Instance
from screening.facts.item_text.answer import EITHER_OR, ONLY_MENTIONED, Component, Rented, Resolution, ask, candidates
from screening.facts.item_text.choice import alike, bases
from screening.facts.item_text.merge import is_bare, processors
from screening.facts.item_text.reading import Mention, Reading
from screening.terms import Text

NO_GPU_NAMED = Text("the provider does not name its GPU", "사업자가 GPU명을 밝히지 않음")
SHARE = Text("a share of one chip; what is classified is the whole chip", "칩 한 개의 일부이며, 분류 대상은 칩 전체")
LOW = Text("low confidence", "신뢰도 낮음")
OTHER_CHIP = Text(
    "the text names another chip than the one derived for the instance", "본문의 칩이 인스턴스에서 추정한 칩과 다름"
)


@dataclass(frozen=True, slots=True)
class Lease:
    """Machines of one type in the text: their number, the chips in all of them (None: not known), and what was assumed."""

    instance: Instance
    said: str
    entry: Entry | None
    machines: int
    chips: int | Decimal | None
    notes: tuple[Text, ...] = ()


def leases(catalogue: Catalogue, reading: Reading) -> tuple[list[Lease], list[Mention]]:
    """Return the machines of a text, and the mentions of other products that are none of their chips."""
    live = [mention for mention in reading.mentions if mention.aside != "reference"]
    machines = _once([mention for mention in live if _instance(mention) is not None])
    others = [mention for mention in live if _instance(mention) is None and not mention.aside and processors(mention)]
    found: list[Lease] = []
    for machine in machines:
        inside = [other for other in others if _describes(catalogue, machine, other)]
        counted = [other for other in inside if other.counted]
        alone = sum(_describes(catalogue, each, other) for other in counted for each in machines) == len(counted)
        nodes = next((other.count for other in counted if alone and other.at_least), None)  # "P5 (H100) 8대"
        mention = replace(machine, count=nodes, counted=True) if nodes and not machine.counted else machine
        stated = mention.chips or next((other.count for other in counted if alone and not other.at_least), None)
        found.append(_lease(catalogue, mention, stated, inside))
    left = [other for other in others if not any(_describes(catalogue, each, other) for each in machines)]
    return found, left


def referred(reading: Reading) -> list[Mention]:
    """The instances that the text only refers to ("p4d.24xlarge급")."""
    return [mention for mention in reading.mentions if _instance(mention) is not None]


def settled(
    catalogue: Catalogue, found: Sequence[Lease], rest: Resolution | None, reading: Reading, shown: str
) -> Resolution:
    """Join the machines and the rest of a text into one answer, or into the question that keeps it open."""
    said = _evidence(found)
    rented = tuple(Rented(lease.instance.provider, lease.instance.type, lease.machines) for lease in found)
    if rest is not None:
        said = Text(f"{said.en}; {rest.evidence_en}", f"{said.ko}; {rest.evidence_ko}")
    unnamed = [lease for lease in found if lease.entry is None]
    if unnamed:
        return replace(_ask_chip(catalogue, unnamed, shown), instances=rented, evidence_en=said.en, evidence_ko=said.ko)
    if rest is not None and rest.status != "resolved":
        return replace(rest, text=shown, instances=rented, evidence_en=said.en, evidence_ko=said.ko)
    parts = [Component(lease.entry, lease.chips) for lease in found if lease.entry is not None]
    parts += list(rest.components) if rest is not None else []
    distinct = list(dict.fromkeys(part.entry for part in parts))
    if reading.alternatives and len(parts) > 1:
        if not all(alike(distinct[0], entry) for entry in distinct):
            asked = ask(shown, candidates(distinct), EITHER_OR, [lease.said for lease in found])
            return replace(asked, instances=rented)
        same = len({part.count for part in parts}) == 1
        parts = [Component(distinct[0], parts[0].count if same else None)]
        said = Text(f"{said.en}; {EITHER_OR.en}", f"{said.ko}; {EITHER_OR.ko}")
    totals: dict[Entry, int | Decimal | None] = {}
    for part in parts:
        totals[part.entry] = part.count if part.entry not in totals else _sum(totals[part.entry], part.count)
    question = _ask_count(found) if None in totals.values() else None
    return Resolution(
        shown, "resolved", tuple(Component(entry, count) for entry, count in totals.items()), "computer",
        evidence_en=said.en, evidence_ko=said.ko, instances=rented,
        question_en=question.en if question else None, question_ko=question.ko if question else None,
    )  # fmt: skip


def contradicted(catalogue: Catalogue, found: Sequence[Lease], left: Sequence[Mention], shown: str) -> Resolution | None:
    """Ask where the text gives an instance another chip than one that is only derived for it."""
    for lease in found:
        if lease.entry is None or lease.instance.confidence == "high" or lease.instance.note is None:
            continue
        others = [each for mention in left for each in bases(catalogue, mention) if _as_many(mention, lease)]
        if others:
            return ask(shown, candidates([lease.entry, *others]), OTHER_CHIP, [lease.said])
    return None


def only_referred(mentions: Sequence[Mention], shown: str) -> Resolution:
    """Ask whether an instance that is only referred to is the item."""
    products = [product for mention in mentions for product in mention.products]
    return ask(shown, candidates(products), ONLY_MENTIONED, [mention.text for mention in mentions])


def _instance(mention: Mention) -> Instance | None:
    first = mention.products[0]
    return first if isinstance(first, Instance) else None


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    """Every machine once: a type that a stretch of the text repeats is not another machine, unless its count differs."""
    kept: list[Mention] = []
    for mention in mentions:
        twin = next((i for i, other in enumerate(kept) if _repeats(other, mention)), None)
        if twin is None:
            kept.append(mention)
        elif mention.counted:
            kept[twin] = mention
    return kept


def _repeats(one: Mention, other: Mention) -> bool:
    same = one.products[0].id == other.products[0].id and one.stretch == other.stretch
    return same and not (one.counted and other.counted and one.count != other.count)


def _holds(catalogue: Catalogue, machine: Mention, chip: Mention) -> bool:
    """Whether a chip the text names is (a variant of) the one in a machine."""
    instance = _instance(machine)
    assert instance is not None
    inside = [instance.chip] if instance.chip else [name for group in instance.alternatives for name, _ in group]
    families = {catalogue.entries[name].family or name for name in inside}
    return not families.isdisjoint({entry.family or entry.id for entry in bases(catalogue, chip)})


def _describes(catalogue: Catalogue, machine: Mention, chip: Mention) -> bool:
    """Whether a chip the text names says what is in a machine; one counted on the other side of a plus is another."""
    return (machine.stretch == chip.stretch or not chip.counted) and _holds(catalogue, machine, chip)


def _lease(catalogue: Catalogue, mention: Mention, stated: int | None, inside: Sequence[Mention]) -> Lease:
    """How many machines and chips, from the catalogue and from what the text says of either."""
    instance = _instance(mention)
    assert instance is not None
    entry = catalogue.entries[instance.chip] if instance.chip else _chosen(catalogue, instance, inside)
    machines, notes = mention.count, [] if instance.note is None else [instance.note]
    if instance.confidence == "low":
        notes.append(LOW)
    notes += [_variant(other) for other in inside if entry is not None and not _fits(catalogue, other, entry)]
    if instance.names_chip:
        chips = stated or (mention.count if mention.counted else None)
        return Lease(instance, mention.text, entry, 1, chips, tuple(notes))
    if instance.count is None:
        return Lease(instance, mention.text, entry, machines, stated * machines if stated else None, tuple(notes))
    share, per = instance.count, _whole(instance.count)
    if stated and not mention.counted and stated > share and stated % share == 0:
        machines = int(stated / share)
    elif stated and stated not in (per, per * machines):
        notes.append(Text(f"the text says {stated} chips", f"본문에는 칩 {stated}개"))
    if share < 1:
        notes.insert(0, SHARE)
    return Lease(instance, mention.text, entry, machines, _whole(share * machines), tuple(notes))


def _fits(catalogue: Catalogue, chip: Mention, entry: Entry) -> bool:
    """Whether the variant the text names, if it names one, is the one in the machine."""
    if is_bare(catalogue, chip):
        return True
    return entry.memory_gb in [Decimal(size) for size in chip.memory] if chip.memory else entry in bases(catalogue, chip)


def _variant(chip: Mention) -> Text:
    said = " ".join((chip.text, *(f"{size} GB" for size in chip.memory)))
    return Text(f'the text says "{said}"', f'본문에는 "{said}"')


def _chosen(catalogue: Catalogue, instance: Instance, inside: Sequence[Mention]) -> Entry | None:
    """The one chip of a family with several that the text itself names."""
    possible = {name for group in instance.alternatives for name, _ in group}
    named = {entry for mention in inside for entry in bases(catalogue, mention) if entry.id in possible}
    return named.pop() if len(named) == 1 else None


def _as_many(mention: Mention, lease: Lease) -> bool:
    return not mention.counted or mention.count in (lease.chips, lease.instance.count)


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _sum(one: float | Decimal | None, other: float | Decimal | None) -> int | Decimal | None:
    return None if one is None or other is None else _whole(Decimal(one) + Decimal(other))


def _evidence(found: Iterable[Lease]) -> Text:
    """One sentence a type: the words that named it, how many machines, what is in each, what was assumed."""
    said = [_said(lease) for lease in found]
    return Text("; ".join(each.en for each in said), "; ".join(each.ko for each in said))


def _said(lease: Lease) -> Text:
    name, notes = lease.instance.name, lease.notes
    machines = Text(f"{lease.machines} x {name}", f"{name} {lease.machines}대") if lease.machines > 1 else Text(name, name)
    each = Text(" each", "대당 ") if lease.machines > 1 else Text("", "")
    if lease.entry is None:
        holds = Text("", "")
        notes = notes if lease.instance.alternatives else (NO_GPU_NAMED, *notes)
    elif lease.chips is None:
        holds = Text(f" with an unknown number of {lease.entry.name}{each.en}", f": {each.ko}{lease.entry.name} 개수 미상")
    else:
        per = lease.instance.count if lease.instance.count is not None else Decimal(lease.chips) / lease.machines
        number = f"{_whole(per)}"
        holds = Text(f" with {number} x {lease.entry.name}{each.en}", f": {each.ko}{lease.entry.name} {number}개")
    return Text(
        f'"{lease.said}" is {machines.en}{holds.en}' + "".join(f" ({note.en})" for note in notes),
        f'"{lease.said}" → {machines.ko}{holds.ko}' + "".join(f" ({note.ko})" for note in notes),
    )


def _ask_chip(catalogue: Catalogue, unnamed: Sequence[Lease], shown: str) -> Resolution:
    """Ask which chip is in a machine; the candidates are those of the sizes of its family."""
    names = ", ".join(dict.fromkeys(lease.instance.name for lease in unnamed))
    possible = [name for lease in unnamed for group in lease.instance.alternatives for name, _ in group]
    return Resolution(
        shown, "ambiguous", form="computer", candidates=candidates(catalogue.entries[name] for name in possible),
        question_en=f"Which chip does {names} hold, and how many?",
        question_ko=f"{names}에는 어떤 칩이 몇 개 들어 있습니까?",
    )  # fmt: skip


def _ask_count(found: Sequence[Lease]) -> Text:
    """Ask how many chips the machines hold, where nobody says."""
    unknown = [lease for lease in found if lease.chips is None] or list(found)  # all, where the text offers either
    names = ", ".join(dict.fromkeys(lease.instance.name for lease in unknown))
    return Text(f"How many chips does {names} hold?", f"{names}에는 칩이 몇 개 들어 있습니까?")
