"""What an ECCN says: the level it speaks of, whether it is EAR99, whether this rule set models it.

A stated ECCN counts; a vendor's published one counts only where no exact figure could decide; figures overrule a stated
"below". Nothing here knows a threshold: those stand in the rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fnmatch import fnmatch

from screening.engine.row import Known
from screening.facts.catalogue import Entry
from screening.facts.item_text import Resolution
from screening.facts.transaction import Item
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


def level(eccn: str) -> str:
    """Return what an ECCN says of the 3A090/4A090 level: `a`, `b`, `c`, `none`, or `unstated` for a bare 3A090 or .z."""
    for pattern, name in LEVELS:
        if pattern.search(eccn):
            return name
    return "unstated" if UNDECIDED.search(eccn) else "none"


def classification(
    item: Item,
    entry: Entry | None,
    resolution: Resolution | None,
    values: Mapping[str, Known],
    modelled: tuple[str, ...],
    as_of: date,
) -> dict[str, Known]:
    """Return the facts a stated or published ECCN gives: the ECCN, its base, its level, EAR99, whether it is modelled."""
    published = [resolution.vendor_eccn] if resolution and resolution.vendor_eccn else list(entry.vendor_eccns if entry else ())
    result: dict[str, Known] = {}
    stated = item.eccn or (published[0].split()[0] if len(published) == 1 else None)
    by = GIVEN if item.eccn else Text("the vendor's published classification", "제조사가 공표한 분류")
    if stated is not None:
        result["item.eccn"] = Known(stated, by)
        result["item.eccn_base"] = Known(stated.split(".")[0], by)
    if item.eccn is not None:
        tiered = level(item.eccn) != "none"
        result["item.eccn_names_tier"] = Known(tiered, by)
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
