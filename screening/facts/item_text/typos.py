"""Misspelt product names: "Trainum2", "H1O0", "Guadi 3".

Only letters may be wrong, one in a short name and two in a long one. Digits tell products apart (H100, H200, H800), so a
candidate must have the same digits once the usual look-alikes (O and 0, I and l and 1) are folded. A hit as close to two
products is returned as both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from screening.facts.catalogue.product import Entry, System
from screening.facts.item_text.words import compact

LONG = 9  # letters and digits from which two errors are forgiven instead of one
SHORTEST = 6  # letters and digits: shorter names differ from one another by a single letter
LETTERS = 5  # of them; "gaudi3" has five
LONGEST = 40  # characters of a name
CODE = 4  # characters: "H100"; shorter codes look like too much else ("14" and "L4")
WINDOWS = 60  # words of a text that are tried
LOOK_ALIKES = str.maketrans("oil", "011")


@dataclass(frozen=True, slots=True)
class Typo:
    """What was written, the name it resembles, how closely (0 to 100), and every product of that name.

    `mended` is the text with the name in place of what was written.
    """

    written: str
    name: str
    score: int
    products: tuple[Entry | System, ...]
    mended: str


class TypoIndex:
    """Names long enough to survive a typing error, and short codes by their look-alike form."""

    def __init__(self, products: Iterable[Entry | System], vague: Iterable[str] = ()) -> None:
        common = {compact(name) for name in vague}
        self._names: dict[str, tuple[str, list[Entry | System]]] = {}
        self._codes: dict[str, tuple[str, list[Entry | System]]] = {}
        for product in products:
            if isinstance(product, Entry) and product.kind not in ("processor", "network", "cpu"):
                continue
            for name in (product.name, *product.aliases):
                written = compact(name)
                plain = written.isalpha() and written in common
                if len(written) >= SHORTEST and sum(map(str.isalpha, written)) >= LETTERS and not plain:
                    self._names.setdefault(written, (name, []))[1].append(product)
                if written.isascii() and len(written) >= CODE and not written.isalpha() and not written.isdigit():
                    self._codes.setdefault(written.translate(LOOK_ALIKES), (name, []))[1].append(product)

    def find(self, text: str) -> Typo | None:
        """Return the nearest name to one, two or three words of the text, or None."""
        words = text.split()[:WINDOWS]
        windows = [(i, i + n) for n in (3, 2, 1) for i in range(len(words) - n + 1)]
        best: Typo | None = None
        distance = 0
        for first, last in windows:
            written = compact(" ".join(words[first:last]))
            folded = written.translate(LOOK_ALIKES)
            if folded in self._codes and re.search("[a-z]", written) and re.search("[0-9]", written):
                name, products = self._codes[folded]
                return self._typo(words, first, last, name, 100, products)
            if sum(map(str.isalpha, written)) < LETTERS - 1 or len(written) > LONGEST:
                continue
            hits = self._hits(written)
            if hits and (best is None or hits[0][1] < distance):
                distance = hits[0][1]
                near = [self._names[name][1] for name, errors in hits if errors == distance]
                name = self._names[hits[0][0]][0]
                score = round(100 * (1 - distance / len(written)))
                best = self._typo(words, first, last, name, score, [p for group in near for p in group])
        return best

    def _typo(
        self, words: list[str], first: int, last: int, name: str, score: int, products: list[Entry | System]
    ) -> Typo:
        mended = " ".join([*words[:first], name, *words[last:]])
        return Typo(" ".join(words[first:last]), name, score, tuple(dict.fromkeys(products)), mended)

    def _hits(self, written: str) -> list[tuple[str, int]]:
        """Names within reach of a written form, nearest first, with the same digits and ending."""
        errors = 2 if len(written) >= LONG else 1
        found = process.extract(written, self._names.keys(), scorer=OSA.distance, score_cutoff=errors, limit=8)
        return [(name, int(distance)) for name, distance, _ in found if _ending(name) == _ending(written)]


def _ending(text: str) -> tuple[list[str], str]:
    """All digits, and the letters after the last of them: "4070 Ti SUPER" is no misspelt "4070 SUPER"."""
    digits = re.findall("[0-9]", text)
    return digits, re.split("[0-9]", text)[-1] if digits else ""
