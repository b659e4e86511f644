"""Writes a publication as one web page: structure by elements, no scripts, nothing from outside."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from ilacs_desktop.publish import model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ilacs_desktop.publish.model import Text

_LAST_HEADING: Final = 6
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ID_SIGNS: Final = re.compile(r"[^A-Za-z0-9_.:-]")


def write(publication: model.Publication) -> bytes:
    """Return a publication as a web page; the same publication gives the same bytes."""
    page = _Page(publication)
    body = "\n".join(page.blocks(publication.blocks))
    notes = page.notes()
    marking = _marking(publication)
    footer = "<br>".join(escaped(line) for line in publication.running_footer if line.strip())
    meta = "".join(
        f'<meta name="{name}" content="{escaped(value)}">\n'
        for name, value in (
            ("author", publication.author),
            ("description", publication.subject),
            ("date", f"{publication.created:%Y-%m-%d}"),
            ("classification", publication.marking.strip().upper()),
        )
        if value
    )
    width = "72rem" if publication.landscape else "46rem"
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(publication.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="color-scheme" content="light dark">\n'
        f"{meta}<title>{escaped(publication.title)}</title>\n"
        f"<style>\n:root {{ --width: {width}; }}\n{_STYLE}{_paper(publication)}</style>\n"
        '</head>\n<body>\n<a class="skip" href="#content">Skip to the content</a>\n'
        f'{marking}<main id="content" tabindex="-1">\n{body}\n{notes}</main>\n'
        + (f'<footer>\n<p class="running">{footer}</p>\n</footer>\n' if footer else "")
        + f"{marking}</body>\n</html>\n"
    ).encode()


def escaped(text: str) -> str:
    """Return text as it stands in a page or in a quoted attribute."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def _marking(publication: model.Publication) -> str:
    marking = publication.marking.strip().upper()
    parts = [f"<span>{escaped(marking)}</span>"] if marking else []
    if publication.draft:
        parts.append('<span class="draft">DRAFT</span>')
    return f'<p class="marking">{" ".join(parts)}</p>\n' if parts else ""


def _id(value: str) -> str:
    """Return an attribute that names an element, from any id; a page may not have spaces in it."""
    return f' id="b-{_ID_SIGNS.sub("-", value)}"' if value else ""


