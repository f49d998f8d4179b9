"""Settings: which of flag, variable, file and default holds, and how a malformed one is named."""

from dataclasses import asdict
from pathlib import Path

import pytest

from screening.api.service import Limits
from screening.app.settings import Bounds, hand_on, load_settings, loopback, safe_address, shown
from screening.errors import InvalidInput


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory, which the environment names."""
    monkeypatch.setenv("SCREENING_DATA", str(tmp_path))
    return tmp_path


def written(data: Path, text: str) -> str:
    """Write the settings file; return its path as messages name it."""
    (data / "settings.toml").write_text(text, encoding="utf-8")
    return str(data / "settings.toml")


def problems(**flags: object) -> dict[str, str]:
    """Where it is wrong, and what is wrong with a hint."""
    with pytest.raises(InvalidInput) as caught:
        load_settings(**flags)
    assert {each.code for each in caught.value.problems} == {"E605"}
    return {each.where: f"{each.message} ({each.hint})" for each in caught.value.problems}


def test_defaults_are_safe(data: Path):
    """This machine only, with keys, and nothing inside the network."""
    settings = load_settings()
    assert settings.data == data
    assert settings.store == str(data / "store.sqlite")
    assert (settings.host, settings.port, settings.dev, settings.cors_origins) == ("127.0.0.1", 8000, False, ())
    assert (settings.allow_private_addresses, settings.retention_days) == (False, 0)
    assert settings.limits == Limits()


def test_a_flag_goes_before_a_variable_before_the_file(data: Path, monkeypatch: pytest.MonkeyPatch):
    """Each where the one before says nothing; the parts of a table on their own."""
    written(data, "port = 1\nworkers = 2\nrate = 3\n[limits]\ndepth = 40\nseconds = 5\n")
    monkeypatch.setenv("SCREENING_PORT", "10")
    monkeypatch.setenv("SCREENING_WORKERS", "20")
    monkeypatch.setenv("SCREENING_LIMITS__SECONDS", "7")
    settings = load_settings(port=100, workers=None)
    assert (settings.port, settings.workers, settings.rate) == (100, 20, 3)
    assert asdict(settings.limits) == {**asdict(Limits()), "depth": 40, "seconds": 7.0}


def test_an_empty_variable_says_nothing(data: Path, monkeypatch: pytest.MonkeyPatch):
    """As deployments write what they leave out."""
    monkeypatch.setenv("SCREENING_PORT", "")
    monkeypatch.setenv("SCREENING_STORE", "")
    assert load_settings().port == 8000
    assert load_settings().store == str(data / "store.sqlite")


def test_several_values_stand_in_one_variable(data: Path, monkeypatch: pytest.MonkeyPatch):
    """Separated by commas; in the file as a list."""
    written(data, 'cors_origins = ["https://a.example"]\n')
    monkeypatch.setenv("SCREENING_LISTS", "us.sdn, eu@2026-01-01")
    settings = load_settings()
    assert (settings.lists, settings.cors_origins) == (("us.sdn", "eu@2026-01-01"), ("https://a.example",))


def test_everything_that_is_malformed_is_named(data: Path, monkeypatch: pytest.MonkeyPatch):
    """By the flag, the variable, or the file and its key; all of it at once."""
    file = written(data, 'prot = 9000\nworkers = 0\nlists = 3\n[limits]\nsecond = 5\nbody_bytes = "x"\n')
    monkeypatch.setenv("SCREENING_RATE", "many")
    monkeypatch.setenv("SCREENING_LIMITS__DEPTH", "1")
    found = problems(port=70_000)
    assert set(found) == {
        "--port", "SCREENING_RATE", "SCREENING_LIMITS__DEPTH", f"{file}:prot", f"{file}:workers", f"{file}:lists",
        f"{file}:limits.second", f"{file}:limits.body_bytes",
    }  # fmt: skip
    assert "`many`" in found["SCREENING_RATE"]
    assert "port" in found[f"{file}:prot"]
    assert "seconds" in found[f"{file}:limits.second"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("port = \n", "not TOML"), ("\udcff", "not TOML"), ('data = "/tmp"\n', "--data"), ("port = 1\nport = 2\n", "not TOML")],
)
def test_a_file_that_cannot_be_read_is_named(data: Path, text: str, said: str):
    """With what is wrong; it cannot say where it lies itself."""
    (data / "settings.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    ((where, message),) = problems().items()
    assert where.startswith(str(data / "settings.toml"))
    assert said in message


def test_a_table_in_one_variable_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch):
    """With the way to write it."""
    monkeypatch.setenv("SCREENING_LIMITS", "{")
    assert "SCREENING_LIMITS__NAME" in problems()["SCREENING_LIMITS"]


def test_the_variable_that_kubernetes_sets_is_explained(data: Path, monkeypatch: pytest.MonkeyPatch):
    """A service called `screening` gets SCREENING_PORT=tcp://…"""
    monkeypatch.setenv("SCREENING_PORT", "tcp://10.0.0.1:8000")
    assert "enableServiceLinks" in problems()["SCREENING_PORT"]


