"""What is said in logs and messages: no password or token of an address, nothing that drives a terminal."""

from __future__ import annotations

import re

_HIDDEN = "***"
_USER = re.compile(r"(?<=://)[^/\s?#]{1,300}@")
# Names of parameters that sign in or sign: whole words that are too common within others stand alone.
_SIGN = r"token|secret|passw|pwd|api[_-]?key|auth(?!or)|signature|session|credential"
_PARAMETER = re.compile(
    rf"([?&;](?:[\w.-]{{0,40}}(?:{_SIGN})[\w.-]{{0,40}}|key|sig|sid)=)[^&;\s#\"'<>]+",
    re.IGNORECASE,
)

# Escape sequences drive a terminal, line ends forge a line of a log, marks of direction show a text other than it is.
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    r"""The text with each character that is an instruction (escape, line end, mark of direction) written as \u001b is.

    A text that is JSON stays JSON, of the same meaning.
    """
    return CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def discreet(text: str) -> str:
    """The text with what stands before the @ of each address, and the values of parameters that sign in, as ``***``."""
    return _PARAMETER.sub(rf"\1{_HIDDEN}", _USER.sub(f"{_HIDDEN}@", text))
