"""What is said in logs and messages, without the passwords and tokens that addresses carry."""

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


def discreet(text: str) -> str:
    """The text with what stands before the @ of each address, and the values of parameters that sign in, as ``***``."""
    return _PARAMETER.sub(rf"\1{_HIDDEN}", _USER.sub(f"{_HIDDEN}@", text))
