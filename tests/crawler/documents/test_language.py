"""The language of a text is told by its words where they are plain, else by what was declared."""

from __future__ import annotations

import pytest

from crawler.documents.language import language_of

ENGLISH = (
    "The council said that the service would be taken back in the spring, and that the staff of the trust were to keep "
    "their posts. It has not been decided which of the buildings will be kept, but the director is to report by May."
)
WELSH = (
    "Mae’r cyngor wedi dweud y bydd y gwasanaeth yn dod yn ôl yn y gwanwyn, a bod staff yr ymddiriedolaeth i gadw eu "
    "swyddi. Nid yw wedi ei benderfynu pa rai o’r adeiladau sydd i gael eu cadw, ond mae adroddiad ar gyfer y cabinet "
    "ym mis Mai ac mae pobl ifanc yn cael dweud eu barn am y gwaith hyn gyda ni."
)


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, "en", "en"),
        (ENGLISH, "cy", "en"),  # a Welsh template around an English article
        (WELSH, "en", "cy"),
        (f"{ENGLISH} {WELSH}", "en", "en"),  # both: as declared
        ("Le conseil reprend le service.", "en", "en"),  # too short to tell
        ("Barnet 12 34 Brent 56 78 Camden 90 12 " * 20, "en", "en"),  # a table
    ],
)
def test_a_language_is_told_by_its_words(text: str, declared: str, language: str) -> None:
    assert language_of(text, declared) == language
