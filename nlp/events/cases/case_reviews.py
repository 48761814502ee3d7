"""Case reviews: safeguarding practice reviews, serious case reviews and inquiries into a child's death or harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events.cases import victims
from nlp.events.cues import cue, ending, opening
from nlp.events.documents import publishers, publishing
from nlp.events.documents.publishing import attached
from nlp.events.status import settled
from nlp.events.story import Hit, Story
from nlp.events.titles import Titled
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

CASE_REVIEW = EventType.CASE_REVIEW
# What somebody else said, behind what is told of the review.
_OTHERS = re.compile(r", (?:an? |the )?[\w’' ]{2,40}? (?:said|says)\b")
_LEAD, _NEAR, _ON, _SOON, _BESIDE = 3, 60, 180, 30, 6


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
    if _in_general(hit):
        return story.skip(CASE_REVIEW, hit, "case reviews in general")
    name = Titled(_title(hit), hit.start, hit.end, proper=False)
    planned, finding = _planned(hit), _finding(hit)
    people = _whose(hit, name)
    when = planned[1] if planned else _date(story, hit, name)
    councils = () if people and "national" in name.title.lower() else args.councils_of(story, hit).values
    if not (finding or when or planned) or not (people or councils):
        return None
    if when is None and not planned:
        when = _news(story, hit)
    if when is None and not planned and not (finding and _case_end(hit)):
        return None
    return story.event(
        CASE_REVIEW,
        hit,
        settled(Status.PLANNED if planned else Status.HAPPENED, when, story.published),
        "case review: told",
        date=when,
        councils=councils[:1],
        organisation=publishers.publisher(hit, name),
        people=people,
        title=name.title,
        confidence=0.75 if when else 0.6,
    )


def _in_general(hit: Hit) -> bool:
    """Whether it speaks of reviews as such; not where it counts those of one council ("six … in Leeds")."""
    counted = cue("case_review.several").fullmatch(hit.text) and ending("case_review.count").search(hit.before)
    if counted and hit.after.startswith(" into ") and hit.sentence.of(MentionKind.COUNCIL):
        return False
    if opening("case_review.customary").match(hit.after.lstrip()):
        return True
    general = cue("case_review.general").search(hit.before[-25:] + hit.text)
    return general is not None and not re.search(r"\d{4}|into|of the", hit.text)


def _planned(hit: Hit) -> tuple[bool, str | None] | None:
    """That the review is still to come, and when its sentence says it will; None where it is not told so."""
    out = cue("case_review.not_out").search(hit.after[:_ON])
    if out:
        dates = [m for m in args.dates_of_events(hit.sentence) if 0 <= m.start - hit.end - out.end() <= _NEAR]
        return True, dates[0].value if dates else None
    if _finding(hit):
        return None
    before = ending("case_review.planned").search(re.sub(r"(?:\b(?:an?|the|new|fresh|full)\s+)+$", "", hit.before))
    if before or cue("case_review.planned").search(hit.after[:_SOON]):
        dates = [m for m in args.dates_of_events(hit.sentence) if m.start >= hit.end and not _of_harm(hit, m.value)]
        return True, dates[0].value if dates else None
    return None


def _finding(hit: Hit) -> bool:
    """Whether the review is said to have found something, or to have come out, beside its noun."""
    if cue("case_review.not_out").search(hit.after[:_ON]):
        return False
    behind = _OTHERS.split(hit.after[_case_end(hit) :][:_NEAR])[0]
    return bool(cue("case_review.found").search(behind) or cue("case_review.done").search(hit.before[-_NEAR:]))


def _whose(hit: Hit, name: Titled) -> tuple[str, ...]:
    """The children or victims the review is on: named in its title, or by age or fate in its sentence."""
    people = hit.sentence.of(MentionKind.PERSON)
    named = [m.value for m in people if m.text in name.title]
    base = hit.sentence.start
    aged = [m.value for m in people if opening("case_review.aged").match(hit.sentence.text[m.end - base :])]
    killed = [m.value for m in people if ending("case_review.killed").search(hit.sentence.text[: m.start - base])]
    return tuple(dict.fromkeys(named or aged or killed))


def _date(story: Story, hit: Hit, name: Titled) -> str | None:
    """When it came out or found what it did: never the day of what was done to the child."""
    when = attached(hit, name) or _after_finding(hit) or publishing_date(story, hit, name) or _published_on(hit)
    if when is None and _finding(hit):
        opens = [m.value for m in args.dates_of_events(hit.sentence) if m.start - hit.sentence.start <= _BESIDE]
        when = opens[0] if opens else None
    if when and _of_harm(hit, when):
        when = None
    fresh = opening("case_review.fresh").match(hit.after.lstrip()) or ending("case_review.lately").search(hit.before)
    if fresh and story.published and (when is None or _is_before(hit, when)):
        return f"{day(story.published)}~"
    return when


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
    by_whom = cue("case_review.harm").search(hit.text) and between.startswith(" by ")
    return bool(by_whom) or cue("case_review.harm").search(between) is not None


def publishing_date(story: Story, hit: Hit, name: Titled) -> str | None:
    """The date its publication is told with, where it is."""
    told = publishing.sign(story, hit, name)
    return told.date if told and told.doubt is None else None


def _news(story: Story, hit: Hit) -> str | None:
    """The day of the article, for a review told near its top, or that its lead tells of ("a report has found")."""
    led = any(cue("case_review.led").search(s.text) for s in story.sentences if s.paragraph == 0)
    if story.published and (hit.sentence.paragraph < _LEAD or led):
        return f"{day(story.published)}~"
    return None


def _trimmed(hit: Hit) -> Hit:
    """The hit cut to its name: no small words before a named inquiry, nothing after the names of whom it is on."""
    name = re.search(r"(?!The )[A-Z]", hit.text) if hit.text.endswith("inquiry") else None
    start = hit.start + (name.start() if name else 0)
    text = hit.text[start - hit.start :]
    names = re.match(r".*? of (?:the )?[A-Z][\w’'-]*(?: (?:and )?[A-Z][\w’'-]*)*(?: (?:deaths?|murders?))?", text)
    text = (
        names[0] if names else re.split(r",? (?:who|whose|which|after|by|will|has|have|had|is|are|was|were) ", text)[0]
    )
    return replace(hit, start=start, end=start + len(text), text=text)


def _title(hit: Hit) -> str:
    more = ending("case_review.more").search(hit.before)
    if more:
        return f"{more[0].strip()} {hit.text.strip()}"
    return re.sub(r"[’']s (deaths?|murders?)$", r"’s \1", hit.text.strip())
