"""The referral note: one page, the LA's child ID, nobody's name."""

from __future__ import annotations

import pytest

from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.cases import cases, referrals
from ilacs_desktop.services.cases.referrals import Raise


@pytest.fixture
def child(work):
    return cases.add_by_hand(work, child_id="LA-771", depth="track", reason="asked").made


def put(work, child, concern="Left alone at night", **more):
    new = Raise(
        concern,
        case=child,
        level="immediate-risk",
        told_whom="Pat Quill",
        told_what="pat quill agreed to visit today",
        told_at="2026-07-07T10:05:00+01:00",
        means="telephone",
        answer_due="2026-07-07T17:00",
        **more,
    )
    return referrals.raise_concern(work, new).made


def test_it_carries_the_las_own_id_and_no_name(work, child, printed, in_order):
    put(work, child)
    [page] = printed("referral-note")
    in_order(
        page,
        *("Referral back A1", "Note to the local authority", "ID LA-771", "Immediate risk"),
        *("Tuesday 7 July 2026 at 10:05, by telephone", "Tuesday 7 July 2026 at 17:00"),
        *("Left alone at night", "the official agreed to visit today", "The answer"),
    )
    assert "Page 1 of 1" in page
    assert "Quill" not in page.replace("quill", "Quill")


def test_our_code_stands_only_where_the_la_has_no_id(work, printed):
    made = cases.add_by_hand(work, code="C-4471", depth="track", reason="asked").made
    put(work, made)
    assert "Child C-4471 (our code" in printed("referral-note")[0]


@pytest.mark.parametrize(
    "words",
    [
        "word " * 3000,
        "x" * 9000,
        "\n\n".join("A paragraph of its own." for _ in range(200)),
        "Łódź Ωmega Київ " * 400,
    ],
)
def test_it_is_one_page_whatever_was_written(work, child, printed, words):
    made = put(work, child, words)
    assert len(printed("referral-note")) == 1
    referrals.record_answer(work, made, words)
    [page] = printed("referral-note")
    assert "the inspection’s record" in page


def test_an_answer_is_printed_and_nothing_more_is_asked(work, child, printed):
    made = put(work, child)
    referrals.record_answer(work, made, "Pat Quill saw the child", "2026-07-07T15:00:00+01:00")
    [page] = printed("referral-note")
    assert "the official saw the child" in page
    assert "What we ask" not in page


def test_half_a_name_is_a_name_too_and_a_role_is_not(work, child, printed):
    put(work, child, "Quill knew; the head of service and Pat did not, nor the Service user")
    made = work.snapshot.all(referrals.ReferralBack)[0]
    referrals.change(work, made.id, told_whom="Pat Quill, head of service", told_what="")
    [page] = printed("referral-note")
    told = "the official knew; the head of service and the official did not, nor the Service user"
    assert told in page


def test_of_several_one_is_named_by_number_place_or_id(work, child, printed):
    first, second = put(work, child), put(work, child, "Left in a car")
    with pytest.raises(BadInputError, match="not said") as caught:
        printed("referral-note")
    assert "A1, A2" in caught.value.todo
    for item in ("A2", "a2", "2", second):
        assert "Left in a car" in printed("referral-note", item)[0]
    assert "Left alone" in printed("referral-note", first)[0]
    with pytest.raises(BadInputError, match="no referral back 'B7'"):
        printed("referral-note", "B7")


def test_without_one_it_says_what_to_do(printed):
    with pytest.raises(NotAllowedError, match="no referral back yet"):
        printed("referral-note")
