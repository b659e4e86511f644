"""The certificate as a PDF: one page, what was out of reach, nothing that was in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ilacs_desktop.services.keeping.disposal import Certificate, Place
from ilacs_desktop.services.papers import certificate

NOW = datetime(2032, 8, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def made():
    """What the vault keeps of a disposal."""
    return Certificate(
        file="f00d",
        inspection="cafe",
        la="Exampleshire",
        event="Short inspection",
        fieldwork="6 to 10 July 2026",
        begun="2032-08-02T09:00:00+00:00",
        done="2032-08-02T09:00:02+00:00",
        by="Ann Example",
        lead="Ann Example",
        as_lead=True,
        reason="Agreed with Zebedee Quagmire",
        retention="Kept until 10 July 2032: 6 years after the last day of fieldwork.",
        early=False,
        counts=tuple((f"Kind {at}", at * 100) for at in range(1, 22)),
        entries=12345,
        annex_rows=90000,
        attachments=11,
        backups=40,
        digest="ab" * 32,
        heads=tuple((f"{at:016x}", at, "cd" * 32) for at in range(9)),
        attached="ef" * 32,
        places=(Place("in the second folder", "/media/stick", "2032-08-01T17:00:00+00:00", False),),
        others=("beef",),
        laptops=("Bea Sample", "Cy Sample"),
        marking="OFFICIAL-SENSITIVE",
        seal="01" * 32,
    )


def test_it_names_what_was_out_of_reach_and_no_reason(words_of, made):
    pages = words_of(certificate.draw(made, NOW).pdf)
    text = " ".join(pages)
    for words in (
        "Certificate of disposal",
        "Exampleshire",
        "12,345",
        "90,000",
        "/media/stick",
        "NOT IN REACH",
        "can still be opened, with the passphrase or the recovery key",
        "Bea Sample, Cy Sample",
        "beef",
        "OFFICIAL-SENSITIVE",
    ):
        assert words in text
    assert "Quagmire" not in text
    assert len(pages) <= 2


def test_who_is_not_the_lead_and_what_is_not_finished_is_said(words_of, made):
    one = replace(made, as_lead=False, done="", early=True)
    text = " ".join(words_of(certificate.draw(one, NOW).pdf))
    assert "entered the written reason of the lead inspector Ann Example" in text
    assert "not finished yet" in text
    assert "It went before that day" in text


def test_what_came_into_reach_later_is_said(words_of, made):
    place = replace(made.places[0], reached=True, later="2032-08-09T10:00:00+00:00")
    text = " ".join(words_of(certificate.draw(replace(made, places=(place,)), NOW).pdf))
    assert "not in reach then, removed 9 August 2032" in text
    assert "can still be opened" not in text.split("What a disposal")[0]


def test_its_file_is_named_by_authority_and_day(made):
    assert certificate.suggested_name(made) == "Certificate of disposal Exampleshire 2032-08-02.pdf"
