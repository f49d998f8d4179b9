"""Where the service may connect: every spelling of an inside address, redirects, and names whose address changes."""

from __future__ import annotations

import asyncio
import ipaddress
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from screening.access.addresses import TRIED, Guard, place, resolve
from screening.download import download
from screening.errors import InvalidInput

PUBLIC, PUBLIC6 = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
INSIDE = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255",
    "::1", "fd12:3456::1", "fc00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::10.0.0.1",
]  # fmt: skip
SPECIAL = [
    "169.254.169.254", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",  # noqa: S104
    "192.0.2.1",
    "192.0.0.192", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "100.100.100.200", "168.63.129.16",
    "::", "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "2001::1",
    "2001:10::1", "2002:a00:1::1", "3fff::1", "100::1", "::10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:10.0.0.1",
    "64:ff9b::169.254.169.254", "64:ff9b:1::10.0.0.1", "5f00::1",
]  # fmt: skip
OUTSIDE = [PUBLIC, PUBLIC6, "1.1.1.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "2606:4700::1", "2a00:1450::1", "64:ff9b::1.1.1.1"]


class Names:
    """A name server that a test writes; it knows what it was asked."""

    def __init__(self, **hosts: list[list[str]] | list[str]) -> None:
        self.hosts = {name.replace("_", "."): addresses for name, addresses in hosts.items()}
        self.asked: list[tuple[str, int]] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append((host, port))
        if host not in self.hosts:
            raise OSError(-2, "Name or service not known")
        answers = self.hosts[host]
        if answers and isinstance(answers[0], list):  # another answer each time
            return answers.pop(0)
        return answers


class Wire(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Takes requests as they would go out; answers by host header, and refuses connections to some addresses."""

    def __init__(self, *, dead: tuple[str, ...] = (), **redirects: str) -> None:
        self.dead = dead
        self.redirects = {name.replace("_", "."): target for name, target in redirects.items()}
        self.tried: list[str] = []
        self.sent: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.tried.append(request.url.host)
        if request.url.host in self.dead:
            raise httpx.ConnectError("refused")
        self.sent.append(request)
        if target := self.redirects.get(request.headers["host"]):
            return httpx.Response(302, headers={"location": target})
        return httpx.Response(200, stream=httpx.ByteStream(b"fine"))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


def get(url: str, names: Names, wire: Wire, *, allow_private: bool = False) -> httpx.Response:
    """Fetch an address through a guard, redirects followed."""
    guard = Guard(allow_private, resolve=names, transport=wire)
    with httpx.Client(transport=guard, follow_redirects=True) as client:
        return client.get(url)


def refused(url: str, names: Names | None = None, *, allow_private: bool = False, **redirects: str) -> str:
    """Return why nothing was sent to the last address."""
    wire = Wire(**redirects)
    with pytest.raises(InvalidInput) as caught:
        get(url, names or Names(), wire, allow_private=allow_private)
    assert len(wire.sent) == len(redirects)
    assert caught.value.problems[0].code == "E603"
    return str(caught.value)


def literal(address: str) -> str:
    """Return an URL of an address itself."""
    return f"https://[{address}]/x" if ":" in address else f"https://{address}/x"


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_needs_to_be_allowed(address: str) -> None:
    """As it is written, and as a name that leads there."""
    names = Names(evil_example=[address])
    assert place(ipaddress.ip_address(address)) == "inside"
    assert "private network" in refused(literal(address))
    assert "private network" in refused("https://evil.example/x", names)
    assert get(literal(address), names, Wire(), allow_private=True).text == "fine"
    assert get("https://evil.example/x", names, Wire(), allow_private=True).text == "fine"


@pytest.mark.parametrize("address", SPECIAL)
def test_what_nobody_serves_lists_from_is_never_allowed(address: str) -> None:
    """Not even where private addresses are: these are credentials of clouds, multicast, tunnels, and reserved."""
    names = Names(evil_example=[address])
    assert place(ipaddress.ip_address(address)) == "special"
    for allow_private in (False, True):
        assert "nothing may connect to" in refused("https://evil.example/x", names, allow_private=allow_private)
        if "%" not in address:
            assert "nothing may connect to" in refused(literal(address), allow_private=allow_private)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_outside_is_connected(address: str) -> None:
    """Up to the edges of the private networks."""
    wire = Wire()
    assert get("https://list.example/x", Names(list_example=[address]), wire).text == "fine"
    assert get(literal(address), Names(), wire).text == "fine"
    assert [ipaddress.ip_address(each) for each in wire.tried] == [ipaddress.ip_address(address)] * 2


def test_one_private_address_among_public_ones_is_enough() -> None:
    """In either order."""
    for addresses in ([PUBLIC, "10.0.0.1"], ["::1", PUBLIC], [PUBLIC, PUBLIC, PUBLIC, PUBLIC, "127.0.0.1"]):
        assert "private network" in refused("https://evil.example/", Names(evil_example=addresses))
    mixed = Names(evil_example=["10.0.0.1", "169.254.169.254"])
    assert "nothing may connect" in refused("https://evil.example/", mixed, allow_private=True)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "127.0.1", "0", "0x", "017700000001", "1.2.3.0x4", "127.1.", "99999999999"]
)
def test_ipv4_in_another_spelling_is_refused_unasked(host: str) -> None:
    """Decimal, hexadecimal, octal and shortened: what one program reads as a name is an address to another."""
    names = Names(**{host.replace(".", "_"): [PUBLIC]})
    assert "not an IPv4 address as it is usually written" in refused(f"https://{host}/", names, allow_private=True)
    assert names.asked == []


@pytest.mark.parametrize("url", ["http://0177.0.0.1/", "http://１２７.0.0.1/", "http://[v1.a]/", "http://a b:c/"])
def test_what_httpx_does_not_read_is_no_address(url: str) -> None:
    """It says so before anything is asked."""
    with pytest.raises(InvalidInput, match="E603 not an address"):
        Guard(resolve=Names()).check(url)


def test_full_stops_of_other_scripts_and_at_the_end_change_nothing() -> None:
    """They lead to the same host."""
    for url in ("https://127。0。0。1/", "https://127.0.0.1./", "https://localhost./"):
        assert "private network" in refused(url, Names(localhost_=["127.0.0.1"]))


def test_a_redirect_is_checked_like_the_first_address() -> None:
    """To an inside address, and to a name that leads there."""
    names = Names(good_example=[PUBLIC], evil_example=["10.0.0.1"])
    assert "http://169.254.169.254: " in refused("https://good.example/", names, good_example="http://169.254.169.254/latest/")
    assert "https://evil.example: " in refused("https://good.example/", names, good_example="https://evil.example/")


def test_a_name_is_resolved_once_and_what_was_checked_is_connected() -> None:
    """A name server that changes its answer (rebinding) is not asked again."""
    names, wire = Names(evil_example=[[PUBLIC], ["127.0.0.1"]]), Wire()
    assert get("https://evil.example/", names, wire).text == "fine"
    assert wire.tried == [PUBLIC]
    assert names.asked == [("evil.example", 443)]
    assert "private network" in refused("https://evil.example/", names)


def test_server_and_certificate_are_asked_for_by_name() -> None:
    """The address is only where to connect; the rest of the request is as it was."""
    wire = Wire()
    guard = Guard(resolve=Names(**{"xn--r8jz45g_jp": [PUBLIC6]}), transport=wire)
    with httpx.Client(transport=guard) as client:
        response = client.post("https://例え.jp:8443/a?b=c", content=b"body", headers={"X-A": "1"})
    (sent,) = wire.sent
    assert str(sent.url) == f"https://[{PUBLIC6}]:8443/a?b=c"
    assert sent.headers["host"] == "xn--r8jz45g.jp:8443" and sent.headers["x-a"] == "1"
    assert sent.extensions["sni_hostname"] == "xn--r8jz45g.jp" and sent.extensions["timeout"]["connect"] == 5.0
    assert sent.method == "POST" and sent.read() == b"body"
    assert response.url.host == "例え.jp"


def test_the_next_address_is_tried_where_one_is_not_reached() -> None:
    """A few of them, and the last error is told."""
    names = Names(a_example=[PUBLIC6, PUBLIC, "1.1.1.1", "8.8.8.8"])
    wire = Wire(dead=(PUBLIC6,))
    assert get("https://a.example/", names, wire).text == "fine"
    assert wire.tried == [PUBLIC6, PUBLIC]
    wire = Wire(dead=(PUBLIC6, PUBLIC, "1.1.1.1"))
    with pytest.raises(httpx.ConnectError, match="refused"):
        get("https://a.example/", names, wire)
    assert len(wire.tried) == TRIED


def test_a_name_that_does_not_exist_is_trouble_with_the_connection() -> None:
    """As without a guard, so that it is tried again later."""
    with pytest.raises(httpx.ConnectError, match="Name or service not known"):
        get("https://none.example/", Names(), Wire())
    with pytest.raises(httpx.ConnectError, match="has no address"):
        get("https://none.example/", Names(none_example=[]), Wire())


@pytest.mark.parametrize("port", [0, 22, 25, 81, 444, 1023, 65536, 99999])
def test_ports_of_mail_and_shells_are_not_the_web(port: int) -> None:
    """80, 443 and whatever anybody may listen on are."""
    assert f"port {port} is not one of the web" in refused(f"https://a.example:{port}/", Names(a_example=[PUBLIC]), allow_private=True)


@pytest.mark.parametrize(("url", "port"), [("http://a.example", 80), ("https://a.example", 443), ("http://a.example:1024", 1024),
                                           ("http://a.example:443", 443), ("https://a.example:65535", 65535)])  # fmt: skip
def test_ports_of_the_web_are_asked_for(url: str, port: int) -> None:
    """The scheme's own where none is given."""
    names = Names(a_example=[PUBLIC])
    get(url, names, Wire())
    assert names.asked == [("a.example", port)]


def test_a_user_name_in_an_address_is_refused_and_not_repeated() -> None:
    """It hides the host from who reads it, and is a secret where it is meant; paths and queries may be secrets, too."""
    for url in ("https://good.example@169.254.169.254/", "https://user:pass@a.example/", "https://user@a.example/"):
        told = refused(url, Names(a_example=[PUBLIC]), allow_private=True)
        assert "user name or password in it" in told and "pass@" not in told and "good.example" not in told
    told = refused("https://10.0.0.1:8443/hooks/T0KEN?key=s3cret")
    assert told.startswith("https://10.0.0.1:8443: E603") and "T0KEN" not in told and "s3cret" not in told


def test_an_address_is_checked_before_it_is_kept() -> None:
    """As a webhook is added: nothing is sent."""
    guard = Guard(resolve=Names(good_example=[PUBLIC], evil_example=["10.0.0.1"]))
    guard.check("https://good.example/hook")
    for url, why in {
        "https://evil.example/hook": "private network", "https://none.example/hook": "host is not known: Name or service",
        "ftp://good.example/hook": "`ftp` is not https", "file:///etc/passwd": "`file` is not https", "/hook": "`` is not https",
        "https:///hook": "without a host", "https:hook": "without a host", "https://user@/hook": "without a host",
    }.items():  # fmt: skip
        with pytest.raises(InvalidInput, match=why) as caught:
            guard.check(url)
        assert [each.code for each in caught.value.problems] == ["E603"]


def test_the_same_is_refused_without_blocking() -> None:
    """By the asynchronous side, redirects followed."""
    names = Names(good_example=[PUBLIC6, PUBLIC], evil_example=["10.0.0.1"], bad_example=[PUBLIC])
    wire = Wire(dead=(PUBLIC6,), bad_example="https://evil.example/")

    async def tell(url: str) -> str:
        async with httpx.AsyncClient(transport=Guard(resolve=names, async_transport=wire), follow_redirects=True) as client:
            return (await client.get(url)).text

    assert asyncio.run(tell("https://good.example/")) == "fine"
    assert wire.tried == [PUBLIC6, PUBLIC]
    assert wire.sent[0].extensions["sni_hostname"] == "good.example"
    for url in ("https://evil.example/", "https://bad.example/"):
        with pytest.raises(InvalidInput, match=r"https://evil\.example: E603"):
            asyncio.run(tell(url))
    with pytest.raises(httpx.ConnectError, match="Name or service not known"):
        asyncio.run(tell("https://none.example/"))


def test_a_slow_name_server_holds_nobody_up() -> None:
    """Longer than a connection may take."""
    go = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        go.wait(10)
        return [PUBLIC]

    async def ask() -> float:
        start = time.monotonic()
        async with httpx.AsyncClient(transport=Guard(resolve=slow, async_transport=Wire()), timeout=0.05) as client:
            with pytest.raises(httpx.ConnectTimeout, match="not found in time"):
                await client.get("https://slow.example/")
        taken = time.monotonic() - start
        go.set()
        return taken

    assert asyncio.run(ask()) < 5


class Answer(BaseHTTPRequestHandler):
    """Says who asked for whom."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        text = f"{self.client_address[1]} {self.headers['Host']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@pytest.fixture
def port() -> Iterator[int]:
    """Return the port of a server on this machine that would keep connections open."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_two_hosts_behind_one_address_share_no_connection(port: int) -> None:
    """TLS would have shown the certificate of the first only; and a closed client leaves the guard to others."""
    guard = Guard(True, resolve=Names(a_example=["127.0.0.1"], b_example=["127.0.0.1"]))
    told = []
    for _ in range(2):
        with httpx.Client(transport=guard) as client:
            told += [client.get(f"http://{host}:{port}/").text.split() for host in ("a.example", "b.example")]

    async def ask() -> list[list[str]]:
        async with httpx.AsyncClient(transport=guard) as client:
            return [(await client.get(f"http://{host}:{port}/")).text.split() for host in ("a.example", "b.example")]

    told += asyncio.run(ask())
    assert len({connection for connection, _ in told}) == 6
    assert [host for _, host in told] == [f"a.example:{port}", f"b.example:{port}"] * 3


def test_a_download_goes_through_the_guard(port: int) -> None:
    """Its own rule stays: in the clear only from this machine, which then has to be allowed."""
    with pytest.raises(InvalidInput, match="E603 leads to this machine"):
        download(f"http://127.0.0.1:{port}/", transport=Guard())
    guard = Guard(allow_private=True)
    for _ in range(2):
        content = download(f"http://127.0.0.1:{port}/", transport=guard).content
        assert content is not None and content.endswith(b" 127.0.0.1:%d" % port)
    with pytest.raises(InvalidInput, match="E409 `http` is not https"):
        download("http://10.0.0.1/", transport=guard)
    with pytest.raises(InvalidInput, match="E408 cannot be fetched: Name or service not known"):
        download("https://none.example/", transport=Guard(resolve=Names()))
    wire = Wire(good_example="https://evil.example/x")
    with pytest.raises(InvalidInput, match=r"https://evil\.example: E603"):
        download("https://good.example/", transport=Guard(resolve=Names(good_example=[PUBLIC], evil_example=["10.0.0.1"]), transport=wire))


def test_proxies_of_the_environment_do_not_lead_around_the_guard(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """A proxy would resolve the host again, unchecked; the service's downloads and webhooks use none."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        monkeypatch.setenv(name.lower(), f"http://127.0.0.1:{port}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert httpx.get("http://10.0.0.1/").text.endswith("10.0.0.1")  # without a guard the proxy answers
    assert "private network" in refused("http://10.0.0.1/")
    guard = Guard(resolve=Names(a_example=[PUBLIC], evil_example=["10.0.0.1"]), transport=Wire())
    assert download("https://a.example/", transport=guard).content == b"fine"
    with pytest.raises(InvalidInput, match="E603"):
        download("https://evil.example/", transport=guard)

    async def ask() -> None:
        async with httpx.AsyncClient(transport=Guard()) as client:
            await client.get("http://10.0.0.1/")

    with pytest.raises(InvalidInput, match="E603"):
        asyncio.run(ask())


def test_the_system_is_asked_for_names() -> None:
    """This machine knows itself, in each spelling once; a name that cannot be one is no traceback."""
    assert set(resolve("localhost", 80)) <= {"127.0.0.1", "::1"}
    assert resolve("127.1", 80) == ["127.0.0.1"]  # which is why such spellings are refused
    for name in ("none.invalid", "a" * 64 + ".example", "exa..mple"):
        with pytest.raises(OSError, match=r"Name or service not known|No address|Temporary failure|not the name of a host"):
            resolve(name, 80)
