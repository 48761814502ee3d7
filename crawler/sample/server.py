"""Serves the sample site on loopback, as WordPress would: pages, feed, sitemap, robots.txt and conditional requests."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import threading
from collections.abc import Iterator
from datetime import UTC
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from crawler.sample.loader import articles
from crawler.sample.site import Page, Site

HOST = "127.0.0.1"
PORT = 8502  # fixed, so that an article has the same address at every crawl


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "CaretrailSample"
    sys_version = ""
    site = Site("")

    def do_GET(self) -> None:
        """Send the page asked for, 304 if the asker holds it already, 404 if there is none."""
        asked = urlsplit(self.path)
        if not asked.path.endswith("/") and "." not in asked.path.rsplit("/", 1)[-1]:
            self._redirect(f"{asked.path}/" + (f"?{asked.query}" if asked.query else ""))
            return
        paged = parse_qs(asked.query).get("paged", ["1"])[0]
        page = self.site.page(asked.path, int(paged)) if paged.isdecimal() and int(paged) else None
        if page is None:
            self._send(HTTPStatus.NOT_FOUND, Page(b"<!doctype html><title>Not found</title><h1>Page not found</h1>"))
        elif self._held(page):
            self._send(HTTPStatus.NOT_MODIFIED, page)
        else:
            self._send(HTTPStatus.OK, page)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the crawler reports what it fetched."""

    def _held(self, page: Page) -> bool:
        if held := self.headers.get("If-None-Match"):
            return _etag(page) in (tag.strip().removeprefix("W/") for tag in held.split(","))
        return self.headers.get("If-Modified-Since") == _last_modified()

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"{self.site.base}{path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, page: Page) -> None:
        self.send_response(status)
        if status != HTTPStatus.NOT_FOUND:
            self.send_header("ETag", _etag(page))
            self.send_header("Last-Modified", _last_modified())
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", page.media_type)
            self.send_header("Content-Length", str(len(page.content)))
        self.end_headers()
        if status != HTTPStatus.NOT_MODIFIED and self.command != "HEAD":
            self.wfile.write(page.content)


class _Server(ThreadingHTTPServer):
    daemon_threads = True


@contextlib.contextmanager
def serve(port: int = 0) -> Iterator[str]:
    """Serve the sample while the context is open, yielding its address without a slash at the end.

    Args:
        port: where to listen on loopback; 0 takes any free port.

    Raises:
        OSError: the port is taken.
    """
    server = _Server((HOST, port), type("Handler", (_Handler,), {}))
    base = f"http://{HOST}:{server.server_address[1]}"
    server.RequestHandlerClass.site = Site(base)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield base
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """Serve the sample on its own port until interrupted."""
    with serve(PORT) as base, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"The sample site is at {base}/ (Ctrl+C ends it)\n")
        threading.Event().wait()


def _etag(page: Page) -> str:
    return f'"{hashlib.sha256(page.content).hexdigest()[:16]}"'


def _last_modified() -> str:
    return format_datetime(articles()[0].published.astimezone(UTC), usegmt=True)


if __name__ == "__main__":
    main()
