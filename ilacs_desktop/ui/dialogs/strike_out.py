"""Strikes a phrase out for good: which words, where, what stands instead, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ilacs_desktop.ui.frame import reading_order
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import TickList
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.record.striking import Place


class StrikeWish(NamedTuple):
    """What is to be struck out."""

    places: tuple[Place, ...]
    phrase: str
    replacement: str
    why: str


class StrikeOutDialog(QDialog):
    """Asks what to strike out; open it with ``open()``.

    Signals:
        sought: the phrase to look for; answer with ``show_places``.
        submitted: a ``StrikeWish``; close the dialog when it has been done.
    """

    sought = Signal(str)
    submitted = Signal(object)

    def __init__(self, phrase: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Strike out a phrase")
        self._found: dict[int, Place] = {}
        self._sought = ""
        self._shown = ""
        self.banner = Banner()
        self.phrase = QLineEdit(phrase)
        self.replacement = QLineEdit()
        self.why = QLineEdit()
        self.places = TickList()
        self._count = Words("", "soft", wrap=True)
        self._strike = Button("&Strike out for good", "primary")
        self._strike.setDefault(True)
        leave = Button("&Leave it")
        form = FormRows()
        form.add_row(
            "&Words",
            self.phrase,
            "As typed by mistake, such as a child's name. Capitals do not matter.",
        )
        form.add_row("&Instead", self.replacement, "A role or an initial; may be left empty.")
        form.add_row("Wh&y", self.why, "Stays on the record. Do not repeat the words.")
        column = QVBoxLayout(self)
        dress.set_space(column, 5, 3)
        column.addWidget(self.banner)
        column.addWidget(self._middle(form), 1)
        row = QHBoxLayout()
        dress.set_space(row, 0, 2)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self._strike)
        column.addLayout(row)
        self.phrase.editingFinished.connect(self.seek)
        self._strike.clicked.connect(self._on_strike)
        leave.clicked.connect(self.reject)
        self.resize(dress.px(560), dress.px(480))

    def _middle(self, form: FormRows) -> QScrollArea:
        """Return what scrolls, so that the buttons stay on a low screen under a warning too."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        dress.set_space(column, 0, 3)
        column.addWidget(
            Words(
                "The words are taken out of the text and of all its history, and cannot be "
                "brought back. The record shows that something was struck out, by whom and why.",
                wrap=True,
            )
        )
        column.addWidget(form)
        column.addWidget(self._count)
        column.addWidget(self.places)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    @override
    def focusNextPrevChild(self, onward: bool) -> bool:
        return reading_order.move_focus(self, onward=onward)

    @Slot()
    def seek(self) -> None:
        """Have the phrase looked for, unless its places are listed or on their way already."""
        phrase = self.phrase.text().strip()
        if phrase and phrase != self._sought:
            self._sought = phrase
            self.sought.emit(phrase)

    def show_places(self, phrase: str, places: Sequence[Place]) -> None:
        """List where a phrase stands; all are ticked.

        Args:
            phrase: what was looked for.
            places: the fields that hold it or held it.
        """
        self._shown = phrase
        self.banner.dismiss()
        self._found = dict(enumerate(places))
        self.places.set_options([(at, one.words) for at, one in self._found.items()])
        self.places.set_ticked(self._found)
        self._count.setText(
            f"“{phrase}” stands in {len(places)} {'field' if len(places) == 1 else 'fields'}."
            if places
            else f"“{phrase}” stands nowhere in this inspection."
        )

    def show_error(self, error: BaseException) -> None:
        """Say why it was not done."""
        self.banner.show_error(error)

    @Slot()
    def _on_strike(self) -> None:
        phrase = self.phrase.text().strip()
        if phrase != self._shown:
            # Nothing is struck out that was not listed first.
            self.seek()
            self.banner.show_message("Look at the list first: it is only now being made.")
            return
        chosen = tuple(self._found[int(str(at))] for at in self.places.ticked())
        if not chosen:
            self.banner.show_message("Nothing is chosen.", todo="Type the words, then tick where.")
            return
        self.banner.dismiss()
        self.submitted.emit(StrikeWish(chosen, phrase, self.replacement.text(), self.why.text()))
