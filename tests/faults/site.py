"""The sample site on loopback, as much of it as is published so far, and a mailbox that keeps what alerts send."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

from crawler.sample import feed as xml
from crawler.sample.loader import articles, papers
from crawler.sample.site import Page, Site, blocks
from tests.crawler.replica import Replica, Reply, Route, replica, write_sources

ALERTS = """
[[alert]]
name = "everything"
search = "council"
notify = ["json://127.0.0.1:{port}/told"]
"""


def publish(site: Replica, number: int, with_papers: bool = True) -> None:
    """Let the site hold its oldest ``number`` articles and its papers, or the first of them alone."""
    rendered, shown = Site(site.base), articles()[-number:]
    site.routes = {"/robots.txt": Reply(b"User-agent: *\nDisallow:\n", kind="text/plain")}
    for at in count(1):
        some = shown[(at - 1) * xml.PER_PAGE : at * xml.PER_PAGE]
        if not some:
            break
        path = "/feed/" if at == 1 else f"/feed/?paged={at}"
        site.routes[path] = _tagged(path, Page(xml.feed(some, site.base, blocks), "application/rss+xml"))
    listed = [(item.path, item.published) for item in shown]
    listed += [(item.path, item.published) for item in papers()[: None if with_papers else 1]]
    addresses = [(f"{site.base}{path}", published) for path, published in listed]
    site.routes["/sitemap.xml"] = _tagged("/sitemap.xml", Page(xml.sitemap(addresses), "application/xml"))
    for path, _ in listed:
        page = rendered.page(path)
        if page:
            site.routes[path] = _tagged(path, page)


def _tagged(path: str, page: Page) -> Route:
    """The page, or 304 to who holds it: what is lost after a kill must not be thought held."""
    etag = f'"{hashlib.sha256(page.content).hexdigest()[:16]}"'

    def answer(site: Replica) -> Reply:
        if site.headers[path].get("If-None-Match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(page.content, kind=page.media_type, headers={"ETag": etag})

    return answer


@dataclass
class Mailbox:
    """What was sent: the lines of each message, and where to send."""

    port: int
    sent: list[str] = field(default_factory=list)


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Take what alerts send, over loopback."""
    box: Mailbox

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            box.sent += str(body["message"]).split("\n\n")
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        box = Mailbox(server.server_port)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()


@dataclass(frozen=True)
class World:
    """What a run meets outside: the site, its sources.toml, and the mailbox."""

    site: Replica
    sources: Path
    mail: Mailbox


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """The world of a round, its files in ``folder``."""
    with replica() as site, mailbox() as mail:
        sources = write_sources(
            folder,
            sample={"kind": "wordpress", "start": f"{site.base}/feed/", "text": ".entry-content"},
            sample_papers={
                "kind": "sitemap",
                "start": f"{site.base}/sitemap.xml",
                "document": "policy paper",
                "include": r"/papers/[^/]+\.pdf$",
            },
        )
        yield World(site, sources, mail)
