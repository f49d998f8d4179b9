"""Fetch a list file over HTTP: only if it changed, on from where it broke, never more than asked for, never in the clear.

Redirects lead to https or nowhere; plain http is for a server on this machine (tests, a mirror behind a tunnel). A broken
transfer is resumed by range, on the condition that the file is still the same, and starts over if it is not. What was
received is checked against the length the server announced and the digest the user gave. This module knows no lists.
"""

from __future__ import annotations

import hashlib
import ipaddress
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from typing import IO

import httpx

from screening.errors import InvalidInput, Problem

LIMIT = 500_000_000  # bytes
ATTEMPTS = 5  # connections, the first included
REDIRECTS = 5
TIMEOUT = httpx.Timeout(30.0, connect=10.0)  # seconds without a byte, and until connected
REDIRECTION = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Download:
    """What a server sent: the bytes (None: unchanged since the given ETag or date), and how to ask for it again."""

    content: bytes | None
    etag: str = ""
    last_modified: str = ""

    @property
    def modified(self) -> date | None:
        """The day the server says the file was last changed."""
        try:
            return parsedate_to_datetime(self.last_modified).date()
        except (TypeError, ValueError):
            return None


@dataclass(slots=True)
class _Transfer:
    """One file on its way: what came so far, and what identifies the version it is of."""

    file: IO[bytes]
    limit: int
    received: int = 0
    validator: str = ""
    expected: int | None = None
    headers: httpx.Headers = field(default_factory=httpx.Headers)

    def restart(self) -> None:
        self.file.seek(0)
        self.file.truncate()
        self.received = 0

    @property
    def broken(self) -> bool:
        return self.expected is not None and self.received < self.expected


def download(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    sha256: str = "",
    limit: int = LIMIT,
    transport: httpx.BaseTransport | None = None,
) -> Download:
    """Return the file behind `url`, at most `limit` bytes; raise `InvalidInput` saying what stood in the way.

    With `etag` or `last_modified` of an earlier copy a server may answer that nothing changed (`content` is None). `sha256`
    (hexadecimal) is the digest the bytes must have.
    """
    start = _checked(url)
    conditions = {"If-None-Match": etag} if etag else {"If-Modified-Since": last_modified} if last_modified else {}
    with tempfile.TemporaryFile() as file, _client(start, transport) as client:
        transfer = _Transfer(file, limit)
        trouble = ""
        for _ in range(ATTEMPTS):
            try:
                if not _attempt(client, start, conditions, transfer):
                    return Download(None, etag, last_modified)
                trouble = "the connection broke off"
            except httpx.TransportError as error:
                # Before the first byte there is nothing to resume, and the server may not be there at all.
                trouble = str(error) or type(error).__name__
                if not transfer.received:
                    break
                continue
            if not transfer.broken:
                return _finished(transfer, url, sha256)
        so_far = f" after {transfer.received:,} bytes" if transfer.received else ""
        raise _failure(url, f"cannot be fetched{so_far}: {trouble}", "check the address and the connection, then try again")


def _finished(transfer: _Transfer, url: str, sha256: str) -> Download:
    transfer.file.seek(0)
    content = transfer.file.read()
    check_digest(content, sha256, where=url)
    return Download(content, transfer.headers.get("etag", ""), transfer.headers.get("last-modified", ""))


def check_digest(content: bytes, sha256: str, *, where: str) -> None:
    """Raise `InvalidInput` if a digest is given and the content has another."""
    wanted = sha256.strip().lower().removeprefix("sha256:")
    if wanted and (found := hashlib.sha256(content).hexdigest()) != wanted:
        message = f"its SHA-256 is {found}, not {wanted}"
        raise InvalidInput([Problem("E409", where, message, "the file was changed on its way, or the digest is of another")])


def _attempt(client: httpx.Client, start: httpx.URL, conditions: dict[str, str], transfer: _Transfer) -> bool:
    """Fetch the file, or the rest of it; return False if the server says that it is unchanged."""
    headers = {"Range": f"bytes={transfer.received}-", "If-Range": transfer.validator} if transfer.validator else conditions
    if not transfer.validator:
        transfer.restart()
    with _followed(client, start, headers) as response:
        url = str(start)
        match response.status_code:
            case 304 if not transfer.validator:
                return False
            case 206 if transfer.validator and _continues(response, transfer.received):
                pass
            case 200:
                transfer.restart()
                transfer.headers = response.headers
                transfer.expected = _length(response)
                transfer.validator = _validator(response.headers)
            case status:
                raise _failure(url, f"the server answers {status} {response.reason_phrase}".rstrip(), "check the address")
        encoding = response.headers.get("content-encoding", "identity").lower()
        if encoding not in {"identity", "gzip", "x-gzip", ""}:
            raise _failure(url, f"sent in the encoding `{encoding}`, which was not asked for", "fetch the file by hand")
        _receive(response, transfer, url)
    return True


def _receive(response: httpx.Response, transfer: _Transfer, url: str) -> None:
    too_large = _refusal(url, f"more than {transfer.limit:,} bytes", "a list of parties is smaller; check the address", "E406")
    if (transfer.expected or 0) > transfer.limit:
        raise too_large
    # Raw bytes: a range counts bytes as sent, and a gzipped list is gunzipped, within limits, by its reader.
    for chunk in response.iter_raw():
        transfer.received += len(chunk)
        if transfer.received > transfer.limit:
            raise too_large
        transfer.file.write(chunk)


@contextmanager
def _followed(client: httpx.Client, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
    """Send the request and follow redirects, to https alone."""
    for _ in range(REDIRECTS + 1):
        with client.stream("GET", url, headers=headers) as response:
            target = response.headers.get("location")
            if response.status_code not in REDIRECTION or not target:
                yield response
                return
        following = url.join(target)
        if following.scheme != "https":
            raise _refusal(str(url), f"redirects to {following}, which is not https", "use the https address of the file")
        url = following
    raise _failure(str(url), f"more than {REDIRECTS} redirects", "check the address")


@contextmanager
def _client(url: httpx.URL, transport: httpx.BaseTransport | None) -> Iterator[httpx.Client]:
    headers = {"User-Agent": "screening", "Accept-Encoding": "identity"}
    # No proxy stands between this machine and itself.
    with httpx.Client(headers=headers, timeout=TIMEOUT, transport=transport, trust_env=not _loopback(url)) as client:
        yield client


def _checked(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise _failure(text, f"not an address: {error}", "write https://…") from None
    if not url.host:
        raise _failure(text, "an address without a host", "write https://…")
    if url.scheme == "https" or (url.scheme == "http" and _loopback(url)):
        return url
    raise _refusal(text, f"`{url.scheme}` is not https", "use the https address of the file")


def _loopback(url: httpx.URL) -> bool:
    try:
        return ipaddress.ip_address(url.host).is_loopback
    except ValueError:
        return url.host == "localhost"


def _validator(headers: httpx.Headers) -> str:
    """Return what a range may be conditioned on: a strong ETag, else the date; without either nothing can be resumed."""
    etag = str(headers.get("etag", ""))
    return etag if etag and not etag.startswith("W/") else str(headers.get("last-modified", ""))


def _length(response: httpx.Response) -> int | None:
    text = response.headers.get("content-length", "")
    return int(text) if text.isdecimal() else None


def _continues(response: httpx.Response, received: int) -> bool:
    return bool(response.headers.get("content-range", "").startswith(f"bytes {received}-"))


def _failure(url: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem("E408", url, message, hint)])


def _refusal(url: str, message: str, hint: str, code: str = "E409") -> InvalidInput:
    return InvalidInput([Problem(code, url, message, hint)])
