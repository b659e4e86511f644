"""Writes a structure tree into a PDF file, with the way back from each page to the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish.structure import Content, Element, Pointer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.publish.pdffile import PdfFile


def write_tree(
    file: PdfFile,
    root: Element,
    pages: Sequence[int],
    links: Mapping[int, int],
) -> int:
    """Put the tree into the file; return the number of its root.

    Args:
        file: takes the objects.
        root: the element of the document.
        pages: the object number of each page; a page's place is its key in the parent tree.
        links: the key in the parent tree of each link annotation, by its object number.
    """
    writer = _Writer(file, pages, links)
    top = file.reserve()
    document = writer.element(root, top)
    ids = "".join(f"({name}){number} 0 R" for name, number in sorted(writer.ids.items()))
    names = f"/IDTree<</Names[{ids}]>>" if ids else ""
    return file.put(
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree<</Nums[{writer.parents()}]>>"
        f"/ParentTreeNextKey {len(pages) + len(links)}{names}>>",
        top,
    )


class _Writer:
    """Numbers elements in reading order and remembers whose each stretch of content is."""

    def __init__(self, file: PdfFile, pages: Sequence[int], links: Mapping[int, int]) -> None:
        self.ids: dict[str, int] = {}
        self._file = file
        self._pages = pages
        self._links = links
        self._owners: list[dict[int, int]] = [{} for _ in pages]
        self._pointed: dict[int, int] = {}

    def element(self, element: Element, parent: int) -> int:
        """Put an element and all below it; return its number."""
        number = self._file.reserve()
        home = -1
        kids = []
        for kid in element.held():
            if isinstance(kid, Element):
                kids.append(f"{self.element(kid, number)} 0 R")
                continue
            if home < 0:
                home = kid.page
            kids.append(self._kid(kid, number, home))
        page = f"/Pg {self._pages[home]} 0 R" if home >= 0 else ""
        held = f"/K[{' '.join(kids)}]" if kids else ""
        if "/ID(" in element.keys:
            self.ids[element.keys.partition("(")[2].rstrip(")")] = number
        self._file.put(
            f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R{element.keys}{page}{held}>>", number
        )
        return number

    def parents(self) -> str:
        """Return the entries of the parent tree: of each page, then of each link."""
        entries = []
        for key, owners in enumerate(self._owners):
            held = " ".join(f"{owners[mark]} 0 R" for mark in range(len(owners)))
            entries.append(f"{key}[{held}]")
        keyed = sorted((self._links[link], owner) for link, owner in self._pointed.items())
        entries += [f"{key} {owner} 0 R" for key, owner in keyed]
        return " ".join(entries)

    def _kid(self, kid: Content | Pointer, number: int, home: int) -> str:
        if isinstance(kid, Pointer):
            self._pointed[kid.number] = number
            return f"<</Type/OBJR/Pg {self._pages[kid.page]} 0 R/Obj {kid.number} 0 R>>"
        self._owners[kid.page][kid.mark] = number
        if kid.page == home:
            return str(kid.mark)
        return f"<</Type/MCR/Pg {self._pages[kid.page]} 0 R/MCID {kid.mark}>>"
