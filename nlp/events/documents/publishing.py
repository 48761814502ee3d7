"""Publishing: what says that a document came out, when, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events import heads
from nlp.events.cues import cue, ending, opening
from nlp.events.documents.publishers import authors, full_title, plain_text, publisher, verb_of
from nlp.events.story import Hit, Story
from nlp.events.titles import Titled, inside
from nlp.reading import Mention, Status

# How far a verb, a finding or a date may stand from the phrase it belongs to, in characters.
_FOUND, _DATE, _PREPOSITION = 120, 45, 8
# A description of more words than these can tell a document apart.
_FEW = 3
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """That a document came out (or will): its status and date, by which rule; ``doubt`` says why it is not taken."""

    status: Status
    date: str | None
    rule: str
    doubt: str | None = None


def sign(story: Story, hit: Hit, name: Titled) -> Sign | None:
    """What the sentence says of a document's coming out; None where it says nothing of it."""
    told = _published(story, hit, name)
    if told:
        return told
    before = plain_text(hit)[: name.start - hit.sentence.start]
    if ending("publication.ahead").search(before) or cue("publication.upcoming").search(_left_words(hit, name)):
        return Sign(Status.PLANNED, None, "to come")
    due = opening("publication.due").match(plain_text(hit)[max(name.end, hit.end) - hit.sentence.start :].lstrip())
    if due:
        return Sign(Status.PLANNED, _just_behind(hit, name, due.end()), "due")
    if hit.cue.endswith("weak") and not name.proper:
        return None
    when = attached(hit, name)
    if when:
        return Sign(Status.HAPPENED, _year_after(hit, when), "cited with its date")
    return _cited(story, hit, name)


def _published(story: Story, hit: Hit, name: Titled) -> Sign | None:
    """By a verb of publishing on either side of the phrase."""
    verb = verb_of(hit, name)
    if verb is None:
        return None
    process = cue("publication.process").fullmatch(hit.text.split()[-1])
    if process and cue("publication.begun").fullmatch(verb[0]):
        return None
    left = plain_text(hit)[max(0, verb.start() - 40) : verb.start()]
    if cue("publication.not_yet").search(left):
        return Sign(Status.PLANNED, None, "published", "the text says it has not come out")
    if cue("publication.hypothetical").search(left) or ending("publication.hypothetical").search(
        _left_words(hit, name)
    ):
        return Sign(Status.PLANNED, None, "published", "only under a condition")
    awaited = cue("publication.upcoming").search(_left_words(hit, name)) and not ending("publication.perfect").search(
        left
    )
    if ending("publication.planned").search(left) or awaited:
        return Sign(Status.PLANNED, _near_verb(hit, name, verb), "to be published")
    when = _near_verb(hit, name, verb) or attached(hit, name) or heads.dated_by(story, hit.sentence)
    if when is None and story.published and _just_now(hit, left, verb):
        when = f"{day(story.published)}~"
    return Sign(Status.HAPPENED, when, "published")


def _just_behind(hit: Hit, name: Titled, reach: int) -> str | None:
    """The first date behind the phrase, no further than some characters and a preposition."""
    start = max(name.end, hit.end)
    dates = [m for m in args.dates_of_events(hit.sentence) if 0 <= m.start - start - reach <= _PREPOSITION]
    return dates[0].value if dates else None


def _just_now(hit: Hit, left: str, verb: re.Match[str]) -> bool:
    """Whether the verb tells of today: "has published", "recently published", a plain past in the first paragraph."""
    recent = cue("publication.recent").search(left[-14:]) or ending("publication.perfect").search(left)
    return bool(recent) or hit.sentence.paragraph < _LEAD or verb[0].lower().endswith("es")


def _near_verb(hit: Hit, name: Titled, verb: re.Match[str]) -> str | None:
    """The date told with the verb: after it, before it in its clause, or opening the sentence."""
    base = hit.sentence.start
    dates = [m for m in args.dates_of_events(hit.sentence) if not _inside_title(m, name)]
    after = [
        m for m in dates if 0 <= m.start - base - verb.end() <= _DATE and not name.start <= verb.end() + base < name.end
    ]
    before = [m for m in dates if 0 <= verb.start() - (m.end - base) <= _DATE / 3]
    ends = [m for m in dates if 0 <= m.start - name.end <= _DATE and _follows(hit, name, m)]
    opening_date = [m for m in dates if m.start - base <= 25]
    last = [m for m in dates if re.search(r", (?:on|in) $", plain_text(hit)[: m.start - base])]
    then = [m for m in dates if ending("publication.by_then").fullmatch(_between(hit, m, name))]
    beside = [m for m in after if m.start - base - verb.end() <= 1]
    for found in (then, beside, ends, after, before, opening_date, last):
        if found:
            return found[0].value
    return None


def _between(hit: Hit, date: Mention, name: Titled) -> str:
    return plain_text(hit)[date.end - hit.sentence.start : max(0, name.start - hit.sentence.start)]


