"""Skeleton text with placeholders: which there are, and how they are filled."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACEHOLDERS: Mapping[str, str] = {
    "la_name": "name of the local authority",
    "event_title": "title of the event",
    "fieldwork_dates": "first to last day on site",
    "fieldwork_start": "first day on site",
    "fieldwork_end": "last day on site",
    "lead_name": "name of the lead inspector",
    "lead_title": "title of the lead inspector",
    "inspector_names": "names of the team",
    "dcs_name": "name of the director of children's services",
    "dcs_title": "title of the director of children's services",
    "la_address": "address of the local authority",
    "issuing_body": "who issues the document",
    "issuer_address": "address of the issuing body",
    "issuer_contact": "how to reach the issuing body",
    "legal_basis": "the power the event is held under",
    "letter_date": "date of the letter",
    "scope": "what a visit looked at",
    "visit_ordinal": "first, second, third visit",
    "inadequate_month": "month of the judgement that a monitoring visit follows",
    "previous_outcome": "last inspection and what it found",
    "care_leavers_term": "the LA's own term for care leavers",
    "grade": "grade of the section's area, in lower case",
    "publication_year": "year of publication",
    "addressees": "names, roles and bodies of those written to",
    "partnership_name": "name of the safeguarding partnership",
    "inspectorates": "names of the inspectorates taking part",
    "signatories": "those who sign, with their titles",
    "principal_authority": "authority that leads the response",
    "statement_due": "day the written statement of action is due",
}
"""Every name a skeleton may hold in braces, and what it stands for."""


def placeholders(text: str) -> tuple[str, ...]:
    """Return the placeholder names in a text, each once, in order.

    Raises:
        ValueError: a brace stands alone, or a placeholder is more than a bare name.
    """
    names: dict[str, None] = {}
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"{{{name}}} is not a plain placeholder")
        names[name] = None
    return tuple(names)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its placeholders filled; one without a value shows in brackets.

    Args:
        text: skeleton text, as checked by ``placeholders``.
        values: by placeholder name; a blank value counts as none, so that a gap is seen.
    """
    shown = {name: values.get(name, "").strip() or _gap(name) for name in placeholders(text)}
    return text.format_map(shown)


def _gap(name: str) -> str:
    return f"[{PLACEHOLDERS.get(name, name)}]"
