"""The words of an item text: tokens in three scripts, and a lexicon that labels them by longest match.

A Latin name matches only whole words: "L40" is not in "L40S", "RTX 4090" is not in "RTX4090D", "A10" is not in "A100".
A hyphen or a space inside a name does not matter; Hangul and Han have no spaces to rely on and match as written. The
cost is linear in the text, which is cut at `TEXT_LIMIT`. Nothing here knows what a name means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from screening.facts.catalogue.product import Catalogue, Entry, System

TEXT_LIMIT = 2_000  # characters; an item line of an order is a tenth of that
JOINERS = frozenset("-_./()'\"`·:&")  # may stand inside a name: "A100-SXM4-80GB", "K100_AI", "H100 (NVL)"
WHOLE_LATIN = 3  # a name this short in a text with other words needs to be in a hardware context ("A2", "T4", "L40")

TOKEN = re.compile(
    r"(?<![A-Za-z0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"  # 3,000
    r"|(?<![A-Za-z0-9.])[0-9]+\.[0-9]+(?![0-9.])"  # 1.5 (but not the 100.8 of H100.8)
    r"|[0-9]+"
    r"|[가-힣㐀-䶿一-鿿豈-﫿]"  # one Hangul syllable or Han character at a time
    r"|[^\W\d_가-힣㐀-䶿一-鿿豈-﫿]+"
    r"|\S"
)
INSTANCE = re.compile(
    r"[a-z0-9][a-z0-9.-]*xlarge\b\S*|[a-z0-9-]+\.metal\b\S*|\bstandard_n\S+|\b[a-z]\d+[a-z]?-[a-z]*(?:gpu|standard)-\S+"
    r"|\b(?:ecs|ml|vm|bm)\.[a-z]\S+",
    re.IGNORECASE,
)
"""What looks like the name of a cloud instance: `instances` knows them, so no product is looked for inside one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A folded token at `start` of the text; `glued` when it touches the Latin or digit token before it."""

    text: str
    start: int
    length: int
    glued: bool
    upper: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One or more tokens with the labels the lexicon knows for them: `product`, `number`, `punct`, wording, vendors.

    No label: an unknown word. `weak` marks a product name that means nothing without a hardware context.
    """

    labels: frozenset[str]
    text: str
    start: int
    end: int
    glued: bool
    upper: bool
    products: tuple[Entry | System, ...] = ()
    weak: bool = False
    number: int | None = None

    def has(self, *labels: str) -> bool:
        """Whether any of `labels` is on the word."""
        return not self.labels.isdisjoint(labels)


NUMBER, PUNCT, UNKNOWN = frozenset({"number"}), frozenset({"punct"}), frozenset[str]()


def normal(text: str) -> str:
    """Fold a text and put instance names out of reach."""
    return INSTANCE.sub(" ", fold(text))


def fold(text: str) -> str:
    """Fold width and compatibility forms, and cut to `TEXT_LIMIT`."""
    cut = unicodedata.normalize("NFKC", text[:TEXT_LIMIT])[:TEXT_LIMIT]
    return cut.replace("×", "x").replace("✕", "x").replace("™", " ").replace("®", " ").replace("\n", " ; ")


def tokenise(text: str) -> list[Token]:
    """Split normalised text into tokens; the x of "8xH100" becomes a token of its own."""
    tokens: list[Token] = []
    end = -1
    for match in TOKEN.finditer(text):
        raw, start = match.group(), match.start()
        alphanumeric = raw[0].isascii() and raw[0].isalnum()
        glued = start == end and alphanumeric
        if glued and len(raw) > 1 and raw[0] in "xX" and tokens[-1].text.isdigit():
            tokens.append(Token("x", start, 1, True, raw[0].isupper()))
            raw, start = raw[1:], start + 1
        folded = raw.replace(",", "") if raw[0].isdigit() else raw.casefold()
        tokens.append(Token(folded, start, len(raw), glued, raw.isupper()))
        end = match.end() if alphanumeric else -1
    return tokens


@dataclass(slots=True)
class _Node:
    """A place in the prefix tree; `labels` are set where a name ends."""

    children: dict[str, _Node] = field(default_factory=dict)
    labels: frozenset[str] = UNKNOWN
    products: list[Entry | System] = field(default_factory=list)
    weak: bool = False


