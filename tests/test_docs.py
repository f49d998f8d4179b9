"""The README cannot lie: its example is the real output, its tables name everything that exists.

`UPDATE_DOCS=1 pytest tests/test_docs.py` writes the example output anew.
"""

import json
import os
import re
import shlex
import sys
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT

from screening.app import load_screener, rules_folder
from screening.batch.mapping import mapping_from_text
from screening.cli import main
from screening.engine.relevance import relevant
from screening.errors import CODES
from screening.facts.reading import transaction_from_text
from screening.language.facts import Undefined
from screening.language.schema import rule_schema
from screening.language.source import parse
from screening.terms import Kind, Outcome, Status

README = ROOT / "README.md"
OUTPUT = re.compile(r"<!-- output: (?P<command>.*?) -->\n```text\n(?P<text>.*?)```", re.DOTALL)


@pytest.fixture
def readme() -> str:
    """Return the README."""
    return README.read_text(encoding="utf-8")


def test_the_example_output_is_what_the_command_prints(
    readme: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Run each command that stands before an output block and compare; in a folder of its own, for what they write."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)

    def printed(block: re.Match[str]) -> str:
        monkeypatch.setattr(sys, "argv", ["screening", *shlex.split(block["command"])])
        with pytest.raises(SystemExit):
            main()
            sys.exit(0)
        return f"<!-- output: {block['command']} -->\n```text\n{capsys.readouterr().out}```"

    real, blocks = OUTPUT.subn(printed, readme)
    if os.environ.get("UPDATE_DOCS"):
        README.write_text(real, encoding="utf-8")
        return
    assert blocks == 6
    assert readme == real


CASES = re.compile(r"(?<=<!-- cases -->\n).*?(?=<!-- end of cases -->)", re.DOTALL)


def _case_row(path: Path) -> str:
    """One row: the case, what is in force, what would apply, what is unknown."""
    decision = load_screener().screen(transaction_from_text(path.read_text(encoding="utf-8"), name=path.name))
    deciding = sorted({f.rule.id for f in decision.findings if f.outcome is decision.outcome and f.rule.kind is not Kind.notice})
    would = sorted({f.rule.id for f in decision.would_apply if f.truth})
    may = sorted({f"{f.rule.id} (?)" for f in decision.would_apply if f.truth is None})
    asked = [question.fact for question in decision.questions]
    missing = Counter(field.role for f in decision.would_apply for field in f.fields if field.state == "missing")
    asked += [f"party.{role}.identity.* ({count})" for role, count in sorted(missing.items())]
    open_leaves = [leaf for f in decision.would_apply if f.truth is None for leaf in relevant(f.trace)]
    asked += sorted({leaf.fact + (" (no threshold set)" if leaf.node.expected is Undefined.threshold else "") for leaf in open_leaves})
    cells = [
        f"[{path.stem}](fixtures/cases/{path.name}), {decision.as_of}",
        "<br>".join([f"**{decision.outcome.name}**", *deciding]),
        "<br>".join([*would, *may]) or "—",
        "<br>".join(dict.fromkeys(asked)) or "—",
    ]
    return f"| {' | '.join(cells)} |"


def test_the_table_of_cases_is_what_the_engine_answers(readme: str) -> None:
    """Case x (in force, would apply, unknown), for every committed case."""
    head = "| case | in force | would apply | unknown |\n|---|---|---|---|\n"
    rows = [_case_row(path) for path in sorted((ROOT / "fixtures" / "cases").glob("*.yaml"))]
    real = CASES.sub(lambda _: head + "\n".join(rows) + "\n", readme)
    if os.environ.get("UPDATE_DOCS"):
        README.write_text(real, encoding="utf-8")
        return
    assert len(rows) == 20
    assert readme == real


def test_every_case_has_a_feature() -> None:
    """And every feature of a case its case."""
    cases = {path.stem for path in (ROOT / "fixtures" / "cases").glob("*.yaml")}
    features = {path.stem for path in (ROOT / "features" / "cases").glob("*.feature")}
    assert features == cases | {"seven_dates"}


def test_every_problem_code_stands_in_the_readme_with_its_meaning(readme: str) -> None:
    """And no code stands there that does not exist."""
    listed = dict(re.findall(r"^\| (E\d{3}) \| (.*?) \|$", readme, re.MULTILINE))
    assert listed == CODES


def test_every_command_outcome_status_and_kind_is_mentioned(readme: str) -> None:
    """What exists is documented."""
    from screening.cli import app, lists_app, rules_app

    commands = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback and not c.hidden]
    commands += [f"rules {c.name}" for c in rules_app.registered_commands]
    commands += [f"lists {c.name}" for c in lists_app.registered_commands]
    for command in commands:
        assert f"screening {command}" in readme, command
    for word in (*Outcome.__members__, *Status.__members__, *Kind.__members__):
        assert word in readme, word


