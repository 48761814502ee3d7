"""Publications: named reports, reviews, strategies, papers and statistics that came out or are to come out."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.events import arguments as args
from nlp.events import publishing
from nlp.events.cues import cue
from nlp.events.publishing import Sign
from nlp.events.status import settled
from nlp.events.story import Hit, Story
from nlp.events.titles import Titled, inside, titled
from nlp.reading import Event, EventType, MentionKind, Skipped

PUBLICATION = EventType.PUBLICATION


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each document the text says was published, or cites with its date or its name."""
    for sentence in story.sentences:
        last = -1
        hits = [] if sentence.heading else list(story.hits_of(sentence, "publication.strong", "publication.weak"))
        for hit in sorted(hits, key=lambda h: (h.start, h.cue)):
            if hit.start < last or sentence.token_at(hit.end - 1).pos_ not in ("NOUN", "PROPN"):
                continue
            name = titled(hit)
            found = _read(story, hit, name)
            if found is not None:
                last = max(last, name.end)
                yield found


def _read(story: Story, hit: Hit, name: Titled) -> Event | Skipped | None:
    """The publication, or why it is none; None for a noun that nothing says was published."""
    sign = publishing.sign(story, hit, name)
    if sign is None:
        return None
    reason = sign.doubt or _reason(story, hit, name)
    if reason:
        return story.skip(PUBLICATION, hit, reason)
    return _event(story, hit, name, sign)


def _reason(story: Story, hit: Hit, name: Titled) -> str | None:
    """Why what was published is no document of the sector's shelf."""
    near = hit.sentence.text[max(0, name.start - 12 - hit.sentence.start) : name.end + 30 - hit.sentence.start]
    if cue("publication.not_named").search(near) and not name.proper:
        return "a report of one case, or a council's own paper"
    if cue("publication.own_article").search(near):
        return "the text speaks of itself"
    if not name.proper and _of_inspection(story, hit, name):
        return "an inspection's report: its ratings are told as such"
    if not name.proper and not _is_told(story, hit, name):
        return "no name that would tell which document it is"
    return None


def _of_inspection(story: Story, hit: Hit, name: Titled) -> bool:
    """Whether an unnamed document is what inspectors wrote of one council."""
    if cue("publication.own_work").search(name.title):
        return False
    publisher = publishing.publisher(story, hit, name)
    return cue("publication.by_inspectors").search(hit.sentence.text) is not None or (
        publisher is not None
        and publishing.kind_of(publisher) == "regulator"
        and cue("publication.report").search(hit.text) is not None
    )


def _is_told(story: Story, hit: Hit, name: Titled) -> bool:
    """Whether a description tells which document: more than the noun, or whose it is."""
    if name.title.lower() != hit.text.lower() or " " in hit.text.strip():
        return True
    return publishing.publisher(story, hit, name) is not None or bool(publishing.authors(hit, name))


def _event(story: Story, hit: Hit, name: Titled, sign: Sign) -> Event:
    people = publishing.authors(hit, name)
    councils = [m.value for m in hit.sentence.of(MentionKind.COUNCIL) if inside(m, name) and not m.anaphor]
    return story.event(
        PUBLICATION,
        hit,
        settled(sign.status, sign.date, story.published),
        f"publication: {sign.rule}",
        date=sign.date,
        councils=tuple(dict.fromkeys(councils)) if cue("publication.on_councils").search(name.title) else (),
        organisation=publishing.publisher(story, hit, name),
        people=people,
        title=publishing.full_title(hit, name),
        confidence=round((0.85 if name.proper else 0.7) * (args.IN_CLAUSE if sign.date else args.IN_PASSAGE), 2),
    )
