"""Publishing: what says that a document came out, when, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.story import Hit, Story
from nlp.events.titles import Titled, inside
from nlp.reading import Mention, MentionKind, Status

# How far a verb, a finding or a date may stand from the phrase it belongs to, in characters.
_VERB_BEFORE, _VERB_AFTER, _FOUND, _DATE = 45, 90, 120, 45
_LEAD = 2
_OWNER = re.compile(r"(?:[’']s?)?(?: \([^)]{1,12}\)(?:[’']s?)?)?(?: [a-z][\w-]*){0,3}(?: \d{4})? ?[“‘\"]?")


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
    before = _text(hit)[: name.start - hit.sentence.start]
    if ending("publication.ahead").search(before) or cue("publication.upcoming").search(_left_words(hit, name)):
        return Sign(Status.PLANNED, None, "to come")
    if hit.cue.endswith("weak") and not name.proper:
        return None
    when = attached(hit, name)
    if when:
        return Sign(Status.HAPPENED, _year_after(hit, when), "cited with its date")
    return _cited(story, hit, name)


def _published(story: Story, hit: Hit, name: Titled) -> Sign | None:
    """By a verb of publishing on either side of the phrase."""
    verb = _verb(hit, name)
    if verb is None:
        return None
    process = cue("publication.process").fullmatch(hit.text.split()[-1])
    if process and cue("publication.begun").fullmatch(verb[0]):
        return None
    left = _text(hit)[max(0, verb.start() - 40) : verb.start()]
    if cue("publication.not_yet").search(left):
        return Sign(Status.PLANNED, None, "published", "the text says it has not come out")
    if cue("publication.hypothetical").search(left) or ending("publication.hypothetical").search(
        _left_words(hit, name)
    ):
        return Sign(Status.PLANNED, None, "published", "only under a condition")
    if ending("publication.planned").search(left) or cue("publication.upcoming").search(_left_words(hit, name)):
        return Sign(Status.PLANNED, _near_verb(hit, name, verb), "to be published")
    when = _near_verb(hit, name, verb) or attached(hit, name)
    if when is None and story.published and _just_now(hit, left, verb):
        when = f"{day(story.published)}~"
    return Sign(Status.HAPPENED, when, "published")


def _just_now(hit: Hit, left: str, verb: re.Match[str]) -> bool:
    """Whether the verb tells of today: "has published", "recently published", a plain past in the first paragraph."""
    recent = cue("publication.recent").search(left[-14:]) or ending("publication.perfect").search(left)
    return bool(recent) or hit.sentence.paragraph < _LEAD or verb[0].lower().endswith("es")


def _verb(hit: Hit, name: Titled) -> re.Match[str] | None:
    """The verb of publishing whose object or subject the phrase is."""
    base = hit.sentence.start
    for verb in cue("publication.published").finditer(_text(hit)):
        before = _text(hit)[verb.end() : max(verb.end(), name.start - base)]
        after = _text(hit)[name.end - base : max(name.end - base, verb.start())]
        if verb.end() <= name.start - base:
            if len(before) <= _VERB_BEFORE and not cue("publication.between").search(before):
                return verb
        elif verb.start() >= name.end - base:
            if len(after) <= _VERB_AFTER and _participle(hit, verb) and _passive(after):
                return verb
        elif verb[0].endswith("ed"):
            return verb
    return None


def _participle(hit: Hit, verb: re.Match[str]) -> bool:
    """Whether the verb is one that something undergoes: "published last week", not "published its report"."""
    return verb[0].endswith("ed") and not re.match(r" (?:its|the|an?|his|her|their|this)\b", _text(hit)[verb.end() :])


def _passive(between: str) -> bool:
    """Whether the words between a phrase and a participle make it the phrase's own."""
    if cue("publication.found").search(between) and "," not in between[-3:]:
        return False
    plain = between.strip()
    if re.fullmatch(r",? ?(?:that|which) [^,.;]{2,40}", plain):
        return True
    return not plain or plain[-1] in ",(–—" or ending("publication.passive").search(between) is not None


