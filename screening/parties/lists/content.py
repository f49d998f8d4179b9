"""From the bytes of a list file to its text: gunzip within a limit, decode without guessing, notice what is garbled.

Bytes that are not of the declared encoding are not replaced by look-alikes: they become lone surrogates, and a row that
holds one is left out by name (see `table`). Text that decodes well but reads `Ã©` for `é` was decoded wrongly before it
reached us; it is reported, not repaired.
"""

from __future__ import annotations

import codecs
import re
import zlib

from screening.errors import InvalidInput, Problem
from screening.parties.lists.reading import Inspection, Part
from screening.terms import Text

LIMIT = 500_000_000  # bytes of one list file, before and after gunzip; OFAC's largest, the advanced XML, has 114 MB
GZIP = b"\x1f\x8b"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# UTF-8 read as Windows-1252 or Latin-1: a lead byte as a letter, then a continuation byte as a sign.
MOJIBAKE = re.compile("[ÂÃÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰‹ŒŽ‘’“”•–—˜™›œžŸ]|â€|ï»¿|[ÃÂ]\u00a0")
GARBLED_SHARE = 0.01  # real lists hold a stray one in a thousand rows
LONE = re.compile("[\ud800-\udfff]")


def open_part(name: str, raw: bytes, *, limit: int = LIMIT) -> Part:
    """Return the file's content, gunzipped if it is gzip; raise `InvalidInput` over `limit` bytes or if it is empty.

    A gzip stream that is cut off or damaged is a fault of the part: what came out before the damage is kept.
    """
    faults: tuple[Problem, ...] = ()
    if len(raw) > limit:
        raise _too_large(name, limit)
    if raw.startswith(GZIP):
        raw, fault = _gunzip(raw, name, limit)
        faults = (fault,) if fault else ()
    if not raw.strip(b" \t\r\n\0\x1a"):
        raise InvalidInput([*faults, Problem("E402", name, "the file is empty", "fetch it again")])
    return Part(name.removesuffix(".gz"), raw, faults)


def _gunzip(raw: bytes, name: str, limit: int) -> tuple[bytes, Problem | None]:
    out = bytearray()
    while raw.startswith(GZIP):
        stream = zlib.decompressobj(wbits=31)
        try:
            out += stream.decompress(raw, limit + 1 - len(out))
        except zlib.error:
            return bytes(out), Problem("E402", name, "the gzip data is damaged", "fetch the file again")
        if len(out) > limit:
            raise _too_large(name, limit)
        if not stream.eof:
            message = f"the gzip data is cut off after {len(out):,} bytes of content"
            return bytes(out), Problem("E402", name, message, "fetch the file again")
        raw = stream.unused_data
    return bytes(out), None


def _too_large(name: str, limit: int) -> InvalidInput:
    message = f"more than {limit:,} bytes (after gunzip, if it is gzip)"
    return InvalidInput([Problem("E406", name, message, "a list of parties is smaller; check what was downloaded")])


def decode(inspection: Inspection, *, encoding: str = "utf-8", fallback: str = "") -> str:
    """Return the text of the inspected part, its byte-order mark removed, adding a fault for what is wrong with it.

    `fallback` is an encoding the format itself allows where the bytes are not `encoding` (Latin-1 for OFAC's files).
    """
    data = inspection.part.data
    if data.startswith(UTF16):
        inspection.fault("E403", "this is UTF-16 text, not UTF-8", "the official files are UTF-8: fetch them again")
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if fallback:
            return _checked(data.decode(fallback), inspection)
        text = data.decode(encoding, errors="surrogateescape")
        line = data.count(b"\n", 0, error.start) + 1
        bad = f"{len(LONE.findall(text)):,} byte(s) are not {encoding.upper()}, the first in line {line}"
        inspection.fault("E403", bad, "the file was saved in another encoding: fetch it again, or use --map")
    return _checked(text, inspection)


def _checked(text: str, inspection: Inspection) -> str:
    text = text.removeprefix("\ufeff")
    if nuls := text.count("\0"):
        line = text.count("\n", 0, text.index("\0")) + 1
        message = f"{nuls:,} NUL character(s), the first in line {line}"
        inspection.fault("E403", message, "the file is damaged or binary: fetch it again")
    # An all-ASCII list, the usual case, needs no search.
    if not text.isascii() and (first := MOJIBAKE.search(text)):
        lines = text.split("\n")
        garbled = sum(MOJIBAKE.search(line) is not None for line in lines)
        if garbled > len(lines) * GARBLED_SHARE:
            sample = " ".join(text[max(0, first.start() - 12) : first.start() + 12].split())
            message = f"{garbled:,} of {len(lines):,} lines are garbled (such as `{sample}`)"
            inspection.fault("E403", message, "UTF-8 was read as Windows-1252 and saved again: fetch the original")
        else:
            inspection.tallies[STRAY] += garbled
    return text


STRAY = Text(
    "{} line(s) hold characters garbled by their publisher; they are taken as printed",
    "발행기관 단계에서 깨진 문자가 있는 행이 {}개이며, 인쇄된 그대로 읽었습니다",
)
