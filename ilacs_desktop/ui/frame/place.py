"""Where a person is in the window: page, views, records, field, cursor and scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ilacs_desktop.ui.frame.work_area import WorkArea
    from ilacs_desktop.ui.page import Page

_LOOK_MS = 1_000
_ALL_EVERY = 3
"""Of so many looks one goes through the whole page; the others see to note, field and cursor."""

_TRY_MS = 40
_TRIES = 50
_CALM_TRIES = 5
_HOLDER = "^"
"""How what scrolls the page itself is called: it stands above the page."""


class PlaceKeeper(QObject):
    """Knows where the person is, and brings the window back there.

    What a field, list or scrolled area is called is its way from the page: the classes it stands
    in, each with its number among its likes. A field of a record is also known by the record.

    Signals:
        moved: where the person is now, as plain values, where that has changed.
    """

    moved = Signal(object)

    def __init__(
        self, area: WorkArea, note: Callable[[], Mapping[str, Any]], parent: QObject | None = None
    ) -> None:
        """Begin to look.

        Args:
            area: the pages.
            note: returns what lies over them, and where in it the cursor stands; or nothing.
            parent: owns it.
        """
        super().__init__(parent)
        self._area, self._note, self._turn = area, note, 0
        self._last: dict[str, Any] = {}
        self._wanted: dict[str, Any] = {}
        self._tries, self._calm, self._is_there = 0, 0, False
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._glance)
        self._going = QTimer(self)
        self._going.setInterval(_TRY_MS)
        self._going.timeout.connect(self._try)
        self._looking.start()

    @Slot()
    def look(self) -> None:
        """See where the person is, and tell where that is new."""
        page = self._area.page
        if page is None or self._going.isActive():
            return
        self._take(_captured(self._area, page))

    @Slot()
    def _glance(self) -> None:
        page = self._area.page
        if page is None or self._going.isActive():
            return
        self._turn = (self._turn + 1) % _ALL_EVERY
        if self._turn == 0 or self._last.get("page") != page.key:
            self.look()
        else:
            self._take({**self._last, "field": _focused(page)})

    def _take(self, place: dict[str, Any]) -> None:
        place["note"] = dict(self._note())
        if place != self._last:
            self._last = place
            self.moved.emit(place)

    def stop(self) -> None:
        """Look no more."""
        self._looking.stop()
        self._going.stop()

    def go(self, place: Mapping[str, Any]) -> None:
        """Bring the window to where the person was.

        What a page shows may come a moment later; until then it is tried again, unless the
        person has begun something else.
        """
        self._wanted = dict(place)
        self._last = {}
        if not self._wanted or not self._area.has_page(str(self._wanted.get("page", ""))):
            return
        self._area.restore_state(_dict(self._wanted.get("layout")))
        self._area.show_page(str(self._wanted["page"]))
        self._tries, self._calm, self._is_there = _TRIES, 0, False
        window = self._area.window().windowHandle()
        if window is not None:
            window.installEventFilter(self)
        self._going.start()
        self._try()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            # The person goes on, from here or from elsewhere.
            self._going.stop()
        return False

    @Slot()
    def _try(self) -> None:
        self._tries -= 1
        page = self._area.page
        if page is None or page.key != self._wanted.get("page") or self._tries < 0:
            self._going.stop()
            return
        # Views first, then lists from left to right: each shows what the next is found in.
        done = all(
            [
                _go_views(page, _dict(self._wanted.get("views"))),
                _go_lists(page, _dict(self._wanted.get("chosen"))),
            ]
        )
        # Once: from then on the cursor is the person's.
        self._is_there = self._is_there or _go_field(page, _dict(self._wanted.get("field")))
        done = done and self._is_there
        done = _go_scrolls(page, _dict(self._wanted.get("scrolls"))) and done
        # A field that has come to the screen is scrolled to a moment later: so not at once.
        self._calm = self._calm + 1 if done else 0
        if self._calm >= _CALM_TRIES:
            self._going.stop()


# ---- reading -----------------------------------------------------------------------------------


def _captured(area: WorkArea, page: Page) -> dict[str, Any]:
    return {
        "page": page.key,
        "layout": area.state(),
        "views": {_way(one, page): one.current for one in page.findChildren(ViewSwitch)},
        "chosen": {
            _way(one, page): key
            for one in page.findChildren(RecordTable)
            if one.isVisibleTo(page) and isinstance(key := one.current_key(), str | int)
        },
        "scrolls": {
            way: one.verticalScrollBar().value()
            for way, one in _scrolled(page)
            if one.isVisibleTo(page) and one.verticalScrollBar().value()
        },
        "field": _focused(page),
    }


def _focused(page: QWidget) -> dict[str, Any]:
    # Under a note or the cover it is where the keys would be if nothing lay over the page.
    focus = page.focusWidget()
    is_inside = focus is not None and focus is not page and page.isAncestorOf(focus)
    return _field(focus, page) if focus is not None and is_inside else {}


def _scrolled(page: QWidget) -> Iterator[tuple[str, QAbstractScrollArea]]:
    """Yield what can be scrolled on a page, and what scrolls the page itself, by their ways."""
    above = page.parentWidget()
    holder = above.parentWidget() if above is not None else None
    if isinstance(holder, QAbstractScrollArea):
        yield _HOLDER, holder
    for one in page.findChildren(QAbstractScrollArea):
        yield _way(one, page), one


def _field(focus: QWidget, page: QWidget) -> dict[str, Any]:
    found: dict[str, Any] = {
        "way": _way(focus, page),
        "record": str(focus.property("record") or ""),
    }
    if isinstance(focus, QPlainTextEdit):
        cursor = focus.textCursor()
        found |= {"at": cursor.position(), "from": cursor.anchor(), "end": cursor.atEnd()}
    elif isinstance(focus, QLineEdit):
        at = focus.cursorPosition()
        found |= {"at": at, "end": at == len(focus.text())}
    return found


def _way(widget: QWidget, root: QWidget) -> str:
    """Return how a widget is reached from another that it stands in."""
    steps: list[str] = []
    at: QWidget | None = widget
    while at is not None and at is not root:
        parent = at.parentWidget()
        kind = type(at).__name__
        likes = [
            one
            for one in (parent.children() if parent is not None else [])
            if isinstance(one, QWidget) and type(one).__name__ == kind
        ]
        steps.append(f"{kind}:{likes.index(at) if at in likes else 0}")
        at = parent
    return "/".join(reversed(steps))


# ---- going -------------------------------------------------------------------------------------


def _found(way: str, root: QWidget) -> QWidget | None:
    at = root
    for step in way.split("/") if way else ():
        kind, _, number = step.partition(":")
        likes = [
            one for one in at.children() if isinstance(one, QWidget) and type(one).__name__ == kind
        ]
        if not number.isdigit() or int(number) >= len(likes):
            return None
        at = likes[int(number)]
    return at


def _each(root: QWidget, wanted: Mapping[str, Any]) -> Iterator[tuple[QWidget | None, Any]]:
    for way, value in wanted.items():
        yield _found(str(way), root), value


def _go_views(page: QWidget, wanted: Mapping[str, Any]) -> bool:
    done = [_shows(switch, str(view)) for switch, view in _each(page, wanted)]
    return all(done)


def _shows(switch: QWidget | None, view: str) -> bool:
    return isinstance(switch, ViewSwitch) and (switch.current == view or switch.choose(view))


def _go_lists(page: QWidget, wanted: Mapping[str, Any]) -> bool:
    done = [_stands_at(table, key) for table, key in _each(page, wanted)]
    return all(done)


def _stands_at(table: QWidget | None, key: Any) -> bool:
    if not isinstance(table, RecordTable):
        return False
    return bool(table.current_key() == key or table.choose(key))


def _go_field(page: QWidget, wanted: Mapping[str, Any]) -> bool:
    if not wanted:
        return True
    field, record = _found(str(wanted.get("way", "")), page), str(wanted.get("record", ""))
    if record and (field is None or str(field.property("record") or "") != record):
        # Rows have come or gone before it: the record tells which it is.
        kind = str(wanted.get("way", "")).rpartition("/")[2].partition(":")[0]
        likes = [one for one in page.findChildren(QWidget) if type(one).__name__ == kind]
        field = next((one for one in likes if str(one.property("record") or "") == record), None)
    if field is None or not field.isVisible() or not field.isEnabled():
        return False
    at, start = wanted.get("at"), wanted.get("from", wanted.get("at"))
    if isinstance(field, QPlainTextEdit) and isinstance(at, int) and isinstance(start, int):
        most = max(0, field.document().characterCount() - 1)
        if wanted.get("end") and start == at <= most:
            # More may have been typed and saved since the place was kept.
            at = start = most
        cursor = field.textCursor()
        cursor.setPosition(min(max(start, 0), most))
        cursor.setPosition(min(max(at, 0), most), QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
        if at > most:
            return False
    elif isinstance(field, QLineEdit) and isinstance(at, int):
        most = len(field.text())
        field.setCursorPosition(most if wanted.get("end") else min(max(at, 0), most))
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def _go_scrolls(page: QWidget, wanted: Mapping[str, Any]) -> bool:
    done = True
    for way, scrolled in _scrolled(page) if wanted else ():
        value = wanted.get(way)
        if isinstance(value, int):
            bar = scrolled.verticalScrollBar()
            bar.setValue(value)
            # What is scrolled may grow yet.
            done = done and bar.value() == value
    return done


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
