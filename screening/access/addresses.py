"""Where the service may connect: no address inside the network it runs in, whatever name leads there (SSRF).

`Guard` is a transport for httpx. For each request, so also for each redirect, it resolves the host once, refuses it if any of
its addresses is not public, and connects to an address it has checked: what a name server says a moment later changes nothing.
Every connection is closed after its answer, because two hosts behind one address must not share one (TLS knows only the first).

Proxies that the environment names are not used: httpx asks for none where a transport is given, and a proxy would resolve the
host again, unchecked. Where the outside is reached only through a proxy, that proxy has to be the guard, and no `Guard` is used.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache

import httpx

from screening.errors import InvalidInput, Problem

Resolve = Callable[[str, int], Sequence[str]]
"""From host and port to the texts of its addresses, the best first; raises `OSError` if there are none."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

TRIED = 3
"""Addresses of a host that are tried, one after the other, until one is connected."""
_WEB_PORTS = {80, 443}
_FREE_PORTS = range(1024, 65536)  # below are mail, shells, file servers; a web server there is somebody else's door

_INSIDE = tuple(map(ipaddress.ip_network, (
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7",
)))  # fmt: skip
_CREDENTIALS = set(map(ipaddress.ip_address, ("100.100.100.200", "168.63.129.16", "fd00:ec2::254")))
"""Where clouds (Alibaba, Azure, AWS) hand a machine its credentials, beside link-local 169.254.169.254."""
_NOT_GLOBAL = tuple(map(ipaddress.ip_network, (
    "192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)))  # fmt: skip
"""IANA's special-purpose blocks that Python's `is_global` has wrong, or has right only in some of its versions."""
_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)")


def place(address: Address) -> str:
    """Return where an address lies: `public`, `inside` (this machine or a private network), or `special` (all else).

    Special are link-local addresses, multicast, the unspecified, reserved and documentation ranges, tunnels, and the
    addresses at which clouds hand out credentials. An IPv4 address within an IPv6 one lies where it would lie itself.
    """
    if address in _CREDENTIALS:
        return "special"
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:  # `%eth0`: a link of this machine is meant
            return "special"
        if address.ipv4_mapped is not None:
            return place(address.ipv4_mapped)
        if address in _NAT64:
            return place(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if any(address in network for network in _INSIDE):
        return "inside"
    if any(address in network for network in _NOT_GLOBAL) or address.is_multicast:
        return "special"
    outside = address in _UNICAST if isinstance(address, ipaddress.IPv6Address) else address.is_global
    return "public" if outside else "special"


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host as the system knows them, the best first; raises `OSError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that no name server could be asked for
        raise OSError(f"not the name of a host: {error}") from None
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@cache
def _names() -> ThreadPoolExecutor:
    """Threads of their own: a name server that does not answer keeps nothing else waiting."""
    return ThreadPoolExecutor(8, "names")


class Guard(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport that connects to public addresses only; with `allow_private` also to this machine and private networks.

    Raises `InvalidInput` (E603) instead of connecting. One guard may serve several clients at once, also after one of them was
    closed. `resolve` and the transports it hands requests to are given by tests.
    """

    def __init__(
        self,
        allow_private: bool = False,
        *,
        resolve: Resolve = resolve,
        transport: httpx.BaseTransport | None = None,
        async_transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.allow_private = allow_private
        self._resolve = resolve
        self._transport = transport
        self._async_transport = async_transport

    def check(self, url: str) -> None:
        """Raise `InvalidInput` (E603) for an URL that would be refused now, or whose host is not known; asks name servers."""
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, UnicodeError):
            raise InvalidInput([Problem("E603", "url", "not an address", "write https://HOST/PATH")]) from None
        if parsed.scheme not in {"http", "https"}:
            raise _refusal(parsed, f"`{parsed.scheme[:20]}` is not https", "write https://HOST/PATH")
        try:
            self._checked(parsed)
        except OSError as error:
            raise _refusal(parsed, f"its host is not known: {error.strerror or error}", "check the name of the host") from None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Connect to the first address that answers, if the host has none that is refused."""
        try:
            addresses = self._checked(request.url)
        except OSError as error:
            raise _unknown(request, error) from None
        if self._transport is None:
            self._transport = httpx.HTTPTransport(limits=_UNSHARED)
        *before, last = addresses[:TRIED]
        for address in before:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):  # nothing was sent yet
                return self._transport.handle_request(_to(request, address))
        return self._transport.handle_request(_to(request, last))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Do the same without blocking: names are looked up in a thread, for as long as a connection may take."""
        seconds = request.extensions.get("timeout", {}).get("connect")
        try:
            asked = asyncio.get_running_loop().run_in_executor(_names(), self._checked, request.url)
            addresses = await asyncio.wait_for(asked, seconds)
        except TimeoutError:
            raise httpx.ConnectTimeout("the host's name was not found in time", request=request) from None
        except OSError as error:
            raise _unknown(request, error) from None
        if self._async_transport is None:
            self._async_transport = httpx.AsyncHTTPTransport(limits=_UNSHARED)
        *before, last = addresses[:TRIED]
        for address in before:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await self._async_transport.handle_async_request(_to(request, address))
        return await self._async_transport.handle_async_request(_to(request, last))

    def _checked(self, url: httpx.URL) -> list[str]:
        """Return the addresses of an URL's host, all of them checked; raises `InvalidInput`, `OSError`."""
        host = url.raw_host.decode("ascii")
        port = url.port if url.port is not None else 443 if url.scheme == "https" else 80
        if not host:  # which resolvers take for this machine
            raise _refusal(url, "an address without a host", "write https://HOST/PATH")
        if url.userinfo:
            raise _refusal(url, "an address with a user name or password in it", "leave out what stands before the @")
        if port not in _WEB_PORTS and port not in _FREE_PORTS:
            raise _refusal(url, f"port {port} is not one of the web", f"use 443, 80, or one from {_FREE_PORTS[0]} on")
        literal = _literal(url, host)
        addresses = [str(literal)] if literal is not None else list(self._resolve(host, port))
        if not addresses:
            raise OSError("the host has no address")
        places = {place(ipaddress.ip_address(each)) for each in addresses}
        if "special" in places:
            message = "leads to a link-local, multicast, reserved or metadata address, which nothing may connect to"
            raise _refusal(url, message, "use the public address of the server")
        if "inside" in places and not self.allow_private:
            message = "leads to this machine or into a private network"
            raise _refusal(url, message, "use a public address, or allow private ones in the settings (allow_private)")
        return addresses


_UNSHARED = httpx.Limits(max_keepalive_connections=0)


def _literal(url: httpx.URL, host: str) -> Address | None:
    """Return the address that a host is itself; refuse IPv4 in spellings that only some programs read as such."""
    bare = host.removesuffix(".")
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        if _NUMBER.fullmatch(bare.rpartition(".")[2]):
            message = "its host is a number, but not an IPv4 address as it is usually written"
            raise _refusal(url, message, "write four numbers below 256 with dots between them") from None
        return None


def _to(request: httpx.Request, address: str) -> httpx.Request:
    """Return the request to be sent to an address; server and certificate are still asked for the host by its name."""
    host = request.url.raw_host.decode("ascii")
    extensions = {**request.extensions, "sni_hostname": host.removesuffix(".")}
    return httpx.Request(
        request.method, request.url.copy_with(host=address), headers=request.headers, stream=request.stream, extensions=extensions
    )


def _unknown(request: httpx.Request, error: OSError) -> httpx.ConnectError:
    return httpx.ConnectError(str(error.strerror or error), request=request)


def _refusal(url: httpx.URL, message: str, hint: str) -> InvalidInput:
    """Name the server and no more of the URL: its path and query may be a secret."""
    where = str(httpx.URL(scheme=url.scheme, host=url.host, port=url.port)) if url.host else "url"
    return InvalidInput([Problem("E603", where, message, hint)])
