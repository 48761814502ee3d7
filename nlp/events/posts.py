"""Posts: a person takes up a post, or leaves one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.offices import left_of, made, plain_after
from nlp.events.status import Doubt, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

APPOINTMENT, DEPARTURE = EventType.APPOINTMENT, EventType.DEPARTURE
# How far from a person's name the verb may begin, and from the verb the post, in characters.
_GAP, _ROLE, _DATE = 3, 90, 80


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each person the text says was appointed to a post, took it up, held it for a time or left it."""
    for sentence in story.sentences:
        if sentence.heading:
            continue
        for person in sentence.of(MentionKind.PERSON):
            yield from _of_person(story, Hit(sentence, person.start, person.end, person.text, "person"), person.value)
        yield from _of_speaker(story, sentence.index)


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
    relative = re.match(r", who [^.;]{3,140}?, (?=[a-z])", hit.after)
    parts = (after, hit.after[relative.end() :]) if relative else (after,)
    for part in parts:
        told = _told(part)
        if told:
            yield _event(story, hit, told[0], name, told[1])
            return
    if ending("post.appoints").search(_before_title(hit.before)) and _role(hit.after[:_ROLE]):
        yield _event(story, hit, APPOINTMENT, name, hit.after[:_ROLE])
    elif ending("post.leaving").search(_before_title(hit.before)) or opening("post.leaving_after").match(hit.after):
        yield _event(story, hit, DEPARTURE, name, hit.sentence.text)
    elif ending("post.succeeds").search(hit.before):
        yield from _succeeded(story, hit, name)
    elif cue("post.incoming").match(hit.sentence.text) and _role(hit.before) and not re.search(r"[,.;]", hit.before):
        yield _event(story, hit, APPOINTMENT, name, hit.before)


def _told(after: str) -> tuple[EventType, str] | None:
    """Whether the words after a name say that a post is taken up or left; with those words."""
    kinds = {"appointed": APPOINTMENT, "became": APPOINTMENT, "succeeds": APPOINTMENT, "left": DEPARTURE}
    for kind, rule in kinds.items():
        verb = opening(f"post.{kind}").match(after)
        if verb:
            return rule, verb[0] + " " + after[verb.end() :][:_ROLE]
    return None


def _before_title(before: str) -> str:
    """The text before a name, the person's office in front of it left out: "appointed former director Jo …"."""
    return re.sub(
        r"(?:(?:Sir|Dame|Lord|Lady|Baroness|Professor|Dr|Mr|Mrs|Ms|its|the|a|former|current|new|interim) )+$",
        "",
        before,
    )


def _role(text: str) -> re.Match[str] | None:
    return cue("post.role").search(text)


def _succeeded(story: Story, hit: Hit, name: str) -> Iterator[Event | Skipped]:
    """ "She succeeds X, who left …": the one succeeded leaves, told by the relative clause where there is one."""
    left = opening("post.left").match(plain_after(hit))
    if left:
        yield _event(story, hit, DEPARTURE, name, "post")


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
            out.append(made(story, hit, APPOINTMENT, name, (Status.HAPPENED, first)))
            if last:
                out.append(made(story, hit, DEPARTURE, name, (Status.HAPPENED, last)))
        elif at == 1 and len(out) == 1 and ending("post.until").search(left):
            out.append(made(story, hit, DEPARTURE, name, (Status.HAPPENED, value[0])))
            if re.match(r",? when (?:he|she|they) became", hit.sentence.text[mention.end - hit.sentence.start :]):
                out.append(made(story, hit, APPOINTMENT, name, (Status.HAPPENED, value[0])))
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
        yield made(story, hit, DEPARTURE, name, (Status.HAPPENED, dates[0] if dates else None))


def _event(story: Story, hit: Hit, kind: EventType, name: str, words: str) -> Event | Skipped:
    reason = _reason(hit, kind, words)
    if reason:
        return story.skip(kind, hit, reason)
    said = verdict(hit)
    near = hit.before[-40:] + " " + words[:40]
    status = Status.HAPPENED
    if cue("post.proposed").search(near):
        status = Status.PROPOSED
    elif opening("post.planned").match(words) or said.status is Status.PLANNED:
        status = Status.PLANNED
    when = _date(hit, words)
    if when and story.published and opening("post.present").match(words):
        status = Status.PLANNED if When.parse(when).latest >= story.published else status
    if when is None and story.published and _fresh(hit, words):
        when = f"{day(story.published)}~" if status is Status.HAPPENED else None
    if when is None and status is Status.HAPPENED and re.match(r",? ?who\b", hit.after):
        return story.skip(kind, hit, "says who somebody is, not when the post was taken up or left")
    return made(story, hit, kind, name, (status, when))


def _reason(hit: Hit, kind: EventType, words: str) -> str | None:
    if cue("post.not_post").search(words[:60]):
        return "no post is taken up or left"
    if cue("post.commissioner").search(words[:_ROLE]):
        return "a commissioner or adviser to a council, told as such"
    if kind is APPOINTMENT and not _role(words) and "post" not in words:
        return "no post that is named"
    if kind is DEPARTURE and not (
        _role(hit.sentence.text) or hit.sentence.of(MentionKind.COUNCIL) or hit.sentence.of(MentionKind.ORGANISATION)
    ):
        return "no post or body that is named"
    if verdict(hit).doubt in (Doubt.QUESTION, Doubt.CONDITIONAL):
        return Doubt.CONDITIONAL.value
    return None


def _date(hit: Hit, words: str) -> str | None:
    """When: the date after the verb, in its clause where there is one; not the term an office is held for."""
    dates = [m for m in args.dates_of_events(hit.sentence) if not ending("post.term_of").search(left_of(hit, m))]
    reach = _DATE // 2 if opening("post.leaving_after").match(hit.after) else _DATE + _ROLE
    after = [m for m in dates if 0 <= m.start - hit.end <= reach]
    inside = [m for m in after if hit.sentence.same_clause(m.start, hit.start)] or after
    if inside:
        return inside[0].value
    opens = [m for m in dates if m.end <= hit.start]
    return opens[-1].value if opens and len(words) < len(hit.sentence.text) else None


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
            yield made(story, hit, kind, names[0], (Status.HAPPENED, dates[0].value))
