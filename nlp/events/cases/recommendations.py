"""Recommendations: what a commissioner, reviewer or adviser formally advises for a named council."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.edtf import day
from nlp.events import arguments as args
from nlp.events.advised import advised
from nlp.events.cues import cue
from nlp.events.news import just_now
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Person, Skipped, Status

ADVICE = EventType.RECOMMENDATION
# How far behind its words the adviser's name may begin, in characters; the last paragraph that tells the news.
_NEAR, _LEAD = 20, 3


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each recommendation for a named council: "X recommended that …", "on the recommendation of a commissioner"."""
    for hit in story.hits("recommendation.on_advice"):
        if cue("recommendation.adviser").search(hit.after[:60]) or _names_adviser(story, hit):
            yield from _event(story, hit, "on advice")
    for hit in story.hits("recommendation.made", "recommendation.after"):
        reason = _reason(hit)
        if reason:
            yield story.skip(ADVICE, hit, reason)
        elif hit.cue.endswith("after") or _by_adviser(story, hit):
            yield from _event(story, hit, "made")


def _reason(hit: Hit) -> str | None:
    if cue("recommendation.general").search(hit.before[-40:] + hit.text):
        return "what is usually or might be recommended"
    if cue("recommendation.not_council").search(hit.after):
        return "addressed to the government or to all"
    if cue("case_review.noun").search(hit.before):
        return "the lessons of a case, for all who had part in it"
    return None


def _by_adviser(story: Story, hit: Hit) -> bool:
    """Whether who recommends is an adviser: called one before the verb, or "he", "it" or a name for one told before."""
    if cue("recommendation.adviser").search(hit.before):
        return True
    named = cue("person.pronoun").search(hit.before) or hit.sentence.of(MentionKind.PERSON)
    if not named or not hit.text.lower().startswith("recommend"):
        return False
    return any(cue("recommendation.adviser").search(earlier.text) for earlier in story.back(hit.sentence, reach=4))


def _names_adviser(story: Story, hit: Hit) -> bool:
    """Whether the person named right behind the words is an adviser by their role."""
    near = [m.value for m in hit.sentence.of(MentionKind.PERSON) if 0 <= m.start - hit.end <= _NEAR]
    return any(_is_adviser(person) for person in story.people if person.name in near)


def _is_adviser(person: Person) -> bool:
    return person.role is not None and cue("recommendation.adviser").search(person.role) is not None


def _event(story: Story, hit: Hit, rule: str) -> Iterator[Event | Skipped]:
    councils = advised(story, hit)
    general = cue("recommendation.councils").search(hit.sentence.text) and councils.sure <= args.IN_PASSAGE
    if not councils.values or general:
        yield story.skip(ADVICE, hit, "for no council that is named")
        return
    when = args.date_of(story, hit).first or args.report_date(story, hit) or _just_now(story, hit)
    people = args.people_of(story, hit) if rule == "made" else ()
    for name in councils.values[:1] if rule == "made" else councils.values:
        yield story.event(
            ADVICE,
            hit,
            Status.HAPPENED,
            f"recommendation: {rule}",
            date=when,
            councils=(name,),
            people=people,
            organisation=_body(hit) if not people else None,
            confidence=round(0.8 * councils.sure, 2),
        )


def _just_now(story: Story, hit: Hit) -> str | None:
    """The day of the news: for advice told at its very head, or in the present or the perfect soon after."""
    present = hit.text.lower().endswith("s") or hit.cue.endswith("after")
    if hit.cue.endswith("on_advice"):
        return None
    if story.published and hit.sentence.paragraph <= (_LEAD if present else 0):
        return f"{day(story.published)}~"
    return just_now(story, hit)


def _body(hit: Hit) -> str | None:
    """The body that recommends, where an organisation that is no trust is named before the verb."""
    named = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if m.end <= hit.start]
    bodies = [m.value for m in named if not args.is_trust(m.value)]
    return bodies[-1] if bodies else None
