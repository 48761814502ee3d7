"""Commissioners: commissioners, improvement advisers and partner councils put beside a council."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.news import just_now
from nlp.events.status import settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

COMMISSIONER = EventType.COMMISSIONER
# How far to the left an appointing verb may stand ("appointed X, head of Y, as commissioner"), in characters.
_VERB = 130
# How far behind the title its council may be named ("for children's services in …"), in characters.
_FOR = 50


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each commissioner, adviser or improvement partner a named council was given."""
    for hit in story.hits("commissioner.noun", "commissioner.overseers"):
        if _is_other(story, hit):
            continue
        how = _how(hit)
        if how is None:
            yield story.skip(COMMISSIONER, hit, "nobody is said to be appointed")
            continue
        partner = _partner(hit)
        council = _council(story, hit, partner)
        in_general = hit.text.lower().endswith("s") and not hit.sentence.councils
        if council is None or in_general or (cue("commissioner.partner").search(hit.text) and partner is None):
            yield story.skip(COMMISSIONER, hit, "no council it could be of")
            continue
        for other in _partners(hit, partner):
            yield from _event(story, hit, (council, other), how)


def _is_other(story: Story, hit: Hit) -> bool:
    """A commissioner of another kind: for children in England, of police, of health."""
    if hit.cue == "commissioner.overseers":
        own = ending("commissioner.noun").search(hit.before)
        return own is not None or not story.tells("commissioner.noun")
    around = hit.sentence.text[max(0, hit.start - hit.sentence.start - 25) : hit.end - hit.sentence.start + 30]
    if cue("commissioner.not_of_councils").search(around):
        return True
    if not cue("commissioner.childrens").fullmatch(hit.text):
        return False
    if ending("commissioner.existing").search(hit.before.rstrip()) or _possessor(hit) or _council_behind(hit):
        return False
    return not story.tells("commissioner.of_council")


def _council_behind(hit: Hit) -> Mention | None:
    """The council named right behind the title: "commissioner for children's services in Torbay"."""
    board = cue("commissioner.of_board").search(hit.text)
    named = hit.sentence.of(MentionKind.COUNCIL) if board else hit.sentence.councils
    behind = [m for m in named if 0 <= m.start - hit.end <= _FOR]
    if behind and cue("commissioner.for").search(hit.after[: behind[0].start - hit.end]):
        return behind[0]
    return None


def _how(hit: Hit) -> str | None:
    """Whether the sentence appoints ("appointed … as"), or names one already there; None where it does neither."""
    left = hit.before.rstrip()
    if _is_known(hit):
        return "named"
    if hit.cue == "commissioner.overseers" or _act(hit) != hit:
        return "appointed"
    if ending("commissioner.appointing").search(left[-_VERB:]):
        return "appointed"
    if ending("commissioner.existing").search(left) or _possessor(hit) or _named_behind(hit):
        return "named"
    if ending("commissioner.served").search(left) and _council_behind(hit):
        return "named"
    if cue("commissioner.partner").search(hit.text) and _partner(hit):
        return "named"
    return None


def _act(hit: Hit) -> Hit:
    """The verb behind the title, or behind the name it bears, that tells of an appointment; else the title.

    "A commissioner has been appointed", "commissioner X was appointed to the role", "the role was filled by X".
    """
    named = _named_behind(hit)
    start = named.end if named and named.kind is MentionKind.PERSON else hit.end
    right = hit.sentence.text[start - hit.sentence.start :].replace("\u00a0", " ")
    found = opening("commissioner.appointed_to").match(right.lstrip())
    if found is None or (start > hit.end and not opening("commissioner.to_this").match(right.lstrip()[found.end() :])):
        return hit
    end = start + len(right) - len(right.lstrip()) + found.end()
    return replace(hit, start=end - len(found[0].split()[-1]), end=end, text=found[0])


def _is_known(hit: Hit) -> bool:
    """ "The commissioner appointed by ministers is to leave": that one was appointed is not what is told."""
    act = _act(hit)
    return act != hit and len(act.text.split()) == 1 and ending("commissioner.definite").search(hit.before) is not None


def _named_behind(hit: Hit) -> Mention | None:
    """The person or council whose name follows the title: "commissioner Andy X", "improvement partner Telford"."""
    kinds = (MentionKind.PERSON, MentionKind.COUNCIL)
    following = [m for m in hit.sentence.mentions if m.kind in kinds and 0 <= m.start - hit.end <= 3 and not m.anaphor]
    return following[0] if following else None


def _possessor(hit: Hit) -> Mention | None:
    """The council in "Torbay's commissioner"."""
    for mention in hit.sentence.of(MentionKind.COUNCIL):
        between = hit.sentence.text[mention.end - hit.sentence.start : hit.start - hit.sentence.start]
        if mention.end <= hit.start and cue("commissioner.possessive").fullmatch(between.strip()):
            return mention
    return None


