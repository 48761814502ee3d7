"""Reorganisations: councils that are merged, split, abolished or replaced by others, however many sentences tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.cues import cue, ending
from nlp.events.news import just_now
from nlp.events.status import settled, verdict
from nlp.events.story import Hit, Story
from nlp.gazetteer import councils
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

REORGANISATION = EventType.REORGANISATION
# How many sentences on, and how far behind "will be up and running", the first day of the new councils may be told.
_LATER, _BEHIND = 6, 25
_SURER = (Status.REJECTED, Status.PROPOSED, Status.PLANNED, Status.HAPPENED)


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each change of councils themselves, not of their services, that names the councils; one for each area."""
    told: list[tuple[int, Event]] = []
    for hit in story.hits("reorganisation.done", "reorganisation.new"):
        named = _named(story, hit)
        if not named:
            continue
        reason = _reason(hit)
        if reason:
            yield story.skip(REORGANISATION, hit, reason)
        else:
            told.append((hit.sentence.index, _event(story, hit, named)))
    yield from _joined(_begun(story, at, event) for at, event in sorted(told, key=lambda item: item[0]))


def _named(story: Story, hit: Hit) -> tuple[str, ...]:
    """The councils that change; empty where the sentence tells of none, or of one side alone."""
    named = tuple(dict.fromkeys(m.value for m in hit.sentence.councils_at(hit.start)))
    unitary = cue("reorganisation.unitary").search(hit.sentence.text)
    if not named and unitary and cue("reorganisation.whole").search(hit.sentence.text):
        named = story.focus(hit.sentence)
    two_sided = cue("reorganisation.two_sided").match(hit.text) and len(named) < 2 and not unitary
    of_councils = cue("reorganisation.kind").search(hit.sentence.text) or _with_successor(named)
    return named if of_councils and not two_sided else ()


def _with_successor(named: tuple[str, ...]) -> bool:
    """Whether a council is named beside one of those that replaced it."""
    known = [council for name in named if (council := councils().get(name))]
    return any(set(council.successors) & set(named) for council in known)


def _reason(hit: Hit) -> str | None:
    near = ("" if cue("reorganisation.unitary").search(hit.text) else hit.before[-25:]), hit.after[:30]
    if any(cue("reorganisation.services").search(text) for text in near):
        return "services or posts change, not the council"
    if cue("reorganisation.as_noun").fullmatch(hit.text) and ending("reorganisation.potential").search(hit.before):
        return "one that may come"
    if _of_something_else(hit):
        return "no council is what changes"
    said = verdict(hit)
    return said.doubt.value if said.doubt else None


def _of_something_else(hit: Hit) -> bool:
    """Whether a passive verb is said of neither a council nor what stands for one: "the gang was broken up"."""
    verb = hit.sentence.token_at(hit.end - 1)
    while verb.head.i != verb.i and not verb.tag_.startswith("VB") and verb.head.idx >= hit.start:
        verb = verb.head
    subjects = [child for child in verb.children if child.dep_ == "nsubjpass"]
    spans = [_up_to_clause(subject) for subject in subjects]
    named = hit.sentence.of(MentionKind.COUNCIL)
    texts = [hit.sentence.text[s - hit.sentence.start : e - hit.sentence.start] for s, e in spans]
    if any(cue("reorganisation.subjects").search(text) for text in texts):
        return False
    return bool(spans) and not any(s <= m.start < e for m in named for s, e in spans)


def _up_to_clause(subject: Token) -> tuple[int, int]:
    """Where a subject begins and ends, a relative clause and what follows it left out."""
    end = subject.right_edge.idx + len(subject.right_edge)
    return subject.left_edge.idx, min((c.left_edge.idx for c in subject.children if c.dep_ == "relcl"), default=end)


def _date(story: Story, hit: Hit) -> args.Found:
    """The date told with the change: in its clause, after its verb, or framing the passage."""
    found = args.date_of(story, hit)
    if found.first is None and (now := just_now(story, hit)):
        return args.Found((now,), args.IN_PASSAGE)
    if found.sure != args.IN_SENTENCE:
        return found
    after = [m for m in args.dates_of_events(hit.sentence) if m.start >= hit.end]
    if not after:
        # "From May 2030, two new councils that will replace …".
        after = [m for m in args.dates_of_events(hit.sentence) if _frames(hit, m)]
    return args.Found((after[0].value,), args.IN_SENTENCE) if after else args.Found()


