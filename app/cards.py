"""An entry as it stands in a list: date, status, what happened, and under it every sentence that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app import colours, links, wording
from app.citations import citation, copier
from app.markup import Html, element, external, internal, joined, marked, web_address
from index.answer import ArticleHit, Post
from index.timeline import Entry, Evidence
from nlp.gazetteer import council_named
from nlp.reading import Grade, Status

# Claims of one entry shown at once; the others are a click away, of very many on the line's own page.
_MOST_OPEN = 4
_MOST_FOLDED = 5
# How a disagreement on a date is told, and a claim's own date.
_DATED = " dates it "


def entry_list(entries: Sequence[Entry], words: Sequence[str] = (), opened: int = 0) -> Html:
    """Entries one under the other; the first ``opened`` show their evidence at once, the others on a click."""
    cards = [entry_card(entry, words, opened=number < opened) for number, entry in enumerate(entries)]
    return element("div", cards, class_="ct-list", role="list")


def entry_card(entry: Entry, words: Sequence[str] = (), opened: bool = False, whole: bool = False) -> Html:
    """One entry: a line that tells it and, folded beneath, its evidence and what its sources disagree on.

    ``whole``: all its evidence, however much.
    """
    changed = [element("span", wording.CHANGES[entry.change])] if entry.change else []
    meta = [
        status_mark(entry.status),
        element("span", wording.TYPES[entry.type]),
        *changed,
        element("span", wording.counted(len(entry.articles), "source")),
    ]
    when = element("span", _when(entry), class_="ct-when" if entry.date else "ct-when ct-unknown")
    evidence = _evidence(entry, words, whole)
    differ = _differences(entry)
    notes = [element("p", note, class_="ct-note") for note in (differ if whole else differ[:_MOST_FOLDED])]
    actions = element("div", [links.entry("Link to this line", entry)], class_="ct-actions")
    line = _Line(when, _what(entry), meta, wording.sentence(entry))
    return _folded(line, [*notes, evidence, actions], f"ct-entry ct-{entry.status.value}", opened)


@dataclass(frozen=True, slots=True)
class _Line:
    """What a card shows while it is folded: when, what, what kind of line it is; and in words what it opens on."""

    when: Html
    what: Html
    meta: Sequence[Html]
    told: str


def _folded(line: _Line, body: Sequence[Html], kind: str, opened: bool = False) -> Html:
    """A card: its line with links, and beside it (a summary holds no links) what opens its sources over all of it."""
    main = element("div", [line.what, element("span", line.meta, class_="ct-meta")], class_="ct-main")
    opens = element("summary", element("span", f"Sources: {line.told}", class_="ct-hidden"))
    details = element("details", [opens, element("div", body, class_="ct-body")], open="" if opened else None)
    return element("div", [element("div", [line.when, main], class_="ct-line"), details], class_=kind, role="listitem")


def _differences(entry: Entry) -> list[str]:
    """What its sources disagree on; the dates in one line, as each claim beneath says its own."""
    dated = any(item.date and item.date != entry.date for item in entry.evidence)
    others = [note for note in entry.disagreements if _DATED not in note]
    said = ["Sources differ on the date: those that give another say so below."] if dated and entry.date else []
    return [*(said if len(others) < len(entry.disagreements) else []), *(f"Sources differ: {note}" for note in others)]


def _when(entry: Entry) -> str:
    """The date; of one that nobody dates, when it was first told."""
    first = next((item.published for item in entry.history if item.published), None)
    return f"undated, told {wording.day(first)}" if not entry.date and first else wording.when(entry.date)


def _evidence(entry: Entry, words: Sequence[str], whole: bool) -> Html:
    """Every claim; of many the first, which told it, and the latest, with those between folded."""

    def shown(claims: Sequence[Evidence]) -> list[Html]:
        return [evidence_item(item, entry, words) for item in claims]

    told = entry.history
    if len(told) <= _MOST_OPEN + 1:
        return element("ol", shown(told), class_="ct-evidence")
    first, between, last = told[:1], told[1 : 1 - _MOST_OPEN], told[1 - _MOST_OPEN :]
    kept = between if whole else between[:_MOST_FOLDED]
    left = len(between) - len(kept)
    rest = [element("li", links.entry(f"{left:,} more on a page of its own", entry))] if left else []
    more = element("summary", f"{len(between)} more sources")
    hidden = element("ol", [*shown(kept), *rest], class_="ct-evidence")
    folded = element("li", element("details", [more, hidden], class_="ct-more"))
    return element("ol", [*shown(first), folded, *shown(last)], class_="ct-evidence")


def status_mark(status: Status) -> Html:
    """The status as a sign and a word, so that it is told without colour."""
    sign, word = wording.STATUS_SIGNS[status], wording.STATUSES[status]
    return element("span", word, class_=f"ct-status ct-status-{status.value}", data_sign=sign)


def grade_badge(grade: Grade | None, letter: bool = False) -> Html:
    """A grade in its colour, the same everywhere; on request with the letter that stands for it on the map."""
    if grade is None:
        return element("span", "not known", class_="ct-grade ct-g-unknown")
    first = f"{colours.GRADE_LETTERS[grade]} · " if letter else ""
    return element("span", f"{first}{wording.GRADES[grade]}", class_=f"ct-grade ct-g-{grade.value.replace(' ', '-')}")


def evidence_item(item: Evidence, entry: Entry, words: Sequence[str] = ()) -> Html:
    """One article's claim: the quote with its telling words marked, where it stands, and how to cite it."""
    people = [name.split()[-1] for name in entry.people if name.split()]
    told = [*words, *entry.councils, entry.organisation or "", entry.amount or "", entry.grade or "", *people]
    said = [] if item.status is entry.status else [status_mark(item.status), " · "]
    when = [f"{_DATED.lstrip()}{wording.when(item.date)} · "] if item.date and item.date != entry.date else []
    title = item.title or item.url
    line = [
        *said,
        external(title, item.url) if web_address(item.url) else links.document(title, item.article_id, item),
        f" · {item.source} · {wording.day(item.published)} · ",
        *when,
        links.document("read it in place", item.article_id, item),
        " · ",
        copier("copy citation", citation(item)),
    ]
    quote = element("blockquote", marked(item.quote, _stretches(item.quote, told)))
    return element("li", [quote, element("div", line, class_="ct-source")])


