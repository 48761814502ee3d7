"""The record of a document as the engine takes it, and the error when there is no usable index."""

from __future__ import annotations

from dataclasses import dataclass


class IndexUnusable(RuntimeError):
    """The index is missing, damaged or built by other code; says what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of an entry or an article: its id, two texts to search, and the payload shown in results."""

    id: str
    title: str
    body: str
    payload: str