def _frames(hit: Hit, date: Mention) -> bool:
    """Whether a date told as the beginning stands before the new councils and their verb."""
    between = hit.sentence.text[date.end - hit.sentence.start : max(0, hit.start - hit.sentence.start)]
    left = hit.sentence.text[: date.start - hit.sentence.start]
    return date.end <= hit.start and bool(
        ending("reorganisation.begins").search(left) and cue("reorganisation.newcomers").fullmatch(between.strip(" ,"))
    )


def _event(story: Story, hit: Hit, named: tuple[str, ...]) -> Event:
    when = _date(story, hit)
    left = hit.before[-50:]
    status = verdict(hit).status or Status.HAPPENED
    if status is Status.HAPPENED and cue("reorganisation.planned").match(hit.text):
        status = Status.PLANNED
    if cue("reorganisation.refused").search(hit.after):
        status = Status.REJECTED
    elif cue("reorganisation.proposed").search(f"{left} {hit.text}") and status is not Status.REJECTED:
        status = Status.PROPOSED
    return story.event(
        REORGANISATION,
        hit,
        settled(status, when.first, story.published),
        "reorganisation: council replaced",
        date=when.first,
        councils=named,
        confidence=round(0.8 * when.sure, 2),
    )


def _begun(story: Story, at: int, event: Event) -> Event:
    """The event with the day on which the new councils begin, where a sentence soon after tells it."""
    published = story.published
    if event.status is not Status.PLANNED or published is None or _is_to_come(event, story):
        return event
    for sentence in story.sentences[at : at + 1 + _LATER]:
        related = any(_related(m.value, name) for m in sentence.of(MentionKind.COUNCIL) for name in event.councils)
        if not (related or cue("reorganisation.kind").search(sentence.text)):
            continue
        for hit in story.hits_of(sentence, "reorganisation.starts"):
            behind = [m for m in sentence.of(MentionKind.DATE) if 0 <= m.start - hit.end <= _BEHIND]
            if behind and When.parse(behind[0].value).latest > published:
                new = tuple(m.value for m in sentence.of(MentionKind.COUNCIL) if m.value not in event.councils)
                named = (*event.councils, *(n for n in new if any(_related(n, old) for old in event.councils)))
                return replace(event, date=behind[0].value, councils=tuple(dict.fromkeys(named)))
    return event


def _is_to_come(event: Event, story: Story) -> bool:
    return bool(event.date and story.published and When.parse(event.date).latest > story.published)


def _joined(told: Iterable[Event]) -> Iterator[Event]:
    """One event for all that is told of one area, with all its councils, the surest status and its date."""
    kept: list[Event] = []
    for event in told:
        at = next((i for i, other in enumerate(kept) if _same_change(event, other)), None)
        if at is None:
            kept.append(event)
        else:
            first, second = sorted((kept[at], event), key=lambda e: (-_SURER.index(e.status), e.date is None))
            names = dict.fromkeys((*kept[at].councils, *event.councils))
            kept[at] = replace(first, councils=tuple(names), date=first.date or second.date)
    yield from kept


def _same_change(one: Event, other: Event) -> bool:
    """Whether two claims are of one change: of related councils, both turned down or neither, at no two times."""
    if (one.status is Status.REJECTED) is not (other.status is Status.REJECTED):
        return False
    dated = one.date and other.date and one.status is other.status
    apart = dated and not When.parse(str(one.date)).overlaps(When.parse(str(other.date)))
    return not apart and any(_related(a, b) for a in one.councils for b in other.councils)


def _related(one: str, other: str) -> bool:
    """Whether two councils are the same, one the other's successor, or successors of the same."""
    mine, theirs = councils().get(one), councils().get(other)
    if mine is None or theirs is None:
        return one == other
    shared = set(mine.predecessors) & set(theirs.predecessors)
    return one == other or one in theirs.successors or other in mine.successors or bool(shared)
