"""Settings of the service: flags before environment before `<data>/settings.toml` before defaults.

Variables are named `SCREENING_PORT`, `SCREENING_LIMITS__SECONDS`; the file has `port = …` and a table `[limits]`. This is the one
module that reads the environment. What is malformed is refused, all of it at once, and named by the flag, variable, or file and
key it came from. Passwords in the store's address are shown nowhere.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from screening.api.service import Limits
from screening.errors import InvalidInput, Problem
from screening.language.grammar import nearest

PREFIX = "SCREENING_"
FILE = "settings.toml"
STORE = "store.sqlite"
_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_SECRETS = {"password", "sslpassword", "passfile", "sslkey"}


def _several(given: object) -> object:
    """Read `a, b` of a variable as the list that a file would write."""
    return tuple(each.strip() for each in given.split(",") if each.strip()) if isinstance(given, str) else given


Several = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_several)]
_PLAIN = Limits()


class Bounds(BaseModel):
    """What each of `Limits` may be set to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body_bytes: int = Field(default=_PLAIN.body_bytes, ge=1_000)
    upload_bytes: int = Field(default=_PLAIN.upload_bytes, ge=1_000)
    depth: int = Field(default=_PLAIN.depth, ge=8, le=200)
    transactions: int = Field(default=_PLAIN.transactions, ge=1)
    seconds: float = Field(default=_PLAIN.seconds, gt=0, le=3_600)


if TYPE_CHECKING:
    _Limits = Limits
else:
    _Limits = Annotated[Bounds, AfterValidator(lambda bounds: Limits(**bounds.model_dump()))]


class Settings(BaseSettings):
    """Everything an operator may set; `load_settings` reads it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", env_ignore_empty=True, frozen=True, extra="forbid"
    )

    data: Path = Field(default_factory=lambda: user_data_path("screening", appauthor=False))
    store: str = Field(default_factory=lambda known: str(known.get("data", "") / STORE), repr=False)
    """An SQLAlchemy URL or a path, with its password: `safe_address` makes of it what may be shown."""
    rules: Path | None = None  # by default the shipped ones
    lists: Several = ()  # NAME or NAME@DATE; by default the newest of each, and the embedded one
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65_535)  # 0: any that is free
    workers: int = Field(1, ge=1, le=256)  # processes
    dev: bool = False  # no keys, this machine only
    rate: int = Field(6_000, ge=1, le=10_000_000)  # requests a minute of a key that says nothing else
    four_eyes: bool = False  # a disposition holds once a second reviewer confirms it
    retention_days: int = Field(0, ge=0)  # contents of records are erased after so many days; 0: kept
    allow_private_addresses: bool = False  # lists and webhooks inside the network
    cors_origins: Several = ()  # pages of other sites that may ask from a browser
    trusted_proxies: Several = ()  # addresses whose X-Forwarded-For and -Proto are believed
    poll_seconds: float = Field(5.0, ge=0.1, le=3_600)  # between looks at jobs, deliveries, rules and lists
    webhook_seconds: float = Field(10.0, gt=0, le=50)  # for one delivery
    shutdown_seconds: int = Field(30, ge=0, le=3_600)  # for requests that are under way when the service is stopped
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    limits: _Limits = Field(default_factory=cast("type[Limits]", Bounds))

    @field_validator("dev")
    @classmethod
    def _on_this_machine(cls, dev: bool, info: ValidationInfo) -> bool:
        host = info.data.get("host", "")
        if dev and not loopback(host):
            raise ValueError(f"without keys only this machine may ask, and {host} can be reached by others")
        return dev

    @field_validator("cors_origins")
    @classmethod
    def _named(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for each in origins:
            if not _ORIGIN.fullmatch(each):
                raise ValueError(f"`{each[:80]}` is not an origin such as https://app.example.com (`*` is not allowed)")
        return origins

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        for each in proxies:
            try:
                ip_network(each)
            except ValueError:
                raise ValueError(f"`{each[:80]}` is not an address or network such as 10.0.0.0/8") from None
        return proxies

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """Flags, environment, file: in this order."""
        folder = init_settings().get("data") or env_settings().get("data") or user_data_path("screening", appauthor=False)
        return init_settings, env_settings, InitSettingsSource(settings_cls, _read(Path(folder) / FILE))


def load_settings(**flags: object) -> Settings:
    """Return the settings; `flags` are those of the command line, None where one was not given.

    Raises `InvalidInput` (E605) with every malformed setting.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except SettingsError as error:
        field = next((each for each in Settings.model_fields if f'"{each}"' in str(error)), "")
        hint = f"write one variable for each, such as {PREFIX}{field.upper()}__NAME"
        raise InvalidInput([Problem("E605", PREFIX + field.upper(), "not JSON", hint)]) from None
    except ValidationError as error:
        folder = Path(str(given.get("data") or _variable("data") or user_data_path("screening", appauthor=False)))
        raise InvalidInput(_problem(each, given, folder / FILE) for each in error.errors()) from None


