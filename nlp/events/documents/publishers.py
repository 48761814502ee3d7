"""Publishers: whose a document is, its authors, and the verb of publishing that binds them to it."""

from __future__ import annotations

import re

from nlp.events.cues import cue, ending
from nlp.events.story import Hit
from nlp.events.titles import Titled
from nlp.reading import MentionKind

# How far the verb may stand before or after the phrase, in characters.
_VERB_BEFORE, _VERB_AFTER = 45, 90
_OWNER = re.compile(r"(?:[’']s?)?(?: \([^)]{1,12}\)(?:[’']s?)?)?(?: [a-z][\w-]*){0,3}(?: \d{4})? ?[“‘\"]?")


def plain_text(hit: Hit) -> str:
    """The hit's sentence, hard spaces made plain."""
    return hit.sentence.text.replace("\u00a0", " ")


def verb_of(hit: Hit, name: Titled) -> re.Match[str] | None:
    """The verb of publishing whose object or subject the phrase is."""
    base = hit.sentence.start
    for verb in cue("publication.published").finditer(plain_text(hit)):
        before = plain_text(hit)[verb.end() : max(verb.end(), name.start - base)]
        after = plain_text(hit)[name.end - base : max(name.end - base, verb.start())]
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
    return verb[0].endswith(("ed", "out")) and not re.match(
        r" (?:its|the|an?|his|her|their)\b", plain_text(hit)[verb.end() :]
    )


def _passive(between: str) -> bool:
    """Whether the words between a phrase and a participle make it the phrase's own."""
    if cue("publication.found").search(between) and "," not in between[-3:]:
        return False
    plain = between.strip()
    if re.fullmatch(r",? ?(?:that|which) [^,.;]{2,40}", plain):
        return True
    return not plain or plain[-1] in ",(–—" or ending("publication.passive").search(between) is not None


def publisher(hit: Hit, name: Titled) -> str | None:
    """Whose document it is; a committee's name as the text has it where no register lists it."""
    named = _named_publisher(hit, name)
    committee = None if named else cue("publication.bodies").search(plain_text(hit))
    return committee[0] if committee else named


def _named_publisher(hit: Hit, name: Titled) -> str | None:
    """The listed body whose document it is: its owner, "by X", the subject of the verb, or whom "its" stands for."""
    text, base = plain_text(hit), hit.sentence.start
    bodies = [
        m for m in hit.sentence.of(MentionKind.ORGANISATION) if kind_of(m.value) != "review" or m.start < name.start
    ]
    for mention in bodies:
        between = text[mention.end - base : max(0, name.start - base)]
        attributive = between == " " and not name.proper
        if mention.end <= name.start and (attributive or (re.match(r"[’']", between) and _OWNER.fullmatch(between))):
            return mention.value
    after = text[hit.end - base :]
    for mention in bodies:
        lead = after[: max(0, mention.start - hit.end)]
        if mention.start >= hit.end and len(lead) <= _VERB_AFTER and ending("publication.by").search(lead):
            return mention.value
        if name.start <= mention.start < hit.start:
            return mention.value
    verb = verb_of(hit, name)
    if verb and verb.end() <= name.start - base:
        subjects = [m for m in bodies if m.end - base <= verb.start()]
        if subjects:
            return subjects[-1].value
    if ending("publication.own").search(text[: name.start - base].rstrip("“‘") + " ") or _own(hit, name):
        before = [m for m in bodies if m.end <= name.start and kind_of(m.value) != "review"]
        bodies = [m for m in bodies if m.start >= name.end]
        return (before[-1] if before else bodies[0]).value if bodies else None
    return None


def _own(hit: Hit, name: Titled) -> bool:
    left = plain_text(hit)[max(0, name.start - 30 - hit.sentence.start) : name.start - hit.sentence.start]
    return re.search(r"\b(?:[Ii]ts|[Tt]heir)(?: [\w-]+){0,3} $", left) is not None


