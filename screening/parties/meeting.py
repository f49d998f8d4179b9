"""The two rows of words of two names while they meet: equal words, joined words, alike words, acronyms, in that order.

The surest way is tried first and each word meets once. What it means for the score is said in `alignment`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from screening.parties.likeness import likeness
from screening.parties.names import Name
from screening.parties.word import Word

RUN_LIKE = 0.85
"""Likeness at which a joined word meets the words it was joined from."""
ACRONYM = 0.9
"""Likeness of an acronym of four letters or more and the words whose initials it is (three letters: less)."""
SHORT_ACRONYM = 0.25
"""How much less."""
FORM_WEIGHT = 0.05
"""What is left of the weight of a word that is the other name's legal form, misspelt or out of place."""
MOST_INITIALS = 7
"""Acronyms are not longer."""
SMALL_WORDS = frozenset(("and", "of", "the", "for", "de", "del", "la", "y", "i", "e", "in", "et", "und"))
"""Words that acronyms leave out."""

Weigh = Callable[[str], float]
"""The weight of a canonical word."""


class Sides:
    """The two rows of words while they meet; indexes of words that met nothing yet are in `free_left` and `free_right`."""

    __slots__ = ("agreed", "differing", "free_left", "free_right", "left", "mine", "pairs", "places", "right", "theirs")

    def __init__(self, a: Name, b: Name, weigh: Weigh) -> None:
        self.left, self.right = a.words, b.words
        self.mine = [weigh(each.text) for each in a.words]
        self.theirs = [weigh(each.text) for each in b.words]
        self.free_left = list(range(len(a.words)))
        self.free_right = list(range(len(b.words)))
        self.pairs: list[tuple[str, str, float, float, str]] = []
        self.places: list[tuple[int, int]] = []
        self.agreed = self.differing = 0.0

    def meet(self, forms_left: Sequence[str], forms_right: Sequence[str]) -> None:
        """Let the words meet, surest way first."""
        self.meet_equal()
        if self.free_left and self.free_right:
            self.meet_joined()
            self.meet_alike()
            self.meet_acronyms(forms_left, forms_right)

    def _pair(self, like: float, weight: float, one: str, two: str, how: str) -> None:
        self.agreed += like * weight
        self.differing += (1 - like) * weight
        self.pairs.append((one, two, like, weight, how))

    def meet_equal(self) -> None:
        texts = [each.text for each in self.right]
        for i in tuple(self.free_left):
            text = self.left[i].text
            if text in texts:
                j = texts.index(text)
                texts[j] = ""
                self.free_left.remove(i)
                self.free_right.remove(j)
                self.places.append((i, j))
                self._pair(1.0, min(self.mine[i], self.theirs[j]), self.left[i].surface, self.right[j].surface, "same")

    def meet_alike(self) -> None:
        met = []
        theirs = [j for j in self.free_right if self.theirs[j] > FORM_WEIGHT]
        for i in self.free_left:
            if self.mine[i] <= FORM_WEIGHT:
                continue
            for j in theirs:
                like = likeness(self.left[i], self.right[j])
                if like:
                    met.append((like * min(self.mine[i], self.theirs[j]), like, -abs(i - j), i, j))
        met.sort(reverse=True)
        for _, like, _, i, j in met:
            if i in self.free_left and j in self.free_right:
                self.free_left.remove(i)
                self.free_right.remove(j)
                one, two = self.left[i], self.right[j]
                self.places.append((i, j))
                self._pair(like, min(self.mine[i], self.theirs[j]), one.surface, two.surface, _how(one, two))

    def meet_joined(self) -> None:
        """Meet joined words with the runs of words they were joined from, in both directions."""
        for swapped in (False, True):
            ones, others = (self.right, self.left) if swapped else (self.left, self.right)
            free_ones, free_others = (self.free_right, self.free_left) if swapped else (self.free_left, self.free_right)
            if len(free_others) < 2:
                continue
            for i in tuple(free_ones):
                word = ones[i]
                found = _run_for(word, others, free_others) if len(word.text) > 3 else None
                if found is None:
                    continue
                like, start, end = found
                weights = self.mine if swapped else self.theirs
                weight = min(1.5, sum(weights[start:end]))
                free_ones.remove(i)
                for j in range(start, end):
                    free_others.remove(j)
                self._run(like, weight, word, others[start:end], swapped, "joined")

    def meet_acronyms(self, forms_left: Sequence[str], forms_right: Sequence[str]) -> None:
        """Meet an acronym with the words whose initials it is, in both directions; a legal form may give the last letter."""
        for swapped in (False, True):
            ones, others = (self.right, self.left) if swapped else (self.left, self.right)
            free_ones, free_others = (self.free_right, self.free_left) if swapped else (self.free_left, self.free_right)
            if len(free_others) < 2:
                continue
            letters, places = "", list[int]()
            for i in tuple(free_ones):
                text = ones[i].text
                if not 3 <= len(text) <= MOST_INITIALS or ones[i].origin != "latin":
                    continue
                if not letters:
                    letters, places = initials_of(others, free_others)
                    last = "".join(each[0] for each in (forms_left if swapped else forms_right))
                at = (letters + last).find(text)
                if at < 0 or at + len(text) > len(letters) + 1 or at > len(letters) - 2:
                    continue
                run = sorted(set(places[at : at + len(text)]))
                free_ones.remove(i)
                for j in run:
                    free_others.remove(j)
                weight = (self.theirs if swapped else self.mine)[i]
                like = ACRONYM if len(text) > 3 else ACRONYM - SHORT_ACRONYM
                self._run(like, weight, ones[i], [others[j] for j in run], swapped, "acronym")
                break

    def _run(self, like: float, weight: float, word: Word, run: Sequence[Word], swapped: bool, how: str) -> None:
        joined = " ".join(each.surface for each in run)
        one, two = (joined, word.surface) if swapped else (word.surface, joined)
        self._pair(like, weight, one, two, how)

    def swaps(self) -> int:
        """Count neighbours among the met words that changed places."""
        if len(self.places) < 2:
            return 0
        order = [j for _, j in sorted(self.places)]
        return sum([1 for one, two in pairwise(order) if two < one])


