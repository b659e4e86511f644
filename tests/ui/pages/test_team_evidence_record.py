"""The evidence record from the Team page: written beside the work, stopped without a trace."""

from __future__ import annotations

import json

import pytest

from ilacs_desktop.domain.records import Setting
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.ui.pages.team.page import TeamPage


@pytest.fixture
def page(desk, put_up):
    page = put_up(TeamPage(desk))
    page.show_view("evidence-record")
    return page


@pytest.fixture
def view(page, settled):
    settled()
    return page.evidence_record


@pytest.mark.parametrize("file_format", ["pdf", "folder", "zip"])
def test_each_form_is_written_and_told(view, work, prompts, settled, tmp_path, file_format):
    evidence.add(work, "Seen alone")
    out = tmp_path / f"record.{file_format}"
    prompts.save_path = out
    view.buttons[file_format].click()
    settled()
    assert out.exists(), view.banner.text()
    assert not view.is_running
    assert "Exported record." in view.banner.text()
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_a_reason_is_printed_put_on_the_record_and_asked_anew(
    view, work, prompts, settled, tmp_path
):
    prompts.save_path = tmp_path / "record"
    view.private_why.set_text("Asked for by the court")
    view.buttons["folder"].click()
    settled()
    manifest = json.loads((tmp_path / "record" / "manifest.json").read_text("utf-8"))
    assert manifest["restricted_items"] == {"Private notes of meetings": "Asked for by the court"}
    assert any("the court" in one.value for one in work.snapshot.all(Setting))
    assert view.private_why.text() == ""


def test_stopping_leaves_nothing(view, work, prompts, settled, tmp_path):
    prompts.save_path = tmp_path / "record"
    view.buttons["folder"].click()
    view.progress.stop.click()
    settled()
    assert list(tmp_path.iterdir()) == []
    assert "stopped" in view.banner.text()
