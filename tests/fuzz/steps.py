"""The steps readers take over their worst texts, counted: run as a program, it names what grows beyond its text."""

from __future__ import annotations

import cProfile
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import CodeType

from tests.fuzz.counting import Counted, counted

UNITS = {
    **{"capitals": "A", "capital words": "Aa ", "digits": "1", "numbers": "12 ", "quotes": "“", "quoted": "“a” "},
    **{"possessives": "’s ", "commas": ",", "ands": "and and ", "open brackets": "(", "brackets": "((a) "},
    **{"spaces": " ", "lines": "\n", "paragraphs": "\n\n", "hyphens": "-", "hyphened": "a-", "months": "March "},
    **{"dates": "March 2020, ", "days": "1, 2 and ", "slashes": "1/2/", "dots": "a.", "spans": "from 2019 to "},
    **{"councils": "Essex and ", "city of": "City of ", "trusts": "Children’s Trust ", "trust": "the trust Ofsted "},
    **{"defined": "Department for Education (DfE ", "full years": "2019-20", "ago": "two weeks ago ", "tags": "<a "},
    **{"doctypes": "<!DOCTYPE a [", "entities": "<!ENTITY a ", "references": "&#x0000"},
}
# What the whole reading once took more than twice as long over when there was twice as much of it.
READ = {
    **{"grades": "Ofsted rated Essex good, ", "brackets": "((a) ", "clauses": "the trust was set up in 2019 and "},
    **{"notices": "Essex was served an improvement notice in 2019, ", "leavers": "Mary Alder left as director and "},
    # Sentences of their own: when the new council begins is looked for in six of them, more than the text if endless.
    **{"mergers": "Essex and Kent will be replaced by a new council in 2023. ", "said": "said that "},
    **{"overseers": "The children’s commissioner met Kent council. ", "pilots": "Kent joined the RCC pathfinders. "},
    **{"returned": "Services returned to Kent council in 2020. "},
}
# In characters, above all that is looked at around one place: a sentence (1,000) or what a date's story reaches (800).
SIZE = 2_500
READ_SIZE = 2_500
# Twice the text may take so many times the steps.
MOST = 2.8
# What is done less often is no matter.
FEW = 10_000
# Compiling a pattern takes the steps it takes, and what compiled code does for a function goes with the function.
_COUNTED = re.compile(r"(?<!/re/_parser)(?<!/re/_compiler)\.py$")
Reader = Callable[[str], object]


def readers() -> dict[str, Reader]:
    """What reads texts of strangers without the language model, each under its name."""
    from crawler.archive import likeness
    from crawler.documents import flattened, plain, spam
    from crawler.documents.feeds import articles_from_feed
    from crawler.documents.page import article_from_html
    from nlp.councils import find_councils
    from nlp.dates import find_dates
    from nlp.organisations import find_organisations
    from nlp.ratings import find_ratings

    def feed(text: str) -> object:
        whole = f"{text}<rss><channel><item><title>{text}</title></item></rss>"
        return list(articles_from_feed(whole.encode(), "a"))

    def page(text: str) -> object:
        whole = f"<html><body><article><p>{text}</p></article></body></html>"
        return article_from_html(whole, "https://example.org/a", None)

    return {
        **{"dates": lambda text: find_dates(text, date(2024, 5, 1)), "councils": find_councils},
        **{"organisations": find_organisations, "ratings": find_ratings, "spam": spam.clean_text},
        **{"titles": lambda text: spam.clean_title(text, text), "page": page, "feed": feed},
        **{"flattened": lambda text: list(flattened.articles(f"TITLE: {text}")), "likeness": likeness.marks},
        **{"plain": lambda text: plain.article(text, "file:///a.txt", "files", "a")},
    }


def reading() -> Reader:
    """The whole reading of an article."""
    from crawler.article import Article
    from nlp.pipeline import read

    published = datetime(2024, 5, 1, tzinfo=UTC)
    return lambda text: list(read([Article("https://example.org/a", "a", "Essex", text, published)]))


def steps(reader: Reader, text: str) -> Counter[str]:
    """How often each function was called and how many characters each pattern read, over a text."""
    Counted.read.clear()
    profile = cProfile.Profile()
    profile.runcall(reader, text)
    taken = Counter(Counted.read)
    for entry in profile.getstats():
        if isinstance(entry.code, CodeType) and _COUNTED.search(entry.code.co_filename):
            taken[f"{entry.code.co_filename}: {entry.code.co_name}"] += entry.callcount
    return taken


def growing() -> Iterator[str]:
    """Each reader and kind of text for which twice the text takes more than MOST times the steps."""
    whole = reading()
    tried = [(name, reader, repeated(UNITS, SIZE)) for name, reader in readers().items()]
    for name, reader, texts in [*tried, ("reading", whole, {**repeated(READ, READ_SIZE), **told()})]:
        reader("Essex in 2020")  # what is made once is made
        for kind, text in texts.items():
            once, twice = steps(reader, text), steps(reader, text * 2)
            for step in beyond(once, twice):
                yield f"{name} over {kind}: {step}"
    forenames = [f"{one}{other}la".capitalize() for one in "abcdefgh" for other in "abcdefghijklmnop"]
    many, one = ("".join(f"{name} Alder said so. " for name in names) for names in (forenames, ["Aala"] * 128))
    for step in beyond(steps(whole, one), steps(whole, many)):
        yield f"reading over people of one surname: {step}"


def repeated(units: dict[str, str], size: int) -> dict[str, str]:
    """Each unit as often as makes a text of about a size."""
    return {kind: unit * (size // len(unit)) for kind, unit in units.items()}


def beyond(once: Counter[str], twice: Counter[str]) -> Iterator[str]:
    """The steps that are more than MOST times as many, of those that count."""
    for step, count in twice.items():
        if count > FEW and count > MOST * once[step]:
            yield f"{once[step]}, then {count}: {step}"


def told() -> dict[str, str]:
    """Texts that tell much: the marked sentences of each family, some of them."""
    found = {}
    for path in sorted((Path(__file__).parent.parent / "sentences" / "events").glob("*.toml")):
        texts = [case["text"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
        found[path.stem] = "".join(f"{text}\n\n" for text in texts[:: len(texts) // 16])[:READ_SIZE]
    return found


if __name__ == "__main__":
    with counted():
        for line in growing():
            sys.stdout.write(f"{line}\n")
