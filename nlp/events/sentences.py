"""Sentences and their clauses: which words of a sentence belong to the same statement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from nlp.events.cues import ending, opening
from nlp.reading import Mention, MentionKind

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_OPENERS = frozenset(("advcl", "relcl", "ccomp", "conj", "parataxis", "acl"))
# Clauses that complete a verb or a noun: "he said that …", "the recommendation that …".
_COMPLEMENTS = ("ccomp", "acl")
_TERMINAL = tuple(".!?:”’\"'")
# Prose has no sentence twice as long, in characters: what looks so is a list or a table, and is read in parts.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a sentence: the words that share a predicate.

    ``start`` and ``end`` are character offsets into the article; they enclose the clauses nested inside it.
    ``depth`` is 0 for the main clause; ``governor`` is where the clause begins that this one completes ("he said
    that …"), or its own start.
    """

    start: int
    end: int
    depth: int
    governor: int


@dataclass(eq=False)
class Sentence:
    """One sentence of the article, never longer than its paragraph, with what it mentions.

    ``start`` and ``end`` are character offsets into the article's text; ``paragraph`` counts from 0; ``heading``
    marks a short line without a full stop. ``mentions`` are in order of appearance.
    """

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    heading: bool
    tokens: list[Token]
    mentions: list[Mention] = field(default_factory=list)

    def of(self, kind: MentionKind) -> list[Mention]:
        """The sentence's mentions of one kind, in order."""
        return [m for m in self.mentions if m.kind is kind]

    @cached_property
    def councils(self) -> list[Mention]:
        """The councils the sentence can be about, in order: not those of somebody's post or a mere comparison.

        "The chief executive of Hampshire" is not about Hampshire, nor "the second this month, after Merton" about
        Merton. Empty when it names no other.
        """
        return [m for m in self.of(MentionKind.COUNCIL) if not self._is_aside(m)]

    def councils_at(self, offset: int) -> list[Mention]:
        """The councils that the statement at a character offset can be about, in order.

        In a relative clause behind a council's name it is that one: "after Slough, whose services went back in 2021"
        tells of Slough, and so nothing that the main clause says is of Slough.
        """
        clause = self.clause_at(offset)
        owners = [(m, self._owned_from(m)) for m in self.councils]
        of_clause = [m for m, start in owners if start == clause.start]
        return of_clause or [m for m, start in owners if start is None or not self._is_compared(m)]

    def _owned_from(self, council: Mention) -> int | None:
        """Where the relative clause right behind a council's name begins, if there is one."""
        if council.anaphor:
            return None
        right = self.text[council.end - self.start :]
        words = right.lstrip(", ")
        return self.end - len(words) if opening("date.relative").match(words) else None

    def _is_compared(self, council: Mention) -> bool:
        return ending("aside.compared").search(self.text[: council.start - self.start]) is not None

    def _is_aside(self, council: Mention) -> bool:
        left = self.text[: council.start - self.start]
        right = self.text[council.end - self.start :]
        if ending("aside.post").search(left) or ending("aside.partner").search(left):
            return True
        if opening("aside.as_partner").match(right.lstrip()):
            return True
        closed = right[:1] in ("", ".", ";", ")", "”")
        return closed and not council.anaphor and self._is_compared(council)

    @cached_property
    def _heads(self) -> list[int]:
        """For each token, the index of the token that heads its clause."""
        inside = {token.i for token in self.tokens}
        head_of: dict[int, int] = {}
        for token in self.tokens:
            chain: list[int] = []
            at = token
            while at.i not in head_of and not _opens_clause(at, inside):
                chain.append(at.i)
                at = at.head
            found = head_of.setdefault(at.i, at.i)
            head_of.update(dict.fromkeys(chain, found))
        return [head_of[token.i] for token in self.tokens]

    @cached_property
    def clauses(self) -> dict[int, Clause]:
        """The clauses by the token index of their head."""
        bounds: dict[int, tuple[int, int]] = {}
        for token, head in zip(self.tokens, self._heads, strict=True):
            first, last = bounds.get(head, (token.idx, 0))
            bounds[head] = (min(first, token.idx), max(last, token.idx + len(token)))
        by_index = {token.i: token for token in self.tokens}
        inside = set(by_index)
        return {
            h: Clause(s, e, _depth(by_index[h], bounds, inside), self._governor(by_index[h], bounds))
            for h, (s, e) in bounds.items()
        }

    def _governor(self, head: Token, bounds: dict[int, tuple[int, int]]) -> int:
        """The start of the clause that a complement clause depends on, of that one's own governor in turn."""
        start, first = bounds[head.i][0], self.tokens[0].i
        while head.dep_ in _COMPLEMENTS and head.head.i != head.i and 0 <= head.head.i - first < len(self.tokens):
            head = self.tokens[self._heads[head.head.i - first] - first]
            start = min(start, bounds[head.i][0])
        return start

    def clause_at(self, offset: int) -> Clause:
        """The innermost clause that the character at an offset belongs to."""
        return self.clauses[self._heads[self._token_at(offset)]]

    def same_clause(self, one: int, other: int) -> bool:
        """Whether the characters at two offsets belong to the same clause."""
        return self._heads[self._token_at(one)] == self._heads[self._token_at(other)]

    def token_at(self, offset: int) -> Token:
        """The token that covers a character offset, or the last before it."""
        return self.tokens[self._token_at(offset)]

    def _token_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.tokens]


