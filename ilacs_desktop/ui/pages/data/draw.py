"""The form that draws a sample: size, seed in plain sight, strata, reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.services.data import cohorts, sampling
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import NumberField
from ilacs_desktop.ui.widgets.flow_ticks import FlowTicks
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.data.cohorts import CohortRow
    from ilacs_desktop.services.data.sampling import Drawn
    from ilacs_desktop.ui.desk import Desk

_USUAL_SIZE = 6
_MOST_SEED = 999_999_999


class DrawForm(QWidget):
    """Draw from one cohort; what is drawn is recorded at once, so nobody picks among draws.

    Signals:
        drawn: id of the recorded draw.
    """

    drawn = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cohort = ""
        self._title = Words("", "title", wrap=True)
        self._about = Words("", "soft", wrap=True)
        self.size_field = NumberField(least=1, most=2000)
        self.seed = NumberField(least=0, most=_MOST_SEED)
        self._another = Button("Another seed", icon="dices")
        self.strata = FlowTicks(options=cohorts.STRATA)
        self.reason = ProseEdit(lines=2, placeholder="What the sample is to find out")
        self.button = Button("&Draw the sample", "primary", keys="Ctrl+Enter")
        self._lay_out()
        self.size_field.set_number(_USUAL_SIZE)
        self.seed.set_number(sampling.new_seed())
        self._another.clicked.connect(self._on_another)
        self.button.clicked.connect(self._on_draw)
        self.reason.finished.connect(self._on_draw)
        words = {"reason": self.reason}
        self._half = HalfWritten(desk, "draw-sample", words, lambda: self._cohort)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            keys = QShortcut(QKeySequence(key), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(self.button.click)

    def _lay_out(self) -> None:
        seed = QWidget()
        row = QHBoxLayout(seed)
        dress.set_space(row, 0, 1)
        row.addWidget(self.seed, 1)
        row.addWidget(self._another)
        seed.setFocusProxy(self.seed)
        form = FormRows(columns=2)
        form.add_row("Children &wanted", self.size_field)
        form.add_row("&Seed", seed, "The same seed draws the same children again.")
        form.add_row(
            "In &proportion to", self.strata, "Nothing ticked: by chance alone.", wide=True
        )
        form.add_row("Reas&on", self.reason, wide=True)
        self._rows = form
        panel = Panel()
        panel.add(form)
        buttons = QHBoxLayout()
        dress.set_space(buttons, 0, 2)
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        panel.add_layout(buttons)
        panel.add(
            Words(
                "Each draw is recorded with its seed, method and size, and stays. Children who "
                "are not drawn can be added by hand; their card says so.",
                "caption",
                wrap=True,
            )
        )
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(panel)
        column.addStretch(1)

    def show_cohort(self, row: CohortRow) -> None:
        """Draw from another cohort."""
        if row.key != self._cohort:
            self.reason.set_text("")
            self._cohort = row.key
            self._half.offer()
        self._title.setText(row.title)
        self._about.setText(
            f"{row.size:,} children"
            + (", those whose row is open." if row.open_only else ", each counted once.")
        )
        self.button.setEnabled(row.size > 0)

    @Slot()
    def _on_another(self) -> None:
        self.seed.set_number(sampling.new_seed())

    @Slot()
    def _on_draw(self) -> None:
        reason = self.reason.text()
        if not reason.strip():
            self._rows.show_wrong(self.reason, "Say what the sample is to find out.")
            self.reason.setFocus()
            return
        self._rows.show_wrong(self.reason, "")
        work, cohort = self._desk.work, self._cohort
        size, seed = self.size_field.value(), self.seed.value()
        stratify = tuple(str(key) for key in self.strata.ticked())
        self.button.setEnabled(False)

        def read() -> Drawn:
            return sampling.preview(work, cohort, size, seed, stratify)

        def record(drawn: Drawn) -> None:
            self._half.do(
                lambda: sampling.record(work, drawn, reason), self._after_draw, failed=self._failed
            )

        self._desk.runner.read(read, record, failed=self._failed)

    def _after_draw(self, changes: Changes) -> None:
        self.button.setEnabled(True)
        self.reason.set_text("")
        self.seed.set_number(sampling.new_seed())
        self.drawn.emit(changes.made)

    def _failed(self, error: BaseException) -> None:
        self.button.setEnabled(True)
        self._desk.trouble.emit(error)
