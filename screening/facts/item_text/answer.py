"""What a resolved, ambiguous or unknown item text says back: components, candidates, evidence and the question to ask.

Every sentence a user reads is here or, of cloud instances, in `rented`, in English and Korean. Nothing here decides; a
question is only as good as its candidates, so one is asked only with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from screening.facts.catalogue.product import Catalogue, Entry, Form, Part, System
from screening.facts.item_text.choice import Choice
from screening.facts.item_text.merge import system_of
from screening.facts.item_text.reading import Mention
from screening.terms import Text

Status = Literal["resolved", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Component:
    """A product in the item and how many of it one unit of the item holds: a share if below one, None if not known."""

    entry: Entry
    count: int | Decimal | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something an ambiguous text may mean: an entry or a system of the catalogue."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Rented:
    """Machines of one type that a cloud provider rents out, and how many of them."""

    provider: str
    type: str
    count: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text resolves to. `vendor_eccn` is the class printed for exactly this part, system or entry.

    Of a rental also the machines, the hours the text states, and the region with the country where it stands.
    """

    text: str
    status: Status
    components: tuple[Component, ...] = ()
    form: Form | None = None
    candidates: tuple[Candidate, ...] = ()
    evidence_en: str = ""
    evidence_ko: str = ""
    question_en: str | None = None
    question_ko: str | None = None
    vendor_eccn: str | None = None
    instances: tuple[Rented, ...] = ()
    hours: Decimal | None = None
    region: str | None = None
    hosting: str | None = None


UNKNOWN = Text("no product of the catalogue is named in the text", "카탈로그의 제품명이 본문에 없음")
ONLY_MENTIONED = Text("the text only refers to it, or names a part for it", "본문은 이를 언급하거나 그 부속품을 말함")
TOO_SHORT = Text("the name alone could be something else", "이름만으로는 다른 물건일 수 있음")
OTHER_VARIANT = Text(
    "a suffix names a variant the catalogue does not hold", "카탈로그에 없는 변형을 뜻하는 말이 붙어 있음"
)
SEVERAL_FIT = Text(
    "several products fit and differ in what decides the tier", "등급을 가르는 사양이 다른 제품이 여럿 해당함"
)
NO_SUCH_SIZE = Text("it is not made with the stated memory", "명시된 메모리 크기로는 나오지 않는 제품임")
EITHER_OR = Text("the text offers alternatives", "본문이 둘 중 하나라고 적음")
AT_LEAST = Text(
    "at least one per machine: the text does not say how many each holds",
    "장비당 최소 1개로 봄: 장비별 개수가 본문에 없음",
)
UNNAMED_GPU = Text(
    "it comes with a discrete GPU the text does not name", "본문이 이름을 밝히지 않은 외장 GPU가 함께 있음"
)
NO_MODEL = Text("a series letter and a memory size, but no model", "시리즈 문자와 메모리 크기만 있고 모델명이 없음")


def unknown(shown: str) -> Resolution:
    """Nothing of the catalogue is named."""
    return Resolution(shown, "unknown", evidence_en=UNKNOWN.en, evidence_ko=UNKNOWN.ko)


def candidates(products: Iterable[Entry | System]) -> tuple[Candidate, ...]:
    """Return the products as candidates, each once."""
    return tuple(dict.fromkeys(Candidate(product.id, product.name) for product in products))


def ask(shown: str, options: tuple[Candidate, ...], reason: Text, said: Sequence[str] = ()) -> Resolution:
    """Stay ambiguous, with the question whose answer would settle it."""
    names = ", ".join(option.name for option in options)
    quoted = ", ".join(f'"{words}"' for words in said)
    lead = f"{quoted}: " if quoted else ""
    one = len(options) == 1
    return Resolution(
        shown, "ambiguous", candidates=options,
        evidence_en=f"{lead}{reason.en}", evidence_ko=f"{lead}{reason.ko}",
        question_en=f"Is the item itself the {names}?" if one else f"Which of these is the item: {names}?",
        question_ko=f"품목 자체가 {names}입니까?" if one else f"품목은 다음 중 어느 것입니까: {names}?",
    )  # fmt: skip


