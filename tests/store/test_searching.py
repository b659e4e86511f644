from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.store.searching import search, words_of


def found(one, text, limit=20):
    return [record for _, record in search(one.file.connection, text, limit)]


def test_records_of_any_kind_are_found_by_any_searched_field(laptop):
    one = laptop()
    note = one.make(text="The plan was reviewed", role="social worker")
    request = one.make(kind="request", number="A14", what="Supervision records")
    one.make(kind="setting", key="marking", value="reviewed supervision")
    assert search(one.file.connection, "reviewed", 9) == [("evidence", note)]
    assert found(one, "supervis") == [request]
    assert found(one, "a14") == [request]
    assert found(one, "social") == [note]


def test_every_word_must_be_there_and_each_may_be_unfinished(laptop):
    one = laptop()
    both = one.make(text="strong practice with families")
    one.make(text="strong leadership")
    assert found(one, "strong fam") == [both]
    assert found(one, "fam stro") == [both]
    assert found(one, "amilies strong") == []


@pytest.mark.parametrize("letters", ["s", "st"])
def test_under_three_letters_the_newest_come_first(laptop, letters):
    one = laptop()
    records = [one.make(text=f"{'strong ' * (5 - number)} note") for number in range(5)]
    assert found(one, letters) == records[::-1]
    assert found(one, letters, 2) == records[:2:-1]


def test_from_three_letters_on_the_best_come_first(laptop):
    one = laptop()
    weak = one.make(text="practice " + "and much else that was said at length " * 20)
    best = one.make(text="practice practice practice")
    middle = one.make(text="practice seen")
    one.reopen()
    assert found(one, "pra")[0] == best
    assert found(one, "practice")[-1] == weak
    assert set(found(one, "practice")) == {weak, best, middle}


def test_accents_and_case_do_not_matter(laptop):
    one = laptop()
    record = one.make(text="Zoë’s café, cafe\u0301s")
    for text in ("zoe", "ZOË", "Cafe", "cafe\u0301"):
        assert found(one, text) == [record], text


def test_a_changed_note_is_found_by_its_new_words_alone(laptop):
    one = laptop()
    record = one.make(text="giraffe")
    one.edit(record, text="elephant")
    assert found(one, "giraffe") == []
    assert found(one, "elephant") == [record]
    one.undo()
    assert found(one, "giraffe") == [record]


def test_a_deleted_note_is_not_found_until_it_is_restored(laptop):
    one = laptop()
    record = one.make(text="giraffe")
    one.delete(record)
    assert found(one, "giraffe") == []
    one.restore(record)
    assert found(one, "giraffe") == [record]


def test_both_versions_of_a_conflict_are_found(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    ann.give(ben)
    ann.edit(record, text="giraffe")
    ben.edit(record, text="elephant")
    ben.give(ann)
    assert found(ann, "giraffe") == found(ann, "elephant") == [record]
    ann.settle(record, text="giraffe")
    assert found(ann, "elephant") == []


def test_what_is_being_typed_is_found_before_it_is_indexed(laptop):
    one = laptop()
    other = one.make(text="quagga in the other note")
    record = one.make(text="", role="manager")
    one.type(record, "A quagga was se")
    assert set(found(one, "quagga")) == {record, other}
    assert found(one, "manager quag") == [record]
    assert found(one, "manager zebra") == []
    assert len(found(one, "quagga", 1)) == 1
    one.file.seal()
    assert set(found(one, "quagga")) == {record, other}


def test_a_sealed_note_is_not_listed_twice(laptop):
    one = laptop()
    record = one.make(text="quagga")
    one.type(record, "quagga and more")
    assert found(one, "quagga") == [record]


@pytest.mark.parametrize(
    "text",
    [
        *('"', "'", "*", "AND", "OR", "NOT", "NEAR(", "(", ")", "a AND", "text:x", "^", "+", "-"),
        *("{a b}: c", "a*b", '"unclosed', "\x00", "a\x00b", "--", ";", "%", "_", "😀", "\ud800"),
        *("", "   ", "\n", "/.*/", "x" * 5_000, "a " * 2_000),
    ],
)
def test_nothing_a_person_types_is_taken_as_a_formula(laptop, text):
    one = laptop()
    one.make(text="a and not near")
    assert isinstance(search(one.file.connection, text, 5), list)


latin = st.text(st.characters(max_codepoint=0x17F, exclude_characters="\xad"), max_size=30)


@given(latin, st.text(max_size=30))
def test_any_text_can_be_searched_and_a_word_of_a_note_finds_it(laptop, note, typed):
    one = getattr(laptop, "held", None) or laptop()
    laptop.held = one
    record = one.make(text=note)
    search(one.file.connection, typed, 5)
    for word in words_of(note):
        assert record in found(one, word, 10_000)


def test_words_are_told_apart_as_the_search_does():
    assert words_of("A14: child’s  own_words, 2½") == ("A14", "child", "s", "own", "words", "2½")
