"""One address for one document: tracking, mirrors, schemes and slashes aside, and still one a reader can click."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from courlan import extract_domain
from w3lib.url import safe_url_string

from crawler.discretion import CONTROLS

# /2024/10/24/slug or /2024/10/slug: the permalinks of WordPress, which end in a slash.
_DATED = re.compile(r"/(?:19|20)\d\d/[01]\d/(?:[0-3]\d/)?[^/.]+")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_COMMENT_PAGE = re.compile(r"/comment-page-\d+$")
_PORTS = {"http": 80, "https": 443}


class BadAddressError(ValueError):
    """What was given is not an address that can be fetched or cited."""


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(resources.files("crawler").joinpath("addresses.toml").read_text("utf-8"))


def canonical(url: str) -> str:
    """The one address under which a document is kept.

    Takes any form of a document's web address and gives back an https address without tracking parameters, fragment,
    feed or comment endings, with mirrors replaced by the site they copy, ``www.`` before a bare domain, and a trailing
    slash only where the site writes one. A host that is a number, has a port or is local keeps its scheme, for only
    that can be fetched. A ``file:`` address comes back as it is but for controls. Idempotent.

    Raises:
        BadAddressError: not an http(s) or file address.
    """
    url = url.strip()
    if url.startswith("file:"):
        return CONTROLS.sub(lambda found: quote(found[0], errors="replace"), url)
    try:
        parts = urlsplit(safe_url_string(url))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise BadAddressError(f"{url[:200]!r} is not an address: {error}") from error
    if parts.scheme not in _PORTS or not host:
        raise BadAddressError(f"{url[:200]!r} is not a web address; give one that begins with https://")
    if port == _PORTS[parts.scheme]:
        port = None
    if port or _is_local(host):
        netloc, scheme = (f"{host}:{port}" if port else host), parts.scheme
    else:
        netloc, scheme = _site(host), "https"
    return urlunsplit((scheme, netloc, _path(parts, netloc), _query(parts.query), ""))


def host_of(url: str) -> str:
    """The host of an address without ``www.``: how a source is named when nothing else names it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_local(host: str) -> bool:
    if "." not in host or host.endswith((".localhost", ".local")):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _site(host: str) -> str:
    rules = _rules()
    label, _, rest = host.partition(".")
    if label in rules["labels"] and "." in rest:
        host = rest
    host = rules["mirrors"].get(host, host)
    return f"www.{host}" if extract_domain(f"https://{host}/") == host else host


def _path(parts: SplitResult, netloc: str) -> str:
    path = re.sub(r"/{2,}", "/", parts.path)
    path = _INDEX.sub("/", path).rstrip("/")
    before = None
    while path != before:
        before = path
        for ending in _rules()["endings"]:
            path = path.removesuffix(ending)
        path = _COMMENT_PAGE.sub("", path).rstrip("/")
    slashed = not path or _DATED.fullmatch(path) or (netloc in _rules()["slash"] and "." not in path.rsplit("/", 1)[-1])
    return f"{path}/" if slashed else path


def _query(query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _is_tracking(name)]
    return urlencode(sorted(kept))


def _is_tracking(name: str) -> bool:
    name = name.lower()
    rules = _rules()["tracking"]
    return any(name.startswith(rule[:-1]) if rule.endswith("*") else name == rule for rule in rules)
