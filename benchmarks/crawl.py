"""Crawling beside bare Scrapy, from the same loopback site in the same run; `python -m benchmarks.crawl`."""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PER_PAGE = 50
WORDS = ("council", "children", "services", "trust", "inspection", "rated", "director", "report", "cabinet", "plan")


class Site(BaseHTTPRequestHandler):
    """Makes each page from its number: a feed of fifty a page, articles of six hundred words with their furniture."""

    protocol_version = "HTTP/1.1"
    # Headers and body in one packet: else each answer waits for the delayed acknowledgement of the first.
    wbufsize = 65536
    disable_nagle_algorithm = True
    total = 0
    asked = 0

    def do_GET(self) -> None:
        """Answer a feed page, an article or robots.txt."""
        type(self).asked += 1
        body, kind = self._made()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{self.path}"')
        self.end_headers()
        self.wfile.write(body)

    def _made(self) -> tuple[bytes, str]:
        if self.path.startswith("/feed"):
            page = int(self.path.rpartition("paged=")[2] or 1) if "paged=" in self.path else 1
            numbers = range(self.total - (page - 1) * PER_PAGE, max(0, self.total - page * PER_PAGE), -1)
            return (feed(self.headers["Host"], numbers) if numbers else b""), "application/rss+xml"
        if self.path.startswith("/article/"):
            return article(int(self.path.split("/")[2])), "text/html; charset=utf-8"
        return b"", "text/plain"

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def feed(host: str, numbers: range) -> bytes:
    """An RSS page of these articles, newest first."""
    items = [
        f"<item><title>Article {n}</title><link>http://{host}/article/{n}/</link>"
        f"<pubDate>{1 + n % 28:02d} Jan {2000 + n // 28 % 25} 10:{n % 60:02d}:00 +0000</pubDate></item>"
        for n in numbers
    ]
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()


def article(number: int) -> bytes:
    """A page of six hundred words, no two alike."""
    words = [WORDS[(number * 7 + at * at) % len(WORDS)] + (str(number) if at % 9 == 0 else "") for at in range(600)]
    paragraphs = "".join(f"<p>{' '.join(words[at : at + 60]).capitalize()}.</p>" for at in range(0, 600, 60))
    links = "".join(f'<li><a href="/article/{n}/">Related article {n}</a></li>' for n in range(20))
    return (
        f"<html lang='en'><head><title>Article {number}</title></head><body><nav><ul>{links}</ul></nav><article>"
        f"<h1>Article {number}</h1><div class='entry-content'>{paragraphs}</div></article><footer><ul>{links}</ul>"
        "</footer></body></html>"
    ).encode()


@contextmanager
def site(total: int) -> Iterator[str]:
    """Serve the site from a process of its own, so that it does not share the crawler's interpreter."""
    command = [sys.executable, "-m", "benchmarks.crawl", "--serve", str(total)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


def serve(total: int) -> None:
    """The process of the site: prints its address and serves until it is ended."""
    Site.total = total
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    threading.Thread(target=server.serve_forever).start()


BARE = """
import scrapy, sys
from scrapy.crawler import CrawlerProcess
import feedparser
class Bare(scrapy.Spider):
    name = "bare"
    start_urls = [sys.argv[1] + "/feed/"]
    page = 1
    def parse(self, response):
        entries = feedparser.parse(response.body).entries
        for entry in entries:
            yield scrapy.Request(entry.link, callback=self.done)
        if entries:
            self.page += 1
            yield scrapy.Request(f"{sys.argv[1]}/feed/?paged={self.page}")
    def done(self, response):
        response.body
p = CrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "ROBOTSTXT_OBEY": True})
p.crawl(Bare); p.start()
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took: seconds on the clock, seconds of processor, and the most memory of any child so far, MB."""

    clock: float
    processor: float
    memory: int


def timed(command: list[str]) -> Taken:
    """Run a command and say what it took. On a busy machine the processor's seconds are the ones to compare."""
    environment = os.environ | {"CARETRAIL_CONTACT": "mailto:benchmark@example.org"}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    clock, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(clock, processor, after.ru_maxrss // 1024)


def source(folder: Path, base: str, total: int) -> Path:
    """A file of sources in a folder that names this site alone."""
    path = folder / "sources.toml"
    path.write_text(
        f'[bench]\nkind = "wordpress"\nstart = "{base}/feed/"\nwhat = "x"\nwhy = "x"\ndelay = 0\nprivate = true\n'
        f'text = ".entry-content"\nmost_pages = {total}\n',
        encoding="utf-8",
    )
    return path


def measure(total: int) -> list[tuple[str, str]]:
    """Run both and return the rows of the table."""
    with site(total) as base, tempfile.TemporaryDirectory() as folder:
        bare = timed([sys.executable, "-c", BARE, base])
        sources = source(Path(folder), base, total)
        command = [sys.executable, "-m", "app.cli", "crawl", "--data", f"{folder}/data", "--sources-file", str(sources)]
        ours, again = timed(command), timed(command)
    return [
        ("articles", f"{total:,}"),
        ("bare Scrapy, articles/s", f"{total / bare.clock:.0f}"),
        ("caretrail crawl, articles/s", f"{total / ours.clock:.0f}"),
        ("ratio (at least 0.5 is asked)", f"{bare.clock / ours.clock:.2f}"),
        ("ratio of processor time", f"{bare.processor / ours.processor:.2f}"),
        ("second run, nothing new, s", f"{again.clock:.1f}"),
        ("memory at most, MB", f"{ours.memory}"),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", type=int)
    parser.add_argument("--articles", type=int, default=5000)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve)
        return
    for name, value in measure(arguments.articles):
        print(f"{name:36}{value:>12}")


if __name__ == "__main__":
    main()
