"""What UI tests share: the theme in force, fake prompts, and two audits of any widget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ilacs_desktop.ui.looks import theme


class FakePrompts:
    """Answers given beforehand, questions kept for asserting."""

    def __init__(self):
        self.asked = []
        self.notices = []
        self.wishes = []
        self.answer = True
        self.open_paths = ()
        self.save_path = None
        self.folder = None

    def ask(self, question, answered):
        self.asked.append(question)
        answered(self.answer)

    def notice(self, title, words=""):
        self.notices.append((title, words))

    def choose_open(self, wish, chosen):
        self.wishes.append(wish)
        chosen(tuple(self.open_paths))

    def choose_save(self, wish, chosen):
        self.wishes.append(wish)
        chosen(self.save_path)

    def choose_folder(self, wish, chosen):
        self.wishes.append(wish)
        chosen(self.folder)


class DressedBot(QtBot):
    """Dresses what a test looks at by itself, as the window does with its parts."""

    def addWidget(self, widget, *, before_close_func=None):  # noqa: N802 - pytest-qt's name
        super().addWidget(widget, before_close_func=before_close_func)
        theme.dress(widget)

    add_widget = addWidget


@pytest.fixture
def qtbot(qapp, request):
    return DressedBot(request)


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def dressed(qapp):
    """The light theme at the usual size; call it to change, it is put back afterwards."""
    theme.apply(qapp, "light", 1.0)

    def again(scheme="light", scale=1.0):
        theme.apply(qapp, scheme, scale)

    yield again
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def accessible_audit(qapp):
    """Fail where something focusable has no name that a screen reader could say."""

    def audit(widget):
        nameless = []
        for child in [widget, *widget.findChildren(QWidget)]:
            if child.focusPolicy().value == 0 or isinstance(child, QScrollBar):
                continue
            if _is_inner(child) or child.isHidden():
                continue
            interface = QAccessible.queryAccessibleInterface(child)
            if interface is None or not interface.text(QAccessible.Text.Name).strip():
                nameless.append(f"{type(child).__name__} {child.objectName()!r}")
        assert not nameless, f"no accessible name: {nameless}"

    return audit


@pytest.fixture
def cut_audit(qapp):
    """Fail where words on the screen do not fit into their widget, or the widget into its parent.

    What scrolls is left out: it can be reached.
    """

    def audit(widget):
        # A layout that changes asks its parent to lay out again, one level a round.
        for _ in range(8):
            QApplication.sendPostedEvents()
        cut = []
        for child in widget.findChildren(QWidget):
            if not child.isVisibleTo(widget) or _is_inner(child):
                continue
            cut += [f"{type(child).__name__} {child.objectName()!r}: {why}" for why in _cuts(child)]
        assert not cut, "cut off:\n" + "\n".join(cut)

    return audit


def _cuts(child):
    if isinstance(child, QLabel) and child.text():
        yield from _label_cuts(child)
    elif isinstance(child, QToolButton) and not child.icon().isNull():
        return  # its text is its spoken name
    elif isinstance(child, QPushButton | QAbstractButton) and child.text():
        lines = child.text().replace("&", "").splitlines()
        room = max(QFontMetrics(child.font()).horizontalAdvance(line) for line in lines)
        if room > child.width() or child.sizeHint().height() > child.height() + 2:
            yield f"{child.text()!r} needs {room}, has {child.width()}"
    elif isinstance(child, QLineEdit | QComboBox) and _is_low(child):
        yield "lower than its text"
    parent = child.parentWidget()
    if parent is not None and not child.isWindow() and not _scrolls(parent):
        box = QRect(QPoint(0, 0), parent.size())
        if not box.adjusted(-1, -1, 1, 1).contains(child.geometry()):
            yield f"{child.geometry()} is outside {parent.size()} of {type(parent).__name__}"


def _is_low(child):
    return QFontMetrics(child.font()).height() > child.height()


def _label_cuts(label):
    if label.pixmap() and not label.pixmap().isNull():
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + 2:
            yield f"{label.text()!r} needs height {needed}, has {label.height()}"
    elif label.sizeHint().width() > label.width() + 2:
        yield f"{label.text()!r} needs width {label.sizeHint().width()}, has {label.width()}"


def _scrolls(parent):
    above = parent.parentWidget()
    return isinstance(above, QAbstractScrollArea) and above.viewport() is parent


def _is_inner(child):
    """Say whether a widget is a part that Qt made inside another and speaks for."""
    if child.objectName().startswith("qt_"):
        return True
    parent = child.parentWidget()
    while parent is not None:
        if isinstance(parent, QCalendarWidget | QComboBox):
            return True
        parent = parent.parentWidget()
    return False