class _Page:
    """Writes blocks, and remembers which notes were marked where."""

    def __init__(self, publication: model.Publication) -> None:
        self._publication = publication
        self._numbers = {note.id: at for at, note in enumerate(publication.notes, 1)}
        self._marked: set[str] = set()
        self._writers: Mapping[type, Callable[..., list[str]]] = {
            model.Title: self._title,
            model.KeyLine: self._key_line,
            model.GradeTable: self._grade_table,
            model.Heading: self._heading,
            model.BulletList: self._bullets,
            model.AddressBlock: self._address,
            model.LetterDate: self._line,
            model.Salutation: self._line,
            model.Signature: self._signature,
            model.KeyValueTable: self._key_values,
            model.Table: self._table,
            model.Boilerplate: self._boilerplate,
            model.Box: self._box,
        }

    def blocks(self, blocks: Sequence[model.Block]) -> list[str]:
        """Return blocks as lines; numbered paragraphs that follow one another are one list."""
        lines: list[str] = []
        numbered: list[model.Paragraph] = []
        for block in blocks:
            number = block.number if isinstance(block, model.Paragraph) else None
            if numbered and number != (numbered[-1].number or 0) + 1:
                lines += self._numbered(numbered)
                numbered = []
            if not isinstance(block, model.Paragraph):
                lines += self._writers[type(block)](block)
            elif number is None:
                lines.append(f"<p{_id(block.id)}>{self._text(block.text)}</p>")
            else:
                numbered.append(block)
        return lines + (self._numbered(numbered) if numbered else [])

    def notes(self) -> str:
        """Return the notes that were marked, each with the way back to its first mark."""
        found = [note for note in self._publication.notes if note.id in self._marked]
        if not found:
            return ""
        lines = [
            f'<li id="note-{self._numbers[note.id]}" value="{self._numbers[note.id]}">'
            f'<p>{self._text(note.text)} <a href="#mark-{self._numbers[note.id]}"'
            ' role="doc-backlink" aria-label="Back to the text"></a></p></li>'
            for note in found
        ]
        inside = "\n".join(lines)
        return (
            '<section class="notes" role="doc-endnotes" aria-label="Notes">\n'
            f"<ol>\n{inside}\n</ol>\n</section>\n"
        )

    def _text(self, text: Text) -> str:
        parts = []
        for part in text:
            if isinstance(part, model.NoteMark):
                parts.append(self._mark(part))
                continue
            words = escaped(part.text).replace("\n", "<br>")
            words = f"<em>{words}</em>" if part.italic else words
            parts.append(f"<strong>{words}</strong>" if part.bold else words)
        return "".join(parts)

    def _mark(self, mark: model.NoteMark) -> str:
        number = self._numbers.get(mark.note_id)
        if number is None:
            return f"<sup>{escaped(mark.mark)}</sup>"
        own = f' id="mark-{number}"' if mark.note_id not in self._marked else ""
        self._marked.add(mark.note_id)
        return (
            f'<sup><a{own} href="#note-{number}" role="doc-noteref"'
            f' aria-label="Note {escaped(mark.mark)}">{escaped(mark.mark)}</a></sup>'
        )

    def _numbered(self, found: Sequence[model.Paragraph]) -> list[str]:
        items = [f"<li{_id(one.id)}>{self._text(one.text)}</li>" for one in found]
        return [f'<ol start="{found[0].number}">', *items, "</ol>"]

    def _title(self, block: model.Title) -> list[str]:
        under = f'<p class="subtitle">{self._text(block.subtitle)}</p>'
        return [f"<h1>{self._text(block.text)}</h1>", *([under] if block.subtitle else [])]

    def _heading(self, block: model.Heading) -> list[str]:
        level = min(max(block.level, 2), _LAST_HEADING)
        return [f"<h{level}{_id(block.id)}>{self._text(block.text)}</h{level}>"]

    def _key_line(self, block: model.KeyLine) -> list[str]:
        return [f"<p><strong>{escaped(block.label)}</strong> {self._text(block.text)}</p>"]

    def _bullets(self, block: model.BulletList) -> list[str]:
        items = [f"<li{_id(item.id)}>{self._text(item.text)}</li>" for item in block.items]
        return ["<ul>", *items, "</ul>"]

    def _address(self, block: model.AddressBlock) -> list[str]:
        lines = "<br>".join(escaped(line) for line in block.lines)
        kind = "address sender" if block.sender else "address"
        return [f'<p class="{kind}">{lines}</p>']

    def _line(self, block: model.LetterDate | model.Salutation) -> list[str]:
        return [f"<p>{escaped(block.text)}</p>"] if block.text else []

    def _signature(self, block: model.Signature) -> list[str]:
        closing = [f"<p>{escaped(block.closing)}</p>"] if block.closing else []
        lines = [
            f"<strong>{escaped(line)}</strong>" if at == 0 else escaped(line)
            for at, line in enumerate(block.lines)
        ]
        return [*closing, *([f'<p class="signature">{"<br>".join(lines)}</p>'] if lines else [])]

    def _boilerplate(self, block: model.Boilerplate) -> list[str]:
        inside = [f"<p>{self._text(text)}</p>" for text in block.paragraphs]
        return ['<div class="small">', *inside, "</div>"]

    def _box(self, block: model.Box) -> list[str]:
        return ['<div class="box">', *self.blocks(block.blocks), "</div>"]

    # -- tables ----------------------------------------------------------------------------------

    def _grade_table(self, block: model.GradeTable) -> list[str]:
        rows = [model.row(line.label, line.grade) for line in block.rows]
        return self._grid(block.header, rows, labelled=True)

    def _table(self, block: model.Table) -> list[str]:
        return self._grid(block.header, block.rows)

    def _key_values(self, block: model.KeyValueTable) -> list[str]:
        rows = [(model.plain(label), value) for label, value in block.rows]
        return self._grid((), rows, labelled=True)

    def _grid(
        self, header: Sequence[str], rows: Sequence[tuple[Text, ...]], *, labelled: bool = False
    ) -> list[str]:
        lines = ['<div class="wide"><table>']
        if header:
            heads = "".join(f'<th scope="col">{escaped(cell)}</th>' for cell in header)
            lines.append(f"<thead><tr>{heads}</tr></thead>")
        lines.append("<tbody>")
        for cells in rows:
            written = [self._text(cell) for cell in cells]
            first = f'<th scope="row">{written[0]}</th>' if labelled else f"<td>{written[0]}</td>"
            rest = "".join(f"<td>{cell}</td>" for cell in written[1:])
            lines.append(f"<tr>{first}{rest}</tr>")
        return [*lines, "</tbody></table></div>"]