def test_the_transaction_and_the_rule_in_the_readme_are_valid(readme: str) -> None:
    """The YAML examples are read by the real readers."""
    mapping, transaction, rental, rule = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    assert set(mapping_from_text(mapping, name="README").columns.values()) == {"transaction_id", "item", "end_user_name"}
    outcomes = [load_screener().screen(transaction_from_text(each, name="README")).outcome.name for each in (transaction, rental)]
    assert outcomes == ["license_required", "review"]
    data = parse(rule, name="README").data
    jsonschema.validate(data, rule_schema(load_screener().rules.names))


def test_the_python_in_the_readme_runs(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is executed, assertion and all."""
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "성능" in capsys.readouterr().out


def test_every_promised_name_exists() -> None:
    """`screening.__all__` is importable, and nothing else is made up."""
    import screening

    assert all(getattr(screening, name) for name in screening.__all__)
    with pytest.raises(AttributeError):
        _ = screening.cleared


def test_each_article_row_has_a_scenario() -> None:
    """The source articles' rows, by tag."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "features").rglob("*.feature"))
    tags = set(re.findall(r"@([A-E]\d)\b", text))
    rows = {"A": 6, "B": 9, "C": 2, "D": 1, "E": 3}
    assert {f"{letter}{n + 1}" for letter, count in rows.items() for n in range(count)} == tags


def test_the_committed_schema_is_the_schema() -> None:
    """`rules/schema/rule.schema.json` is what `rules schema` prints."""
    committed = json.loads((rules_folder() / "schema" / "rule.schema.json").read_text(encoding="utf-8"))
    assert committed == rule_schema(load_screener().rules.names), "run: screening rules schema > rules/schema/rule.schema.json"


def test_every_rule_file_points_to_the_schema_and_fits_it() -> None:
    """Editors find the schema from the first line; the file fits it."""
    folder = rules_folder()
    validator = jsonschema.Draft202012Validator(rule_schema(load_screener().rules.names))
    for rule in load_screener().rules.rules.values():
        path = folder / rule.file
        text = path.read_text(encoding="utf-8")
        pointer = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert pointer, f"{rule.file} does not point to the schema"
        assert (path.parent / pointer[1]).resolve() == (folder / "schema" / "rule.schema.json").resolve(), rule.file
        errors = [e.message for e in validator.iter_errors(_as_editors_read_it(text))]
        assert errors == [], rule.file


def _as_editors_read_it(text: str) -> object:
    """Editors read numbers as such (YAML 1.2, where `on` is a word and not a truth value); JSON has no dates."""
    loaded = yaml.safe_load(re.sub(r"\bon: ", "'on': ", text))
    return json.loads(json.dumps(loaded, default=str))


def test_rules_speak_both_languages() -> None:
    """Korean texts contain Hangul, English texts none."""
    hangul = re.compile(r"[가-힣]")
    for rule in load_screener().rules.rules.values():
        for version in rule.versions:
            duties = [t for o in version.obligations for t in (o.what, o.due) if t]
            for text in filter(None, (rule.title, version.note, version.text, *duties)):
                assert hangul.search(text.ko), (rule.id, text.ko)
                assert not hangul.search(text.en), (rule.id, text.en)


def test_facts_speak_both_languages() -> None:
    """What a fact is called and the question that asks for it; a code such as "ECCN" may stand in Latin letters."""
    hangul = re.compile(r"[가-힣]")
    for fact in load_screener().rules.facts.values():
        assert hangul.search(fact.ask.ko), fact.name
        assert not hangul.search(fact.ask.en + fact.label.en), fact.name


def test_fixtures_begin_with_the_sentence_that_made_them() -> None:
    """A fixture explains itself."""
    for path in sorted((ROOT / "fixtures").rglob("*.yaml")):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    """Nothing that only exists here may be committed."""
    for path in [ROOT / "pyproject.toml", ROOT / ".ci" / "run", *Path(ROOT / "screening").rglob("*.py")]:
        assert not re.search(r"/work/|/root/|/home/|index-url|extra-index", path.read_text(encoding="utf-8")), path
