"""Forms filled from Designer get spacing and spoken names."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ilacs_desktop.ui.fields.form import fill
from ilacs_desktop.ui.generated.set_pin_ui import Ui_SetPin


def test_fields_are_named_by_their_labels_and_described_by_their_hints(qtbot, dressed):
    form, holder = Ui_SetPin(), QWidget()
    qtbot.addWidget(holder)
    fill(form, holder, margin=6)
    assert form.pin.accessibleName() == "PIN"
    assert form.pin.accessibleDescription() == "Six digits or more."
    assert form.again.accessibleName() == "PIN again"
    assert holder.layout().contentsMargins().left() == 24
    dressed("light", 2.0)
    assert holder.layout().contentsMargins().left() == 48
