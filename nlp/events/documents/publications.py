"""Publications: named reports, reviews, strategies, papers and statistics that came out or are to come out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.events import arguments as args
from nlp.events.advised import advised
from nlp.events.cues import cue, ending, opening
from nlp.events.documents import publishers, publishing
from nlp.events.documents.publishing import Sign
from nlp.events.status import settled
from nlp.events.story import Hit, Story
from nlp.events.titles import Titled, inside, titled
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

PUBLICATION = EventType.PUBLICATION
# The last paragraph, from 0, that says whom an article is about.
_LEAD = 1
# A sentence that begins with a name in quotation marks and what it found: "“Out of Mind” looked at …".
_QUOTED_FIRST = re.compile(
    r"[“‘\"']([A-Z][^“”\"\n]{4,100}?)[”’\"'](?:: [A-Z][^.]{3,80}?)? (?:is|was|looked|analysed|found|tells|says|sets)\b"
)


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each document the text says was published, or cites with its date or its name."""
    for sentence in story.sentences:
        last = -1
        hits = [] if sentence.heading else list(story.hits_of(sentence, "publication.strong", "publication.weak"))
        for hit in sorted(hits, key=lambda h: (h.start, h.cue)):
            if hit.start < last or not _is_document(hit):
                continue
            name = titled(hit)
            found = _read(story, hit, name)
            if found is not None:
                last = max(last, name.end)
                yield found


def _is_document(hit: Hit) -> bool:
    """Whether the word is a noun of its own, not a verb and not part of a body's name ("Review Panel")."""
    if not hit.sentence.token_at(hit.end - 1).tag_.startswith("NN"):
        return False
    if hit.text.lower() == "guidance" and hit.before.lower().endswith("statutory "):
        return False
    if hit.text.lower() == "response" and hit.before.lower().endswith("in "):
        return False
    bodies = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if m.start <= hit.start < m.end]
    return all(publishers.kind_of(m.value) == "review" for m in bodies)


def _read(story: Story, hit: Hit, name: Titled) -> Event | Skipped | None:
    """The publication, or why it is none; None for a noun that nothing says was published."""
    sign = publishing.sign(story, hit, name)
    if sign is None:
        return None
    reason = sign.doubt or _reason(story, hit, name, sign)
    if reason:
        return story.skip(PUBLICATION, hit, reason)
    return _event(story, hit, name, sign)


def _reason(story: Story, hit: Hit, name: Titled, sign: Sign) -> str | None:
    """Why what was published is no document of the sector's shelf."""
    base = hit.sentence.start
    near = hit.sentence.text[max(0, hit.start - 30 - base) : hit.end - base]
    after = opening("publication.not_named_after").match(hit.after.lstrip())
    written = _authors(story, hit, name)
    if after or (ending("publication.not_named").search(near) and not (name.proper or written)):
        return "a report of one case, or a council's own paper"
    at = hit.start - hit.sentence.start
    if any(found.start() <= at < found.end() for found in cue("case_review.noun").finditer(hit.sentence.text)):
        return "an inquiry into a case, told as such"
    if cue("publication.own_article").search(near):
        return "the text speaks of itself"
    if cue("publication.of_case").search(hit.sentence.text[hit.start - base : name.end + 40 - base]):
        return "the review of a case, told as such"
    if not name.proper and _of_inspection(hit, name):
        return "an inspection's report: its ratings are told as such"
    several = hit.sentence.token_at(hit.end - 1).tag_ == "NNS" and hit.cue.endswith("strong")
    if not name.proper and several:
        return "several documents, none of them named"
    if not (name.proper or written or _is_told(hit, name)):
        return "no name that would tell which document it is"
    if hit.text.lower().startswith("consultation") and publishers.publisher(hit, name) is None:
        return "nobody's consultation that is named"
    told_apart = name.proper or sign.date or written or sign.status is Status.PLANNED
    if not told_apart and not (publishing.is_specific(hit, name) or _is_response(hit, name)):
        return "neither a name nor a date"
    return None


