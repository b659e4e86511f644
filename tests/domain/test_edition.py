from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from ilacs_desktop.domain.edition import TAG_WORDS, needs_check, tag_words
from ilacs_desktop.domain.skeleton import placeholders

KEYS = ("ilacs-2018", "ilacs-2023", "ilacs-2026")
EVENTS = (
    "standard",
    "short",
    "focused-visit",
    "monitoring-visit",
    "jtai",
    "annual-engagement",
)


@pytest.fixture(params=KEYS)
def edition(request, shipped):
    return shipped.edition(request.param)


def tuples_below(value):
    """Yield every tuple of values in an edition."""
    for item in fields(value):
        below = getattr(value, item.name)
        if is_dataclass(below):
            yield from tuples_below(below)
        elif isinstance(below, tuple):
            yield below
            for entry in below:
                if is_dataclass(entry):
                    yield from tuples_below(entry)


def test_all_keys_are_unique_among_their_like(edition):
    for items in tuples_below(edition):
        keys = [item.key for item in items if hasattr(item, "key")]
        assert len(keys) == len(set(keys))
    topics = [topic.key for area in edition.areas for topic in area.topics]
    assert len(topics) == len(set(topics))


def test_every_area_stands_in_both_orders(edition):
    keys = sorted(area.key for area in edition.areas)
    assert sorted(edition.table_order) == keys
    assert sorted(edition.body_order) == keys
    assert edition.table_order[0] == "leaders"
    assert edition.body_order[-1] == "leaders"


def test_events_and_which_are_graded(edition):
    assert tuple(event.key for event in edition.events) == EVENTS
    assert [event.graded for event in edition.events] == [True, True, *[False] * 4]
    assert [event.days_on_site for event in edition.events] == [10, 5, 2, 2, 5, 1]


def test_scale_is_the_exact_one(edition):
    assert [grade.label for grade in edition.scale] == [
        "Outstanding",
        "Good",
        "Requires improvement to be good",
        "Inadequate",
    ]
    assert all(needs_check(grade.tag) for grade in edition.scale)


def test_labels_of_2026(shipped):
    labels = [area.label for area in shipped.edition("ilacs-2026").areas_in_table_order()]
    assert labels == [
        "The impact of leaders on social work practice with children and families",
        "The experiences and progress of children who need help and protection",
        "The experiences and progress of children in care",
        "The experiences and progress of care leavers",
    ]


def test_overall_effectiveness_ends_with_march_2026(shipped):
    assert [shipped.edition(key).has_overall for key in KEYS] == [True, True, False]
    assert [len(shipped.edition(key).areas) for key in KEYS] == [3, 4, 4]


@pytest.mark.parametrize(
    ("topic", "share"),
    [("hp-missing", 100), ("hp-pre-birth", 34), ("cc-placed-with-parents", 32), ("ld-audit", 95)],
)
def test_shares_are_those_measured(shipped, topic, share):
    assert shipped.edition("ilacs-2026").topic(topic).share_seen == share
    assert shipped.edition("ilacs-2018").topic(topic).share_seen is None


def test_references_start_in_january_2025(shipped):
    edition = shipped.edition("ilacs-2023")
    assert edition.bullets_need_reference
    assert not edition.needs_references(date(2025, 1, 13))
    assert edition.needs_references(date(2025, 1, 20))
    assert not shipped.edition("ilacs-2018").bullets_need_reference
    assert shipped.edition("ilacs-2026").needs_references(date(2026, 4, 27))
    kinds = {item.kind: 0 for item in edition.references}
    for item in edition.references:
        kinds[item.kind] += 1
        assert item.number == kinds[item.kind]
        assert item.citation == f"{item.kind} {item.number}, {edition.reference_name}"
    assert kinds == {"outcome": 4, "enabler": 3, "principle": 6}


def test_prompts_by_depth(edition):
    assert [len(edition.prompts(depth)) for depth in ("track", "sample", "dip")] == [11, 7, 1]


