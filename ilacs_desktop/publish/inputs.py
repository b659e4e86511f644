"""What the builders of reports and letters need to be told, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ilacs_desktop.publish.model import PlainBlock

TO_BE_DECIDED = "to be decided"


@dataclass(frozen=True, slots=True)
class ItemInput:
    """One paragraph or bullet, with the id its place is reported under.

    Attributes:
        reference: where it belongs in the national framework, such as "outcome 3".
        note_ids: notes whose marks follow the text.
    """

    id: str
    text: str
    is_bullet: bool = False
    reference: str = ""
    note_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionInput:
    """One section, in the order it is to be printed.

    Attributes:
        key: the section's name in the framework edition; the id of its heading.
        heading: as printed, with the grade after a colon where there is one; empty for none.
        numbered: number its paragraphs, continuing from the section before.
        note_id: the note whose mark the heading carries.
        leave_out_when_empty: print nothing, not even the heading, when there are no items.
    """

    key: str
    heading: str = ""
    items: tuple[ItemInput, ...] = ()
    numbered: bool = False
    note_id: str = ""
    leave_out_when_empty: bool = False


@dataclass(frozen=True, slots=True)
class NoteInput:
    """A footnote; marks are numbered in the order in which the notes are first met."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportInput:
    """A full inspection report.

    Attributes:
        table_rows: each judgement area with its grade, or ``TO_BE_DECIDED``.
        boilerplate: paragraphs of small print about the issuing body.
        reference_pattern: how an item's national framework reference is printed.
    """

    title: str
    dates_text: str
    lead_inspector: str
    table_rows: tuple[tuple[str, str], ...]
    sections: tuple[SectionInput, ...]
    created: date
    la_name: str = ""
    subtitle: str = ""
    lead_title: str = "His Majesty’s Inspector"
    dates_label: str = "Inspection dates:"
    lead_label: str = "Lead inspector:"
    table_header: tuple[str, str] = ("Judgement", "Grade")
    notes: tuple[NoteInput, ...] = ()
    footer_lines: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    marking: str = ""
    draft: bool = False
    author: str = ""
    subject: str = ""
    reference_pattern: str = "({reference}, national framework)"


@dataclass(frozen=True, slots=True)
class LetterInput:
    """A letter after a focused visit or a monitoring visit.

    Attributes:
        sender_lines: the issuing body's name and address.
        addressee_lines: name, title, and the LA's address.
        greeting: the whole line, such as "Dear Ms Example".
        opening: paragraphs before the first heading.
        closing: paragraphs after the last section.
        signature_lines: name, then title.
    """

    title: str
    date_text: str
    greeting: str
    sections: tuple[SectionInput, ...]
    created: date
    la_name: str = ""
    sender_lines: tuple[str, ...] = ()
    addressee_lines: tuple[str, ...] = ()
    opening: tuple[ItemInput, ...] = ()
    closing: tuple[ItemInput, ...] = ()
    valediction: str = "Yours sincerely"
    signature_lines: tuple[str, ...] = ()
    notes: tuple[NoteInput, ...] = ()
    footer_lines: tuple[str, ...] = ()
    marking: str = ""
    draft: bool = False
    author: str = ""
    subject: str = ""
    reference_pattern: str = "({reference}, national framework)"


@dataclass(frozen=True, slots=True)
class PaperInput:
    """A working paper: what a team makes on site for itself or for the LA.

    Attributes:
        subtitle: whose it is and of when, under the title.
        blocks: what it says, below the title.
        landscape: turn the page, for wide tables.
        compact: set in small type, to keep to a page or two.
    """

    title: str
    blocks: tuple[PlainBlock, ...]
    created: date
    subtitle: str = ""
    la_name: str = ""
    footer_lines: tuple[str, ...] = ()
    marking: str = ""
    author: str = ""
    landscape: bool = False
    compact: bool = False
