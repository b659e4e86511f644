"""Puts drawn pages into a file: pages, tree, links, bookmarks, properties and what it claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ilacs_desktop.publish.archive import PROFILE_NAME, colour_profile, packet
from ilacs_desktop.publish.draw import DRAFT_WORD
from ilacs_desktop.publish.embed import embed
from ilacs_desktop.publish.fonts import Face
from ilacs_desktop.publish.pdffile import PdfFile, text_string
from ilacs_desktop.publish.structure import Pointer
from ilacs_desktop.publish.tags import write_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.publish.draw import Drawn, Link
    from ilacs_desktop.publish.fonts import FontSet
    from ilacs_desktop.publish.model import Publication
    from ilacs_desktop.publish.structure import Structure
    from ilacs_desktop.publish.style import PageShape

_APP = "ILACS Desktop"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to go to: a page counted from 0, and points from its bottom edge."""

    page: int
    height: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading as the list of bookmarks has it; depth 1 is the outermost."""

    words: str
    depth: int
    spot: Spot


@dataclass(slots=True)
class _Entry:
    """A bookmark with those below it."""

    number: int
    bookmark: Bookmark
    below: list[_Entry] = field(default_factory=list)

    def count(self) -> int:
        return sum(1 + entry.count() for entry in self.below)


def finish(
    publication: Publication,
    drawn: Drawn,
    shape: PageShape,
    fonts: FontSet,
    structure: Structure,
    bookmarks: Sequence[Bookmark],
    notes: Mapping[str, Spot],
) -> bytes:
    """Return the file, which is PDF/UA-1 and PDF/A-2a; the same input gives the same bytes.

    Args:
        publication: what it shows.
        drawn: its pages.
        shape: their size.
        fonts: knows the faces they use.
        structure: the tree, with what was drawn on its leaves.
        bookmarks: in reading order.
        notes: where each note stands.
    """
    binder = _Binder(len(drawn.sheets), shape)
    root = binder.file.reserve()
    binder.pages(drawn, fonts, notes)
    tree = write_tree(binder.file, structure.root, binder.numbers, binder.keys)
    properties = _properties(publication)
    told = packet(properties, publication.language, publication.created)
    metadata = binder.file.stream(told, "/Type/Metadata/Subtype/XML", packed=False)
    profile = binder.file.stream(colour_profile(), "/N 3/Alternate/DeviceRGB")
    name = text_string(PROFILE_NAME)
    binder.file.put(
        f"<</Type/Catalog/Pages {binder.top} 0 R/StructTreeRoot {tree} 0 R"
        f"/MarkInfo<</Marked true>>/Lang{text_string(publication.language)}"
        f"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R"
        f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{name}"
        f"/Info{name}/DestOutputProfile {profile} 0 R>>]{binder.outline(bookmarks)}>>",
        root,
    )
    day = f"(D:{publication.created:%Y%m%d}000000Z)"
    words = "".join(f"/{key}{text_string(value)}" for key, value in properties.items())
    info = binder.file.put(f"<<{words}/CreationDate{day}/ModDate{day}>>")
    return binder.file.finished(root, info)


class _Binder:
    """Numbers the pages and what hangs on them.

    Attributes:
        numbers: the object number of each page.
        keys: the key of each link in the parent tree, by its object number; after the pages'.
    """

    def __init__(self, count: int, shape: PageShape) -> None:
        self.file = PdfFile()
        self.numbers = [self.file.reserve() for _ in range(count)]
        self.top = self.file.reserve()
        self.keys: dict[int, int] = {}
        self._shape = shape

    def pages(self, drawn: Drawn, fonts: FontSet, notes: Mapping[str, Spot]) -> None:
        """Put the pages, their content and links, and the fonts."""
        names = "".join(
            f"/F{index} {embed(self.file, face, drawn.codes[face], fonts)} 0 R"
            for index, face in enumerate(Face)
            if face in drawn.codes
        )
        resources = self.file.put(f"<</Font<<{names}>>>>")
        size = f"{self._shape.width:g} {self._shape.height:g}"
        for index, sheet in enumerate(drawn.sheets):
            content = self.file.stream(sheet.content.encode("ascii"))
            links = " ".join(f"{self._link(link, index, notes)} 0 R" for link in sheet.links)
            held = f"/Annots[{links}]" if links else ""
            self.file.put(
                f"<</Type/Page/Parent {self.top} 0 R/MediaBox[0 0 {size}]/Contents {content} 0 R"
                f"/Resources {resources} 0 R/StructParents {index}/Tabs/S{held}>>",
                self.numbers[index],
            )
        kids = " ".join(f"{number} 0 R" for number in self.numbers)
        self.file.put(f"<</Type/Pages/Count {len(self.numbers)}/Kids[{kids}]>>", self.top)

    def outline(self, bookmarks: Sequence[Bookmark]) -> str:
        """Put the bookmarks; return the catalogue's entry for them."""
        if not bookmarks:
            return ""
        root = _Entry(self.file.reserve(), bookmarks[0])
        path = [root]
        for bookmark in bookmarks:
            del path[max(bookmark.depth, 1) :]
            entry = _Entry(self.file.reserve(), bookmark)
            path[-1].below.append(entry)
            path.append(entry)
        self._entries(root)
        ends = f"/First {root.below[0].number} 0 R/Last {root.below[-1].number} 0 R"
        self.file.put(f"<</Type/Outlines{ends}/Count {root.count()}>>", root.number)
        return f"/Outlines {root.number} 0 R"

    def _entries(self, holder: _Entry) -> None:
        """Put the bookmarks below one, linked to their neighbours."""
        below = holder.below
        for index, entry in enumerate(below):
            keys = f"/Parent {holder.number} 0 R/Dest{self._spot(entry.bookmark.spot)}"
            if index:
                keys += f"/Prev {below[index - 1].number} 0 R"
            if index + 1 < len(below):
                keys += f"/Next {below[index + 1].number} 0 R"
            if entry.below:
                first, last = entry.below[0].number, entry.below[-1].number
                keys += f"/First {first} 0 R/Last {last} 0 R/Count {entry.count()}"
                self._entries(entry)
            self.file.put(f"<</Title{text_string(entry.bookmark.words)}{keys}>>", entry.number)

    def _link(self, link: Link, page: int, notes: Mapping[str, Spot]) -> int:
        number = self.file.reserve()
        self.keys[number] = len(self.numbers) + len(self.keys)
        link.element.kids.append(Pointer(page, number))
        if link.note_id:
            leads = f"/Dest{self._spot(notes[link.note_id])}"
        else:
            leads = f"/A<</S/URI/URI{text_string(_uri(link.address))}>>"
        box = " ".join(f"{edge:.2f}" for edge in link.box)
        self.file.put(
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/P {self.numbers[page]} 0 R"
            f"/Contents{text_string(link.words)}/StructParent {self.keys[number]}{leads}>>",
            number,
        )
        return number

    def _spot(self, spot: Spot) -> str:
        return f"[{self.numbers[spot.page]} 0 R/XYZ null {spot.height:.2f} null]"


def _uri(address: str) -> str:
    """Return an address in the characters that one may have (RFC 3986)."""
    return "".join(
        one if one.isascii() else "".join(f"%{byte:02X}" for byte in one.encode("utf-8", "replace"))
        for one in address
    )


def _properties(publication: Publication) -> dict[str, str]:
    draft = DRAFT_WORD if publication.draft else ""
    keywords = ", ".join(word for word in (publication.marking.strip().upper(), draft) if word)
    properties = {
        "Title": publication.title.strip() or "Untitled",
        "Author": publication.author,
        "Subject": publication.subject,
        "Keywords": keywords,
        "Creator": _APP,
        "Producer": _APP,
    }
    return {key: _told(value) for key, value in properties.items() if value.strip()}


def _told(text: str) -> str:
    """Return text on one line, without controls and halves of split character pairs.

    The properties and the metadata packet must say the same, and XML holds neither.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    flat = " ".join(whole.split())
    return "".join(one for one in flat if one.isprintable())
