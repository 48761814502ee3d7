"""Case reviews: safeguarding practice reviews, serious case reviews and inquiries into a child's death or harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events import publishers, publishing, victims
from nlp.events.cues import cue, ending, opening
from nlp.events.publishing import attached
from nlp.events.status import settled
from nlp.events.story import Hit, Story
from nlp.events.titles import Titled
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

CASE_REVIEW = EventType.CASE_REVIEW
_LEAD, _NEAR, _FAR, _BESIDE = 3, 60, 110, 6


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each review of a case that the text says found something, came out, was begun or is to come."""
    kept: list[Event] = []
    for found_at in story.hits("case_review.noun"):
        hit = _trimmed(found_at)
        bodies = hit.sentence.of(MentionKind.ORGANISATION)
        if hit.sentence.heading or any(m.start <= hit.start and hit.end <= m.end for m in bodies):
            continue
        if hit.text.endswith("inquiry") and hit.text[0].islower():
            continue
        each = list(victims.one_each(story, hit))
        if each:
            kept.extend(each)
            continue
        found = _read(story, hit)
        if isinstance(found, Skipped):
            yield found
        elif found is not None:
            _keep(kept, found)
    yield from kept


def _keep(kept: list[Event], event: Event) -> None:
    """Add an event, or complete the one it repeats: a review is told by many names in one article."""
    for at, other in enumerate(kept):
        if _same(event, other):
            longer = max((other.title or "", event.title or ""), key=len)
            kept[at] = replace(other, title=longer, people=other.people or event.people, date=other.date or event.date)
            return
    kept.append(event)


def _same(one: Event, other: Event) -> bool:
    dated = one.date and other.date
    if dated and not When.parse(str(one.date)).overlaps(When.parse(str(other.date))):
        return False
    if one.people and other.people:
        return bool(set(one.people) & set(other.people))
    if any(cue("case_review.more").match(event.title or "") for event in (one, other)):
        return one.title == other.title
    return one.councils == other.councils


def _read(story: Story, hit: Hit) -> Event | Skipped | None:
    if cue("case_review.general").search(hit.before[-25:] + hit.text) and not re.search(r"\d{4}|into|of the", hit.text):
        return story.skip(CASE_REVIEW, hit, "case reviews in general")
    name = Titled(_title(hit), hit.start, hit.end, proper=False)
    near = hit.before[-_NEAR:]
    out = cue("case_review.not_out").search(hit.after[:_FAR])
    planned = out or ending("case_review.planned").search(near) or cue("case_review.planned").search(hit.after[:30])
    people = tuple(dict.fromkeys(m.value for m in hit.sentence.of(MentionKind.PERSON) if m.text in name.title))
    when = attached(hit, name) or _after_finding(hit) or publishing_date(story, hit, name) or _published_on(hit)
    if opening("case_review.fresh").match(hit.after.lstrip()) and story.published:
        when = f"{day(story.published)}~" if when is None or _is_before(hit, when) else when
    if when and _of_harm(hit, when):
        when = None
    finding = None
    if not out:
        behind = hit.after[_case_end(hit) :][:_NEAR]
        finding = cue("case_review.found").search(behind) or cue("case_review.done").search(near)
    told = finding or when or planned
    councils = () if people and "national" in name.title.lower() else args.councils_of(story, hit).values
    if not told or not (people or councils):
        return None
    if when is None and not planned:
        when = _news(story, hit)
    if when is None and not planned and not (finding and _case_end(hit)):
        return None
    return story.event(
        CASE_REVIEW,
        hit,
        settled(Status.PLANNED if planned and not finding else Status.HAPPENED, when, story.published),
        "case review: told",
        date=when,
        councils=councils[:1],
        organisation=publishers.publisher(hit, name),
        people=people,
        title=name.title,
        confidence=0.75 if when else 0.6,
    )


def _case_end(hit: Hit) -> int:
    """Where the words end, right behind the noun, that tell whose case it is ("following the death of …"); else 0."""
    told = opening("case_review.of_one").match(hit.after.lstrip())
    return told.end() if told else 0


def _after_finding(hit: Hit) -> str | None:
    """The date told with the verb of finding: "reported in January 2003"."""
    found = cue("case_review.found").search(hit.after[:_NEAR])
    dates = [m for m in args.dates_of_events(hit.sentence) if found and 0 <= m.start - hit.end - found.end() <= _BESIDE]
    return dates[0].value if dates else None


def _published_on(hit: Hit) -> str | None:
    """The date behind "published" in what follows the noun."""
    for mention in args.dates_of_events(hit.sentence):
        left = hit.sentence.text[max(0, hit.end - hit.sentence.start) : max(0, mention.start - hit.sentence.start)]
        if mention.start >= hit.end and ending("case_review.published_on").search(left):
            return mention.value
    return None


def _is_before(hit: Hit, value: str) -> bool:
    """Whether a date stands before the noun, in what is told of something else."""
    return any(m.value == value and m.end <= hit.start for m in args.dates_of_events(hit.sentence))


def _of_harm(hit: Hit, value: str) -> bool:
    """Whether a date behind the noun is that of what was done to the child."""
    dates = [m for m in args.dates_of_events(hit.sentence) if m.value == value and m.start >= hit.end]
    between = hit.after[: dates[0].start - hit.end] if dates else ""
    return cue("case_review.harm").search(between) is not None


def publishing_date(story: Story, hit: Hit, name: Titled) -> str | None:
    """The date its publication is told with, where it is."""
    told = publishing.sign(story, hit, name)
    return told.date if told and told.doubt is None else None


def _news(story: Story, hit: Hit) -> str | None:
    if hit.sentence.paragraph < _LEAD and story.published:
        return f"{day(story.published)}~"
    return None


def _trimmed(hit: Hit) -> Hit:
    """The hit cut to its name: no small words before a named inquiry, nothing after the names of whom it is on."""
    name = re.search(r"(?!The )[A-Z]", hit.text) if hit.text.endswith("inquiry") else None
    start = hit.start + (name.start() if name else 0)
    text = hit.text[start - hit.start :]
    names = re.match(r".*? of (?:the )?[A-Z][\w’'-]*(?: (?:and )?[A-Z][\w’'-]*)*", text)
    text = names[0] if names else re.split(r",? (?:who|whose|which|after|by) ", text)[0]
    return replace(hit, start=start, end=start + len(text), text=text)


def _title(hit: Hit) -> str:
    more = ending("case_review.more").search(hit.before)
    if more:
        return f"{more[0].strip()} {hit.text.strip()}"
    return re.sub(r"[’']s (deaths?|murders?)$", r"’s \1", hit.text.strip())
