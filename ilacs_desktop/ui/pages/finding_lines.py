"""Findings in full, one below the other, as the Judgements and the Report page show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.panel import Line, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.report.resting import FindingLine
    from ilacs_desktop.ui.widgets.chip import ChipKind

SIGNS: dict[str, ChipKind] = {"+": "strength", "△": "concern", "!": "concern"}
"""Red is for immediate risk, so priority action is a concern too; its label says which."""

_TOP = Qt.AlignmentFlag.AlignTop
_SHORT = 60


class FindingLines(QWidget):
    """Any number of findings, each with its sign, its words and how well it is supported.

    Signals:
        opened: id of a finding to show on its page.
        taken: id of a finding to take away from what it is listed under.
    """

    opened = Signal(str)
    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, take: str = "") -> None:
        """Make an empty list.

        Args:
            parent: the owning widget.
            take: what taking one away is called; empty where that cannot be done.
        """
        super().__init__(parent)
        self._take = take
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        dress.set_space(self._column, 0, 2)

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the ids of the findings shown."""
        return tuple(row.finding for row in self._rows if not row.isHidden())

    def show_lines(self, lines: Sequence[FindingLine]) -> None:
        """Show findings; widgets are kept from one time to the next."""
        while len(self._rows) < len(lines):
            row = _Row(self._take, first=not self._rows)
            row.opened.connect(self.opened)
            row.taken.connect(self.taken)
            self._column.addWidget(row)
            # Rows made later would otherwise be the last that Tab comes to.
            row.follow(self._rows[-1] if self._rows else self)
            self._rows.append(row)
        for row, line in zip(self._rows, lines, strict=False):
            row.show_line(line)
            row.show()
        for row in self._rows[len(lines) :]:
            row.hide()


class _Row(QWidget):
    """One finding."""

    opened = Signal(str)
    taken = Signal(str)

    def __init__(self, take: str, *, first: bool) -> None:
        super().__init__()
        self.finding = ""
        self._chip = Chip()
        self._text = Words("", wrap=True)
        self._about = Words("", "caption", wrap=True)
        self._open = Button("Open", "link")
        self._take = IconButton("x", take or "Take away")
        self._take_words = take
        texts = QVBoxLayout()
        dress.set_space(texts, 0, 0.5)
        texts.addWidget(self._text)
        texts.addWidget(self._about)
        row = QHBoxLayout()
        dress.set_space(row, 0, 2)
        row.addWidget(self._chip, 0, _TOP)
        row.addLayout(texts, 1)
        row.addWidget(self._open, 0, _TOP)
        row.addWidget(self._take, 0, _TOP)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        if not first:
            column.addWidget(Line())
        column.addLayout(row)
        self._take.setVisible(bool(take))
        self._open.clicked.connect(self._on_open)
        self._take.clicked.connect(self._on_take)

    def follow(self, before: QWidget) -> None:
        """Come after another row, or after the list itself, when Tab is pressed."""
        QWidget.setTabOrder(before.last if isinstance(before, _Row) else before, self._open)
        QWidget.setTabOrder(self._open, self._take)

    @property
    def last(self) -> QWidget:
        """Return where the focus leaves the row."""
        return self._take

    def show_line(self, line: FindingLine) -> None:
        """Show a finding."""
        self.finding = line.id
        self._chip.show_chip(SIGNS.get(line.sign, "neutral"), "")
        self._text.setText(line.text or "(nothing written yet)")
        label = line.kind_label if line.sign == "!" else ""
        said = (label, line.state_words, line.support, line.figures_words)
        self._about.setText(" · ".join(part for part in said if part))
        short = line.text if len(line.text) <= _SHORT else f"{line.text[: _SHORT - 1]}…"
        self._open.setAccessibleName(f"Open finding: {short}")
        self._take.setAccessibleName(f"{self._take_words}: {short}")

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self.finding)

    @Slot()
    def _on_take(self) -> None:
        self.taken.emit(self.finding)