def hand_on(counted: str, **flags: object) -> None:
    """Put flags into this process's environment, for workers that read their own settings, and where they count together."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = counted
    for name, value in flags.items():
        if value is not None:
            os.environ[PREFIX + name.upper()] = ",".join(value) if isinstance(value, list | tuple) else str(value)


def shown(settings: Settings, **flags: object) -> str:
    """Return the settings as a `settings.toml`, each with where it comes from; the store's password is left out."""
    file = settings.data / FILE
    written = _read(file)
    lines = [f"# data = {json.dumps(str(settings.data))}  # {_origin(('data',), flags, file, {})}"]
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if name in ("data", "limits"):
            continue
        if name == "store":
            value = safe_address(settings.store)
        line = f"{name} = {_toml(value)}" if value is not None else f"# {name} = the shipped ones"
        lines.append(f"{line}  # {_origin((name,), flags, file, written)}")
    lines += ["", "[limits]"]
    for name in Bounds.model_fields:
        place = _origin(("limits", name), flags, file, written)
        lines.append(f"{name} = {_toml(getattr(settings.limits, name))}  # {place}")
    return "\n".join(lines)


def safe_address(address: str) -> str:
    """Return a store's address as it may be shown: passwords, also those in its query, as `***`."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    if "://" not in address:
        return address
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return "***"
    hidden = {name: "***" for name in url.query if name.lower() in _SECRETS}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def loopback(host: str) -> bool:
    """Whether a host can only be reached from this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput([Problem("E605", str(file), f"not TOML: {error}", "write lines such as port = 8000")]) from None
    if "data" in found:
        message, hint = "this file lies in the data directory and cannot move it", "use --data or SCREENING_DATA"
        raise InvalidInput([Problem("E605", f"{file}:data", message, hint)])
    return found


def _problem(error: ErrorDetails, given: Mapping[str, object], file: Path) -> Problem:
    path = tuple(str(each) for each in error["loc"])
    where = _origin(path, given, file, None)
    if error["type"] == "extra_forbidden":
        known = Bounds.model_fields if len(path) > 1 else Settings.model_fields
        return Problem("E605", where, f"there is no setting `{'.'.join(path)}`", nearest(path[-1], known) or "remove it")
    message = error["msg"].removeprefix("Value error, ")
    held = error["input"]
    if path[0] != "store" and isinstance(held, str | int | float) and not error["msg"].startswith("Value error"):
        message = f"{message[0].lower()}{message[1:]}; it is `{str(held)[:60]}`"
    hint = ""
    if path == ("port",) and str(held).startswith("tcp://"):
        hint = "Kubernetes sets it for a service named `screening`: set enableServiceLinks: false"
    elif path == ("dev",):
        hint = "leave out --host, or make a key (`screening keys add`) and leave out --dev"
    return Problem("E605", where, message, hint)


def _origin(path: tuple[str, ...], flags: Mapping[str, object], file: Path, written: Mapping[str, Any] | None) -> str:
    """Return where a setting comes from; `written` is what the file holds (None: take it for the last resort)."""
    flag = flags.get(path[0])
    if flag is not None and str(flag) != _variable(path[0]):  # --data is filled from its variable
        return f"--{path[0].replace('_', '-')}"
    for length in range(len(path), 0, -1):
        if _variable("__".join(path[:length])):
            return PREFIX + "__".join(path[:length]).upper()
    held: Any = written
    for each in path:
        held = held.get(each) if isinstance(held, Mapping) else None
    return f"{file}:{'.'.join(path)}" if written is None or held is not None else "default"


def _variable(name: str) -> str | None:
    wanted = (PREFIX + name).upper()
    return next((value for each, value in os.environ.items() if each.upper() == wanted and value), None)


def _toml(value: object) -> str:
    return json.dumps(value if isinstance(value, bool | int | float | tuple) else str(value), ensure_ascii=False)
