"""Finding what was written, as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.services.cases import cases, referrals
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing, striking
from ilacs_desktop.services.search import search, search_days, search_words


@pytest.fixture
def noted(work):
    return editing.create(
        work, Evidence, "Add note", text="The duty worker said that supervision had lapsed."
    ).made


def found(work, text):
    return [(hit.kind, hit.record) for hit in search.find(work, text).hits]


def marked(hit):
    return [hit.where[start:end] for start, end in hit.marks]


def note(work, text, **values):
    return editing.create(work, Evidence, "Add note", text=text, **values).made


def test_words_find_their_record_with_what_stands_around_them(work, noted):
    [hit] = search.find(work, "supervision laps").hits
    assert (hit.kind, hit.record) == ("evidence", noted)
    assert "supervision had lapsed" in hit.where
    assert hit.words == "Evidence"
    assert hit.text


def test_nothing_typed_finds_nothing(work, noted):
    assert found(work, "") == found(work, "   ") == []
    assert found(work, "zebra") == []


def test_what_is_still_being_typed_is_found(work, noted):
    editing.type_text(work, Evidence, noted, "text", "The kingfisher rota")
    assert found(work, "kingf") == [("evidence", noted)]


def test_a_child_and_a_request_are_found_by_what_they_are_called(work):
    case = cases.add_by_hand(work, child_id="C-4471", reason="Asked for").made
    request = requests.make(work, "The rota of the front door").made
    assert found(work, "4471")[0] == ("case", case)
    number = work.snapshot.one(requests.Request, request).number
    assert found(work, number)[0] == ("request", request)
    assert work.snapshot.one(Case, case)


def test_what_was_deleted_or_struck_out_is_not_found(work, noted):
    other = editing.create(work, Evidence, "Add note", text="Quillfeather said so").made
    assert found(work, "quillf") == [("evidence", other)]
    place = striking.places(work, "Quillfeather")[0]
    striking.strike_out(work, place, "Quillfeather", "the manager", "a name")
    assert found(work, "quillf") == []
    editing.delete(work, Evidence, noted, "Delete note")
    assert found(work, "lapsed") == []


def test_signs_that_mean_something_to_the_index_mean_nothing_here(work, noted):
    for typed in ('"', "supervision OR", "NEAR(", "*", "text:", "-", "(("):
        search.find(work, typed)


def test_there_are_never_more_than_fit_under_the_box(work):
    for number in range(30):
        editing.create(work, Evidence, "Add note", text=f"kingfisher {number}")
    assert len(search.find(work, "king").hits) == 12
    assert search.find(work, "king").more


# -- filters ---------------------------------------------------------------------------------------


@pytest.fixture
def child(work):
    return cases.add_by_hand(
        work, child_id="123456", reason="Asked for", area="help-and-protection"
    )


def test_filters_stand_anywhere_and_take_quoted_values():
    asked = search_words.taken_apart('visit area:"help and protection" plan day:7 July by:B')
    assert asked.words == "visit plan"
    assert [(one.name, one.value) for one in asked.filters] == [
        ("area", "help and protection"),
        ("day", "7 July"),
        ("by", "B"),
    ]


@given(st.text(alphabet='child:ry aned"kfo7 \0é', max_size=40))
def test_whatever_is_typed_is_taken_apart_and_nothing_is_counted_twice(text):
    asked = search_words.taken_apart(text)
    ends = [0]
    for one in asked.filters:
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
    assert len(asked.words) <= len(text)


def test_a_child_lists_all_about_it_the_newest_first(work, child):
    early = note(work, "First visit", case=child.made, seen_at="2026-07-06T10:00:00+01:00")
    late = note(work, "Second visit", case=child.made, seen_at="2026-07-08T10:00:00+01:00")
    note(work, "Another child", seen_at="2026-07-08T10:00:00+01:00")
    ids = [record for _, record in found(work, "child:123456 kind:note")]
    assert ids == [late, early]
    assert ("case", child.made) in found(work, "child:123456")
    assert [record for _, record in found(work, "second CHILD:1234")] == [late]


def test_a_childs_id_alone_finds_all_that_the_filter_finds_and_the_card_first(work, child):
    early = note(work, "First visit", case=child.made, seen_at="2026-07-06T10:00:00+01:00")
    named = note(work, "The manager spoke of 123456 as well")
    note(work, "Another child")
    hits = found(work, "123456")
    assert hits[0] == ("case", child.made)
    assert set(found(work, "child:123456")) < set(hits)
    assert {("evidence", early), ("evidence", named)} < set(hits)
    assert len(hits) == len(set(hits))
    assert ("evidence", early) not in found(work, "1234")


def test_filters_and_words_combine(work, child):
    ours = note(work, "supervision lapsed", area="help-and-protection", case=child.made)
    note(work, "supervision lapsed", area="leaders")
    assert found(work, "superv area:help kind:note") == [("evidence", ours)]
    assert found(work, "superv area:help kind:request") == []


def test_an_area_is_known_by_key_label_or_beginning(work):
    ours = note(work, "anything", area=work.edition.areas[0].key)
    area = work.edition.areas[0]
    for typed in (area.key, f'"{area.short}"', f'"{area.label}"', area.short.split()[0][:4]):
        assert ("evidence", ours) in found(work, f"area:{typed} kind:note")


def test_by_takes_a_name_a_letter_or_me(work, noted):
    for typed in ("Ann", "example", "A", "me"):
        assert found(work, f"by:{typed} kind:note") == [("evidence", noted)]


def test_a_day_is_known_in_every_way_people_say_it(work):
    seen = note(work, "On the third day", seen_at="2026-07-08T10:00:00+01:00")
    for typed in ("2026-07-08", "8 July", "8/7", '"8 jul 2026"', "day 3", "3"):
        assert found(work, f"day:{typed} kind:note") == [("evidence", seen)], typed
    assert found(work, "day:9/7 kind:note") == []


def test_today_yesterday_and_weekdays_go_by_the_clock_of_the_inspection(work):
    today = work.now().date()
    assert search_days.days_meant(work, "Today") == {today.isoformat()}
    named = today.strftime("%A")
    assert today.isoformat() in search_days.days_meant(work, named)
    assert search_days.days_meant(work, "nonsense") == frozenset()
    assert search_days.days_meant(work, "31 February") == frozenset()


def test_kinds_are_known_in_the_inspectors_words(work, noted, child):
    request = requests.make(work, "The rota").made
    meeting = kit.plan(work, "2026-07-07").made
    line = enquiries.add_line(work, "Do visits help?").made
    for typed, expected in (
        ("note", noted),
        ("Notes", noted),
        ("card", child.made),
        ("request", request),
        ("requests", request),
        ("kit", meeting),
        ("line", line),
    ):
        assert expected in [record for _, record in found(work, f"kind:{typed}")], typed


@pytest.mark.parametrize("typed", ["child:99", "area:zoo", "by:zz", "day:never", "kind:foo"])
def test_a_wrong_filter_finds_nothing_and_says_what_is_possible(work, noted, child, typed):
    result = search.find(work, typed)
    assert not result.hits
    assert result.trouble
    assert result.offers
    for offer in result.offers:
        again = search.find(work, offer.text)
        assert not again.trouble
        assert offer.text.startswith(typed.split(":")[0])


def test_an_unfinished_filter_offers_what_fits(work, child):
    offers = search.find(work, "visit child:12").offers
    assert [offer.text for offer in offers] == ["visit child:123456 "]
    assert [offer.label for offer in search.find(work, "ki").offers] == ["kind:"]
    assert [offer.label for offer in search.find(work, "").offers] == [
        "child:",
        "area:",
        "by:",
        "day:",
        "kind:",
    ]


def test_an_offer_keeps_the_rest_of_what_was_typed(work, child):
    result = search.find(work, "kind:foo lapsed")
    assert result.trouble
    assert {offer.text.split(" ", 1)[1] for offer in result.offers} == {"lapsed"}
    quoted = search.find(work, "area:").offers[0].text
    assert search.find(work, quoted).trouble == ""


# -- in context ------------------------------------------------------------------------------------


def test_words_found_are_whole_and_told_by_where_they_stand(work):
    long = "word " * 80
    note(work, f"{long} the Kingfisher rota {long}", effect="Children waited for the kingfishers")
    [hit] = search.find(work, "kingf").hits
    assert marked(hit) == ["Kingfisher", "kingfishers"]
    assert "Effect: Children waited" in hit.where
    assert hit.where.startswith("…")


def test_accents_are_found_as_they_are_typed_and_shown_as_they_are_written(work):
    note(work, "The crèche café was open")
    [hit] = search.find(work, "creche caf").hits
    assert marked(hit) == ["crèche", "café"]


def test_a_hit_says_whom_and_what_it_is_about(work, child):
    note(work, "kingfisher", case=child.made, area="leaders", seen_at="2026-07-08T10:00:00+01:00")
    [hit] = search.find(work, "kingf").hits
    assert (hit.child, hit.by, hit.day) == ("Child 123456", "Ann Example", "Wed 8 Jul")
    assert hit.area


# -- by name ---------------------------------------------------------------------------------------


def test_what_has_a_number_is_found_by_it(work, child):
    meeting = kit.plan(work, "2026-07-07").made
    assert found(work, "kit 1")[0] == ("kit_meeting", meeting)
    referral = referrals.raise_concern(work, referrals.Raise("A gap", case=child.made)).made
    number = work.snapshot.find(referral).value.number
    assert found(work, number)[0] == ("referral_back", referral)


def test_a_coverage_topic_is_found_by_its_name(work):
    topic = work.edition.areas[0].topics[0]
    assert ("topic", topic.key) in found(work, topic.label[:6])


def test_a_search_that_nobody_waits_for_ends(work, noted):
    for typed in ("superv kind:note", "kind:note"):
        with pytest.raises(search.Stopped):
            search.find(work, typed, lambda: True)
