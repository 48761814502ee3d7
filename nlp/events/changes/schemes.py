"""Schemes: what a pilot tests and what it is called, its acronym written out."""

from __future__ import annotations

import re

from nlp.events.cues import cue, ending, every_list, opening
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.events.titles import titled
from nlp.reading import MentionKind

_WORDS = r"(?:[\w’'&-]+ )"
# "the ‘Families First’ programme": the name alone in quotation marks.
_QUOTED = re.compile(
    r"[“‘\"']([A-Z][^“”‘\"]{4,60}?)[”’\"'] (?:programme|pathfinder|pilot|scheme|project|initiative|fund|trial)s?\b"
)
# How many sentences back the programme spoken of may have been named.
_NEAR = 3
# What an acronym stands for is no longer, in characters.
_EXPLAINED = 200


def scheme(story: Story, hit: Hit) -> str | None:
    """The scheme a cue of testing is about, as the text names it; None where the sentence does not say."""
    if hit.cue == "pilot.named":
        inside = re.search(r"[“‘\"']([^“”‘’\"']{4,60}) $", hit.before)
        if inside and hit.after[:1] in ("”", "’", '"', "'"):
            return f"{inside[1]} {hit.text}"
        for mention in hit.sentence.of(MentionKind.ORGANISATION):
            between = hit.sentence.text[mention.end - hit.sentence.start : hit.start - hit.sentence.start]
            if " " in mention.text and re.fullmatch(r" (?:\([A-Z]\w+\) )?", between):
                return f"{mention.text} {hit.text}"
        called = titled(hit)
        if not called.proper or " " not in called.title:
            return None
        return called.title if called.title.lower().endswith(hit.text.lower()) else f"{called.title} {hit.text}"
    body = cue("pilot.bodies").search(hit.sentence.text)
    if body:
        return _body_before(hit, hit.sentence.start + body.start())
    programme = _QUOTED.search(hit.sentence.text)
    if programme:
        return programme[1]
    so_called = cue("pilot.so_called").search(hit.sentence.text)
    if so_called and (name := _cut(hit.sentence.text[so_called.end() :].lstrip())):
        return _written_out(story, name)
    quoted = re.search(r"[“‘\"]([^“”‘\"]{4,60}?)[”’\"]", hit.sentence.text)
    noun = hit.cue == "pilot.noun" and hit.sentence.token_at(hit.start).tag_.startswith(("NN", "JJ"))
    if hit.cue == "pilot.noun" and not noun:
        return None
    name = _for_what(hit) or (before_noun(hit) or _after(hit) if noun else _object(hit) or _subject(hit))
    if name is None and quoted and cue("pilot.programme").search(quoted[1]):
        name = quoted[1]
    return _written_out(story, name) if name else None


def last_named(story: Story, sentence: Sentence) -> str | None:
    """The scheme that "the programme" of a sentence is: the last one named shortly before it."""
    for earlier in story.back(sentence, reach=_NEAR):
        named = [name for hit in story.hits_of(earlier, "pilot.named") if (name := scheme(story, hit))]
        if named:
            return named[-1]
    return None


def _body_before(hit: Hit, at: int) -> str | None:
    """The body that tests something, named before an offset."""
    named = [m.value for m in hit.sentence.of(MentionKind.ORGANISATION) if m.end <= at]
    return named[-1] if named else None


def _for_what(hit: Hit) -> str | None:
    """ "pathfinders for so-called X (…)": what follows "for"."""
    after = re.match(r" (?:for|of) ", hit.after)
    return _cut(hit.after[after.end() :]) if after and hit.cue == "pilot.noun" else None


def before_noun(hit: Hit) -> str | None:
    """ "the families first for children pathfinder": the words between the determiner and the noun, and the noun."""
    left = re.search(rf"{_WORDS}{{1,8}}$", hit.before)
    if left is None:
        return None
    words = left[0].split()
    keep: list[str] = []
    for word in reversed(words):
        if word.lower() in _determiners() or (
            word.endswith(("’s", "s’", "'s", "s'"))
            and word.lower().replace("'", "’") not in ("children’s", "families’")
        ):
            break
        keep.insert(0, word)
    name = _stripped(" ".join(keep))
    return f"{name} {hit.text.split()[0].lower()}" if name and len(name) > 2 and not _verbal(name) else None


def _after(hit: Hit) -> str | None:
    """ "pathfinder RCCs": an acronym right after the noun."""
    after = re.match(r" ([A-Z]{2,6})s?\b", hit.after)
    return after[1] if after else None


def _object(hit: Hit) -> str | None:
    """What is tested: the phrase right of the verb."""
    tag = hit.sentence.token_at(hit.start).tag_
    if not tag.startswith("VB") and not hit.before.endswith("to "):
        return None
    passive = re.search(r"(?:is|are|was|were|be|been|being)(?: currently| now| also| being)* $", hit.before)
    if passive and hit.text.lower().endswith("ed"):
        return None
    name = _cut(hit.after.lstrip())
    # What councils test doing ("giving responsibility to …") is no scheme's name.
    return None if name and name.split()[0].endswith("ing") else name


def _subject(hit: Hit) -> str | None:
    """What is being tested: the phrase left of "are being tested"."""
    if not hit.text.lower().endswith("ed"):
        return None
    left = re.search(rf"({_WORDS}{{1,7}})(?:is|are|was|were|be|been)(?: currently| now| also| being)* $", hit.before)
    return _stripped(left[1].strip()) if left else None


def _cut(text: str) -> str | None:
    words = re.split(r"[,.;:()–“”]| and (?![A-Z])", text)[0]
    name = _stripped(words)
    stop = cue("pilot.stop").search(name, 3)
    name = (name[: stop.start()] if stop else name).strip()
    return name if 4 < len(name) < 80 and (" " in name or name.isupper() or name.rstrip("s").isupper()) else None


def _stripped(name: str) -> str:
    while found := opening("pilot.plain").match(name + " "):
        name = name[found.end() :].lstrip()
    return name.strip(" “”‘’")


def _verbal(name: str) -> bool:
    return ending("pilot.stop").search(name) is not None or cue("pilot.verbs").search(name) is not None


def _determiners() -> frozenset[str]:
    return frozenset(every_list()["pilot.determiners"])


def _written_out(story: Story, name: str) -> str:
    """A name that is, or begins with, an acronym the text explains ("RCC pathfinders") with the words it stands for."""
    first = name.split()[0]
    acronym = first.rstrip("s")
    if not acronym.isupper() or len(acronym) < 2:
        return name
    words = re.compile(rf"((?:[\w’'-]+ ){{{len(acronym)}}})$")
    for at in story.acronyms.get(acronym, ()):
        explained = words.search(story.text[max(0, at - _EXPLAINED) : at].replace("co-op", "coop"))
        if explained:
            same = "".join(word[0] for word in explained[1].split()).upper() == acronym
            return explained[1].strip().replace("coop", "co-op") if same else name
    return name
