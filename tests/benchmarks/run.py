"""Measures what the design promises, each as a ratio to a reference run in the same minute.

Run with ``python3 tests/benchmarks/run.py`` (all) or with names of benchmarks. Nothing here is a
test: machines differ, so a ratio is printed beside its budget and a person judges.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# An installed app has its bytecode; measuring the compiler instead would say nothing.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import editing
from ilacs_desktop.store.vault.slots import Cost

WORDS = "correct horse battery"
ROUNDS = 5


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the best time of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def new_laptop(folder: Path) -> laptop.Laptop:
    """Return a laptop with a cheap vault."""
    return laptop.first_run(folder, "Ann Example", WORDS, cost=Cost())[0]


def new_work(opened: laptop.Laptop):
    """Return an empty short inspection."""
    editions = load_editions(edition_folders()[:1])
    return opened.new_inspection(NewInspection("Testshire", "short", date(2026, 7, 6)), editions)


def told(name: str, ours: float, reference: float, budget: str, what: str) -> None:
    """Print one line."""
    print(
        f"{name:<10} {ours * 1000:9.2f} ms  {reference * 1000:9.2f} ms  "
        f"{ours / reference:6.2f}x  budget {budget:<8} {what}"
    )


def commit(folder: Path) -> None:
    """One edit of one field against one bare insert with the same pragmas, same file."""
    opened = new_laptop(folder / "commit")
    work = new_work(opened)
    made = editing.create(work, Evidence, "Add note", text="x").made
    connection = work.file.connection
    connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT)")
    count = 300

    def edits() -> None:
        for number in range(count):
            work.file.commit(
                StepDraft("Edit", (Draft("evidence", made, {"place": f"room {number}"}),))
            )

    def typing() -> None:
        for number in range(count):
            work.file.type_text("evidence", made, "text", f"Seen {number} " + "word " * 20)

    def bare() -> None:
        for number in range(count):
            connection.execute("INSERT INTO bare(body) VALUES (?)", (f"room {number}",))

    reference = best(bare) / count
    told("commit", best(edits) / count, reference, "4x", "edit of one field / bare insert")
    told("typing", best(typing) / count, reference, "4x", "burst of typing / bare insert")
    connection.execute("DROP TABLE bare")
    opened.close_inspection(work)
    opened.close()


def open_file(folder: Path) -> None:
    """Opening 2,000 records against opening an empty inspection, in the real window."""
    import opening

    for what, (full, empty) in opening.measure(folder / "open").items():
        told("open", full, empty, "1.3x", f"2,000 records / none, {what}")


def import_annex(folder: Path) -> None:
    """Importing 90,000 rows, stored encrypted, against a bare calamine read of the file."""
    from python_calamine import CalamineWorkbook

    from ilacs_desktop.training import make_annex_a, write_workbook

    path = folder / "very-large.xlsx"
    write_workbook(make_annex_a("very-large", 3), path)
    opened = new_laptop(folder / "import")

    def ours() -> None:
        work = new_work(opened)
        annex.import_annex_a(work, [path])
        opened.close_inspection(work)

    def bare() -> None:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()

    told("import", best(ours, 3), best(bare, 3), "3x", "90,000 rows, stored / calamine")
    opened.close()


def search(folder: Path) -> None:
    """Search as it is typed over 20,000 notes against the raw query."""
    opened = new_laptop(folder / "search")
    work = new_work(opened)
    words = [
        "visit",
        "plan",
        "school",
        "home",
        "review",
        "manager",
        "child",
        "carer",
        "health",
        "missing",
    ]
    for block in range(20):
        drafts = tuple(
            editing.making(
                Evidence,
                editing.new_id(),
                {"text": " ".join(words[(number * 7 + at) % 10] for at in range(40))},
            )
            for number in range(block * 1000, block * 1000 + 1000)
        )
        work.run(StepDraft("Add notes", drafts))
    from ilacs_desktop.services.search import search as service

    raw = work.file.connection

    for typed, budget in (("v", "2x"), ("vi", "2x"), ("vis", "2x"), ("visit pl", "2x")):
        query = " ".join(f'"{word}"*' for word in typed.split())
        order = "rowid DESC" if len(typed) < 3 else "rank"

        def bare(query: str = query, order: str = order) -> None:
            raw.execute(
                f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY {order} LIMIT 12", (query,)
            ).fetchall()

        times = []
        for _ in range(30):
            start = time.perf_counter()
            service.find(work, typed)
            times.append(time.perf_counter() - start)
        p95 = statistics.quantiles(times, n=20)[-1]
        told("search", min(times), best(bare, 10), budget, f"“{typed}”, p95 {p95 * 1000:.1f} ms")
    opened.close_inspection(work)
    opened.close()


_BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow(); window.resize(1280, 720); window.show()
QTimer.singleShot(0, app.quit); app.exec()
print(time.time())
"""

