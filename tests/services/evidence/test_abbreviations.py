"""Abbreviations: the usual ones, those of an inspection, and what nobody has explained."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.abbreviations import meaning_of
from ilacs_desktop.domain.records import Setting
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.evidence import abbreviations
from ilacs_desktop.services.record import undoing


def test_the_usual_ones_are_known_in_singular_and_plural(work):
    meanings = abbreviations.known(work)
    assert meaning_of(meanings, "IROs") == "independent reviewing officer"
    assert meaning_of(meanings, "LADO") == "local authority designated officer"
    assert meaning_of(meanings, "SENco").startswith("special educational")
    assert meaning_of(meanings, "CiN") == "child in need"
    assert meaning_of(meanings, "XYZ") == ""


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("The DCS and two IROs met the QXT. QXTs differ.", ("QXT",)),
        ("Seen in the brilliant front door hub (BFDH). BFDH is quick.", ()),
        ("BFDH (brilliant front door hub)", ()),
        ("Part IV, II and I agree", ()),
        ("WE SAW NOBODY AT ALL TODAY", ()),
        ("Mum and Dad; McDonald; Jade; Section 47; A", ()),
        ("WQXB: a local panel", ("WQXB",)),
        ("", ()),
    ],
)
def test_what_nobody_explains_is_listed_once(work, text, lost):
    assert abbreviations.unexplained(work, text) == lost


def test_one_is_explained_once_for_the_inspection(work):
    abbreviations.explain(work, "QXT", "  quick   exit team ")
    assert abbreviations.known(work)["QXT"] == "quick exit team"
    assert abbreviations.unexplained(work, "Two QXTs") == ()
    undoing.undo(work)
    assert abbreviations.unexplained(work, "Two QXTs") == ("QXT",)


def test_an_explanation_goes_before_the_usual_and_can_be_taken_back(work):
    usual = abbreviations.known(work)["CP"]
    abbreviations.explain(work, "CP", "community paediatrics")
    assert abbreviations.known(work)["CP"] == "community paediatrics"
    abbreviations.explain(work, "CP", "")
    assert abbreviations.known(work)["CP"] == usual


@pytest.mark.parametrize(("short", "meaning"), [("", "x"), ("A B", "x"), ("QXT", "qxt")])
def test_what_explains_nothing_is_refused(work, short, meaning):
    with pytest.raises(BadInputError):
        abbreviations.explain(work, short, meaning)
    assert not [one for one in work.snapshot.all(Setting) if one.key.startswith("abbreviation")]
