"""Writes a publication as a Word file; the same publication gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ilacs_desktop.publish import model, style
from ilacs_desktop.publish.word import package, styles, xml
from ilacs_desktop.publish.word import trace as traces
from ilacs_desktop.publish.word.body import Body, Line
from ilacs_desktop.publish.word.styles import twips

if TYPE_CHECKING:
    from ilacs_desktop.publish.word.trace import Trace


class Written(NamedTuple):
    """A Word file.

    Attributes:
        docx: its bytes.
        lines: traced lines that are no paragraph records, such as headings.
        keys: keys of all that was traced, in order.
    """

    docx: bytes
    lines: tuple[Line, ...] = ()
    keys: tuple[str, ...] = ()


def write(
    publication: model.Publication,
    trace: Trace | None = None,
    items: frozenset[str] = frozenset(),
) -> Written:
    """Return a publication as a Word file.

    A traced draft has its tracking of changes switched on, so that what is moderated in it can be
    told apart when it comes back.

    Args:
        publication: what it says.
        trace: whose version it is; none for a file that nobody brings back.
        items: ids of the paragraphs and points that are records.
    """
    shape = _shape(publication)
    body = Body(publication, shape, items if trace is not None else None)
    inside = body.blocks(publication.blocks)
    edges = ("default", "first") if _first_differs(publication) else ("default",)
    parts = [
        package.word_part("styles.xml", "styles", styles.part(publication)),
        package.word_part("numbering.xml", "numbering", styles.numbering(body.starts)),
        package.word_part("settings.xml", "settings", _settings(publication, trace)),
        package.word_part("fontTable.xml", "fontTable", _FONTS),
        package.word_part("footnotes.xml", "footnotes", _footnotes(publication)),
    ]
    references = []
    for edge in edges:
        for kind, text in (
            ("header", _header(publication)),
            ("footer", _footer(publication, edge)),
        ):
            references.append(
                f'<w:{kind}Reference w:type="{edge}" r:id="{package.relation_id(len(parts))}"/>'
            )
            parts.append(package.word_part(f"{kind}-{edge}.xml", kind, text))
    document = (
        f"{xml.HEAD}<w:document {xml.ROOT}><w:body>{inside}"
        f"{_section(publication, shape, ''.join(references))}</w:body></w:document>"
    )
    map_ = traces.part(trace, body.keys) if trace is not None else ""
    docx = package.packed(publication, document, parts, trace, map_)
    return Written(docx, tuple(body.lines), tuple(body.keys))


def _shape(publication: model.Publication) -> style.PageShape:
    if publication.landscape:
        return style.LANDSCAPE
    working = publication.kind is model.Kind.WORKING_PAPER
    return style.WORKING_PORTRAIT if working else style.PORTRAIT


def _first_differs(publication: model.Publication) -> bool:
    """Return whether the first page has no running footer, as on paper."""
    return publication.kind is not model.Kind.WORKING_PAPER


def _section(publication: model.Publication, shape: style.PageShape, references: str) -> str:
    turned = ' w:orient="landscape"' if publication.landscape else ""
    first = "<w:titlePg/>" if _first_differs(publication) else ""
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{twips(shape.width)}" w:h="{twips(shape.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(shape.top)}" w:right="{twips(shape.right)}"'
        f' w:bottom="{twips(shape.bottom)}" w:left="{twips(shape.left)}"'
        f' w:header="{twips(24.0)}" w:footer="{twips(22.0)}" w:gutter="0"/>{first}</w:sectPr>'
    )


def _stops(publication: model.Publication) -> str:
    width = _shape(publication).text_width
    return (
        f'<w:tabs><w:tab w:val="center" w:pos="{twips(width / 2)}"/>'
        f'<w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
    )


def _line(look: str, stops: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{look}"/>{stops}</w:pPr>{inside}</w:p>'


def _header(publication: model.Publication) -> str:
    marking = publication.marking.strip().upper()
    draft = xml.run("DRAFT", properties='<w:sz w:val="28"/>') if publication.draft else ""
    tab = "<w:r><w:tab/></w:r>"
    inside = f"{tab}{xml.run(marking)}{tab}{draft}" if marking or draft else ""
    return f"{xml.HEAD}<w:hdr {xml.ROOT}>{_line('Header', _stops(publication), inside)}</w:hdr>"


def _footer(publication: model.Publication, edge: str) -> str:
    paper = publication.kind is model.Kind.WORKING_PAPER
    stops = _stops(publication)
    lines = publication.running_footer if paper or edge == "default" else ()
    size = f'<w:b w:val="0"/><w:sz w:val="{round(style.PAGE_NUMBER_SIZE[publication.kind] * 2)}"/>'
    number = xml.field("PAGE", "1", properties=size)
    if paper:
        total = xml.field("NUMPAGES", "1", properties=size)
        number = f"{xml.run('Page ', properties=size)}{number}{xml.run(' of ', properties=size)}"
        number += total
    written = [_line("Footer", stops, xml.run(line)) for line in lines[:-1]]
    last = xml.run(lines[-1]) if lines else ""
    written.append(_line("Footer", stops, f"{last}<w:r><w:tab/><w:tab/></w:r>{number}"))
    marking = publication.marking.strip().upper()
    if marking:
        look = f'<w:sz w:val="{round(style.FURNITURE.size * 2)}"/>'
        inside = f"<w:r><w:tab/></w:r>{xml.run(marking, properties=look)}"
        written.append(_line("Footer", stops, inside))
    return f"{xml.HEAD}<w:ftr {xml.ROOT}>{''.join(written)}</w:ftr>"


def _footnotes(publication: model.Publication) -> str:
    look = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    notes = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p>{look}<w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in enumerate(("separator", "continuationSeparator"), -1)
    ]
    for number, note in enumerate(publication.notes, 1):
        words = "".join(xml.run(part.text) for part in note.text if isinstance(part, model.Run))
        notes.append(
            f'<w:footnote w:id="{number}"><w:p>{look}<w:r><w:rPr>'
            '<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f"{xml.run(' ')}{words}</w:p></w:footnote>"
        )
    return f"{xml.HEAD}<w:footnotes {xml.ROOT}>{''.join(notes)}</w:footnotes>"


def _settings(publication: model.Publication, trace: Trace | None) -> str:
    tracked = "<w:trackRevisions/>" if trace is not None and publication.draft else ""
    language = xml.escaped(publication.language)
    return (
        f'{xml.HEAD}<w:settings {xml.ROOT}><w:zoom w:percent="100"/>{tracked}'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


# Where the font is not on the computer, one of about its width stands in.
_FONTS: Final = (
    f"{xml.HEAD}<w:fonts {xml.ROOT}>"
    f'<w:font w:name="{styles.FONT}"><w:altName w:val="Verdana"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
