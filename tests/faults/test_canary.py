"""Unusual words are typed everywhere; then every byte on the disk is searched for them."""

from __future__ import annotations

import logging
import shutil
import sys

import pytest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit

from ilacs_desktop import app, logs
from ilacs_desktop.domain.records import (
    Activity,
    Case,
    Evidence,
    Finding,
    KitItem,
    KitMeeting,
    LineOfEnquiry,
    Member,
    Paragraph,
    ReferralBack,
    Request,
)
from ilacs_desktop.services.laptop import cover
from ilacs_desktop.services.record import editing
from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

STEM = "Zyxomma"
PIN = "418290"
KINDS = (
    (Activity, "title"),
    (Case, "reason"),
    (Evidence, "text"),
    (Finding, "text"),
    (KitMeeting, "private_note"),
    (KitItem, "text"),
    (LineOfEnquiry, "question"),
    (Member, "name"),
    (Paragraph, "text"),
    (ReferralBack, "concern"),
    (Request, "what"),
)

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]


def readable(*folders):
    """Return every place on the disk where a word can be read, also in a file's name."""
    signs = [
        word.encode(code)
        for word in (STEM, STEM.lower(), STEM.upper(), "Exampleshire", PIN)
        for code in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and any(sign in path.read_bytes() for sign in signs):
                found.append(str(path.relative_to(folder)))
            if STEM.casefold() in path.name.casefold() or "exampleshire" in path.name.casefold():
                found.append(f"the name {path.name}")
    return found


@pytest.fixture
def own_temp(tmp_path, monkeypatch):
    """Let every temporary file be made where it can be looked for."""
    import tempfile

    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def type_everywhere(person):
    """Type a word of its own into every field of every view; return how many there were."""
    count, typed = 0, set()
    for key, _, _ in (*keys.PAGES, keys.SETTINGS):
        person.window.run(f"go-{key}")
        person.settled()
        for _ in views(person):
            count += _type_into(person, typed, count)
            # What was typed may have opened the fields below it.
            count += _type_into(person, typed, count)
            person.press("Ctrl+S").settled()
    return count


def views(person):
    """Go through every view of a page, with the first row of each list chosen."""
    page = person.area.page
    switches = [one for one in page.findChildren(ViewSwitch) if one.isVisible()]
    first = switches[0].current if switches else None
    for _ in range(30):
        for rows in page.findChildren(QAbstractItemView):
            if rows.isVisible() and rows.model() is not None and rows.model().rowCount():
                rows.setCurrentIndex(rows.model().index(0, 0))
        person.settled()
        yield
        if not switches:
            return
        person.press("Ctrl+Tab").settled()
        if switches[0].current == first:
            return


def _type_into(person, typed, start):
    count = start
    for field in [
        one for kind in (QPlainTextEdit, QLineEdit) for one in person.area.page.findChildren(kind)
    ]:
        is_open = field.isVisible() and field.isEnabled() and not field.isReadOnly()
        if field in typed or not is_open:
            continue
        typed.add(field)
        field.setFocus()
        person.qtbot.keyClicks(field, f"{STEM}{count} ")
        count += 1
    return count - start


def make_records(person):
    work = person.work
    for kind, field in KINDS:
        person.controller.inspection.desk.do(
            lambda kind=kind, field=field: editing.create(
                work, kind, f"Add {kind.KIND}", **{field: f"{STEM} {kind.KIND}"}
            )
        )
    person.settled()
    for kind, _ in KINDS:
        assert any(STEM in str(one) for one in work.snapshot.all(kind)), kind


def test_what_was_typed_can_be_read_nowhere_on_the_disk(
    at_work, own_data_dir, own_temp, tmp_path, log_warnings, proof
):
    person = at_work
    logs.start(person.folder)
    cover.set_pin(person.controller.laptop, PIN)
    places = (person.folder, own_data_dir, own_temp)
    make_records(person)
    count = type_everywhere(person)
    proof.ran("window: canary words in every open field", count, full="all")
    assert count > 60
    person.press("Ctrl+N").type(f"{STEM} in a note").press("Ctrl+Return").settled()
    person.press("Ctrl+K").type(STEM.lower()).settled()
    person.press("Escape")
    person.window.run("back-up")
    person.settled()
    # While it runs: the write-ahead log is full, the open entry is not sealed.
    person.press("Ctrl+N").type(f"{STEM} half a sen")
    person.controller.inspection.flush()
    person.settled()
    assert list(person.folder.rglob("*-wal"))
    assert readable(*places) == []

    # What goes wrong may hold what was typed: neither log nor crash report repeats it.
    try:
        raise ValueError(f"{STEM} in an error")
    except ValueError:
        app._hook(person.controller)(*sys.exc_info())
        logging.getLogger("ilacs_desktop.test").exception("failed")
    person.settled()
    for dialog in person.dialogs():
        dialog.close()
    log_warnings.caught.clear()
    assert readable(*places) == []

    # As a power cut would leave it.
    shutil.copytree(person.folder, tmp_path / "cut")
    person.window.run("lock")
    person.settled()
    assert readable(*places) == []
    person.leave()
    assert readable(*places) == []
    # And the words are there for whoever has the key: they were really typed and kept.
    from ilacs_desktop.services.laptop import laptop

    opened = laptop.unlock(tmp_path / "cut", person.passphrase)
    work = opened.open_inspection(opened.files()[0].file).work
    assert any("half a sen" in one.text for one in work.snapshot.all(Evidence))
    work.close()
    opened.close()
    for handler in list(logging.getLogger("ilacs_desktop").handlers):
        if hasattr(handler, "baseFilename"):
            handler.close()
            logging.getLogger("ilacs_desktop").removeHandler(handler)
