"""Files on disk as Articles: plain text, flattened feeds, feeds, pages, papers, JSON Lines, web archives, folders."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from crawler.article import Article, Reason, Rejected
from crawler.documents import flattened, plain
from crawler.documents.decoding import BombError, clean, decode, unpack
from crawler.documents.feeds import articles_from_feed
from crawler.documents.page import article_from_html
from crawler.documents.paper import article_from_pdf
from crawler.documents.records import articles_from_lines
from crawler.documents.warc import articles_from_warc
from crawler.limits import BODY_BYTES

_SOURCE = "files"
_TEXT = frozenset({".txt", ".text"})
_FEED = frozenset({".xml", ".rss", ".atom", ".rdf"})
_HTML = frozenset({".html", ".htm", ".xhtml", ".mhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
TAKEN = "txt, xml, rss, atom, html, pdf, jsonl, warc (each also as .gz)"


def files(path: Path) -> list[Path]:
    """The files at a path: itself, or every file below a folder, by name; hidden ones are left out.

    Links to folders are not followed, for they may lead round in a circle.
    """
    if not path.is_dir():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts))


def documents(path: Path) -> Iterator[Article | Rejected]:
    """Every document of a file, or of the files of a folder and its folders.

    A document whose file does not say its address is kept under the file's own. A file that cannot be read is one
    Rejected with the reason, and never stops the others.
    """
    for file in files(path):
        yield from documents_of_file(file)


def address_of(file: Path) -> str:
    """A file's own address, the same whatever folder it is named from: a file URI without ``..`` and links."""
    return file.resolve().as_uri()


def documents_of_file(file: Path) -> Iterator[Article | Rejected]:
    """Every document of one file."""
    address = address_of(file)
    try:
        if file.stat().st_size > BODY_BYTES and _suffix(file) != ".warc" and _suffix(file) not in _LINES:
            detail = f"{file.stat().st_size:,} bytes; {BODY_BYTES:,} are accepted"
            yield Rejected(address, _SOURCE, Reason.TOO_LARGE, detail)
            return
        yield from _by_kind(file, address)
    except BombError as error:
        yield Rejected(address, _SOURCE, Reason.TOO_LARGE, f"{error}; unpack it yourself if it is meant")
    except (OSError, EOFError, zlib.error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Rejected(address, _SOURCE, Reason.TRUNCATED, f"cannot be read: {why}")


def _suffix(file: Path) -> str:
    """The ending that tells the kind: of ``a.warc.gz`` that is ``.warc``."""
    suffixes = [suffix.lower() for suffix in file.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _by_kind(file: Path, address: str) -> Iterator[Article | Rejected]:
    suffix = _suffix(file)
    if suffix == ".warc":
        yield from articles_from_warc(file, address)
        return
    if suffix in _LINES:
        yield from _lines(file, address)
        return
    data = unpack(file.read_bytes())
    if not data.strip(b"\x00 \t\r\n"):
        yield Rejected(address, _SOURCE, Reason.EMPTY, "the file is empty; save it again")
    elif suffix == ".pdf" or data.startswith(b"%PDF-"):
        yield article_from_pdf(data, address, _SOURCE)
    elif suffix in _HTML or (suffix not in _TEXT | _FEED and _begins_as_html(data)):
        yield article_from_html(data, address)
    elif suffix in _FEED:
        yield from articles_from_feed(data, address)
    elif suffix in _TEXT:
        yield from _text(data, address, file.stem)
    else:
        yield Rejected(address, _SOURCE, Reason.UNSUPPORTED, f"{file.suffix or 'no ending'}; taken are {TAKEN}")


def _begins_as_html(data: bytes) -> bool:
    beginning = data[:512].lstrip().lower()
    return beginning.startswith((b"<!doctype html", b"<html"))


def _lines(file: Path, address: str) -> Iterator[Article | Rejected]:
    """A file of JSON Lines, read line by line, so that its size does not matter."""
    packed = file.suffix.lower() == ".gz"
    with gzip.open(file, "rb") if packed else file.open("rb") as stream:
        yield from articles_from_lines((decode(line) for line in stream), address)


def _text(data: bytes, address: str, name: str) -> Iterator[Article | Rejected]:
    text, _ = clean(decode(data))
    if flattened.is_flattened(text):
        yield from flattened.articles(text)
    else:
        yield plain.article(text, address, _SOURCE, name)
