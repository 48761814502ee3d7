"""People: who held which post, as articles stated it, by name, role or place."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from app import address, cards, downloads, links, wording
from app.markup import element, internal
from app.opened import opened
from index.answer import Post
from index.answer_json import row_json
from index.query import Query
from index.search import Index
from index.words import surname_of

_A_PAGE = 25
_MOST_NAMED = 60
_ROLES = ("director", "commissioner", "chief", "chair", "inspector", "minister", "councillor")


def show() -> None:
    """The page."""
    index = opened()
    name = address.held("name")
    if name:
        _one(index, name)
        return
    st.html(element("h1", "People", class_="ct-title"))
    lead = "Who held which post, as documents stated it: by the day of the document, not by a register of appointments."
    st.html(element("p", lead, class_="ct-lead"))
    asked = address.text("A surname, or a word of a role", "q", type="search", placeholder="director", max_chars=80)
    if asked:
        _found(index, asked)
    else:
        _start(index)


def _start(index: Index) -> None:
    roles = [internal(role, "people", {"q": role}, class_="ct-chip") for role in _ROLES]
    st.html(element("div", [element("span", "Roles", class_="ct-soft"), *roles], class_="ct-chips"))
    names = [element("span", [links.person(name), f" {count}"], class_="ct-chip") for name, count in _often(index)]
    if names:
        st.html(element("h2", "In post, by how many documents name them", class_="ct-heading"))
        st.html(element("div", names, class_="ct-chips"))


@lru_cache(maxsize=4)
def _often(index: Index) -> list[tuple[str, int]]:
    """Those named in most documents who are told to hold a post: not the children and victims told of."""
    counts = dict(list(index.article_facets(Query(), ("person",))["person"].items())[: 3 * _MOST_NAMED])
    in_post = index.posts.holders(counts)
    return [(name, count) for name, count in counts.items() if name in in_post][:_MOST_NAMED]


def _found(index: Index, asked: str) -> None:
    """Posts of people with this name, else of a role that has the word."""
    posts = _posts(index, asked)
    st.html(element("p", wording.counted(len(posts), "post"), class_="ct-soft", role="status"))
    if not posts:
        st.html(element("p", "No document held states a post of such a name or role.", class_="ct-lead"))
        return
    _paged(posts)


@lru_cache(maxsize=64)
def _posts(index: Index, asked: str) -> list[Post]:
    names = [name for name in index.posts.with_surname(surname_of(asked)) if _meets(name, asked)]
    return index.posts.of_people(names) or index.posts.of_role(asked.lower())


def _meets(name: str, asked: str) -> bool:
    """Whether every word that was typed begins a word of the name."""
    words = name.lower().split()
    return all(any(word.startswith(part) for word in words) for part in asked.lower().split())


def _paged(posts: list[Post]) -> None:
    first = (address.page(-(-len(posts) // _A_PAGE)) - 1) * _A_PAGE
    st.html(cards.post_list(posts[first : first + _A_PAGE]))
    _downloads(posts)


def _one(index: Index, name: str) -> None:
    st.html(element("p", internal("All people", "people"), class_="ct-soft"))
    st.html(element("h1", name, class_="ct-title"))
    posts = index.posts.of_people([name])
    entries = index.entries(Query(people=(name,)))
    if not posts and not entries:
        st.html(element("p", "Nothing held tells of a person of this name.", class_="ct-lead"))
        return
    if posts:
        st.html(element("h2", "Posts, as reported", class_="ct-heading"))
        st.html(cards.post_list(posts))
    if entries:
        st.html(element("h2", "Events", class_="ct-heading"))
        st.html(cards.entry_list(entries))
    st.html(element("p", internal("Documents that name them", "documents", {"person": name}), class_="ct-soft"))
    downloads.downloads(lambda: entries, "person")


def _downloads(posts: list[Post]) -> None:
    rows = ("JSON", "caretrail-posts.json", lambda: downloads.plain_json([row_json(post) for post in posts]))
    table, _ = downloads.records("posts", lambda: [_plain(post) for post in posts])
    downloads.downloads(None, "posts", table, rows)


def _plain(post: Post) -> dict[str, object]:
    """A post as a row of a table, with the latest article that states it."""
    last = post.entry.history[-1]
    return {
        "name": post.name,
        "role": post.role,
        "organisation": post.organisation,
        "councils": post.councils,
        "first_reported": post.since,
        "last_reported": post.as_of,
        "quote": last.quote,
        "source": last.source,
        "url": last.url,
    }
