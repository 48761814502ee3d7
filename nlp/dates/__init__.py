"""Dates: finds what names calendar time in English news and says in EDTF when that is."""

from nlp.dates.finding import find_dates

__all__ = ["find_dates"]
