"""Products named in a text without cloud instances: by part number, by name, by a misspelt name.

Order: exact part number, then names (the longest that matches whole words, narrowed by memory size and form), then typing
errors. What could be something else, or several things, comes back as a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from screening.facts.catalogue.product import Catalogue, Entry, Part, System
from screening.facts.item_text.answer import (
    EITHER_OR,
    NO_MODEL,
    NO_SUCH_SIZE,
    ONLY_MENTIONED,
    OTHER_VARIANT,
    SEVERAL_FIT,
    TOO_SHORT,
    UNNAMED_GPU,
    Candidate,
    Component,
    Resolution,
    ask,
    ask_board,
    candidates,
    evidence,
    only_class,
    other,
    unknown,
    with_classes,
)
from screening.facts.item_text.choice import alike, choose, series
from screening.facts.item_text.merge import is_chassis, merged, processors, system_of
from screening.facts.item_text.reading import Mention, Reading, read
from screening.facts.item_text.typos import TypoIndex
from screening.facts.item_text.words import Lexicon, Word, normal
from screening.terms import Text

SIZES = ("ic", "module", "card", "board", "computer", "rack")
NUMBER = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z0-9]{3,12}(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9-])")


@dataclass(frozen=True, slots=True)
class ProductIndex:
    """Names, likely misspellings and part numbers of a catalogue."""

    lexicon: Lexicon
    typos: TypoIndex
    parts: dict[str, Part]


def product_index(catalogue: Catalogue) -> ProductIndex:
    """Build what products are found with."""
    vague = catalogue.wording.get("needs_context", ())
    numbers = {number.upper(): part for number, part in catalogue.parts.items()}
    return ProductIndex(Lexicon(catalogue), TypoIndex(catalogue.products, vague), numbers)


def from_products(
    catalogue: Catalogue, tools: ProductIndex, shown: str, source: str, part_number: str | None, *, use_part_numbers: bool
) -> Resolution:
    """Resolve a text without cloud instances, which is `shown` as it stands and read in its folded form `source`."""
    parts = _parts(tools, normal(part_number or ""), source) if use_part_numbers else []
    words = tools.lexicon.words(source)
    for part in reversed(parts):
        words = _with_part(words, source, part)
    reading = read(words)
    result = from_reading(catalogue, reading, shown, {part.number for part in parts})
    if result is None and not parts:
        result = _open_series(catalogue, words, shown)
        if result is None and not reading.mentions:
            result = _from_typo(catalogue, tools, source, shown)
    if result is None and not parts and part_number and shown != part_number:
        named = from_products(catalogue, tools, part_number, normal(part_number), None, use_part_numbers=False)
        return replace(named, text=shown)
    result = result or unknown(shown)
    return with_classes(result, parts, catalogue) if parts else result


def _parts(tools: ProductIndex, *texts: str) -> list[Part]:
    """The part numbers that stand in the texts, each once."""
    numbers = (match.group().upper() for text in texts for match in NUMBER.finditer(text))
    return list(dict.fromkeys(tools.parts[number] for number in numbers if number in tools.parts))


def _with_part(words: list[Word], source: str, part: Part) -> list[Word]:
    """Put a part number among the words as the product it names: in its place, or before the text."""
    if not part.resolves_to:
        return words
    system = System(part.number, part.number, (), part.form, part.resolves_to, (), None, part.eccn, part.sources, None)
    start = source.upper().find(part.number.upper())
    end = start + len(part.number)
    product = Word(frozenset({"product"}), part.number, max(start, 0), max(end, 0), False, True, (system,))
    if start < 0:
        return [product, Word(frozenset({"punct"}), ",", 0, 0, False, False), *words]
    before = [word for word in words if word.end <= start]
    return [*before, product, *(word for word in words if word.start >= end)]


def from_reading(catalogue: Catalogue, reading: Reading, shown: str, numbers: set[str]) -> Resolution | None:
    """Settle the mentions of a text: components, a question, or None when nothing is named."""
    live = [m for m in reading.mentions if m.aside is None and not _is_attribute(m, reading)]
    sure = [m for m in live if not _is_doubtful(m, reading, live)]
    chips = [m for m in sure if processors(m)]
    named = [m for m in chips if m.products[0].id in numbers]
    contradicted: list[Mention] = []
    joined = merged(catalogue, chips)
    if named:
        contradicted = [m for m in joined if not any(n.products[0] in m.products for n in named)]
        joined = [m for m in joined if m not in contradicted]
    if joined:
        return _settle(catalogue, reading, joined, shown, contradicted)
    others = [m for m in sure if not processors(m)]
    if others:
        return other(others, shown)
    doubtful = [m for m in live if processors(m)] or [m for m in reading.mentions if m.aside and processors(m)]
    if doubtful and not _is_foreign(doubtful[0], reading):
        reason = ONLY_MENTIONED if doubtful[0].aside else TOO_SHORT
        return ask(shown, _named(doubtful), reason, [m.text for m in doubtful])
    return None


def _is_foreign(mention: Mention, reading: Reading) -> bool:
    """Whether a vague name stands beside another designer's name ("AMD A10-7850K")."""
    vendors = {p.vendor for p in mention.products if isinstance(p, Entry)}
    return mention.weak and bool(reading.vendors) and reading.vendors.isdisjoint(vendors)


