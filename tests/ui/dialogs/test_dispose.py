"""The dialogs of the end and of help: named, uncut, and strict about what they take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ilacs_desktop.services.keeping.disposal import Standing
from ilacs_desktop.services.keeping.retention import Hold, Retention
from ilacs_desktop.ui.dialogs.disposals import DisposalsDialog
from ilacs_desktop.ui.dialogs.dispose import DisposeDialog, DisposeWish
from ilacs_desktop.ui.dialogs.protection import ProtectionDialog

STANDING = Standing(
    file="f00d",
    inspection="cafe",
    la="Exampleshire",
    event="Short inspection",
    fieldwork="6 to 10 July 2026",
    training=False,
    hold=None,
    retention=Retention("6 years", date(2032, 7, 10), is_default=True, basis="6 years after"),
    early=True,
    is_lead=True,
    lead="Ann Example",
    counts=(("Child's card", 30), ("Evidence", 412)),
    outside=(("the second folder /media/stick", False),),
    others=("beef",),
)


@pytest.fixture
def opened(qtbot, dressed):
    def make(standing=STANDING):
        dialog = DisposeDialog(standing)
        qtbot.addWidget(dialog)
        dialog.asked = []
        dialog.submitted.connect(dialog.asked.append)
        dialog.show()
        return dialog

    return make


def test_reason_and_name_are_needed(opened):
    dialog = opened()
    dialog.dispose.click()
    assert "reason is missing" in dialog.banner._what.text()
    dialog.reason.setPlainText("Its time has passed")
    dialog.dispose.click()
    assert "not the inspection’s" in dialog.banner._what.text()
    dialog.name.setText("EXAMPLESHIRE ")
    dialog.dispose.click()
    assert dialog.asked == [DisposeWish("f00d", "Its time has passed", by_leads_word=False)]
    assert not dialog.dispose.isEnabled()


def test_who_is_not_the_lead_says_that_it_is_the_leads_reason(opened):
    dialog = opened(replace(STANDING, is_lead=False))
    dialog.reason.setPlainText("Agreed")
    dialog.name.setText("cafe")
    dialog.dispose.click()
    assert dialog.asked == []
    assert "lead inspector" in dialog.banner._what.text()
    dialog.leads.setChecked(True)
    dialog.dispose.click()
    assert dialog.asked == [DisposeWish("f00d", "Agreed", by_leads_word=True)]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    "standing",
    [
        STANDING,
        replace(STANDING, is_lead=False),
        replace(STANDING, hold=Hold("A complaint is open", "Ann", "2026-07-07T10:00:00+00:00")),
    ],
    ids=["lead", "member", "hold"],
)
def test_it_is_named_and_nothing_is_cut(
    opened, dressed, accessible_audit, cut_audit, scale, standing
):
    dressed("light", scale)
    dialog = opened(standing)
    accessible_audit(dialog)
    cut_audit(dialog)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_help_and_list_are_named_and_nothing_is_cut(
    qtbot, dressed, accessible_audit, cut_audit, scale
):
    dressed("light", scale)
    for dialog in (ProtectionDialog(), DisposalsDialog(())):
        qtbot.addWidget(dialog)
        dialog.show()
        accessible_audit(dialog)
        cut_audit(dialog)
