"""The condition tree: a closed, loop-free language that every reader (explain, columns, solver, prose) can evaluate.

Six shapes and one comparison per leaf; nothing a back end could not translate can be written. A node compares equal to
another by meaning, not by where it stands in a file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from screening.errors import Problem
from screening.language.facts import Fact, Unfit, Value, convert, show
from screening.language.source import Document, Step
from screening.terms import ROLES


class Op(StrEnum):
    """The operators of a leaf."""

    is_ = "is"
    in_ = "in"
    at_least = "at_least"
    more_than = "more_than"
    at_most = "at_most"
    less_than = "less_than"
    in_group = "in_group"
    listed_on = "listed_on"
    known = "known"


ORDERING = (Op.at_least, Op.more_than, Op.at_most, Op.less_than)

# What each type of fact may be asked.
FITS: dict[str, tuple[Op, ...]] = {
    "number": (Op.is_, *ORDERING, Op.known),
    "date": (Op.is_, *ORDERING, Op.known),
    "bool": (Op.is_, Op.known),
    "text": (Op.is_, Op.in_, Op.known),
    "code": (Op.is_, Op.in_, Op.known),
    "enum": (Op.is_, Op.in_, Op.known),
    "country": (Op.is_, Op.in_, Op.in_group, Op.known),
    "countries": (Op.in_, Op.in_group, Op.known),
    "lists": (Op.listed_on, Op.known),
}

At = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """True if every child is."""

    children: tuple[Condition, ...]
    at: str = At


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True if one child is."""

    children: tuple[Condition, ...]
    at: str = At


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; unknown stays unknown."""

    child: Condition
    at: str = At


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True if `n` children are."""

    n: int
    children: tuple[Condition, ...]
    at: str = At


@dataclass(frozen=True, slots=True)
class Term:
    """A dated legal definition, by id."""

    id: str
    at: str = At


@dataclass(frozen=True, slots=True)
class Parties:
    """Some or all parties in the given roles satisfy `where`; unknown if nobody in these roles is stated."""

    quantifier: Literal["any_party", "every_party"]
    roles: tuple[str, ...]
    where: Condition
    at: str = At


@dataclass(frozen=True, slots=True)
class Compare:
    """One comparison of one fact; `expected` has the fact's type (a tuple for `in` and `in_group`)."""

    fact: str
    op: Op
    expected: Value | tuple[Value, ...]
    at: str = At


Condition = AllOf | AnyOf | Not | AtLeast | Term | Parties | Compare


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may refer to besides terms (terms are resolved by the compiler)."""

    facts: Mapping[str, Fact]
    groups: frozenset[str]
    lists: frozenset[str]


def nearest(word: str, words: Iterable[str]) -> str:
    """Return a "did you mean" hint, or nothing."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""


def parse(
    raw: Any, document: Document, path: tuple[Step, ...], names: Names, problems: list[Problem], *, in_party: bool = False
) -> Condition:
    """Build the tree for the condition standing at `path`; every problem goes to `problems`.

    The returned tree is only meaningful if no problem was added.
    """
    reader = _Reader(document, names, problems)
    return reader.condition(raw, path, in_party=in_party)


SHAPES = ("all", "any", "not", "at_least", "is", "any_party", "every_party")


