"""The one use case: a transaction in, a decision out.

Pure: the rule set, the catalogue and the day are arguments; there is no clock, network or environment here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from screening.decision import Decision, Finding, LineResult, NearMiss, highest, judged
from screening.engine.explain import Evaluation
from screening.engine.law import Law
from screening.engine.row import Row
from screening.errors import InvalidInput, Problem
from screening.facts.catalogue import Catalogue
from screening.facts.derive import FactRows, derive
from screening.facts.transaction import Transaction
from screening.language.condition import Term
from screening.language.grammar import nearest
from screening.language.rule import Rule, RuleSet, Version
from screening.parties.watchlist import Watchlist
from screening.screen.cautions import cautions, idle_assumptions
from screening.screen.findings import answered, evaluate, strongest
from screening.screen.identity import context, identity, written
from screening.screen.outlook import calendar, coming_days, list_controls, thresholds
from screening.screen.questions import questions
from screening.terms import Kind, Outcome, Status


@dataclass(frozen=True, slots=True)
class Screener:
    """A rule set, a catalogue and the lists, ready to screen. Make one and keep it; it never changes."""

    rules: RuleSet
    catalogue: Catalogue
    watchlist: Watchlist
    _calendar: dict[date, list[Rule]] = field(default_factory=dict)
    _on_lists: list[Rule] = field(default_factory=list)
    _days: dict[date, list[tuple[Rule, Version]]] = field(default_factory=dict)

    def screen(
        self, transaction: Transaction, *, as_of: date | None = None, assume: Collection[str] = (), outlook: bool = True
    ) -> Decision:
        """Decide one transaction under the law of `as_of` (by default the transaction's own date).

        `outlook=False` leaves near misses out, which take more than half the time.
        `assume` names rules taken as law for a what-if; `all` means every proposal. Raises `InvalidInput` if there is no
        date, or if an assumed rule or a chip does not exist.
        """
        day = as_of or transaction.date
        if day is None:
            hint = "add `date: YYYY-MM-DD` or give --as-of"
            raise InvalidInput([Problem("E101", "date", "the transaction has no date, so no law can be chosen", hint)])
        wanted = self.assumed(assume)
        law = self.law(day, wanted)
        assumed = law.assume
        rows = derive(transaction, self.catalogue, self.rules, self.watchlist, day)
        everything = [answered(finding, rows.explanations) for finding in self._findings(law, rows)]
        verdict = judged(law, everything)
        findings = verdict.findings
        return Decision(
            id=identity(context(day, assumed, self.rules.digest, self.watchlist), written(transaction)),
            transaction_id=transaction.id,
            outcome=verdict.outcome,
            as_of=day,
            verified_through=self.rules.verified_through,
            ruleset_version=self.rules.version,
            ruleset_digest=self.rules.digest,
            assumed=tuple(sorted(assumed)),
            lines=tuple(self._lines(law, rows, findings)),
            parties=rows.whole.parties,
            lists=self.watchlist.loaded,
            party_matches=rows.matches,
            findings=findings,
            would_apply=verdict.would_apply,
            undecided=verdict.undecided,
            near_misses=tuple(self._near_misses(law, transaction, rows, findings)) if outlook else (),
            questions=tuple(questions(findings, {line.number: line.resolution for line in rows.lines}, self.rules)),
            warnings=(*cautions(law, rows, findings, self.watchlist), *idle_assumptions(assume, wanted, assumed, day)),
        )

    def law(self, day: date, assume: frozenset[str]) -> Law:
        """Return the law of a day with those assumptions that change anything."""
        return Law(self.rules, day, frozenset(rule for rule in assume if not self._idle(rule, day)))

    def assumed(self, assume: Collection[str]) -> frozenset[str]:
        """Return the rule ids to take as law; `all` is every rule with a proposed version. Raises `InvalidInput`."""
        if not assume:
            return frozenset()
        rules = [rule for rule in self.rules.rules.values() if rule.kind is not Kind.term]  # a definition goes with its rule
        proposals = {r.id for r in rules if any(v.status is Status.proposed for v in r.versions)}
        ids: set[str] = set()
        for name in assume:
            if name != "all" and name not in self.rules.rules:
                hint = nearest(name, self.rules.rules) or "see `screening rules list`"
                raise InvalidInput([Problem("E204", "--assume", f"there is no rule `{name}`", hint)])
            ids |= proposals if name == "all" else {name}
        return frozenset(ids)

    def _idle(self, rule: str, day: date) -> bool:
        """Whether assuming a rule would change nothing: it binds everybody that day, or is no law at all."""
        version = self.rules.rules[rule].on(day)
        return version is None or (version.status.controlling and version.addressee is None)

    def tiers(self, row: Row, as_of: date) -> tuple[str, ...]:
        """Return the ids of the tier terms that hold for an item's row on that day."""
        evaluation = Evaluation(Law(self.rules, as_of), row)
        return tuple(id for id in self.rules.tiers if evaluation.trace(Term(id)).truth is True)

    def _findings(self, law: Law, rows: FactRows) -> Iterator[Finding]:
        whole = Evaluation(law, rows.whole)
        lines = [[Evaluation(law, row) for row in line.rows] for line in rows.lines]
        for rule, version in self.asked(law.as_of):
            if not rule.per_item or not lines:
                yield from strongest([evaluate(law, rule, version, whole)])
                continue
            for evaluations in lines:
                yield from strongest([evaluate(law, rule, version, each) for each in evaluations])

    def asked(self, day: date) -> list[tuple[Rule, Version]]:
        """Return the rules that are asked on a day, with their versions; kept, because deals repeat their days."""
        if day not in self._days:
            kinds = (Kind.term, Kind.exception)  # those are only asked through others
            versions = ((rule, rule.on(day)) for rule in self.rules.rules.values() if rule.kind not in kinds)
            self._days[day] = [(rule, version) for rule, version in versions if version is not None]
        return self._days[day]

    def _lines(self, law: Law, rows: FactRows, findings: Sequence[Finding]) -> Iterator[LineResult]:
        for line in rows.lines:
            tiers = dict.fromkeys(id for row in line.rows for id in self.tiers(row, law.as_of))
            yield LineResult(line, tuple(tiers), highest(f for f in findings if f.line in (line.number, None)))

    def _near_misses(
        self, law: Law, transaction: Transaction, rows: FactRows, findings: Sequence[Finding]
    ) -> Iterator[NearMiss]:
        """Thresholds and days by which a control was missed, for lines that no control has caught."""
        caught = {f.line for f in findings if f.outcome >= Outcome.license_required}
        missed = {line.number for line in rows.lines if line.number not in caught and None not in caught}
        if not missed:
            return
        for line in rows.lines:
            for row in line.rows if line.number in missed else ():
                yield from thresholds(law, row)
        if not self._calendar:
            self._calendar.update(calendar(self.rules))
            self._on_lists.extend(list_controls(self.rules))
        days = self._calendar | {day: [*self._calendar.get(day, ()), *self._on_lists] for day in rows.listing_days}
        yield from coming_days(
            law, days, lambda day: derive(transaction, self.catalogue, self.rules, self.watchlist, day).lines, missed
        )
