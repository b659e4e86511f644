"""Lines of an interview: how they begin, and what the note is when all are of one kind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.services.evidence.evidence import VOICES
from ilacs_desktop.ui.noting import voice_lines

NOW = datetime(2026, 7, 8, 10, 42, tzinfo=UTC)


def test_every_voice_of_a_note_has_its_line():
    assert set(voice_lines.WORDS) == {key for key, _ in VOICES}


def test_a_line_begins_with_the_time_and_its_kind():
    assert voice_lines.beginning("quote", NOW) == "10:42 Quote: "
    assert voice_lines.kind_of("10:42 Quote: I know.") == "quote"
    assert voice_lines.kind_of("He said at 10:42 Quote: no") == ""
    assert voice_lines.is_bare("10:42 Quote: ")
    assert voice_lines.is_bare("  ")
    assert not voice_lines.is_bare("10:42 Quote: I")


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("10:42 Quote: I know.\n\n10:43 Quote: Yes.", "quote"),
        ("10:42 Quote: I know.\nand more of it", "quote"),
        ("10:42 Quote: I know.\n10:43 Observation: Cries.", ""),
        ("Room is cold.\n10:42 Quote: I know.", ""),
        ("Seen at home", ""),
        ("", ""),
    ],
)
def test_a_note_has_a_voice_where_all_its_lines_have_one(text, voice):
    assert voice_lines.voice_of(text) == voice


@given(st.lists(st.sampled_from(sorted(voice_lines.WORDS)), min_size=1))
def test_the_voice_is_that_of_every_line_or_none(kinds):
    text = "\n".join(voice_lines.beginning(kind, NOW) + "words" for kind in kinds)
    assert voice_lines.voice_of(text) == (kinds[0] if len(set(kinds)) == 1 else "")
