"""Downloads against a server on this machine that misbehaves on request, and against redirects elsewhere."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from screening.download import ATTEMPTS, Download, download
from screening.errors import InvalidInput

CONTENT = b"".join(b"row %d of an invented list\n" % n for n in range(4000))
ETAG, MODIFIED = '"version-1"', "Fri, 31 Jul 2026 09:00:00 GMT"


@dataclass
class Behaviour:
    """What the server does; `seen` are the headers of the requests it got."""

    content: bytes = CONTENT
    etag: str = ETAG
    modified: str = MODIFIED
    status: int = 200
    location: str = ""
    breaks: int = 0  # answers that end in the middle
    ranges: bool = True
    changes: bool = False  # to another version after the first answer
    length: bool = True
    encoding: str = ""
    seen: list[dict[str, str]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Serves one file as the behaviour says."""

    behaviour: Behaviour

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        be = self.behaviour
        asked = {name.lower(): value for name, value in self.headers.items()}
        be.seen.append(asked)
        if be.changes and len(be.seen) > 1:
            be.content, be.etag = b"another version", '"version-2"'
        if be.location or be.status >= 400:
            self.send_response(be.status)
            if be.location:
                self.send_header("Location", be.location)
            self.end_headers()
            return
        if (be.etag and asked.get("if-none-match") == be.etag) or (be.modified and asked.get("if-modified-since") == be.modified):
            self.send_response(304)
            self.end_headers()
            return
        start = 0
        if be.ranges and "range" in asked and asked.get("if-range") in {be.etag, be.modified}:
            start = int(asked["range"].removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(be.content) - 1}/{len(be.content)}")
        for name, value in (("ETag", be.etag), ("Last-Modified", be.modified), ("Content-Encoding", be.encoding)):
            if value:
                self.send_header(name, value)
        if be.length:
            self.send_header("Content-Length", str(len(be.content) - start))
        self.end_headers()
        rest = be.content[start:]
        if be.breaks:
            be.breaks -= 1
            rest = rest[: len(rest) // 2]
        self.wfile.write(rest)


@pytest.fixture
def behaviour() -> Behaviour:
    """Return a server's behaviour: it serves one file well."""
    return Behaviour()


@pytest.fixture
def url(behaviour: Behaviour) -> Iterator[str]:
    """Return the address of a server with that behaviour."""
    handler = type("Bound", (Handler,), {"behaviour": behaviour})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/list.csv"
    server.shutdown()
    thread.join()
    server.server_close()


def refused(*arguments: object, **options: object) -> str:
    """Return why a download is refused."""
    with pytest.raises(InvalidInput) as caught:
        download(*arguments, **options)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_file_comes_with_what_is_needed_to_ask_again(url: str) -> None:
    """Its ETag and its date."""
    got = download(url, sha256=hashlib.sha256(CONTENT).hexdigest())
    assert got == Download(CONTENT, ETAG, MODIFIED)
    assert got.modified == date(2026, 7, 31)


def test_what_has_not_changed_is_not_sent_again(url: str, behaviour: Behaviour) -> None:
    """By its ETag, else by its date."""
    assert download(url, etag=ETAG, last_modified=MODIFIED) == Download(None, ETAG, MODIFIED)
    assert download(url, last_modified=MODIFIED).content is None
    assert download(url, etag='"version-0"').content == CONTENT
    assert "if-modified-since" not in behaviour.seen[0]


def test_a_broken_transfer_goes_on_where_it_broke(url: str, behaviour: Behaviour) -> None:
    """Twice; only the rest is asked for, on the condition that it is still the same file."""
    behaviour.breaks = 2
    assert download(url).content == CONTENT
    assert [each.get("range") for each in behaviour.seen] == [None, f"bytes={len(CONTENT) // 2}-", f"bytes={len(CONTENT) * 3 // 4}-"]
    assert {each.get("if-range") for each in behaviour.seen[1:]} == {ETAG}


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_without_a_strong_etag_the_date_identifies_the_file(url: str, behaviour: Behaviour, etag: str) -> None:
    """A weak ETag may not stand in If-Range (RFC 9110, 13.1.5)."""
    behaviour.breaks, behaviour.etag = 1, etag
    assert download(url).content == CONTENT
    assert behaviour.seen[1]["if-range"] == MODIFIED


def test_a_file_that_changed_meanwhile_starts_over(url: str, behaviour: Behaviour) -> None:
    """Half of one version and half of another is no version."""
    behaviour.breaks, behaviour.changes = 1, True
    assert download(url) == Download(b"another version", '"version-2"', MODIFIED)


def test_a_server_without_ranges_or_validators_sends_it_all_again(url: str, behaviour: Behaviour) -> None:
    """Nothing can be resumed, but everything can be repeated."""
    behaviour.breaks, behaviour.ranges = 1, False
    assert download(url).content == CONTENT
    behaviour.breaks, behaviour.etag, behaviour.modified = 1, "", ""
    assert download(url).content == CONTENT
    assert "range" not in behaviour.seen[-1]


def test_a_transfer_that_keeps_breaking_is_given_up(url: str, behaviour: Behaviour) -> None:
    """With what came so far."""
    behaviour.breaks = 99
    said = refused(url)
    assert "E408 cannot be fetched after" in said
    assert len(behaviour.seen) == ATTEMPTS


def test_a_server_that_is_not_there_is_asked_once(behaviour: Behaviour) -> None:
    """A closed port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port = server.server_address[1]
    server.server_close()
    assert "E408 cannot be fetched: " in refused(f"http://127.0.0.1:{port}/x")


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_an_answer_that_is_no_file_is_named(url: str, behaviour: Behaviour, status: int) -> None:
    """By its status."""
    behaviour.status = status
    assert f"E408 the server answers {status} " in refused(url)


@pytest.mark.parametrize("location", ["http://127.0.0.1:1/x", "http://example.org/list.csv", "/elsewhere.csv", "ftp://example.org/x", "file:///etc/passwd"])
def test_a_redirect_to_anything_but_https_is_refused(url: str, behaviour: Behaviour, location: str) -> None:
    """Also from this machine to this machine."""
    behaviour.status, behaviour.location = 302, location
    assert "which is not https" in refused(url)


def test_a_redirect_to_no_address_is_an_error(url: str, behaviour: Behaviour) -> None:
    """Not a traceback."""
    behaviour.status, behaviour.location = 301, "https://a.example:port/x"
    assert "Invalid URL in location header" in refused(url)


def test_a_file_over_the_limit_is_refused(url: str, behaviour: Behaviour) -> None:
    """Announced or not."""
    assert "E406 more than 1,000 bytes" in refused(url, limit=1000)
    behaviour.length = False
    assert "E406 more than 1,000 bytes" in refused(url, limit=1000)


def test_a_file_without_announced_length_is_taken(url: str, behaviour: Behaviour) -> None:
    """As servers send what they make on the fly."""
    behaviour.length = False
    assert download(url).content == CONTENT


def test_a_wrong_checksum_is_refused_with_both(url: str) -> None:
    """What it is and what it should be."""
    said = refused(url, sha256="0" * 64)
    assert f"E409 its SHA-256 is {hashlib.sha256(CONTENT).hexdigest()}, not {'0' * 64}" in said


def test_an_encoding_nobody_asked_for_is_refused(url: str, behaviour: Behaviour) -> None:
    """Ranges count bytes as sent, so nothing is decoded here; gzip is left to the reader of the list."""
    behaviour.encoding = "br"
    assert "sent in the encoding `br`" in refused(url)
    behaviour.encoding = "gzip"
    assert download(url).content == CONTENT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("http://example.org/x", "`http` is not https"), ("ftp://example.org/x", "`ftp` is not https"), ("https://", "without a host"),
        ("http://[::1", "not an address"), ("http://127.0.0.1.example.org/x", "`http` is not https"), ("http://10.0.0.1/x", "`http` is not https"),
    ],
)  # fmt: skip
def test_an_address_in_the_clear_or_none_at_all_is_refused(text: str, said: str) -> None:
    """Before anything is sent."""
    assert said in refused(text)


def answers(*responses: httpx.Response) -> httpx.MockTransport:
    """Return a transport that gives these answers in turn."""
    waiting = list(responses)
    return httpx.MockTransport(lambda _: waiting.pop(0))


def moved(to: str) -> httpx.Response:
    """Return a redirect."""
    return httpx.Response(302, headers={"Location": to})


def test_redirects_from_https_to_https_are_followed() -> None:
    """Also relative ones, up to five."""
    transport = answers(moved("https://b.example/x"), moved("/y"), httpx.Response(200, stream=httpx.ByteStream(CONTENT)))
    assert download("https://a.example/x", transport=transport).content == CONTENT


def test_a_redirect_from_https_to_http_is_refused() -> None:
    """Even to this machine."""
    assert "redirects to http://127.0.0.1/x, which is not https" in refused("https://a.example/x", transport=answers(moved("http://127.0.0.1/x")))


def test_redirects_without_end_are_given_up() -> None:
    """More than five."""
    loop = httpx.MockTransport(lambda _: moved("https://a.example/x"))
    assert "more than 5 redirects" in refused("https://a.example/x", transport=loop)


def test_a_partial_answer_nobody_asked_for_is_refused() -> None:
    """A 206 to a whole request, or of another part."""
    assert "the server answers 206" in refused("https://a.example/x", transport=answers(httpx.Response(206, content=b"x")))


def test_an_answer_shorter_than_announced_goes_on_too() -> None:
    """Where the connection ends as if all were well."""
    headers = {"Content-Length": "10", "ETag": ETAG}
    half = httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"01234"))
    rest = httpx.Response(206, headers={"Content-Range": "bytes 5-9/10"}, stream=httpx.ByteStream(b"56789"))
    assert download("https://a.example/x", transport=answers(half, rest)).content == b"0123456789"


def test_a_date_that_is_none_is_no_date() -> None:
    """Servers send anything."""
    assert Download(b"", "", "yesterday").modified is None
    assert Download(b"", "", "").modified is None
