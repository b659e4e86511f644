"""Garbage is collected on the GUI thread, and Python takes it back at the end."""

from __future__ import annotations

import gc
import weakref

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


def test_what_stays_is_left_out_until_an_inspection_is_closed(qapp, qtbot):
    class Node:
        pass

    owner = QObject()
    collector = Collector(owner)
    try:
        before = gc.get_freeze_count()
        collector.settle()
        assert gc.get_freeze_count() > before
        node = Node()
        node.itself = node
        gone = weakref.ref(node)
        collector.settle()
        del node
        gc.collect()
        assert gone() is not None
        collector.release()
        qtbot.waitUntil(lambda: gone() is None, timeout=5000)
        assert gc.get_freeze_count() > before
    finally:
        collector.stop()
    assert gc.get_freeze_count() == 0
