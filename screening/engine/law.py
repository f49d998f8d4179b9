"""The law of one day, which every reader of a condition reads by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from screening.language.rule import RuleSet, Version
from screening.terms import Status


@dataclass(frozen=True, slots=True)
class Law:
    """The law of one day, with what-if assumptions: ids of rules taken as controlling."""

    rules: RuleSet
    as_of: date
    assume: frozenset[str] = frozenset()

    def controls(self, rule_id: str, version: Version) -> bool:
        """Whether this version decides: its status does, or it is assumed to."""
        return version.status.controlling or rule_id in self.assume

    def defines(self, term_id: str, version: Version) -> bool:
        """Whether a definition may be used: a proposal's own is as good as the proposal that names it.

        No law in force may name one (`consistency` sees to that).
        """
        return version.status is Status.proposed or self.controls(term_id, version)
