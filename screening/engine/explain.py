"""The explaining reader: one transaction's row in, truth with a full trace out.

Three-valued (Kleene) throughout. The trace keeps every node, so that prose, near misses and questions can be read off
it afterwards without evaluating again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from screening.engine.compare import holds
from screening.engine.row import Known, PartyRow, Row
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Op, Parties, Term
from screening.language.rule import RuleSet, Version
from screening.terms import Status, Truth, at_least, conjunction, disjunction, negation


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


@dataclass(frozen=True, slots=True)
class Trace:
    """One evaluated node. `fact` is the full path of a leaf's fact, e.g. `party.end_user.headquarters`."""

    node: Condition
    truth: Truth
    children: tuple[Trace, ...] = ()
    fact: str = ""
    known: Known | None = None
    verified: bool = True
    label: str = ""

    def leaves(self) -> Iterator[Trace]:
        """Yield every leaf below (or this node, if it is one)."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def deciding(self) -> Iterator[Trace]:
        """Yield the leaves that make the truth what it is.

        A true conjunction is decided by all its members, a false one by the false ones, an unknown one by the unknown
        ones; disjunctions dually.
        """
        if not self.children:
            yield self
        for child in self.decisive():
            yield from child.deciding()

    def shortest(self) -> Iterator[Trace]:
        """Yield leaves that suffice for the truth: where one limb is enough, the first sound one alone."""
        if not self.children:
            yield self
        limbs = self.decisive()
        if self.truth is not None and self.one_suffices:
            limbs = sorted(limbs, key=lambda limb: not limb.sound)[:1]
        for child in limbs:
            yield from child.shortest()

    def decisive(self) -> list[Trace]:
        """Return the children that share in deciding the truth."""
        wanted = negation(self.truth) if isinstance(self.node, Not) else self.truth
        return [child for child in self.children if child.truth is wanted]

    @property
    def one_suffices(self) -> bool:
        """Whether one limb alone makes the truth what it is: a true `any`, or a false `all`."""
        match self.node:
            case AnyOf():
                return self.truth is True
            case AllOf():
                return self.truth is False
            case Parties(quantifier, _, _):
                return (quantifier == "any_party") == (self.truth is True)
            case _:
                return False

    def doubts(self) -> Iterator[Trace]:
        """Yield the unverified nodes because of which the truth is not sound: terms, and leaves on unverified data."""
        if self.sound:
            return
        if not self.verified:
            yield self
        for limb in self.decisive():
            yield from limb.doubts()

    @property
    def sound(self) -> bool:
        """Whether the truth rests on verified law and data; one verified limb is enough where one limb decides."""
        limbs = self.decisive()
        if not self.verified or not limbs:
            return self.verified
        together = any if self.one_suffices and self.truth is not None else all
        return together(limb.sound for limb in limbs)


@dataclass(slots=True)
class Evaluation:
    """Evaluates conditions against one row under one law; terms are evaluated once."""

    law: Law
    row: Row
    _terms: dict[tuple[str, int], Trace] = field(default_factory=dict)
    _truths: dict[tuple[str, int], Truth] = field(default_factory=dict)

    def truth(self, node: Condition, party: PartyRow | None = None) -> Truth:
        """Return the truth that `trace` would give, without the trace: most rules fail at their first member."""
        match node:
            case AllOf(children):
                return conjunction(self.truth(child, party) for child in children)
            case AnyOf(children):
                return disjunction(self.truth(child, party) for child in children)
            case AtLeast(n, children):
                return at_least(n, (self.truth(child, party) for child in children))
            case Not(child):
                return negation(self.truth(child, party))
            case Term(name):
                return self._term_truth(name, node, party)
            case Parties(quantifier, roles, where):
                concerned = [each for each in self.row.parties if each.role in roles]
                combine = disjunction if quantifier == "any_party" else conjunction
                return combine(self.truth(where, each) for each in concerned) if concerned else None
            case Compare(fact, op, expected):
                of_party = party is not None and fact.startswith("party.")
                known = party.values.get(fact) if of_party and party is not None else self.row.values.get(fact)
                if op is Op.known:
                    return (known is not None) is expected
                return None if known is None else holds(node, known, self.law.rules, self.law.as_of)[0]

    def _term_truth(self, name: str, node: Term, party: PartyRow | None) -> Truth:
        key = (name, id(party))
        if key in self._terms:
            return self._terms[key].truth
        if key not in self._truths:
            version = self.law.rules.rules[name].on(self.law.as_of)
            law = version is not None and self.law.defines(node.id, version)
            self._truths[key] = self.truth(version.condition, party) if law and version is not None else False
        return self._truths[key]

    def trace(self, node: Condition, party: PartyRow | None = None) -> Trace:
        """Evaluate `node` (inside a quantifier: for `party`) and return its trace."""
        match node:
            case AllOf(children):
                traces = tuple(self.trace(child, party) for child in children)
                return Trace(node, conjunction(t.truth for t in traces), traces)
            case AnyOf(children):
                traces = tuple(self.trace(child, party) for child in children)
                return Trace(node, disjunction(t.truth for t in traces), traces)
            case AtLeast(n, children):
                traces = tuple(self.trace(child, party) for child in children)
                return Trace(node, at_least(n, (t.truth for t in traces)), traces)
            case Not(child):
                inner = self.trace(child, party)
                return Trace(node, negation(inner.truth), (inner,))
            case Term():
                return self._term(node, party)
            case Parties():
                return self._parties(node)
            case Compare():
                return self._compare(node, party)

    def _term(self, node: Term, party: PartyRow | None) -> Trace:
        key = (node.id, id(party))  # by identity: two parties may bear one name
        if key not in self._terms:
            version = self.law.rules.rules[node.id].on(self.law.as_of)
            if version is None or not self.law.defines(node.id, version):
                self._terms[key] = Trace(node, False)  # no such law on that day
            else:
                inner = self.trace(version.condition, party)
                self._terms[key] = Trace(node, inner.truth, (inner,), verified=version.verified)
        return self._terms[key]

    def _parties(self, node: Parties) -> Trace:
        concerned = [party for party in self.row.parties if party.role in node.roles]
        if not concerned:
            path = f"party.{node.roles[0]}.name"
            return Trace(node, None, (Trace(Compare("party.name", Op.known, True), None, fact=path),))
        traces = tuple(self.trace(node.where, party) for party in concerned)
        combine = disjunction if node.quantifier == "any_party" else conjunction
        return Trace(node, combine(t.truth for t in traces), traces)

    def _compare(self, node: Compare, party: PartyRow | None) -> Trace:
        if party is not None and node.fact.startswith("party."):
            known = party.values.get(node.fact)
            path, label = f"party.{party.role}.{node.fact.removeprefix('party.')}", party.label
        else:
            known, path, label = self.row.values.get(node.fact), node.fact, ""
        if node.op is Op.known:
            return Trace(node, (known is not None) is node.expected, (), path, known, label=label)
        if known is None:
            return Trace(node, None, (), path, None, label=label)
        truth, verified = holds(node, known, self.law.rules, self.law.as_of)
        return Trace(node, truth, (), path, known, verified, label)