def drop_forms(words: Sequence[Word], free: Sequence[int], weights: list[float], parts: Sequence[str]) -> None:
    """Take the weight from left-over words that are a legal form of the other name, misspelt or out of place."""
    for i in free:
        text = words[i].surface
        size = len(text)
        if size < 2 or weights[i] <= FORM_WEIGHT:
            continue
        text = text.lower()
        for part in parts:
            most = 0 if size < 3 or len(part) < 3 else 1 if len(part) < 6 else 2
            if abs(size - len(part)) <= most and OSA.distance(text, part, score_cutoff=most) <= most:
                weights[i] = FORM_WEIGHT
                break


def _how(a: Word, b: Word) -> str:
    if min(len(a.text), len(b.text)) == 1:
        return "initial"
    return "sound" if (a.origin == "latin") != (b.origin == "latin") else "alike"


def _run_for(word: Word, others: Sequence[Word], free: Sequence[int]) -> tuple[float, int, int] | None:
    text = word.text
    best: tuple[float, int, int] | None = None
    for start in free:
        letters = others[start].text
        if word.origin == "latin" and letters[0] != text[0]:
            continue
        end = start + 1
        while end in free and len(letters) <= len(text) + 2:
            letters += others[end].text
            end += 1
            if abs(len(letters) - len(text)) <= 2:
                like = likeness(word, Word(letters, letters, others[start].origin))
                if like >= RUN_LIKE and (best is None or like > best[0]):
                    best = (like, start, end)
    return best


def initials_of(words: Sequence[Word], at: Sequence[int]) -> tuple[str, list[int]]:
    """Return the initials of the words at these places, small words left out, and the place of each initial."""
    letters, places = "", []
    for j in at:
        if words[j].text in SMALL_WORDS:
            continue
        for part in words[j].surface.split():
            letters += part[0].lower()
            places.append(j)
    return letters, places
