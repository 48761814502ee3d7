"""People: who an article names, with the role and organisation it states for them."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.reading import Mention, MentionKind, Person


def find_people(doc: Doc, councils: list[Mention], organisations: list[Mention]) -> tuple[list[Person], list[Mention]]:
    """The people of a document and every mention of them."""
    people: dict[str, Person] = {}
    mentions = []
    for span in doc.ents:
        if span.label_ == "PERSON" and len(span) > 1:
            people.setdefault(span.text, Person(span.text, start=span.start_char, end=span.end_char))
            mentions.append(Mention(MentionKind.PERSON, span.start_char, span.end_char, span.text, span.text))
    return list(people.values()), mentions
