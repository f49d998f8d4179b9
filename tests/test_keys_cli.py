"""`screening keys …` as a person uses it: a secret shown once, keys listed and revoked, and what is said of mistakes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.access.keys import Keyring
from screening.cli import main
from screening.store import Store

NOW = "2098-12-31T23:59:59.999999Z"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs `screening keys`: exit code, standard output, standard error."""
    monkeypatch.delenv("SCREENING_STORE", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["screening", "keys", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
            sys.exit(0)
        printed = capsys.readouterr()
        return int(caught.value.code or 0), printed.out, printed.err

    return run


def test_a_secret_is_shown_once_and_works(run: Run, address: str) -> None:
    """Alone on standard output, so that a script can keep it; what it is stands beside it."""
    code, secret, said = run("add", "shop", "--scope", "review", "--scope", "screen", "--rate", "90",
                             "--expires", "2099-01-01", "--store", address)  # fmt: skip
    assert code == 0
    assert re.fullmatch(r"sk_[0-9a-f]{12}_[\w-]{43}\n", secret)
    assert f"key {secret[3:15]} (shop): screen, review; 90 requests a minute, until 2099-01-01\n" in said
    assert "not shown again" in said
    store = Store.open(address)
    key = Keyring(store).authenticate(secret.strip(), NOW)
    store.close()
    assert key is not None and (key.name, key.scopes, key.rate) == ("shop", {"review", "screen"}, 90)
    assert secret[16:-1] not in run("list", "--store", address, "--format", "json")[1]


def test_keys_are_listed_and_revoked(run: Run, address: str) -> None:
    """As text and as JSON; a revoked one stays on the list."""
    assert "there is no API key" in run("list", "--store", address)[1]
    assert json.loads(run("list", "--store", address, "--format", "json")[1]) == []
    first = json.loads(run("add", "one", "--scope", "audit", "--store", address, "--format", "json")[1])
    assert first["secret"].startswith(f"sk_{first['id']}_")
    run("add", "two", "--scope", "screen", "--expires", "2099-01-01", "--store", address)
    code, text, _ = run("revoke", first["id"], "--store", address)
    assert code == 0 and f"key {first['id']} (one) is revoked since 2" in text
    lines = run("list", "--store", address)[1].splitlines()
    assert re.match(rf"{first['id']}  one   audit   6000 .* revoked 2\d\d\d-", lines[1])
    assert re.match(r"[0-9a-f]{12}  two   screen  6000 .* until 2099-01-01", lines[2])
    one, two = json.loads(run("list", "--store", address, "--format", "json")[1])
    assert one == {key: value for key, value in first.items() if key != "secret"} | {"revoked": one["revoked"], "valid": False}
    assert two["valid"] and two["revoked"] is None and two["scopes"] == ["screen"]
    again = json.loads(run("revoke", first["id"], "--store", address, "--format", "json")[1])
    assert again == one


def test_an_expired_key_is_said_to_be(run: Run, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the list, after its day has come."""
    run("add", "old", "--scope", "screen", "--expires", "2098-12-31", "--store", address)
    assert "until 2098-12-31" in run("list", "--store", address)[1]
    monkeypatch.setattr("screening.cli.keys._now", lambda: NOW)
    assert "expired 2098-12-31" in run("list", "--store", address)[1]


def test_the_store_is_in_the_data_directory_unless_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By option, then by the environment, then by the settings file: as the service looks for it."""
    run("add", "here", "--scope", "screen", "--data", str(tmp_path / "a"))
    assert (tmp_path / "a" / "store.sqlite").is_file()
    assert "here" in run("list", "--data", str(tmp_path / "a"))[1]
    monkeypatch.setenv("SCREENING_STORE", str(tmp_path / "b.sqlite"))
    assert "there is no API key" in run("list", "--data", str(tmp_path / "a"))[1]
    assert (tmp_path / "b.sqlite").is_file()
    monkeypatch.delenv("SCREENING_STORE")
    (tmp_path / "a" / "settings.toml").write_text(f"rate = 77\nstore = '{tmp_path / 'c.sqlite'}'\n")
    assert "77 requests a minute" in run("add", "there", "--scope", "screen", "--data", str(tmp_path / "a"))[2]
    assert (tmp_path / "c.sqlite").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "a", "--scope", "root"], "scopes: E602 there is no scope `root` (scopes are screen, review, admin, audit)"),
        (["add", "a", "--scope", "screen", "--rate", "0"], "rate: E602 0 is not a rate"),
        (["add", "a", "--scope", "screen", "--rate", "10000001"], "rate: E602 10000001 is not a rate"),
        (["add", "a", "--scope", "screen", "--expires", "2020-01-01"], "expires: E602 the key would be refused from 2020-01-01 on"),
        (["add", "a", "--scope", "screen", "--expires", "2099-02-30"], "--expires: E602 `2099-02-30` is not a day"),
        (["add", " ", "--scope", "screen"], "name: E602 a key needs a name"),
        (["revoke", "000000000000"], "there is no API key `000000000000`"),
        (["list", "--store", "nosuch://x"], "store: E601 not an address of a database"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_made(run: Run, arguments: list[str], told: str) -> None:
    """Exit code 2, no traceback, no secret."""
    code, printed, said = run(*arguments)
    assert code == 2
    assert said.startswith(told) and said.count("\n") == 1
    assert printed == ""
    assert json.loads(run("list", "--format", "json")[1]) == []


def test_a_key_for_nothing_is_bad_usage(run: Run) -> None:
    """A scope has to be said."""
    code, printed, said = run("add", "a")
    assert code == 2 and printed == "" and "--scope" in said
