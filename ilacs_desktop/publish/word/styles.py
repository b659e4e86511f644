"""The styles and the numbering of a Word file: what Word itself calls them, in our sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ilacs_desktop.publish import model, style
from ilacs_desktop.publish.word import xml

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT: Final = "Tahoma"
BULLETS: Final = 1
NUMBERS: Final = 2
MORE_NUMBERS: Final = 3
"""The first numbering of those that begin at another number."""

_TWIPS: Final = 20
_GREY: Final = "F0F0F0"
_LINE: Final = "999999"


def looks_of(publication: model.Publication) -> style.Looks:
    """Return the sizes that a publication is set in, the same as on paper."""
    if publication.compact:
        return style.COMPACT
    working = publication.kind is model.Kind.WORKING_PAPER
    return style.WORKING if working else style.PUBLISHED


def twips(points: float) -> int:
    """Return points as twentieths, the unit of Word's measures."""
    return round(points * _TWIPS)


def part(publication: model.Publication) -> str:
    """Return the styles of a file."""
    looks = looks_of(publication)
    language = xml.escaped(publication.language)
    styles = [
        _paragraph("Normal", "Normal", looks.body, before=looks.paragraph_gap, based="", default=1),
        *_headings(publication, looks),
        _paragraph("ListBullet", "List Bullet", looks.body, looks.bullet_gap, _numbered(BULLETS)),
        _paragraph(
            "ListNumber", "List Number", looks.body, looks.paragraph_gap, _numbered(NUMBERS)
        ),
        _paragraph("KeyLine", "Key Line", looks.body, 4.0, "<w:keepNext/>", own=True, after=6.0),
        _paragraph("Address", "Address", looks.body, 0.0, "<w:keepLines/>", own=True),
        _paragraph("SenderAddress", "Sender Address", looks.small, 0.0, _sender(), own=True),
        _paragraph("SmallPrint", "Small Print", looks.small, looks.paragraph_gap, own=True),
        _paragraph("TableText", "Table Text", looks.small, 0.0, own=True),
        _paragraph("TableHeading", "Table Heading", _bold(looks.small), 0.0, own=True),
        _paragraph("GradeText", "Grade Text", looks.body, 0.0, own=True),
        _paragraph("GradeHeading", "Grade Heading", _bold(looks.body), 0.0, own=True),
        _paragraph("Header", "header", style.FURNITURE, 0.0),
        _paragraph("Footer", "footer", style.FOOTER, 0.0),
        _paragraph("FootnoteText", "footnote text", style.SMALL, style.NOTE_GAP),
        _paragraph("CommentText", "annotation text", style.SMALL, 0.0),
        _character("DefaultParagraphFont", "Default Paragraph Font", "", default=1),
        _character("Strong", "Strong", "<w:b/>"),
        _character("Emphasis", "Emphasis", "<w:i/>"),
        _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        _character("CommentReference", "annotation reference", '<w:sz w:val="16"/>'),
        _NO_LIST,
        _PLAIN_TABLE,
        _table(looks),
    ]
    return (
        f"{xml.HEAD}<w:styles {xml.ROOT}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{''.join(styles)}</w:styles>"
    )


def numbering(starts: Sequence[int]) -> str:
    """Return the definitions of bullets and numbers.

    Args:
        starts: the first number of each further run of numbered paragraphs.
    """
    nums = [
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>',
        f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="1"/></w:num>',
    ]
    nums += [
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, start in enumerate(starts, MORE_NUMBERS)
    ]
    return (
        f"{xml.HEAD}<w:numbering {xml.ROOT}>"
        f"{_abstract(0, 'bullet', '•', 'ListBullet', style.BULLET_TEXT_INDENT, 16.0)}"
        f"{_abstract(1, 'decimal', '%1.', 'ListNumber', style.NUMBER_INDENT, style.NUMBER_INDENT)}"
        f"{''.join(nums)}</w:numbering>"
    )


