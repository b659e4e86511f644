from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ilacs_desktop.publish.inputs import (
    ItemInput,
    LetterInput,
    NoteInput,
    ReportInput,
    SectionInput,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES = (
    "Children who need help and protection receive a timely response from skilled social workers.",
    "Most plans are clear, but a small number do not say what needs to change, or by when.",
    "Social workers know children well, visit them often and see them alone.",
    "Managers’ oversight is recorded, although it does not always lead to action for children.",
    "Strategy meetings are held quickly and are well attended by the police and health partners.",
    "Some children wait too long for a return home interview after they have been missing.",
    "Foster carers speak warmly of the support that they receive from their supervising workers.",
    "When risks rise, thresholds are applied well and children are seen on the same day.",
    "Personal advisers keep in touch with care leavers, including those who live far away.",
    "One young person told inspectors, ‘My social worker sticks with me and turns up on time.’",
    "Children’s views shape their reviews, and letters after meetings are written to them.",
    "Leaders have acted on the findings of the last inspection and know their services well.",
    "Caseloads have fallen, so practitioners have the time to build trust with families.",
    "Too few children have life-story work when they move on to live with permanent carers.",
    "The virtual school knows its children and challenges schools when attendance drops.",
)


def prose(seed: int, words: int) -> str:
    """Return sentences of about the words asked for, the same for the same seed."""
    chooser = random.Random(seed)
    chosen: list[str] = []
    count = 0
    while count < words - 5:
        sentence = chooser.choice([each for each in SENTENCES if each not in chosen[-6:]])
        chosen.append(sentence)
        count += len(sentence.split())
    return " ".join(chosen)


BOILERPLATE = (
    "The inspectorate looks at services for children, and at learning for people of all ages.",
    "For this document in large print or Braille, email enquiries@inspectorate.example.",
    "You may reuse this information under the terms of the Open Government Licence.",
    "This publication is available at www.inspectorate.example.",
    "1 Example Street\nExampleton\nEX1 1EX",
    "© Crown copyright 2026",
)


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


@pytest.fixture
def read_pages(qapp) -> Callable[[bytes], list[str]]:
    """Read the text of each page as a PDF reader does, spaces and line ends made one space."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    def read(pdf: bytes) -> list[str]:
        buffer = QBuffer()
        buffer.setData(QByteArray(pdf))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        texts = [
            " ".join(document.getAllText(page).text().split())
            for page in range(document.pageCount())
        ]
        document.close()
        return texts

    return read
