"""What an edition says of one kind of event: its days, its document and its deadlines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tag = Literal["D", "P", "S0", "S1", "S2", "S3", "S4", "M"]
"""How well an item is founded: ``D`` measured on published reports, ``P`` a public page,
``S0`` to ``S4`` a briefing or minutes of the time, ``M`` a default that needs checking."""

TAG_WORDS: dict[Tag, str] = {
    "D": "measured on published reports",
    "P": "from a public page",
    "S0": "from the inspectorate's briefing of January 2018",
    "S1": "from a council's minutes",
    "S2": "from the directors' association, February 2019",
    "S3": "from the inspectorate's blog",
    "S4": "from a briefing of September 2009",
    "M": "default, check",
}

TimetableKind = Literal[
    "call", "data", "enquiries", "fieldwork", "kit", "team", "feedback", "after"
]
SectionRole = Literal[
    "introduction",
    "summary",
    "improvement",
    "priority_action",
    "strengths",
    "area",
    "headline",
    "areas_covered",
    "main_findings",
    "progress",
    "leadership",
    "next_steps",
    "about",
]
Anchor = Literal["fieldwork_end", "sent", "publication"]
"""What a stage is counted from: the last day on site, the day the LA is sent the final document
(stage ``final-to-la``) or the day of publication (stage ``published``)."""
Actor = Literal["lead", "qa", "la", "issuer"]
Condition = Literal["", "inadequate", "priority-action"]
"""An area (or the overall judgement) graded in the lowest grade; an area for priority action."""

WHOLE = {"low": 0}
"""Bounds of a count, read by the loader."""


@dataclass(frozen=True, slots=True)
class TimetableItem:
    """One planned point of an event.

    Attributes:
        offset: working days from the first day of fieldwork; negative before it, 0 that day.
        start: ``HH:MM``, or empty where no hour is usual.
        minutes: how long it usually takes; None where that varies.
    """

    key: str
    offset: int
    title: str
    kind: TimetableKind
    tag: Tag
    start: str = field(default="", metadata={"pattern": r"([01]\d|2[0-3]):[0-5]\d|"})
    minutes: int | None = field(default=None, metadata=WHOLE)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step between the last day on site and publication, or after it.

    Attributes:
        offset: working days after ``anchor``; None where no usual day is known.
        actor: who has the document, or owes the reply, in this stage.
        running: what the document is in while this stage is the next to be done.
        only_if: what has to be so for this stage to come at all; empty where it always comes.
    """

    key: str
    label: str
    tag: Tag
    offset: int | None = field(default=None, metadata=WHOLE)
    anchor: Anchor = "fieldwork_end"
    actor: Actor = "lead"
    running: str = ""
    only_if: Condition = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The usual length of a part in words.

    Attributes:
        low: a tenth of measured ones are shorter, ``high`` a tenth longer; None where only the
            median was measured.
    """

    median: int = field(metadata=WHOLE)
    low: int | None = field(default=None, metadata=WHOLE)
    high: int | None = field(default=None, metadata=WHOLE)


@dataclass(frozen=True, slots=True)
class OutputSection:
    """One section of the letter or report.

    Attributes:
        heading: may hold ``{grade}``; empty for a section without a heading.
        numbered: whether its paragraphs take part in the running numbers.
        bullets: whether it is a list of points, not paragraphs.
        kinds: the finding kinds whose findings belong here.
        only_if_used: left out of the document when nothing stands in it.
        boilerplate: fixed text of the issuing body, exempt from the checks of wording.
        skeleton: text to start from, paragraphs parted by blank lines, with placeholders.
    """

    key: str
    heading: str = field(metadata={"blank": True})
    role: SectionRole
    tag: Tag
    area: str | None = None
    numbered: bool = False
    bullets: bool = False
    only_if_used: bool = False
    boilerplate: bool = False
    kinds: tuple[str, ...] = ()
    skeleton: str = ""
    footnote: str = ""
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """One labelled line below the title, such as the inspection dates."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class OutputDocument:
    """The letter or report that an event ends in.

    Attributes:
        title: of a letter, stands below the opening.
        opening: a letter's address block and salutation, parts parted by blank lines.
        closing: a letter's signature.
        footer: running lines at the foot of every page but the first.
        grades_table: whether the table of judgements stands below the title.
    """

    kind: Literal["report", "letter"]
    title: str
    tag: Tag
    sections: tuple[OutputSection, ...]
    subtitle: str = ""
    header: tuple[HeaderLine, ...] = ()
    grades_table: bool = False
    opening: str = ""
    closing: str = ""
    footer: tuple[str, ...] = ()
    words: Words | None = None

    def section(self, key: str) -> OutputSection:
        """Return the section with this key.

        Raises:
            KeyError: the document has no such section.
        """
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class ScopeTopic:
    """A service area or group of children that a focused visit can look at.

    Attributes:
        topics: keys of the coverage topics it opens.
        lists: numbers of the data lists it needs.
    """

    key: str
    label: str
    tag: Tag
    topics: tuple[str, ...]
    lists: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EventType:
    """One kind of inspection or visit within an edition.

    Attributes:
        purpose: the question this event asks, in a sentence.
        notice_working_days: from the call to the first day on site.
        days_on_site: working days of fieldwork.
        usual_team: number of the inspectorate's own inspectors, the lead among them.
        scope_topics: empty where the event covers every area.
        finding_kinds: keys of the kinds of finding it may make.
        lists: numbers of the data lists usually asked for.
        documents: keys of the documents usually asked for.
    """

    key: str
    title: str
    purpose: str
    graded: bool
    notice_working_days: int = field(metadata=WHOLE)
    days_on_site: int = field(metadata={"low": 1})
    usual_team: int = field(metadata={"low": 1})
    team_note: str
    tag: Tag
    finding_kinds: tuple[str, ...]
    timetable: tuple[TimetableItem, ...]
    document: OutputDocument
    stages: tuple[Stage, ...]
    scope_topics: tuple[ScopeTopic, ...] = ()
    lists: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
