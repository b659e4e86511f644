from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.annex_a.spec import load_spec
from ilacs_desktop.annex_a.text import fold
from ilacs_desktop.annex_a.values import load_values
from ilacs_desktop.paths import resource

VALUES = load_spec().values


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("gender", "M", "a) Male"),
        ("gender", 2, "b) Female"),
        ("gender", "Monkey", None),
        ("gender", "Female or male", None),
        ("ethnicity", "WBRI - White British", "a) WBRI"),
        ("ethnicity", "a) WBRI", "a) WBRI"),
        ("ethnicity", "White British [WBRI]", "a) WBRI"),
        ("ethnicity", "s) NOBT", "t) NOBT"),
        ("ethnicity", "s) REFU", "s) REFU"),
        ("ethnicity", "Both parents are Black", None),
        ("ethnicity", "BOTH - Any other Black background", "p) BOTH"),
        ("contact_source", "q) 6: Police", "q) 6: Police"),
        ("contact_source", "3B - Health visitor", "h) 3B: Health services"),
        ("contact_source", "7 - Police", "q) 6: Police"),
        ("contact_source", "7 - Scouts", None),
        ("need", "N1 - Abuse or Neglect", "N1 - Abuse or neglect"),
        ("need", "N3 - Parental illness or disability", "N3 - Parental disability or illness"),
        ("need", "PSRMEM - Support with memory and cognition", None),
        ("case_status", "CLA&CP", "a) Looked after child"),
        ("case_status", "CIN", "c) Child in need plan"),
        ("category_latest", "NYNN", "b) Physical abuse"),
        ("category_latest", "Neglect, Emotional", "e) Multiple/not recommended"),
        ("legal_status", "Code 'V2' is not mapped", "V2: Single period under S20"),
        ("legal_status", "C2 - Full care order", "C2: FCO"),
        ("placement_provider", "PR1  Provision by Fernshire", "b) PR1: Own provision"),
        ("placement_type", "U4 something new", "d) U4: Foster placement - long term"),
        (
            "placement_type",
            "T4 - seven days, not in T1 to T3",
            "zz) T4: Temporary placement - seven days or less",
        ),
        ("closure_reason", "RC9", "RC9 - Case closed after assessment, referred to early help"),
        ("disability", "AUT", "a) Yes"),
        ("seen_alone", "Child seen", None),
        ("in_touch", "01 - Yes, resident in the UK", "a) Yes"),
        ("in_touch", "Young person refuses contact", "d) Refu"),
        ("accommodation", "U", "U: Independent living"),
        ("accommodation", "Under review", None),
        ("eligibility", "Former Relevant", "b) Former relevant child"),
        ("support_needed", "CS Assessment Updated", None),
        ("referral_nfa", "NFA", "a) Yes"),
        (
            "ceased_reason",
            "E4A - home",
            "e) E4A: Returned home to live with parents or relatives - part of planning",
        ),
        ("gender", None, None),
        ("gender", "", None),
        ("team", "North", None),
    ],
)
def test_what_raw_values_mean(key: str, raw, code: str | None) -> None:
    assert VALUES.classify(key, raw) == code


def test_adopters_have_gender_letters_of_their_own() -> None:
    assert VALUES.classify("gender", "c) Neither", set_name="gender_adopter") == "c) Neither"
    assert VALUES.classify("gender", "d) Neither") == "d) Neither"


@pytest.mark.parametrize(
    ("key", "raw", "group"),
    [
        ("ethnicity", "k) APKN", "Asian"),
        ("ethnicity", "A.A1 : White", "White"),
        ("contact_source", "CAMHS", "Health services"),
        ("placement_type", "f) U6: Foster placement - not FFA", "Foster placement"),
        ("activity", "G5: Not in education, employment or training - other", "NEET"),
        ("gender", "F", "Female"),
        ("gender", "Monkey", None),
    ],
)
def test_groups(key: str, raw: str, group: str | None) -> None:
    assert VALUES.group(key, raw) == group


def test_a_decision_comes_first_and_only_for_its_column() -> None:
    decided = VALUES.deciding({"gender": {"Monkey": "d) Neither"}})
    assert decided.classify("gender", " monkey ") == "d) Neither"
    assert decided.classify("ethnicity", "Monkey") is None
    assert VALUES.classify("gender", "Monkey") is None


def test_every_code_means_itself_and_its_label_too() -> None:
    for name, codes in VALUES.sets.items():
        for code, label in codes.labels.items():
            assert codes.code(code) == code, (name, code)
            assert codes.code(code.upper()) == code, (name, code)
            assert codes.code(label) in {code, None}, (name, label)


def test_every_alias_is_folded_and_names_a_code_that_exists() -> None:
    raw = json.loads(resource("annex_a", "values.json").read_text("utf-8"))
    for name, entry in raw["sets"].items():
        codes = {row[0] for row in entry["codes"]}
        seen: dict[str, str] = {}
        for code, forms in entry.get("aliases", {}).items():
            assert code in codes, (name, code)
            for form in forms:
                assert form == fold(form), (name, form)
                assert seen.setdefault(form, code) == code, (name, form)
        assert set(entry.get("tokens", {}).values()) <= codes


@given(st.text(max_size=30))
def test_no_text_breaks_it_and_case_and_spaces_do_not_matter(text: str) -> None:
    for key in ("ethnicity", "gender", "placement_type", "contact_source"):
        found = VALUES.classify(key, text)
        assert found is None or found in VALUES.set_for(key).labels


def test_an_alias_of_no_code_is_refused() -> None:
    bad = {"sets": {"x": {"codes": [["a", "A"]], "aliases": {"b": ["c"]}}}}
    with pytest.raises(KeyError):
        load_values(json.dumps(bad).encode())
