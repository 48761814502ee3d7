"""A chart on the page: its form is checked by the tests, not again each time it is drawn, which took half of a view."""

from __future__ import annotations

from typing import Any

import streamlit as st
from altair.utils import schemapi


def trust_charts() -> None:
    """Check no chart while it is made, from now on: for a server, whose charts the tests have checked."""
    schemapi.disable_debug_mode()


def picture(chart: Any, told: str, **options: Any) -> None:
    """Draw a chart of Altair's; ``told`` says it in words for those who do not see it, ``options`` are Streamlit's."""
    st.vega_lite_chart(spec=chart.to_dict(validate=schemapi.DEBUG_MODE), alt=told, **options)