def _paper(publication: model.Publication) -> str:
    turned = " landscape" if publication.landscape else ""
    return f"@page {{ size: A4{turned}; margin: 22mm 23mm 25mm 25mm; }}\n"


_STYLE: Final = """\
:root { color-scheme: light dark; --ink: #16181d; --soft: #4a4f5a; --ground: #ffffff;
  --line: #b8bcc6; --shade: #f0f1f4; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaee; --soft: #b4b9c4; --ground: #16181d; --line: #565c68; --shade: #24272e;
    --link: #8ab8f5; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 0 1.25rem 3rem; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.5 "Noto Sans", Tahoma, Verdana, "DejaVu Sans", sans-serif; }
main, footer, .marking { max-width: var(--width); margin-inline: auto; }
main:focus { outline: none; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1.5rem 0 0.75rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2rem 0 0.75rem; }
h3, h4, h5, h6 { font-size: 1.0625rem; margin: 1.5rem 0 0.5rem; }
p, li { margin: 0 0 0.75rem; overflow-wrap: break-word; }
ol, ul { margin: 0 0 0.75rem; padding-left: 2.75rem; }
.subtitle { font-size: 1.25rem; }
.sender { margin-left: 50%; }
.address { margin: 1.5rem 0; }
.signature { margin-top: 3.5rem; }
.small, .notes { font-size: 0.9rem; margin-top: 2.5rem; }
.notes { border-top: 1px solid var(--line); padding-top: 1rem; }
.running { color: var(--soft); font-size: 0.85rem; font-weight: bold; margin-top: 2rem; }
.marking { display: flex; justify-content: space-between; gap: 1rem; font-weight: bold;
  padding: 0.75rem 0; }
.box { border: 1px solid var(--line); padding: 1rem 1.25rem 0.25rem; margin: 1.5rem 0; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.6rem;
  border-bottom: 1px solid var(--line); }
thead th { background: var(--shade); border-top: 1px solid var(--line); }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; top: 0; padding: 0.75rem 1rem;
  background: var(--ground); }
.skip:focus { left: 0; z-index: 1; }
[role="doc-backlink"]::before { content: "↩"; padding: 0 0.4em; }
@media print {
  :root { color-scheme: light; --ink: #000000; --soft: #000000; --ground: #ffffff;
    --line: #999999; --shade: #f0f0f0; --link: #000000; }
  body { padding: 0; font-size: 12pt; line-height: 1.3; }
  main, footer, .marking { max-width: none; }
  .skip, [role="doc-backlink"] { display: none; }
  a { text-decoration: none; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  p, li { orphans: 2; widows: 2; }
  tr, .signature { break-inside: avoid; }
  thead { display: table-header-group; }
  .small { break-before: page; }
  .wide { overflow: visible; }
}
"""
