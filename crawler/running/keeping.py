"""Responses kept as they came, in WARC files, for sources that ask for it: evidence that outlasts the site."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

# What the body no longer is once Scrapy has unpacked and joined it.
_UNTRUE = {"content-encoding", "transfer-encoding", "content-length"}


def keep_response(folder: Path, source: str, response: Response, at: datetime) -> Path:
    """Add a response to its source's WARC of the month, from which `caretrail add` can take it again.

    Each record is a gzip member of its own: a run killed in the middle of one spoils that one, not those before it.
    Returns the file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source}-{at:%Y-%m}.warc.gz"
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        if name.decode("latin-1").lower() not in _UNTRUE
        for value in values
    ]
    headers.append(("Content-Length", str(len(response.body))))
    status = f"{response.status} {HTTPStatus(response.status).phrase}"
    with path.open("ab") as file:
        writer = WARCWriter(file, gzip=True)
        record = writer.create_warc_record(
            response.url,
            "response",
            payload=BytesIO(response.body),
            http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": at.strftime("%Y-%m-%dT%H:%M:%SZ")},
        )
        writer.write_record(record)
    return path