def _is_response(hit: Hit, name: Titled) -> bool:
    """Whether it answers a document that is named: "its response to the Care Review"."""
    return hit.text.lower() == "response" and any(word[0].isupper() for word in name.title.split()[1:])


def _of_inspection(hit: Hit, name: Titled) -> bool:
    """Whether an unnamed document is what inspectors wrote of one council."""
    if cue("publication.own_work").search(name.title):
        return False
    base = hit.sentence.start
    around = hit.sentence.text[max(0, hit.start - 30 - base) : name.end + 40 - base]
    if cue("publication.by_inspectors").search(around):
        return True
    publisher = publishers.publisher(hit, name)
    inspects = publisher is not None and cue("publication.inspectorates").fullmatch(publisher) is not None
    return inspects and cue("publication.report").search(hit.text) is not None


def _is_told(hit: Hit, name: Titled) -> bool:
    """Whether a description tells which document: more than the noun, or whose it is."""
    owned = cue("publication.owned").fullmatch(name.title) is None
    if hit.cue.endswith("weak") and name.title.lower() == hit.text.lower():
        return False
    if owned and (name.title.lower() != hit.text.lower() or " " in hit.text.strip()):
        return True
    return publishers.publisher(hit, name) is not None


def _event(story: Story, hit: Hit, name: Titled, sign: Sign) -> Event:
    people = _authors(story, hit, name)
    of_councils = _councils(story, hit, name)
    return story.event(
        PUBLICATION,
        hit,
        settled(sign.status, sign.date, story.published),
        f"publication: {sign.rule}",
        date=sign.date,
        councils=of_councils,
        organisation=publishers.publisher(hit, name),
        people=people,
        title=_named_next(story, hit, name) or publishers.full_title(hit, name),
        confidence=round((0.85 if name.proper else 0.7) * (args.IN_CLAUSE if sign.date else args.IN_PASSAGE), 2),
    )


def _named_next(story: Story, hit: Hit, name: Titled) -> str | None:
    """The name in quotation marks with which the next sentence goes on about a document that has none so far."""
    following = story.sentences[hit.sentence.index + 1 : hit.sentence.index + 2]
    quoted = _QUOTED_FIRST.match(following[0].text) if following and not name.proper else None
    return quoted[1] if quoted else None


def _councils(story: Story, hit: Hit, name: Titled) -> tuple[str, ...]:
    """The councils a document is about by its title, or whose own officer or commissioner wrote it."""
    named = [m.value for m in hit.sentence.of(MentionKind.COUNCIL) if inside(m, name) and not m.anaphor]
    if named and cue("publication.on_councils").search(name.title):
        return tuple(dict.fromkeys(named))
    local = cue("publication.local").search(name.title) or _local_author(story, hit, name)
    if name.proper or not local or cue("publication.national").search(name.title):
        return ()
    found = advised(story, hit).values or tuple(story.councils)
    return found if len(found) == 1 else ()


def _local_author(story: Story, hit: Hit, name: Titled) -> bool:
    """Whether its author works for a council, or was sent to one: by their role, or by the article's first words."""
    written = _authors(story, hit, name)
    roles = [person.role for person in story.people if person.name in written and person.role]
    lead = [s.text for s in story.sentences if s.paragraph <= _LEAD and written]
    return any(cue("publication.local_author").search(text) for text in roles or lead)


def _authors(story: Story, hit: Hit, name: Titled) -> tuple[str, ...]:
    """Who wrote it: told with it, or named first in a next sentence that begins "Its author, …"."""
    written = publishers.authors(hit, name)
    following = story.sentences[hit.sentence.index + 1 : hit.sentence.index + 2]
    if written or not following or not opening("publication.its_author").match(following[0].text):
        return written
    return tuple(m.value for m in following[0].of(MentionKind.PERSON)[:1])