def authors(hit: Hit, name: Titled) -> tuple[str, ...]:
    """The person whose document it is: "Sir X's review", "report … by its commissioner, X", "led by X"."""
    text, base = plain_text(hit), hit.sentence.start
    for mention in hit.sentence.of(MentionKind.PERSON):
        owner = text[mention.end - base : max(0, name.start - base)]
        if mention.end <= name.start and re.match(r"[’']", owner) and _OWNER.fullmatch(owner):
            return (mention.value,)
        lead = text[hit.end - base : max(0, mention.start - base)]
        if mention.start >= hit.end and len(lead) <= 110 and ending("publication.author").search(lead):
            return (mention.value,)
    return _who_published(hit, name) or _who_says(hit, name)


def _who_says(hit: Hit, name: Titled) -> tuple[str, ...]:
    """The person who says something in it: "X says in a report that …", "In his latest report, X says …"."""
    base = hit.sentence.start
    people = hit.sentence.of(MentionKind.PERSON)
    left = plain_text(hit)[: name.start - base]
    if ending("publication.says_in").search(left):
        return tuple(m.value for m in people if m.end <= name.start)[:1]
    if not ending("publication.in_own").fullmatch(left):
        return ()
    said = [m for m in people if m.start >= hit.end]
    return tuple(
        m.value for m in said if re.match(r" (?:says|said|writes|finds|warns)\b", plain_text(hit)[m.end - base :])
    )


def _who_published(hit: Hit, name: Titled) -> tuple[str, ...]:
    """The person who is the subject of the verb: "X, the council's commissioner, published a report"."""
    verb, base = verb_of(hit, name), hit.sentence.start
    if verb is None or verb.start() > name.start - base:
        return ()
    for mention in hit.sentence.of(MentionKind.PERSON):
        between = plain_text(hit)[mention.end - base : max(0, verb.start())]
        if mention.end - base <= verb.start() and re.fullmatch(r"(?:, [^,.;]{3,80},)? (?:has |had |also )*", between):
            return (mention.value,)
    return ()


def full_title(hit: Hit, name: Titled) -> str:
    """The title; for a bare "report" or "final report" with the review or body whose it is."""
    bodies = hit.sentence.of(MentionKind.ORGANISATION)
    for mention in bodies:
        between = plain_text(hit)[mention.end - hit.sentence.start : max(0, name.start - hit.sentence.start)]
        owned = mention.end <= name.start and re.fullmatch(r"(?:[’']s?)(?: [\w-]+)? ", between)
        if owned and not name.proper and kind_of(mention.value) == "review":
            return f"{mention.value}’s {name.title}"
    subject = publisher(hit, name)
    if subject and not name.proper and kind_of(subject) == "review" and len(name.title.split()) <= 2:
        return f"{subject}’s {name.title}"
    if name.title.lower() == hit.text.lower() and " " not in name.title:
        people = authors(hit, name)
        return f"{name.title} by {people[0]}" if people else name.title
    year = re.match(r" for ((?:19|20)\d{2}[-–/]\d{2,4})", plain_text(hit)[name.end - hit.sentence.start :])
    return _without_body(hit, name) + year[0] if year and not name.proper else _without_body(hit, name)


def _without_body(hit: Hit, name: Titled) -> str:
    """A description's title without the end of a body's name before it: "Department for Education strategy"."""
    for mention in hit.sentence.of(MentionKind.ORGANISATION):
        if mention.start < name.start < mention.end <= hit.start and not name.proper:
            rest = plain_text(hit)[name.start - hit.sentence.start : mention.end - hit.sentence.start]
            return name.title.removeprefix(rest).strip()
    return name.title


def kind_of(name: str) -> str | None:
    """What kind of organisation the lexicon says a name is; None for one it does not list."""
    from nlp.organisations import organisations

    known = organisations().get(name)
    return known.kind.value if known else None
