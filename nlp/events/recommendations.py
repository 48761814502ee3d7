"""Recommendations: what a commissioner, reviewer or adviser formally advises for a named council."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.events import arguments as args
from nlp.events.cues import cue
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

ADVICE = EventType.RECOMMENDATION


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each recommendation for a named council: "X recommended that …", "on the recommendation of a commissioner"."""
    for hit in story.hits("recommendation.on_advice"):
        if cue("recommendation.adviser").search(hit.after[:60]):
            yield from _event(story, hit, "on advice")
    for hit in story.hits("recommendation.made"):
        if cue("recommendation.general").search(hit.before[-40:] + hit.text):
            yield story.skip(ADVICE, hit, "what is usually or might be recommended")
        elif cue("recommendation.not_council").search(hit.after):
            yield story.skip(ADVICE, hit, "addressed to the government or to all")
        elif _by_adviser(story, hit):
            yield from _event(story, hit, "made")


def _by_adviser(story: Story, hit: Hit) -> bool:
    """Whether who recommends is an adviser: called one before the verb, or "he", "it" or a name for one told before."""
    if cue("recommendation.adviser").search(hit.before):
        return True
    named = cue("person.pronoun").search(hit.before) or hit.sentence.of(MentionKind.PERSON)
    if not named or not hit.text.lower().startswith("recommend"):
        return False
    return any(cue("recommendation.adviser").search(earlier.text) for earlier in story.back(hit.sentence, reach=4))


def _event(story: Story, hit: Hit, rule: str) -> Iterator[Event | Skipped]:
    councils = args.councils_of(story, hit)
    general = cue("recommendation.councils").search(hit.sentence.text) and councils.sure <= args.IN_PASSAGE
    if not councils.values or general:
        yield story.skip(ADVICE, hit, "for no council that is named")
        return
    when = args.date_of(story, hit)
    people = args.people_of(story, hit) if rule == "made" else ()
    for name in councils.values[:1] if rule == "made" else councils.values:
        yield story.event(
            ADVICE,
            hit,
            Status.HAPPENED,
            f"recommendation: {rule}",
            date=when.first or args.report_date(story, hit),
            councils=(name,),
            people=people,
            organisation=_body(hit) if not people else None,
            confidence=round(0.8 * councils.sure, 2),
        )


def _body(hit: Hit) -> str | None:
    """The body that recommends, where an organisation that is no trust is named before the verb."""
    named = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if m.end <= hit.start]
    bodies = [m.value for m in named if not args.is_trust(m.value)]
    return bodies[-1] if bodies else None
