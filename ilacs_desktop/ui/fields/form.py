"""Fill a widget from a Designer form, with spacing and spoken names as everywhere else."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.form_rows import innermost, name_field


class Form(Protocol):
    """What ``pyside6-uic`` makes of a form."""

    def setupUi(self, holder: QWidget) -> None:  # noqa: N802 - uic's name
        """Build the form inside a widget."""


def fill(form: Form, holder: QWidget, *, margin: float = 0, gap: float = 3) -> None:
    """Build a form inside a widget, and give each field its label's name.

    Args:
        form: the generated form.
        holder: the widget to fill.
        margin: room around it, in steps of 4 px.
        gap: between its parts, in steps of 4 px.
    """
    form.setupUi(holder)
    for button in holder.findChildren(QPushButton):
        # Outside dialogs Qt presses a button with Space alone; people expect Enter as well.
        button.setAutoDefault(True)
    for layout in holder.findChildren(QLayout):
        if layout is holder.layout():
            dress.set_space(layout, margin, gap)
        elif isinstance(layout, QGridLayout):
            dress.set_space(layout, 0, 3)
            for cell in layout.children():
                if isinstance(cell, QVBoxLayout):
                    # Not by alignment, which would cut a label that wraps.
                    cell.addStretch(1)
        elif isinstance(layout, QHBoxLayout):
            dress.set_space(layout, 0, 2)
        elif isinstance(layout, QVBoxLayout):
            is_part = layout.parent() is not None and isinstance(layout.parent(), QWidget)
            dress.set_space(layout, 0, gap if is_part else 1)
    for label in holder.findChildren(QLabel):
        field = label.buddy()
        if field is not None:
            hint = holder.findChild(QLabel, f"{field.objectName()}_hint")
            name_field(field, label.text(), hint.text() if hint is not None else "")
            # Qt's Alt+letter passes by a field that takes no focus itself.
            label.setBuddy(innermost(field))
