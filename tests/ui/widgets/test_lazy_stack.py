"""A lazy stack builds a view when it is first wanted, and once."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ilacs_desktop.ui.widgets.lazy_stack import LazyStack


def test_a_view_is_built_when_it_is_wanted_and_once(qtbot):
    stack, made = LazyStack(), []
    qtbot.addWidget(stack)

    def make(name):
        made.append(name)
        return QLabel(name)

    stack.add_view("one", lambda: make("one"))
    stack.add_view("two", lambda: make("two"))
    assert (made, stack.key) == ([], "")
    stack.put("two")
    stack.put("two")
    assert (made, stack.key) == (["two"], "two")
    first = stack.view("one")
    assert stack.key == "two"
    stack.put("one")
    assert stack.currentWidget() is first
    assert made == ["two", "one"]