def _abstract(
    number: int, form: str, text: str, used_by: str, indent: float, hanging: float
) -> str:
    levels = []
    for level in range(3):
        linked = f'<w:pStyle w:val="{used_by}"/>' if level == 0 else ""
        shown = text if form == "bullet" else f"%{level + 1}."
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
            f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{twips(indent + level * 18)}" w:hanging="{twips(hanging)}"/>'
            "</w:pPr></w:lvl>"
        )
    kind = "multilevel" if form == "decimal" else "hybridMultilevel"
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _headings(publication: model.Publication, looks: style.Looks) -> list[str]:
    title = {
        model.Kind.REPORT: style.TITLE,
        model.Kind.LETTER: style.LETTER_TITLE,
        model.Kind.WORKING_PAPER: looks.headings[1],
    }[publication.kind]
    kept = "<w:keepNext/><w:keepLines/>"
    room = 0.0 if publication.kind is model.Kind.REPORT else looks.heading_gap
    found = [
        _paragraph("Title", "Title", title, room, kept, following="Normal", after=6.0),
        _paragraph("Subtitle", "Subtitle", looks.subtitle, 0.0, kept, following="Normal"),
    ]
    for level in range(1, 6):
        look = looks.headings[min(level + 1, max(looks.headings))]
        found.append(
            _paragraph(
                f"Heading{level}",
                f"heading {level}",
                look,
                looks.heading_gap,
                kept,
                following="Normal",
                outline=level - 1,
            )
        )
    return found


def _paragraph(
    name: str,
    shown: str,
    look: style.TypeStyle,
    before: float = 0.0,
    first: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    outline: int | None = None,
    after: float = 0.0,
    own: bool = False,
    default: int = 0,
) -> str:
    """Return one style; ``first`` is what opens its paragraph properties."""
    keep = "".join(one for one in ("<w:keepNext/>", "<w:keepLines/>") if one in first)
    rest = first.replace("<w:keepNext/>", "").replace("<w:keepLines/>", "")
    numbers, indent = (rest, "") if rest.startswith("<w:numPr>") else ("", rest)
    spacing = (
        f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"'
        f' w:line="{round(240 * look.leading / look.size / 1.207)}" w:lineRule="auto"/>'
    )
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    bold = "<w:b/><w:bCs/>" if look.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    return (
        f'<w:style w:type="paragraph"{_flag("default", default)}{_flag("customStyle", own)}'
        f' w:styleId="{name}"><w:name w:val="{shown}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + "<w:qFormat/>"
        + f"<w:pPr>{keep}{numbers}{spacing}{indent}{level}</w:pPr>"
        + f'<w:rPr>{bold}<w:sz w:val="{round(look.size * 2)}"/>'
        + f'<w:szCs w:val="{round(look.size * 2)}"/></w:rPr></w:style>'
    )


def _character(name: str, shown: str, look: str, *, default: int = 0) -> str:
    return (
        f'<w:style w:type="character"{_flag("default", default)} w:styleId="{name}">'
        f'<w:name w:val="{shown}"/>' + (f"<w:rPr>{look}</w:rPr>" if look else "") + "</w:style>"
    )


def _flag(name: str, value: object) -> str:
    return f' w:{name}="1"' if value else ""


def _bold(look: style.TypeStyle) -> style.TypeStyle:
    return style.TypeStyle(look.size, look.leading, bold=True)


def _numbered(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _sender() -> str:
    return f'<w:ind w:left="{twips(style.GRADE_COLUMN + style.CELL_PAD)}"/>'


_NO_LIST: Final = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    "</w:style>"
)
_PLAIN_TABLE: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _table(looks: style.Looks) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    pad = twips(style.CELL_PAD)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="RuledTable">'
        '<w:name w:val="Ruled Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblCellMar><w:top w:w="{twips(looks.cell_top)}" w:type="dxa"/>'
        f'<w:left w:w="{pad}" w:type="dxa"/>'
        f'<w:bottom w:w="{twips(looks.cell_bottom)}" w:type="dxa"/>'
        f'<w:right w:w="{pad}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_GREY}"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
