from __future__ import annotations

import gzip

import pytest

from crawler.documents.decoding import BombError, clean, decode, unpack


@pytest.mark.parametrize(
    ("data", "declared", "wanted"),
    [
        ("children’s".encode(), "iso-8859-1", "children’s"),
        ("children’s".encode("cp1252"), "utf-8", "children’s"),
        ("children’s".encode("cp1252"), None, "children’s"),
        (b"<meta charset=shift_jis>" + "子".encode("shift_jis"), None, "<meta charset=shift_jis>子"),
        ("children’s".encode("utf-16"), None, "children’s"),
        (b"plain", "no-such-charset", "plain"),
        ("é".encode("cp1252"), "no-such-charset", "é"),
    ],
)
def test_bytes_are_decoded_by_what_they_are(data: bytes, declared: str | None, wanted: str) -> None:
    assert decode(data, declared) == wanted


def test_a_few_broken_bytes_do_not_turn_utf8_into_something_else() -> None:
    text = "‘quoted’ – " * 200
    assert decode(text.encode() + b"\xff").startswith(text)


def test_controls_and_double_encoding_are_mended() -> None:
    assert clean("a\x00b\r\nc\x0b") == ("ab\nc", True)
    assert clean("childrenâ€™s and fosterâ€™s") == ("children’s and foster’s", True)
    assert clean("Fine, café — naïve\n") == ("Fine, café — naïve\n", False)


def test_an_honest_gzip_unpacks_and_a_bomb_does_not() -> None:
    honest = b"A line of text that is honest. " * 1000
    assert unpack(gzip.compress(honest)) == honest
    assert unpack(b"no gzip") == b"no gzip"
    with pytest.raises(BombError):
        unpack(gzip.compress(bytes(50_000_000)))
    with pytest.raises(OSError, match="damaged"):
        unpack(gzip.compress(honest)[:-20])
