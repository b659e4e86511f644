from __future__ import annotations

import json
from datetime import date
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilacs_desktop.domain.edition import Edition, Tag
from ilacs_desktop.errors import DamagedFileError, NewerFileError
from ilacs_desktop.frameworks.pinned import canonical_text, edition_digest, edition_from_text

KEYS = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True)
TEXTS = st.text(min_size=1, max_size=8).filter(str.strip)


def mark_of(value):
    return getattr(value, "key", value)


def values(hint, item=None):
    """Return a strategy for a field of an edition, short enough to be quick."""
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return values_of(hint)
    if getattr(hint, "__origin__", None) is tuple:
        return st.lists(values(hint.__args__[0]), max_size=2, unique_by=mark_of).map(tuple)
    if hint is str and item is not None:
        if item.name == "key":
            return KEYS
        if "pattern" in item.metadata:
            return st.sampled_from(["", "09:30"])
        return TEXTS
    if hint is int:
        return st.integers(1, 100)
    if type(None) in getattr(hint, "__args__", ()):
        inner = next(arg for arg in hint.__args__ if arg is not type(None))
        return st.none() | values(inner, item)
    return st.from_type(hint) if hint is not str else TEXTS


def values_of(kind):
    hints = get_type_hints(kind, localns={"date": date, "Tag": Tag})
    return st.builds(
        kind,
        **{name: values(hints[name], item) for name, item in kind.__dataclass_fields__.items()},
    )


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.deferred(lambda: values_of(Edition)))
def test_any_edition_comes_back_as_it_was(edition):
    text = canonical_text(edition)
    assert edition_from_text(text) == edition
    assert canonical_text(edition_from_text(text)) == text


def test_shipped_editions_come_back_and_differ(shipped):
    texts = [canonical_text(edition) for edition in shipped.editions]
    assert [edition_from_text(text) for text in texts] == list(shipped.editions)
    assert len({edition_digest(text) for text in texts}) == len(texts)


def test_a_key_from_a_newer_minor_version_is_passed_over(shipped):
    edition = shipped.edition("ilacs-2026")
    data = json.loads(canonical_text(edition))
    data["edition"]["mood"] = "bright"
    data["edition"]["areas"][0]["colour"] = "blue"
    assert edition_from_text(json.dumps(data)) == edition


def test_a_field_that_an_older_version_did_not_write_takes_its_default(shipped):
    edition = shipped.edition("ilacs-2026")
    data = json.loads(canonical_text(edition))
    del data["edition"]["preferred_terms"]
    assert edition_from_text(json.dumps(data)).preferred_terms == ()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": "1", "edition": {}}', '{"format": 1}', "[" * 100_000],
)
def test_other_text_is_damage_in_words(text):
    with pytest.raises(DamagedFileError) as caught:
        edition_from_text(text)
    assert caught.value.todo


def test_damage_names_the_place(shipped):
    data = json.loads(canonical_text(shipped.edition("ilacs-2026")))
    del data["edition"]["areas"][1]["label"]
    with pytest.raises(DamagedFileError, match="areas 2: label is missing"):
        edition_from_text(json.dumps(data))


def test_a_newer_major_form_is_refused_in_words():
    with pytest.raises(NewerFileError, match="newer version"):
        edition_from_text('{"format": 2, "edition": {}}')