def test_report_follows_the_order_of_published_ones(edition):
    for key in ("standard", "short"):
        document = edition.event(key).document
        roles = [section.role for section in document.sections]
        areas = [section.area for section in document.sections if section.role == "area"]
        assert roles == ["summary", "improvement", *["area"] * len(areas), "about"]
        assert tuple(areas) == edition.body_order
        assert document.grades_table
        for section in document.sections:
            assert section.numbered == (section.role == "area")
            if section.role == "area":
                assert section.heading == f"{edition.area(section.area).heading}: {{grade}}"


def test_letters_grade_nothing(edition):
    for key in ("focused-visit", "monitoring-visit", "jtai"):
        document = edition.event(key).document
        assert document.kind == "letter"
        assert not document.grades_table
        assert not any("grade" in placeholders(s.heading) for s in document.sections)
        priority = document.section("priority-action")
        assert priority.only_if_used
        assert priority.kinds == ("area-for-priority-action",)


def test_only_visits_and_joint_inspections_may_find_areas_for_priority_action(edition):
    allowed = ["area-for-priority-action" in event.finding_kinds for event in edition.events]
    assert allowed == [False, False, True, True, True, False]
    assert edition.kind("area-for-priority-action").needs_la_response


def test_focused_visit_has_seven_scopes_that_reach_leaders(edition):
    visit = edition.event("focused-visit")
    assert len(visit.scope_topics) == 7
    for scope in visit.scope_topics:
        rows = edition.coverage(visit, [scope.key])
        assert "leaders" in [area.key for area, _ in rows]
        assert sum(len(topics) for _, topics in rows) == len(scope.topics)


def test_coverage_shows_only_the_scope(shipped):
    edition = shipped.edition("ilacs-2026")
    visit = edition.event("focused-visit")
    both = edition.coverage(visit, ["care-leavers", "front-door"])
    assert [area.key for area, _ in both] == ["help-and-protection", "care-leavers", "leaders"]
    everything = edition.coverage(edition.event("short"))
    assert [area.key for area, _ in everything] == list(edition.body_order)
    assert all(topics == area.topics for area, topics in everything)


def test_sources_count_as_the_origins_they_are(edition):
    origin = {source.key: source.origin for source in edition.source_kinds}
    assert origin["record"] == origin["practitioner"] == origin["manager"]
    others = {origin[key] for key in ("child", "parent", "partner", "observation", "annex-a")}
    assert len(others) == 5
    assert origin["record"] not in others


def test_exactly_one_level_is_immediate_and_it_comes_first(edition):
    assert [level.immediate for level in edition.referral_levels] == [True, False, False]


@pytest.mark.parametrize(
    "look_up",
    [
        lambda e: e.event("absent"),
        lambda e: e.area("absent"),
        lambda e: e.topic("absent"),
        lambda e: e.area_of_topic("absent"),
        lambda e: e.kind("absent"),
        lambda e: e.grade("absent"),
        lambda e: e.event("short").document.section("absent"),
    ],
)
def test_an_unknown_key_is_a_key_error(shipped, look_up):
    with pytest.raises(KeyError, match="absent"):
        look_up(shipped.edition("ilacs-2026"))


def test_tags_have_words():
    assert [tag for tag in TAG_WORDS if needs_check(tag)] == ["M"]
    assert tag_words("M") == "default, check"


def test_topics_know_their_area(shipped):
    edition = shipped.edition("ilacs-2018")
    assert edition.area_of_topic("cl-custody").key == "in-care-and-care-leavers"


def test_a_joint_inspection_follows_its_published_letters(edition):
    joint = edition.event("jtai")
    assert [section.heading for section in joint.document.sections] == [
        "",
        "Headline findings",
        "Areas for priority action",
        "What needs to improve?",
        "Strengths",
        "Main findings",
        "Next steps",
    ]
    offsets = {stage.key: (stage.anchor, stage.offset) for stage in joint.stages}
    assert offsets["published"] == ("fieldwork_end", 34)
    assert offsets["la-plan"] == ("publication", 70)


def test_the_annual_engagement_meeting_finds_and_publishes_nothing(edition):
    meeting = edition.event("annual-engagement")
    assert meeting.finding_kinds == ()
    assert "published" not in {stage.key for stage in meeting.stages}
