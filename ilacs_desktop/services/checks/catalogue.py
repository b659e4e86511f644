"""Every check: how grave it is, what it is called, why it matters and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilacs_desktop.services.checks.remark import Level


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        level: how grave what it says is.
        title: its name in a list.
        short: its name on a chip.
        why: why it matters.
        todo: what to do.
    """

    key: str
    level: Level
    title: str
    short: str
    why: str
    todo: str


LEVELS: dict[Level, str] = {"stop": "Hard stop", "warning": "Warning", "info": "Information"}
"""The groups in the order of their gravity, in words."""

_CHILD = "Nothing that is published may point at one child."

CHECKS: tuple[Check, ...] = (
    Check(
        "child-id",
        "stop",
        "Child’s ID in the text",
        "child’s ID",
        _CHILD + " Whoever has the local authority’s system can look the child up by this.",
        "Take it out; “a child” or what was seen of many says enough.",
    ),
    Check(
        "postcode",
        "stop",
        "Postcode of a child",
        "postcode",
        _CHILD + " A full postcode is some fifteen addresses, and this one is in Annex A.",
        "Take it out, or name the wider area.",
    ),
    Check(
        "birth",
        "stop",
        "Date of birth",
        "date of birth",
        _CHILD + " With the name of the LA, a date of birth is often enough to know who it is.",
        "Take it out, or give the age in words such as “of primary school age”.",
    ),
    Check(
        "nhs-number",
        "stop",
        "NHS number",
        "NHS number",
        _CHILD + " The check digit fits, or the text itself says that this is an NHS number.",
        "Take it out.",
    ),
    Check(
        "upn",
        "stop",
        "Unique pupil number",
        "UPN",
        _CHILD + " The check letter fits, or the text itself says that this is a pupil’s number.",
        "Take it out.",
    ),
    Check(
        "practitioner",
        "stop",
        "Practitioner’s name",
        "practitioner’s name",
        "Nobody below chief officer is named in published letters and reports. This name is an "
        "allocated worker’s in Annex A.",
        "Write the role: “a social worker”, “a personal adviser”.",
    ),
    Check(
        "short-id",
        "warning",
        "Perhaps a child’s ID",
        "perhaps an ID",
        "This short number is also a child’s ID in this inspection. It may as well be a count.",
        "Make sure that no child is meant; take it out, or accept it.",
    ),
    Check(
        "birth-elsewhere",
        "warning",
        "Perhaps a date of birth",
        "perhaps a birth",
        "A child in Annex A was born on this day. It may as well be the date of something else.",
        "Make sure that no birth is meant; a month is often enough.",
    ),
    Check(
        "name",
        "warning",
        "Perhaps a person’s name",
        "perhaps a name",
        "Nobody below chief officer is named in published letters and reports.",
        "Write the role. Accept it where it is no person, or one in public office.",
    ),
    Check(
        "small-number",
        "warning",
        "Small number",
        "small number",
        "One to four children with something in common can be recognised by those who know them.",
        "Write “a small number of”, or leave out what they have in common.",
    ),
    Check(
        "grade-words",
        "warning",
        "Reads like a grade",
        "reads like a grade",
        "This event gives no grades, and a word of the scale is read as one.",
        "Say what was seen and what difference it makes to children.",
    ),
    Check(
        "percentage",
        "warning",
        "Percentage",
        "percentage",
        "Published reports give scale in words; a figure looks like a measurement of the whole.",
        "Write “most”, “some” or “a small number”, as was agreed with the finding.",
    ),
    Check(
        "cross-reference",
        "warning",
        "Cross-reference to nothing",
        "broken reference",
        "A reader looks for the paragraph, and a question mark is printed for its number.",
        "Put in another one with Ctrl+Shift+R, or take it out.",
    ),
    Check(
        "gap",
        "warning",
        "Not filled in",
        "not filled in",
        "These are the words of the skeleton.",
        "Fill in what is meant, on the page where it is kept or here.",
    ),
    Check(
        "unused",
        "warning",
        "Finding not used",
        "not used",
        "It stands, and no paragraph rests on it: it was overlooked, or need not be published.",
        "Rest a paragraph on it, withdraw it, or accept that it stays out.",
    ),
    Check(
        "rests-on-nothing",
        "warning",
        "Rests on nothing",
        "rests on nothing",
        "What is published can be challenged, and nothing shows where this comes from.",
        "Add the finding that it says (Ctrl+Shift+F), or take it out.",
    ),
    Check(
        "withdrawn",
        "warning",
        "Rests on what is withdrawn",
        "withdrawn",
        "The team has taken back what this paragraph says.",
        "Rewrite it and take the finding away from it, or open the finding again.",
    ),
    Check(
        "never-put",
        "warning",
        "Never put to the LA",
        "never put to the LA",
        "The local authority reads of it here for the first time, and could not answer.",
        "Put it to the LA at a meeting or in writing, and record the answer.",
    ),
    Check(
        "no-response",
        "warning",
        "No response recorded",
        "no response",
        "It was put to the local authority, and nobody has noted what it said.",
        "Record the response; that none was offered counts.",
    ),
    Check(
        "abbreviation",
        "warning",
        "Unexplained abbreviation",
        "unexplained",
        "Parents and children read this too.",
        "Write it out the first time, with the abbreviation in brackets, or explain it (Ctrl+.).",
    ),
    Check(
        "la-term",
        "warning",
        "The LA’s own term not used",
        "the LA’s term",
        "Reports use the words by which young people here want to be called.",
        "Use the term in the body; explain it once in the summary.",
    ),
    Check(
        "reference",
        "warning",
        "No framework reference",
        "no framework reference",
        "Each point ends with the outcome, enabler or principle of the National Framework.",
        "Choose it under the paragraph.",
    ),
    Check(
        "long-sentences",
        "info",
        "Long sentences",
        "long sentence",
        "In published reports two to four of a hundred sentences have more than 35 words.",
        "Read them aloud; cut those that lose the reader.",
    ),
    Check(
        "one-source",
        "info",
        "One source",
        "one source",
        "Everything under the paragraph comes from one place.",
        "Know it before it is challenged; look for a second source, or say less.",
    ),
    Check(
        "length",
        "info",
        "Length",
        "length",
        "Most published ones are of another length.",
        "Nothing needs to change; readers look for the same weight in each part.",
    ),
)
"""In the order in which they are listed."""

BY_KEY: dict[str, Check] = {one.key: one for one in CHECKS}
ORDER: dict[str, int] = {one.key: at for at, one in enumerate(CHECKS)}
