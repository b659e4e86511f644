"""The JSON Schema of the interchange file, made from the records themselves."""

from __future__ import annotations

from typing import Any

from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.records.choices import CHOICES
from ilacs_desktop.domain.values import field_names, field_type

FORMAT = "ilacs-desktop-interchange"
VERSION = 1

_TYPES: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    tuple: {"type": "array", "items": {"type": "string"}},
    dict: {"type": "object"},
}

_HOW = (
    "One inspection. Each record gives its kind and fields; what is not said stays blank. Ids may "
    "be left out where nothing refers to the record: single records (inspection, la_profile, "
    "previous_inspection, grading_meeting; a setting by its key; a judgement by its area; a "
    "topic_note by its topic; a case_answer by case and prompt; a stage by its key; a "
    "check_acceptance by rule, place and words; a link by relation, source and target) "
    "have the id that follows from what they name, any other gets one. 'author' and 'at' say who "
    "first wrote a record and when. Where several people wrote a record, 'said' lists "
    "their parts in order instead of 'fields'; a field said twice is a field with two versions. "
    "Keys of areas, grades, kinds of finding, sections and topics are the edition's (see the "
    "command: frameworks --json); head and end of a letter are paragraphs of the sections "
    "'opening' and 'closing'. In a paragraph [¶ and ] around the last six or more hex digits of "
    "another paragraph's id print that one's number. "
    "Records shown in order (paragraph, line_of_enquiry and others "
    "with a rank) stand in the order of the file where no rank is given. Dates are ISO dates, "
    "moments ISO date-times with offset."
)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an interchange file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ILACS Desktop interchange file",
        "description": _HOW,
        "type": "object",
        "required": ["format", "version", "inspection", "records"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "inspection": {
                "type": "object",
                "required": ["id"],
                "additionalProperties": False,
                "properties": {"id": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"}},
            },
            "people": {
                "description": "Names by author, for authors who are not on the team list.",
                "type": "object",
                "additionalProperties": {"type": "string"},
            },
            "records": {"type": "array", "items": {"oneOf": [_record(kind) for kind in KINDS]}},
        },
    }


def _record(kind: str) -> dict[str, Any]:
    return {
        "title": kind,
        "description": (KINDS[kind].__doc__ or "").strip(),
        "type": "object",
        "required": ["kind"],
        "additionalProperties": False,
        "properties": {
            "kind": {"const": kind},
            "id": {"type": "string", "minLength": 1, "maxLength": 100},
            "author": {"type": "string"},
            "at": {"type": "string"},
            "fields": fields_schema(kind),
            "said": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["fields"],
                    "additionalProperties": False,
                    "properties": {
                        "author": {"type": "string"},
                        "at": {"type": "string"},
                        "fields": fields_schema(kind),
                    },
                },
            },
        },
    }


def fields_schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind's fields."""
    properties: dict[str, Any] = {"deleted": {"type": "boolean"}}
    for name in field_names(kind):
        choices = CHOICES.get((kind, name))
        shape = {"enum": [*choices]} if choices else dict(_TYPES[field_type(kind, name)])
        properties[name] = {"anyOf": [shape, {"type": "null"}]}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def record_schema(kind: str) -> dict[str, Any]:
    """Return the schema of one record of a kind; clearer faults than a choice of all."""
    return _record(kind)
