"""Faults of layout: headings, sheet names, title rows, empty rows and columns left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ilacs_desktop.training.headings import HEADINGS

if TYPE_CHECKING:
    import random

    from ilacs_desktop.training.rows import Cell

Lists = dict[int, list[list["Cell"]]]

PLAIN_SHEETS: Final = {
    1: "Contacts",
    2: "Early Help",
    3: "Referrals",
    4: "Assessments",
    5: "Sec47 and ICPC",
    6: "Children in Need",
    7: "Child Protection",
    8: "Children in Care",
    9: "Care leavers",
    10: "Adoption",
    11: "Adopters",
}
REMARKS: Final = {
    2: "Early help is recorded by partners too; this list holds only what we coordinate.",
    6: "Visits held in case notes are not counted, so the date last seen is blank for some.",
    8: "Dental checks since May are still being entered.",
}
SCRIPT_HEADINGS: Final = {
    "Does the Child have a Disability": "HasDisability",
    "Date Started to be Looked After": "LoookedAfterStartDate",
    "Child's Category of Need": "ChildCategoryOfNeed",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "UASC",
    "Start date of current legal status": "MostRecentLegalStatusStart",
    "Child's Legal Status": "LegalStatus",
    "Date of Latest Statutory Review": "LatestStatutoryReviewDate",
    "Date of Last Social Work Visit": "LastSocialWorkVisitDate",
    "What is the permanence plan for this child?": "PermanencePlan",
    "Date of Last IRO Visit / Contact to the Child": "LastIROVisitDate",
    "Date of Last Health Assessment": "LastHealthAssessmentDate",
    "Date of Last Dental Check": "LastDentalCheckDate",
    "Number of Placements in the Last 12 months": "PlacementsLast12Months",
    "Date Ceased to be Looked After": "CeasedLookedAfterDate",
    "Reason Ceased to be Looked After": "ReasonCeasedLookedAfter",
    "Start Date of Most Recent Placement": "MostRecentPlacementStartDate",
    "URN of Placement": "PlacementURN",
}
SCRIPT_LEAVES_OUT: Final = ("Placement Location", "LA of Placement")


@dataclass(slots=True)
class Layout:
    """How the sheets are laid out after the faults, and what was done."""

    headings: dict[int, tuple[str, ...]]
    rows: Lists
    sheets: dict[int, str]
    extra_titles: dict[int, tuple[str, ...]] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    truth: list[tuple[str, int, str]] = field(default_factory=list)


def spoil(rng: random.Random, lists: Lists, *, thorough: bool) -> Layout:
    """Lay the lists out as a careless export does.

    Args:
        rng: the dice.
        lists: the rows, which get empty rows between them.
        thorough: also plain sheet names, a script's headings in List 8 and columns left out.
    """
    layout = Layout(
        headings={number: HEADINGS[number] for number in lists},
        rows=lists,
        sheets={number: f"List_{number}" if number % 3 else f"List {number}" for number in lists},
        comments={number: text for number, text in REMARKS.items() if number in lists},
    )
    for number in lists:
        _headings(rng, layout, number)
        _empty_rows(rng, layout, number)
    titled = rng.choice([number for number in lists if number not in {8}])
    layout.extra_titles[titled] = ("Exampleshire children’s services", "Data as at list date")
    layout.truth.append(("title-rows", titled, ""))
    if thorough:
        layout.sheets = {number: PLAIN_SHEETS[number] for number in lists}
        layout.truth.extend(("plain-sheet-name", number, "") for number in lists)
        _as_script(layout)
        _extra_column(layout)
    return layout


def _headings(rng: random.Random, layout: Layout, number: int) -> None:
    found = []
    for heading in HEADINGS[number]:
        spoiled = _heading(rng, heading) if rng.random() < 0.2 else heading
        if spoiled != heading:
            layout.truth.append(("heading-variant", number, heading))
        found.append(spoiled)
    layout.headings[number] = tuple(found)


def _heading(rng: random.Random, heading: str) -> str:
    if heading == "Age of Child (Years)":
        return "Age"
    forms = (
        heading + " ",
        heading.rstrip("?"),
        heading.replace("‘", "'").replace("’", "'"),
        heading.replace(" ", "  ", 1),
        heading.title(),
    )
    return rng.choice(forms)


def _empty_rows(rng: random.Random, layout: Layout, number: int) -> None:
    rows = layout.rows[number]
    width = len(HEADINGS[number])
    for _ in range(rng.randint(0, 2)):
        rows.insert(rng.randint(0, len(rows)), [None] * width)
        layout.truth.append(("empty-row", number, ""))


def _as_script(layout: Layout) -> None:
    """Give List 8 the headings of a script's output, which leaves two columns out."""
    if 8 not in layout.rows:
        return
    keep = [at for at, name in enumerate(HEADINGS[8]) if name not in SCRIPT_LEAVES_OUT]
    layout.headings[8] = tuple(
        SCRIPT_HEADINGS.get(HEADINGS[8][at], HEADINGS[8][at].replace(" ", "")) for at in keep
    )
    layout.rows[8] = [[row[at] for at in keep] for row in layout.rows[8]]
    layout.truth = [one for one in layout.truth if one[:2] != ("heading-variant", 8)]
    layout.truth.append(("script-headings", 8, ""))
    layout.truth.extend(("missing-column", 8, name) for name in SCRIPT_LEAVES_OUT)


def _extra_column(layout: Layout) -> None:
    """Put a column at the end of List 6 that the template does not have."""
    layout.headings[6] = (*layout.headings[6], "Locality")
    layout.rows[6] = [[*row, "North" if any(row) else None] for row in layout.rows[6]]
    layout.truth.append(("spare-column", 6, "Locality"))
