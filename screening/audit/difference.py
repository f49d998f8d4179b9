"""Where two answers differ, path by path (`$.findings[0].outcome`). It says what stood there and what stands there now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

MISSING = object()
"""Nothing stood there: JSON's null is something."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two answers differ. A place in a list is counted in the answer that has it, if only one has."""

    path: str
    before: Any = MISSING
    after: Any = MISSING

    def data(self) -> dict[str, Any]:
        """Return it as plain data; what is missing is left out."""
        both = (("before", self.before), ("after", self.after))
        return {"path": self.path} | {name: value for name, value in both if value is not MISSING}


def differences(before: bytes, now: bytes) -> tuple[Difference, ...]:
    """Return where two answers differ: nothing if and only if they are the same bytes."""
    if before == now:
        return ()
    try:
        found = tuple(_compared("$", json.loads(before), json.loads(now)))
    except ValueError:  # one of them is no JSON any more: somebody has changed it
        found = ()
    return found or (Difference("$", before.decode(errors="replace"), now.decode(errors="replace")),)


def _compared(path: str, before: Any, now: Any) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*before, *now)):
            yield from _compared(f"{path}.{key}", before.get(key, MISSING), now.get(key, MISSING))
    elif isinstance(before, list) and isinstance(now, list):
        yield from _lists(path, before, now)
    elif type(before) is not type(now) or before != now:  # True is not 1 here
        yield Difference(path, before, now)


def _lists(path: str, before: list[Any], now: list[Any]) -> Iterator[Difference]:
    """Compare what stands at the same place; of two lengths, what is left once equal members are laid beside each other."""
    if len(before) == len(now):
        for at, (old, new) in enumerate(zip(before, now, strict=True)):
            yield from _compared(f"{path}[{at}]", old, new)
        return
    old_texts, new_texts = ([json.dumps(each, sort_keys=True) for each in many] for many in (before, now))
    matched = SequenceMatcher(None, old_texts, new_texts, autojunk=False)
    for change, start, end, new_start, new_end in matched.get_opcodes():
        if change == "equal":
            continue
        if end - start == new_end - new_start:
            for at in range(end - start):
                yield from _compared(f"{path}[{start + at}]", before[start + at], now[new_start + at])
            continue
        for at in range(start, end):
            yield Difference(f"{path}[{at}]", before=before[at])
        for at in range(new_start, new_end):
            yield Difference(f"{path}[{at}]", after=now[at])
