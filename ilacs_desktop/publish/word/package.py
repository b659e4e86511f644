"""A Word file as a package of parts: the same parts give the same bytes."""

from __future__ import annotations

import io
import uuid
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple

from ilacs_desktop.publish.word import xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.publish.model import Publication
    from ilacs_desktop.publish.word.trace import Trace

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_APP: Final = "ILACS Desktop"
# The earliest that a zip can say: the moment of making is no part of the document.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_OWNER_READS: Final = 0o600 << 16

TRACE_PART: Final = "customXml/item1.xml"
VERSION_PROPERTY: Final = "ILACS version"
INSPECTION_PROPERTY: Final = "ILACS inspection"


class Part(NamedTuple):
    """One file of the package.

    Attributes:
        name: its path within.
        text: what it holds.
        content_type: what that is.
        relation: how the main document is tied to it; empty where it is not.
    """

    name: str
    text: str
    content_type: str = ""
    relation: str = ""


def word_part(name: str, kind: str, text: str) -> Part:
    """Return a part of the main document.

    Args:
        name: its file name within ``word``.
        kind: what Word calls it, such as ``styles``.
        text: what it holds.
    """
    return Part(f"word/{name}", text, f"{_WORD}.{kind}+xml", f"{_OFFICE}/relationships/{kind}")


def relation_id(at: int) -> str:
    """Return the id of the main document's relation to its part at this place."""
    return f"rId{at + 1}"


def packed(
    publication: Publication, document: str, parts: Sequence[Part], trace: Trace | None, map_: str
) -> bytes:
    """Return the bytes of a Word file.

    Args:
        publication: for its properties.
        document: the main part.
        parts: the parts it is tied to, in the order of their relation ids.
        trace: whose version it is; none for a file that nobody brings back.
        map_: the map of traced paragraphs.
    """
    held = [Part("word/document.xml", document, f"{_WORD}.document.main+xml"), *parts]
    held += [
        Part("docProps/core.xml", _core(publication), _CORE_TYPE),
        Part("docProps/app.xml", _app(publication), f"{_EXTENDED}.extended-properties+xml"),
    ]
    roots = [
        (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    ]
    ties = [(part.relation, part.name.removeprefix("word/")) for part in parts]
    extra: list[Part] = []
    if trace is not None:
        held.append(
            Part("docProps/custom.xml", _custom(trace), f"{_EXTENDED}.custom-properties+xml")
        )
        roots.append((f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"))
        held.append(
            Part("customXml/itemProps1.xml", _store(), f"{_EXTENDED}.customXmlProperties+xml")
        )
        ties.append((f"{_OFFICE}/relationships/customXml", f"../{TRACE_PART}"))
        props = [(f"{_OFFICE}/relationships/customXmlProps", "itemProps1.xml")]
        extra = [
            Part(TRACE_PART, map_),
            Part("customXml/_rels/item1.xml.rels", _relations(props)),
        ]
    written = [
        Part("[Content_Types].xml", _types(held)),
        Part("_rels/.rels", _relations(roots)),
        *held[:1],
        Part("word/_rels/document.xml.rels", _relations(ties)),
        *held[1:],
        *extra,
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for part in written:
            entry = zipfile.ZipInfo(part.name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _OWNER_READS
            entry.create_system = 0
            archive.writestr(entry, part.text.encode())
    return target.getvalue()


_EXTENDED: Final = "application/vnd.openxmlformats-officedocument"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"


def _types(parts: Sequence[Part]) -> str:
    overrides = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in parts
    )
    return (
        f'{xml.HEAD}<Types xmlns="{xml.TYPES}"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(ties: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{relation_id(at)}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(ties)
    )
    return f'{xml.HEAD}<Relationships xmlns="{xml.RELATIONS}">{lines}</Relationships>'


def _core(publication: Publication) -> str:
    moment = f"{publication.created:%Y-%m-%d}T00:00:00Z"
    marking = publication.marking.strip().upper()
    draft = "DRAFT" if publication.draft else ""
    given = {
        "dc:title": publication.title,
        "dc:subject": publication.subject,
        "dc:creator": publication.author,
        "cp:keywords": ", ".join(word for word in (marking, draft) if word),
        "cp:lastModifiedBy": publication.author,
        "cp:category": marking,
        "cp:contentStatus": draft.capitalize(),
        "dc:language": publication.language,
    }
    lines = "".join(
        f"<{name}>{xml.escaped(value)}</{name}>" for name, value in given.items() if value
    )
    return (
        f'{xml.HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{lines}'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _app(publication: Publication) -> str:
    company = f"<Company>{xml.escaped(publication.author)}</Company>" if publication.author else ""
    return (
        f'{xml.HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>{_APP}</Application>{company}</Properties>"
    )


def _custom(trace: Trace) -> str:
    given = ((INSPECTION_PROPERTY, trace.inspection), (VERSION_PROPERTY, trace.version))
    lines = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{at}" name="{name}">'
        f"<vt:lpwstr>{xml.escaped(value)}</vt:lpwstr></property>"
        for at, (name, value) in enumerate(given, 2)
    )
    return (
        f'{xml.HEAD}<Properties xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{lines}</Properties>'
    )


def _store() -> str:
    item = str(uuid.uuid5(uuid.NAMESPACE_URL, xml.TRACE)).upper()
    return (
        f'{xml.HEAD}<ds:datastoreItem ds:itemID="{{{item}}}" xmlns:ds="{_OFFICE}/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{xml.TRACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
