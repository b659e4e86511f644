"""Words of this inspection's own, shared and taken out again."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import LaProfile
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.services.record.work import LA_PROFILE
from ilacs_desktop.services.spelling import own_words


def test_a_word_is_added_once_and_taken_out(work):
    own_words.add(work, "Zorble")
    own_words.add(work, "zorble")
    own_words.add(work, "alpha")
    assert own_words.own(work.snapshot) == ("alpha", "zorble")
    own_words.take_out(work, "Zorble")
    assert own_words.own(work.snapshot) == ("alpha",)
    undoing.undo(work)
    assert own_words.own(work.snapshot) == ("alpha", "zorble")


def test_only_one_word_at_a_time(work):
    for wrong in ("", "two words"):
        with pytest.raises(BadInputError):
            own_words.add(work, wrong)


def test_names_in_the_record_are_known_so_that_they_are_never_offered(work):
    editing.put(work, LaProfile, LA_PROFILE, "Name", dcs_name="Eleanor Quillengarth")
    assert {"eleanor", "quillengarth"} <= own_words.names(work.snapshot)
