"""Posts: a person takes up a post, or leaves one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events import heads
from nlp.events.cues import cue, ending, opening
from nlp.events.posts import leads, leavers, phrases, takeups
from nlp.events.posts.named_posts import barred, role_in
from nlp.events.posts.offices import Told, limit, made, plain_after, post_dates, together, without_office
from nlp.events.posts.predicates import closes_a_clause, predicates
from nlp.events.posts.terms import steps, terms
from nlp.events.sentences import Sentence
from nlp.events.status import verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

APPOINTMENT, DEPARTURE = EventType.APPOINTMENT, EventType.DEPARTURE
# How far from a person's name the verb may begin, and from the verb the post, in characters.
_GAP, _ROLE, _DATE, _BEFORE = 40, 90, 80, 200


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each person the text says was appointed to a post, took it up, held it for a time or left it."""
    found = [item for sentence in story.sentences if _tells(sentence) for item in _of_sentence(story, sentence)]
    yield from takeups.taken_up(story, found)
    yield from leads.not_named_at_first(story)


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence is more than a heading: a caption with a date in it is."""
    return not sentence.heading or bool(sentence.of(MentionKind.DATE))


def _of_sentence(story: Story, sentence: Sentence) -> Iterator[Event | Skipped]:
    for run in together(sentence):
        for person in run:
            hit = Hit(sentence, run[0].start, run[-1].end, person.text, "person")
            yield from _of_person(story, hit, person.value)
            yield from steps(story, hit, person.value)
    for hit, name in leavers.stands_for(story, sentence):
        yield from _of_subject(story, hit, name)
        yield from steps(story, hit, name)
    yield from phrases.fronted(story, sentence)
    yield from _of_speaker(story, sentence.index)


def _of_person(story: Story, hit: Hit, name: str) -> Iterator[Event | Skipped]:
    """What the words on either side of a person's name say of a post."""
    after = plain_after(hit)
    if opening("post.not_post").match(re.sub(r"^(?:who |has |have |had |will |is |was )+", "", after)):
        return
    yield from phrases.told(story, hit, name)
    out = [*terms(story, hit, name), *_of_verbs(story, hit, name, after)]
    yield from out
    if not any(isinstance(item, Event) and item.type is DEPARTURE for item in out):
        yield from leavers.left(story, hit, name)


def _of_verbs(story: Story, hit: Hit, name: str, after: str) -> Iterator[Event | Skipped]:
    """What is told by the verbs a person is the subject or object of, and of where those who leave go."""
    told = {t.start: t for t in _all_told(hit, after)}
    for one in told.values():
        event = _event(story, hit, name, one)
        yield event
        if isinstance(event, Event) and one.kind is DEPARTURE:
            yield from leavers.goes_to(story, hit, event, one)


def _all_told(hit: Hit, after: str) -> Iterator[Told]:
    """Everything told of a post around a name: before it, right after it, and by each verb it is the subject of."""
    chaired = ending("post.chaired").search(hit.before[-_BEFORE:])
    if chaired:
        yield Told(APPOINTMENT, f"will be chair {hit.after[:_ROLE]}", hit.end)
    described = re.match(r", (?:the|an?|its) [^,.;]{3,100}? who (?=(?:was|has|had|is|became|took|joined)\b)", hit.after)
    relative = re.match(r", who [^.;]{3,140}?, (?=[a-z])", hit.after)
    parts = [
        *([] if closes_a_clause(hit) else [after]),
        *predicates(hit),
        *(hit.after[found.end() :] for found in (relative, described) if found),
    ]
    if closes_a_clause(hit):
        parts = [part for part in parts if not hit.after.lstrip().startswith(part)]
    told = [found for part in parts if (found := _told(hit, part))]
    before = without_office(hit)[-_BEFORE:]
    if ending("post.appoints").search(before) and (role_in(hit.after[:_ROLE]) or ending("post.this").search(before)):
        yield Told(APPOINTMENT, re.sub(r"^ to (?:be|become|take over) ", "", hit.after[:_ROLE]), hit.end)
    elif ending("post.followed_by").search(before):
        yield Told(APPOINTMENT, f"replaces {hit.after[:_ROLE]}", hit.end)
    elif told:
        yield from told
    elif ending("post.suggests").search(before) and cue("post.for_it").search(hit.after[:_BEFORE]):
        yield Told(APPOINTMENT, "would " + hit.after[:_ROLE], hit.end)
    elif cue("post.incoming").match(hit.sentence.text) and role_in(hit.before) and not re.search(r"[,.;]", hit.before):
        yield Told(APPOINTMENT, hit.before, hit.end)