def post_card(post: Post) -> Html:
    """Who held a role, as articles stated it, with the sentences that do."""
    when = wording.between(post.since, post.as_of)
    elsewhere = post.organisation and council_named(post.organisation) not in post.councils
    at = [links.body(post.organisation)] if post.organisation and elsewhere else []
    councils = [links.council(name) for name in post.councils]
    what = [element("b", links.person(post.name)), f", {post.role}" if post.role else ""]
    what += [" — ", links.listed([*at, *councils])] if at or councils else []
    meta = [element("span", "as reported"), element("span", wording.counted(len(post.entry.articles), "source"))]
    line = _Line(
        element("span", when or "undated", class_="ct-when"),
        element("span", what, class_="ct-what"),
        meta,
        f"{post.name}{f', {post.role}' if post.role else ''}",
    )
    told = post.entry.history[-_MOST_FOLDED:]
    left = len(post.entry.history) - len(told)
    named = internal(f"{left:,} earlier among the documents that name them", "documents", {"person": post.name})
    items = [*([element("li", named)] if left else []), *(evidence_item(item, post.entry) for item in told)]
    evidence = element("ol", items, class_="ct-evidence")
    return _folded(line, [evidence], "ct-entry ct-happened")


def post_list(posts: Iterable[Post]) -> Html:
    """Posts one under the other."""
    return element("div", [post_card(post) for post in posts], class_="ct-list", role="list")


def article_list(articles: Iterable[ArticleHit]) -> Html:
    """Articles found by full text, with the stretch that matched."""
    return element("div", [article_card(hit) for hit in articles], class_="ct-list", role="list")


def article_card(hit: ArticleHit) -> Html:
    """One article found: its title, where and when it was published, and the words that matched."""
    title = element("b", links.document(hit.title or hit.url, hit.article_id))
    original = [" · ", external("original", hit.url)] if web_address(hit.url) else []
    line = [f"{hit.source} · {wording.day(hit.published)}", *original]
    cut = "" if hit.snippet[:1].isupper() or not hit.snippet else "… "
    more = "" if hit.snippet.endswith((".", "!", "?", "”")) or not hit.snippet else " …"
    snippet = element("p", [cut, marked(hit.snippet, hit.highlights), more])
    return element(
        "div", [title, element("div", line, class_="ct-source"), snippet], class_="ct-article", role="listitem"
    )


def _what(entry: Entry) -> Html:
    """Councils, then what is told of them: grade, body, people, title, amount, each a link to more of it."""
    parts: list[str | Html] = []
    if entry.grade:
        parts.append(joined([grade_badge(entry.grade), wording.area(entry)]))
    title = (entry.title or "")[:1].upper() + (entry.title or "")[1:]
    parts += [text for text in (entry.amount, title) if text and text not in entry.people]
    parts += [links.person(name) for name in entry.people if name not in title]
    # A rating is its council's: a trust named beside it may have come later.
    rated = bool(entry.grade and entry.councils)
    if entry.organisation and entry.organisation not in entry.councils and not rated:
        parts.append(links.body(entry.organisation))
    told = joined(item for number, part in enumerate(parts) for item in ((" · ", part) if number else (part,)))
    named = links.listed(links.council(name) for name in entry.councils)
    dash = " — " if named and parts else ""
    return element("span", [element("b", named), dash, element("span", told, class_="ct-told")], class_="ct-what")


def _stretches(quote: str, words: Iterable[str]) -> list[tuple[int, int]]:
    lowered = quote.lower()
    spans = []
    for word in sorted({w.lower() for w in words if len(w) > 2}, key=len, reverse=True):
        at = lowered.find(word)
        while at >= 0:
            spans.append((at, at + len(word)))
            at = lowered.find(word, at + len(word))
    return spans
