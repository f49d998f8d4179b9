"""What two names alone say: their score, held down where a name says too little to be anybody's. Of a list it knows the weights.

The score of a pair comes from `alignment`. The very same name after normalisation, legal form included, is a match, however
common ("The Group" is, for a party listed as "THE GROUP" and no other). A name of generic words ("Research Center"), or of one
common word ("STAR"), is at most possible for any other spelling or legal form of it. `compare` is symmetric.
"""

from __future__ import annotations

from dataclasses import replace

from screening.parties.alignment import Alignment, align, alignment_score
from screening.parties.listed import PartyKind
from screening.parties.names import Name, parse
from screening.parties.weights import Weights

GENERIC_CAP = 0.78
"""Most that a name of nothing but common words can reach if it is not the very same: possible, never a match."""
COINCIDENCE = 0.50
"""Most that two different names can reach when one of them is nothing but common words: no candidate of any grade."""
EQUAL = 0.94
"""Equal after normalisation, but for the legal form."""
NOTHING = 0.05
"""Weight of words that say nothing (the, of)."""
TELLING = 0.55
"""Weight all words together must have to say who is meant."""
ONE_WORD = 0.7
"""Weight a single word must have to say who is meant."""


def judge(asked: Name, listed: Name, weights: Weights) -> Alignment:
    """Lay two names side by side and hold generic names down."""
    found = align(asked, listed, weights.of)
    most = _most(asked, listed, weights, found.score, not found.left and not found.right)
    return found if found.score <= most else replace(found, score=most, notes=(*found.notes, "generic"))


def name_score(asked: Name, listed: Name, weights: Weights) -> float:
    """Return the score of `judge`, without the pairs."""
    score, covered = alignment_score(asked, listed, weights.of)
    return min(score, _most(asked, listed, weights, score, covered))


def _most(asked: Name, listed: Name, weights: Weights, score: float, covered: bool) -> float:
    """Return the most this score can be: all of it for the same name, else what the listed name's own words can tell."""
    if score <= COINCIDENCE or (asked.letters == listed.letters and asked.forms == listed.forms):
        return 1.0
    background = weights.background
    telling = [weight for each in listed.words if (weight := background.weight(each.text)) > NOTHING]
    if sum(telling) >= TELLING and (len(telling) > 1 or telling[0] >= ONE_WORD):
        return 1.0
    return GENERIC_CAP if score > EQUAL and covered else COINCIDENCE


def compare(a: str, b: str, kind: PartyKind | None = None) -> float:
    """Return the score of two names, 0..1, by the background weights alone; symmetric."""
    one, two = parse(a, kind), parse(b, kind)
    if two.key < one.key:
        one, two = two, one
    weights = _background()
    return min(name_score(one, two, weights), name_score(two, one, weights))


def _background() -> Weights:
    global _plain  # noqa: PLW0603 one object a process, so that words are weighed once
    if _plain is None:
        _plain = Weights()
    return _plain


_plain: Weights | None = None
