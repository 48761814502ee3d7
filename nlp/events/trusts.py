"""Trusts: children's trusts, companies and councils running another's services, set up, considered, or wound up."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.events import arguments as args
from nlp.events.arguments import Found
from nlp.events.cues import cue
from nlp.events.status import Doubt, settled, verdict
from nlp.events.story import Hit, Story, hits_in
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

CREATED, ENDED = EventType.TRUST_CREATED, EventType.TRUST_ENDED
# A verb and what it is done to stand no further apart than this, in characters.
_NEAR = 70


def find(story: Story) -> Iterator[Event | Skipped]:
    """What the article says of trusts being created or ended."""
    if not cue("trust.relevant").search(story.text):
        return
    for hit in story.hits("trust.ended.wind_up", "trust.ended.take_back"):
        yield from _ended(story, hit)
    for hit in story.hits("trust.created.verb", "trust.created.hand_over", "trust.created.take_over"):
        yield from _created(story, hit)


def _ended(story: Story, hit: Hit) -> Iterator[Event | Skipped]:
    winding_up = hit.cue.endswith("wind_up")
    if winding_up and not things(hit):
        return
    if not winding_up and not cue("trust.ended.services").search(hit.sentence.text):
        return
    yield from _event(story, hit, ENDED)
    yield from _did_so(story, hit)


def _did_so(story: Story, hit: Hit) -> Iterator[Event | Skipped]:
    """ "… and Worcestershire did so this year": the same said again of another council."""
    for again in hits_in(hit.sentence, cue("trust.ended.did_so"), "did_so"):
        if again.start > hit.end:
            yield from _event(story, again, ENDED)


def _created(story: Story, hit: Hit) -> Iterator[Event | Skipped]:
    if hit.cue.endswith("hand_over"):
        yield from _event(story, hit, CREATED)
    elif hit.cue.endswith("take_over"):
        if (
            "back" not in hit.after[:20]
            and cue("trust.ended.services").search(hit.after[:60])
            and _subject_is_trust(hit)
        ):
            yield from _event(story, hit, CREATED)
    elif things(hit):
        yield from _event(story, hit, CREATED)


def _subject_is_trust(hit: Hit) -> bool:
    return any(end <= hit.start for _, end in things(hit))


def things(hit: Hit) -> list[tuple[int, int]]:
    """Where the hit's clause names a trust or company, or speaks of one, near the verb: offsets into the article."""
    sentence = hit.sentence
    spans = [(m.start, m.end) for m in sentence.of(MentionKind.ORGANISATION) if args.is_trust(m.value)]
    barred = [(h.start, h.end) for h in hits_in(sentence, cue("trust.not_thing"))]
    for found in hits_in(sentence, cue("trust.thing")):
        if not any(start <= found.start < end for start, end in barred):
            spans.append((found.start, found.end))
    near = [s for s in spans if s[1] > hit.start - _NEAR and s[0] < hit.end + _NEAR]
    return [s for s in near if sentence.same_clause(s[0], hit.start) or s[1] <= hit.start]


def _event(story: Story, hit: Hit, kind: EventType) -> Iterator[Event | Skipped]:
    said = verdict(hit)
    if said.doubt is not None:
        yield story.skip(kind, hit, said.doubt.value)
        return
    if said.plain and _is_noun_like(hit):
        yield story.skip(kind, hit, Doubt.GENERAL.value)
        return
    councils = _councils(story, hit)
    if not councils.values:
        yield story.skip(kind, hit, "no council it could be of")
        return
    when = args.date_of(story, hit)
    status = settled(said.status or Status.HAPPENED, when.first, story.published)
    rule = hit.cue.rsplit(".", 1)[-1]
    for group in _groups(hit, councils):
        trust = args.trust_of(story, hit, group)
        yield story.event(
            kind,
            hit,
            status,
            f"{kind.value}: {rule}",
            date=when.first,
            councils=group,
            organisation=trust,
            confidence=round(0.9 * councils.sure * when.sure, 2),
        )


def _is_noun_like(hit: Hit) -> bool:
    """Whether the verb is a bare gerund ("the cost of winding up the company"): nobody says that it was done."""
    verb = hit.sentence.token_at(hit.start)
    return verb.tag_ == "VBG" and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _councils(story: Story, hit: Hit) -> Found:
    named = args.councils_of(story, hit)
    if named.sure == args.IN_CLAUSE:
        return named
    trust = args.trust_of(story, hit)
    served = args.trust_councils(trust) if trust else ()
    return Found(served, args.IN_SENTENCE) if served else named


def _groups(hit: Hit, councils: Found) -> list[tuple[str, ...]]:
    """One event for all councils that share one company, else one each."""
    several = cue("trust.plural").search(hit.sentence.text) is not None
    if len(councils.values) > 1 and not several:
        return [councils.values]
    return [(name,) for name in councils.values]
