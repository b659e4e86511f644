"""One inspection from the call to the exported report, at the real window, by keyboard alone.

Every step presses keys and nothing else; what came of it is asked of the records through the
services, and at the end of the printed pages.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument

from ilacs_desktop.domain.records import (
    Case,
    CaseAnswer,
    DataSet,
    Evidence,
    Finding,
    Judgement,
    KitItem,
    KitMeeting,
    LineOfEnquiry,
    Member,
    Paragraph,
    ReferralBack,
    Request,
    SampleDraw,
)
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import history
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.training.annex_a import make_annex_a
from ilacs_desktop.training.workbook import write_workbook
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.prose import ProseEdit

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]

WRITTEN = "Children are seen alone and known well."
KEPT = (Case, CaseAnswer, DataSet, Evidence, Finding, Judgement, KitItem, Paragraph, SampleDraw)
NOTES = (
    "Social workers know their children well and see them alone.",
    "Supervision notes are missing for three months.",
    "A child said that nobody had told him about the move.",
)


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "received" / "annex-a.xlsx"
    path.parent.mkdir()
    write_workbook(make_annex_a("tiny", 7), path)
    return path


@pytest.fixture
def person(run_app, tmp_path):
    made, _ = laptop.first_run(
        tmp_path / "data", "Ann Example", "correct horse battery", cost=Cost()
    )
    made.close()
    return run_app().begin()


def every(person, kind):
    return person.work.snapshot.all(kind)


def view(person, title):
    """Go to a view of the page by its switch: Tab to it, then the arrow keys."""
    switch = person.area.page.switch
    titles = [words.replace("&", "") for words in switch._labels.values()]
    wanted = next(at for at, words in enumerate(titles) if words.startswith(title))
    now = list(switch._labels).index(switch.current)
    person.tab_to(titles[now], Button)
    for _ in range(abs(wanted - now)):
        person.press("Right" if wanted > now else "Left").settled()
    assert list(switch._labels).index(switch.current) == wanted


def pick(person, label, wanted):
    """Tab to a field of several choices, and go down to one by the arrow keys."""
    person.tab_to(label, ChoiceField)
    field = person.focus()
    person.choose(field, next(key for key in field._keys if wanted in str(key)))
    return person.settled()


def begin(person):
    """Unlock, and make a short inspection."""
    person.type(person.passphrase).press("Return").settled()
    person.press("Return").settled()
    person.type("Exampleshire").press("Tab").type("6/7/2026").press("Tab").settled()
    pick(person, "Event type", "short")
    person.tab_to("Begin the inspection").press("Return")
    person.until(lambda: person.controller.inspection is not None)
    person.ready()
    assert person.work.event.key == "short"


def plan(person):
    """Name a second inspector, and write two lines of enquiry."""
    person.press("Alt+2").settled()
    view(person, "Team")
    person.press("Ctrl+Shift+N").settled()
    person.type("Ben Example").press("Ctrl+S").settled()
    assert {one.name for one in every(person, Member)} == {"Ann Example", "Ben Example"}
    view(person, "Lines of enquiry")
    for question in ("How well are children seen alone?", "Is supervision regular?"):
        person.press("Ctrl+Shift+N").settled()
        person.type(question).press("Ctrl+S").settled()
    assert [one.question for one in every(person, LineOfEnquiry)] == [
        "How well are children seen alone?",
        "Is supervision regular?",
    ]


def receive(person, workbook):
    """Bring in the LA's data."""
    person.press("Alt+3").settled()
    person.tab_to("Receive Annex A").press("Return")
    person.until(lambda: person.active() in person.dialogs())
    person.paste(str(workbook)).press("Return")
    person.until(lambda: every(person, DataSet))
    person.ready()
    [data_set] = every(person, DataSet)
    assert set(data_set.files) == {"annex-a.xlsx"}


