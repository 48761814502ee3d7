"""Offices: the event of a person's post, whose post it is, and the words that follow a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp import roles
from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.sentences import Sentence
from nlp.events.status import settled
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Person, Status

# How the rule ends of what is only announced.
ANNOUNCED = "announced"
# How far from a name its office may stand, in characters.
_ROLE = 90
# How far behind the verb the council whose post it is may stand, to be meant before all others.
_BEHIND = 40
# How much of what stands left of a council can make it another post's.
_LEFT = 35
# No more people are taken together; signatures run to hundreds.
_LISTED = 6
# What joins two of them, with whose office the second holds.
_JOIN = re.compile(r"(?:,|,? and|,? as well as)(?: (?:[A-Z][\w&-]*(?:['’]s?)? ?){1,4})?\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of a person's post: taken up or left, the words that say it, and the offset they end before.

    ``start`` is where in the article the post's own words begin, after the verb; -1 where they are not set apart.
    """

    kind: EventType
    words: str = ""
    start: int = -1


def without_office(hit: Hit) -> str:
    """The sentence before a name, the office and title in front of it left out: "appointed Kent's director, Jo …"."""
    sentence = hit.sentence
    held = roles.before(sentence.text, len(without_title(sentence.text[: hit.start - sentence.start])))
    if held is None or without_title(hit.before[held.end :].lstrip(" ,")):
        return without_title(hit.before)
    left = re.sub(r"(?:(?:[A-Z][\w-]* ){0,3}[A-Z][\w-]*(?:['’]s?)? )$", "", hit.before[: held.start])
    return without_title(left)


def together(sentence: Sentence) -> list[list[Mention]]:
    """A sentence's people, those listed together in one run, whatever their offices: "its leader X, her deputy Y"."""
    runs: list[list[Mention]] = []
    for person in sentence.of(MentionKind.PERSON):
        if runs and len(runs[-1]) < _LISTED and _joined(sentence, runs[-1][-1], person):
            runs[-1].append(person)
        else:
            runs.append([person])
    return runs


def _joined(sentence: Sentence, left: Mention, right: Mention) -> bool:
    words = sentence.text[: right.start - sentence.start]
    held = roles.before(words, len(words)) or roles.before(words, len(without_title(words)))
    between = without_title(words[: held.start] if held else words)[left.end - sentence.start :]
    return _JOIN.fullmatch(between) is not None


def without_title(before: str) -> str:
    """The text before a name, the person's title in front of it left out: "appointed former director Jo …"."""
    return re.sub(
        r"(?:(?:Sir|Dame|Lord|Lady|Baroness|Professor|Dr|Mr|Mrs|Ms|Miss|Cllr|Coun|Councillor|its|his|her|their|the|a|former|current|new|interim"
        r"|predecessor|colleague),? )+$",
        "",
        before,
    )


def post_dates(hit: Hit) -> list[Mention]:
    """The sentence's dates that can be of a post's being taken up or left: not a term it is held for."""
    return [m for m in args.dates_of_events(hit.sentence) if not ending("post.term_of").search(left_of(hit, m))]


def plain_after(hit: Hit) -> str:
    """The text after a name, an aside between commas ("…, 54, …", "…, chief executive of X, …") left out."""
    after = without_honours(hit.after).lstrip()
    aside = re.match(r", (?!who\b|and\b)[^,.;]{1,90}, ?", after)
    after = after[aside.end() :] if aside else after.lstrip(", ")
    return re.sub(r"^(?:\([^)]*\) ?|who |and )+", "", after)


def without_honours(after: str) -> str:
    """The text after a name, what the name itself goes on with left out: "OBE", "(Lab, Castle Ward)"."""
    return re.sub(r"^(?:,? [A-Z]{2,4}\b(?!\w)(?= |,|:|$))+", "", after)


def left_of(hit: Hit, mention: Mention) -> str:
    """The sentence up to a mention."""
    return hit.sentence.text[: mention.start - hit.sentence.start]


def made(story: Story, hit: Hit, name: str, told: Told, what: tuple[Status, str | None]) -> Event:
    """The event that a named person took up or left a post, as told; ``what`` is its status and date."""
    status, when = what
    known = next((p for p in story.people if p.name == name), None)
    body = _body(hit, told)
    trust = None if re.match(r",? ?who\b", hit.after) else args.trust_of(story, hit)
    councils = args.councils_of(story, hit).values if trust else _councils(story, hit, known, told)
    if body and not trust:
        inside = [m.value for m in hit.sentence.of(MentionKind.COUNCIL) if body.start <= m.start < body.end]
        councils = args.trust_councils(body.value, story) or tuple(inside)
    organisation = trust or (body.value if body else _organisation(hit, known, councils, told))
    return story.event(
        told.kind,
        hit,
        settled(status, when, story.published),
        f"{told.kind.value}: {ANNOUNCED if opening('post.announces').match(told.words) else 'told of a person'}",
        date=when,
        councils=councils[:1] if not _national(hit, known) else (),
        organisation=organisation,
        people=(name,),
        confidence=round(0.75 * (1.0 if when else 0.8), 2),
    )


