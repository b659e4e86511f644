"""The bus carries a change whole."""

from __future__ import annotations

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.ui.bus import Bus


def test_everyone_hears_the_same_change(qapp):
    bus, one, two = Bus(), [], []
    bus.changed.connect(one.append)
    bus.changed.connect(two.append)
    changes = Changes(frozenset({"case"}), frozenset({"x"}))
    bus.changed.emit(changes)
    assert one == two == [changes]
