"""What the pages on paper share: one template environment, texts in both languages, numbers and links.

A page is one file: no script, nothing fetched. Everything that is not markup of ours is escaped, and an address becomes
a link only if it is http or https. Both languages stand in the page; a switch (CSS only) chooses which one shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from screening.places import name
from screening.reports.charts import HIGHEST_FIRST
from screening.reports.parties import GRADES
from screening.reports.words import KINDS, OUTCOMES, STATUSES, WORDS
from screening.terms import Language, Outcome, Text

BOTH = Markup('<span lang="en">{}</span><span lang="ko">{}</span>')


def render(template: str, language: Language, **values: Any) -> str:
    """Render one of `templates/`; `language` is what shows first."""
    return _environment().get_template(template).render(language=language, **values)


def say(en: object, ko: object) -> Markup:
    """Return a text in both languages, for CSS to choose from."""
    return BOTH.format(en, ko)


def text(value: Text | Mapping[str, str] | None) -> Markup:
    """Return a `Text`, or `{"en", "ko"}` of a summary, in both languages; nothing for none."""
    match value:
        case None:
            return Markup()
        case Text(en, ko):
            return say(en, ko)
        case _:
            return say(value["en"], value["ko"])


def share(count: int, total: int) -> str:
    """Return a percentage that never rounds something to nothing or a part to the whole."""
    if not count or not total:
        return "0 %"
    percent = 100 * count / total
    if percent < 0.1:
        return "< 0.1 %"
    return "100 %" if count == total else f"{min(percent, 99.9):.1f} %"


def citation(each: Mapping[str, Any]) -> Markup:
    """Return one citation on one line, linked to its source if that is a web address."""
    line = ", ".join(str(each[key]) for key in ("ref", "published", "on") if each.get(key))
    url = (each.get("url") or "").split(" ; ")[0]
    if not re.match(r"https?://", url):
        return Markup("{}").format(line)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, line)


def law(as_of: str | None) -> Text:
    """Say which law decided: of one day, or of each transaction's own date."""
    if as_of:
        return Text(f"law of {as_of}", f"{as_of} 기준 법령")
    return Text("law of each transaction's own date", "각 거래일 당시의 법령")


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_template),
    )
    environment.globals |= {"say": say, "outcomes": [each.name for each in HIGHEST_FIRST], "share": share}
    kinds, statuses = ({each.value: label for each, label in labels.items()} for labels in (KINDS, STATUSES))
    filters: dict[str, Callable[[Any], object]] = {
        "both": text,
        "number": lambda value: f"{value:,}",
        "outcome": lambda value: text(OUTCOMES[Outcome[value]]),
        "kind": lambda value: text(kinds[value]),
        "status": lambda value: text(statuses[value]),
        "grade": lambda value: text(GRADES[value][0]),
        "word": lambda key: text(WORDS[key]),
        "place": lambda code: say(name(code, "en"), name(code, "ko")),
        "citation": citation,
        "law": lambda as_of: text(law(as_of)),
    }
    environment.filters |= filters
    return environment


def _template(called: str) -> str:
    return files("screening.reports").joinpath("templates", called).read_text(encoding="utf-8")