def limit(hit: Hit, told: Told) -> int:
    """Where what is told ends, as an offset: before its occasion, or what it says of whom somebody follows."""
    cut = cue("post.occasion").search(hit.sentence.text, max(told.start, hit.sentence.start) - hit.sentence.start)
    return hit.sentence.start + cut.start() if cut and told.start > 0 else hit.sentence.end


def _body(hit: Hit, told: Told) -> Mention | None:
    """The body other than a council that the post's own words name: "appointed the chair of X in 2012"."""
    if told.start < 0:
        return None
    for mention in hit.sentence.of(MentionKind.ORGANISATION):
        between = hit.sentence.text[told.start - hit.sentence.start : max(0, mention.start - hit.sentence.start)]
        if told.start <= mention.start and re.fullmatch(r"[^,.;]{0,60}\b(?:of|at|for|run|lead)(?: the)? ", between):
            return None if cue("post.occasion").search(between) else mention
    return None


def _organisation(hit: Hit, known: Person | None, councils: tuple[str, ...], told: Told) -> str | None:
    """The body the person is known to be of, unless that is of another council than the post's, or of the aside."""
    if known is None or (known.councils and councils and not set(known.councils) & set(councils)):
        return None
    beside = hit.sentence.text[hit.end - hit.sentence.start : max(hit.end, told.start) - hit.sentence.start]
    from_there = told.kind is EventType.APPOINTMENT and known.organisation and known.organisation in beside
    return None if from_there else known.organisation


def _councils(story: Story, hit: Hit, known: Person | None, told: Told) -> tuple[str, ...]:
    """Whose post it is: the council the sentence names, not one the person comes from; else as the person is known.

    Before the passage's council comes that of whom the person follows, and the one the article is about.
    """
    mentions = hit.sentence.of(MentionKind.COUNCIL)
    named = [m for m in mentions if not _comes_from(hit, told, m)]
    if told.start > 0:
        own = [m for m in named if m.start < limit(hit, told)]
        behind = [m for m in own if 0 <= m.start - told.start <= _BEHIND]
        # What a clause on somebody else names is not whose post it is.
        named = behind or own or (named if told.kind is EventType.DEPARTURE and told.words else [])
    if named:
        return (args.nearest(hit, named).value,)
    elsewhere = {m.value for m in mentions}
    followed = _of_followed(story, hit, told)
    of_person = known.councils if known else ()
    only = tuple(story.councils) if len(story.councils) == 1 else ()
    for found in (followed, of_person, story.main_councils, story.focus(hit.sentence), only):
        if found and not elsewhere & set(found):
            return found
    return tuple(m.value for m in mentions[:1])


def _of_followed(story: Story, hit: Hit, told: Told) -> tuple[str, ...]:
    """The councils of whom the person follows in the post: "X will replace Y"."""
    if not opening("post.succeeds").match(told.words):
        return ()
    names = {m.value for m in hit.sentence.of(MentionKind.PERSON) if m.start >= told.start}
    return next((p.councils for p in story.people if p.name in names and p.councils), ())


def _comes_from(hit: Hit, told: Told, mention: Mention) -> bool:
    """Whether a council is where somebody was before, or for one who leaves, where they go."""
    left = left_of(hit, mention)
    if told.kind is EventType.DEPARTURE:
        if ending("post.goes_to").search(left[-_LEFT:]):
            return True
        found = cue("post.before_this").search(left[-_LEFT:])
        return found is not None and found[0].lower() != "from"
    if hit.end <= mention.start < told.start or cue("post.moves_from").search(left[hit.end - hit.sentence.start :]):
        return True
    return cue("post.before_this").search(left[-_LEFT:]) is not None


def _national(hit: Hit, known: Person | None) -> bool:
    """Whether the post is of a national body, so that a passage's council is not whose it is."""
    if known and known.councils and cue("post.national").search(f"{known.role} {known.organisation}") is None:
        named = {m.value for m in hit.sentence.of(MentionKind.COUNCIL) if m.end <= hit.start}
        if named & set(known.councils):
            return False
    if cue("post.national").search(plain_after(hit)[:_ROLE]):
        return True
    return cue("post.national").search(hit.sentence.text) is not None and not hit.sentence.of(MentionKind.COUNCIL)
