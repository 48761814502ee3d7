"""The finders as spaCy components: each writes a span group, with the value of every span, into the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.councils import find_councils, resolve_councils
from nlp.dates import find_dates
from nlp.events import find_events
from nlp.organisations import find_organisations
from nlp.people import find_people
from nlp.ratings import find_ratings
from nlp.reading import Mention, MentionKind

GROUPS = {
    MentionKind.COUNCIL: "councils",
    MentionKind.ORGANISATION: "organisations",
    MentionKind.DATE: "dates",
    MentionKind.RATING: "ratings",
    MentionKind.PERSON: "people",
}
# In the order they run: people need councils and organisations, events need them all.
COMPONENTS = tuple(
    f"caretrail_{name}" for name in ("councils", "organisations", "dates", "ratings", "people", "events")
)


def register() -> None:
    """Declare what the components keep: on a document its article and what was found in it; on a span its value."""
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default=None)
        Doc.set_extension("mentions", default=())
        Doc.set_extension("people", default=())
        Doc.set_extension("events", default=())
        Doc.set_extension("skipped", default=())
        Span.set_extension("value", getter=_value)


def mentions_of(doc: Doc, kind: MentionKind) -> list[Mention]:
    """The mentions of a kind found so far, in order, with exact character offsets into the text."""
    return [mention for mention in doc._.mentions if mention.kind is kind]


def mark(doc: Doc, kind: MentionKind, found: Iterable[Mention]) -> None:
    """Keep the mentions, and show them as the span group of their kind.

    A span covers the tokens its mention touches, so it may be wider than the mention ("Herefordshire" inside one run-on
    token); label is the kind and kb_id (also ``span._.value``) the value.
    """
    mentions = list(found)
    doc._.mentions = (*doc._.mentions, *mentions)
    spans = (doc.char_span(m.start, m.end, label=kind.value, kb_id=m.value, alignment_mode="expand") for m in mentions)
    doc.spans[GROUPS[kind]] = [span for span in spans if span is not None]


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions by where they begin."""
    return sorted(mentions, key=lambda mention: (mention.start, mention.end))


def _value(span: Span) -> str:
    return span.kb_id_


@Language.component("caretrail_councils")
def councils(doc: Doc) -> Doc:
    """Write doc.spans["councils"]: those named, and those meant by "the authority" and the like."""
    mark(doc, MentionKind.COUNCIL, _below_title(doc, _councils))
    return doc


def _councils(text: str) -> list[Mention]:
    named = find_councils(text)
    return in_order([*named, *resolve_councils(text, named)])


@Language.component("caretrail_organisations")
def organisations(doc: Doc) -> Doc:
    """Write doc.spans["organisations"]: those named, and those meant by "the trust" and the like."""
    mark(doc, MentionKind.ORGANISATION, _below_title(doc, find_organisations))
    return doc


def _below_title(doc: Doc, find: Callable[[str], list[Mention]]) -> list[Mention]:
    """What is found in the text when it is read below its title, as its readers do."""
    title = doc._.article.title if doc._.article else ""
    above = len(title) + 2
    found = find(f"{title}\n\n{doc.text}")
    return [replace(m, start=m.start - above, end=m.end - above) for m in found if m.start >= above]


@Language.component("caretrail_dates")
def dates(doc: Doc) -> Doc:
    """Write doc.spans["dates"], as seen from the article's day of publication."""
    mark(doc, MentionKind.DATE, find_dates(doc.text, _published(doc)))
    return doc


@Language.component("caretrail_ratings")
def ratings(doc: Doc) -> Doc:
    """Write doc.spans["ratings"]: the grades."""
    mark(doc, MentionKind.RATING, find_ratings(doc.text))
    return doc


@Language.component("caretrail_people")
def people(doc: Doc) -> Doc:
    """Write doc.spans["people"] and doc._.people; needs entities, councils and organisations."""
    named = (mentions_of(doc, kind) for kind in (MentionKind.COUNCIL, MentionKind.ORGANISATION))
    doc._.people, found = find_people(doc, *named)
    mark(doc, MentionKind.PERSON, found)
    return doc


@Language.component("caretrail_events")
def events(doc: Doc) -> Doc:
    """Write doc._.events and doc._.skipped; needs the parse and every span group."""
    title = doc._.article.title if doc._.article else ""
    found = find_events(doc, in_order(doc._.mentions), doc._.people, _published(doc), title)
    doc._.events, doc._.skipped = found
    return doc


def _published(doc: Doc) -> date | None:
    return doc._.article.published_on if doc._.article else None
