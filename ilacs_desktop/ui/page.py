"""What a page of the sidebar is to the window around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.domain.changes import Changes


@dataclass(frozen=True, slots=True)
class Count:
    """The figure beside a page's name.

    Attributes:
        number: how many; 0 shows nothing.
        needs_person: whether someone has to act on them; only then is it red.
    """

    number: int
    needs_person: bool = False


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page that is made when it is first looked at.

    Attributes:
        key: its name in code, such as ``"cases"``.
        title: its name in the sidebar.
        icon: its icon.
        make: builds it, on the GUI thread.
    """

    key: str
    title: str
    icon: str
    make: Callable[[], Page]


class Page(QWidget):
    """One page; subclasses fill in what they need.

    Attributes:
        key: its name in code.
        title: its name on the screen.
        commands: the names from ``keys`` that it runs while it is shown.

    Signals:
        count_changed: its ``Count`` for the sidebar.
        message_told: a short line for the status line.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    commands: ClassVar[tuple[str, ...]] = ()

    count_changed = Signal(object)
    message_told = Signal(str)

    def refresh(self, changes: Changes | None) -> None:
        """Show what has changed; None asks for everything."""

    def catch_up(self) -> None:
        """Read what the page would read when it is next shown; for what reads only then."""

    def flush(self) -> None:
        """Commit what is typed and not yet saved: every field that has a ``flush`` of its own."""
        for child in self.findChildren(QWidget):
            # Asked of the class: of a plain widget of Qt's the answer takes ten times as long.
            flush = getattr(type(child), "flush", None)
            if flush is not None:
                flush(child)

    def first_focus(self) -> QWidget:
        """Return what takes the focus when the page is shown."""
        for child in self.findChildren(QWidget):
            if child.isVisibleTo(self) and child.focusPolicy().value & 1:  # Qt.TabFocus
                return child
        return self

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through, from left to right."""
        three = self.findChild(ThreePane)
        return three.shown_panes() if isinstance(three, ThreePane) else (self,)

    def run_command(self, name: str) -> None:
        """Run one of ``commands``."""

    def case(self) -> str:
        """Return the id of the child's card that is open here; a note begun now is about it."""
        return ""

    def show_record(self, kind: str, record: str) -> bool:  # noqa: ARG002 - for subclasses
        """Show a record, if it has its place on this page; say whether it has."""
        return False

    def state(self) -> dict[str, Any]:
        """Return what to remember of the page's layout: plain values, nothing of the records."""
        three = self.findChild(ThreePane)
        return {"panes": three.state()} if isinstance(three, ThreePane) else {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what ``state`` returned on an earlier day."""
        three, kept = self.findChild(ThreePane), state.get("panes")
        if isinstance(three, ThreePane) and isinstance(kept, dict):
            three.restore_state(kept)
