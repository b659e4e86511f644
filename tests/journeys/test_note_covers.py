"""What can be read on the screen while a note is open: the note, and nothing of anything else.

Two inspections that differ in every other record are opened one after the other. Whatever page or
panel a note is opened over, no word of theirs is readable, and the picture of the window is the
same to the last byte: it tells nothing of what lies behind.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta, timezone

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QToolTip

from ilacs_desktop.domain.records import (
    Case,
    CaseAnswer,
    Finding,
    KitItem,
    KitMeeting,
    LaClaim,
    LineOfEnquiry,
    Member,
    Paragraph,
    SeenDocument,
)
from ilacs_desktop.services.cases import cases, referrals
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import coverage, findings
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import editing
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.ui.frame.keys import PAGES, SETTINGS
from ilacs_desktop.ui.noting.quick_note import QuickNote
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]

SHOWN = "100001"
"""The one child of both inspections: whose card is on the screen may be suggested."""

STILL = 4
"""So many pictures in a row that are the same: a layout comes to rest in a few turns."""

WORDS = {"one": "quokkas", "two": "wombats wander"}
"""What stands in each record of each inspection, and nowhere in the app."""


class StillClock:
    """A wall clock that stands still, so that two pictures show one time."""

    def now(self):
        return datetime(2026, 7, 7, 10, 40, tzinfo=timezone(timedelta(hours=1)))


def fill(work, word, count):
    """Write records of every kind with a word in them, so many of each kind."""
    first = editing.create(work, Case, "Add", child_id=SHOWN, inspector=work.my_member.id).made
    referrals.raise_concern(work, referrals.Raise("Alone", case=first, level="immediate-risk"))
    areas = [area.key for area in work.edition.areas]
    topics = [topic.key for topic in work.edition.areas_in_body_order()[0].topics]
    meeting = editing.create(
        work,
        KitMeeting,
        "Plan",
        day="2026-07-07",
        minutes=f"{word} minutes",
        private_note=f"{word} private",
    ).made
    for at in range(count):
        child = cases.add_by_hand(work, child_id=f"9{len(word)}7700{at}", reason=f"{word} why").made
        editing.create(work, CaseAnswer, "Answer", case=child, prompt="risk", text=f"{word} risk")
        note = evidence.add(
            work,
            f"{word} were seen",
            case=child,
            area=areas[0],
            topics=(topics[at],),
            source="child",
            stance=("strength", "concern")[at % 2],
        ).made
        values = {"kind": "strength", "area": areas[at % 3], "text": f"{word} is found"}
        found = editing.create(work, Finding, "Find", **values).made
        findings.attach(work, found, [note])
        referrals.raise_concern(
            work,
            referrals.Raise(concern=f"{word} at risk", case=child, level="immediate-risk"),
        )
        requests.make(work, f"{word} policy {at}", why=f"{word} why")
        editing.create(work, KitItem, "Add", meeting=meeting, kind="action", text=f"{word} act")
        for kind, field in (
            (LineOfEnquiry, "question"),
            (LaClaim, "text"),
            (SeenDocument, "title"),
        ):
            editing.create(work, kind, "Add", **{field: f"{word} {field}"})
        editing.create(work, Member, "Add", name=f"{word} member", letter="BCDEF"[at])
        editing.create(work, Paragraph, "Add", section="summary", text=f"{word} written")
    coverage.set_aside(work, topics[-1], f"{word} aside")
    judgements.open_meeting(work, "2026-07-07T09:00:00+01:00", ("Lead inspector",))
    area = judgements.judged_areas(work.edition, work.event)[0].key
    judgements.choose_grade(work, area, "good" if count > 2 else "inadequate", final=True)


@pytest.fixture
def opened(run_app, tmp_path, editions):
    """Return a function that opens one of the two inspections in a window of its own."""

    def open_one(name):
        folder, clock = tmp_path / name, StillClock()
        made, _ = laptop.first_run(
            folder, "Ann Example", "correct horse battery", cost=Cost(), clock=clock
        )
        la = f"{WORDS[name]} city"
        work = made.new_inspection(NewInspection(la, "short", date(2026, 7, 6)), editions)
        fill(work, WORDS[name], 2 if name == "one" else 5)
        made.close_inspection(work)
        made.close()
        person = run_app(folder, clock)
        person.controller.begin_with(person.passphrase, work.file_id)
        person.until(lambda: person.controller.inspection is not None)
        return person.ready()

    return open_one


def readable(person):
    """Return every word on the screen: of widgets, titles, tips, and for a screen reader."""
    told = [person.shown(), QToolTip.text()]
    for window in (person.window, *person.dialogs()):
        told += _spoken(QAccessible.queryAccessibleInterface(window))
        for widget in _visible(window):
            told += [widget.statusTip(), widget.whatsThis(), widget.windowTitle()]
            told += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    return "\n".join(told)


def _visible(widget):
    yield widget
    for child in widget.children():
        if child.isWidgetType() and child.isVisible():
            yield from _visible(child)


def _spoken(told, depth=0):
    if told is None or told.state().invisible or depth > 30:
        return []
    said = [
        told.text(part)
        for part in (
            QAccessible.Text.Name,
            QAccessible.Text.Description,
            QAccessible.Text.Value,
            QAccessible.Text.Help,
        )
    ]
    for at in range(min(told.childCount(), 200)):
        said += _spoken(told.child(at), depth + 1)
    return said


def picture(person):
    """Return what tells one picture of the window from another, once it stands still."""
    taken = []

    def stands_still():
        image = person.window.grab().toImage()
        taken.append(hashlib.sha256(image.constBits()).hexdigest())
        return len(taken) >= STILL and len(set(taken[-STILL:])) == 1

    person.until(stands_still)
    return taken[-1]


def look(person, name, keys, seen):
    """Open a note over what is on the screen, write a word, look, and close it."""
    behind = person.shown()
    person.press(keys).settled()
    person.until(lambda: isinstance(person.state, QuickNote))
    assert not person.dialogs(), name
    empty = picture(person)
    person.type("Seen")
    # It would be saved within 800 ms; the picture shows when.
    person.state.flush()
    person.settled()
    seen[name, keys] = (behind, readable(person), empty, picture(person))
    person.press("Ctrl+A", "Delete", "Escape").settled()
    person.until(lambda: not isinstance(person.state, QuickNote))
    # What the note lay over is there again, and has the keys.
    person.settled()
    if name in DIALOGS:
        person.until(lambda: person.active() in person.dialogs(), timeout=5_000)


def pages(person, seen, *, every_view):
    """Open a note or quiet mode from each page; both, and a note from each view, where asked."""
    for at, (key, title, _icon) in enumerate((*PAGES, SETTINGS), 1):
        person.press("Ctrl+," if key == SETTINGS[0] else f"Alt+{at % 10}").settled()
        for keys in ("Ctrl+N", "F11") if every_view else (("Ctrl+N", "F11")[at % 2],):
            look(person, title, keys, seen)
        switches = [one for one in person.area.page.findChildren(ViewSwitch) if one.isVisible()]
        first = switches[0].current if switches and every_view else ""
        while first:
            person.press("Ctrl+Tab").settled()
            if switches[0].current == first:
                break
            look(person, f"{title}, {switches[0].current}", "Ctrl+N", seen)


DIALOGS = ("a question", "history", "striking out", "the list of exports", "the keys")

PANELS = (
    ("the search", ("Alt+1", "Ctrl+K"), "kind:note"),
    ("a new child", ("Alt+4", "Ctrl+Shift+N"), ""),
    ("a referral back", ("Alt+4", "Ctrl+R"), ""),
    ("a question", ("Alt+4", "Ctrl+Shift+S"), ""),
    ("history", ("Alt+5", "Ctrl+H"), ""),
    ("striking out", ("Alt+5", "Ctrl+Shift+X"), ""),
    ("the list of exports", ("Alt+9", "Ctrl+E"), ""),
    ("the keys", ("Alt+1", "F1"), ""),
)


def panels(person, seen):
    for name, keys, text in PANELS:
        person.press(*keys).settled()
        if name in DIALOGS:
            person.until(lambda: person.active() in person.dialogs(), timeout=5_000)
        person.type(text).settled()
        look(person, name, "Ctrl+N", seen)
        person.press("Escape").settled()
        person.press("Escape").settled()
        assert not person.dialogs(), name


def test_a_note_shows_nothing_of_anything_else(opened, qapp, proof):
    qapp.setCursorFlashTime(0)
    seen = {}
    for name in WORDS:
        person, held = opened(name), {}
        pages(person, held, every_view=proof.is_full)
        panels(person, held)
        seen[name] = held
        person.leave()
    assert set(seen["one"]) == set(seen["two"])
    faults = []
    for place, (behind, words, *pictures) in seen["one"].items():
        other = seen["two"][place]
        for text, word in ((words, WORDS["one"]), (other[1], WORDS["two"])):
            faults += [f"{place}: {word!r} can be read"] * (word in text)
        faults += [f"{place}: the picture tells of what is behind"] * (pictures != list(other[2:]))
        faults += [f"{place}: nothing differs behind it"] * (behind == other[0])
    places = len(seen["one"])
    proof.ran("A note shows nothing else", places, full=54, failures=len(faults))
    assert not faults, "\n".join(faults)
    told = {place for place, (behind, *_) in seen["one"].items() if WORDS["one"] in behind}
    assert len(told) > places / 2
