"""JSON lines that hold whole transactions: each screened by the explaining reader, as `screening screen` would.

Owners, answers and identities of several parties have no columns, so there is nothing to read in columns here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from screening.batch.answers import Screened
from screening.batch.block import Block, Rejected
from screening.batch.columns import ADDED
from screening.batch.counting import add_answer, add_rejected
from screening.batch.counts import Counts, Json, highest, key
from screening.batch.options import Options
from screening.decision import Decision
from screening.errors import InvalidInput
from screening.facts.derive import derive
from screening.facts.reading import transaction_from_text
from screening.facts.transaction import Transaction
from screening.parties.matcher import Query
from screening.screen import Screener
from screening.screen.portfolio import Answer
from screening.terms import Language, Outcome, Text
from screening.wire.cells import BETWEEN, bare, cells, decided, law_warnings, match_text, reasons


@dataclass(slots=True)
class NestedDecider:
    """Screens blocks of nested transactions; the same two halves as `Decider`, the first of which only hands the block on."""

    screener: Screener
    options: Options

    def read(self, block: Block) -> Block:
        """Return the block as it is."""
        return block

    def queries(self, block: Block) -> list[Query]:  # noqa: ARG002 each transaction asks the lists itself
        """Return nothing: names are looked up as they come."""
        return []

    def decide(self, block: Block) -> Screened:
        """Return the answers to a block."""
        kept, rows, rejected = [], [], list(block.rejected)
        counts = Counts(rows=len(block.objects) + len(block.rejected))
        shown: list[Json] = []
        for at, text in enumerate(block.objects):
            row = int(block.rows[at])
            try:
                transaction = transaction_from_text(text, name=f"row {row}")
                decision = self.screener.screen(
                    transaction, as_of=self.options.as_of, assume=self.options.assume, outlook=False
                )
            except InvalidInput as error:
                rejected.append(_refused(row, error, block.table.column("transaction_id")[at].as_py()))
                continue
            kept.append(at)
            rows.append(self._answer(transaction, decision))
            self._count(counts, transaction, decision)
            shown.append(self._shown(row, transaction, decision))
        counts.screened = counts.transactions = len(kept)
        counts.shown = highest(each for each in shown if Outcome[each["outcome"]])
        rejected.sort(key=lambda each: each.row)
        add_rejected(counts, rejected)
        columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in ADDED}
        return Screened(np.array(kept, dtype=np.int64), pa.table(columns), tuple(rejected), counts)

    def _answer(self, transaction: Transaction, decision: Decision) -> dict[str, str]:
        language = self.options.language
        told = cells(decided(decision), decision.questions, language)
        rules = self.screener.rules
        found = derive(transaction, self.screener.catalogue, rules, self.screener.watchlist, decision.as_of).warnings
        qualified = (*found, *law_warnings(rules, decision.as_of, decision.assumed))
        return {
            "outcome": told.outcome,
            "rules": told.rules,
            "would_apply": told.would_apply,
            "review_policy": told.review_policy,
            "tier": BETWEEN.join(dict.fromkeys(tier for line in decision.lines for tier in line.tier)),
            "listed_matches": BETWEEN.join(map(match_text, decision.party_matches)),
            "missing_facts": told.missing_facts,
            "because": self._because(decision, language),
            "citations": told.citations,
            "decision_id": decision.id,
            "warnings": BETWEEN.join(filter(None, (*(each.in_(language) for each in qualified), told.unverified))),
        }

    def _because(self, decision: Decision, language: Language) -> str:
        rules = self.screener.rules
        lines = len(decision.lines)
        return reasons(decided(decision), lambda each: bare(each.trace, rules, language), language, lines=lines)

    def _count(self, counts: Counts, transaction: Transaction, decision: Decision) -> None:
        add_answer(counts, Answer(decided(decision), decision.questions), 1)
        where = transaction.destination.country if transaction.destination else ""
        counts.months[key(f"{decision.as_of:%Y-%m}", decision.outcome.name)] += 1
        counts.destinations[key(where, decision.outcome.name)] += 1
        for match in decision.party_matches:
            found = match.hit.candidate
            listed = match.hit.list or found.party.sublist
            counts.parties[key(match.owner or match.party, listed, found.party.name, found.grade)] += 1

    def _shown(self, row: int, transaction: Transaction, decision: Decision) -> Json:
        return {
            "row": row,
            "transaction_id": transaction.id or "",
            "date": decision.as_of.isoformat(),
            "destination": transaction.destination.country if transaction.destination else "",
            "outcome": decision.outcome.name,
            "rules": list(dict.fromkeys(finding.rule.id for finding in decision.findings)),
            "because": {"en": self._because(decision, "en"), "ko": self._because(decision, "ko")},
        }


def _refused(row: int, error: InvalidInput, id: str) -> Rejected:
    problem = error.problems[0]
    told = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return Rejected(row, problem.where, "", Text(told, f"거래를 읽을 수 없음: {told}"), (id,))

