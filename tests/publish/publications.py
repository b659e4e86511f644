"""Publications that hold every kind of block, or hardly anything, or odd letters."""

from __future__ import annotations

from datetime import date

from ilacs_desktop.publish import model

WORDY = ("No.", "What was asked for, and why", "Asked in", "Due, read by", "Outcome")


def paper(*blocks: model.Block, **more) -> model.Publication:
    given = {"kind": model.Kind.WORKING_PAPER, "title": "A paper", "created": date(2026, 7, 1)}
    return model.Publication(blocks=blocks, **(given | more))


def text(words: str) -> model.Text:
    return model.plain(words)


def rows(count: int) -> tuple[tuple[model.Text, ...], ...]:
    return tuple(
        model.row(f"A{number}", f"Minutes of panel {number}", "", "", "") for number in range(count)
    )


def every_block() -> tuple[model.Block, ...]:
    """Return each kind of block, some empty, some longer than a page, levels skipped."""
    marked = (
        *text("As published at www.example.org/a-long/path/to-it and "),
        model.NoteMark("n", "1"),
        *text(", or write to ann@example.org."),
    )
    bullets = model.BulletList(
        (model.Bullet(text("First")), model.Bullet(marked), model.Bullet(()))
    )
    return (
        model.Title(text("Ŵyn and Ğülşen"), text("a subtitle")),
        model.KeyLine("Dates:", text("6 to 10 July")),
        model.GradeTable(("Judgement", "Grade"), (model.GradeRow("Care", "Good"),)),
        model.Heading(text("Too deep"), 4),
        model.Paragraph(marked, 1),
        model.Paragraph(text("word " * 1200), 2),
        bullets,
        model.AddressBlock(("1 Example Street", "www.example.org"), sender=True),
        model.LetterDate("1 July 2026"),
        model.Salutation("Dear Ann"),
        model.KeyValueTable((("Label", text("Value")), ("Empty", ()))),
        model.Table(WORDY, rows(45)),
        model.Table(("One", "Two"), ()),
        model.Box((model.Heading(text("A study"), 3), bullets, model.Table(WORDY, rows(3)))),
        model.Heading((), 2),
        model.Paragraph(()),
        model.Signature("Yours sincerely", ("Ann", "Inspector")),
        model.Boilerplate((text("Small print, www.example.org."), ())),
    )


PUBLICATIONS = {
    "every block": paper(*every_block(), notes=(model.Note("n", "1", text("See example.org.")),)),
    "landscape": paper(*every_block(), landscape=True, compact=True),
    "nothing": paper(),
    "no title": paper(model.Paragraph(text("Words.")), title=""),
    "odd letters": paper(
        model.Paragraph(text("\ue000 日 🙂 \ud83d a\u00a0b \ufeff & < > ( \\ )")),
        title="<&> \ud83d \x0b 日",
        author="Ann\nExample",
        marking="Official-Sensitive",
    ),
    "wordy table": paper(model.Table(WORDY, rows(45))),
    "wordy table, many pages": paper(model.Table(WORDY, rows(260))),
    "one-page footer": paper(
        model.Paragraph(text("Words.")),
        running_footer=("Training inspection: everything in it is made up", "Made by Ann"),
    ),
}
