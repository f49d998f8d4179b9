"""Line items as facts: what the item is, how strong it is, and what its classification shows.

Units and formulas are the EAR's: TPP = 2 x MacTOPS x bit length = dense TOPS x bit length (ECCN 3A090, technical notes);
performance density = TPP / applicable die area in mm2, the area of logic dies on non-planar nodes; a planar die has no
applicable area and its density counts as 0. A figure known only as a lower bound stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fnmatch import fnmatch

from screening.engine.row import Interval, Known, PartyRow, Row
from screening.errors import InvalidInput, Problem
from screening.facts.catalogue import Catalogue, Entry, Figure
from screening.facts.item_text import Component, Resolution, resolve
from screening.facts.transaction import Item
from screening.language.grammar import nearest
from screening.terms import Text

GIVEN = Text("given", "입력값")
TODAYS_TIERS = date(2023, 11, 17)  # 88 FR 73458: vendors' published .a/.b classifications mean these thresholds

LEVELS = (
    (re.compile(r"^(3A090|4A090)\.a(\.|$)"), "a"),
    (re.compile(r"^(3A090|4A090)\.b(\.|$)"), "b"),
    (re.compile(r"^3A090\.c(\.|$)"), "c"),
    (re.compile(r"^[345][AD]\d{3}(\.[a-y]\d*)*\.z\.(1|a)(\.|$)"), "a"),
    (re.compile(r"^[345][AD]\d{3}(\.[a-y]\d*)*\.z\.(2|b)(\.|$)"), "b"),
)
UNDECIDED = re.compile(r"^(3A090|4A090)$|\.z$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line item: its rows (one for each kind of chip in it) and how many chips each row stands for."""

    number: int
    item: Item
    resolution: Resolution | None
    rows: tuple[Row, ...]
    counts: tuple[Decimal | None, ...]
    warnings: tuple[Text, ...] = ()

    def with_common(self, common: Mapping[str, Known], parties: tuple[PartyRow, ...]) -> Line:
        """Return the line with the transaction's own facts and parties added to its rows."""
        return replace(self, rows=tuple(replace(r, values={**common, **r.values}, parties=parties) for r in self.rows))


def item_lines(items: Iterable[Item], catalogue: Catalogue, modelled: tuple[str, ...], as_of: date) -> list[Line]:
    """Resolve and describe every item; raise `InvalidInput` for catalogue ids that do not exist."""
    lines, problems = [], []
    for i, item in enumerate(items):
        if item.chip is not None and item.chip not in catalogue.entries:
            hint = nearest(item.chip, catalogue.entries)
            problems.append(Problem("E301", f"items.{i}.chip", f"no chip `{item.chip}` in the catalogue", hint))
            continue
        lines.append(_line(i + 1, item, catalogue, modelled, as_of))
    if problems:
        raise InvalidInput(problems)
    return lines


def _line(number: int, item: Item, catalogue: Catalogue, modelled: tuple[str, ...], as_of: date) -> Line:
    resolution = None
    if item.chip is not None:
        components: tuple[Component | None, ...] = (Component(catalogue.entries[item.chip], 1),)
    else:
        if item.description or item.part_number:
            resolution = resolve(catalogue, item.description, item.part_number)
        components = resolution.components if resolution and resolution.status == "resolved" else ()
    rows, counts = [], []
    for component in components or (None,):
        values = item_values(item, component.entry if component else None, resolution, modelled, as_of)
        rows.append(Row(values, line=number, component=component.entry.id if component else ""))
        counts.append(_count(item, component))
    return Line(number, item, resolution, tuple(rows), tuple(counts))


def _count(item: Item, component: Component | None) -> Decimal | None:
    """How many chips: quantity x count in the text; a text that states a count needs no quantity."""
    per_unit = Decimal(component.count) if component else Decimal(1)
    if item.quantity is not None:
        return item.quantity * per_unit
    return per_unit if per_unit > 1 else None


def item_values(
    item: Item, entry: Entry | None, resolution: Resolution | None, modelled: tuple[str, ...], as_of: date
) -> dict[str, Known]:
    """Return the facts of one item (one component of it), each with its provenance."""
    values: dict[str, Known] = {}
    for name in (
        "tpp", "io_bandwidth_gb_s", "dram_bandwidth_gb_s", "memory_bandwidth_density", "data_center", "has_hbm",
        "non_planar", "kind", "form", "transistors_billion", "node_nm", "us_origin", "us_content_percent",
        "foreign_direct_product", "hs_chapter", "quantity",
    ):  # fmt: skip
        if (value := getattr(item, name)) is not None:
            values[f"item.{name}"] = Known(value, _given(value, entry, name))
        elif entry is not None and (known := _from_entry(entry, name)) is not None:
            values[f"item.{name}"] = known
    if item.form is None and resolution is not None and resolution.form is not None:
        values["item.form"] = Known(resolution.form, Text(resolution.evidence_en, resolution.evidence_ko))
    if (density := _density(item, entry)) is not None:
        values["item.performance_density"] = density
    if entry is not None:
        values["item.chip"] = Known(entry.id, _evidence(resolution))
    if item.designer_country is not None:
        values["item.designer_country"] = Known(item.designer_country.country, GIVEN)
    elif entry is not None and entry.designer_country:
        values["item.designer_country"] = Known(entry.designer_country, _catalogue(entry, f"vendor {entry.vendor}"))
    if "item.kind" not in values and "item.tpp" in values:
        values["item.kind"] = Known("processor", Text("it has a processing performance", "처리 성능이 있는 품목"))
    values |= _classification(item, entry, resolution, values, modelled, as_of)
    identified = entry is not None or "item.eccn" in values or "item.tpp" in values
    values["item.identified"] = Known(identified, _evidence(resolution))
    return values