def _partner(hit: Hit) -> str | None:
    """The council that helps: named behind "improvement partner", or as, or with, or acting as one."""
    if not cue("commissioner.partner").search(hit.text):
        return None
    behind = _named_behind(hit)
    if behind and behind.kind is MentionKind.COUNCIL:
        return behind.value
    for mention in reversed(hit.sentence.of(MentionKind.COUNCIL)):
        if mention.end > hit.start or mention is _possessor(hit):
            continue
        between = hit.sentence.text[mention.end - hit.sentence.start : hit.start - hit.sentence.start]
        if cue("commissioner.as_partner").fullmatch(between.strip(" '’")):
            return mention.value
    return None


def _partners(hit: Hit, partner: str | None) -> Iterator[str | None]:
    """The partner, and of "improvement partners, A and B" every one."""
    named = [m for m in hit.sentence.of(MentionKind.COUNCIL) if m.start >= hit.end]
    if not hit.text.endswith("s") or not named or named[0].value != partner:
        yield partner
        return
    yield from dict.fromkeys(m.value for m in args.together(hit.sentence, named[0], named))


def _council(story: Story, hit: Hit, partner: str | None) -> str | None:
    """The council that is helped: behind the title, or whose commissioner it is, else the one in focus."""
    named = [m for m in hit.sentence.councils if m.value != partner]
    behind = _council_behind(hit)
    if behind and behind.value != partner:
        return behind.value
    owner = _possessor(hit)
    if owner and owner.value != partner:
        return owner.value
    if named:
        return args.nearest(hit, named).value
    focus = [name for name in (*story.focus(hit.sentence), *story.main_councils) if name != partner]
    return focus[0] if focus else None


def _event(story: Story, hit: Hit, councils: tuple[str, str | None], how: str) -> Iterator[Event | Skipped]:
    council, partner = councils
    said = verdict(_act(hit))
    if said.doubt is not None and how == "appointed":
        yield story.skip(COMMISSIONER, hit, said.doubt.value)
        return
    to_come = ending("commissioner.to_come").search(hit.before.rstrip()) is not None
    bare = len(_act(hit).text.split()) == 1 and _act(hit) != hit
    status = said.status if how == "appointed" and said.status and not bare else Status.HAPPENED
    if to_come:
        status = Status.PLANNED
    when = _date(story, hit, how)
    people = () if partner else _people(hit)
    yield story.event(
        COMMISSIONER,
        hit,
        settled(status, when, story.published),
        f"commissioner: {'partner' if partner else how}",
        date=when,
        councils=(council,),
        organisation=partner or (None if people else args.government_of(hit)),
        people=people,
        confidence=0.75 if when else 0.6,
    )


def _date(story: Story, hit: Hit, how: str) -> str | None:
    """When: only of an appointment, or of one that gave the advice the sentence dates."""
    if how == "appointed":
        when = args.date_of(story, _act(hit))
        at_that_time = cue("commissioner.when").match(hit.sentence.text[hit.clause.start - hit.sentence.start :])
        own = when.first if when.sure != args.IN_SENTENCE or at_that_time else None
        own = own.removesuffix("/..") if own else None
        return own or just_now(story, _act(hit))
    act = _act(hit)
    behind = [m.value for m in hit.sentence.of(MentionKind.DATE) if 0 <= m.start - act.end <= len(" in ")]
    if act != hit and behind:
        return behind[0]
    since = cue("commissioner.since").search(hit.after)
    dates = [m for m in hit.sentence.of(MentionKind.DATE) if since and 0 <= m.start - hit.end - since.end() <= 1]
    if dates:
        return dates[0].value.removesuffix("/..")
    if ending("commissioner.began").search(hit.before) or cue("recommendation.on_advice").search(hit.before[-60:]):
        return args.date_of(story, hit).first
    return None


def _is_taker(hit: Hit, act: Hit, person: Mention) -> bool:
    between = hit.sentence.text[act.end - hit.sentence.start : person.start - hit.sentence.start]
    return cue("commissioner.taker").fullmatch(between.strip()) is not None or not between.strip()


def _people(hit: Hit) -> tuple[str, ...]:
    """Who it is: named behind the title, or before it ("appointed X as", "X, the commissioner", "X was appointed")."""
    behind = _named_behind(hit)
    if behind and behind.kind is MentionKind.PERSON:
        return (behind.value,)
    act, people = _act(hit), hit.sentence.of(MentionKind.PERSON)
    takers = [m.value for m in people if m.start >= act.end and _is_taker(hit, act, m)]
    if act != hit and takers:
        return (takers[0],)
    before = [m for m in people if m.end <= hit.start]
    for mention in reversed(before):
        between = hit.sentence.text[mention.end - hit.sentence.start : hit.start - hit.sentence.start]
        replaced = ending("commissioner.replaced").search(hit.before[: mention.start - hit.sentence.start].rstrip())
        if not replaced and cue("commissioner.named_before").fullmatch(between.strip()):
            return (mention.value,)
    return ()
