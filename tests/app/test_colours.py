"""The colours can be told apart and read upon."""

from __future__ import annotations

import itertools

import pytest

from app import colours


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_on_a_grade_can_be_read() -> None:
    for back, front in colours.GRADES.values():
        assert contrast(back, front) >= 4.5


def test_signs_stand_out_in_light_and_dark() -> None:
    for colour in colours.STATUSES.values():
        assert contrast(colour, "#ffffff") >= 3
        assert contrast(colour, "#14181d") >= 3


# What is left of colours without red or green cones, on linear RGB (Viénot, Brettel and Mollon 1999).
BLIND = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def seen(colour: str, kind: str) -> list[float]:
    linear = [(int(colour[place : place + 2], 16) / 255) ** 2.2 for place in (1, 3, 5)]
    return [sum(a * b for a, b in zip(row, linear, strict=True)) for row in BLIND[kind]]


@pytest.mark.parametrize("kind", BLIND)
def test_the_colour_blind_tell_grades_apart(kind: str) -> None:
    for one, other in itertools.combinations([back for back, _ in colours.GRADES.values()], 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen(one, kind), seen(other, kind), strict=True)) ** 0.5
        assert apart > 0.15, (one, other)
