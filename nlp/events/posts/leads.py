"""Leads: an office that an article's opening says is left, and the person whom the next sentences name for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import day
from nlp.events.cues import cue, opening
from nlp.events.posts.offices import Told, made, plain_after, post_dates
from nlp.events.posts.predicates import said_of
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Person, Status

APPOINTMENT, DEPARTURE = EventType.APPOINTMENT, EventType.DEPARTURE
# How many paragraphs the opening has, how many sentences after it the name may come, and how far off a date may be.
_LEAD, _NAMED, _DATE = 2, 4, 60
# How many verbs of one subject are looked at.
_VERBS = 3


def not_named_at_first(story: Story) -> Iterator[Event]:
    """ "The head of Kent's services has quit. X joined in 2021": the lead's leaving, of whom the text names next."""
    for sentence in story.sentences:
        if sentence.paragraph >= _LEAD:
            return
        left = None if sentence.of(MentionKind.PERSON) else _left(sentence)
        if left is None:
            continue
        for later in story.sentences[sentence.index + 1 : sentence.index + 1 + _NAMED]:
            if later.of(MentionKind.PERSON):
                yield from _named(story, left, later)
                return


def _left(sentence: Sentence) -> tuple[Hit, str] | None:
    """The office that a sentence without a name is about, and the words that say that it is left."""
    offices = {sentence.start + found.end() for found in cue("post.role").finditer(sentence.text)}
    for token in sentence.tokens:
        # One person's office, not "members" or "officers".
        if token.idx + len(token) not in offices or token.tag_ not in ("NN", "NNP"):
            continue
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ == "relcl":
            continue
        for start in said_of(token, token.idx)[:_VERBS]:
            words = sentence.text[start - sentence.start :]
            verb = opening("post.left").match(words)
            if verb:
                first = token.left_edge.idx
                office = sentence.text[first - sentence.start : start - sentence.start]
                return Hit(sentence, first, start + verb.end(), office, "post.left"), words
        return None
    return None


def _named(story: Story, left: tuple[Hit, str], later: Sentence) -> Iterator[Event]:
    """The lead's leaving and, where told, the joining, if the name's sentence goes on about the same person."""
    lead, words = left
    person = later.of(MentionKind.PERSON)[0]
    hit = Hit(later, person.start, person.end, person.text, "person")
    known = next((p for p in story.people if p.name == person.value), None)
    arrived = opening("post.arrived").match(plain_after(hit))
    if not _is_holder(known, lead, arrived is not None):
        return
    status = Status.PLANNED if opening("post.planned").match(words) else Status.HAPPENED
    dates = [m.value for m in post_dates(lead) if 0 <= m.start - lead.end <= _DATE]
    about = f"{day(story.published)}~" if story.published and status is Status.HAPPENED else None
    told = Told(DEPARTURE, words, lead.end)
    yield made(story, lead, person.value, told, (status, dates[0] if dates else about))
    joined = [m for m in post_dates(hit) if arrived and 0 <= m.start - hit.end - arrived.end() <= _DATE]
    if arrived and joined and cue("post.joined").match(arrived[0]):
        yield made(story, hit, person.value, Told(APPOINTMENT), (Status.HAPPENED, joined[0].value))


def _is_holder(known: Person | None, lead: Hit, arrived: bool) -> bool:
    """Whether a person's record agrees with the office left: the same noun, and no other council."""
    if known is None or not known.role:
        return arrived
    nouns = {word.lower() for found in cue("post.role").finditer(known.role) for word in found[0].split()[-1:]}
    same = nouns & {word.lower() for word in re.findall(r"[\w-]+", lead.text)}
    councils = {m.value for m in lead.sentence.of(MentionKind.COUNCIL)}
    return bool(same) and not (known.councils and councils and not councils & set(known.councils))