def _follows(hit: Hit, name: Titled, date: Mention) -> bool:
    """Whether only a few words, no verb of finding and no comma, part a date from the phrase it follows."""
    between = plain_text(hit)[name.end - hit.sentence.start : date.start - hit.sentence.start].strip(" ,(")
    return "," not in between and cue("publication.found").search(between) is None


def _inside_title(mention: Mention, name: Titled) -> bool:
    return name.proper and inside(mention, name)


def attached(hit: Hit, name: Titled) -> str | None:
    """The date that stands with the noun itself: "2022 report", "its report last year", "report (2019) …"."""
    text, base = plain_text(hit), hit.sentence.start
    for mention in args.dates_of_events(hit.sentence):
        left = text[mention.end - base : max(0, hit.start - base)]
        right = text[max(name.end, hit.end) - base : mention.start - base]
        if mention.end <= hit.start and re.fullmatch(r"(?:[’']s)?(?: [\w-]+){0,2} ?", left):
            if not _inside_title(mention, name):
                return mention.value
        elif mention.start >= hit.end:
            lead = right.strip(" ’”‘“\"'")
            if inside(mention, name) or (len(right) <= _DATE and cue("publication.to_date").fullmatch(lead)):
                return mention.value
    return None


def _year_after(hit: Hit, when: str) -> str:
    """For a report on a year ("annual report for 2023-24"), about when it came out: the year that one ended in."""
    if "/" in when and cue("publication.annual").search(hit.before[-12:] + hit.text):
        return f"{When.parse(when).latest.year}~"
    return when


def _cited(story: Story, hit: Hit, name: Titled) -> Sign | None:
    """By its name or its publisher beside a finding, where no date is told."""
    after = plain_text(hit)[name.end - hit.sentence.start :][:_FOUND]
    finding = opening("publication.found").match(after.lstrip(" ,")) or cue("publication.found").search(
        _no_brackets(after)
    )
    before = plain_text(hit)[: name.start - hit.sentence.start]
    finding = finding or ending("publication.says").search(before) or ending("publication.says_in").search(before)
    left = plain_text(hit)[max(0, name.start - 40 - hit.sentence.start) : name.start - hit.sentence.start]
    if cue("publication.started").search(left) or ending("publication.answered").search(_without_owner(left)):
        return None
    referred = ending("publication.reference").search(_without_owner(left)) or _listed(hit, name)
    new = cue("publication.new").search(_left_words(hit, name)) is not None
    lead = hit.sentence.paragraph <= _LEAD and story.published
    if finding and lead and (name.proper or authors(hit, name) or (new and publisher(hit, name))):
        return Sign(Status.HAPPENED, f"{day(story.published)}~" if story.published else None, "found")
    opening_date = [m for m in args.dates_of_events(hit.sentence) if m.start - hit.sentence.start <= 5]
    if finding and opening_date and (authors(hit, name) or publisher(hit, name)):
        return Sign(Status.HAPPENED, opening_date[0].value, "found, dated by the sentence")
    if hit.cue.endswith("weak") and not name.proper:
        return None
    by = publisher(hit, name)
    if name.proper and (finding or referred) and (referred or by):
        return Sign(Status.HAPPENED, None, "cited by name")
    if is_specific(hit, name) and (referred or (finding and authors(hit, name))):
        return Sign(Status.HAPPENED, None, "cited by what it is on")
    return None


def is_specific(hit: Hit, name: Titled) -> bool:
    """Whether an unnamed document is told apart by whose it is and what it is on, or by its author."""
    if hit.cue.endswith("weak") or cue("publication.process_only").fullmatch(hit.text.split()[-1]):
        return False
    if authors(hit, name):
        return True
    on = cue("publication.on").search(name.title) is not None and len(name.title.split()) > _FEW
    return "’s " in full_title(hit, name) or (on and publisher(hit, name) is not None)


def _listed(hit: Hit, name: Titled) -> bool:
    """Whether the phrase is in a list of documents referred to: only names and nouns since the words of reference."""
    start = name.start - hit.sentence.start
    places = [m.end() for m in cue("publication.reference").finditer(plain_text(hit)[:start])]
    if not places or not re.search(r"(?:,| and) [^,]{0,80}$", plain_text(hit)[places[-1] : start]):
        return False
    first = hit.sentence.start + places[-1]
    return not any(t.tag_.startswith(("VB", "MD")) for t in hit.sentence.tokens if first <= t.idx < name.start)


def _no_brackets(text: str) -> str:
    """The text up to the end of its clause, an aside between commas left out."""
    return re.sub(r"^,[^,]{1,80},", "", text)[:40]


def _without_owner(left: str) -> str:
    return re.sub(r"(?:(?:the|that of|its|a) )+$", "", left)


def _left_words(hit: Hit, name: Titled) -> str:
    """The few words left of the phrase, and what of it stands before the noun."""
    start = max(0, name.start - hit.sentence.start - 25)
    return plain_text(hit)[start : hit.start - hit.sentence.start]
