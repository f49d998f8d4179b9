"""How many: the counts an item text states, each tied to the product it counts.

"8x H100", "H100 8장", "8卡", "H100 x 8", "qty 8", "2 x HGX H100 8-GPU" (16), "10 eight-A100 servers" (80). A number
that belongs to a memory size, a bus ("PCIe x16"), a year or a model is no count; zero, negative and absurd numbers are
ignored. Counts of chips inside a machine and counts of machines multiply; a number that only repeats another does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

from screening.facts.catalogue.product import Instance, System
from screening.facts.item_text.words import Word

MAX_COUNT = 1_000_000  # more chips than any one order; a larger number is a typing error or not a count
MEMORY_SIZES = (16, 24, 32, 40, 48, 64, 80, 94, 96, 141, 180, 192)  # GB: a bare one of these is no count
YEARS = range(1990, 2036)
UNITS = ("chip_units", "item_units", "machine_units", "rack_units")

CONNECTING = ("context", "filler", "chip_units", "item_units", "number", "numbers", "particles", "memory_units")

Unit = Literal["times", "chip", "item", "machine"]


@dataclass(frozen=True, slots=True)
class Count:
    """`number` of `unit` at word `at`, counting the product at word `product`."""

    at: int
    number: int
    unit: Unit
    product: int


def counts(words: Sequence[Word], low: int, high: int) -> list[Count]:
    """The counts between words `low` and `high`, a stretch without "and" or "+"."""
    products = [i for i in range(low, high) if words[i].products]
    found: list[Count] = []
    if not products:
        return found
    for at in range(low, high):
        if (number := _value(words, at)) is None:
            continue
        after = _after(words, at, high)
        if after < high and words[after].has("memory_units") and words[after].start - words[after - 1].end <= 1:
            continue
        if (reading := _reading(words, at, after, low, high, products)) is None:
            continue
        unit, target = reading
        if target is None:
            target = _nearest(words, at, products, found, unit)
        inner = unit == "item" and after + 1 < high and words[after + 1].has("chip_units")
        if inner and any(isinstance(product, Instance) for product in words[target].products):
            unit = "chip"  # "p4d.24xlarge 1대당 GPU 8개": GPUs, where instances are counted in machines
        found.append(Count(at, number * _multiple(words, at, high), unit, target))
    return [count for count in found if 0 < count.number <= MAX_COUNT]


@dataclass(frozen=True, slots=True)
class Total:
    """How many in all, whether the text states a count, and whether it only counts machines.

    A rented instance is counted in machines; `chips` is the number of chips that the text states beside it.
    """

    number: int
    stated: bool
    at_least: bool
    chips: int | None = None


def total(product_at: int, product: object, found: Sequence[Count]) -> Total:
    """Multiply the counts of one product."""
    own = [count for count in found if count.product == product_at]
    times = _first(own, "times")
    chips = _first(own, "chip")
    items = _first(own, "item")
    machines = _first(own, "machine")
    if isinstance(product, Instance):
        numbers = {count.number for count in (times, items, machines) if count}  # "2x p4d.24xlarge (2 nodes)" are two
        number = prod(numbers)
        return Total(number if number <= MAX_COUNT else 1, bool(numbers), False, chips.number if chips else None)
    if isinstance(product, System):
        inside = sum(count for _, count in product.contains) or max(
            (sum(count for _, count in group) for group in product.alternatives), default=1
        )
        if items and product.form == "board" and items.number == inside and chips is None:
            chips, items = items, None
        base = chips.number if chips else inside
    else:
        repeated = times and chips and times.number == chips.number and chips.at > product_at and not machines
        base = 1 if repeated or chips is None else chips.number
    number = base
    for count in (times, items, machines):
        number *= count.number if count else 1
    only_machines = machines is not None and not (times or chips or items) and not isinstance(product, System)
    return Total(number if number <= MAX_COUNT else 1, bool(own), only_machines)


def _first(own: Sequence[Count], unit: Unit) -> Count | None:
    return next((count for count in own if count.unit == unit), None)


def _value(words: Sequence[Word], at: int) -> int | None:
    """The number at `at` if it can be a count: not part of a model, not negative."""
    word = words[at]
    if word.number is None or word.has("multiples"):
        return None
    before = words[at - 1] if at else None
    if word.glued and before is not None and not before.has("times"):
        return None
    if before is not None and before.text in "-−" and before.end == word.start:
        outer = words[at - 2] if at > 1 else None
        if outer is None or outer.has("times") or outer.end < before.start:
            return None
    return word.number


def _after(words: Sequence[Word], at: int, high: int) -> int:
    """The word that follows a number, past "천", "万", "k" and a hyphen."""
    at += 1
    while at < high and (words[at].has("multiples") or words[at].text == "-"):
        at += 1
    return at


def _multiple(words: Sequence[Word], at: int, high: int) -> int:
    number = 1
    at += 1
    while at < high and words[at].has("multiples"):
        number *= words[at].number or 1
        at += 1
    return number


def _reading(
    words: Sequence[Word], at: int, after: int, low: int, high: int, products: Sequence[int]
) -> tuple[Unit, int | None] | None:
    """What a number counts, and which product if its place decides that; None when it counts nothing."""
    word = words[at]
    following = words[after] if after < high else None
    before = words[at - 1] if at > low else None
    later = next((i for i in products if i > at), None)
    earlier = next((i for i in reversed(products) if i < at), None)
    if following is not None and (unit := _unit(words, _past_brands(words, after, high), high)) is not None:
        return unit, None
    if following is not None and (_is_inner(words, after, high) or words[after].has("forms:nvl")):
        return ("times", None) if word.has("number", "numbers") else None
    if following is not None and following.has("times"):
        if later is not None and all(_connects(words[i]) or not words[i].labels for i in range(after + 1, later)):
            return "times", later
        closed = after + 1 >= high or words[after + 1].has("punct", *UNITS)
        return ("times", earlier) if closed and earlier is not None else None
    if before is not None and before.has("times"):
        if any(words[i].has("forms:pcie") or words[i].text == "gen" for i in range(max(low, at - 4), at - 1)):
            return None
        inner = at - low > 1 and words[at - 2].has("context", "memory_units") and not words[at - 2].has("machine_units")
        if inner and earlier is not None and any(isinstance(product, Instance) for product in words[earlier].products):
            return "chip", earlier  # "ecs.gn8v-8x.48xlarge (96GB HBM3 x8)" says what is in one machine
        return "times", earlier if earlier is not None else later
    if any(words[i].has("quantity") for i in range(max(low, at - 2), at)):
        return "times", None
    if later is not None and word.number not in YEARS and all(_connects(words[i]) for i in range(after, later)):
        settled = word.number is not None and word.number <= 64
        if settled or before is None or before.labels:
            return "chip" if words[later - 1].text == "-" else "times", later
    if earlier is None or not word.has("number"):
        return None
    boxed = before is not None and before.text == "(" and following is not None and following.text == ")"
    last = after >= high and before is not None and before.has("product", "context", "forms:pcie", "forms:sxm")
    return ("times", earlier) if (boxed or last) and word.number not in MEMORY_SIZES else None


def _past_brands(words: Sequence[Word], at: int, high: int) -> int:
    """The word after at most two makers' names ("10 HPE systems"), if a unit stands there; else `at`."""
    for end in range(at, min(at + 3, high)):
        if words[end].has(*UNITS):
            return end
        if not words[end].has("filler") and not any(label.startswith("vendor:") for label in words[end].labels):
            break
    return at


