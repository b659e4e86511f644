"""The certificate of a disposal: counts, digests and what was out of reach; nothing that was in it.

It is made from what the vault keeps, because the inspection itself is gone by then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish.inputs import PaperInput
from ilacs_desktop.publish.model import BulletList, Table, row
from ilacs_desktop.publish.paper import build_paper
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.record.time_words import printed_day, read_moment
from ilacs_desktop.services.report.export import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.publish.model import PlainBlock, Rendered
    from ilacs_desktop.services.keeping.disposal import Certificate, Place

TITLE = "Certificate of disposal"
_LAPTOPS_SHOWN = 8


def suggested_name(one: Certificate) -> str:
    """Return a file name for a certificate."""
    la = "".join(sign for sign in one.la if sign.isalnum() or sign in " -’'").strip()
    return f"{TITLE} {la or one.inspection} {one.done[:10]}.pdf".replace("  ", " ")


def write(one: Certificate, out: Path, now: datetime) -> None:
    """Write a certificate as a PDF.

    Args:
        one: the certificate.
        out: the file; one that is there is replaced.
        now: the moment it is printed.

    Raises:
        StorageError: it cannot be written there; it stays on this laptop's list.
    """
    write_file(out, draw(one, now).pdf)


def draw(one: Certificate, now: datetime) -> Rendered:
    """Return a certificate as a PDF."""
    from ilacs_desktop.publish.pdf import render

    return render(
        build_paper(
            PaperInput(
                title=TITLE,
                subtitle=sheet.listed((one.la, one.event)),
                blocks=tuple(_blocks(one)),
                created=now.date(),
                la_name=one.la,
                footer_lines=(
                    f"{sheet.line(one.la, 36)} · {TITLE}",
                    f"Printed {printed_day(now.date())} at {now:%H:%M} from the list of disposals",
                ),
                marking=one.marking,
                author=one.by,
                compact=True,
            )
        )
    )


def _blocks(one: Certificate) -> Iterator[PlainBlock]:
    yield sheet.facts(
        (
            ("Local authority", one.la),
            ("Inspection", sheet.listed((one.event, one.fieldwork), ", ")),
            ("Number", f"{one.inspection}, file {one.file}"),
            ("Disposed of", _span(one)),
            ("By", _by(one)),
            ("Reason", "Written, and kept encrypted on this laptop’s list of disposals"),
            ("Retention", one.retention + (" It went before that day." if one.early else "")),
        )
    )
    yield sheet.heading("What was destroyed")
    yield sheet.note(
        "The key first; then the encrypted file, its attachments and its backups on this laptop. "
        "This certificate names nothing that was in it."
    )
    yield _counts(one)
    yield sheet.heading("Digests (SHA-256)")
    yield sheet.facts(_digests(one))
    yield sheet.heading("Where its backups were")
    yield from _places(one)
    yield sheet.heading("What a disposal on one laptop does not reach")
    yield from _elsewhere(one)


def _span(one: Certificate) -> str:
    begun, done = _moment(one.begun), _moment(one.done)
    if not done:
        return f"Begun {begun}; not finished yet"
    return done if begun == done else f"{done} (begun {begun})"


def _by(one: Certificate) -> str:
    if one.as_lead:
        return f"{one.by}, lead inspector"
    lead = f" {one.lead}" if one.lead else ""
    return f"{one.by}, who entered the written reason of the lead inspector{lead}"


def _counts(one: Certificate) -> Table:
    totals = (
        ("Entries in its journal", one.entries),
        ("Rows of Annex A", one.annex_rows),
        ("Attachments and received files", one.attachments),
        ("Backup sets on this laptop", one.backups),
    )
    cells = [(words, f"{number:,}") for words, number in (*one.counts, *totals)]
    half = (len(cells) + 1) // 2
    right = [*cells[half:], ("", "")][:half]
    return Table(
        ("Records", "Count", "Further", "Count"),
        tuple(row(*left, *other) for left, other in zip(cells[:half], right, strict=True)),
        widths=(35, 15, 35, 15),
    )


def _digests(one: Certificate) -> Iterator[tuple[str, str]]:
    yield "Encrypted file", one.digest
    for name, seq, chain in one.heads[:_LAPTOPS_SHOWN]:
        yield f"Newest entry, {name[:8]}", f"{chain} (entry {seq:,})"
    if len(one.heads) > _LAPTOPS_SHOWN:
        yield "Further laptops", str(len(one.heads) - _LAPTOPS_SHOWN)
    if one.attachments:
        yield "Attachments", one.attached
    yield "This certificate", one.seal


def _places(one: Certificate) -> Iterator[PlainBlock]:
    if not one.places:
        yield sheet.note("None was ever made, as far as this laptop knows.")
        return
    yield from sheet.bullets(sheet.strong("", _place_words(place)) for place in one.places)
    if one.unreached:
        yield from sheet.text(
            "What was not in reach can still be opened, with the passphrase or the recovery key "
            "of its day. Where it comes into reach of this laptop again, it is removed."
        )


def _place_words(one: Place) -> str:
    newest = f", newest of {_moment(one.at)}" if one.at else ""
    if one.later:
        return f"{one.path}{newest}: not in reach then, removed {_moment(one.later)}"
    state = "removed" if one.reached else "NOT IN REACH, can still be opened"
    return f"{one.path} ({one.where}{newest}): {state}"


def _elsewhere(one: Certificate) -> Iterator[BulletList]:
    laptops = ", ".join(one.laptops)
    lines = [
        f"The team’s other laptops, where each is disposed of by itself: {laptops}."
        if laptops
        else "Any other laptop that holds this inspection.",
        "Backups moved by hand and copies of the disk: they open with the secrets of their day.",
        "Team updates handed out, and documents exported: exports are not encrypted.",
    ]
    if one.others:
        lines.insert(
            0, f"Other files of the same inspection on this laptop: {', '.join(one.others)}."
        )
    yield from sheet.bullets(sheet.strong("", each) for each in lines)


def _moment(text: str) -> str:
    moment = read_moment(text) if text else None
    return f"{printed_day(moment.date())} at {moment:%H:%M}" if moment else text
