"""Posts: a person takes up a post, or leaves one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events import leavers
from nlp.events.cues import cue, ending, opening
from nlp.events.offices import Told, made, plain_after, post_dates, without_title
from nlp.events.status import Doubt, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

APPOINTMENT, DEPARTURE = EventType.APPOINTMENT, EventType.DEPARTURE
# How far from a person's name the verb may begin, and from the verb the post, in characters.
_GAP, _ROLE, _DATE, _BEFORE = 3, 90, 80, 200


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each person the text says was appointed to a post, took it up, held it for a time or left it."""
    for sentence in story.sentences:
        if sentence.heading:
            continue
        for person in sentence.of(MentionKind.PERSON):
            yield from _of_person(story, Hit(sentence, person.start, person.end, person.text, "person"), person.value)
        stands = leavers.stands_for(story, sentence)
        if stands:
            yield from _of_subject(story, *stands)
        yield from _of_speaker(story, sentence.index)
    yield from leavers.not_named_at_first(story)


def _of_person(story: Story, hit: Hit, name: str) -> Iterator[Event | Skipped]:
    """What the words on either side of a person's name say of a post."""
    after = plain_after(hit)
    if opening("post.not_post").match(re.sub(r"^(?:who |has |have |had |will |is |was )+", "", after)):
        return
    term = _term(story, hit, name)
    if term:
        yield from term
        yield from _left_later(story, hit, name, term)
        return
    chaired = ending("post.chaired").search(hit.before[-_BEFORE:])
    if chaired:
        yield _event(story, hit, name, Told(APPOINTMENT, f"will be chair {hit.after[:_ROLE]}", hit.end))
    relative = re.match(r", who [^.;]{3,140}?, (?=[a-z])", hit.after)
    described = re.match(r", (?:the|an?|its) [^,.;]{3,100}? who (?=(?:was|has|had|is|became|took|joined)\b)", hit.after)
    for part in (after, *(hit.after[found.end() :] for found in (relative, described) if found)):
        told = _told(hit, part)
        if told:
            yield _event(story, hit, name, told)
            return
    if ending("post.appoints").search(without_title(hit.before[-_BEFORE:])) and _role(hit.after[:_ROLE]):
        yield _event(story, hit, name, Told(APPOINTMENT, hit.after[:_ROLE], hit.end))
        return
    left = leavers.left(story, hit, name)
    if left:
        yield left
    elif cue("post.incoming").match(hit.sentence.text) and _role(hit.before) and not re.search(r"[,.;]", hit.before):
        yield _event(story, hit, name, Told(APPOINTMENT, hit.before, hit.end))


def _told(hit: Hit, after: str) -> Told | None:
    """Whether the words after a name say that a post is taken up or left; ``after`` ends the hit's sentence."""
    kinds = {"left": DEPARTURE, "appointed": APPOINTMENT, "became": APPOINTMENT, "succeeds": APPOINTMENT}
    for kind, rule in kinds.items():
        verb = opening(f"post.{kind}").match(after)
        if verb:
            start = hit.sentence.end - len(after) + verb.end()
            return Told(rule, verb[0] + " " + after[verb.end() :][:_ROLE], start)
    held = opening("post.will_be").match(after)
    role = held and cue("post.role").match(after, held.end() + 1)
    if held and role and not re.match(r" (?:that|which|who)\b", after[role.end() :]):
        return Told(APPOINTMENT, after[: held.end() + _ROLE], hit.sentence.end - len(after) + held.end())
    return None


def _of_subject(story: Story, hit: Hit, name: str) -> Iterator[Event | Skipped]:
    """What is said of whom "he", "she" or "the former minister" stands for: only what is told with its date."""
    told = _told(hit, plain_after(hit))
    event = told and _event(story, hit, name, told)
    if isinstance(event, Event) and event.date and not event.date.endswith("~"):
        yield event


def _role(text: str) -> re.Match[str] | None:
    return cue("post.role").search(text)


def _term(story: Story, hit: Hit, name: str) -> list[Event]:
    """ "X was chief executive from 2018 until last year": taking up and leaving the post, each with its date."""
    held = opening("post.term").match(plain_after(hit))
    rest = hit.after[:200]
    if held is None or not _role(rest):
        return []
    dates = [m for m in hit.sentence.of(MentionKind.DATE) if 0 <= m.start - hit.end <= 160]
    out: list[Event] = []
    for at, mention in enumerate(dates[:2]):
        left = hit.sentence.text[hit.end - hit.sentence.start : mention.start - hit.sentence.start]
        value = _halves(mention, at)
        if at == 0 and ending("post.from").search(left):
            first, last = value
            out.append(made(story, hit, name, Told(APPOINTMENT), (Status.HAPPENED, first)))
            if last:
                out.append(made(story, hit, name, Told(DEPARTURE), (Status.HAPPENED, last)))
        elif at == 1 and len(out) == 1 and ending("post.until").search(left):
            out.append(made(story, hit, name, Told(DEPARTURE), (Status.HAPPENED, value[0])))
            if re.match(r",? when (?:he|she|they) became", hit.sentence.text[mention.end - hit.sentence.start :]):
                out.append(made(story, hit, name, Told(APPOINTMENT), (Status.HAPPENED, value[0])))
    return out


