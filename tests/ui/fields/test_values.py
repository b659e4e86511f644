"""No secret shows where a value is logged."""

from __future__ import annotations

from ilacs_desktop.ui.fields import values

SECRET = "marble otter quilt"


def test_secrets_are_left_out_of_what_is_printed():
    shown = repr(
        [
            values.FirstRun("A. Shah", SECRET),
            values.Unlock(SECRET),
            values.RecoveryUnlock(SECRET, SECRET),
            values.Uncover(SECRET),
            values.NewPin(SECRET),
            values.PassphraseChange(SECRET, SECRET),
        ]
    )
    assert SECRET not in shown
    assert "A. Shah" in shown
