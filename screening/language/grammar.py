"""The grammar of conditions: from YAML data to the tree, and back.

Every mistake becomes a problem with its place and a hint; the tree that is returned is only meaningful if there is none.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from screening.errors import Problem
from screening.language.condition import (
    FITS,
    ORDERING,
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Not,
    Op,
    Parties,
    Term,
)
from screening.language.facts import Fact, Undefined, Unfit, Value, convert, show
from screening.language.source import Document, Step
from screening.terms import ROLES


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
                    return AllOf((), at)
                return Term(body, at)
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
                case _ if op in ORDERING and raw == Undefined.threshold:
                    return Undefined.threshold
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
