"""Transactions decided twice, by the explaining reader and in columns, and what differs between the two decisions.

Left out of the comparison is what frames leave out on purpose: the names of parties, and which facts of an identity somebody
checked. What the user found out about a red flag is said of a single decision only, so it is taken out of both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from screening.decision import Decision, Finding, Question
from screening.engine.columns import frame_of
from screening.engine.row import Row
from screening.facts.derive import FactRows, derive
from screening.facts.item_text import Resolution
from screening.facts.transaction import Transaction
from screening.screen import Screener
from screening.screen.portfolio import Answer, Cases, Portfolio, Reasons
from screening.terms import Kind, Language
from screening.wire.cells import bare, cells, decided, reasons

LANGUAGES: tuple[Language, ...] = ("en", "ko")


@dataclass(frozen=True, slots=True)
class InColumns:
    """A transaction as the columns decided it: answer, reasons, and the tiers of each line."""

    answer: Answer
    reasons: Reasons
    tiers: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Frames:
    """Rows of several transactions, put together as `Cases` wants them."""

    whole: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    case: list[int] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    asking: list[Resolution | None] = field(default_factory=list)

    def add(self, facts: FactRows) -> None:
        """Add one transaction."""
        here = len(self.whole)
        self.whole.append(facts.whole)
        for line in facts.lines:
            found = line.resolution
            asks = found is not None and found.status == "ambiguous" and found.question_en is not None
            for row in line.rows:
                self._row(row, here, line.number, found if asks else None)
        if not facts.lines:
            self._row(facts.whole, here, 0, None)

    def _row(self, row: Row, case: int, number: int, asking: Resolution | None) -> None:
        self.rows.append(row)
        self.case.append(case)
        self.number.append(number)
        self.asking.append(asking)

    def cases(self) -> Cases:
        """Return the frames."""
        return Cases(frame_of(self.whole), frame_of(self.rows), np.array(self.case), np.array(self.number), self.asking)


def in_columns(
    screener: Screener, transactions: Sequence[Transaction], day: date, assume: Collection[str] = ()
) -> list[InColumns]:
    """Decide transactions together under the law of one day."""
    frames = _Frames()
    for transaction in transactions:
        frames.add(derive(transaction, screener.catalogue, screener.rules, screener.watchlist, day))
    return _answered(screener, frames, day, assume)


def rows_in_columns(screener: Screener, rows: Sequence[Row], day: date, assume: Collection[str] = ()) -> list[InColumns]:
    """Decide bare rows of facts, each a transaction without items."""
    frames = _Frames()
    for row in rows:
        frames.add(FactRows((), row, (), {}))
    return _answered(screener, frames, day, assume)


def _answered(screener: Screener, frames: _Frames, day: date, assume: Collection[str]) -> list[InColumns]:
    portfolio, cases = Portfolio(screener, screener.law(day, screener.assumed(assume))), frames.cases()
    answers, told = portfolio.answered(cases)
    tiers: list[dict[int, dict[str, None]]] = [{} for _ in frames.whole]
    for case, number, held in zip(frames.case, frames.number, portfolio.tiers(cases), strict=True):
        if number:
            tiers[case].setdefault(number, {}).update(dict.fromkeys(held))
    return [
        InColumns(portfolio.answers[answer], portfolio.reasons[reason], tuple(map(tuple, lines.values())))
        for answer, reason, lines in zip(answers.tolist(), told.tolist(), tiers, strict=True)
    ]


def unanswered(transaction: Transaction, screener: Screener) -> Transaction:
    """Return the transaction without what the user found out about red flags."""
    flags = {rule.id for rule in screener.rules.rules.values() if rule.kind is Kind.flag}
    if flags.isdisjoint(transaction.answers):
        return transaction
    return transaction.model_copy(update={"answers": {k: v for k, v in transaction.answers.items() if k not in flags}})


def screened_both_ways(
    screener: Screener, transaction: Transaction, *, as_of: date | None = None, assume: Collection[str] = ()
) -> Decision:
    """Return the decision on a transaction; fail, saying where, if the columns decide it otherwise."""
    decision = screener.screen(transaction, as_of=as_of, assume=assume)
    plain = unanswered(transaction, screener)
    single = decision if plain is transaction else screener.screen(plain, as_of=as_of, assume=assume, outlook=False)
    (columns,) = in_columns(screener, [plain], decision.as_of, assume)
    apart = list(differences(single, columns, screener))
    assert not apart, "decided otherwise in columns:\n" + "\n".join(apart)
    return decision


def differences(single: Decision, columns: InColumns, screener: Screener) -> Iterator[str]:
    """Yield what is not the same in two decisions on one transaction, readably; nothing if they agree."""
    verdict = columns.answer.verdict
    open_controls = [finding for finding in single.undecided if finding.rule.kind is Kind.control]
    pairs: list[tuple[str, object, object]] = [
        ("outcome", single.outcome.name, verdict.outcome.name),
        *_findings("findings", single.findings, verdict.findings),
        *_findings("would apply", single.would_apply, verdict.would_apply),
        *_findings("undecided", _in_order(open_controls), _in_order(verdict.undecided)),
        ("questions", _asked(single.questions), _asked(columns.answer.questions)),
        ("tiers", tuple(line.tier for line in single.lines), columns.tiers),
        *_cells(single, columns, screener),
    ]
    for what, one, other in pairs:
        if one != other:
            yield f"  {what}\n    explained: {one}\n    in columns: {other}"


def _cells(single: Decision, columns: InColumns, screener: Screener) -> Iterator[tuple[str, object, object]]:
    """Yield the cells of a table row both ways, in both languages."""
    rules, verdict, lines = screener.rules, columns.answer.verdict, len(single.lines)
    for language in LANGUAGES:
        told = (decided(single), single.questions), (verdict, columns.answer.questions)
        one, other = (cells(each, asked, language) for each, asked in told)
        yield f"cells ({language})", one, other
        yield (
            f"because ({language})",
            reasons(decided(single), lambda f: bare(f.trace, rules, language), language, lines=lines),  # noqa: B023 called here
            reasons(verdict, lambda f: bare(columns.reasons[f.rule.id, f.line], rules, language), language, lines=lines),  # noqa: B023
        )


def _findings(what: str, one: Sequence[Finding], other: Sequence[Finding]) -> Iterator[tuple[str, object, object]]:
    """Yield the ids, and part by part the findings of those that both name."""
    names = [[(finding.rule.id, finding.line) for finding in each] for each in (one, other)]
    yield what, names[0], names[1]
    if names[0] == names[1]:
        for a, b in zip(one, other, strict=True):
            for (part, mine), (_, theirs) in zip(parts(a), parts(b), strict=True):
                yield f"{what}: {a.rule.id}, line {a.line}: {part}", mine, theirs


def parts(finding: Finding) -> Iterator[tuple[str, object]]:
    """Yield everything a finding says but its trace: that is compared as the reasons it gives."""
    yield "version", finding.version
    yield "truth", finding.truth
    yield "outcome", finding.outcome.name
    yield "verified", finding.verified
    yield "review", (finding.review, finding.review_verified, finding.open_reviews)
    yield "exceptions", [(each.rule.id, each.version, each.truth, each.barred_by) for each in finding.exceptions]
    yield "obligations", finding.obligations
    yield "assumed, addressed", (finding.assumed, finding.addressed)
    yield "fields", [(f.role, f.fact, f.ask, f.verified, f.state == "missing") for f in finding.fields]


def _asked(questions: Sequence[Question]) -> dict[tuple[str, int | None], set[str]]:
    """Return who asks for each fact; one question to two people of one role is one here, as nobody has a name."""
    found: dict[tuple[str, int | None], set[str]] = {}
    for question in questions:
        found.setdefault((question.fact, question.line), set()).update(question.rules)
    return found


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.rule.id, finding.line or 0))