@pytest.mark.parametrize("host", ["::", "192.0.2.1", "10.0.0.7", "example.com", "localhost.example.com", ""])
def test_without_keys_only_this_machine_is_listened_to(data: Path, host: str):
    """Whichever says so."""
    assert "only this machine may ask" in problems(host=host, dev=True)["--dev"]
    file = written(data, "dev = true\n")
    assert f"{file}:dev" in problems(host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machine_has_several_names(data: Path, host: str):
    """All of them loopback."""
    assert loopback(host)
    assert load_settings(host=host, dev=True).dev


def test_origins_and_proxies_are_named_one_by_one(data: Path):
    """Nothing stands for all of them."""
    for origin in ("*", "example.com", "https://a.example/path", "https://*.example"):
        assert "--cors-origins" in problems(cors_origins=(origin,))
    assert "--trusted-proxies" in problems(trusted_proxies=("*",))
    assert load_settings(cors_origins=("http://localhost:3000",), trusted_proxies=("10.0.0.0/8",)).trusted_proxies


def test_a_password_is_shown_nowhere(data: Path, monkeypatch: pytest.MonkeyPatch):
    """Neither in the printed settings nor in what a log would hold; the store still gets it."""
    monkeypatch.setenv("SCREENING_STORE", "postgresql://me:geheim@db/screening?sslpassword=geheim2")
    settings = load_settings()
    assert ":geheim@" in settings.store
    for text in (shown(settings), repr(settings), str(settings)):
        assert "geheim" not in text
    assert "postgresql://me:***@db/screening" in shown(settings)
    assert safe_address("no address://me:geheim@db/x") == "***"
    assert safe_address("/var/store.sqlite") == "/var/store.sqlite"


def test_what_is_shown_can_be_used_as_the_file(data: Path, monkeypatch: pytest.MonkeyPatch):
    """And says where each setting comes from."""
    file = written(data, 'rate = 5\nlists = ["a"]\n[limits]\nseconds = 5\n')
    monkeypatch.setenv("SCREENING_WORKERS", "2")
    settings = load_settings(port=9, data=data)
    text = shown(settings, port=9, data=data)
    for line in ("port = 9  # --port", "workers = 2  # SCREENING_WORKERS", f"rate = 5  # {file}:rate", "dev = false  # default",
                 f"seconds = 5.0  # {file}:limits.seconds", f'# data = "{data}"  # SCREENING_DATA'):  # fmt: skip
        assert line in text.splitlines()
    monkeypatch.delenv("SCREENING_WORKERS")
    written(data, text)
    assert load_settings() == settings


def test_flags_are_handed_on_to_workers(data: Path, monkeypatch: pytest.MonkeyPatch):
    """Who reads the settings again, without the flags, reads the same."""
    for name in ("PORT", "DEV", "LISTS", "STORE"):
        monkeypatch.setenv(f"SCREENING_{name}", "")
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    flags = {"port": 9, "dev": True, "lists": ["a", "b"], "store": "x.sqlite", "rules": None}
    settings = load_settings(**flags)
    hand_on(str(data / "counted"), **flags)
    assert load_settings() == settings


def test_every_limit_can_be_set():
    """The limits of a request and what they may be set to have the same names."""
    assert asdict(Limits()) == Bounds().model_dump()