def _near_verb(hit: Hit, name: Titled, verb: re.Match[str]) -> str | None:
    """The date told with the verb: after it, before it in its clause, or opening the sentence."""
    base = hit.sentence.start
    dates = [m for m in args.dates_of_events(hit.sentence) if not _inside_title(m, name)]
    after = [
        m for m in dates if 0 <= m.start - base - verb.end() <= _DATE and not name.start <= verb.end() + base < name.end
    ]
    before = [m for m in dates if 0 <= verb.start() - (m.end - base) <= _DATE / 3]
    ends = [m for m in dates if 0 <= m.start - name.end <= 4]
    opening_date = [m for m in dates if m.start - base <= 25]
    for found in (ends, after, before, opening_date):
        if found:
            return found[0].value
    return None


def _inside_title(mention: Mention, name: Titled) -> bool:
    return name.proper and inside(mention, name)


def attached(hit: Hit, name: Titled) -> str | None:
    """The date that stands with the noun itself: "2022 report", "its report last year", "report (2019) …"."""
    text, base = _text(hit), hit.sentence.start
    for mention in args.dates_of_events(hit.sentence):
        left = text[mention.end - base : max(0, hit.start - base)]
        right = text[max(name.end, hit.end) - base : mention.start - base]
        if mention.end <= hit.start and re.fullmatch(r"(?:[’']s)?(?: [\w-]+){0,2} ?", left):
            if not _inside_title(mention, name):
                return mention.value
        elif mention.start >= hit.end and (inside(mention, name) or len(right) <= _DATE):
            if inside(mention, name) or cue("publication.to_date").fullmatch(right.strip(" ’”‘“\"'")):
                return mention.value
    return None


def _year_after(hit: Hit, when: str) -> str:
    """For a report on a year ("annual report for 2023-24"), about when it came out: the year in which that one ended."""
    if "/" in when and cue("publication.annual").search(hit.before[-12:] + hit.text):
        return f"{When.parse(when).latest.year}~"
    return when


def _cited(story: Story, hit: Hit, name: Titled) -> Sign | None:
    """By its name or its publisher beside a finding, where no date is told."""
    after = _text(hit)[name.end - hit.sentence.start :][:_FOUND]
    finding = opening("publication.found").match(after.lstrip(" ,")) or cue("publication.found").search(
        _no_brackets(after)
    )
    left = _text(hit)[max(0, name.start - 40 - hit.sentence.start) : name.start - hit.sentence.start]
    if cue("publication.started").search(left):
        return None
    referred = ending("publication.reference").search(_without_owner(left))
    new = cue("publication.new").search(_left_words(hit, name)) is not None
    lead = hit.sentence.paragraph <= _LEAD and story.published
    if finding and lead and (name.proper or (new and publisher(hit, name))):
        return Sign(Status.HAPPENED, f"{day(story.published)}~" if story.published else None, "found")
    opening_date = [m for m in args.dates_of_events(hit.sentence) if m.start - hit.sentence.start <= 5]
    if finding and opening_date and (authors(hit, name) or publisher(hit, name)):
        return Sign(Status.HAPPENED, opening_date[0].value, "found, dated by the sentence")
    if name.proper and (finding or referred) and (referred or publisher(hit, name)):
        return Sign(Status.HAPPENED, None, "cited by name")
    return None


def _no_brackets(text: str) -> str:
    """The text up to the end of its clause, an aside between commas left out."""
    return re.sub(r"^,[^,]{1,80},", "", text)[:40]


def _without_owner(left: str) -> str:
    return re.sub(r"(?:(?:the|that of|its|a) )+$", "", left)


def _left_words(hit: Hit, name: Titled) -> str:
    """The few words left of the phrase, and what of it stands before the noun."""
    start = max(0, name.start - hit.sentence.start - 25)
    return _text(hit)[start : hit.start - hit.sentence.start]


