"""The finders as spaCy components: each writes a span group, with the value of every span, into the document."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.people import find_people
from nlp.reading import Mention, MentionKind

GROUPS = {
    MentionKind.COUNCIL: "councils",
    MentionKind.ORGANISATION: "organisations",
    MentionKind.DATE: "dates",
    MentionKind.RATING: "ratings",
    MentionKind.PERSON: "people",
}
COMPONENTS = ("caretrail_people",)


def register() -> None:
    """Declare what the components keep: on a document its article, exact mentions and people; on a span its value."""
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default=None)
        Doc.set_extension("mentions", default=())
        Doc.set_extension("people", default=())
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


def _value(span: Span) -> str:
    return span.kb_id_


@Language.component("caretrail_people")
def people(doc: Doc) -> Doc:
    """Write doc.spans["people"] and doc._.people; needs entities, councils and organisations."""
    councils, organisations = (mentions_of(doc, k) for k in (MentionKind.COUNCIL, MentionKind.ORGANISATION))
    doc._.people, found = find_people(doc, councils, organisations)
    mark(doc, MentionKind.PERSON, found)
    return doc