def _unit(words: Sequence[Word], at: int, high: int) -> Unit | None:
    """The unit word at `at`, unless it is the first syllable of another word ("8 개발 서버")."""
    word = words[at]
    if not word.has(*UNITS):
        return None
    following = words[at + 1] if at + 1 < high else None
    syllable = len(word.text) == 1 and not word.text.isascii() and following is not None and following.start == word.end
    if syllable and following is not None and not following.labels and not following.text.isascii():
        return None
    if word.has("chip_units"):
        return "chip"
    return "item" if word.has("item_units") else "machine"


def _is_inner(words: Sequence[Word], at: int, high: int) -> bool:
    """Whether "8-GPU" or "eight-A100" stands at `at`: a number before it counts machines."""
    if words[at].number is None or words[at].has("multiples") or words[at].glued:
        return False
    after = _after(words, at, high)
    return after < high and (words[after].has("chip_units") or bool(words[after].products))


def _connects(word: Word) -> bool:
    """Whether a word may stand between a count and its product: a brand, a unit, "new", "of"."""
    if word.labels and word.has("separators", "refers_before", "without", "not_memory"):
        return False
    named = any(label.startswith(("vendor:", "forms:")) for label in word.labels)
    return named or word.text in "-(" or word.has(*CONNECTING)


def _nearest(words: Sequence[Word], at: int, products: Sequence[int], found: Sequence[Count], unit: Unit) -> int:
    """The product a unit count belongs to: its own side of a comma, else the one before unless that has its count."""
    earlier = next((i for i in reversed(products) if i < at), None)
    later = next((i for i in products if i > at), None)
    if earlier is None or later is None:
        return earlier if earlier is not None else products[0] if later is None else later
    comma_before = any(words[i].text in ",、(" for i in range(earlier, at))
    comma_after = any(words[i].text in ",、(" for i in range(at, later))
    if comma_before != comma_after:
        return later if comma_before else earlier
    taken = any(count.product == earlier and count.unit == unit for count in found)
    return later if taken else earlier


def stretches(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Split at "and", "+", ";" and their Korean and Chinese forms, where a product follows on both sides."""
    start = 0
    for at, word in enumerate(words):
        if not (word.has("separators") or word.text in "+;&"):
            continue
        if any(w.products for w in words[start:at]) and any(w.products for w in words[at + 1 :]):
            yield start, at
            start = at + 1
    yield start, len(words)
