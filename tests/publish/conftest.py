from __future__ import annotations

import random
from datetime import date

import pytest

from ilacs_desktop.publish.inputs import (
    ItemInput,
    LetterInput,
    NoteInput,
    ReportInput,
    SectionInput,
)

_VOCABULARY = """
children social workers families plans reviews visits managers leaders partners decisions
timely effective support risk help protection assessments needs understand listen carefully
who live with in care home and the their for that are from when most some many a small
number is of to receive prompt well matched strong relationships local authority records
"""
WORDS = tuple(_VOCABULARY.split())

BOILERPLATE = (
    "The inspectorate looks at services for children, and at learning for people of all ages.",
    "For this document in large print or Braille, email enquiries@inspectorate.example.",
    "You may reuse this information under the terms of the Open Government Licence.",
    "This publication is available at www.inspectorate.example.",
    "1 Example Street\nExampleton\nEX1 1EX",
    "© Crown copyright 2026",
)


def prose(seed: int, words: int) -> str:
    """Return sentences of a given number of words in all, the same for the same seed."""
    chooser = random.Random(seed)
    chosen = [chooser.choice(WORDS) for _ in range(words)]
    for index in range(0, words, 17):
        chosen[index] = chosen[index].capitalize()
        if index:
            chosen[index - 1] += "."
    return " ".join(chosen) + "."


def items(prefix: str, count: int, words: int) -> tuple[ItemInput, ...]:
    return tuple(
        ItemInput(f"{prefix}-{index}", prose(index * 7 + len(prefix) * 1000, words))
        for index in range(count)
    )


@pytest.fixture
def report_input() -> ReportInput:
    """A report of 60 numbered paragraphs and about 4,800 words."""
    la = "Exampleshire"
    bullets = tuple(
        ItemInput(f"improve-{index}", prose(index + 90, 13), True, f"outcome {index + 1}")
        for index in range(4)
    )
    areas = (
        ("help", "The experiences and progress of children who need help and protection", 18),
        ("care", "The experiences and progress of children in care", 17),
        ("leavers", "The experiences and progress of care leavers", 12),
        ("leaders", "The impact of leaders on social work practice with children and families", 13),
    )
    return ReportInput(
        title=f"Inspection of {la} local authority children’s services",
        la_name=la,
        dates_text="6 to 10 July 2026",
        lead_inspector="Rhiannon Łukaszewicz",
        table_rows=(
            (areas[3][1], "Outstanding"),
            (areas[0][1], "Good"),
            (areas[1][1], "Requires improvement to be good"),
            (areas[2][1], "Good"),
        ),
        sections=(
            SectionInput("summary", items=items("summary", 3, 90)),
            SectionInput("improve", "What needs to improve?", bullets, note_id="framework"),
            *(
                SectionInput(key, f"{title}: good", items(key, count, 73), numbered=True)
                for key, title, count in areas
            ),
        ),
        notes=(
            NoteInput(
                "framework",
                "The areas for improvement have been cross-referenced with the outcomes, enablers "
                "or principles in the children’s social care national framework.",
            ),
        ),
        footer_lines=(
            f"Inspection of {la} local authority children’s services",
            "6 to 10 July 2026",
        ),
        boilerplate=BOILERPLATE,
        created=date(2026, 8, 18),
        author="The inspectorate",
    )


@pytest.fixture
def letter_input() -> LetterInput:
    """A focused visit letter of three or four pages."""
    return LetterInput(
        title="Focused visit to Exampleshire children’s services",
        la_name="Exampleshire",
        date_text="24 March 2026",
        sender_lines=(
            "The inspectorate",
            "1 Example Street",
            "Exampleton",
            "EX1 1EX",
            "T 0000 000 000",
            "www.inspectorate.example",
        ),
        addressee_lines=(
            "Zoë Ní Bhriain",
            "Director of children’s services",
            "Exampleshire County Council",
            "County Hall",
            "Exampleton",
            "EX2 2EX",
        ),
        greeting="Dear Ms Ní Bhriain",
        opening=(
            ItemInput(
                "opening-1",
                "This letter summarises the findings of the focused visit to Exampleshire "
                "children’s services on 17 and 18 February 2026. His Majesty’s Inspectors for this "
                "visit were Rhiannon Łukaszewicz and Tom Example.",
            ),
            ItemInput(
                "opening-2",
                "Inspectors looked at the local authority’s arrangements for children in need and "
                "children subject to a child protection plan.",
            ),
        ),
        sections=(
            SectionInput("headline", "Headline findings", items("headline", 2, 80)),
            SectionInput("priority", "Areas for priority action", leave_out_when_empty=True),
            SectionInput(
                "improve",
                "What needs to improve in this area of social work practice?",
                tuple(
                    ItemInput(f"improve-{index}", prose(index + 40, 14), is_bullet=True)
                    for index in range(3)
                ),
            ),
            SectionInput("main", "Main findings", items("main", 13, 85)),
        ),
        closing=(
            ItemInput(
                "closing-1",
                "The findings of this visit will be taken into account when the next inspection or "
                "visit is planned.",
            ),
        ),
        signature_lines=("Rhiannon Łukaszewicz", "His Majesty’s Inspector"),
        created=date(2026, 3, 24),
        author="The inspectorate",
    )
