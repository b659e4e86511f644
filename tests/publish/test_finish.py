from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from ilacs_desktop.publish.pdf import render
from ilacs_desktop.publish.report import build_report


@pytest.fixture
def properties(report_input):
    def read(**changes):
        rendered = render(build_report(replace(report_input, **changes)))
        with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
            return {key: str(value) for key, value in document.docinfo.items()}

    return read


def test_properties_name_the_document_and_its_date(properties):
    found = properties()
    assert found["/Title"] == "Inspection of Exampleshire local authority children’s services"
    assert found["/Author"] == "The inspectorate"
    assert found["/CreationDate"] == found["/ModDate"] == "D:20260818000000Z"
    assert "/Keywords" not in found


def test_a_draft_carries_its_marking_in_its_properties(properties):
    found = properties(draft=True, marking="Official-Sensitive")
    assert found["/Keywords"] == "OFFICIAL-SENSITIVE, DRAFT"


def test_half_a_character_pair_in_a_title_does_no_harm(properties):
    assert properties(title="A\ud83d")["/Title"] == "A?"


def test_language_title_bar_and_bookmarks(report_input):
    rendered = render(build_report(report_input))
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == [section.heading for section in report_input.sections if section.heading]
