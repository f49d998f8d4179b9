"""One line of JSON: an object whose values can stand in cells, or the reason why it cannot be read.

Numbers are kept as they are written. No value is repaired, and of two values of one key none is chosen.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Sequence
from typing import Any

from screening.batch.intake import rows
from screening.batch.intake.encoding import UTF8, readable, shown
from screening.terms import Text

NO_SIGN = re.compile("[\ud800-\udfff\0]")


class Unreadable(ValueError):
    """A line or value cannot be read; `column` and `value` say where, `reason` why."""

    def __init__(self, en: str, ko: str, column: str = "", value: str = "") -> None:
        super().__init__(en)
        self.reason, self.column, self.value = Text(en, ko), column, value


def parsed(text: str) -> dict[str, Any]:
    """Parse a line; numbers stay text. A line that is no object, or has a key twice, is `Unreadable`."""
    try:
        record = DECODER.decode(text)
    except json.JSONDecodeError as error:
        en = f"the line is no JSON object: {error.msg} at character {error.colno}"
        raise Unreadable(en, f"JSON 객체가 아닙니다({error.colno}번째 문자)", value=text) from error
    except RecursionError as error:
        raise Unreadable("the line is nested too deeply", "중첩이 너무 깊습니다", value=text) from error
    if not isinstance(record, dict):
        raise Unreadable("the line is JSON, but no object", "JSON이지만 객체가 아닙니다", value=text)
    return record


def text_of(line: bytes, encoding: str) -> str:
    """Decode a line, without its end."""
    line = line.rstrip(b"\r\n")
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        reason = rows.unreadable(encoding)
        raise Unreadable(reason.en, reason.ko, value=shown(readable(line, marked=encoding != UTF8)))
    return text


def _constant(name: str) -> str:
    raise Unreadable(f"{name} is no number", f"{name}은(는) 숫자가 아닙니다", value=name)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        name = _plain(twice)[:60]
        raise Unreadable(
            f"the key `{name}` stands twice in one object", f"한 객체에 `{name}` 키가 두 번 있습니다", name
        )
    return record


def cell(key: str, value: object) -> str:
    """A value as the text of a cell: nothing is '', a list of values is joined with semicolons."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            if NO_SIGN.search(value):
                en, ko = "half of a surrogate pair, or NUL, is no character", "대리쌍의 절반이나 NUL은 문자가 아닙니다"
                raise Unreadable(en, ko, key, _plain(value))
            return value
        case list() if not any(isinstance(each, dict | list) for each in value):
            return ";".join(cell(key, each) for each in value)
        case _:
            en = f"`{key}` holds an object; in a flat file each value is text, a number, or a list of these"
            ko = f"`{key}`에 객체가 있습니다. 값은 글자, 숫자 또는 그 목록이어야 합니다"
            raise Unreadable(en, ko, key, json.dumps(value))


def _plain(text: str) -> str:
    return NO_SIGN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def stranger(key: str, value: object, header: Sequence[str]) -> Unreadable:
    """Return the reason against a key that is no column, with the column that may have been meant."""
    name = _plain(key)[:60]
    en, ko = f"the key `{name}` is none of the columns of the first lines", f"`{name}` 키는 처음 줄들의 열에 없습니다"
    for near in difflib.get_close_matches(key, header, n=1, cutoff=0.6):
        en, ko = f"{en}; nearest is `{near}`", f"{ko}. 가장 가까운 열: `{near}`"
    return Unreadable(en, ko, name, json.dumps(value))


def written(name: str, line: bytes, encoding: str) -> str | None:
    """Find the id in a line that cannot be parsed."""
    text = shown(readable(line, marked=encoding != UTF8))
    found = re.search(rf'{re.escape(json.dumps(name, ensure_ascii=False))}\s*:\s*"([^"\\]*)"', text)
    return found[1].strip() if found else None


DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_constant, object_pairs_hook=_unique)
