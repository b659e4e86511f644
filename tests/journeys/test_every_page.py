"""Every page and view of a worked inspection as a screen reader, a finger and an eye meet it.

The largest training inspection is open in the real window at 1366x768, at the usual text size and
at twice that. What is asked holds for every control there is, not for a list of those we know.
"""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.ui.frame import reading_order
from ilacs_desktop.ui.frame.keys import PAGES, SETTINGS
from ilacs_desktop.ui.looks import theme
from ilacs_desktop.ui.pages.report.paper import PaperView
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

_path = Path(__file__).parents[1] / "training_made.py"
_spec = importlib.util.spec_from_file_location("training_made", _path)
_made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_made)
made_training, training_copy = _made.made_training, _made.training_copy

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]

LEAST = 24
"""Least height and width of what is clicked, in pixels at the usual text size (WCAG 2.2, 2.5.8)."""

SPEAKING = {
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.ButtonDropDown,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Link,
    QAccessible.Role.MenuBar,
    QAccessible.Role.MenuItem,
    QAccessible.Role.PageTab,
    QAccessible.Role.Document,
    QAccessible.Role.Cell,
    QAccessible.Role.ListItem,
    QAccessible.Role.TreeItem,
    QAccessible.Role.Slider,
    QAccessible.Role.Paragraph,
    QAccessible.Role.StaticText,
}
"""Roles that tell whoever listens what a control can do."""

_ITEMS = {QAccessible.Role.Cell, QAccessible.Role.ListItem, QAccessible.Role.TreeItem}


@pytest.fixture(params=[1.0, 2.0], ids=["usual text", "doubled text"])
def person(request, run_app, made_training, training_copy):
    folder = training_copy()
    opened = laptop.unlock(folder, made_training.passphrase)
    sizes = {
        one.file: (folder / "inspections" / f"{one.file}.db").stat().st_size
        for one in opened.files()
    }
    held = max(sizes, key=sizes.get)
    opened.close()
    made = run_app(folder)
    theme.apply(QApplication.instance(), "light", request.param)
    made.controller.begin_with(made_training.passphrase, held)
    made.until(lambda: made.controller.inspection is not None)
    return made.ready()


def _views(person):
    """Go to every page and every view of it, by keys; yield what it is called."""
    for at, (key, title, _icon) in enumerate((*PAGES, SETTINGS), 1):
        person.press("Ctrl+," if key == SETTINGS[0] else f"Alt+{at % 10}").ready()
        page = person.area.page
        switches = [one for one in page.findChildren(ViewSwitch) if one.isVisible()]
        if not switches:
            yield title, page
            continue
        first = switches[0].current
        for _ in range(30):
            yield f"{title}, {switches[0].current}", page
            person.press("Ctrl+Tab").ready()
            if switches[0].current == first:
                break
        else:
            pytest.fail(f"Ctrl+Tab does not come round on {title}")


def _shown(page):
    for _ in range(8):
        QApplication.sendPostedEvents()
    return [one for one in page.findChildren(QWidget) if one.isVisible() and not _is_inner(one)]


def _is_inner(widget):
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar):
        return True
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QComboBox) or around.inherits("QCalendarWidget"):
            return True
        around = around.parentWidget()
    return False


def _called(widget):
    words = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName() or words[:40]!r}"


def _unspoken(widgets):
    for widget in widgets:
        if not widget.focusPolicy().value or not widget.isEnabled():
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.text(QAccessible.Text.Name).strip():
            yield f"{_called(widget)} has no name"
        elif told.role() not in SPEAKING and not _is_paper(widget, told):
            yield f"{_called(widget)} says it is {told.role().name}"


def _is_paper(widget, told):
    """Say whether it is a picture of pages: Qt gives what only scrolls no role of its own."""
    return isinstance(widget, PaperView) and told.role() == QAccessible.Role.Client


def _unread_rows(widgets):
    for widget in widgets:
        if not isinstance(widget, QAbstractItemView) or widget.model() is None:
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        for at in range(min(told.childCount(), 40)):
            child = told.child(at)
            if child is None or child.role() not in _ITEMS:
                continue
            name = child.text(QAccessible.Text.Name).strip()
            if not name and not child.state().invisible:
                yield f"{_called(widget)}, item {at} says nothing"


def _small(widgets):
    least = LEAST
    for widget in widgets:
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit) and not (
            widget.height() >= least and widget.width() >= least
        ):
            yield f"{_called(widget)} is {widget.width()}x{widget.height()}"


def _sideways(widgets):
    for widget in widgets:
        if isinstance(widget, QAbstractScrollArea):
            bar = widget.horizontalScrollBar()
            if bar.maximum() > bar.minimum() and widget.width() > 0:
                yield f"{_called(widget)} is reached only sideways: {bar.maximum()} px hidden"


