"""What the tests of papers share: a paper's pages, read as a reader of PDF finds their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from ilacs_desktop.services.papers import catalogue


def read(pdf):
    """Return the words of each page."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = [
        " ".join(document.getAllText(page).text().split()) for page in range(document.pageCount())
    ]
    document.close()
    return pages


@pytest.fixture
def printed(qapp, work):
    """Return the pages of a paper as text."""
    assert qapp

    def pages(document, item="", of=None):
        used = of or work
        return read(catalogue.draw(used, document, item, used.now()).rendered.pdf)

    return pages


@pytest.fixture
def in_order():
    """Assert that phrases stand in a text in this order."""

    def check(text, *phrases):
        places = [text.find(phrase) for phrase in phrases]
        assert -1 not in places, phrases[places.index(-1)]
        assert places == sorted(places)

    return check


@pytest.fixture
def words_of(qapp):
    """Return the words of each page of a PDF."""
    assert qapp
    return read
