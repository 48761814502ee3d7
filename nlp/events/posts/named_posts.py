"""Named posts: whether what is told of a person is of a post, named, known or given by its task, and not denied."""

from __future__ import annotations

import re

from nlp.events.cues import cue, ending, opening
from nlp.events.posts.offices import Told
from nlp.events.status import Doubt, verdict
from nlp.events.story import Hit, Story
from nlp.reading import EventType, MentionKind

APPOINTMENT, DEPARTURE = EventType.APPOINTMENT, EventType.DEPARTURE
# How far from a verb the body may stand whose it is, and how far the words of the post reach, in characters.
_GAP, _ROLE = 40, 90


def barred(story: Story, hit: Hit, name: str, told: Told) -> str | None:
    """Why what is told of a person is no post's being taken up or left; None where it is one."""
    kind, words = told.kind, told.words
    if cue("post.not_post").search(words[:60]):
        return "no post is taken up or left"
    if cue("post.commissioner").search(words[:_ROLE]) or _to_the_role(story, name, words):
        return "a commissioner or adviser to a council, told as such"
    if kind is APPOINTMENT and not (
        role_in(words) or cue("post.place").search(words) or _charge(story, hit, name, told)
    ):
        return "no post that is named"
    if kind is DEPARTURE and not (
        role_in(hit.sentence.text)
        or any(_has_post(story, m.value) for m in hit.sentence.of(MentionKind.PERSON))
        or hit.sentence.of(MentionKind.COUNCIL)
        or hit.sentence.of(MentionKind.ORGANISATION)
        or (story.main_councils and opening("post.of_office").match(words))
    ):
        return "no post or body that is named"
    doubt = Doubt.CONDITIONAL if opening("status.conditional").match(hit.sentence.text) else verdict(hit).doubt
    return doubt.value if doubt in (Doubt.QUESTION, Doubt.CONDITIONAL, Doubt.DENIED) else None


def _to_the_role(story: Story, name: str, words: str) -> bool:
    """Whether "the role" somebody is appointed to is that of a commissioner, as which they are known."""
    known = next((p for p in story.people if p.name == name), None)
    return (
        bool(known and re.search(r"commissioner|advis[eo]r", known.role or ""))
        and re.search(r"\bto (?:the|this) (?:role|post|position|job)\b(?! of)", words) is not None
    )


def _has_post(story: Story, name: str) -> bool:
    """Whether a person is known to hold a post, or to have held one."""
    known = next((p for p in story.people if p.name == name), None)
    return bool(known and known.role and role_in(known.role))


def _charge(story: Story, hit: Hit, name: str, told: Told) -> bool:
    """Whether a post is told by its task ("to run Kent's services") or by whom somebody with an office joined."""
    task = opening("post.charge").match(told.words)
    bodies = [m for m in hit.sentence.mentions if m.kind in (MentionKind.COUNCIL, MentionKind.ORGANISATION)]
    near = [m for m in bodies if 0 <= m.start - told.start <= _ROLE // 2]
    if task and near and not cue("post.inquiry").search(told.words):
        return True
    if opening("post.takes_over").match(told.words) and role_in(hit.before) and cue("post.gone").search(hit.before):
        return True
    known = next((p for p in story.people if p.name == name), None)
    dated = [m for m in hit.sentence.of(MentionKind.DATE) if 0 <= m.start - told.start <= 8]
    holders = {name, *(m.value for m in hit.sentence.of(MentionKind.PERSON))}
    if cue("post.succeeds").match(told.words) and any(_has_post(story, holder) for holder in holders):
        return True
    if ending("post.by").search(hit.sentence.text[: told.start - hit.sentence.start]) and near[:1]:
        return near[0].start - told.start <= _GAP
    return bool(cue("post.joined").match(told.words) and (dated or (known and known.role and near)))


def role_in(text: str) -> re.Match[str] | None:
    """The first post that a text names."""
    return cue("post.role").search(text)
