"""Every known error says what happened, what was kept and what to do, in that order."""

from __future__ import annotations

import pytest

from ilacs_desktop import errors


def kinds() -> list[type[errors.KnownError]]:
    """Return the kinds that are given their words; one that has its own words is held below."""
    every = [errors.KnownError, *errors.KnownError.__subclasses__()]
    return [kind for kind in every if kind.__init__ is errors.KnownError.__init__]


@pytest.mark.parametrize("kind", kinds())
def test_the_parts_stand_in_order(kind):
    error = kind("The file is gone.", kept="Nothing was changed.", todo="Choose another.")
    assert str(error) == "The file is gone. Nothing was changed. Choose another."
    assert (error.what, error.kept, error.todo) == (
        "The file is gone.",
        "Nothing was changed.",
        "Choose another.",
    )


def test_what_is_left_out_leaves_no_gap():
    assert str(errors.BadInputError("No.", todo="Try again.")) == "No. Try again."
    assert str(errors.StorageError("The disk is full.")) == "The disk is full."


def test_waiting_says_for_how_long_and_what_opens_it_meanwhile():
    error = errors.TooSoonError(1)
    assert error.seconds == 1
    assert "wait 1 second before" in str(error)
    assert "wait 8 seconds before" in str(errors.TooSoonError(8))
    assert str(error).endswith("Nothing was changed. The recovery key opens it without waiting.")