def _is_doubtful(mention: Mention, reading: Reading, live: list[Mention]) -> bool:
    """Whether a short or common name has no hardware context to lean on."""
    if not mention.weak:
        return False
    vendors = {p.vendor for p in mention.products if isinstance(p, Entry)}
    if _is_foreign(mention, reading):
        return True
    if reading.context or not reading.vendors.isdisjoint(vendors):
        return False
    if any(not named.weak for named in (*live, *reading.mentions)):
        return False
    return bool(reading.leftovers) or not processors(mention)


def _is_attribute(mention: Mention, reading: Reading) -> bool:
    """Whether the chip only qualifies the accessory that follows it: "GB300 NVLink Switch Tray", "H100 NVLink bridge"."""
    for after in reading.mentions:
        product = after.products[0]
        follows = 0 <= after.start - mention.end <= 1 and processors(mention) and not processors(after)
        side = isinstance(product, Entry) and (product.kind == "accessory" or product.name.startswith("NVLink"))
        if follows and side:
            return True
    return False


def _settle(
    catalogue: Catalogue, reading: Reading, mentions: list[Mention], shown: str, contradicted: list[Mention]
) -> Resolution:
    """Turn joined mentions into components, or into the question that keeps them open."""
    marked = [m for m in mentions if m.other_variant]
    if marked:
        return ask(shown, _named(marked), OTHER_VARIANT, [m.text for m in marked])
    for mention in mentions:
        if is_chassis(mention):
            return ask_board(catalogue, mention, shown)
    choices = [(mention, choose(catalogue, mention)) for mention in mentions]
    for mention, choice in choices:
        if not choice.decided:
            missing = bool(mention.memory) and choice.entries[0].memory_gb not in mention.memory
            reason = NO_SUCH_SIZE if missing else SEVERAL_FIT
            return ask(shown, candidates(choice.entries), reason, [mention.text])
    distinct = list(dict.fromkeys(entry for _, choice in choices for entry in choice.entries))
    if reading.alternatives and len(distinct) > 1 and not all(alike(distinct[0], e) for e in distinct):
        return ask(shown, candidates(distinct), EITHER_OR, [m.text for m in mentions])
    if reading.unnamed_gpu and all(entry.market == "embedded" for entry in distinct):
        return ask(shown, _kits(catalogue, distinct), UNNAMED_GPU, [m.text for m in mentions])
    totals: dict[str, int] = {}
    for _, choice in choices:
        for entry, count in zip(choice.entries, choice.counts, strict=True):
            totals[entry.id] = totals.get(entry.id, 0) + count
    components = tuple(Component(catalogue.entries[name], count) for name, count in totals.items())
    systems = [s for m in mentions if (s := system_of(m)) is not None]
    forms = {m.form or (s.form if (s := system_of(m)) else None) for m in mentions} - {None}
    form = max(forms, key=SIZES.index) if forms else components[0].entry.form if len(components) == 1 else None
    said = evidence(choices, contradicted)
    classes = {s.eccn for s in systems if s.eccn} if len(systems) == len(mentions) else set()
    return Resolution(
        shown, "resolved", components, form,
        evidence_en=said.en, evidence_ko=said.ko,
        vendor_eccn=classes.pop() if len(classes) == 1 else only_class(components),
    )  # fmt: skip


def _kits(catalogue: Catalogue, entries: list[Entry]) -> tuple[Candidate, ...]:
    """The entries, and the systems that pair them with another processor."""
    ids = {entry.id for entry in entries}
    pairs = [s for s in catalogue.systems.values() if len(s.contains) > 1 and ids & {name for name, _ in s.contains}]
    return candidates([*entries, *pairs])


def _named(mentions: list[Mention]) -> tuple[Candidate, ...]:
    return candidates(product for mention in mentions for product in mention.products)


def _open_series(catalogue: Catalogue, words: list[Word], shown: str) -> Resolution | None:
    """A series letter and a memory size, "NVIDIA H 96G": ask which model."""
    found = series(catalogue, words)
    return ask(shown, candidates(found), NO_MODEL) if found else None


def _from_typo(catalogue: Catalogue, tools: ProductIndex, source: str, shown: str) -> Resolution | None:
    """A misspelt name: read the text again with the name mended, and say so."""
    typo = tools.typos.find(source)
    if typo is None:
        return None
    how = Text(
        f'"{typo.written}" read as "{typo.name}" ({typo.score} of 100)',
        f'"{typo.written}"을(를) "{typo.name}"(으)로 읽음({typo.score}/100)',
    )
    if len(typo.products) > 1:
        return ask(shown, candidates(typo.products), how)
    words = tools.lexicon.words(typo.mended)
    result = from_reading(catalogue, read(words), shown, set())
    if result is None:
        return ask(shown, candidates(typo.products), how)
    return replace(result, evidence_en=f"{how.en}; {result.evidence_en}", evidence_ko=f"{how.ko}; {result.evidence_ko}")
