"""The training inspections: whole, tied together, and fit to be published where published."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from ilacs_desktop import paths
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.loader import load_edition
from ilacs_desktop.training import content as content_module
from ilacs_desktop.training.content import NAMES, Content, build, load_content
from ilacs_desktop.training.content_values import ParagraphWords, Person

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.domain.edition import Edition

AREAS = ("help-and-protection", "in-care", "care-leavers", "leaders")


@cache
def content(name: str) -> Content:
    return load_content(name)  # type: ignore[arg-type]


@cache
def edition() -> Edition:
    return load_edition(paths.resource("frameworks", "ilacs-2026.toml"))


def published(name: str) -> list[ParagraphWords]:
    return list(content(name).paragraphs)


def words(paragraphs: list[ParagraphWords]) -> int:
    return sum(len(paragraph.text.split()) for paragraph in paragraphs)


def sentences(paragraphs: list[ParagraphWords]) -> list[str]:
    text = " ".join(paragraph.text for paragraph in paragraphs)
    return [one for one in re.split(r"(?<=[.!?])['’]?\s+", text) if one]


# ---- the short inspection on its fourth day


def test_the_short_inspection_has_what_it_should() -> None:
    short = content("short")
    assert len(short.evidence) == 160
    assert len(short.requests) == 12
    assert len(short.kits) == 3
    assert len(short.referrals) == 2
    assert len(short.findings) == 25
    assert len(short.enquiries) == 8
    assert len(short.documents) == 12
    assert len(short.claims) == 8
    assert Counter(case.depth for case in short.cases) == {"track": 6, "sample": 22, "dip": 18}
    assert not short.judgements
    assert short.grading_meeting is None


def test_evidence_is_of_every_kind_and_some_is_still_to_be_written_up() -> None:
    notes = content("short").evidence
    kinds = {"record", "interview", "observation", "focus_group", "document", "data", "survey"}
    assert {note.method for note in notes} == kinds
    assert {note.stance for note in notes} == {"strength", "concern", "neutral"}
    assert 3 <= sum(note.to_write_up for note in notes) <= 8
    assert sum(note.voice == "quote" for note in notes) >= 10
    assert sum(note.immediate for note in notes) == 1


def test_findings_are_in_every_state() -> None:
    findings = content("short").findings
    states = {"emerging", "put_to_la", "agreed", "in_document", "withdrawn"}
    assert {finding.state for finding in findings} == states
    assert {finding.support for finding in findings} == {"", "supported", "disputed"}
    responses = {finding.la_response_kind for finding in findings}
    assert responses == {"", "accepted", "disputed", "evidence_offered", "none_offered"}


def test_requests_are_received_late_withdrawn_and_open() -> None:
    requests = content("short").requests
    assert {request.state for request in requests} == {"open", "received", "withdrawn"}
    assert any(one.received is not None and one.received > one.due for one in requests)


def test_one_immediate_risk_is_closed_and_one_review_is_open() -> None:
    found = {(back.level, back.state) for back in content("short").referrals}
    assert found == {("immediate-risk", "closed"), ("needs-review", "open")}


def test_nothing_but_late_work_happened_after_the_moment_it_stands_at() -> None:
    short = content("short")
    now = short.inspection.worked_to
    assert all(note.seen_at <= now for note in short.evidence)
    for activity in short.activities:
        assert (activity.state == "done") == (activity.day <= now.date())


# ---- the report


def test_the_report_has_sixty_numbered_paragraphs_of_the_usual_length() -> None:
    numbered = [one for one in published("report") if one.section in AREAS]
    assert len(numbered) == 60
    by_area = {area: words([one for one in numbered if one.section == area]) for area in AREAS}
    usual = {"help-and-protection": 1371, "in-care": 1216, "care-leavers": 953, "leaders": 967}
    for area, count in by_area.items():
        assert count == pytest.approx(usual[area], rel=0.06), area
    assert words(published("report")) == pytest.approx(4800, rel=0.05)


def test_the_summary_opens_with_the_last_inspection() -> None:
    summary = [one for one in published("report") if one.section == "summary"]
    assert 3 <= len(summary) <= 4
    assert words(summary) == pytest.approx(280, rel=0.06)
    assert summary[0].text.startswith("Since the last inspection in 2022")
    assert "care-experienced young people" in summary[0].text.lower()


def test_every_bullet_names_the_national_framework() -> None:
    known = {reference.key for reference in edition().references}
    for name in ("report", "focused"):
        bullets = [one for one in published(name) if one.section == "improvement"]
        assert 3 <= len(bullets) <= 8
        assert {one.reference for one in bullets} <= known


def test_every_area_is_graded_and_every_finding_that_counts_is_used() -> None:
    report = content("report")
    grades = {one.area: one.grade for one in report.judgements}
    assert grades == {
        "leaders": "good",
        "help-and-protection": "good",
        "in-care": "requires-improvement",
        "care-leavers": "good",
    }
    used = {key for one in report.paragraphs for key in one.findings}
    states = {finding.key: finding.state for finding in report.findings}
    assert {key for key, state in states.items() if state == "in_document"} == used
    assert {key for key, state in states.items() if state != "in_document"} == {"f10"}


def test_weaknesses_were_put_to_the_local_authority_and_answered() -> None:
    for name in ("report", "focused"):
        for finding in content(name).findings:
            if finding.kind != "strength" and finding.state == "in_document":
                assert finding.put_at is not None, finding.key
                assert finding.la_response_kind, finding.key


def test_the_report_goes_on_from_the_short_inspection() -> None:
    short, report = content("short"), content("report")
    assert {note.key for note in short.evidence} < {note.key for note in report.evidence}
    assert not any(note.to_write_up for note in report.evidence)
    assert all(back.state == "closed" for back in report.referrals)
    assert not any(request.state == "open" for request in report.requests)
    assert all(case.signed_off for case in report.cases)


# ---- the focused visit


def test_the_focused_visit_has_one_area_for_priority_action_and_a_letter() -> None:
    visit = content("focused")
    assert len(visit.evidence) >= 30
    urgent = [one for one in visit.findings if one.kind == "area-for-priority-action"]
    assert len(urgent) == 1
    priority = [one for one in visit.paragraphs if one.section == "priority-action"]
    assert len(priority) == 1
    assert 1300 <= words(published("focused")) <= 1800
    assert visit.inspection.fieldwork_start.strftime("%a %d %b %Y") == "Tue 15 Sep 2026"


def test_the_letter_rests_on_findings_that_stand() -> None:
    visit = content("focused")
    states = {finding.key: finding.state for finding in visit.findings}
    used = {key for one in visit.paragraphs for key in one.findings}
    assert {states[key] for key in used} == {"in_document"}
    assert set(states) - used == {"h15"}
    assert states["h15"] == "withdrawn"


def test_the_letter_gives_no_grade() -> None:
    text = " ".join(one.text for one in published("focused")).lower()
    assert not re.search(r"\b(outstanding|inadequate|requires improvement|judged|graded)\b", text)


def test_evidence_of_the_visit_is_within_its_scope() -> None:
    event = edition().event("focused-visit")
    visit = content("focused")
    scope = {
        topic
        for one in event.scope_topics
        if one.key in visit.inspection.scope
        for topic in one.topics
    }
    outside = {"ld-partnerships", "ld-investment"}
    assert {topic for note in visit.evidence for topic in note.topics} <= scope | outside


# ---- all of them


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_one_of_the_edition(name: str) -> None:
    whole, rules = content(name), edition()
    prompts = {prompt.key for prompt in rules.case_prompts}
    sources = {kind.key for kind in rules.source_kinds}
    extents = {extent.key for extent in rules.extents}
    kinds = {kind.key for kind in rules.activity_kinds}
    levels = {level.key for level in rules.referral_levels}
    event = rules.event(whole.inspection.event)
    for case in whole.cases:
        assert set(case.answers) <= prompts
        assert set(case.sources) <= sources
        assert rules.area(case.area)
    for note in whole.evidence:
        assert note.source in sources
        assert rules.area_of_topic(note.topics[0]).key == note.area, note.key
        assert all(rules.topic(topic) for topic in note.topics)
    for finding in whole.findings:
        assert finding.kind in event.finding_kinds
        assert finding.scale_word in extents
        assert all(rules.topic(topic) for topic in finding.topics)
        assert finding.evidence_for or finding.state == "withdrawn"
    assert {activity.kind for activity in whole.activities} <= kinds
    assert {back.level for back in whole.referrals} <= levels


@pytest.mark.parametrize("name", NAMES)
def test_every_section_is_one_of_the_event(name: str) -> None:
    whole = content(name)
    sections = {one.key for one in edition().event(whole.inspection.event).document.sections}
    assert {one.section for one in whole.paragraphs} <= sections
    assert all(one.findings for one in whole.paragraphs)


@pytest.mark.parametrize("name", NAMES)
def test_published_text_holds_no_id_percentage_name_or_unwanted_term(name: str) -> None:
    whole = content(name)
    text = " ".join(one.text for one in whole.paragraphs)
    assert not re.search(r"\d{5,}|%|\bper ?cent|[{}]", text)
    names = [member.name for member in whole.members]
    names += [whole.la.dcs_name, whole.la.chief_executive_name]
    assert not any(part in text for name_ in names for part in name_.split())
    assert not re.search(r"\bcases?\b|the authority|return interview|looked.after", text, re.I)
    assert "—" not in text


@pytest.mark.parametrize("name", ["report", "focused"])
def test_sentences_are_as_long_as_real_ones(name: str) -> None:
    lengths = [len(one.split()) for one in sentences(published(name))]
    assert 0.13 <= sum(length > 25 for length in lengths) / len(lengths) <= 0.23
    assert sum(length > 35 for length in lengths) / len(lengths) <= 0.04
    assert max(lengths) <= 45


def test_scale_words_are_used_as_often_as_in_real_reports() -> None:
    text = " ".join(one.text for one in published("report")).lower()
    for word, low, high in (("most", 5, 30), ("some", 1, 26), ("a small number", 2, 12)):
        assert low <= len(re.findall(rf"\b{word}\b", text)) <= high, word


@pytest.mark.parametrize("name", NAMES)
def test_children_are_named_by_nothing_but_placeholders(name: str) -> None:
    whole = content(name)
    texts = [note.text + note.effect for note in whole.evidence]
    texts += [text for case in whole.cases for text in case.answers.values()]
    assert not any(re.search(r"\d{5,}", text) for text in texts)
    people = [part for member in whole.members for part in member.name.split()]
    assert not any(part in text for text in texts for part in people)


def test_an_inspector_is_in_one_place_at_a_time() -> None:
    for name in NAMES:
        for one in content(name).activities:
            for other in content(name).activities:
                if one.key < other.key and one.day == other.day and set(one.who) & set(other.who):
                    apart = one.end <= other.start or other.end <= one.start
                    assert apart, (one.key, other.key)


# ---- what the loader refuses


def test_an_unknown_word_is_refused() -> None:
    table = {"letter": "A", "name": "N", "role": "lead", "title": "T", "rank": 1}
    with pytest.raises(BadInputError, match="unknown word “rank”"):
        build(Person, table, "members A")


def test_a_missing_word_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"members A\.title is missing"):
        build(Person, {"letter": "A", "name": "N", "role": "lead"}, "members A")


def test_a_value_of_the_wrong_type_is_refused() -> None:
    table = {"letter": 1, "name": "N", "role": "lead", "title": "T"}
    with pytest.raises(BadInputError, match="not of type str"):
        build(Person, table, "members A")


def _copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source = paths.resource("training")
    for file in source.rglob("*.toml"):
        target = tmp_path / "training" / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    monkeypatch.setattr(content_module.paths, "resource", tmp_path.joinpath)
    return tmp_path / "training"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("short/findings.toml", '"e001"', '"e999"', "names e999, which there is no evidence for"),
        ("short/evidence-help.toml", 'case = "s4"', 'case = "s99"', "names s99"),
        ("short/plan.toml", 'key = "a12"', 'key = "a11"', "stands twice"),
        ("report.toml", 'key = "b2"', 'key = "zz"', "nothing has key zz"),
        ("short.toml", "[inspection]", "[inspection", "malformed"),
    ],
)
def test_a_loose_end_is_refused(
    file: str, old: str, new: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _copied(tmp_path, monkeypatch)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInputError, match=re.escape(says)):
        load_content("report" if file == "report.toml" else "short")


def test_a_missing_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _copied(tmp_path, monkeypatch)
    (folder / "focused" / "letter.toml").unlink()
    with pytest.raises(BadInputError, match="cannot be read"):
        load_content("focused")