def _cut(widgets):
    for widget in widgets:
        if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
            if widget.wordWrap():
                needed = widget.heightForWidth(widget.width())
                if needed > widget.height() + 2:
                    yield f"{widget.text()[:50]!r} needs height {needed}, has {widget.height()}"
            elif widget.sizeHint().width() > widget.width() + 2:
                yield (
                    f"{widget.text()[:50]!r} needs width {widget.sizeHint().width()}, "
                    f"has {widget.width()}"
                )
        elif isinstance(widget, QToolButton) and not widget.icon().isNull():
            pass
        elif isinstance(widget, QComboBox) and not widget.isEditable():
            field = QStyleOptionComboBox()
            widget.initStyleOption(field)
            part = QStyle.SubControl.SC_ComboBoxEditField
            control = QStyle.ComplexControl.CC_ComboBox
            room = widget.style().subControlRect(control, field, part, widget).width()
            needed = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText())
            if needed > room + 2 and widget.toolTip() != widget.currentText():
                yield f"choice {widget.currentText()!r} needs {needed}, has {room}"
        elif isinstance(widget, QCheckBox | QRadioButton) and widget.text():
            room = widget.sizeHint().width()
            if room > widget.width() + 2:
                yield f"{widget.text()!r} needs width {room}, has {widget.width()}"
        elif isinstance(widget, QAbstractButton) and widget.text():
            room = QFontMetrics(widget.font()).horizontalAdvance(widget.text().replace("&", ""))
            if room > widget.width() or widget.sizeHint().height() > widget.height() + 2:
                yield f"button {widget.text()!r} needs {room}, has {widget.width()}"
        parent = widget.parentWidget()
        above = parent.parentWidget()
        scrolls = isinstance(above, QAbstractScrollArea) and above.viewport() is parent
        if not scrolls and not widget.isWindow():
            box = QRect(QPoint(0, 0), parent.size()).adjusted(-1, -1, 1, 1)
            if not box.contains(widget.geometry()):
                yield f"{_called(widget)} {widget.geometry()} is outside {_called(parent)}"


def _overlapping(widgets):
    """Yield pairs of controls beside each other of which one covers the other."""
    controls = [
        one
        for one in widgets
        if isinstance(one, QAbstractButton | QLineEdit | QComboBox | QLabel | QAbstractScrollArea)
    ]
    for one in controls:
        for other in controls:
            if (
                id(one) < id(other)
                and one.parentWidget() is other.parentWidget()
                and one.geometry().intersects(other.geometry().adjusted(1, 1, -1, -1))
            ):
                yield f"{_called(one)} over {_called(other)}"


def _out_of_order(window, page):
    """Yield where Tab goes up the screen inside one column of a page."""
    stops = [one for one in reading_order.stops(window) if page.isAncestorOf(one)]
    for before, after in itertools.pairwise(stops):
        if before.parentWidget() is not after.parentWidget():
            continue
        if before.property("kind") == "primary":
            continue  # of the buttons in one row the strong one comes first, see reading_order
        first = before.mapTo(page, QPoint(0, 0))
        second = after.mapTo(page, QPoint(0, 0))
        same_row = abs(first.y() - second.y()) < max(before.height(), after.height())
        if second.y() < first.y() - 4 and not same_row:
            yield f"{_called(before)} before {_called(after)}"
        elif same_row and second.x() < first.x() - 4 and second.y() <= first.y() + 4:
            yield f"{_called(before)} right of {_called(after)}"


def _faults(window, place):
    widgets = _shown(place)
    assert widgets, f"{_called(place)} shows nothing"
    yield from _unspoken(widgets)
    yield from _unread_rows(widgets)
    yield from _small(widgets)
    yield from _sideways(widgets)
    yield from _cut(widgets)
    yield from _overlapping(widgets)
    yield from _out_of_order(window, place)


def _tell(faults):
    assert not faults, f"{len(faults)} faults\n" + "\n".join(dict.fromkeys(faults))


def test_every_page_can_be_spoken_reached_and_read(person):
    faults = []
    for name, page in _views(person):
        faults += [f"{name}: {one}" for one in _faults(person.window, page)]
    _tell(faults)


OVER = ("quick-note", "keys", "about", "history", "strike-out", "cover")
"""Commands that put something over the page or open a window."""


@pytest.mark.parametrize("command", OVER)
def test_every_surface_and_window_can_be_spoken_reached_and_read(person, command):
    person.press("Alt+5").ready()
    person.window.run(command)
    person.ready()
    places = [*person.dialogs(), person.state]
    assert person.dialogs() or person.state is not person.area, f"{command} opened nothing"
    _tell([f"{command}: {one}" for place in places[:1] for one in _faults(place.window(), place)])


def test_the_start_page_and_the_lock_can_be_spoken_reached_and_read(person):
    faults = []
    for command in ("open-inspection", "new-inspection", "lock"):
        person.window.run(command)
        person.ready()
        for place in (*person.dialogs(), person.state):
            faults += [f"{command}: {one}" for one in _faults(place.window(), place)]
    _tell(faults)
