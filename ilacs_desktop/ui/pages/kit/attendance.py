"""Who was at a KIT meeting, by role: the usual ones to tick, any other to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.flow_ticks import FlowTicks
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from collections.abc import Iterable


class Attendance(QWidget):
    """Roles of those present.

    Signals:
        roles_changed: tuple of every role, the ticked ones first.
        same_asked: those of the last meeting are here again.
    """

    roles_changed = Signal(object)
    same_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        self.ticks = FlowTicks()
        self.others = LineField(placeholder="Other roles, parted by commas")
        self.same = Button("As last &time")
        name_field(self.ticks, "Attended")
        self.others.setAccessibleName("Other roles that attended")
        foot = FlowRow()
        foot.add(self.same)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(foot)
        column.addWidget(self.ticks)
        column.addWidget(self.others)
        self._foot = foot
        self.setFocusProxy(self.ticks)
        self.ticks.ticks_changed.connect(self._tell)
        self.others.text_committed.connect(self._tell)
        self.same.clicked.connect(self.same_asked)

    def show_roles(
        self, roles: Iterable[str], offered: tuple[str, ...], last: tuple[str, ...]
    ) -> None:
        """Show who is here.

        Args:
            roles: of this meeting.
            offered: roles to tick.
            last: of the meeting before, offered while nobody is ticked here.
        """
        self._shown = tuple(roles)
        if offered != self._offered and not self._holds_focus():
            self._offered = offered
            self.ticks.set_options([(role, role) for role in offered])
        self.ticks.set_ticked([role for role in self._shown if role in self._offered])
        if not self.others.hasFocus():
            others = (one for one in self._shown if one not in self._offered)
            self.others.set_text(", ".join(others))
        self._foot.setVisible(bool(last) and not self._shown)
        self.same.setToolTip(", ".join(last))

    def roles(self) -> tuple[str, ...]:
        """Return the roles on the screen."""
        typed = (part.strip() for part in self.others.text().split(","))
        return (
            *(str(one) for one in self.ticks.ticked()),
            *(one for one in typed if one and one not in self._offered),
        )

    def _holds_focus(self) -> bool:
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus()

    def first_field(self) -> QWidget:
        """Return what takes the focus: the offer of the last meeting's, else the first role."""
        return self.ticks if self._foot.isHidden() else self.same

    @Slot()
    def _tell(self) -> None:
        roles = self.roles()
        if roles != self._shown:
            self._shown = roles
            self.roles_changed.emit(roles)
