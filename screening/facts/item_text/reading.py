"""Which products an item text is about: mentions with their counts and the words that narrow them down.

A mention is set aside when the text only refers to the product: a bracket *for* an H100, an "A100-class" chip, a server
*without* a B200. It is marked when a suffix names a variant the catalogue does not hold ("RTX 4090 Laptop"). Deciding
which entry a mention means is not done here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from screening.facts.catalogue.product import Entry, Form, System
from screening.facts.item_text.counts import Total, counts, stretches, total
from screening.facts.item_text.words import Word

LARGEST_MEMORY = 300  # GB a processor carries today; larger sizes are a machine's total

Aside = Literal["reference", "accessory"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One product named in the text.

    `memory` is in GB, `memory_total` that of a machine; `stretch` numbers the parts joined by "+" or "and"; `at_least`
    when only machines are counted; `chips` is how many chips the text gives a rented instance.
    """

    products: tuple[Entry | System, ...]
    text: str
    count: int
    counted: bool
    at_least: bool
    forms: frozenset[str]
    memory: tuple[int, ...]
    memory_total: tuple[int, ...]
    weak: bool
    form: Form | None
    aside: Aside | None
    other_variant: bool
    stretch: int
    start: int
    end: int
    chips: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The mentions of a text, whether it offers them as alternatives or adds a GPU without its name, and the rest."""

    mentions: tuple[Mention, ...]
    alternatives: bool
    unnamed_gpu: bool
    context: bool
    vendors: frozenset[str]
    leftovers: tuple[str, ...]


def read(words: Sequence[Word]) -> Reading:
    """Read labelled words; pure, and linear but for the few numbers in a text."""
    mentions: list[Mention] = []
    for stretch, (low, high) in enumerate(stretches(words)):
        found = counts(words, low, high)
        products = [i for i in range(low, high) if words[i].products]
        for order, at in enumerate(products):
            first = low if order == 0 else at
            last = products[order + 1] if order + 1 < len(products) else high
            mentions.append(_mention(words, at, first, last, total(at, _one(words[at]), found), stretch))
    vendors = frozenset(
        label.removeprefix("vendor:") for word in words for label in word.labels if label.startswith("vendor:")
    )
    return Reading(
        mentions=tuple(mentions),
        alternatives=_alternatives(words),
        unnamed_gpu=any(word.has("unnamed_gpu") for word in words),
        context=any(word.has("context", "forms:pcie") for word in words if not word.products) or _memory_of_gpu(words),
        vendors=vendors,
        leftovers=tuple(
            word.text for word in words if not word.labels and (len(word.text) > 1 or not word.text.isascii())
        ),
    )


def _one(word: Word) -> Entry | System | None:
    return word.products[0] if word.products else None


def _mention(words: Sequence[Word], at: int, first: int, last: int, count: Total, stretch: int) -> Mention:
    word = words[at]
    zone = range(first, last)
    rack = any(words[i].has("rack_units") for i in zone)
    machine = any(_is_machine(words, i) for i in zone)
    board = any(words[i].text.casefold() in _BOARDS for i in zone)
    return Mention(
        products=word.products,
        text=word.text,
        count=_inner_link(words, zone, word, count.number),
        counted=count.stated,
        at_least=count.at_least,
        forms=frozenset(_forms(words, zone)),
        memory=tuple(size for size in _memory(words, zone) if size <= LARGEST_MEMORY),
        memory_total=tuple(size for size in _memory(words, zone) if size > LARGEST_MEMORY),
        weak=word.weak,
        form="rack" if rack else "computer" if machine else "board" if board else None,
        aside=_aside(words, at, last),
        other_variant=_other_variant(words, at, zone),
        stretch=stretch,
        start=word.start,
        end=word.end,
        chips=count.chips,
    )


def _is_machine(words: Sequence[Word], at: int) -> bool:
    """Whether a word says "server" or the like; a lone syllable such as 대 only after a number."""
    word = words[at]
    if not word.has("machine_units", "machine_words") or word.text.casefold() in _BOARDS:
        return False
    return len(word.text) > 1 or (at > 0 and words[at - 1].number is not None)


_BOARDS = frozenset({"board", "boards", "baseboard", "baseboards"})


def _inner_link(words: Sequence[Word], zone: range, word: Word, number: int) -> int:
    """Apply the 72 of "NVL72" where the product is a GB200, GB300 or a B300 board: that many GPUs in one domain."""
    product = _one(word)
    inside = 1 if not isinstance(product, System) else sum(count for _, count in product.contains)
    if not word.text.upper().rstrip().split()[-1].startswith(("GB", "B", "VR")) or inside not in (1, 8):
        return number
    for i in zone:
        if words[i].has("forms:nvl") and i + 1 < len(words) and words[i + 1].glued and (size := words[i + 1].number):
            said = any(words[j].has("chip_units") and words[j - 1].number for j in zone if j)
            return number if said or not 2 <= size <= 576 else number // inside * size
    return number


def _forms(words: Sequence[Word], zone: range) -> list[str]:
    """Form words of the zone; "NVL72" is a rack, not the NVL card."""
    forms = []
    for i in zone:
        for label in words[i].labels:
            if label.startswith("forms:"):
                numbered = i + 1 < len(words) and words[i + 1].glued and words[i + 1].number is not None
                if not (label == "forms:nvl" and numbered):
                    forms.append(label.removeprefix("forms:"))
    return forms


def _memory(words: Sequence[Word], zone: range) -> list[int]:
    """Sizes in GB that can be memory of processors: not a rate, not "512GB RAM", not "2x 64GB"."""
    sizes = []
    for i in zone:
        number = words[i].number
        if number is None or i + 1 >= len(words) or not words[i + 1].has("memory_units"):
            continue
        after = words[i + 2] if i + 2 < len(words) else None
        rate = after is not None and after.text == "/"
        host = after is not None and after.has("not_memory")
        if not rate and not host and not (i and words[i - 1].has("times")):
            sizes.append(number)
    return sizes


def _memory_of_gpu(words: Sequence[Word]) -> bool:
    return bool(_memory(words, range(len(words))))


def _aside(words: Sequence[Word], at: int, last: int) -> Aside | None:
    """Whether the text only refers to the product, or speaks of a part for it."""
    head = any(word.has("accessories") or any(_is_side(p) for p in word.products) for word in words[:at])
    i = at - 1
    while i >= 0 and not words[i].products and words[i].text not in ",;+":
        if words[i].has("without"):
            return "reference"
        if words[i].has("refers_before"):
            if words[i].text.casefold() != "for" or head:
                return "accessory" if head else "reference"
            break
        i -= 1
    i = at + 1
    while i < last and _describes(words[i]) and not words[i].has("accessories", "refers_after"):
        i += 1
    if i < last and words[i].has("refers_after"):
        hangul = len(words[i].text) == 1
        if not hangul or words[i].start == words[i - 1].end:
            return "reference"
    if i < last and words[i].has("accessories"):
        return "accessory"
    return None


def _describes(word: Word) -> bool:
    """Whether a word after the name still describes the product: a size, a form, "GPU"."""
    form = any(label.startswith("forms:") for label in word.labels)
    return form or word.text == "-" or word.has("memory_units", "number", "context")


def _is_side(product: Entry | System) -> bool:
    return isinstance(product, Entry) and product.kind != "processor"


def _other_variant(words: Sequence[Word], at: int, zone: range) -> bool:
    """Whether a suffix right after the name, or "laptop" anywhere near, names another product."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and after.text == "-" and at + 2 < len(words):
        after = words[at + 2]
    marked = after is not None and after.has("variant_marks") and not (after.text == "s" and after.glued)
    consumer = any(isinstance(p, Entry) and p.market in ("consumer", "workstation") for p in words[at].products)
    portable = {"laptop", "notebook", "mobile", "노트북", "笔记本", "랩톱"}
    return marked or (consumer and any(words[i].text.casefold() in portable for i in zone))


def _alternatives(words: Sequence[Word]) -> bool:
    """Whether two processors are offered as "A or B" or "A/B"."""
    for i, word in enumerate(words):
        if word.text != "/" and not word.has("alternatives"):
            continue
        left = next((w for w in reversed(words[:i]) if w.products or w.text in ",;+"), None)
        right = next((w for w in words[i + 1 :] if w.products or w.text in ",;+"), None)
        near = word.text != "/" or (i and words[i - 1].products and i + 1 < len(words) and words[i + 1].products)
        if left is not None and right is not None and left.products and right.products and near:
            return True
    return False
