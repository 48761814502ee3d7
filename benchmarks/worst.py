"""Texts of the worst kinds from file to reading, beside ordinary text of the same size in the same run.

`python -m benchmarks.worst [--size CHARACTERS] [KIND…]`: each kind goes, in a process of its own, through a page (as
its text, and as markup), a feed, the lines of a paper and the whole reading, and as a query and a question. Seconds are
the processor's, memory is the most the process held.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from crawler.article import Article
from crawler.documents.feeds import articles_from_feed
from crawler.documents.page import article_from_html
from crawler.documents.paper_layout import compose
from index.asking.question import understand
from index.language import parse
from nlp.pipeline import load, read

SIZE = 1_000_000
# A kind that takes so many times what ordinary text does is ended there.
MOST = 20
GOAL = 10
ORDINARY = (
    "Ofsted rated Essex good on 1 May 2024. The director of children’s services, Mary Alder, said that the trust had "
    "improved since 2019. Staff told inspectors that caseloads were lower than a year ago.\n\n"
)
SENTENCE = ORDINARY.replace(".", " and").replace("\n", "")
KINDS = {
    **{"one word": "a", "capitals": "A", "digits": "1", "one sentence": SENTENCE, "letters": "a ", "the": "the "},
    **{"opening brackets": "(", "brackets and words": "((a) ", "quotation marks": "“", "quoted letters": "“a” "},
    **{"commas": ", ", "dashes": "– ", "pictures": "🙂", "pounds": "£1m ", "per cent": "1% ", "dots": "a."},
    **{"capital words": "Aa ", "numbers": "12 ", "initials": "A. ", "markup": "<div>", "broken markup": "<a "},
    **{"line breaks": "\n", "a letter a line": "a\n", "bullet points": "• a\n", "blanks": " ", "tabs": "\t"},
    **{"zero width": "\u200b", "combining": "a\u0301", "turned about": "\u202e"},
    **{"months": "March ", "dates": "March 2020, ", "years": "2019-20 ", "seasons": "in the spring of "},
    **{"councils": "Essex and ", "full names": "Essex County Council ", "table": "Essex\tgood\n"},
    **{
        "trusts": "the trust ",
        "posts": "director of children’s services ",
        "people": "Mary Alder, director at Essex, ",
    },
    **{"grades": "Ofsted rated Essex good, ", "clauses": "the trust was set up in 2019 and ", "bills": "Bill "},
    **{"acts": "Children Act 1989 ", "leavers": "Mary Alder left as director and ", "said": "said that "},
}
PUBLISHED = datetime(2024, 5, 1, tzinfo=UTC)


def text_of(kind: str, size: int) -> str:
    """A text of a kind; nested brackets close again, and "ordinary" is prose."""
    if kind == "nested brackets":
        return "(" * (size // 2) + ")" * (size // 2)
    unit = KINDS.get(kind, ORDINARY)
    return (unit * (size // len(unit) + 1))[:size]


def page(body: str) -> object:
    """A page with so much markup in it."""
    return article_from_html(
        f"<html><body><article><p>{body}</p></article></body></html>", "https://example.org/a", None
    )


def feed(text: str) -> object:
    """A feed of one entry with the text as its title and its body."""
    told = html.escape(text)
    item = f"<item><title>{told}</title><link>https://example.org/a</link><description>{told}</description></item>"
    return list(articles_from_feed(f"<rss><channel>{item}</channel></rss>".encode(), "https://example.org/"))


def reading(text: str) -> object:
    """The whole reading."""
    return list(read([Article("https://example.org/a", "a", text[:2_000], text, PUBLISHED)]))


STEPS: dict[str, Callable[[str], object]] = {
    "page": lambda text: page(html.escape(text)),
    "its markup": page,
    "feed": feed,
    "paper": lambda text: compose([text[at : at + 3_000] for at in range(0, len(text), 3_000)]),
    "query": parse,
    "question": lambda text: understand(text, date(2024, 5, 1)),
    "reading": reading,
}
Taken = dict[str, float]


def measure(kind: str, size: int, most: int) -> Taken | None:
    """The processor's seconds of each step, and memory in MB; None when it took more seconds than ``most``."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        os.write(theirs, json.dumps(_seconds(text_of(kind, size))).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    return {**json.loads(told), "memory": used.ru_maxrss / 1024} if told and not status else None


def _seconds(text: str) -> Taken:
    taken = {}
    for name, step in STEPS.items():
        began = time.process_time()
        step(text)
        taken[name] = time.process_time() - began
    return taken


def line(kind: str, taken: Taken | None, ordinary: float) -> str:
    """A line of the table: each step, then all as times what ordinary text took."""
    if taken is None:
        return f"| {kind} |{' |' * len(STEPS)} more than {MOST} | |"
    whole = sum(taken[name] for name in STEPS)
    cells = (f"{taken[name]:.2f}" for name in STEPS)
    return f"| {kind} | {' | '.join(cells)} | {whole / ordinary:.1f} | {taken['memory']:.0f} |"


def main() -> None:
    """Print the table, ordinary text first, and what took the most."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help="in characters")
    parser.add_argument("kinds", nargs="*", help="default: all")
    given = parser.parse_args()
    load()
    _seconds(ORDINARY)  # what is loaded once is loaded
    ordinary = measure("ordinary", given.size, 100_000)
    if ordinary is None:
        sys.exit("ordinary text could not be read")
    whole = sum(ordinary[name] for name in STEPS)
    print(f"Texts of {given.size:,} characters; seconds of the processor, memory in MB.\n")
    print(f"| kind | {' | '.join(STEPS)} | in all, as times ordinary text (at most {GOAL} is asked) | memory |")
    print(f"|---|{'---|' * (len(STEPS) + 2)}")
    print(line("ordinary text", ordinary, whole), flush=True)
    for kind in given.kinds or (*KINDS, "nested brackets"):
        print(line(kind, measure(kind, given.size, round(MOST * whole) + 1), whole), flush=True)


if __name__ == "__main__":
    main()