def publisher(hit: Hit, name: Titled) -> str | None:
    """Whose document it is: its owner, "by X", the subject of the verb, or whom "its" stands for."""
    text, base = _text(hit), hit.sentence.start
    bodies = [
        m for m in hit.sentence.of(MentionKind.ORGANISATION) if kind_of(m.value) != "review" or m.start < name.start
    ]
    for mention in bodies:
        between = text[mention.end - base : max(0, name.start - base)]
        if mention.end <= name.start and re.match(r"[’']", between) and _OWNER.fullmatch(between):
            return mention.value
    after = text[hit.end - base :]
    for mention in bodies:
        if mention.start >= hit.end and ending("publication.by").search(after[: mention.start - hit.end]):
            if len(after[: mention.start - hit.end]) <= 90:
                return mention.value
        if name.start <= mention.start < hit.start:
            return mention.value
    verb = _verb(hit, name)
    if verb and verb.end() <= name.start - base:
        subjects = [m for m in bodies if m.end - base <= verb.start()]
        return subjects[-1].value if subjects else None
    if ending("publication.own").search(text[: name.start - base].rstrip("“‘") + " ") or _own(hit, name):
        before = [m for m in bodies if m.end <= name.start and kind_of(m.value) != "review"]
        bodies = [m for m in bodies if m.start >= name.end]
        return (before[-1] if before else bodies[0]).value if bodies else None
    return None


def _own(hit: Hit, name: Titled) -> bool:
    left = _text(hit)[max(0, name.start - 30 - hit.sentence.start) : name.start - hit.sentence.start]
    return re.search(r"\b(?:[Ii]ts|[Tt]heir)(?: [\w-]+){0,3} $", left) is not None


def authors(hit: Hit, name: Titled) -> tuple[str, ...]:
    """The person whose document it is: "Sir X's review", "report … by its commissioner, X", "led by X"."""
    text, base = _text(hit), hit.sentence.start
    for mention in hit.sentence.of(MentionKind.PERSON):
        owner = text[mention.end - base : max(0, name.start - base)]
        if mention.end <= name.start and re.match(r"[’']", owner) and _OWNER.fullmatch(owner):
            return (mention.value,)
        lead = text[hit.end - base : max(0, mention.start - base)]
        if mention.start >= hit.end and len(lead) <= 110 and ending("publication.author").search(lead):
            return (mention.value,)
    return ()


def full_title(hit: Hit, name: Titled) -> str:
    """The title; for a bare "report" or "final report" with the review or body whose it is."""
    bodies = hit.sentence.of(MentionKind.ORGANISATION)
    for mention in bodies:
        between = _text(hit)[mention.end - hit.sentence.start : max(0, name.start - hit.sentence.start)]
        owned = mention.end <= name.start and re.fullmatch(r"(?:[’']s?)(?: [\w-]+)? ", between)
        if owned and not name.proper and kind_of(mention.value) == "review":
            return f"{mention.value}’s {name.title}"
    subject = publisher(hit, name)
    if subject and not name.proper and kind_of(subject) == "review" and len(name.title.split()) <= 2:
        return f"{subject}’s {name.title}"
    if name.title.lower() == hit.text.lower() and " " not in name.title:
        people = authors(hit, name)
        return f"{name.title} by {people[0]}" if people else name.title
    year = re.match(r" for ((?:19|20)\d{2}[-–/]\d{2,4})", _text(hit)[name.end - hit.sentence.start :])
    return name.title + year[0] if year and not name.proper else name.title


def _text(hit: Hit) -> str:
    """The hit's sentence, hard spaces made plain."""
    return hit.sentence.text.replace("\u00a0", " ")


def kind_of(name: str) -> str | None:
    """What kind of organisation the lexicon says a name is; None for one it does not list."""
    from nlp.organisations import organisations

    known = organisations().get(name)
    return known.kind.value if known else None