@dataclass(slots=True)
class _Reader:
    document: Document
    names: Names
    problems: list[Problem]

    def problem(self, code: str, path: tuple[Step, ...], message: str, hint: str = "", *, key: bool = False) -> None:
        self.problems.append(Problem(code, self.document.where(*path, key=key), message, hint))

    def condition(self, raw: Any, path: tuple[Step, ...], *, in_party: bool) -> Condition:
        at = self.document.where(*path)
        if not isinstance(raw, dict) or len(raw) != 1:
            self.problem("E110", path, "a condition is a mapping with exactly one key", f"one of {', '.join(SHAPES)}")
            return AllOf((), at)
        (key, body), here = next(iter(raw.items())), (*path, next(iter(raw)))
        match key:
            case "all" | "any":
                children = self.members(body, here, in_party)
                return AllOf(children, at) if key == "all" else AnyOf(children, at)
            case "not":
                return Not(self.condition(body, here, in_party=in_party), at)
            case "at_least":
                return self.at_least(body, here, at, in_party)
            case "is":
                if not isinstance(body, str):
                    self.problem("E110", here, "`is:` names one term", "is: us.ear.3a090.a")
                return Term(str(body), at)
            case "any_party" | "every_party":
                return self.parties(key, body, here, at)
            case _:
                return self.compare(key, body, here, in_party)

    def members(self, body: Any, path: tuple[Step, ...], in_party: bool) -> tuple[Condition, ...]:
        if not isinstance(body, list) or not body:
            self.problem("E110", path, "a list of conditions is expected here", "start each with `- `")
            return ()
        return tuple(self.condition(child, (*path, i), in_party=in_party) for i, child in enumerate(body))

    def at_least(self, body: Any, path: tuple[Step, ...], at: str, in_party: bool) -> Condition:
        if not isinstance(body, dict) or set(body) != {"n", "of"} or not str(body["n"]).isdigit():
            self.problem("E110", path, "`at_least` needs a count and members", "at_least: {n: 2, of: [...]}")
            return AllOf((), at)
        children = self.members(body["of"], (*path, "of"), in_party)
        n = int(body["n"])
        if not 1 <= n <= len(children):
            self.problem("E110", (*path, "n"), f"{n} of {len(children)} members can never decide anything")
        return AtLeast(n, children, at)

    def parties(
        self, key: Literal["any_party", "every_party"], body: Any, path: tuple[Step, ...], at: str
    ) -> Condition:
        if not isinstance(body, dict) or set(body) != {"roles", "where"} or not isinstance(body["roles"], list):
            self.problem("E110", path, f"`{key}` needs roles and a condition", f"{key}: {{roles: [end_user], where: …}}")
            return AllOf((), at)
        for i, role in enumerate(body["roles"]):
            if role not in ROLES:
                self.problem("E301", (*path, "roles", i), f"unknown role `{role}`", nearest(str(role), ROLES))
        where = self.condition(body["where"], (*path, "where"), in_party=True)
        return Parties(key, tuple(map(str, body["roles"])), where, at)

    def compare(self, name: str, body: Any, path: tuple[Step, ...], in_party: bool) -> Condition:
        at = self.document.where(*path, key=True)
        fact = self.names.facts.get(name)
        if fact is None:
            hint = nearest(name, [*self.names.facts, *SHAPES])
            self.problem("E103", path, f"unknown fact `{name}`", hint, key=True)
            return AllOf((), at)
        if fact.of_party and not in_party:
            self.problem("E109", path, f"`{name}` belongs to a party", "put it inside any_party / every_party", key=True)
        if not isinstance(body, dict) or len(body) != 1:
            self.problem("E110", path, f"`{name}` needs exactly one comparison", f"{{{name}: {{at_least: …}}}}", key=True)
            return AllOf((), at)
        word, raw = next(iter(body.items()))
        here = (*path, word)
        if word not in list(Op):
            self.problem("E105", here, f"unknown operator `{word}`", nearest(word, list(Op)), key=True)
            return AllOf((), at)
        op = Op(word)
        if op not in FITS[fact.type]:
            fits = ", ".join(FITS[fact.type])
            self.problem("E106", here, f"`{op}` cannot be asked of {name}, a {fact.type}", f"one of {fits}", key=True)
            return AllOf((), at)
        return Compare(name, op, self.expected(fact, op, raw, here), at)

    def expected(self, fact: Fact, op: Op, raw: Any, path: tuple[Step, ...]) -> Value | tuple[Value, ...]:
        try:
            match op:
                case Op.known:
                    if not isinstance(raw, bool):
                        raise Unfit(f"`{show(raw)}` is not a truth value", "write true or false")
                    return raw
                case Op.in_:
                    if not isinstance(raw, list) or not raw:
                        raise Unfit("`in` needs a list")
                    return tuple(convert(fact, each) for each in raw)
                case Op.in_group:
                    return self.known_names(raw, path, self.names.groups, "country group")
                case Op.listed_on:
                    return self.known_names(raw, path, self.names.lists, "party list")
                case _:
                    return convert(fact, raw)
        except Unfit as error:
            self.problem(error.code, path, error.message, error.hint)
            return ""

    def known_names(self, raw: Any, path: tuple[Step, ...], known: frozenset[str], what: str) -> tuple[Value, ...]:
        wanted = raw if isinstance(raw, list) else [raw]
        for each in wanted:
            if each not in known:
                self.problem("E108", path, f"unknown {what} `{show(each)}`", nearest(str(each), known))
        return tuple(map(str, wanted))


def dump(node: Condition) -> dict[str, Any]:
    """Return the plain data that `parse` reads back as an equal tree."""
    match node:
        case AllOf(children):
            return {"all": [dump(child) for child in children]}
        case AnyOf(children):
            return {"any": [dump(child) for child in children]}
        case Not(child):
            return {"not": dump(child)}
        case AtLeast(n, children):
            return {"at_least": {"n": str(n), "of": [dump(child) for child in children]}}
        case Term(id):
            return {"is": id}
        case Parties(quantifier, roles, where):
            return {quantifier: {"roles": list(roles), "where": dump(where)}}
        case Compare(fact, op, expected):
            plain = [_plain(each) for each in expected] if isinstance(expected, tuple) else _plain(expected)
            return {fact: {op.value: plain}}


def _plain(value: Value) -> str | bool:
    match value:
        case bool():
            return value
        case Decimal() | str():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"a condition cannot hold {value!r}")


def walk(node: Condition) -> Iterator[Condition]:
    """Yield the node and everything below it; terms are not entered."""
    yield node
    match node:
        case AllOf(children) | AnyOf(children) | AtLeast(_, children):
            for child in children:
                yield from walk(child)
        case Not(child) | Parties(_, _, child):
            yield from walk(child)


def outside_quantifiers(node: Condition) -> Iterator[Condition]:
    """Yield the nodes that are not inside `any_party` or `every_party`."""
    yield node
    match node:
        case AllOf(children) | AnyOf(children) | AtLeast(_, children):
            for child in children:
                yield from outside_quantifiers(child)
        case Not(child):
            yield from outside_quantifiers(child)
