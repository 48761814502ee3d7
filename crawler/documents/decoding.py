"""Bytes to text, whatever their charset says, and text without the characters no document means."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib

from crawler.limits import BODY_BYTES, UNPACKED_RATIO

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
# Windows-1252 that was read as ISO 8859-1, as HTML has it too: U+0092 stands for ’.
_WINDOWS = {code: mark for code in range(0x80, 0xA0) if (mark := bytes([code]).decode("cp1252", "ignore"))}
# UTF-8 that was read as Windows-1252 and saved again: â€™ for ’, Ã© for é, Â£ for £.
_TWICE = re.compile("â€[\x80-\x9f˜™œ\u009d\u009c¢“”¦]|Ã[\x80-\xbf]|Â[\xa0-\xbf]")
_SMALL = 1_000_000


class BombError(Exception):
    """Packed bytes unpack to more than any document holds."""


_HALF = re.compile(
    rb"&#(?:x0*d[89a-f][0-9a-f]{2}|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));?",
    re.IGNORECASE,
)


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of bytes: by byte-order mark, else as UTF-8 if they are that, else by declaration, else Windows-1252.

    UTF-8 comes before the declaration because text in another charset hardly ever is valid UTF-8 by chance, while
    declarations are often wrong. Never raises; bytes that mean nothing become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:4096])
    candidates = (declared, found.group(1).decode("ascii", "ignore") if found else None)
    for charset in candidates:
        if charset and not charset.lower().replace("_", "-").startswith(("utf-8", "utf8", "iso-8859-1", "latin")):
            try:
                return data.decode(charset)
            except (LookupError, UnicodeDecodeError):
                continue
    # A document that is UTF-8 but for a few bytes keeps its text; anything else is the web's real default.
    as_utf8 = data.decode("utf-8", "replace")
    broken = as_utf8.count("\ufffd")
    if broken * 100 < sum(character > "\x7f" for character in as_utf8):
        return as_utf8
    return data.decode("cp1252", "replace")


def clean(text: str) -> tuple[str, bool]:
    """Text with line ends as ``\\n``, without NUL and other controls, and mended where it was decoded twice.

    Returns the text and whether anything but line ends had to be repaired.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    mended = _CONTROLS.sub("", _undouble(text.removeprefix("\ufeff")).translate(_WINDOWS))
    return mended, mended != text.removeprefix("\ufeff")


def without_controls(text: str) -> str:
    """Text of the same length with a space for each character that no document means, as references may bring in."""
    return _CONTROLS.sub(" ", text)


def without_halves(markup: bytes) -> bytes:
    """Markup in which a reference to half a character (``&#xD800;``), is one to the sign of a loss."""
    return _HALF.sub(b"&#xFFFD;", markup)


def _undouble(text: str) -> str:
    if len(_TWICE.findall(text)) < 2:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def unpack(data: bytes) -> bytes:
    """Bytes of a gzip stream, or the bytes themselves when they are none.

    Raises:
        BombError: they unpack to more than any document holds, or at more than any text's ratio.
        OSError: the stream is damaged.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    most = min(BODY_BYTES, max(_SMALL, len(data) * UNPACKED_RATIO))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            unpacked = stream.read(most + 1)
    except (EOFError, zlib.error) as error:
        raise OSError(f"the gzip stream is damaged: {error}") from error
    if len(unpacked) > most:
        raise BombError(f"{len(data):,} packed bytes unpack to more than {most:,}")
    return unpacked
