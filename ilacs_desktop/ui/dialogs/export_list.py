"""Every document that this inspection can export, in one list; why not stands beside the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout
from typing_extensions import override

from ilacs_desktop.services.papers import evidence_record
from ilacs_desktop.ui.frame import reading_order
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.report.export import Offer


_FORMATS = (
    ("pdf", "PDF"),
    ("docx", "Word, to be edited; the letter or report can be brought back with its changes"),
    ("html", "Web page, one file"),
)
_FRAME = 40
"""Pixels that a window's own frame and a desktop's bar may take."""


class ExportWish(NamedTuple):
    """A document that is wanted as a file."""

    document: str
    item: str
    final: bool
    file_format: str = "pdf"


class ExportListDialog(QDialog):
    """Asks which document to export; open it with ``open()``.

    Signals:
        wished: an ``ExportWish``; the dialog has closed.
    """

    wished = Signal(object)

    def __init__(self, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export")
        self._model: TableModel[Offer] = TableModel(
            (
                Column(
                    "",
                    lambda offer: offer.words,
                    chip=lambda offer: ChipValue("neutral", "not now") if offer.why_not else None,
                ),
            ),
            key=lambda offer: (offer.key, offer.final),
            parent=self,
        )
        self._model.set_rows(offers)
        self.list = MasterList("Documents to export", self._model)
        self.which = ChoiceField()
        self._form = FormRows()
        self._form.add_row("&Which one", self.which)
        self.form = ChoiceField()
        self.form.set_options(list(_FORMATS))
        self.form.set_key("pdf")
        self._form.add_row("&As", self.form)
        self._why = Words("", "soft", wrap=True)
        self.export = Button("&Export…", "primary", keys="Enter")
        self.leave = Button("Leave it", keys="Esc")
        self._lay_out()
        self.list.record_chosen.connect(self._on_chosen)
        self.list.record_opened.connect(self._on_export)
        self.export.clicked.connect(self._on_export)
        self.leave.clicked.connect(self.reject)
        if offers:
            self.list.choose((offers[0].key, offers[0].final))
        self._on_chosen()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        intro = Words(
            "Exports are the only files that can be read without this app. Each page carries the "
            "marking; keep the file where the marking allows.",
            "soft",
            wrap=True,
        )
        buttons = FlowRow()
        buttons.add_end(self.leave)
        buttons.add(self.export)
        column = QVBoxLayout(self)
        dress.set_space(column, 5, 3)
        column.addWidget(intro)
        column.addWidget(self.list, 1)
        column.addWidget(self._form)
        column.addWidget(self._why)
        column.addWidget(buttons)
        self.list.setMinimumHeight(dress.row_height() * 3)
        # At doubled text it would be taller than a laptop's screen, and its buttons below the edge.
        room = self.screen().availableSize()
        height = min(dress.px(560), room.height() - dress.px(_FRAME))
        self.resize(min(dress.px(560), room.width() - dress.space(4)), height)
        self.setMaximumHeight(room.height() - dress.px(_FRAME))

    @override
    def focusNextPrevChild(self, onward: bool) -> bool:
        return reading_order.move_focus(self, onward=onward)

    def _offer(self) -> Offer | None:
        key = self.list.current_key()
        return self._model.value_of(key) if key is not None else None

    @staticmethod
    def _is_record(offer: Offer | None) -> bool:
        return offer is not None and offer.key == evidence_record.DOCUMENT

    @Slot()
    def _on_chosen(self) -> None:
        offer = self._offer()
        choices = offer.choices if offer is not None else ()
        self.which.set_options([(one.item, one.words) for one in choices])
        if choices:
            self.which.set_key(choices[-1].item)
        self._form.set_row_shown(self.which, len(choices) > 1)
        # An evidence record has forms of its own, which are asked for where it is made.
        self._form.set_row_shown(self.form, bool(choices) and not self._is_record(offer))
        self._why.setText(offer.why_not if offer is not None else "")
        self._why.setVisible(bool(offer is not None and offer.why_not))
        self.export.setEnabled(bool(choices))

    @Slot()
    def _on_export(self) -> None:
        offer = self._offer()
        if offer is None or not offer.choices:
            return
        wish = ExportWish(
            offer.key,
            str(self.which.key() or ""),
            offer.final,
            "pdf" if self._is_record(offer) else str(self.form.key() or "pdf"),
        )
        self.accept()
        self.wished.emit(wish)
