"""Events: the rules of each family, run over one article's story, and the duplicates among their findings merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from spacy.tokens import Doc

from nlp.events.cases import case_reviews, recommendations, rulings
from nlp.events.changes import finance, pilots, reorganisations
from nlp.events.documents import legislation, publications
from nlp.events.existing import of_existing
from nlp.events.inspections import ratings
from nlp.events.inspections.reports import find_report, is_report
from nlp.events.interventions import commissioners, interventions, partners
from nlp.events.merge import merged, standing
from nlp.events.posts import posts
from nlp.events.status import long_done
from nlp.events.story import Story
from nlp.events.trusts import considered, moves, trusts
from nlp.reading import Event, Mention, Person, Skipped

Family = Callable[[Story], Iterable[Event | Skipped]]

# Each family reads the story by itself; the order is only that of the result's ties.
FAMILIES: tuple[Family, ...] = (
    ratings.find,
    trusts.find,
    moves.find,
    considered.find,
    partners.find,
    interventions.find,
    commissioners.find,
    recommendations.find,
    publications.find,
    pilots.find,
    reorganisations.find,
    finance.find,
    legislation.find,
    rulings.find,
    case_reviews.find,
    posts.find,
)


def find_events(
    doc: Doc,
    mentions: Sequence[Mention],
    people: Sequence[Person] = (),
    published: date | None = None,
    title: str = "",
) -> tuple[list[Event], list[Skipped]]:
    """The events an article asserts, and the candidates that were not taken for one.

    An inspection report is read as one: the judgements of its front page.

    Args:
        doc: tagged and parsed; its text is the article's, so that offsets into either are the same.
        mentions: councils, organisations, dates and people, anaphors among them, with offsets into that text.
        people: the article's people with their roles.
        published: the day of publication, for "just happened" and for what lies in the future; None when not known.
        title: the headline, which helps to tell what the article is about and is not itself read.

    Returns:
        Events in order of their evidence, one for each distinct event; then what was skipped, with the reason.

    Raises:
        ValueError: the document was not parsed.
    """
    if is_report(doc.text):
        return find_report(doc.text, mentions, published, title)
    if not doc.has_annotation("DEP"):
        raise ValueError("events need a parsed document: load the model with its tagger and parser")
    story = Story(doc, mentions, people, published, title)
    found = list(of_existing(story, (item for family in FAMILIES for item in family(story))))
    told = standing(merged(item for item in found if isinstance(item, Event)))
    events = [long_done(event, published) for event in told]
    skipped = sorted(
        {item for item in found if isinstance(item, Skipped)}, key=lambda s: (s.start, s.type or "", s.reason)
    )
    return events, skipped
