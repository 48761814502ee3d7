"""Rulings: what a court, a tribunal or an ombudsman found or ordered of a named council."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events import heads
from nlp.events.cases import decisions
from nlp.events.cues import cue, ending, opening
from nlp.events.status import Doubt, settled, verdict
from nlp.events.story import Hit, Story, one_each
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

RULING = EventType.RULING
# How far from the body its verdict may stand, and how near the start of a sentence its date, in characters.
_NEAR, _OPENING, _LEAD, _OBJECT = 110, 30, 3, 60
_LATELY = timedelta(days=7)


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each ruling of a court, tribunal or ombudsman on a council the text names."""
    stated = list(decisions.find(story))
    yield from stated
    if stated:
        return
    for sentence in story.sentences:
        hits = [] if sentence.heading else list(story.hits_of(sentence, "ruling.body"))
        if not hits or cue("ruling.act").search(sentence.text) is None:
            continue
        hit = next((one for one in hits if not cue("ruling.second").fullmatch(one.text)), hits[0])
        reason = _reason(story, hit)
        if reason:
            yield story.skip(RULING, hit, reason)
        else:
            yield from _events(story, hit)


def _reason(story: Story, hit: Hit) -> str | None:
    text = hit.sentence.text
    if cue("ruling.general").search(text):
        return Doubt.GENERAL.value
    if cue("ruling.not_found").search(text):
        return Doubt.DENIED.value
    act = [m for m in cue("ruling.act").finditer(text) if abs(m.start() - (hit.start - hit.sentence.start)) <= _NEAR]
    if not act:
        return "nothing the court or ombudsman is said to have found"
    if verdict(hit).doubt in (Doubt.QUESTION, Doubt.CONDITIONAL):
        return Doubt.CONDITIONAL.value
    if not _whose(story, hit).values:
        return "no council it could be of"
    if not _dates(story, hit) and not _plainly_told(hit):
        return "no date of the ruling"
    return None


def _whose(story: Story, hit: Hit) -> args.Found:
    """The councils ruled on; those the next sentence names, where this one speaks of "a local authority"."""
    following = story.sentences[hit.sentence.index + 1 : hit.sentence.index + 2]
    unnamed = cue("ruling.unnamed").search(hit.sentence.text) and not hit.sentence.of(MentionKind.COUNCIL)
    named = [m.value for later in following if unnamed for m in later.councils]
    return args.Found(tuple(named[:1]), args.IN_PASSAGE) if named else args.councils_of(story, hit)


def _events(story: Story, hit: Hit) -> Iterator[Event]:
    councils = _whose(story, hit)
    another = cue("ruling.second").search(hit.sentence.text)
    dates: list[str | None] = [*_dates(story, hit)]
    for when in dates or [None]:
        planned = ending("ruling.planned").search(hit.before) or cue("ruling.planned").match(hit.after.lstrip())
        event = story.event(
            RULING,
            hit,
            settled(Status.PLANNED if planned else Status.HAPPENED, when, story.published),
            "ruling: found or ordered",
            date=when,
            organisation=_body(hit),
            people=_judge(hit),
            title=another[0] if another else None,
            amount=decisions.to_pay(hit.sentence.text),
            confidence=round(0.8 * councils.sure, 2),
        )
        yield from one_each(event, councils.values[:1])


def _dates(story: Story, hit: Hit) -> list[str]:
    """The dates of the rulings: that hang on "judgments from 2018 and 2021", open the sentence, or the day's news."""
    sentence = hit.sentence
    dates = args.dates_of_events(sentence)
    hung: list[Mention] = []
    for mention in dates:
        left = sentence.text[: mention.start - sentence.start]
        joined = bool(hung) and re.fullmatch(
            r",? (?:and |or )?(?:another (?:in |on |from )?)?",
            sentence.text[hung[-1].end - sentence.start :][: mention.start - hung[-1].end],
        )
        if ending("ruling.dated").search(left) or joined:
            hung.append(mention)
    opens = [m for m in dates if m.start - sentence.start <= _OPENING and m.end <= hit.start]
    headed = heads.dated_by(story, sentence)
    if headed and not hung:
        return [headed]
    told = hung or opens[:1] or _beside(hit, dates) or _fresh(story, dates)
    decided = cue("ruling.decided").search(hit.after[:60])
    if not told and decided:
        told = [m for m in dates if m.start >= hit.end and sentence.same_clause(m.start, hit.start)][:1]
    if told:
        return [m.value for m in told]
    if sentence.paragraph < _LEAD and story.published and _news(hit):
        return [f"{day(story.published)}~"]
    return []


def _beside(hit: Hit, dates: list[Mention]) -> list[Mention]:
    """A date right beside the verb of ruling: "found last year", "ruled on 3 May"."""
    for act in cue("ruling.act").finditer(hit.sentence.text):
        end = hit.sentence.start + act.end()
        beside = [m for m in dates if 0 <= m.start - end <= 6]
        if beside:
            return beside[:1]
    return []


def _fresh(story: Story, dates: list[Mention]) -> list[Mention]:
    """A date of the days before publication: what was done so lately is the ruling, not what it was on."""
    lately = [m for m in dates if story.published and abs(story.published - When.parse(m.value).latest) <= _LATELY]
    return lately[:1]


def _plainly_told(hit: Hit) -> bool:
    """Whether a body is said to have ruled on a council named before it or right behind the verb, though not when."""
    right = opening("ruling.plainly").match(hit.after.lstrip())
    start = hit.end + right.end() if right else 0
    named = [m for m in hit.sentence.of(MentionKind.COUNCIL) if right and m.start - start <= _OBJECT]
    return bool(named) and re.search('[“"]', hit.sentence.text[: start + _OBJECT - hit.sentence.start]) is None


def _news(hit: Hit) -> bool:
    """Whether the ruling is told as new: "has found", or the plain past of a lead."""
    return cue("ruling.news").search(hit.sentence.text) is not None


def _body(hit: Hit) -> str | None:
    bodies = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if cue("ruling.body").search(m.value)]
    if bodies:
        return args.nearest(hit, bodies).value
    return "High Court" if cue("ruling.justice").match(hit.text) and hit.text.endswith("Justice") else None


def _judge(hit: Hit) -> tuple[str, ...]:
    """The judge: a person right after "Mr Justice" or "Judge"."""
    for mention in hit.sentence.of(MentionKind.PERSON):
        left = hit.sentence.text[: mention.start - hit.sentence.start]
        if ending("ruling.justice").search(left) or cue("ruling.justice").match(mention.text):
            return (mention.value,)
    return ()
