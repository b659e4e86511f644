"""Closed lists name fields that records have, and hold what a new record starts with."""

from __future__ import annotations

import dataclasses

import pytest

from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.records.choices import CHOICES


@pytest.mark.parametrize(("kind", "field"), sorted(CHOICES))
def test_a_closed_list_belongs_to_a_field_and_holds_its_default(kind, field):
    fields = {one.name: one for one in dataclasses.fields(KINDS[kind])}
    assert field in fields
    # Empty where whoever makes one must say: a point of a KIT meeting is always of some kind.
    assert fields[field].default in ("", *CHOICES[kind, field])
    assert len(set(CHOICES[kind, field])) == len(CHOICES[kind, field])
