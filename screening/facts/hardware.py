"""Line items as facts: what the item is, how strong it is, and what its classification shows.

Units and formulas are the EAR's: TPP = 2 x MacTOPS x bit length = dense TOPS x bit length (ECCN 3A090, technical notes);
performance density = TPP / applicable die area in mm2, the area of logic dies on non-planar nodes; a planar die has no
applicable area and its density counts as 0. A figure known only as a lower bound stays one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from screening.engine.row import Interval, Known, PartyRow, Row
from screening.errors import InvalidInput, Problem
from screening.facts.catalogue import Catalogue, Entry, Figure
from screening.facts.classification import GIVEN, classification
from screening.facts.item_text import Component, Resolution
from screening.facts.item_text.item import item_resolution, remarks
from screening.facts.transaction import Item
from screening.language.facts import Value
from screening.language.grammar import nearest
from screening.terms import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One line item: its rows (one for each kind of chip in it) and how many chips each row stands for, None if unknown.

    `each` is how many chips one piece of the item holds, row by row (None: not known, or nobody need say).
    """

    number: int
    item: Item
    resolution: Resolution | None
    rows: tuple[Row, ...]
    counts: tuple[Decimal | None, ...]
    warnings: tuple[Text, ...] = ()
    each: tuple[Decimal | None, ...] = ()

    def with_amounts(self, quantity: Decimal | None, hours: Decimal | None) -> Line:
        """Return a line that states no amounts as one that states these: the same thing, dealt in another number."""
        told = {"item.quantity": quantity, "item.hours": hours}
        given = {name: Known(value, GIVEN) for name, value in told.items() if value is not None}
        counts = self.counts if quantity is None else tuple(None if n is None else quantity * n for n in self.each)
        rows = tuple(replace(row, values=row.values | given) for row in self.rows)  # type: ignore[operator]
        return replace(self, item=self.item.model_copy(update={"quantity": quantity, "hours": hours}), rows=rows, counts=counts)

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
    resolution = item_resolution(item, catalogue)
    if item.chip is not None and resolution is None:
        components: tuple[Component | None, ...] = (Component(catalogue.entries[item.chip], 1),)
    else:
        components = resolution.components if resolution and resolution.status == "resolved" else ()
        if resolution is not None and resolution.status == "ambiguous" and len(resolution.candidates) > 1:
            row = _shared(item, catalogue, resolution, modelled, as_of, number)
            return Line(number, item, resolution, (row,), (None,), each=(None,))  # a chassis may hold eight
    warnings = tuple(remarks(number, item, components, catalogue))
    rows, counts, pieces = [], [], []
    for component in components or (None,):
        values = item_values(item, component.entry if component else None, resolution, modelled, as_of)
        rows.append(Row(values, line=number, component=component.entry.id if component else ""))
        pieces.append(_each(item, component, resolution))
        counts.append(_count(item, component, resolution))
    return Line(number, item, resolution, tuple(rows), tuple(counts), warnings, tuple(pieces))


def _shared(
    item: Item, catalogue: Catalogue, resolution: Resolution, modelled: tuple[str, ...], as_of: date, number: int
) -> Row:
    """Describe an item that may be several products by what all of them share; figures become bounds.

    Both boards of a chassis may be 3A090.a: then the chassis is, whichever it holds.
    """
    possible = [item_values(item, entry, None, modelled, as_of) for entry in _candidates(catalogue, resolution)]
    values = item_values(item, None, resolution, modelled, as_of)
    if possible:
        note = Text("true of every product the text may mean", "가능한 모든 제품에 공통")
        for name in set.intersection(*(set(each) for each in possible)) - {*values, "item.chip"}:
            if (shared := _in_common([each[name].value for each in possible])) is not None:
                values[name] = Known(shared, note)
    return Row(values, line=number)


def _candidates(catalogue: Catalogue, resolution: Resolution) -> list[Entry]:
    """The entries an ambiguous text may mean; none if a candidate holds several kinds of chip."""
    entries = []
    for candidate in resolution.candidates:
        if candidate.id in catalogue.entries:
            entries.append(catalogue.entries[candidate.id])
        elif candidate.id in catalogue.systems and len(contents := catalogue.systems[candidate.id].contains) == 1:
            entries.append(catalogue.entries[contents[0][0]])
        else:
            return []
    return entries


def _in_common(values: list[object]) -> Value | Interval | None:
    """The value all share; for differing numbers the bounds; None if there is nothing in common."""
    first = values[0]
    if all(value == first for value in values):
        return first  # type: ignore[return-value]
    bounds = [(v.low, v.high) if isinstance(v, Interval) else (v, v) for v in values if isinstance(v, Interval | Decimal)]
    if len(bounds) < len(values):
        return None
    lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    return Interval(low, high)


def _each(item: Item, component: Component | None, resolution: Resolution | None) -> Decimal | None:
    """How many chips one piece of the item holds; None where machines are counted and what is in them is not known."""
    if component is None:
        return None if _rented(item, resolution) else Decimal(1)
    return None if component.count is None else Decimal(component.count)


def _count(item: Item, component: Component | None, resolution: Resolution | None) -> Decimal | None:
    """How many chips: quantity x count in the text; a text that states a count, or names a machine, needs no quantity."""
    each = _each(item, component, resolution)
    if each is None or item.quantity is not None:
        return None if each is None or item.quantity is None else item.quantity * each
    return each if each > 1 or _rented(item, resolution) else None


def _rented(item: Item, resolution: Resolution | None) -> bool:
    return item.instance is not None or bool(resolution and resolution.instances)


def item_values(
    item: Item, entry: Entry | None, resolution: Resolution | None, modelled: tuple[str, ...], as_of: date
) -> dict[str, Known]:
    """Return the facts of one item (one component of it), each with its provenance."""
    values: dict[str, Known] = {}
    for name in (
        "tpp", "io_bandwidth_gb_s", "dram_bandwidth_gb_s", "memory_bandwidth_density", "data_center", "has_hbm",
        "non_planar", "kind", "form", "transistors_billion", "node_nm", "us_origin", "us_content_percent",
        "foreign_direct_product", "hs_chapter", "quantity", "hours", "published", "model_weights", "training_operations",
        "single_tenant",
    ):  # fmt: skip
        if (value := getattr(item, name)) is not None:
            values[f"item.{name}"] = Known(value, _given(value, entry, name))
        elif entry is not None and (known := _from_entry(entry, name)) is not None:
            values[f"item.{name}"] = known
    if {"item.dram_bandwidth_gb_s", "item.io_bandwidth_gb_s"} <= set(values):
        both = (values["item.dram_bandwidth_gb_s"].value, values["item.io_bandwidth_gb_s"].value)
        if all(isinstance(each, Decimal) for each in both):
            how = Text(f"computed: {both[0]} + {both[1]} GB/s", f"계산: {both[0]} + {both[1]} GB/s")
            values["item.dram_plus_io_bandwidth_gb_s"] = Known(both[0] + both[1], how)  # type: ignore[arg-type, operator]
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
    if item.hours is None and resolution is not None and resolution.hours is not None:
        values["item.hours"] = Known(resolution.hours, _evidence(resolution))
    if "item.kind" not in values and "item.tpp" in values:
        values["item.kind"] = Known("processor", Text("it has a processing performance", "처리 성능이 있는 품목"))
    values |= classification(item, entry, resolution, values, modelled, as_of)
    telling = {"item.eccn", "item.tpp", "item.memory_bandwidth_density", "item.model_weights", "item.published"}
    identified = entry is not None or bool(telling & set(values))
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
