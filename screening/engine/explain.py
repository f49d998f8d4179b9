"""The explaining reader: one transaction's row in, truth with a full trace out.

Three-valued (Kleene) throughout. The trace keeps every node, so that prose, near misses and questions can be read off
it afterwards without evaluating again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from screening.engine.compare import holds
from screening.engine.law import Law
from screening.engine.row import Known, PartyRow, Row
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Op, Parties, Term
from screening.terms import Truth, at_least, conjunction, disjunction, negation


@dataclass(frozen=True, slots=True)
class Trace:
    """One evaluated node. `fact` is the full path of a leaf's fact, e.g. `party.end_user.headquarters`.

    Terms are shared by many traces, so what is asked of a node again and again is worked out once: whether it is sound, and
    which leaves decide it.
    """

    node: Condition
    truth: Truth
    children: tuple[Trace, ...] = ()
    fact: str = ""
    known: Known | None = None
    verified: bool = True
    label: str = ""
    _sound: bool | None = field(default=None, init=False, repr=False, compare=False)
    _deciding: tuple[Trace, ...] | None = field(default=None, init=False, repr=False, compare=False)
    _shortest: tuple[Trace, ...] | None = field(default=None, init=False, repr=False, compare=False)

    def leaves(self) -> Iterator[Trace]:
        """Yield every leaf below (or this node, if it is one)."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def deciding(self) -> tuple[Trace, ...]:
        """Return the leaves that make the truth what it is, each once.

        A true conjunction is decided by all its members, a false one by the false ones, an unknown one by the unknown
        ones; disjunctions dually.
        """
        if self._deciding is None:
            limbs = [child.deciding() for child in self.decisive()]
            object.__setattr__(self, "_deciding", _together(limbs) if self.children else (self,))
        assert self._deciding is not None
        return self._deciding

    def shortest(self) -> tuple[Trace, ...]:
        """Return leaves that suffice for the truth, each once: where one limb is enough, the first sound one alone."""
        if self._shortest is None:
            limbs = self.decisive()
            if self.truth is not None and self.one_suffices:
                limbs = sorted(limbs, key=lambda limb: not limb.sound)[:1]
            found = _together([child.shortest() for child in limbs]) if self.children else (self,)
            object.__setattr__(self, "_shortest", found)
        assert self._shortest is not None
        return self._shortest

    def telling(self) -> tuple[Trace, ...]:
        """Return the leaves that say why: all that share in leaving the truth open, or as few as suffice for it."""
        return self.deciding() if self.truth is None else self.shortest()

    def retold(self, leaves: tuple[Trace, ...]) -> Trace:
        """Return the same with other `telling` leaves and nothing else below: the reasons of another row, decided alike."""
        told = Trace(self.node, self.truth)
        for kept, value in (("_deciding", leaves), ("_shortest", leaves), ("_sound", self.sound)):
            object.__setattr__(told, kept, value)
        return told

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
        if self._sound is None:
            object.__setattr__(self, "_sound", self._is_sound())
        return bool(self._sound)

    def _is_sound(self) -> bool:
        limbs = self.decisive()
        if not self.verified or not limbs:
            return self.verified
        together = any if self.one_suffices and self.truth is not None else all
        return together(limb.sound for limb in limbs)


def _together(limbs: list[tuple[Trace, ...]]) -> tuple[Trace, ...]:
    """Return the leaves of all limbs, in their order, each once."""
    if len(limbs) == 1:
        return limbs[0]
    return tuple({id(leaf): leaf for limb in limbs for leaf in limb}.values())


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
