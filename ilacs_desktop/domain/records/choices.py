"""Fields whose values are a closed list of this app's own, whatever the framework edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("member", "role"): ("lead", "inspector", "education", "regulatory", "qa", "analyst"),
    ("line_of_enquiry", "state"): ("open", "closed"),
    ("line_of_enquiry", "origin"): ("", "previous", "data", "self_evaluation", "kit", "team"),
    ("activity", "state"): ("planned", "done", "cancelled"),
    ("data_set", "state"): ("current", "replaced", "destroyed"),
    ("case", "depth"): ("track", "sample", "dip"),
    ("case", "audit_view"): ("", "agree", "differ"),
    ("case", "state"): ("to_do", "in_progress", "done"),
    ("referral_back", "state"): ("open", "answered", "escalated", "closed", "withdrawn"),
    ("evidence", "method"): (
        "",
        "interview",
        "observation",
        "document",
        "data",
        "focus_group",
        "survey",
        "record",
    ),
    ("evidence", "stance"): ("", "strength", "concern", "neutral"),
    ("evidence", "voice"): ("", "quote", "paraphrase", "observation"),
    ("link", "stance"): ("", "for", "against", "neutral"),
    ("kit_meeting", "state"): ("planned", "held"),
    ("kit_meeting", "purpose"): ("kit", "mid_point", "feedback"),
    ("kit_item", "kind"): (
        "practical",
        "strength",
        "concern",
        "question",
        "request",
        "referral",
        "action",
    ),
    ("kit_item", "response_kind"): (
        "",
        "accepted",
        "disputed",
        "evidence_offered",
        "none_offered",
    ),
    ("kit_item", "state"): ("open", "closed"),
    ("request", "in_annex_a"): ("", "no", "partly", "yes"),
    ("request", "state"): ("open", "received", "withdrawn"),
    ("finding", "state"): ("emerging", "put_to_la", "agreed", "in_document", "withdrawn"),
    ("finding", "support"): ("", "supported", "disputed"),
    ("finding", "la_response_kind"): (
        "",
        "accepted",
        "disputed",
        "evidence_offered",
        "none_offered",
    ),
}
