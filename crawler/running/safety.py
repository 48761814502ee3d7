"""Refuses addresses inside the network the crawler runs in, whether a feed names them or a redirect leads there."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from functools import partial
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request

# RFC 6052: a gateway (NAT64) takes the last 32 bits for an IPv4 address. RFC 4291: all that is handed out to machines.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")


class UnsafeAddressError(IgnoreRequest):
    """The address leads to this machine or a private network, and the source does not say that it may."""


class AddressMiddleware:
    """Lets a request pass only when every address its host resolves to is a public one.

    It stands before robots.txt is asked, and sees each step of a redirect, for Scrapy sends those through again. A
    source with ``private = true`` may reach the hosts of its own start addresses, and no others.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._known: dict[tuple[str, int], bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise UnsafeAddressError for an address that is not to be fetched."""
        parts = urlsplit(request.url)
        source: Any = getattr(self._crawler.spider, "source", None)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in ("http", "https"):
            raise UnsafeAddressError(f"{request.url}: only http and https are fetched")
        if source and source.private and f"{host}:{port}" in source.origins:
            return
        if (host, port) not in self._known:
            self._known[host, port] = await resolves_publicly(host, port)
        if not self._known[host, port]:
            raise UnsafeAddressError(
                f"{request.url} leads into a private network; private = true in a source allows it"
            )


async def resolves_publicly(host: str, port: int) -> bool:
    """Whether each address of a host is public; a host that does not resolve is left to fail by itself."""
    ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = await asyncio.get_running_loop().run_in_executor(None, ask)
    except (socket.gaierror, UnicodeError):
        return True
    return all(_is_public(str(address[4][0]).split("%")[0]) for address in found)


def _is_public(address: str) -> bool:
    """Whether an address is one machine's on the public network; one that wraps an IPv4 address is as that is."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = found.ipv4_mapped or found.sixtofour
        if found in _TRANSLATED:
            wrapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if wrapped:
            return _is_public(str(wrapped))
        return found.is_global and found in _UNICAST
    return found.is_global and not found.is_multicast and not found.is_reserved
