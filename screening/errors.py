"""Every error a person can meet, in one tree; each keeps its data and renders itself.

    ScreeningError
    ├── Invalid            a file or a transaction has problems (all of them, not the first)
    │   ├── InvalidRules       rule files
    │   └── InvalidInput       what the user asked us to screen
    └── NotFound           a rule, a file or a chip that does not exist

A `Problem` says what is wrong, where (file:line:column or a field path) and how to mend it. Problems are collected,
because a rule author with five mistakes wants five messages. Exit codes and HTTP statuses are the doors' business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CODES: dict[str, str] = {
    "E001": "the file cannot be read, or is empty",
    "E002": "the file is not UTF-8 text",
    "E003": "the text is not well-formed YAML or JSON",
    "E004": "a key stands twice",
    "E005": "anchors, aliases and tags are not used here",
    "E006": "too large or nested too deeply",
    "E101": "unknown or missing key",
    "E102": "a value has the wrong type or form",
    "E103": "unknown fact",
    "E104": "unknown term",
    "E105": "unknown operator",
    "E106": "operator or value does not fit the fact's type",
    "E107": "wrong unit",
    "E108": "unknown country group or party list",
    "E109": "a party fact stands outside any_party / every_party",
    "E110": "malformed condition",
    "E201": "versions overlap or are out of order",
    "E202": "a hole between versions is not declared",
    "E203": "terms refer to each other in a circle",
    "E204": "unknown rule in `excepts`",
    "E205": "a version has no citation",
    "E206": "an id is used twice",
    "E207": "a key is required, or not allowed, for this kind of rule",
    "E208": "status, confidence and verification contradict each other",
    "E301": "unknown country, chip or role",
    "E302": "a number or date is impossible or absurd",
    "E401": "a list file is in no known format, or of another than it is read as",
    "E402": "a list file is broken: header, columns, quoting, or cut off",
    "E403": "a list file is in another encoding, or garbled",
    "E404": "a list has shrunk since its last snapshot",
    "E405": "a mapping does not fit the list file",
    "E406": "a list file is too large",
    "E407": "a stored list snapshot is damaged, or cannot be written",
    "E408": "a download failed",
    "E409": "a download was refused: not https, or another digest",
    "E501": "a batch file is empty or has no rows",
    "E502": "a batch file is in no format that is read, or is damaged",
    "E503": "columns are missing, doubled, or named like the answers",
    "E504": "the encoding of a batch file is not known, or changes within it",
    "E505": "a row is too long, or a quotation never ends",
    "E506": "a mapping does not fit the batch file",
    "E507": "an unfinished batch run cannot be resumed",
    "E508": "an output file cannot be written",
    "E601": "the address of the store is none",
    "E602": "an API key, scope or limit is malformed",
    "E603": "an address is not allowed",
    "E604": "a webhook is malformed",
    "E605": "a setting is malformed",
    "E606": "a job cannot be made or taken up",
    "E607": "a disposition is not possible",
    "E608": "a record of the decision log cannot be replayed",
    "E609": "a request cannot be read",
}
"""What each problem code means; the README's table is checked against it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `where` is `file:line:column` or a field path, `hint` says how."""

    code: str
    where: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.where}: {self.code} {self.message}{hint}"


class ScreeningError(Exception):
    """Base of every error the engine raises on purpose."""


class Invalid(ScreeningError):
    """One or more problems, kept as data in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[Invalid], tuple[tuple[Problem, ...]]]:
        """Travel between processes as the problems, not as their text."""
        return type(self), (self.problems,)


class InvalidRules(Invalid):
    """The rule set cannot be used."""


class InvalidInput(Invalid):
    """A transaction, a CSV row or an option cannot be used."""


class NotFound(ScreeningError):
    """Something named does not exist; the message names the nearest thing that does."""
