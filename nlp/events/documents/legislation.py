"""Legislation: bills, acts, regulations and statutory guidance, with the stage the text tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import day
from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.status import Doubt, settled, verdict
from nlp.events.story import Hit, Story
from nlp.events.titles import Titled, titled
from nlp.reading import Event, EventType, Mention, Skipped, Status

LEGISLATION = EventType.LEGISLATION
_YEAR = re.compile(r"\b(?:18|19|20)\d{2}\b")
# How far from a law's name what is said of it may stand, in characters.
_NEAR, _BESIDE = 75, 12
# How many sentences back a bill may have been named, for "the bill", and when an unnamed one came.
_NAMED, _SOON = 300, 8


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each law the text says was introduced, passed, brought into force, announced or consulted on."""
    for hit in story.hits("legislation.noun"):
        if hit.sentence.heading:
            continue
        name = _law(hit) or _bill(story, hit)
        if name is None or (not name.proper and hit.sentence.text[0] in "-•–"):
            continue
        left, right = _around(hit, name)
        made_by = ending("legislation.made_by").search(left)
        if ending("legislation.applies").search(left) and not made_by:
            yield story.skip(LEGISLATION, hit, "the law as it applies, not its making")
            continue
        stage = (Status.HAPPENED, "legislated through") if made_by else _stage(hit, name, left, right)
        if stage is None:
            continue
        yield _event(story, hit, name, stage)


def _law(hit: Hit) -> Titled | None:
    """The law's name: capitalised with its noun ("Children Act 2004"), or one of the common phrases for new rules."""
    near = hit.before[-20:] + hit.text
    opens = hit.start == hit.sentence.start and cue("legislation.common").fullmatch(hit.text)
    if opens or hit.text[0].islower():
        if not cue("legislation.common").fullmatch(hit.text) or cue("legislation.not_law").search(near):
            return None
        return titled(hit)
    if cue("legislation.statutory").fullmatch(hit.text):
        year = re.match(r" \d{4}\b", hit.after)
        end = hit.end + (year.end() if year else 0)
        title = cue("legislation.statutory").search(hit.text + hit.after[:5])
        return Titled(title[0] if title else hit.text, hit.start, end, proper=True)
    name = titled(hit)
    if not name.proper or hit.text.lower() not in name.title.lower() or " " not in name.title:
        return None
    # "the Health and Social Care Act 2012 and Children Act 2014": the name ends with its noun and its year.
    ended = re.match(
        r".*?\b(?:Acts?|Bill|Regulations?|Order|Guidance|Rules|Standards)(?: (?:18|19|20)\d{2})?", name.title
    )
    cut = ended[0] if ended else name.title
    return Titled(cut, name.start, name.end, proper=True) if " " in cut else None


def _bill(story: Story, hit: Hit) -> Titled | None:
    """The one bill the text names, for "the bill" in a sentence that tells a stage of its passage."""
    if not re.search(r"\bthe $", hit.before, re.IGNORECASE) or hit.text.lower() != "bill":
        return None
    if cue("legislation.bill_stage").search(hit.after) is None:
        return None
    titles = {
        re.sub(r"^The ", "", found[0])
        for earlier in story.back(hit.sentence, reach=_NAMED)
        for found in cue("legislation.named_bill").finditer(earlier.text)
        if found[0][0].isupper() and found[0].endswith("Bill")
    }
    return Titled(titles.pop(), hit.start, hit.end, proper=True) if len(titles) == 1 else None


def _around(hit: Hit, name: Titled) -> tuple[str, str]:
    base = hit.sentence.start
    left = hit.sentence.text[max(0, name.start - base - _NEAR) : name.start - base]
    return ending("legislation.before_name").sub("", left), hit.sentence.text[name.end - base :]


