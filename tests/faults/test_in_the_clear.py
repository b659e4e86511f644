"""Over a whole journey: whose the files are, what the system is told, and that no one is called."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ilacs_desktop.store.vault import attempts
from ilacs_desktop.training.annex_a import make_annex_a, write_workbook
from ilacs_desktop.ui.frame.shell import TITLE
from ilacs_desktop.ui.prompts import FileWish

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

CALLED = []
LISTENING = []


def _hook(event, args):
    """Note every socket that Python code of this process makes, ties or connects."""
    if LISTENING and event.startswith("socket."):
        CALLED.append((event, str(args)[:200]))


sys.addaudithook(_hook)


def internet_sockets():
    """Return the internet sockets of this process that the system knows, also those of Qt."""
    inodes = set()
    for one in Path("/proc/self/fd").iterdir():
        try:
            found = re.fullmatch(r"socket:\[(\d+)\]", str(one.readlink()))
        except OSError:
            continue
        if found:
            inodes.add(found[1])
    held = []
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        table = Path("/proc/self/net") / kind
        if table.exists():
            for line in table.read_text().splitlines()[1:]:
                if line.split()[9] in inodes:
                    held.append(f"{kind} {line.split()[1]}")
    return held


@pytest.fixture
def loose():
    """A machine on which every new file may be read and written by everyone."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def listened():
    before = internet_sockets() if sys.platform.startswith("linux") else []
    CALLED.clear()
    LISTENING.append(True)
    yield lambda: [one for one in internet_sockets() if one not in before]
    LISTENING.clear()


def journey(person, tmp_path, each):
    """Someone who writes, receives, copies, exports, covers, locks, mistypes and goes on."""
    book = tmp_path / "annex-a.xlsx"
    write_workbook(make_annex_a("tiny", 7), book)
    person.press("Ctrl+N").type("What was seen").press("Ctrl+Return").settled()
    each()
    for key in person.area.page_keys:
        person.area.show_page(key)
        person.settled()
        each()
    person.area.show_page("data")
    person.area.page.receive.receive([book])
    person.settled()
    each()
    person.controller.backing_up.back_up()
    person.settled()
    person.press("F12").settled()
    person.type(person.passphrase).press("Return").settled()
    person.press("Ctrl+L").settled()
    assert person.window.windowTitle() == TITLE
    person.type("not it at all").press("Return").settled()
    each()
    person.type(person.passphrase).press("Return")
    person.until(lambda: person.controller.inspection is not None)
    person.ready()
    each()


def test_nobody_else_can_read_a_file_whatever_the_machine_allows(loose, at_work, tmp_path):
    modes = {}

    def look():
        for path in (at_work.folder, *at_work.folder.rglob("*")):
            wanted = 0o700 if path.is_dir() else 0o600
            try:
                found = stat.S_IMODE(path.stat().st_mode)
            except FileNotFoundError:
                continue
            if found != wanted:
                modes[str(path.relative_to(at_work.folder))] = oct(found)

    journey(at_work, tmp_path, look)
    assert (at_work.folder / attempts.FILE_NAME).exists() is False
    at_work.leave()
    look()
    assert modes == {}


def test_no_socket_is_opened(at_work, listened, tmp_path):
    journey(at_work, tmp_path, lambda: None if not listened() else pytest.fail(str(listened())))
    assert CALLED == []
    assert listened() == []


def test_the_hook_hears_a_socket(listened):
    import socket

    socket.socket().close()
    assert [event for event, _ in CALLED] == ["socket.__new__"]


def test_what_files_were_chosen_is_written_down_nowhere(at_work, own_data_dir, tmp_path):
    folder = tmp_path / "Exampleshire secrets"
    folder.mkdir()
    (folder / "Quillfeather.xlsx").write_bytes(b"")
    at_work.controller.prompts.choose_open(FileWish("Open", folder=str(folder)), lambda _: None)
    [dialog] = [one for one in at_work.dialogs() if isinstance(one, QFileDialog)]
    dialog.selectFile("Quillfeather.xlsx")
    dialog.accept()
    at_work.settled()
    at_work.leave()
    for path in own_data_dir.rglob("*"):
        words = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        assert b"Quillfeather" not in words, path
        assert b"Exampleshire" not in words, path