def ask_board(catalogue: Catalogue, mention: Mention, shown: str) -> Resolution:
    """A chassis alone: ask which board is in it."""
    system = system_of(mention)
    assert system is not None
    ids = dict.fromkeys(name for group in system.alternatives for name, _ in group)
    candidates = tuple(Candidate(name, catalogue.entries[name].name) for name in ids)
    names = ", ".join(c.name for c in candidates)
    question = system.question or Text(
        f"Which GPU board is in the {system.name}: {names}?", f"{system.name}에 어떤 GPU 보드가 들어 있습니까: {names}?"
    )
    return Resolution(
        shown, "ambiguous", form=system.form, candidates=candidates,
        evidence_en=f'"{mention.text}": {system.name} is sold with different boards',
        evidence_ko=f'"{mention.text}": {system.name}은(는) 여러 보드로 판매됨',
        question_en=question.en, question_ko=question.ko,
    )  # fmt: skip


def only_class(components: tuple[Component, ...]) -> str | None:
    """Return the vendor's class of a single component, if the vendor prints exactly one for it."""
    classes = {eccn for component in components for eccn in component.entry.vendor_eccns}
    return classes.pop() if len(classes) == 1 and len(components) == 1 else None


def evidence(choices: list[tuple[Mention, Choice]], contradicted: list[Mention]) -> Text:
    """One sentence a product: the words that named it, what it is, how many, what was assumed."""
    english, korean = [], []
    for mention, choice in choices:
        what = " + ".join(f"{n} x {e.name}" for e, n in zip(choice.entries, choice.counts, strict=True))
        notes = [note for note in (choice.note, AT_LEAST if mention.at_least else None) if note is not None]
        note_en = "".join(f" ({note.en})" for note in notes)
        note_ko = "".join(f" ({note.ko})" for note in notes)
        english.append(f'"{mention.text}" is {what}{note_en}')
        korean.append(f'"{mention.text}" → {what}{note_ko}')
    for mention in contradicted:
        english.append(f'but the text also says "{mention.text}": the part number was followed')
        korean.append(f'본문에는 "{mention.text}"도 있으나 부품번호를 따름')
    return Text("; ".join(english), "; ".join(korean))


def other(mentions: list[Mention], shown: str) -> Resolution:
    """Networking, memory or an accessory: the accessory wins, because the rest is what it is for."""
    accessories = [m for m in mentions if any(isinstance(p, Entry) and p.kind == "accessory" for p in m.products)]
    mention = (accessories or mentions)[0]
    entry = next(p for p in mention.products if isinstance(p, Entry))
    component = Component(entry, mention.count)
    said = f'"{mention.text}" is {mention.count} x {entry.name}'
    korean = f'"{mention.text}" → {mention.count} x {entry.name}, 프로세서 아님'
    return Resolution(
        shown, "resolved", (component,), entry.form,
        evidence_en=f"{said}, not a processor", evidence_ko=korean,
        vendor_eccn=only_class((component,)),
    )  # fmt: skip


def with_classes(result: Resolution, parts: Sequence[Part], catalogue: Catalogue) -> Resolution:
    """Add what part numbers say: the printed class, and candidates where the table does not name the product."""
    english, korean = [], []
    for part in parts:
        printed = (f", class {part.eccn}", f", 분류 {part.eccn}") if part.eccn else ("", "")
        how = ("", "")
        if part.inferred and part.resolves_to:
            how = (
                " (inferred from described parts of the same prefix and figures)",
                " (같은 앞자리와 수치의 부품에서 추정)",
            )
        elif not part.resolves_to:
            how = (" (the vendor's table does not name the product)", " (제조사 표에 제품명이 없음)")
        english.append(f"part number {part.number}{printed[0]}{how[0]}")
        korean.append(f"부품번호 {part.number}{printed[1]}{how[1]}")
    classes = {part.eccn for part in parts}
    open_parts = [part for part in parts if not part.resolves_to]
    tail = result.status == "resolved" or not open_parts
    result = replace(
        result,
        vendor_eccn=classes.pop() or result.vendor_eccn if len(classes) == 1 else None,
        evidence_en=": ".join([", ".join(english), *([result.evidence_en] if tail else ())]),
        evidence_ko=": ".join([", ".join(korean), *([result.evidence_ko] if tail else ())]),
    )
    options = candidates(catalogue.entries[name] for part in open_parts for name in part.candidates)
    if result.status == "resolved" or not options:
        return result
    question = ask(result.text, options, Text(result.evidence_en, result.evidence_ko))
    return replace(question, vendor_eccn=result.vendor_eccn)
