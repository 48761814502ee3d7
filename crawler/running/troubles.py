"""What went wrong while something was fetched, in words for the person who reads the status."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError

_WORDS: dict[type[BaseException], str] = {
    CannotResolveHostError: "no such host is known here",
    DownloadConnectionRefusedError: "its host refuses the connection",
    DownloadTimeoutError: "it did not answer in time",
    ResponseDataLossError: "its answer broke off",
    DownloadCancelledError: "its answer is larger than is accepted",
}


def in_words(error: BaseException | None) -> str:
    """What went wrong, in one line."""
    if isinstance(error, HttpError):
        return f"the server answered {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return str(error)
    for kind, words in _WORDS.items():
        if isinstance(error, kind):
            return words
    name = "the connection broke" if isinstance(error, DownloadFailedError) else type(error).__name__
    return f"{name}: {error}".rstrip(": ").split("\n", 1)[0]
