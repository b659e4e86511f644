"""Fields tied to records: saved as typed or chosen, never overwritten while someone types."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Activity, Evidence
from ilacs_desktop.errors import StorageError
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.services.record import editing, history
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.ui.bus import Bus
from ilacs_desktop.ui.desk import Desk
from ilacs_desktop.ui.fields.binding import Binding, Bindings
from ilacs_desktop.ui.tasks import TaskRunner
from ilacs_desktop.ui.widgets.choices import ChoiceField, NumberField, TickBox, TickList
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit, TimeEdit
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit


@pytest.fixture
def desk(qtbot, dressed, prompts, tmp_path, editions):
    laptop, _ = first_run(tmp_path, "Ann Example", "correct horse battery", cost=Cost())
    work = laptop.new_inspection(NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions)
    runner = TaskRunner()
    made = Desk(work, runner, Bus(), prompts)
    made.troubles = []
    made.trouble.connect(made.troubles.append)
    yield made
    qtbot.waitUntil(lambda: runner.idle)
    runner.shutdown()
    work.close()
    laptop.close()


@pytest.fixture
def settled(qtbot, desk):
    return lambda: qtbot.waitUntil(lambda: desk.runner.idle)


@pytest.fixture
def holder(qtbot, dressed):
    """A window for the fields, so that they can have the focus."""
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def tie(desk, holder):
    """Tie a widget to a field of a note, and show it again at every change."""

    def tied(widget, field, kind=Evidence, record=None):
        holder.layout().addWidget(widget)
        binding = Binding(desk, widget, kind, field, "Change")

        def show(_changes=None):
            binding.show(desk.snapshot.record(kind, record or widget.record))

        widget.again = show
        desk.bus.changed.connect(show)
        return binding

    return tied


@pytest.fixture
def note(desk):
    return editing.create(desk.work, Evidence, "Add note", text="Seen", place="Hub").made


def value(desk, record, field, kind=Evidence):
    return getattr(desk.snapshot.one(kind, record), field)


@pytest.mark.parametrize("widget", [ProseEdit, LineField])
def test_text_is_saved_as_it_is_typed_as_one_burst(desk, tie, note, qtbot, settled, widget):
    field = widget()
    binding = tie(field, "place", record=note)
    field.again()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    for part in (" and", " spoke"):
        qtbot.keyClicks(field, part)
        binding.flush()
        settled()
    assert value(desk, note, "place") == "Hub and spoke"
    editing.seal(desk.work)
    entries = [one for one in history.of_record(desk.work, note) if one.step == "Change"]
    assert len(entries) == 1


def test_a_refresh_never_takes_what_was_typed_since(desk, tie, note, qtbot, settled):
    field = LineField()
    tie(field, "place", record=note)
    field.again()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, " one")
    field.flush()
    qtbot.keyClicks(field, " two")
    settled()
    assert field.text() == "Hub one two"
    field.flush()
    settled()
    assert value(desk, note, "place") == "Hub one two"


def test_what_is_typed_belongs_to_the_record_it_was_typed_in(desk, tie, note, qtbot, settled):
    other = editing.create(desk.work, Evidence, "Add note", text="Heard", place="Home").made
    field = ProseEdit()
    binding = tie(field, "place", record=note)
    field.again()
    qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "!")
    binding.show(desk.snapshot.record(Evidence, other))
    settled()
    assert value(desk, note, "place") == "Hub!"
    assert value(desk, other, "place") == "Home"


def test_ones_own_command_meanwhile_makes_no_second_version(desk, tie, note, qtbot, settled):
    field = LineField()
    Binding(desk, field, Evidence, "place", "Change").show(desk.snapshot.record(Evidence, note))
    editing.edit(desk.work, Evidence, note, "Correct", place="School")
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, "!")
    field.flush()
    settled()
    record = desk.snapshot.record(Evidence, note)
    assert record.meta.conflicts == ()
    assert record.value.place == "Hub!"
    field.deleteLater()


def test_what_could_not_be_saved_stays_and_goes_out_again(
    desk, tie, note, qtbot, settled, monkeypatch
):
    def full(*_args, **_more):
        raise StorageError("The disk is full.")

    field = ProseEdit()
    binding = tie(field, "text", record=note)
    field.again()
    with monkeypatch.context() as patch:
        patch.setattr(editing, "type_text", full)
        qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(field, "!")
        binding.flush()
        settled()
        assert [str(one) for one in desk.troubles] == ["The disk is full."]
        assert field.is_refused
        field.again()
        assert field.text() == "Seen!"
    binding.flush()
    settled()
    assert not field.is_refused
    assert value(desk, note, "text") == "Seen!"


def test_choices_ticks_and_numbers_are_saved_at_once(desk, tie, note, qtbot, settled):
    choice = ChoiceField(None, [("record", "Record"), ("interview", "Interview")])
    tie(choice, "method", record=note)
    tick = TickBox("To write up")
    tie(tick, "to_write_up", record=note)
    ticks = TickList()
    ticks.set_options([("a", "A"), ("b", "B")])
    for widget in (choice, tick):
        widget.again()
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_I)
    settled()
    assert value(desk, note, "method") == "interview"
    before = value(desk, note, "to_write_up")
    tick.click()
    settled()
    assert value(desk, note, "to_write_up") is not before


def test_dates_and_times_are_saved_when_they_are_finished(desk, tie, qtbot, settled):
    activity = editing.create(desk.work, Activity, "Add activity", title="Visit").made
    day, clock = OptionalDateEdit(today=lambda: date(2026, 7, 6)), TimeEdit()
    tie(day, "day", Activity, activity)
    tie(clock, "start", Activity, activity)
    day.again()
    clock.again()
    day.line.setFocus()
    qtbot.keyClicks(day.line, "8/7")
    day.again()
    assert day.line.text() == "8/7"
    day.flush()
    qtbot.keyClicks(clock, "9:30")
    clock.flush()
    settled()
    assert value(desk, activity, "day", Activity) == "2026-07-08"
    assert value(desk, activity, "start", Activity) == "09:30"
    assert day.value() == date(2026, 7, 8)
    assert clock.value() == time(9, 30)
    day.line.clear()
    day.flush()
    settled()
    assert value(desk, activity, "day", Activity) == ""


def test_a_choice_that_was_refused_goes_back_to_what_holds(desk, tie, note, settled, monkeypatch):
    def refused(*_args, **_more):
        raise StorageError("The disk is full.")

    field = ChoiceField(None, [("record", "Record"), ("interview", "Interview")])
    tie(field, "method", record=note)
    field.again()
    monkeypatch.setattr(editing, "edit", refused)
    field.setCurrentIndex(1)
    field.activated.emit(1)
    settled()
    assert field.key() != "interview"
    assert [str(one) for one in desk.troubles] == ["The disk is full."]


def test_an_empty_place_saves_nothing(desk, tie, qtbot, settled, holder):
    field, choice = LineField(), ChoiceField(None, [("record", "Record")])
    for widget, name in ((field, "place"), (choice, "method")):
        holder.layout().addWidget(widget)
        Binding(desk, widget, Evidence, name, "Change").show(None)
    qtbot.keyClicks(field, "x")
    field.flush()
    choice.activated.emit(0)
    settled()
    assert desk.troubles == []
    assert desk.snapshot.all(Evidence) == ()


def test_a_group_is_shown_and_flushed_together(desk, note, qtbot, settled, holder):
    text, place = ProseEdit(), LineField()
    group = Bindings(desk, Evidence)
    for widget, name in ((text, "text"), (place, "place")):
        holder.layout().addWidget(widget)
        group.tie(widget, name, "Change")
    group.show(desk.snapshot.record(Evidence, note))
    assert (text.text(), place.text()) == ("Seen", "Hub")
    qtbot.keyClicks(place, "The ")
    group.flush()
    settled()
    assert value(desk, note, "place") == "The Hub"


def test_only_our_own_fields_can_be_tied(desk, holder):
    with pytest.raises(TypeError):
        Binding(desk, QLabel(holder), Evidence, "text", "Change")


def test_numbers(desk, tie, qtbot, settled):
    from ilacs_desktop.domain.records import Inspection
    from ilacs_desktop.services.record.work import INSPECTION

    field = NumberField()
    tie(field, "visit_number", Inspection, INSPECTION)
    field.again()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled()
    assert value(desk, INSPECTION, "visit_number", Inspection) == 3
