"""Given transactions under two laws, one by one: small lists that are in memory anyway, each with both its answers.

The comparison is that of a portfolio (`difference`); a file of transactions is read there, block by block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from screening.batch.difference import Comparison, Json
from screening.batch.nested import NestedDecider
from screening.batch.options import Options
from screening.decision import Decision
from screening.errors import InvalidInput, Problem
from screening.facts.transaction import Transaction
from screening.screen import Screener
from screening.wire.cells import BETWEEN, cells, decided

Told = tuple[str, str, str]
"""Outcome, review policy and rules of an answer: what is held against each other."""


def compare_pairs(
    screener: Screener, before: Options, after: Options, transactions: Sequence[Transaction], name: str = "transactions"
) -> Json:
    """Return `difference.v1` and, as `results`, every transaction with its two answers and because of what they differ.

    Raises `InvalidInput` with the problems of all transactions that one of the laws cannot be asked about; `name` is what
    the list is called there.
    """
    sides = (before, after)
    compared = Comparison(screener, *[(NestedDecider(screener, side), side) for side in sides])  # type: ignore[arg-type]
    results: list[Json] = []
    problems: list[Problem] = []
    for at, transaction in enumerate(transactions):
        try:
            decisions = [_screened(screener, transaction, side) for side in sides]
        except InvalidInput as error:
            problems += [replace(each, where=f"{name}[{at}].{each.where}") for each in error.problems]
            continue
        one, other = map(_told, decisions)
        row = (str(at + 1), transaction.id or "", transaction.date.isoformat() if transaction.date else "")
        why = compared.held(row, one, other)
        results.append({
            "transaction_id": transaction.id,
            "before": _side(decisions[0], one),
            "after": _side(decisions[1], other),
            "changed": why is not None,
            "because": [{"rule": rule, "change": how} for rule, how in why or ()],
        })  # fmt: skip
    if problems:
        raise InvalidInput(problems)
    changes = compared.changes
    changes.rows = changes.transactions = len(transactions)
    return {**compared.summary(name, ()), "results": results}


def _screened(screener: Screener, transaction: Transaction, side: Options) -> Decision:
    return screener.screen(transaction, as_of=side.as_of, assume=side.assume, outlook=False)


def _told(decision: Decision) -> Told:
    told = cells(decided(decision), decision.questions, "en")
    return told.outcome, told.review_policy, told.rules


def _side(decision: Decision, told: Told) -> Json:
    outcome, policy, rules = told
    return {
        "as_of": decision.as_of.isoformat(),
        "outcome": outcome,
        "review_policy": policy or None,
        "rules": rules.split(BETWEEN) if rules else [],
    }
