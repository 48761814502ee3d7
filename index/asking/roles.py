"""Who held the role a question asks for: posts by person, or by body and role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from index.answer import Post, QuestionKind, Understood
from index.asking.names import People
from index.asking.vocabulary import vocabulary
from index.facts import is_trust
from index.words import name_words, stem
from nlp.reading import EventType


class Posts(People, Protocol):
    """Who held which role (index.posts)."""

    def of_people(self, names: Sequence[str]) -> list[Post]:
        """The posts of these people."""
        ...

    def of_role(self, word: str) -> list[Post]:
        """The posts whose role has a word that begins so."""
        ...

    def of_bodies(self, councils: Sequence[str], organisations: Sequence[str]) -> list[Post]:
        """The posts at these bodies."""
        ...


def holders(posts: Posts, asked: Understood) -> list[Post]:
    """The posts that answer a question about who, the latest first; none where it asks for something else.

    With a person named, what they held; with a council or a body and a role, who held it there, by the words of the
    role. A question in the present tense is about the holder last told of.
    """
    query = asked.query
    if asked.kind is not QuestionKind.WHO or asked.words or EventType.COMMISSIONER in query.types:
        return []
    if query.people:
        found = _in_period(posts.of_people(query.people), asked)
        told = [post for post in found if post.role] or found
        return [post for post in told if _at(post, asked)] or told
    wanted = role_words(asked.role or "")
    if not wanted:
        return []
    if query.councils or query.organisations:
        held = posts.of_bodies(query.councils, query.organisations)
    else:
        held = posts.of_role(max(wanted, key=len))
    held = _in_period([post for post in held if _of_trust(post, asked)], asked)
    found = [post for post in held if _is_role(wanted, post, asked)]
    found = found or [post for post in held for other in alike(wanted) if _is_role(other, post, asked)]
    return found if asked.only is None else _last_told(found)


def role_words(role: str) -> frozenset[str]:
    """The telling words of a role, with abbreviations written out: "DCS" is a director of children's services."""
    lexicon = vocabulary()
    words = [other for word in name_words(role) for other in lexicon.abbreviations.get(word, word).split()]
    return frozenset(stem(word) for word in words if word not in lexicon.small_words)


def alike(wanted: frozenset[str]) -> list[frozenset[str]]:
    """The words of roles that are another name for one."""
    pairs = vocabulary().roles_alike.items()
    return [role_words(other) for role, other in pairs if role_words(role) == wanted]


def _at(post: Post, asked: Understood) -> bool:
    """Whether a post is at a council the question names, or it names none."""
    councils = asked.query.councils
    return not councils or bool(set(councils) & set(post.councils))


def _is_role(wanted: frozenset[str], post: Post, asked: Understood) -> bool:
    """Whether a post is the role: all its words, none that makes it a lesser one, and if asked for now, none a past."""
    lexicon = vocabulary()
    other = lexicon.lesser | (lexicon.bygone if asked.only == "latest" else frozenset())
    held = role_words(post.role or "")
    return wanted <= held and not (held - wanted) & frozenset(map(stem, other))


def _of_trust(post: Post, asked: Understood) -> bool:
    """Whether a post is at a trust where trusts are spoken of; the council it serves has a chief executive too."""
    return "trust" not in asked.subjects or is_trust(post.organisation or "")


def _in_period(posts: Sequence[Post], asked: Understood) -> list[Post]:
    after, before = asked.query.after or date.min, asked.query.before or date.max
    if after == date.min and before == date.max:
        return list(posts)
    return [post for post in posts if post.as_of and post.since and post.as_of >= after and post.since <= before]


def _last_told(posts: Sequence[Post]) -> list[Post]:
    last = max((post.as_of or date.min for post in posts), default=date.min)
    return [post for post in posts if (post.as_of or date.min) == last]