def sample(person):
    """Draw a sample with a seed that is written down, and give its children cards."""
    view(person, "Cohorts and samples")
    person.tab_to("Cohorts").press("Home").settled()
    person.tab_to("Children wanted").press("Ctrl+A").type("4")
    person.tab_to("Seed").press("Ctrl+A").type("2026")
    person.tab_to("Reason").type("Children at the front door").press("Ctrl+Return")
    person.until(lambda: every(person, SampleDraw))
    person.settled()
    [draw] = every(person, SampleDraw)
    assert (draw.seed, draw.reason) == (2026, "Children at the front door")
    pick(person, "Look at them", "track")
    person.tab_to("Give all 4 cards").press("Return").settled()
    assert len(every(person, Case)) == 4


def track(person):
    """Answer the prompts of the first child's card."""
    person.press("Alt+4").settled()
    person.tab_to("Children").press("Home").settled()
    person.tab_to("Risk identified").type("Risk was seen early and acted on.")
    person.press("Ctrl+Return").settled()
    [answer] = every(person, CaseAnswer)
    assert answer.text == "Risk was seen early and acted on."
    assert answer.case == person.area.page.case()


def note(person):
    """Write down what is seen, from the child's card and from elsewhere."""
    case = person.area.page.case()
    person.press("Ctrl+N").type(NOTES[0]).press("Ctrl+Return").settled()
    person.press("Alt+1").settled()
    for text in NOTES[1:]:
        person.press("Ctrl+N").type(text).press("Ctrl+Return").settled()
    found = {one.text: one.case for one in every(person, Evidence)}
    assert found == {NOTES[0]: case, NOTES[1]: "", NOTES[2]: ""}


def refer_back(person):
    """Put a concern about a child to the LA, write its answer down, and close it."""
    person.press("Alt+4").settled()
    person.press("Ctrl+R").settled()
    person.type("No visit since 12 June").press("Ctrl+Return").settled()
    [made] = every(person, ReferralBack)
    assert (made.number, made.concern, made.state) == ("A1", "No visit since 12 June", "open")
    view(person, "Referrals back")
    person.tab_to("Answer", ProseEdit).type("Visited today, and seen alone.")
    person.tab_to("Record the answer").press("Return").settled()
    person.tab_to("Reason for closing").type("The child was seen.")
    person.tab_to("Close", Button).press("Return").settled()
    [made] = every(person, ReferralBack)
    assert (made.state, made.answer) == ("closed", "Visited today, and seen alone.")


def meet(person):
    """Hold a KIT meeting with a concern, an action and a request."""
    person.press("Alt+6").settled()
    person.tab_to("Plan", Button).press("Return").settled()
    for kind, text in (("concern", "Supervision is not regular."), ("action", "Send the audit.")):
        pick(person, "Kind of point to add", kind)
        person.tab_to("Add point", Button).press("Return").settled()
        person.type(text).press("Ctrl+S").settled()
    person.press("Ctrl+B").settled()
    [meeting] = every(person, KitMeeting)
    assert meeting.state == "held"
    assert {(one.kind, one.text) for one in every(person, KitItem)} == {
        ("concern", "Supervision is not regular."),
        ("action", "Send the audit."),
    }
    view(person, "Requests")
    person.press("Ctrl+Shift+N").settled()
    person.type("The supervision policy").press("Ctrl+Return").settled()
    [request] = every(person, Request)
    assert (request.number, request.what) == ("A1", "The supervision policy")


def find(person):
    """Turn notes into findings of every kind; the first with evidence for and against."""
    kinds = findings.kinds_allowed(person.work)
    for at, kind in enumerate(kinds):
        person.press("Alt+5").settled()
        person.tab_to("Notes", exactly=True).press("End", "Home").settled()
        if at == 0:
            person.press("Shift+Down").settled()
        person.tab_to("Make finding", Button).press("Return").settled()
        person.type(f"Finding: {kind.label}.")
        pick(person, "Kind", kind.key)
        if at == 0:
            pick(person, "Side of", "for")
        pick(person, "Side of", "against" if at == 0 else "for")
        person.tab_to("Make finding", Button).press("Return").settled()
        assert person.area.page.key == "findings"
    made = {one.kind: one for one in every(person, Finding)}
    assert set(made) == {kind.key for kind in kinds}
    for kind in kinds:
        links = person.work.snapshot.links_to("evidence_finding", made[kind.key].id)
        stances = sorted(link.stance for link in links)
        assert stances == (["against", "for"] if kind is kinds[0] else ["for"]), kind.key
    return made