def _stage(hit: Hit, name: Titled, left: str, right: str) -> tuple[Status, str] | None:
    """The status and the rule, by what is said on either side of the law's name."""
    near = right[:_NEAR]
    consulted = cue("legislation.consulted").search(left[-40:])
    if opening("legislation.consulted").match(name.title) or consulted:
        before = left[-40:][: consulted.start()] if consulted else ""
        return None if ending("legislation.empowered").search(before) else (Status.PROPOSED, "consulted on")
    binding = name.proper or "statutory" in name.title.lower()
    if binding and ending("legislation.promised").search(left):
        return Status.PLANNED, "to come"
    if cue("legislation.to_come").search(left) or cue("legislation.to_come").search(near):
        return Status.PLANNED, "to come"
    force = cue("legislation.in_force").search(near) or cue("legislation.in_force").search(left[-30:])
    became = ending("legislation.becoming").search(left) if name.proper else None
    passed = cue("legislation.passed").search(near) or ending("legislation.passed").search(left) or became
    if cue("legislation.dropped").search(near[:40]) or ending("legislation.dropping").search(left):
        return Status.REJECTED, "dropped"
    if force or passed:
        planned = cue("status.planned").search(right[: _NEAR // 2]) if force else None
        return (Status.PLANNED if planned else Status.HAPPENED), "in force" if force else "passed"
    laid = ending("legislation.laid").search(left) or cue("legislation.laid").search(near[:30])
    if not (binding or laid):
        return None
    if ending("legislation.introduced").search(left) or opening("legislation.introduced").match(_auxiliaries(near)):
        return Status.HAPPENED, "introduced"
    if name.title.endswith("Bill") and ending("legislation.contained").search(left):
        return Status.HAPPENED, "what it holds"
    if ending("legislation.legislating").search(left) or cue("legislation.legislating").search(near[:12]):
        return Status.HAPPENED, "legislated through"
    if left.rstrip().endswith("through") and cue("legislation.legislating").search(right):
        return Status.HAPPENED, "legislated through"
    return (Status.HAPPENED, "what it does") if opening("legislation.does").match(near.lstrip(" ,")) else None


def _auxiliaries(text: str) -> str:
    return re.sub(
        r"^(?:,? ?(?:which|that|was|were|has|have|had|been|is|being|first|also|now|finally|its) ?)+", "", text
    ).lstrip()


def _event(story: Story, hit: Hit, name: Titled, stage: tuple[Status, str]) -> Event | Skipped:
    said = verdict(hit)
    if said.doubt in (Doubt.QUESTION, Doubt.DENIED) and stage[1] in ("in force", "passed", "introduced"):
        return story.skip(LEGISLATION, hit, said.doubt.value)
    when = _date(story, hit, name, stage)
    return story.event(
        LEGISLATION,
        hit,
        settled(stage[0], when, story.published),
        f"legislation: {stage[1]}",
        date=when,
        organisation=args.government_of(hit),
        title=name.title,
        confidence=round((0.85 if name.proper else 0.65) * (1.0 if when else 0.8), 2),
    )


def _date(story: Story, hit: Hit, name: Titled, stage: tuple[Status, str]) -> str | None:
    """When: the date told with the stage, else the year in the law's name, else for a new bill the day's news."""
    near = [m for m in args.dates_of_events(hit.sentence) if _close(hit, name, m)]
    force = cue("legislation.in_force").search(hit.after) if stage[1] == "in force" else None
    beside = [m for m in near if force and 0 <= m.start - hit.end - force.end() <= _BESIDE]
    if beside:
        return beside[0].value
    year = _YEAR.search(name.title)
    if near and not (year and stage[1] == "legislated through"):
        return args.nearest(hit, near).value
    if year and stage[0] is Status.HAPPENED:
        return year[0]
    if stage[1] in ("introduced", "what it does", "what it holds") and (told := _told_before(story, hit)):
        return told
    news = stage[0] is Status.HAPPENED and stage[1] in ("introduced", "what it does", "passed") and "Bill" in name.title
    if news and hit.sentence.paragraph <= 2 and story.published:
        return f"{day(story.published)}~"
    return None


def _told_before(story: Story, hit: Hit) -> str | None:
    """The day on which "a bill" or "a new law" came out, told shortly before its name is."""
    for earlier in story.back(hit.sentence, reach=_SOON):
        told = cue("legislation.unnamed").search(earlier.text)
        near = [m for m in args.dates_of_events(earlier) if told and 0 <= m.start - earlier.start - told.end() <= 6]
        if near:
            return near[0].value
    return None


def _close(hit: Hit, name: Titled, date: Mention) -> bool:
    if name.start <= date.start < name.end:
        return False
    gap = date.start - name.end if date.start >= name.end else name.start - date.end
    opens = date.start - hit.sentence.start <= 8
    return gap <= _NEAR + 20 or opens