def _halves(mention: Mention, at: int) -> tuple[str, str | None]:
    """The two ends of an interval that was read as one date; else the date and None."""
    first, slash, last = mention.value.partition("/")
    if slash and at == 0 and first not in ("", "..") and last not in ("", ".."):
        days = When.parse(mention.value).days
        return (
            (first, last)
            if days > 31 and re.search(r"\b(?:to|until|and)\b|[–-]", mention.text)
            else (mention.value, None)
        )
    return (first if slash and first not in ("", "..") and last in ("", "..") else mention.value), None


def _left_later(story: Story, hit: Hit, name: str, told: list[Event]) -> Iterator[Event]:
    """ "X, who was interim director from summer 2023, left in August 2024": the leaving told after the term."""
    left = re.search(r", (?=\w)", hit.after[40:200])
    verb = left and opening("post.later_left").match(hit.after[40 + left.end() :])
    if verb and left and all(event.type is APPOINTMENT for event in told):
        start = hit.end + 40 + left.end() + verb.end()
        dates = [m.value for m in args.dates_of_events(hit.sentence) if 0 <= m.start - start <= _DATE]
        yield made(story, hit, name, Told(DEPARTURE), (Status.HAPPENED, dates[0] if dates else None))


def _event(story: Story, hit: Hit, name: str, told: Told) -> Event | Skipped:
    kind, words = told.kind, told.words
    reason = _reason(story, hit, name, told)
    if reason:
        return story.skip(kind, hit, reason)
    said = verdict(hit)
    near = hit.before[-40:] + " " + words[:40]
    status = Status.HAPPENED
    if cue("post.proposed").search(near):
        status = Status.PROPOSED
    elif opening("post.planned").match(words) or (
        said.status is Status.PLANNED and not opening("post.past").match(words)
    ):
        status = Status.PLANNED
    when = _date(hit, told)
    if when and story.published and opening("post.present").match(words):
        status = Status.PLANNED if When.parse(when).latest >= story.published else status
    if when is None and story.published and _fresh(hit, words):
        when = f"{day(story.published)}~" if status is Status.HAPPENED else None
    if when is None and status is Status.HAPPENED and re.match(r",? ?who\b", hit.after):
        return story.skip(kind, hit, "says who somebody is, not when the post was taken up or left")
    return made(story, hit, name, told, (status, when))


def _reason(story: Story, hit: Hit, name: str, told: Told) -> str | None:
    kind, words = told.kind, told.words
    if cue("post.not_post").search(words[:60]):
        return "no post is taken up or left"
    if cue("post.commissioner").search(words[:_ROLE]):
        return "a commissioner or adviser to a council, told as such"
    if kind is APPOINTMENT and not (_role(words) or "post" in words or _charge(story, hit, name, told)):
        return "no post that is named"
    if kind is DEPARTURE and not (
        _role(hit.sentence.text) or hit.sentence.of(MentionKind.COUNCIL) or hit.sentence.of(MentionKind.ORGANISATION)
    ):
        return "no post or body that is named"
    if verdict(hit).doubt in (Doubt.QUESTION, Doubt.CONDITIONAL):
        return Doubt.CONDITIONAL.value
    return None


def _charge(story: Story, hit: Hit, name: str, told: Told) -> bool:
    """Whether a post is told by its task ("to run Kent's services") or by whom somebody with an office joined."""
    task = opening("post.charge").match(told.words)
    bodies = [m for m in hit.sentence.mentions if m.kind in (MentionKind.COUNCIL, MentionKind.ORGANISATION)]
    near = [m for m in bodies if 0 <= m.start - told.start <= _ROLE // 2]
    if task and near and not cue("post.inquiry").search(told.words):
        return True
    known = next((p for p in story.people if p.name == name), None)
    dated = [m for m in hit.sentence.of(MentionKind.DATE) if 0 <= m.start - told.start <= 8]
    return bool(cue("post.joined").match(told.words) and known and known.role and (dated or near))


def _date(hit: Hit, told: Told) -> str | None:
    """When: the date after the verb, in its clause where there is one; not the term an office is held for."""
    dates = post_dates(hit)
    cut = cue("post.occasion").search(hit.sentence.text, told.start - hit.sentence.start)
    last = hit.sentence.start + cut.start() if cut else hit.sentence.end
    after = [m for m in dates if 0 <= m.start - hit.end <= _DATE + _ROLE and m.start < last]
    inside = [m for m in after if hit.sentence.same_clause(m.start, hit.start)] or after
    if inside:
        return inside[0].value
    opens = [m for m in dates if m.end <= hit.start]
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
        role = _role(hit.after[:50])
        dates = [m for m in args.dates_of_events(sentence) if 0 <= m.start - hit.end <= _DATE]
        names = [
            m.value
            for s in (sentence, *story.sentences[index + 1 : index + 2], *story.back(sentence, reach=4))
            for m in s.of(MentionKind.PERSON)
        ]
        if role and dates and names:
            kind = DEPARTURE if "left" in hit.text else APPOINTMENT
            yield made(story, hit, names[0], Told(kind), (Status.HAPPENED, dates[0].value))
