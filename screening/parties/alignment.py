"""Two names laid side by side: which word met which, what was left over, and the score that follows.

    score = M / (M + DIFFERENT x D + CONFLICT x 2 min(U, V) + OMITTED x |U - V|)

M is the weight of what agrees, D the part of matched words that differs, U and V the weight left over on either side. What is
left over on both sides contradicts (Murad *Khasanovich*, Murad *Iraklievich*); what is left over on one side only was perhaps
omitted. So coverage counts in both directions and a surplus of generic words costs next to nothing. Then the evidence: a
score that rests on little more than one rare word (`ENOUGH`) is scaled down, unless nothing is left over. Beside the words
stands the whole spelling without spaces: few typing errors over many telling letters, wherever the spaces fell.
Symmetric in the two names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from screening.parties.meeting import Sides, Weigh, drop_forms
from screening.parties.names import Name

DIFFERENT = 1.3
"""Price of a difference inside matched words (typing errors, spellings)."""
CONFLICT = 0.9
"""Price of words left over on both sides."""
OMITTED = 0.30
"""Price of words left over on one side only."""
ENOUGH = 1.3
"""Agreement of this weight (a rare word and a trade, or two given names) is full evidence."""
THIN = 0.45
"""Largest loss of a score for thin evidence."""
UNMET = 0.35
"""What is left over with this weight makes thin evidence count in full."""
DOUBT = 2.0
"""How much a difference inside words counts as something left over, where evidence is thin."""
ORDER = 0.01
"""Loss per pair of words that changed places, at most three times."""
OTHER_FORM = 0.04
"""Loss when legal forms of different families stand on both sides."""
NUMBER_CAP = 0.78
"""Most that names with contradicting numbers can reach: below the default threshold of a match."""
ERROR = 1.5
"""Price of a typing error in the whole spelling, as a share of its telling letters."""
MOST_LETTERS = 24
"""More telling letters than this do not make a spelling surer."""
MOST_ERRORS = 6
"""More typing errors than this are another name."""
SPACING = 0.01
"""Loss when only the whole spelling shows the agreement."""




@dataclass(frozen=True, slots=True)
class WordPair:
    """Words that met: as written on either side, likeness 0..1, weight 0..1, and how they met."""

    query: str
    alias: str
    likeness: float
    weight: float
    how: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The outcome of laying two names side by side; `notes` are codes of what lowered the score."""

    score: float
    pairs: tuple[WordPair, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    agreed: float
    notes: tuple[str, ...]


def align(a: Name, b: Name, weigh: Weigh) -> Alignment:
    """Lay `a` beside `b` with the given weights of words, and say which word met which."""
    sides = Sides(a, b, weigh)
    score, notes = _score(sides, a, b)
    return Alignment(
        score,
        tuple(WordPair(*each) for each in sides.pairs),
        tuple(sides.left[i].surface for i in sides.free_left),
        tuple(sides.right[j].surface for j in sides.free_right),
        sides.agreed,
        notes,
    )


def alignment_score(a: Name, b: Name, weigh: Weigh) -> tuple[float, bool]:
    """Return the score of `align` alone, and whether nothing is left over: what a search needs of most candidates."""
    sides = Sides(a, b, weigh)
    score, _ = _score(sides, a, b)
    return score, not sides.free_left and not sides.free_right


def _score(sides: Sides, a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    """Let the words meet, surest way first, and return the score and the notes on what lowered it."""
    sides.meet(a.form_words, b.form_words)
    if b.form_parts and sides.free_left:
        drop_forms(sides.left, sides.free_left, sides.mine, b.form_parts)
    if a.form_parts and sides.free_right:
        drop_forms(sides.right, sides.free_right, sides.theirs, a.form_parts)
    unmet_left = sum([sides.mine[i] for i in sides.free_left])
    unmet_right = sum([sides.theirs[j] for j in sides.free_right])
    score = tversky(sides.agreed, sides.differing, unmet_left, unmet_right)
    notes: tuple[str, ...] = ()
    unmet = unmet_left + unmet_right + DOUBT * sides.differing
    if sides.agreed < ENOUGH and unmet > 0.1:
        score *= 1 - THIN * (1 - sides.agreed / ENOUGH) * min(1.0, unmet / UNMET)
        notes = ("thin",)
    swaps = sides.swaps()
    if swaps:
        score -= ORDER * min(3, swaps)
        notes = (*notes, "order")
    if score < 0.97 and (whole := whole_spelling(a, b, sides.mine, sides.theirs)) > score:
        score, notes = whole, ("spelling",)
    if a.forms and b.forms and a.forms != b.forms and not set(a.forms) & set(b.forms):
        score -= OTHER_FORM
        notes = (*notes, "form")
    if score > NUMBER_CAP and a.digits != b.digits and not (a.digits <= b.digits or b.digits <= a.digits):
        score = NUMBER_CAP
        notes = (*notes, "number")
    return max(0.0, score), notes


def tversky(agreed: float, differing: float, unmet_left: float, unmet_right: float) -> float:
    """Return the share of agreement, before evidence is asked for."""
    if agreed <= 0:
        return 0.0
    conflict = 2 * min(unmet_left, unmet_right)
    omitted = abs(unmet_left - unmet_right)
    return agreed / (agreed + DIFFERENT * differing + CONFLICT * conflict + OMITTED * omitted)


def whole_spelling(a: Name, b: Name, mine: Sequence[float], theirs: Sequence[float]) -> float:
    """Return how well the spellings without spaces agree, by the fewer telling letters of the two.

    0 if numbers differ, or with any error if a name is in a script of its own: there a Latin letter is no typing error.
    """
    if abs(len(a.spelled) - len(b.spelled)) > MOST_ERRORS < abs(len(a.letters) - len(b.letters)):
        return 0.0
    telling = min(
        sum([len(word.text) * weight for word, weight in zip(a.words, mine, strict=True)]),
        sum([len(word.text) * weight for word, weight in zip(b.words, theirs, strict=True)]),
        MOST_LETTERS,
    )
    most = min(MOST_ERRORS, int(telling / 4))
    errors = OSA.distance(a.spelled, b.spelled, score_cutoff=most)
    if errors and a.forms != b.forms:
        errors = min(errors, OSA.distance(a.letters, b.letters, score_cutoff=most))
    if errors > most or (errors and (a.digits != b.digits or _is_native(a) or _is_native(b))):
        return 0.0
    return 1 - SPACING - ERROR * errors / telling if telling else 0.0


def _is_native(name: Name) -> bool:
    return any(each.origin != "latin" for each in name.words)
