"""A small site on loopback that answers as it is told to, and remembers what it was asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent


@dataclass
class Reply:
    """What the site answers: a status, a body and headers."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


Route = Reply | Callable[["Replica"], Reply]


class Replica:
    """The site: ``routes`` by path with query, and the paths it was asked for in order."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.routes: dict[str, Route] = {}
        self.asked: list[str] = []
        self.headers: dict[str, dict[str, str]] = {}
        self.fallback: Callable[[str], Route | None] = lambda _: None

    def articles(self, number: int, prefix: str = "a") -> list[str]:
        """Make articles a1, a2, … and return their addresses, the newest first."""
        urls = []
        for at in range(1, number + 1):
            path = f"/{2024 - at // 300:04d}/{1 + at % 12:02d}/{1 + at % 28:02d}/{prefix}{at}/"
            self.routes[path] = page(f"Council number {at} changes its plan ({prefix})", at)
            urls.append(self.base + path)
        return urls

    def answer(self, path: str, headers: dict[str, str]) -> Reply:
        self.asked.append(path)
        self.headers[path] = headers
        route = self.routes.get(path) or self.fallback(path) or Reply(b"not here", 404)
        return route if isinstance(route, Reply) else route(self)


def page(title: str, at: int = 1, body: str = "", day: str = "2024-05-01") -> Reply:
    """An article's page, with furniture around it."""
    told = body or " ".join(f"Paragraph {at} tells what councillors decided about service {n}." for n in range(12))
    text = (
        f'<html lang="en"><head><title>{title}</title>'
        f'<meta property="article:published_time" content="{day}T09:00:00Z"></head><body><nav>Home</nav>'
        f'<article><h1>{title}</h1><div class="entry-content"><p>{told}</p>'
        f"<p>The plan numbered {at} goes to the cabinet.</p></div></article></body></html>"
    )
    return Reply(text.encode())


def rss(urls: list[str], days: list[str] | None = None, extra: str = "") -> Reply:
    """A feed of these addresses; the dates fall by a day each unless given."""
    items = []
    for at, url in enumerate(urls):
        date = days[at] if days else f"{28 - at % 28:02d} Jan {2024 - at // 28}"
        items.append(f"<item><title>Item {at}</title><link>{url}</link><pubDate>{date} 09:00:00 +0000</pubDate></item>")
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{"".join(items)}{extra}</channel></rss>'
    return Reply(text.encode(), kind="application/rss+xml")


@contextmanager
def replica() -> Iterator[Replica]:
    """Serve a site on a free port of loopback."""
    site: Replica

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = site.answer(self.path, dict(self.headers.items()))
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A crawler that was killed leaves broken connections behind."""

    with Server(("127.0.0.1", 0), Handler) as server:
        site = Replica(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()


def write_sources(folder: Path, **tables: dict[str, Any]) -> Path:
    """A sources.toml of these tables, each completed with what every row needs; private unless said otherwise."""
    lines = []
    for name, table in tables.items():
        whole = {"what": "test", "why": "test", "delay": 0, "private": True, **table}
        lines.append(f"[{name.replace('_', '-')}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in whole.items() if not isinstance(value, dict)]
        for key, value in whole.items():
            if isinstance(value, dict):
                lines.append(f"[{name.replace('_', '-')}.{key}]")
                lines += [f"{k} = {json.dumps(v)}" for k, v in value.items()]
    path = folder / "sources.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def start_crawl(data: Path, sources: Path, *arguments: str) -> subprocess.Popen[str]:
    """Begin a crawl in a process of its own, for Scrapy's reactor runs once a process."""
    command = [sys.executable, "-m", "app.cli", "crawl", "--data", str(data), "--sources-file", str(sources)]
    environment = os.environ | {"CARETRAIL_CONTACT": "mailto:test@example.org", "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(
        [*command, *arguments],
        env=environment,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def crawl(data: Path, sources: Path, *arguments: str) -> tuple[int, str, str]:
    """Crawl to the end: exit code, standard output, standard error."""
    process = start_crawl(data, sources, *arguments)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err
