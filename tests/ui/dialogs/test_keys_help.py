"""The list of keys dies with its window."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ilacs_desktop.services.search.search_words import FILTERS
from ilacs_desktop.ui.dialogs.keys_help import KeysHelp, rows
from ilacs_desktop.ui.dialogs.secrets import ChangePassphraseDialog, SetPinDialog
from ilacs_desktop.ui.models.table import TableModel

MAKERS = {
    "keys": lambda parent: KeysHelp(parent),
    "pin": lambda parent: SetPinDialog(parent),
    "passphrase": lambda parent: ChangePassphraseDialog(
        judge=lambda _: "", suggest=lambda: "", parent=parent
    ),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_closed_dialog_is_freed(qtbot, dressed, kind):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = MAKERS[kind](window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    gone = weakref.ref(dialog)
    dialog.show()
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(dialog)
    del dialog
    gc.collect()
    assert gone() is None


def test_typing_narrows_the_list(qtbot, dressed):
    dialog = KeysHelp()
    qtbot.addWidget(dialog)
    model = dialog.findChild(TableModel)
    everything = model.rowCount()
    dialog._find.setText("nobody does this")
    assert model.rowCount() == 0
    assert not dialog._nothing.isHidden()
    assert "No key or command" in dialog._nothing.text()
    assert dialog._table.isHidden()
    dialog._find.setText("")
    assert model.rowCount() == everything
    assert dialog._nothing.isHidden()
    assert not dialog._table.isHidden()


def test_enter_runs_what_the_arrows_chose_while_typing(qtbot, dressed):
    dialog = KeysHelp()
    qtbot.addWidget(dialog)
    wanted = []
    dialog.wanted.connect(wanted.append)
    dialog.show()
    qtbot.keyClicks(dialog._find, "pane")
    qtbot.keyClick(dialog._find, Qt.Key.Key_Down)
    qtbot.keyClick(dialog._find, Qt.Key.Key_Return)
    assert wanted == ["last-pane"]
    assert not dialog.isVisible()
    dialog.show()
    assert dialog._find.text() == ""
    qtbot.keyClicks(dialog._find, "leave a field")
    qtbot.keyClick(dialog._find, Qt.Key.Key_Return)
    assert wanted == ["last-pane"]


def test_it_is_searched_by_what_is_done_and_by_the_key(qtbot, dressed):
    assert [row[3] for row in rows("quick NOTE")] == ["quick-note"]
    assert "cover" in [row[3] for row in rows("f12")]
    assert [row[0] for row in rows("child: search")]
    assert {row[2] for row in rows("immediate risk")} == {"In a note"}


def test_what_belongs_together_stands_together():
    places = [row[2] for row in rows()]
    runs = [place for at, place in enumerate(places) if at == 0 or places[at - 1] != place]
    assert len(runs) == len(set(runs))


def test_every_filter_of_the_search_and_every_sign_of_a_note_is_listed():
    told = " ".join(f"{row[0]} {row[1]}" for row in rows())
    for name, _ in FILTERS:
        assert f"{name}:" in told
    for sign in ("# ", "@ ", "! ", "? "):
        assert sign in told
