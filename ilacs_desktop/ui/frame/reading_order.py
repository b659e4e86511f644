"""Tab goes through a window as one reads it, also through what was made after the rest.

Qt puts what is made later at the end of its own chain: a card's prompts would come after the
whole page, and the fields of a form after its buttons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGridLayout,
    QLayout,
    QScrollArea,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAB = Qt.FocusPolicy.TabFocus.value


def move_focus(window: QWidget, *, onward: bool) -> bool:
    """Give the focus to the next or the previous stop, from the last one round to the first.

    Args:
        window: the window whose stops count.
        onward: whether Tab was pressed, rather than Shift+Tab.

    Returns:
        Whether there was a stop to go to.
    """
    focus = QApplication.focusWidget()
    every = tuple(_widgets(window, _with_ancestors(focus)))
    places = {id(each): at for at, each in enumerate(every)}
    here = places.get(id(focus), -1 if onward else len(every))
    after = every[here + 1 :] + every[: max(here, 0)] if onward else ()
    before = () if onward else every[:here][::-1] + every[here + 1 :][::-1]
    for each in (*after, *before):
        if _is_stop(each):
            reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
            each.setFocus(reason)
            bring_into_view(each)
            return True
    return False


def stops(window: QWidget) -> tuple[QWidget, ...]:
    """Return what Tab goes through in a window, in order."""
    return tuple(each for each in _widgets(window) if _is_stop(each))


def bring_into_view(widget: QWidget) -> None:
    """Scroll everything around a widget so far that it can be seen."""
    around = widget.parentWidget()
    while around is not None and widget.visibleRegion().boundingRect() != widget.rect():
        if isinstance(around, QScrollArea) and widget.height() <= around.viewport().height():
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _with_ancestors(widget: QWidget | None) -> tuple[QWidget, ...]:
    """Return a widget and all around it: one that has just been hidden still has its place."""
    found: list[QWidget] = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return tuple(found)


def _is_stop(widget: QWidget) -> bool:
    if not widget.isVisible() or not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QAbstractButton):
        group = widget.group()
        chosen = group.checkedButton() if group is not None and group.exclusive() else None
        if chosen is not None:
            # Of buttons of which one is down, that one is the stop; arrows go to the others.
            return chosen is widget
    return bool(widget.focusPolicy().value & _TAB)


def _widgets(root: QWidget, kept: tuple[QWidget, ...] = ()) -> Iterator[QWidget]:
    """Yield the visible widgets under a root in reading order, each before what is in it.

    Args:
        root: what they are under.
        kept: those that count although they are hidden.
    """
    layout = root.layout()
    placed = list(_placed(layout)) if layout is not None else []
    for widget in placed:
        yield from _one(widget, kept)
    known = {id(widget) for widget in placed}
    rest = [each for each in root.children() if isinstance(each, QWidget) and id(each) not in known]
    for child in sorted(rest, key=lambda each: (each.y(), each.x())):
        yield from _one(child, kept)


def _one(widget: QWidget, kept: tuple[QWidget, ...]) -> Iterator[QWidget]:
    if (widget.isVisible() or widget in kept) and not widget.isWindow():
        yield widget
        yield from _widgets(widget, kept)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout; the strong button of a row of buttons comes first."""
    row: list[QWidget] = []
    for each in _parts(layout):
        if isinstance(each, QAbstractButton):
            row.append(each)
            continue
        yield from _strong_first(row)
        row = []
        if isinstance(each, QWidget):
            yield each
        else:
            yield from _placed(each)
    yield from _strong_first(row)


def _strong_first(row: list[QWidget]) -> list[QWidget]:
    return sorted(row, key=lambda each: each.property("kind") != "primary")


def _parts(layout: QLayout) -> list[QWidget | QLayout]:
    """Return the widgets and layouts that stand in a layout, in its order.

    The layout is not asked for its items: PySide keeps the wrapper of each until the layout goes,
    also when the item itself is long gone and something else stands at its address.
    """
    holder = layout.parentWidget()
    inside = (*layout.children(), *(holder.children() if holder is not None else ()))
    parts = [each for each in inside if isinstance(each, QWidget | QLayout)]
    places = {id(each): layout.indexOf(each) for each in parts}
    found = [each for each in parts if places[id(each)] >= 0]
    if isinstance(layout, QGridLayout):
        return sorted(found, key=lambda each: _row_and_column(layout, places[id(each)]))
    return sorted(found, key=lambda each: places[id(each)])


def _row_and_column(grid: QGridLayout, at: int) -> tuple[int, int]:
    row, column, *_ = cast("tuple[int, int, int, int]", grid.getItemPosition(at))
    return row, column
