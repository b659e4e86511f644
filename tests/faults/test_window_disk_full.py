"""The disk is full while someone types in the real window: told, kept on the screen, saved after.

Simulated: SQLite is told that the file may not grow, and says then what it says of a full disk.
"""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.record import history

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]

SENTENCE = "The social worker knows the child well and sees her alone. "


def test_what_is_typed_on_a_full_disk_is_saved_when_there_is_space(at_work, proof, log_warnings):
    person = at_work
    person.press("Ctrl+N").type("Begun. ")
    person.controller.inspection.flush()
    person.settled()
    connection = person.work.file.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    person.paste(SENTENCE * 400)
    person.controller.inspection.flush()
    person.settled()
    assert SENTENCE.strip() not in " ".join(one.text for one in person.work.snapshot.all(Evidence))
    person.until(lambda: "disk is full" in person.shown())
    assert SENTENCE * 3 in person.focus().toPlainText(), "what was typed stays on the screen"
    person.type("Still typing. ")
    person.settled()
    connection.execute("PRAGMA max_page_count = 1073741823")
    # Nobody presses anything: it is saved by itself.
    whole = "Begun. " + SENTENCE * 400 + "Still typing. "
    person.until(lambda: any(one.text == whole for one in person.work.snapshot.all(Evidence)))
    person.type("And on.")
    person.controller.inspection.flush()
    person.settled()
    assert any(one.text == f"{whole}And on." for one in person.work.snapshot.all(Evidence))
    person.press("Ctrl+Return").settled()
    assert history.verify(person.work).is_good
    log_warnings.caught.clear()
    proof.ran("window: disk full while typing", 1, full=1, note="simulated: the file may not grow")
