"""The first day on site at the real window, by key events alone; keys beyond the words counted.

Forty notes, twelve children, two KIT meetings, three referrals back, requests, coverage, the
evening's digest. What is counted is how often a key goes down, never how long anything takes. At
the end every word typed is looked for in the dump, and the pages are held against what the dump
alone says.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtPdf import QPdfDocument

from ilacs_desktop.domain.records import Case, Evidence, KitMeeting, ReferralBack, Request
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.interchange import interchange
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import history
from ilacs_desktop.services.today import today
from ilacs_desktop.store.vault.slots import Cost

_path = Path(__file__).parents[1] / "day_by_keys.py"
_spec = importlib.util.spec_from_file_location("day_by_keys", _path)
_keys = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_keys)
Day, DayClock, Dump = _keys.Day, _keys.DayClock, _keys.Dump

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]

MOST = {
    "first child by page": (4, 4),
    "next child by page": (3, 3),
    "child made in a note": (7, 7),
    "plain note": (1, 2),
    "note with a topic": (10, 12),
    "note on the child before, topic": (16, 17),
    "note with source and stance": (16, 18),
    "note of immediate risk": (5, 5),
    "note to ask at KIT": (4, 4),
    "interview in quiet mode": (7, 7),
    "note from paper": (5, 5),
    "card answered and signed off": (8, 9),
    "referral back from a card": (4, 4),
    "referral back from a note": (3, 3),
    "referral back followed to its end": (8, 8),
    "KIT meeting": (22, 24),
    "request": (2, 4),
    "coverage walked": (13, 13),
    "topic set aside": (2, 2),
    "digest as a PDF": (3, 3),
    "search": (20, 24),
}
"""Median and highest number of keys beyond the words for each kind of thing; at most these."""


@pytest.fixture
def day(run_app, tmp_path, editions):
    clock = DayClock()
    made, _ = laptop.first_run(
        tmp_path / "data", "Ann Example", "correct horse battery", cost=Cost(), clock=clock
    )
    work = made.new_inspection(NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions)
    made.close_inspection(work)
    made.close()
    person = run_app(tmp_path / "data", clock)
    person.controller.begin_with(person.passphrase, work.file_id)
    person.until(lambda: person.controller.inspection is not None)
    return Day(person.ready(), clock)


def every(day, kind):
    return day.person.work.snapshot.all(kind)


# ---- the morning --------------------------------------------------------------------------------

BY_PAGE = (
    ("410021", "Longest on a child protection plan of all in List 6"),
    ("410034", "Moved home twice since April"),
    ("410047", "Missing four times this spring"),
    ("410050", "Placed at a distance, health checks late"),
)
MET = (
    ("410111", "Her social worker has seen her alone every week since May.", "T", "Told by her"),
    ("410112", "He waits for a return home interview since 19 June.", "S", "Missing again"),
    ("410113", "The plan names who does what and by when.", "S", "Opened beside her brother"),
    ("410114", "Nobody asked his father, who shares his care.", "T", "Father rang the office"),
    ("410115", "The review was brought forward when school worried.", "D", "Named by the school"),
    ("410116", "Two months without a supervision note on her record.", "S", "Named by a manager"),
    ("410117", "He drew his house with the worker, kept on the record.", "D", "Shown to us"),
    ("410118", "The family group meeting found an aunt who can help.", "S", "Heard at the panel"),
)


def add_by_page(day):
    for at, (child, reason) in enumerate(BY_PAGE):
        with day.thing("next child by page" if at else "first child by page"):
            if not at:
                day.keys("Alt+4").wait()
            day.keys("Ctrl+Shift+N").wait().words(child).keys("Alt+S").words(reason)
            day.keys("Ctrl+Return")
    assert {one.child_id for one in every(day, Case)} == {child for child, _ in BY_PAGE}


def meet_children(day):
    day.keys("Alt+1").wait()
    for child, text, depth, reason in MET:
        with day.thing("child made in a note"):
            day.keys("Ctrl+N").words(text).marks(" @").words(child).keys("Tab").marks(depth)
            day.words(reason).keys("Return").wait().keys("Ctrl+Return")
    made = {one.child_id: one for one in every(day, Case)}
    assert len(made) == 12
    for child, text, depth, reason in MET:
        card = made[child]
        assert card.depth == {"T": "track", "S": "sample", "D": "dip"}[depth]
        assert card.reason == reason
        assert not card.draw
        [note] = [one for one in every(day, Evidence) if one.text == f"{text} {child}"]
        assert note.case == card.id


PLAIN = (
    "The front door team sits together and talks cases through aloud.",
    "A manager could say for each child why the threshold was met.",
    "Desks are empty in the long-term team; two are off sick.",
    "Social workers speak of children by what they like and fear.",
    "The duty phone rang eleven times in an hour and each was logged.",
    "Strategy meetings happen on the day, with police and health there.",
    "Case notes are written the same evening, often late.",
    "Students say that they are not left alone with hard visits.",
)
TOPICS = (
    ("Decisions are made within a day and written down.", "#front", "hp-front-door"),
    ("Assessments tell the child's story and not the form's.", "#assess", "hp-assessments"),
    ("Core groups meet late in three of five records.", "#core", "hp-core-groups"),
    ("Supervision is monthly but does not look back.", "#superv", "ld-supervision"),
    ("Return interviews come after ten days and more.", "#missing", "hp-missing"),
    ("Life-story books are begun early and kept by the child.", "#life", "cc-life-story"),
    ("Pathway plans are written with the young person.", "#pathw", "cl-pathway-plans"),
    ("Caseloads have come down to sixteen since March.", "#casel", "ld-caseloads"),
)
ON_CHILD = (
    ("410021", "Visits are regular and she is seen alone.", "#visits", "hp-visits"),
    ("410034", "No placement plan for the second home.", "#stab", "cc-stability"),
    ("410047", "Each return is talked through within a day.", "#missing", "hp-missing"),
    ("410050", "Dental check nine months late.", "#health", "cc-health"),
)
SAID = (
    ("I know why I live here and who decided.", "#partic", "cc", "s", ("child", "strength")),
    ("Nobody told us of the review until the day.", "#review", "par", "c", ("parent", "concern")),
    (
        "Health join each meeting they are asked to.",
        "#partn",
        "partn",
        "s",
        ("partner", "strength"),
    ),
    ("We audit forty records a month, and learn.", "#audit", "sen", "s", ("leader", "strength")),
    ("Audits find too little of what we found.", "#audit", "foc", "c", ("focus-group", "concern")),
)


def write_plain(day):
    with day.thing("plain note"):
        day.keys("Ctrl+N").words(PLAIN[0])
        day.keys("Ctrl+Return")
    # From one note into the next without a look at the page between.
    for at, text in enumerate(PLAIN[1:], 1):
        with day.thing("plain note"):
            day.keys("Ctrl+N").words(text)
            if at == len(PLAIN) - 1:
                day.keys("Ctrl+Return")
    assert {one.text for one in every(day, Evidence)} >= set(PLAIN)


def write_with_marks(day):
    for text, mark, topic in TOPICS:
        with day.thing("note with a topic"):
            day.keys("Ctrl+N").words(text).marks(f" {mark}").keys("Tab", "Ctrl+Return")
        assert topics_of(day, text) == {topic}
    for child, text, mark, topic in ON_CHILD:
        with day.thing("note on the child before, topic"):
            day.keys("Ctrl+N").words(text).marks(f" {mark}").keys("Tab")
            day.marks(f" @{child[-2:]}").keys("Tab", "Ctrl+Return")
        assert topics_of(day, text) == {topic}
        assert child_of(day, text) == child
    for text, mark, source, stance, came in SAID:
        with day.thing("note with source and stance"):
            day.keys("Ctrl+N").words(text).marks(f" {mark}").keys("Tab")
            day.keys("Alt+S").marks(source).keys("Alt+T").marks(stance).keys("Ctrl+Return")
        assert (note_of(day, text).source, note_of(day, text).stance) == came


def note_of(day, text):
    # The ID of a child named in the sentence stays a word of it.
    [found] = [one for one in every(day, Evidence) if one.text.startswith(text)]
    return found


def topics_of(day, text):
    links = day.person.work.snapshot.links_from("evidence_topic", note_of(day, text).id)
    return {link.detail for link in links}


def child_of(day, text):
    return day.person.work.snapshot.get(Case, note_of(day, text).case).child_id


RISK = "He is to go home tonight to the man who hurt him."
ASK = ("Who decides when a plan ends?", "Why are health checks late for so many?")
INTERVIEWS = (
    (
        "Nineteen, left care in May",
        ("I ring her and she comes.", "He shows the flat.", "Kept warm."),
    ),
    ("Foster carer of two", ("They ask me first now.", "She speaks of the school.", "Trust.")),
)
PAPER = "Panel chair asked the child's view of each plan before the adults'."
KEPT = "shredded after writing up"
WORRY = "No worker named for a baby born on Friday."


def write_special(day):
    with day.thing("note of immediate risk"):
        day.keys("Ctrl+N").marks("!").words(f" {RISK}").keys("F8", "Ctrl+R", "Ctrl+Return")
    [raised] = every(day, ReferralBack)
    assert (raised.number, raised.concern, raised.level) == ("A1", RISK, "immediate-risk")
    for text in ASK:
        with day.thing("note to ask at KIT"):
            day.keys("Ctrl+N").marks("? ").words(text).keys("Ctrl+Return")
    assert sum(one.ask_at_kit for one in every(day, Evidence)) == len(ASK)
    for who, (quote, seen, told) in INTERVIEWS:
        with day.thing("interview in quiet mode", minutes=40):
            day.keys("F11", "Shift+Tab").words(who).keys("Tab")
            day.keys("F2").words(quote).keys("F4").words(seen).keys("F3").words(told)
            day.keys("Ctrl+Return")
        assert [one.role for one in every(day, Evidence) if quote in one.text] == [who]
    with day.thing("note from paper"):
        day.keys("Ctrl+N", "Ctrl+T").words("9:30", kept=False).keys("Tab").words(KEPT).keys(
            "Return"
        )
        day.words(PAPER).keys("Ctrl+Return")
    note = note_of(day, PAPER)
    assert (note.seen_at[11:16], note.paper) == ("09:30", KEPT)
    with day.thing("referral back from a note"):
        day.keys("Ctrl+N").words(WORRY).keys("Ctrl+R").wait().keys("Ctrl+Return")
    assert len(every(day, Evidence)) == 40


# ---- the children's cards ------------------------------------------------------------------------

ANSWERS = ("Risk was seen early and acted on.", "She was heard and the plan says so.")
CONCERN = "No visit to him since 12 June."


def track(day):
    day.keys("Alt+4").wait()
    for at in range(3):
        with day.thing("card answered and signed off", minutes=25):
            day.keys("Alt+4").wait()
            day.keys("Home", *["Down"] * at).wait().keys("Return")
            for text in ANSWERS:
                day.words(f"{text} ({at})").keys("Ctrl+Return")
            day.keys("Ctrl+Shift+S").answer("S")
    assert sum(bool(one.signed_off) for one in every(day, Case)) == 3


def refer_back(day):
    with day.thing("referral back from a card"):
        day.keys("Alt+4").wait().keys("End").wait().keys("Ctrl+R").words(CONCERN).keys(
            "Ctrl+Return"
        )
    assert len(every(day, ReferralBack)) == 3


# ---- KIT, requests, referrals back ---------------------------------------------------------------

ANSWER_WORDS = "The manager says that it is known and dated."
ACTION = "Bring the dates of every late health check."
MINUTES = "Two visits were moved; we were told why."
WHOM = ("Duty manager, front door", "Head of the fostering service")
ANSWERED = ("He stays with his aunt; police told.", "Visited today and seen alone.")
CLOSED = ("He is safe tonight.", "The child was seen.")
WITHDRAWN = "A worker was named all along; our list was old."
REQUESTS = (
    "Minutes of the last three permanence panels",
    "Supervision policy and its audit",
    "Health check dates of all children in care",
    "The last three permanence panel minutes",
)


def meet(day, at):
    with day.thing("KIT meeting", minutes=45):
        day.keys("Alt+6").wait().keys(*["Ctrl+Shift+Tab"] * at).wait()
        day.keys("Ctrl+Shift+N").wait().keys("Ctrl+B").wait()
        if at == 0:
            for _ in range(2):
                day.keys("Space", "Tab").wait()
            day.keys("F6").wait()
        else:
            day.keys("Return").wait()
        day.keys("Ctrl+Return").wait().keys("Ctrl+Down").wait()
        answer_points(day, at)
        day.keys("Ctrl+Shift+K").wait().words(f"{ACTION} ({at})")
        day.tab_to("Who").words("Head of service")
        day.keys("F5").words(MINUTES)
        day.keys("Ctrl+B").wait().keys("Return").answer("Tab", "Return")
    assert len(every(day, KitMeeting)) == at + 1
    meeting = kit.meetings(day.person.work)[at]
    assert meeting.given_at
    assert meeting.start
    assert meeting.end
    assert MINUTES in meeting.minutes
    items = kit.items_of(day.person.work, meeting.id)
    assert all(one.response_kind for one in items if one.kind in ("concern", "question"))
    carried = kit.carried(day.person.work, meeting.id)
    assert [one.text for one in carried] == ([f"{ACTION} (0)"] if at else [])


def answer_points(day, at):
    """Answer what waits for an answer: the first two in words, then that none was offered."""
    for turn in range(20):
        row = next(
            (one for one in day.person.area.page.meeting.points.rows.values() if one.holds_focus()),
            None,
        )
        if row is None or not row.waits:
            return
        if turn < 2:
            day.keys("Ctrl+1").wait().words(f"{ANSWER_WORDS} ({at}.{turn})").keys("Ctrl+Return")
        else:
            day.keys("Ctrl+4")
        day.wait()


def ask(day):
    for at, what in enumerate(REQUESTS):
        with day.thing("request", minutes=5):
            if not at:
                day.keys("Alt+6").wait().keys("Ctrl+Tab").wait()
            day.keys("Ctrl+Shift+N").wait().words(what)
            told = f"Much like:\nA1: {REQUESTS[0]}" in day.person.shown()
            assert told == (at == len(REQUESTS) - 1)
            day.keys("Ctrl+Return")
    assert [one.number for one in every(day, Request)] == ["A1", "A2", "A3", "A4"]


def follow_up(day):
    for at, (whom, answer, reason) in enumerate(zip(WHOM, ANSWERED, CLOSED, strict=True)):
        with day.thing("referral back followed to its end", minutes=20):
            day.keys("Alt+1").wait().keys("Return").wait().words(whom).keys("Return").wait()
            day.keys("Alt+1").wait().keys("Return").wait().words(answer).keys("Ctrl+Return").wait()
            day.marks("y").wait().words(reason).keys("Ctrl+Return")
        assert Counter(one.state for one in every(day, ReferralBack))["closed"] == at + 1
        assert day.person.focus_name() == "Referrals back"
    with day.thing("referral back followed to its end"):
        day.keys("Alt+1").wait().keys("Return").wait().keys("Alt+S").words(WITHDRAWN)
        day.keys("Alt+D")
        day.person.until(lambda: all(one.closed_at for one in every(day, ReferralBack)))
    assert [one.state for one in every(day, ReferralBack)].count("withdrawn") == 1
    assert not today.has_immediate_risk(today.needs(day.person.work))


# ---- the evening ---------------------------------------------------------------------------------

ASIDE = "No child of this age is in any list we hold."


def walk_coverage(day):
    with day.thing("coverage walked"):
        day.keys("Alt+7").wait()
        for _ in range(4):
            day.keys("Down", "Right").wait()
        day.keys("Return").wait().keys("Escape").wait().keys("Home", "End")
    with day.thing("topic set aside"):
        day.keys("Alt+S")
        day.person.until(lambda: day.person.focus_name().startswith("Reason"))
        day.words(ASIDE).keys("Return")


def export_digest(day, out):
    with day.thing("digest as a PDF"):
        day.keys("Alt+0").wait().keys("Alt+X")
        day.person.until(lambda: day.person.active() in day.person.dialogs())
        day.keys("Ctrl+A")
        day.person.paste(str(out)).press("Return")
        day.person.until(out.exists)
    day.person.ready()
    document = QPdfDocument()
    document.load(str(out))
    assert 1 <= document.pageCount() <= 2
    text = " ".join(
        " ".join(document.getAllText(page).text().split()) for page in range(document.pageCount())
    )
    document.close()
    return text


def search(day, text, page, found):
    """Search with filters, open the first hit; say how many there are to begin with."""
    with day.thing("search", minutes=1):
        day.keys("Ctrl+K").marks(text).wait()
        box = day.person.area.header.search
        day.person.until(lambda: box.drop is not None and box.drop.hits.model().rowCount() == found)
        day.keys("Return")
    assert day.person.area.page.key == page


# ---- what the dump says --------------------------------------------------------------------------


def shown_matrix(day, dump):
    """Return the text of each cell on the screen that is not empty, area by area."""
    day.person.press("Alt+7").settled()
    view, held = day.person.area.page.coverage, {}
    for area in dump.areas:
        view.areas.choose(area)
        day.person.settled()
        table = view.matrix.table
        for row in range(table.rowCount()):
            for column in range(1, table.columnCount() - 1):
                text = table.index(row, column).data()
                if text != "—":
                    held[table.topic(row).key, table.origin(column)] = text
    return held


def compare(day, digest):
    """Hold the pages and the digest against what the dump alone says."""
    work = day.person.work
    dump = Dump(interchange.dump(work))
    written = dump.words()
    missing = [said for said in day.said if said not in written]
    assert not missing
    assert shown_matrix(day, dump) == dump.matrix()
    notes, children = dump.all("evidence"), {one["child_id"] for one in dump.all("case")}
    assert (len(notes), len(children)) == (40, 12)
    touched = {one["case"] for one in notes if one.get("case")}
    asked = len(dump.all("request"))
    assert f"{len(notes)} notes on {len(touched)} children, {asked} requests asked for" in digest
    states = Counter(one["state"] for one in dump.all("referral_back"))
    assert states == {"closed": 2, "withdrawn": 1}
    day.person.press("Alt+6").settled()
    assert f"{asked} requests\n{asked} open" in day.person.shown()
    day.person.press("Alt+4").settled()
    shown = day.person.shown()
    assert f"Cases, {len(children)}" in shown
    assert f"{sum(states.values())} in all · 0 open · 0 late" in shown
    [aside] = [one for one in dump.all("topic_note") if one.get("set_aside")]
    assert aside["reason"] == ASIDE
    verdict = history.verify(work)
    assert verdict.is_good, verdict.faults


def test_the_day(day, tmp_path):
    add_by_page(day)
    meet_children(day)
    write_plain(day)
    write_with_marks(day)
    write_special(day)
    track(day)
    refer_back(day)
    meet(day, 0)
    ask(day)
    follow_up(day)
    meet(day, 1)
    walk_coverage(day)
    digest = export_digest(day, tmp_path / "digest.pdf")
    search(day, "child:410021 kind:note", "evidence", 1)
    search(day, "kind:request panel", "kit", 2)
    search(day, "kind:referral safe", "cases", 1)
    compare(day, digest)
    print(day.table())
    for kind, held in day.counts.items():
        usual, most = MOST[kind]
        assert median(held) <= usual, f"{kind}: {held}"
        assert max(held) <= most, f"{kind}: {held}"
