"""HTML that can't be broken out of: every text is escaped where it is placed, every link is checked."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode, urlsplit


class Html(str):
    """Markup made by this module; anything else is text and is escaped when placed."""

    __slots__ = ()


# What the address of a view holds: a value, or several, by name.
State = Mapping[str, str | Sequence[str]]
Content = str | Html | Iterable["str | Html"]

# Line breaks and tabs are folded by browsers; other control characters have no business in a page.
_CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}


def text(value: str) -> Html:
    """A text as it is written, never as markup."""
    return Html(html.escape(value.translate(_CONTROL), quote=True))


def joined(content: Content) -> Html:
    """Content as markup: Html kept, plain strings escaped."""
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return text(content)
    return Html("".join(joined(part) for part in content))


def element(tag: str, content: Content = "", **attributes: str | None) -> Html:
    """One element; attribute names are written with ``_`` for ``-`` and a trailing ``_`` for reserved words."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    written = "".join(f' {name}="{text(value)}"' for name, value in names.items())
    return Html(f"<{tag}{written}>{joined(content)}</{tag}>")


def external(label: Content, url: str, **attributes: str | None) -> Html:
    """A link out of the pages, in a new tab; only http and https addresses become links, others stay text."""
    if not web_address(url):
        return element("span", label, **attributes)
    return element("a", label, href=url, target="_blank", rel="noopener noreferrer nofollow", **attributes)


def internal(label: Content, page: str, state: State | None = None, **attributes: str | None) -> Html:
    """A link to another view: the page's name (empty: the first) and the state its address holds."""
    address = f"{page or '.'}?{urlencode(state, doseq=True)}" if state else page or "."
    return element("a", label, href=address, target="_self", data_view="", **attributes)


def web_address(url: str) -> bool:
    """Whether an address is http or https and names a host."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def marked(body: str, spans: Iterable[tuple[int, int]]) -> Html:
    """A text with stretches of it marked; spans are offsets into it, those that overlap an earlier one are left out."""
    parts: list[Html] = []
    at = 0
    for start, end in sorted(spans):
        if start < at or end <= start or end > len(body):
            continue
        parts += [text(body[at:start]), element("mark", body[start:end])]
        at = end
    return Html("".join([*parts, text(body[at:])]))
