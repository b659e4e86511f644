"""Garbage is collected on the GUI thread, and Python takes it back at the end."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject

from ilacs_desktop.ui.collecting import Collector


def test_a_cycle_is_collected_by_the_timer_and_not_before(qapp, qtbot):
    class Node:
        pass

    owner = QObject()
    collector = Collector(owner)
    assert not gc.isenabled()
    kept = []
    while gc.get_count()[0] <= gc.get_threshold()[0]:
        kept.append(Node())
    before = gc.get_stats()[0]["collections"] + gc.get_stats()[1]["collections"]
    before += gc.get_stats()[2]["collections"]
    qtbot.waitUntil(
        lambda: sum(one["collections"] for one in gc.get_stats()) > before, timeout=5000
    )
    collector.stop()
    assert gc.isenabled()
    gc.disable()