_OURS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from ilacs_desktop import paths
from ilacs_desktop.app import make_application
from ilacs_desktop.ui.controllers.window import WindowController
folder = Path(sys.argv[1])
paths.private_folder(folder)
app = make_application()
controller = WindowController(folder, app)
controller._preload = lambda: None
controller.begin()
QTimer.singleShot(0, app.exit); app.exec()
print(time.time())
heavy = [n for n in ("typer", "pydantic", "sqlmodel", "reportlab", "holidays") if n in sys.modules]
if heavy:
    print("loaded too early:", *heavy, file=sys.stderr)
controller.runner.shutdown()
"""


def start(folder: Path) -> None:
    """Cold start to the unlock window against a bare PySide6 window: from fork to first paint."""
    new_laptop(folder / "start").close()

    def painted_after(code: str, *arguments: str) -> float:
        began = time.time()
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            check=True,
            cwd=ROOT,
            env=os.environ,
            capture_output=True,
            text=True,
        )
        return float(done.stdout.split()[0]) - began

    painted_after(_OURS, str(folder / "start"))
    pairs = [(painted_after(_OURS, str(folder / "start")), painted_after(_BARE)) for _ in range(9)]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    told("start", ours, bare, "1.5x", "process start to unlock window / bare window, medians")


def report(folder: Path) -> None:
    """A report of 13 pages, tagged and archival, against the same story in plain ReportLab.

    Then the cost of a page in a document of 400 pages against a page of those 13.
    """
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    from ilacs_desktop.publish import pdf
    from ilacs_desktop.publish.inputs import ItemInput, ReportInput, SectionInput
    from ilacs_desktop.publish.report import build_report

    title = "Inspection of Testshire local authority children’s services"
    heading = "The experiences and progress of children in care: good"
    rows = tuple((f"The experiences and progress of children {at}", "Good") for at in range(4))
    words = "Social workers know children well and visit them often enough to keep them safe ({}). "

    def text(number: int) -> str:
        return "".join(words.format(f"see {number * 7 + at}") for at in range(5))

    def publication(sections: int):
        items = [[ItemInput(f"s{at}p{n}", text(n)) for n in range(19)] for at in range(sections)]
        return build_report(
            ReportInput(
                title=title,
                dates_text="6 to 10 July 2026",
                lead_inspector="Ann Example",
                table_rows=rows,
                sections=tuple(
                    SectionInput(f"s{at}", heading, tuple(held), numbered=True)
                    for at, held in enumerate(items)
                ),
                footer_lines=(title, "6 to 10 July 2026"),
                created=date(2026, 7, 10),
            )
        )

    sheet = getSampleStyleSheet()
    body = sheet["BodyText"].clone("body", fontSize=12, leading=15.8, spaceBefore=9)

    def plain() -> None:
        story = [Paragraph(title, sheet["Title"]), Table(list(rows)), Spacer(1, 12)]
        for _ in range(4):
            story.append(Paragraph(heading, sheet["Heading2"]))
            story += [Paragraph(f"{at + 1}. {text(at)}", body) for at in range(19)]
        SimpleDocTemplate(str(folder / "plain.pdf")).build(story)

    usual, long = publication(4), publication(122)
    pages = pdf.render(usual).pages
    ours = best(lambda: pdf.render(usual))
    told("report", ours, best(plain), "2x", f"{pages} pages, tagged and archival / Platypus")
    many = pdf.render(long).pages
    each = best(lambda: pdf.render(long), 3) / many
    told("report", each, ours / pages, "linear", f"a page of {many} / a page of {pages}")


def key_to_glyph(folder: Path) -> None:
    """A key in a note and in quiet mode over a full inspection against a bare field, one screen."""
    import glyphs

    note, quiet, bare = glyphs.measure(folder / "glyph")
    for name, times in (("note", note), ("quiet", quiet)):
        told(
            "glyph",
            statistics.median(times),
            statistics.median(bare),
            "16 ms",
            f"{name}, key to paint, medians; p99 {glyphs.p99(times) * 1000:.1f} ms, "
            f"worst {max(times) * 1000:.1f}; bare worst {max(bare) * 1000:.1f}",
        )


def memory_held(folder: Path) -> None:
    """Memory with 90,000 rows a minute after import, and the greatest, beside the same empty."""
    import memory

    found = memory.measure(folder / "memory")
    for what, budget in (("later", 80), ("peak", 300)):
        full, empty = (found[name][what] for name in ("rows", "empty"))
        print(
            f"{'memory':<10} {full:9.1f} MB  {empty:9.1f} MB  {full - empty:+6.1f} MB "
            f"budget +{budget} MB  90,000 rows / none, {what}"
        )


BENCHMARKS = {
    "key_to_glyph": key_to_glyph,
    "start": start,
    "open": open_file,
    "commit": commit,
    "search": search,
    "import": import_annex,
    "report": report,
    "memory": memory_held,
}


def main() -> None:
    """Run the benchmarks named, or all."""
    chosen = sys.argv[1:] or list(BENCHMARKS)
    print("             ours           reference      ratio")
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            BENCHMARKS[name](Path(folder))


if __name__ == "__main__":
    main()