class Lexicon:
    """Every name and word of the catalogue in one prefix tree. Build once, read for ever.

    With `rented`, also the words around cloud instances, which would only mislead in other texts.
    """

    def __init__(self, catalogue: Catalogue, *, rented: bool = False) -> None:
        self._root = _Node()
        self._values = {word.casefold(): value for word, value in catalogue.values.items()}
        for label, words in catalogue.wording.items():
            for word in () if label == "needs_context" else words:
                self._add(word, label)
        for label, words in catalogue.rental.items() if rented else ():
            for word in words:
                self._add(word, label)
        for provider in catalogue.providers.values() if rented else ():
            for name in provider.names:
                self._add(name, "filler")
        for vendor, names in catalogue.vendors.items():
            for name in names:
                self._add(name, f"vendor:{vendor}")
        vague = {compact(name) for name in catalogue.wording.get("needs_context", ())}
        for product in catalogue.products:
            weak = {compact(name) for name in product.weak_aliases} if isinstance(product, Entry) else set()
            for name in (product.name, *product.aliases):
                written = compact(name)
                self._add(name, "product", product, _is_short(written) or written in weak or written in vague)

    def _add(self, name: str, label: str, product: Entry | System | None = None, weak: bool = False) -> None:
        node = self._root
        for token in tokenise(normal(name)):
            if token.text not in JOINERS:
                node = node.children.setdefault(token.text, _Node())
        if node is self._root:
            node = self._root.children.setdefault(name, _Node())
        node.labels |= {label}
        node.weak = node.weak or weak
        if product is not None and product not in node.products:
            node.products.append(product)

    def words(self, text: str) -> list[Word]:
        """Label a normalised text from left to right, the longest name first.

        A name that runs past the end of one found before it wins: "Hygon DCU K100-AI" is the K100-AI, not the K100.
        """
        tokens = tokenise(text)
        words: list[Word] = []
        at = 0
        while at < len(tokens):
            stop, node = self._longest(tokens, at, len(tokens)) or (at + 1, None)
            if node is not None and node.products and (inner := self._overrun(tokens, at, stop)) < stop:
                stop, node = self._longest(tokens, at, inner) or (at + 1, None)
            words.append(self._word(text, tokens[at:stop], node))
            at = stop
        return words

    def _overrun(self, tokens: list[Token], start: int, stop: int) -> int:
        """Where inside a product name a longer-reaching product name starts; `stop` if none does."""
        for inner in range(start + 1, stop):
            found = self._longest(tokens, inner, len(tokens))
            if found is not None and found[1].products and found[0] > stop:
                return inner
        return stop

    def _word(self, text: str, tokens: list[Token], node: _Node | None) -> Word:
        first, last = tokens[0], tokens[-1]
        end = last.start + last.length
        if node is None:
            return _plain(first, end)
        shown = text[first.start : end]
        weak = bool(node.products) and (node.weak or _is_loose(tokens))
        value, products = self._values.get(shown.casefold()), tuple(node.products)
        return Word(node.labels, shown, first.start, end, first.glued, first.upper, products, weak, value)

    def _longest(self, tokens: list[Token], start: int, limit: int) -> tuple[int, _Node] | None:
        best: tuple[int, _Node] | None = None
        node, at = self._root, start
        while at < limit:
            text = tokens[at].text
            if text not in node.children and text in JOINERS and at > start:
                at += 1
                continue
            if (step := node.children.get(text)) is None:
                break
            node, at = step, at + 1
            if node.labels and self._whole(tokens, start, at, node):
                best = (at, node)
        return best

    def _whole(self, tokens: list[Token], start: int, end: int, node: _Node) -> bool:
        """Whether the match is not a piece of a longer Latin word or number."""
        product = "product" in node.labels
        if tokens[start].glued:
            before = tokens[start - 1].text
            if not (before == "x" if product else before.isdigit() or before == "x"):
                return False
        if end == len(tokens) or not tokens[end].glued:
            return True
        after = tokens[end]
        if not product:
            return after.text.isdigit() or tokens[start].text == "x"
        if after.text == "s" and not after.upper:
            return end + 1 == len(tokens) or not tokens[end + 1].glued  # the plural: "8 H100s"
        if after.text == "x":
            return end + 1 < len(tokens) and tokens[end + 1].glued and tokens[end + 1].text.isdigit()
        if after.text.isdigit():
            return False
        qualifier = self._root.children.get(after.text)
        return qualifier is not None and any(label.startswith(("forms:", "chip_units")) for label in qualifier.labels)


def _plain(token: Token, end: int) -> Word:
    """A token the lexicon does not know. Numbers of more than nine digits are no counts."""
    if token.text[0] in "0123456789":
        number = int(token.text) if token.text.isdigit() and len(token.text) <= 9 else None
        return Word(NUMBER, token.text, token.start, end, token.glued, False, number=number)
    labels = UNKNOWN if token.text[0].isalnum() else PUNCT
    return Word(labels, token.text, token.start, end, token.glued, token.upper)


def _is_short(written: str) -> bool:
    """Whether a name could be anything: "L4", "T4", "A10", or only digits."""
    return written.isascii() and (len(written) <= WHOLE_LATIN or written.isdigit())


def _is_loose(tokens: list[Token]) -> bool:
    """Whether a short code is written apart ("B 200"): it may be a room as well as a chip."""
    plain = [token for token in tokens if token.text not in JOINERS]
    return len(plain) == 2 and len(plain[0].text) <= 2 and plain[0].text.isascii() and not plain[1].glued


def compact(text: str) -> str:
    """Fold a text to its letters and digits."""
    return "".join(character for character in text.casefold() if character.isalnum())
