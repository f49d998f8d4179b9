"""`load(dump(rule)) == rule`, for drawn rules and for every rule that ships."""

from hypothesis import given
from strategies import rules

from screening.app import rules_folder
from screening.language.compiler import compile_rules
from screening.language.consistency import Source
from screening.language.dump import dump
from screening.language.loader import load_rules
from screening.language.rule import Rule
from screening.language.shape import RuleShape
from screening.language.source import parse

SHIPPED = load_rules(rules_folder())


def read(text: str, file: str = "") -> Rule:
    """Read one rule from text, without the checks across rules."""
    document = parse(text, name="f.yaml")
    problems: list = []
    shape = RuleShape.model_validate(document.data)
    rule = compile_rules([Source(shape, document, file)], SHIPPED.names, problems)[shape.id]
    assert [p for p in problems if p.code not in ("E104", "E204")] == []
    return rule


@given(rules())
def test_a_drawn_rule_survives_writing_and_reading(rule: Rule) -> None:
    """Nothing is lost and nothing is converted on the way."""
    again = read(dump(rule))
    assert again == Rule(**{**{f: getattr(rule, f) for f in rule.__slots__}, "per_item": again.per_item})


def test_every_shipped_rule_survives_writing_and_reading() -> None:
    """The same for the law itself."""
    for rule in SHIPPED.rules.values():
        again = read(dump(rule), rule.file)
        assert again.versions == rule.versions
        assert (again.id, again.title, again.kind, again.excepts, again.gaps) == (
            rule.id, rule.title, rule.kind, rule.excepts, rule.gaps,
        )  # fmt: skip
