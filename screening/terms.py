"""The engine's own vocabulary: outcomes, statuses, kinds, three-valued truth, bilingual text.

Only words that carry meaning everywhere live here; the law's words are terms under `rules/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Literal

Language = Literal["en", "ko"]

Truth = bool | None
"""Three-valued: True, False, or None for unknown. Unknown is never false."""

EARLIER = date.min
"""Start of a version that was law before this rule set's coverage begins."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text a user reads, in English and Korean."""

    en: str
    ko: str

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.ko if language == "ko" else self.en


class Outcome(IntEnum):
    """Ordered: a decision is the highest outcome of what fires under controlling law."""

    no_control_found = 0
    conditions_apply = 1
    information_needed = 2
    review = 3
    license_required = 4
    prohibited = 5


class Kind(StrEnum):
    """What a rule is for."""

    term = "term"
    control = "control"
    exception = "exception"
    duty = "duty"
    flag = "flag"
    notice = "notice"


class Status(StrEnum):
    """The legal force of one version of a rule."""

    in_force = "in_force"
    guidance = "guidance"
    letter = "letter"
    license_condition = "license_condition"
    not_enforced = "not_enforced"
    suspended = "suspended"
    proposed = "proposed"
    ended = "ended"

    @property
    def controlling(self) -> bool:
        """Whether a version with this status decides (a letter only for its addressee, which its condition tests)."""
        return self in _CONTROLLING


_CONTROLLING = {Status.in_force, Status.guidance, Status.letter, Status.license_condition}


class Policy(StrEnum):
    """License review policies, mildest first."""

    presumption_of_approval = "presumption_of_approval"
    case_by_case = "case_by_case"
    presumption_of_denial = "presumption_of_denial"
    policy_of_denial = "policy_of_denial"

    @property
    def strictness(self) -> int:
        """0 for the mildest policy; used to name the strictest of several."""
        return list(Policy).index(self)


ROLES = (
    "exporter", "provider", "manufacturer", "seller", "reseller", "broker", "purchaser", "intermediate_consignee",
    "ultimate_consignee", "end_user", "account_holder", "beneficial_owner", "payer", "freight_forwarder",
    "financier", "foundry", "recipient",
)  # fmt: skip
"""The roles a party can have in a transaction."""


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Kleene `and`: False if any is false, else unknown if any is unknown."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Kleene `or`: True if any is true, else unknown if any is unknown."""
    return negation(conjunction(negation(truth) for truth in truths))


def negation(truth: Truth) -> Truth:
    """Kleene `not`: unknown stays unknown."""
    return None if truth is None else not truth


def at_least(n: int, truths: Iterable[Truth]) -> Truth:
    """Whether at least `n` are true: unknown while the unknown ones could still decide it."""
    values = list(truths)
    sure = sum(value is True for value in values)
    possible = sum(value is not False for value in values)
    return True if sure >= n else (None if possible >= n else False)
