"""Every pair of text and ground is readable in both schemes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.paths import resource
from ilacs_desktop.ui.looks import tokens

SCHEMES = {"light": tokens.LIGHT, "dark": tokens.DARK}
COLOUR = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), tokens.TEXT_PAIRS)
def test_text_is_at_aa(scheme, text, ground):
    colours = SCHEMES[scheme].as_dict()
    assert tokens.contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("edge", "ground"), tokens.EDGE_PAIRS)
def test_edges_and_shapes_are_at_three_to_one(scheme, edge, ground):
    colours = SCHEMES[scheme].as_dict()
    assert tokens.contrast(colours[edge], colours[ground]) >= 3


def test_every_pair_in_the_stylesheet_is_a_checked_pair():
    text = resource("theme", "app.qss").read_text(encoding="utf-8")
    used = set()
    for rule in re.findall(r"\{([^{}]*)\}", re.sub(r"\$\{\w+\}", "0", text)):
        ink = re.search(r"(?<![-\w])color: \$(\w+)", rule)
        ground = re.search(r"(?<!-)background-color: \$(\w+)", rule)
        if ink and ground:
            used.add((ink[1], ground[1]))
    assert len(used) > 10
    assert used <= set(tokens.TEXT_PAIRS)


@given(COLOUR, COLOUR)
def test_contrast_is_symmetric_and_bounded(one, other):
    assert tokens.contrast(one, other) == tokens.contrast(other, one)
    assert 1 <= tokens.contrast(one, other) <= 21.0001


def test_contrast_of_black_and_white_is_the_largest():
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