def _from_entry(entry: Entry, name: str) -> Known | None:
    value = getattr(entry, name, None)
    if value is None:
        return None
    if isinstance(value, Figure):
        how = ", ".join(filter(None, (value.basis, "estimate" if value.estimate else "", " ".join(value.sources))))
        number = Interval(value.value, None) if value.lower_bound else value.value
        return Known(number, _catalogue(entry, how))
    if name in ("data_center", "has_hbm", "non_planar", "kind", "form"):
        return Known(value, _catalogue(entry, entry.market or "") if name == "data_center" else _catalogue(entry))
    return None


def _given(value: object, entry: Entry | None, name: str) -> Text:
    figure = getattr(entry, name, None) if entry else None
    if isinstance(figure, Figure) and figure.value != value:
        return Text(f"given (the catalogue has {figure.value})", f"입력값(카탈로그 값은 {figure.value})")
    return GIVEN


def _catalogue(entry: Entry, detail: str = "") -> Text:
    tail = f" ({detail})" if detail else ""
    return Text(f"catalogue: {entry.name}{tail}", f"카탈로그: {entry.name}{tail}")


def _evidence(resolution: Resolution | None) -> Text:
    return Text(resolution.evidence_en, resolution.evidence_ko) if resolution else GIVEN


def _density(item: Item, entry: Entry | None) -> Known | None:
    if item.performance_density is not None:
        return Known(item.performance_density, _given(item.performance_density, entry, "performance_density"))
    if item.non_planar is False:
        return Known(Decimal(0), Text("planar die: no applicable area", "평면 공정: 적용 면적 없음"))
    if item.die_area_mm2 is not None:
        tpp = item.tpp if item.tpp is not None else (entry.tpp.value if entry and entry.tpp else None)
        if tpp is not None:
            how = f"TPP {tpp} / {item.die_area_mm2} mm2"
            return Known(_rounded(tpp / item.die_area_mm2), Text(f"computed: {how}", f"계산: {how}"))
        return None
    figure = entry.performance_density if entry else None
    if figure is None:
        return None
    if item.tpp is not None and entry is not None and entry.tpp is not None and entry.tpp.value > 0:
        scaled = _rounded(figure.value * item.tpp / entry.tpp.value)
        return Known(scaled, Text("computed: given TPP over the catalogue's die area", "계산: 입력 TPP ÷ 카탈로그 다이 면적"))
    assert entry is not None
    return _from_entry(entry, "performance_density")


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"))


def level(eccn: str) -> str:
    """Return what an ECCN says of the 3A090/4A090 level: `a`, `b`, `c`, `none`, or `unstated` for a bare 3A090 or .z."""
    for pattern, name in LEVELS:
        if pattern.search(eccn):
            return name
    return "unstated" if UNDECIDED.search(eccn) else "none"


def _classification(
    item: Item,
    entry: Entry | None,
    resolution: Resolution | None,
    values: Mapping[str, Known],
    modelled: tuple[str, ...],
    as_of: date,
) -> dict[str, Known]:
    published = [resolution.vendor_eccn] if resolution and resolution.vendor_eccn else list(entry.vendor_eccns if entry else ())
    result: dict[str, Known] = {}
    stated = item.eccn or (published[0].split()[0] if len(published) == 1 else None)
    by = GIVEN if item.eccn else Text("the vendor's published classification", "제조사가 공표한 분류")
    if stated is not None:
        result["item.eccn"] = Known(stated, by)
        result["item.eccn_base"] = Known(stated.split(".")[0], by)
    result["item.eccn_modelled"] = Known(
        item.eccn is None or any(fnmatch(item.eccn.casefold(), pattern.casefold()) for pattern in modelled), by
    )
    if stated is not None:
        result["item.ear99"] = Known(stated == "EAR99", by)
    elif entry is not None and entry.kind == "processor":
        on_list = Text("processors in the catalogue have an ECCN", "카탈로그의 프로세서는 모두 ECCN이 있음")
        result["item.ear99"] = Known(False, on_list)
    figures = isinstance(getattr(values.get("item.tpp"), "value", None), Decimal)
    result["item.classification"] = Known(_level(item, published, figures, as_of), by)
    return result


def _level(item: Item, published: list[str], figures: bool, as_of: date) -> str:
    """A stated level counts; a published one only where no exact figure could decide; figures overrule `none`."""
    if item.eccn is not None:
        stated = level(item.eccn)
        return "unstated" if stated == "none" and figures else stated
    if figures or not published:
        return "unstated"
    levels = {level(eccn.split()[0]) for eccn in published}
    only = levels.pop() if len(levels) == 1 else "unstated"
    return "unstated" if only in ("a", "b") and as_of < TODAYS_TIERS else only
