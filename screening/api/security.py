"""Who asks: an API key with its scopes and its rate, or, with `--dev`, whoever sits at this machine.

A key comes as `Authorization: Bearer sk_…` or as `X-API-Key: sk_…`. Why one is not accepted is not said. Without keys only this
machine is answered, and not on behalf of a page of another site that a browser here has open: neither under another host name
(DNS rebinding), nor from another origin, nor through a proxy.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from ipaddress import ip_address
from math import ceil
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase

from screening.access.keys import SCOPES, WAITING
from screening.api.problems import Refused
from screening.api.service import Service

SCHEME: Final = "key"
"""The name of the security scheme in the OpenAPI document."""
_CHALLENGE: Final = {"WWW-Authenticate": "Bearer"}
_FORWARDED: Final = {b"forwarded", b"x-forwarded-for", b"x-real-ip"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the id and name of an API key, or `dev`, and what it may do."""

    id: str
    name: str
    scopes: frozenset[str]


DEV: Final = Caller("dev", "this machine", frozenset(SCOPES))


class Needs(SecurityBase):
    """A dependency that gives the caller if it has one of some scopes; the OpenAPI document says that a key is needed."""

    def __init__(self, scopes: tuple[str, ...]) -> None:
        self.model = HTTPBearer(description="An API key (`screening keys add`); it may also come as `X-API-Key`.")
        self.scheme_name = SCHEME
        self.scopes = scopes

    async def __call__(self, request: Request) -> Caller:
        return await authorised(request, *self.scopes)


@cache
def needs(*scopes: str) -> Callable[[Request], Awaitable[Caller]]:
    """Return the dependency that gives the caller, who must have one of the scopes: `Depends(needs("screen"))`."""
    if unknown := set(scopes) - set(SCOPES):
        raise ValueError(f"no such scope: {', '.join(sorted(unknown))}")
    return Needs(scopes)


async def authorised(request: Request, *scopes: str) -> Caller:
    """Return the caller of a request, who must have one of the scopes.

    Raises `Refused`: 401 without a valid key, 403 without the scope or (with `--dev`) from elsewhere, 429 with `Retry-After` for
    more requests than the key may make; and `Unavailable` if the store is needed to know the key and does not answer.
    """
    service: Service = request.app.state.service
    if service.dev:
        _check_here(request)
        caller = DEV
    else:
        caller = await _keyed(request, service)
    request.scope.setdefault("state", {})["caller"] = caller.id
    if caller.scopes.isdisjoint(scopes):
        raise Refused("scope-missing", f"this needs a key with the scope {' or '.join(scopes)}")
    return caller


async def _keyed(request: Request, service: Service) -> Caller:
    secret = _secret(request)
    if secret is None:
        raise Refused("key-missing", "send an API key: `Authorization: Bearer sk_…`", headers=_CHALLENGE)
    at = service.clock()
    loop = asyncio.get_running_loop()
    key = service.keyring.cached(secret, at)
    if key is None:  # it may have to be hashed, which takes tens of milliseconds
        key = await loop.run_in_executor(_threads(), service.keyring.authenticate, secret, at)
    if key is None:
        raise Refused("key-unknown", "the API key is unknown, expired or revoked", headers=_CHALLENGE)
    wait = service.rates.take(key.id, key.rate, loop.time())
    if wait > 0:
        request.scope.setdefault("state", {})["caller"] = key.id
        seconds = ceil(wait)
        detail = f"this key may ask {key.rate:,} times a minute; try again in {seconds} s"
        raise Refused("too-many-requests", detail, headers={"Retry-After": str(seconds)})
    return Caller(key.id, key.name, key.scopes)


@cache
def _threads() -> ThreadPoolExecutor:
    """Threads of their own: a flood of unknown keys waits here, and the keyring sends most of it away."""
    return ThreadPoolExecutor(WAITING + 8, "keys")


def _secret(request: Request) -> str | None:
    """Return the key a request came with, None if it has none; a credential of another kind is a key that is not valid."""
    found: bytes | None = None
    for name, value in request.scope["headers"]:
        if name == b"authorization":
            scheme, _, rest = value.partition(b" ")
            return (rest.strip() if scheme.lower() == b"bearer" else b"").decode("latin-1")
        if name == b"x-api-key":
            found = value.strip()
    return None if found is None else found.decode("latin-1")


def _check_here(request: Request) -> None:
    """Raise `Refused` unless a request comes from this machine, by one of its own names, and from no page of another site."""
    client = request.scope.get("client")
    if client is None or not _loopback(client[0]):
        raise Refused("loopback-only", "started with --dev: only this machine may ask")
    for name, value in request.scope["headers"]:
        text = value.decode("latin-1")
        if name in _FORWARDED:
            raise Refused("loopback-only", "started with --dev: requests through a proxy are not answered")
        if name == b"host" and not _loopback(_host(f"//{text}")):
            raise Refused("loopback-only", "started with --dev: ask for 127.0.0.1 or localhost")
        if name == b"origin" and not _loopback(_host(text)):
            raise Refused("loopback-only", "started with --dev: pages of other sites are not answered")


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # half a bracket
        return None


@lru_cache(1024)
def _loopback(host: str | None) -> bool:
    try:
        address = ip_address(host or "")
    except ValueError:
        return host == "localhost"
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