def sentences(doc: Doc, mentions: Sequence[Mention]) -> list[Sentence]:
    """Cut a parsed document into sentences, a new paragraph always beginning a new one, and deal out the mentions.

    Args:
        doc: parsed, its text the article's.
        mentions: of any kind, with offsets into that text.
    """
    out: list[Sentence] = []
    whole = doc.text  # spaCy joins it anew from all tokens each time it is asked for
    paragraph = 0
    last_end = 0
    for first, last in _stretches(doc):
        tokens = list(doc[first:last])
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        if out and "\n" in whole[last_end:start]:
            paragraph += 1
        text = whole[start:end]
        heading = len(text) < 120 and not text.endswith(_TERMINAL)
        out.append(Sentence(len(out), start, end, text, paragraph, heading, tokens))
        last_end = end
    starts = [s.start for s in out]
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.start < out[at].end:
            out[at].mentions.append(mention)
    return out


def _stretches(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token (exclusive) of each sentence, cut at line breaks and trimmed of white space."""
    spaces = [at for at, space in enumerate(doc.to_array(["IS_SPACE"])) if space]  # reading every token costs far more
    breaks = [at for at in spaces if "\n" in doc[at].text]
    blank = set(spaces)
    for span in doc.sents:
        first = span.start
        for at in [*breaks[bisect_left(breaks, span.start) : bisect_left(breaks, span.end)], span.end]:
            last = at
            while first < last and first in blank:
                first += 1
            while last > first and last - 1 in blank:
                last -= 1
            if first < last:
                yield from _parts(doc, first, last)
            first = at + 1


def _parts(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A stretch of tokens, cut behind a semicolon, a comma or anywhere where it is longer than any sentence."""
    while doc[last - 1].idx - doc[first].idx > LONGEST:
        end = first + 1
        while doc[end].idx - doc[first].idx <= LONGEST:
            end += 1
        late = range(end - 1, (first + end) // 2, -1)
        cut = next((at + 1 for mark in ";," for at in late if doc[at].text == mark), end)
        yield first, cut
        first = cut
    yield first, last


def _opens_clause(token: Token, inside: set[int]) -> bool:
    """Whether a token heads a clause of its own: the root, or a verb that has its own subject or conjunction."""
    if token.head.i == token.i or token.head.i not in inside:
        return True
    if token.dep_ not in _OPENERS or not token.tag_.startswith(("VB", "MD")):
        return False
    return any(child.dep_ in _SUBJECTS or child.dep_ == "mark" for child in token.children)


def _depth(head: Token, heads: dict[int, tuple[int, int]], inside: set[int]) -> int:
    depth = 0
    while head.head.i != head.i and head.head.i in inside:
        head = head.head
        depth += head.i in heads
    return depth
