"""Fields to choose from; none of them changes by a wheel that only passes over it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QSizePolicy,
    QSpinBox,
    QStyledItemDelegate,
    QWidget,
)
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.type_ahead import TypeAhead
from ilacs_desktop.ui.widgets.typing_guard import COMMIT_MS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QWheelEvent


_STEPS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_WRITING = (*_PLAIN, Qt.KeyboardModifier.ShiftModifier)


class ChoiceField(QComboBox):
    """One of several options, known by their keys.

    Arrows open the list and choose nothing: a choice is saved at once, and every grade that is
    only passed over would stay in the record.

    Signals:
        key_chosen: the key that the person chose; not emitted when code sets it.
    """

    key_chosen = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, options: Sequence[tuple[Hashable, str]] = ()
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setPlaceholderText("Choose…")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # The plain delegate of Qt leaves no room around the words.
        self.setItemDelegate(QStyledItemDelegate(self))
        self._keys: list[Hashable] = []
        self._ahead = TypeAhead()
        self.activated.connect(self._on_activated)
        # Names of documents can be longer than any field.
        self.currentTextChanged.connect(self.setToolTip)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[Hashable, str]]) -> None:
        """Offer other options; the chosen key stays where it is still among them.

        Args:
            options: key and label of each, in order.
        """
        chosen = self.key()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.clear()
        self._keys = [key for key, _ in options]
        self.addItems([label for _, label in options])
        self.blockSignals(False)  # noqa: FBT003
        self.set_key(chosen)
        self.setToolTip(self.currentText())

    def key(self) -> Hashable | None:
        """Return the key of the chosen option."""
        at = self.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else None

    def set_key(self, key: Hashable | None) -> None:
        """Show an option; one that is not offered shows as nothing chosen."""
        at = self._keys.index(key) if key in self._keys else -1
        if at != self.currentIndex():
            self.setCurrentIndex(at)

    @override
    def showPopup(self) -> None:
        # A long option is read whole, also where the field is narrow.
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + dress.space(4))
        super().showPopup()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and event.modifiers() in _PLAIN:
            self.showPopup()
            return
        if event.modifiers() in _WRITING and self._take_letter(event.text()):
            return
        super().keyPressEvent(event)

    def _take_letter(self, letter: str) -> bool:
        """Choose what the letters typed so far mean; say whether it was a letter."""
        now = time.monotonic()
        is_space = letter == " "
        if not letter.isprintable() or not letter or (is_space and not self._ahead.is_typing(now)):
            return False
        labels = [self.itemText(at) for at in range(self.count())]
        at = self._ahead.find(labels, self.currentIndex(), letter, now)
        if at >= 0 and at != self.currentIndex():
            self.setCurrentIndex(at)
            self.activated.emit(at)
        return True

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Nor by a wheel: it would save whatever it passes over.
        event.ignore()

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        if 0 <= at < len(self._keys):
            self.key_chosen.emit(self._keys[at])


class NumberField(QSpinBox):
    """A whole number.

    Signals:
        number_committed: the number, once the person has finished with it.
    """

    number_committed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, least: int = 0, most: int = 9999) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(least, most)
        self._kept = self.value()
        self.editingFinished.connect(self._on_editing_finished)
        # From the last key: the first figure of a number is another number.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(COMMIT_MS)
        self._pause.timeout.connect(self._on_editing_finished)
        self.valueChanged.connect(self._on_changed)

    def set_number(self, number: int) -> None:
        """Show a number; nothing is emitted."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.setValue(number)
        self.blockSignals(False)  # noqa: FBT003
        self._kept = self.value()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def flush(self) -> None:
        """Commit now what is typed."""
        self._pause.stop()
        self._on_editing_finished()

    @Slot()
    def _on_changed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_editing_finished(self) -> None:
        if self.value() != self._kept:
            self._kept = self.value()
            self.number_committed.emit(self._kept)


class TickBox(QCheckBox):
    """A tick box whose words may take the width they need.

    Signals:
        ticked: whether the person ticked it; not emitted when code sets it.
    """

    ticked = Signal(bool)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.clicked.connect(self._on_clicked)

    def set_ticked(self, on: bool) -> None:  # noqa: FBT001 - one property
        """Tick or clear it; nothing is emitted."""
        if on != self.isChecked():
            self.setChecked(on)

    @Slot(bool)
    def _on_clicked(self, on: bool) -> None:  # noqa: FBT001 - a slot's one argument
        self.ticked.emit(on)


class TickList(QWidget):
    """Any number of several options, known by their keys.

    Signals:
        ticks_changed: the tuple of ticked keys, in the order of the options, when the person
            changes one.
    """

    ticks_changed = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        options: Sequence[tuple[Hashable, str]] = (),
        *,
        columns: int = 1,
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        dress.set_space(self._grid, 0, 1)
        self._columns = columns
        self._boxes: dict[Hashable, TickBox] = {}
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[Hashable, str]]) -> None:
        """Offer other options; ticks stay where their key is still among them."""
        kept = set(self.ticked())
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        for at, (key, label) in enumerate(options):
            box = TickBox(label, self)
            box.set_ticked(key in kept)
            box.ticked.connect(self._on_ticked)
            self._grid.addWidget(box, at // self._columns, at % self._columns)
            self._boxes[key] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def ticked(self) -> tuple[Hashable, ...]:
        """Return the ticked keys in the order of the options."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_ticked(self, keys: Iterable[Hashable]) -> None:
        """Tick exactly these; nothing is emitted."""
        wanted = set(keys)
        for key, box in self._boxes.items():
            box.set_ticked(key in wanted)

    @override
    def minimumSizeHint(self) -> QSize:
        return self._grid.minimumSize()

    @Slot()
    def _on_ticked(self) -> None:
        self.ticks_changed.emit(self.ticked())
