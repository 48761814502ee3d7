"""Offices: the event of a person's post, whose post it is, and the words that follow a person's name."""

from __future__ import annotations

import re

from nlp.events import arguments as args
from nlp.events.cues import cue
from nlp.events.status import settled
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Person, Status

# How far from a name its office may stand, in characters.
_ROLE = 90


def plain_after(hit: Hit) -> str:
    """The text after a name, an aside between commas ("…, 54, …", "…, chief executive of X, …") left out."""
    after = hit.after.lstrip()
    aside = re.match(r", (?!who\b|and\b)[^,.;]{1,90}, ?", after)
    after = after[aside.end() :] if aside else after.lstrip(", ")
    return re.sub(r"^(?:\([^)]*\) ?|who |and )+", "", after)


def left_of(hit: Hit, mention: Mention) -> str:
    """The sentence up to a mention."""
    return hit.sentence.text[: mention.start - hit.sentence.start]


def made(story: Story, hit: Hit, kind: EventType, name: str, what: tuple[Status, str | None]) -> Event:
    """The event that a named person took up (``kind`` appointment) or left a post; ``what`` is its status and date."""
    status, when = what
    known = next((p for p in story.people if p.name == name), None)
    trust = None if re.match(r",? ?who\b", hit.after) else args.trust_of(story, hit)
    councils = args.councils_of(story, hit).values if trust else _councils(story, hit, known)
    organisation = trust or _organisation(known, councils)
    return story.event(
        kind,
        hit,
        settled(status, when, story.published),
        f"{kind.value}: told of a person",
        date=when,
        councils=councils[:1] if not _national(hit) else (),
        organisation=organisation,
        people=(name,),
        confidence=round(0.75 * (1.0 if when else 0.8), 2),
    )


def _organisation(known: Person | None, councils: tuple[str, ...]) -> str | None:
    """The body the person is known to be of, unless that is of another council than the post's."""
    if known is None or (known.councils and councils and not set(known.councils) & set(councils)):
        return None
    return known.organisation


def _councils(story: Story, hit: Hit, known: Person | None) -> tuple[str, ...]:
    """Whose post it is: the council the sentence names, not one the person comes from; else as the person is known."""
    named = [
        m for m in hit.sentence.of(MentionKind.COUNCIL) if not cue("post.before_this").search(left_of(hit, m)[-35:])
    ]
    if named:
        return (args.nearest(hit, named).value,)
    if known and known.councils and not hit.sentence.of(MentionKind.COUNCIL):
        return known.councils
    return story.focus(hit.sentence)


def _national(hit: Hit) -> bool:
    """Whether the post is of a national body, so that a passage's council is not whose it is."""
    if cue("post.national").search(plain_after(hit)[:_ROLE]):
        return True
    return cue("post.national").search(hit.sentence.text) is not None and not hit.sentence.of(MentionKind.COUNCIL)
