"""A day and an hour together, as records keep them: one ISO text."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit, TimeEdit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class MomentField(QWidget):
    """When something was, or is due: a day, and an hour that may be left out.

    Signals:
        moment_committed: the ISO text once the person has finished; empty for no moment.
    """

    moment_committed = Signal(str)

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        now: bool = True,
        today: Callable[[], date] | None = None,
    ) -> None:
        """Make a field.

        Args:
            name: what the moment is, said by a screen reader for each of its parts.
            parent: the owning widget.
            now: whether a button fills in the present moment.
            today: what “yesterday” and a date without its year are counted from; the
                machine's day where left out.
        """
        super().__init__(parent)
        self.date = OptionalDateEdit(self) if today is None else OptionalDateEdit(self, today=today)
        self.time = TimeEdit(self)
        self._now = Button("Now")
        row = QHBoxLayout(self)
        dress.set_space(row, 0, 1)
        row.addWidget(self.date, 3)
        row.addWidget(self.time, 1)
        row.addWidget(self._now)
        self.setFocusProxy(self.date)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.time.setMinimumWidth(self._hour_width())
        self.time.setAccessibleName(f"{name}: hour")
        self._now.setAccessibleName(f"{name}: now")
        self._now.setVisible(now)
        self.date.date_committed.connect(self._tell)
        self.time.time_committed.connect(self._tell)
        self._now.clicked.connect(self._on_now_clicked)

    @property
    def is_wrong(self) -> bool:
        """Say whether what is typed is no day or no hour."""
        return self.date.is_wrong or self.time.is_wrong

    def moment(self) -> str:
        """Return the ISO date or date-time on the screen, in the local zone; empty for none."""
        day = self.date.value()
        if day is None:
            return ""
        hour = self.time.value()
        if hour is None:
            return day.isoformat()
        return datetime.combine(day, hour).astimezone().isoformat(timespec="seconds")

    def set_moment(self, moment: str) -> None:
        """Show an ISO date or date-time; nothing is emitted."""
        try:
            read = datetime.fromisoformat(moment) if moment else None
        except ValueError:
            read = None
        has_hour = read is not None and len(moment) > len("2026-07-06")
        self.date.set_date(None if read is None else read.date())
        self.time.set_time(read.time().replace(second=0) if read and has_hour else None)

    def flush(self) -> None:
        """Commit now what is typed."""
        self.date.flush()
        self.time.flush()

    @override
    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        self.time.setMinimumWidth(self._hour_width())

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), dress.px(200)), hint.height())

    def _hour_width(self) -> int:
        return QFontMetrics(self.time.font()).horizontalAdvance("hh:mm") + dress.space(7)

    @Slot()
    def _tell(self) -> None:
        self.moment_committed.emit(self.moment())

    @Slot()
    def _on_now_clicked(self) -> None:
        now = datetime.now().astimezone()
        self.date.set_date(now.date())
        self.time.set_time(time(now.hour, now.minute))
        self._tell()
