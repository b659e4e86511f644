import pytest

from ilacs_desktop.domain.records import Case, SampleDraw
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import annex, cohorts, sample_rows, sampling
from ilacs_desktop.training.annex_a import make_annex_a, write_workbook


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("annex") / "annex-a.xlsx"
    write_workbook(make_annex_a("tiny", 7), path)
    return path


@pytest.fixture
def work(new_work, book):
    made = new_work()
    annex.import_annex_a(made, [book])
    return made


def drawn(work, cohort="list-6-open", size=12, seed=2026, stratify=("age_band", "gender")):
    return sampling.draw(work, cohort, size, seed, stratify, "Plans of over a year").made


def test_the_same_draw_twice_is_the_same(work, new_work, book):
    first = drawn(work)
    one = work.snapshot.get(SampleDraw, first)
    other = new_work()
    annex.import_annex_a(other, [book])
    second = drawn(other)
    again = other.snapshot.get(SampleDraw, second)
    assert one.drawn == again.drawn
    assert one.strata == again.strata
    assert one.method == "sha256-order/1"
    assert one.frame == len(cohorts.members(work, "list-6-open", work.file.connection))
    assert sum(part["drawn"] for part in one.strata.values()) == len(one.drawn) == 12


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"size": 0}, "0 children"),
        ({"stratify": ("star_sign",)}, "star_sign"),
        ({"cohort": "list-12-all"}, "no cohort"),
    ],
)
def test_what_cannot_be_drawn_is_refused(work, wrong, says):
    with pytest.raises(BadInputError, match=says):
        drawn(work, **wrong)
    assert not work.snapshot.all(SampleDraw)


def test_a_reason_is_needed(work):
    with pytest.raises(BadInputError, match="reason"):
        sampling.draw(work, "list-6-open", 3, 1, (), " ")


def test_children_drawn_get_cards_with_what_annex_a_says(work):
    draw = drawn(work, "list-7-open", 4, stratify=())
    sampling.add_cases(work, draw, (), "track", work.my_member.id)
    made = work.snapshot.all(Case)
    assert [one.child_id for one in made] == list(work.snapshot.get(SampleDraw, draw).drawn)
    first = made[0]
    assert first.plan.startswith("CP plan, ")
    assert first.gender
    assert first.age
    assert first.la_team
    assert first.area == "help-and-protection"
    assert (first.draw, first.reason) == (draw, "Plans of over a year")
    assert first.cohort.startswith("List 7")


def test_a_child_with_a_card_keeps_it(work):
    draw = drawn(work, "list-8-open", 3, stratify=())
    first = work.snapshot.get(SampleDraw, draw).drawn[0]
    cases.add_by_hand(work, child_id=first, depth="track", reason="earlier")
    sampling.add_cases(work, draw, (), "sample")
    held = [one for one in work.snapshot.all(Case) if one.child_id == first]
    assert [(one.depth, one.reason) for one in held] == [("track", "earlier")]
    assert len(work.snapshot.all(Case)) == 3
    assert [bool(one.case) for one in sample_rows.drawn_children(work, draw)] == [True] * 3


def test_a_stranger_to_the_draw_gets_no_card_from_it(work):
    draw = drawn(work)
    with pytest.raises(BadInputError, match="not in this sample"):
        sampling.add_cases(work, draw, ("nobody",), "sample")


def test_dip_samples_carry_their_question(work):
    draw = drawn(work, "list-9-all", 2, stratify=())
    sampling.add_cases(work, draw, (), "dip", question=" Was it given? ")
    assert {one.question for one in work.snapshot.all(Case)} == {"Was it given?"}
    assert {one.area for one in work.snapshot.all(Case)} == {"care-leavers"}


def test_why_these_children_is_said_in_full(work):
    draw = drawn(work)
    said = " ".join(sample_rows.why_these(work, draw))
    assert "Seed 2026" in said
    assert "Plans of over a year" in said
    assert "SHA-256" in said
    (row,) = sample_rows.draw_rows(work)
    assert (row.drawn, row.seed, row.cards) == (12, 2026, 0)
    assert row.stratify == "Age band, Gender"


def test_facts_of_a_child_nobody_knows_are_none(work):
    assert sampling.facts_of(work, "nobody") == {}
    assert sampling.facts_of(work, "") == {}


def test_as_json(work):
    body = sample_rows.as_json(work, drawn(work))
    assert body["cohort"] == "list-6-open"
    assert len(body["drawn"]) == 12


def test_a_seed_is_easy_to_read_out():
    assert all(100_000 <= sampling.new_seed() <= 999_999 for _ in range(50))
