"""The table that answers the LA's comments on the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.support import counted
from ilacs_desktop.publish.model import Run, Table, plain
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.record.time_words import moment_words
from ilacs_desktop.services.stages import la_comments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.stages.la_comments import CommentRow

_HEADER = ("No.", "Paragraph", "The LA’s point", "Evidence offered", "Decision", "Change made")
_ANSWER = "Our answer"
_WIDTHS = (5, 9, 27, 14, 9, 18, 18)
_CONDUCT_HEADER = ("No.", "The LA’s point", "Evidence offered", "Our answer")
_CONDUCT_WIDTHS = (6, 40, 18, 36)


def make(work: Work) -> Iterator[Paper]:
    """Yield the table of the LA's comments with what was decided of each."""
    yield sheet.Paper(
        title="Answers to the local authority’s comments",
        subtitle=f"What {work.inspection.la_name} said of the draft, and what became of it",
        blocks=tuple(_blocks(work)),
        landscape=True,
        compact=True,
    )


def _blocks(work: Work) -> Iterator[PlainBlock]:
    factual = la_comments.rows(work, la_comments.ACCURACY)
    conduct = la_comments.rows(work, la_comments.CONDUCT)
    yield sheet.whose(work, ("Comments", _counts(factual, conduct)))
    yield sheet.heading("Factual accuracy")
    if factual:
        rows = tuple(_row(one) for one in factual)
        yield Table((*_HEADER, _ANSWER), rows, widths=_WIDTHS)
    else:
        yield sheet.note("No comments on factual accuracy.")
    if conduct:
        yield sheet.heading("Process or conduct")
        yield sheet.note("These do not change the document; they are answered apart.")
        rows = tuple(_conduct_row(one) for one in conduct)
        yield Table(_CONDUCT_HEADER, rows, widths=_CONDUCT_WIDTHS)


def _counts(factual: tuple[CommentRow, ...], conduct: tuple[CommentRow, ...]) -> str:
    parts = [counted(len(factual), "point") + " on factual accuracy"]
    for key, label in la_comments.DECISIONS:
        if count := sum(one.decision == key for one in factual):
            parts.append(f"{count} {label.lower()}")
    if count := sum(not one.decision for one in factual):
        parts.append(f"{count} not decided yet")
    if conduct:
        parts.append(f"{len(conduct)} on process or conduct")
    return sheet.listed(parts, ", ")


def _row(one: CommentRow) -> tuple[Text, ...]:
    quote = f"\n“{one.quote.strip('“”')}”" if one.quote else ""
    point: Text = (*plain(one.point), Run(quote, italic=True)) if quote else plain(one.point)
    return (
        plain(one.number),
        plain(one.place or "Not said"),
        point,
        plain(one.evidence or "None"),
        plain(one.decision_words if one.decision else "Open"),
        plain(one.change or ("None" if one.decision == "not_accepted" else "")),
        plain(_answer(one)),
    )


def _conduct_row(one: CommentRow) -> tuple[Text, ...]:
    return (plain(one.number), plain(one.point), plain(one.evidence or "None"), plain(_answer(one)))


def _answer(one: CommentRow) -> str:
    return one.answer or (f"Received {moment_words(one.received)}" if one.received else "")
