import hashlib
import random

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.sampling import NOT_RECORDED, draw, number_of, shares

frames = st.dictionaries(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    st.tuples(st.sampled_from(["", "a", "b"]), st.sampled_from(["x", "y", "z"])),
    max_size=60,
)
seeds = st.integers(-(2**40), 2**40)


def test_the_number_is_what_the_method_says():
    plain = hashlib.sha256(b"ilacs-sample/1\n7\nin-care\n4471").hexdigest()
    assert number_of(7, "in-care", "4471") == plain


def test_a_known_draw_stays_as_it_is():
    frame = {str(1000 + n): (("girl", "boy")[n % 2],) for n in range(20)}
    drawn = draw(frame, 5, 2026, "child-protection").drawn
    assert drawn == ("1004", "1011", "1007", "1018", "1010")


@given(frames, st.integers(0, 80), seeds)
def test_every_draw_has_its_size_and_repeats_nobody(frame, size, seed):
    drawn = draw(frame, size, seed, "c")
    assert len(drawn.drawn) == len(set(drawn.drawn)) == min(size, len(frame))
    assert set(drawn.drawn) <= set(frame)
    assert sum(one.frame for one in drawn.strata) == len(frame)
    assert sum(one.drawn for one in drawn.strata) == len(drawn.drawn)


@given(frames, st.integers(0, 80), seeds)
def test_the_order_of_the_file_does_not_matter(frame, size, seed):
    shuffled = list(frame.items())
    random.Random(seed).shuffle(shuffled)
    assert draw(frame, size, seed, "c") == draw(dict(shuffled), size, seed, "c")


@given(frames, st.integers(0, 80), seeds)
def test_no_stratum_is_further_than_one_from_its_share(frame, size, seed):
    total = len(frame)
    for one in draw(frame, size, seed, "c").strata:
        exact = min(size, total) * one.frame / total
        assert abs(one.drawn - exact) < 1
        assert one.drawn <= one.frame


@given(frames, st.integers(0, 60), seeds)
def test_without_strata_a_larger_sample_holds_the_smaller(frame, size, seed):
    plain = dict.fromkeys(frame, ())
    small, large = (draw(plain, n, seed, "c").drawn for n in (size, size + 1))
    assert large[:size] == small


@given(frames, st.integers(1, 30), seeds)
def test_those_next_up_were_not_drawn(frame, size, seed):
    drawn = draw(frame, size, seed, "c")
    assert not set(drawn.next_up) & set(drawn.drawn)
    if len(frame) > size:
        assert drawn.next_up


def test_a_blank_value_is_a_stratum_of_its_own():
    (one,) = draw({"1": ("",)}, 1, 1, "c").strata
    assert one.key == (NOT_RECORDED,)


def test_an_empty_frame_draws_nobody():
    assert draw({}, 5, 1, "c").drawn == ()
    assert shares({}, 5, 1, "c") == {}


def test_another_seed_and_another_cohort_order_otherwise():
    frame = {str(n): () for n in range(50)}
    first = draw(frame, 10, 1, "c").drawn
    assert draw(frame, 10, 2, "c").drawn != first
    assert draw(frame, 10, 1, "d").drawn != first
