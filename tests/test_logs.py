"""Logs say what the app did, never what anybody typed."""

from __future__ import annotations

import logging
import stat

import pytest

from ilacs_desktop import logs


@pytest.fixture
def log(tmp_path):
    path = logs.start(tmp_path)
    yield path
    logger = logging.getLogger("ilacs_desktop")
    for handler in [one for one in logger.handlers if hasattr(one, "baseFilename")]:
        logger.removeHandler(handler)
        handler.close()


def test_an_exception_leaves_its_type_and_place_and_not_its_words(log, log_warnings):
    try:
        raise ValueError("Zebediah Quartermain")
    except ValueError:
        logging.getLogger("ilacs_desktop.test").exception("while saving")
    log_warnings.caught.clear()
    text = log.read_text()
    assert "while saving" in text
    assert "ValueError" in text
    assert "Zebediah" not in text


def test_the_log_is_readable_by_its_owner_alone(log):
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