def grade(person):
    """Open the grading meeting, and grade every area; before, nobody sees a grade."""
    person.press("Alt+8").settled()
    snapshot = person.work.snapshot
    assert not judgements.is_open(snapshot)
    assert "to be decided" in person.shown()
    person.tab_to("Open the grading meeting").press("Return").settled()
    assert judgements.is_open(person.work.snapshot)
    areas = person.work.edition.areas_in_table_order()
    for at in range(len(areas)):
        person.tab_to("Judgement areas").press("Home")
        for _ in range(at):
            person.press("Down")
        person.settled()
        pick(person, "Final grade", "good")
        person.tab_to("Reasons").type(f"Because of area {at}.").press("Ctrl+S").settled()
    graded = every(person, Judgement)
    assert len([one for one in graded if one.final == "good"]) == len(areas)


def write(person):
    """Write a paragraph in the first area's section, and rest it on a finding."""
    person.press("Alt+9").settled()
    person.tab_to("Sections of the document").press("Home")
    person.press("Ctrl+PgDown", "Ctrl+PgDown").settled()
    person.press("Ctrl+Shift+N").settled()
    person.type(WRITTEN).press("Ctrl+S").settled()
    person.press("Ctrl+Shift+F").settled()
    person.press("Down", "Return").settled()
    [paragraph] = every(person, Paragraph)
    assert paragraph.text == WRITTEN
    [rest] = person.work.snapshot.links_to("finding_paragraph", paragraph.id)
    assert rest.source in {one.id for one in every(person, Finding)}
    person.until(lambda: person.area.page.preview.paper.page_count)
    return paragraph


def export(person, out):
    person.press("Ctrl+E")
    person.until(lambda: person.active() in person.dialogs())
    # The draft is the first of the list; Enter asks where to.
    listed = person.active()
    person.press("Return")
    person.until(lambda: person.active() is not listed and person.active() in person.dialogs())
    person.press("Ctrl+A").paste(str(out)).press("Return")
    person.until(out.exists)
    person.ready()
    return read_pages(out.read_bytes())


def read_pages(pdf):
    """Return the text of each page as a reader of PDF sees it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = [
        " ".join(document.getAllText(page).text().split()) for page in range(document.pageCount())
    ]
    document.close()
    return pages


def test_an_inspection_from_the_call_to_the_report(person, workbook, tmp_path):
    begin(person)
    plan(person)
    receive(person, workbook)
    sample(person)
    track(person)
    note(person)
    refer_back(person)
    meet(person)
    find(person)
    grade(person)
    write(person)
    pages = export(person, tmp_path / "report.pdf")
    assert all("OFFICIAL-SENSITIVE" in page and "DRAFT" in page for page in pages)
    text = " ".join(pages)
    assert "Inspection of Exampleshire local authority children's services" in text
    assert "Lead inspector: Ann Example" in text
    assert f"need help and protection: good 1. {WRITTEN}" in text
    parts = [text.index(part) for part in ("Judgement Grade", "What needs to improve", WRITTEN)]
    assert parts == sorted(parts)
    for child in every(person, Case):
        assert child.child_id not in text
    close_and_open_again(person)


def close_and_open_again(person):
    """Quit by key, start again, and find everything where it was, proved by the journal."""
    before = {kind: len(every(person, kind)) for kind in KEPT}
    person.press("Ctrl+Q")
    assert not person.window.isVisible()
    opened = laptop.unlock(person.folder, person.passphrase)
    work = opened.open_inspection(opened.files()[0].file).work
    assert {kind: len(work.snapshot.all(kind)) for kind in KEPT} == before
    verdict = history.verify(work)
    work.close()
    opened.close()
    assert verdict.is_good, verdict.faults
    assert list((person.folder / "backups").rglob("*.db"))
