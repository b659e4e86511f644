"""The margin of a note: what it does not say yet, told gently and gone once it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ilacs_desktop.domain.abbreviations import found_in, meaning_of
from ilacs_desktop.services.evidence import abbreviations, note_quality
from ilacs_desktop.ui.looks import dress, tokens
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.records import Evidence
    from ilacs_desktop.services.record.work import Work


class _Line(NamedTuple):
    """One thing in the margin that can be acted on."""

    kind: str
    key: str
    words: str
    spoken: str


class NoteMargin(QWidget):
    """Neutral lines beside a note; each leads to the field that would answer it.

    Signals:
        field_asked: the field that is missing.
        name_asked: a likely name that was chosen.
        meaning_asked: an abbreviation to be explained, and the button it was chosen on.
    """

    field_asked = Signal(str)
    name_asked = Signal(str)
    meaning_asked = Signal(str, object)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._lines: tuple[_Line, ...] = ()
        self._flow = FlowRow(gap=1)
        self._meanings = Words("", "caption", wrap=True)
        self.setAccessibleName("Not said yet")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(self._flow)
        column.addWidget(self._meanings)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what the margin says, from the top down."""
        return tuple(line.words for line in self._lines)

    def show_note(self, note: Evidence, names: tuple[str, ...], *, reads: bool = False) -> None:
        """Show what a note does not say.

        Args:
            note: the note as it was last saved.
            names: likely names in its words.
            reads: whether this person may only read it.
        """
        lacks = note_quality.lacks(self._work.edition, note)
        text = f"{note.text}\n{note.effect}"
        lines = [
            *(_Line("field", one.field, one.words, f"{one.words}: go to it") for one in lacks),
            *(_Line("name", one, f"“{one}” looks like a name", "") for one in names),
            *(
                _Line("short", one, f"not explained: {one}", f"Explain {one}")
                for one in abbreviations.unexplained(self._work, text)
            ),
        ]
        self._show_lines(tuple(lines), reads=reads)
        words = _explained(text, abbreviations.known(self._work))
        self._meanings.setText(words)
        self._meanings.setVisible(bool(words))
        self.setVisible(bool(lines or words))

    def next_field(self, after: str = "") -> str:
        """Return the field of the first lack, or of the one after a field; empty for none."""
        fields = [line.key for line in self._lines if line.kind == "field"]
        if after in fields:
            return fields[(fields.index(after) + 1) % len(fields)]
        return fields[0] if fields else ""

    def _show_lines(self, lines: tuple[_Line, ...], *, reads: bool) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        self._flow.clear()
        for at, line in enumerate(lines):
            button = Button(f"○ {line.words}", "link")
            button.setProperty("line", at)
            button.setProperty("voice", "soft")
            button.setMinimumHeight(dress.px(tokens.TARGET_PX))
            button.setAccessibleName(line.spoken or line.words)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setEnabled(not reads)
            button.clicked.connect(self._on_line)
            self._flow.add(button)
        self._flow.setVisible(bool(lines))

    @Slot()
    def _on_line(self) -> None:
        button = self.sender()
        line = self._lines[int(button.property("line"))]
        if line.kind == "field":
            self.field_asked.emit(line.key)
        elif line.kind == "name":
            self.name_asked.emit(line.key)
        else:
            self.meaning_asked.emit(line.key, button)


def _explained(text: str, meanings: Mapping[str, str]) -> str:
    """Return the abbreviations of a text with what they stand for, each once."""
    told = {short: meaning_of(meanings, short) for _, _, short in found_in(text)}
    return " · ".join(f"{short}: {meaning}" for short, meaning in told.items() if meaning)