def _told(hit: Hit, after: str) -> Told | None:
    """Whether the words after a name say that a post is taken up or left; ``after`` ends the hit's sentence."""
    kinds = {
        "left": DEPARTURE,
        "stays": DEPARTURE,
        "appointed": APPOINTMENT,
        "became": APPOINTMENT,
        "succeeds": APPOINTMENT,
    }
    for kind, rule in kinds.items():
        verb = opening(f"post.{kind}").match(after)
        start = hit.sentence.end - len(after) + verb.end() if verb else 0
        if verb and not (kind == "appointed" and _appoints(hit, verb[0], start)):
            return Told(rule, verb[0] + " " + after[verb.end() :][:_ROLE], start)
    held = opening("post.will_be").match(after)
    role = held and cue("post.role").match(after, held.end() + 1)
    if held and role and not re.match(r" (?:that|which|who)\b", after[role.end() :]):
        return Told(APPOINTMENT, after[: held.end() + _ROLE], hit.sentence.end - len(after) + held.end())
    return None


def _appoints(hit: Hit, verb: str, end: int) -> bool:
    """Whether a verb that ends at an offset tells that the person appointed somebody, rather than was appointed."""
    others = [m for m in hit.sentence.of(MentionKind.PERSON) if 0 <= m.start - end <= 8]
    return opening("post.active").match(verb) is not None or (bool(others) and " " not in verb)


def _of_subject(story: Story, hit: Hit, name: str) -> Iterator[Event | Skipped]:
    """What is said of whom "he", "she" or "the former minister" stands for: what is told with its date or place."""
    told = _told(hit, plain_after(hit))
    event = told and _event(story, hit, name, told)
    if told is None or not isinstance(event, Event):
        return
    places = [m for m in hit.sentence.of(MentionKind.COUNCIL) if 0 <= m.start - told.start <= _GAP and not m.anaphor]
    if event.date and not event.date.endswith("~"):
        yield event
    elif places and told.kind is DEPARTURE:
        yield replace(event, date=None)


def _event(story: Story, hit: Hit, name: str, told: Told) -> Event | Skipped:
    kind, words = told.kind, told.words
    reason = barred(story, hit, name, told)
    if reason:
        return story.skip(kind, hit, reason)
    said = verdict(hit)
    near = hit.before[-40:] + " " + words[:40]
    status = Status.HAPPENED
    if cue("post.proposed").search(near) and not opening("post.announces").match(words):
        status = Status.PROPOSED
    elif opening("post.planned").match(words) or (
        said.status is Status.PLANNED and not opening("post.past").match(words)
    ):
        status = Status.HAPPENED if cue("post.at_once").search(words) else Status.PLANNED
    when = _date(hit, told)
    if when and story.published and opening("post.present").match(words):
        status = Status.PLANNED if When.parse(when).latest >= story.published else status
    when = when or heads.dated_by(story, hit.sentence)
    if when is None and story.published and _fresh(hit, words):
        when = f"{day(story.published)}~" if status is Status.HAPPENED else None
    if when is None and status is Status.HAPPENED and re.match(r",? ?who\b", hit.after):
        return story.skip(kind, hit, "says who somebody is, not when the post was taken up or left")
    return made(story, hit, name, told, (status, when))


def _date(hit: Hit, told: Told) -> str | None:
    """When: the date after the verb, in its clause where there is one; not the term an office is held for."""
    dates = post_dates(hit)
    last = limit(hit, told)
    after = [m for m in dates if 0 <= m.start - hit.end <= _DATE + _ROLE and m.start < last]
    verb = told.start - 1 if told.start > 0 else hit.start
    behind = [m for m in after if m.start > verb and m.start - verb <= _DATE + _ROLE]
    inside = [m for m in behind if hit.sentence.same_clause(m.start, verb)] or behind or after
    if inside:
        return inside[0].value
    opens = [m for m in dates if m.end <= hit.start]
    opens = [m for m in opens if hit.sentence.same_clause(m.start, verb)] or opens
    return opens[-1].value if opens else None


def _fresh(hit: Hit, words: str) -> bool:
    """Whether it is told as just happened: "has been appointed", a lead, an "incoming" president."""
    if re.match(r"(?:has|have)\b", words) or "ncoming" in hit.before:
        return True
    # A relative clause tells who somebody is, not what is new.
    return hit.sentence.paragraph < 2 and re.match(r",? ?who\b", hit.after) is None


def _of_speaker(story: Story, index: int) -> Iterator[Event | Skipped]:
    """ "When I took on the interim role at the end of …, he said": a post the speaker tells of himself."""
    sentence = story.sentences[index]
    for hit in story.hits_of(sentence, "post.speaker"):
        role = role_in(hit.after[:50])
        dates = [m for m in args.dates_of_events(sentence) if 0 <= m.start - hit.end <= _DATE]
        names = [
            m.value
            for s in (sentence, *story.sentences[index + 1 : index + 2], *story.back(sentence, reach=4))
            for m in s.of(MentionKind.PERSON)
        ]
        if role and dates and names:
            kind = DEPARTURE if "left" in hit.text else APPOINTMENT
            yield made(story, hit, names[0], Told(kind), (Status.HAPPENED, dates[0].value))
