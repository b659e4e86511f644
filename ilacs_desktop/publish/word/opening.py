"""Opens a Word file from outside: only its own parts, within limits, and no entity of XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.publish.word import xml
from ilacs_desktop.publish.word.package import INSPECTION_PROPERTY, TRACE_PART, VERSION_PROPERTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MOST_BYTES: Final = 50 * 1024 * 1024
"""Of the file itself: a moderated letter with a few pictures has one or two."""
_MOST_OF_A_PART: Final = 64 * 1024 * 1024
_MOST_PARTS: Final = 4000
_MOST_ELEMENTS: Final = 2_000_000
_KEPT: Final = "Nothing was changed."
_SAVE_AGAIN: Final = "Save it as a Word document (.docx), and bring that back."
_OLD: Final = {
    b"\xd0\xcf\x11\xe0": "It is an old Word file (.doc), or one that a password protects.",
    b"%PDF": "It is a PDF.",
    b"{\\rt": "It is a rich text file (.rtf).",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of a Word file that matter here.

    Attributes:
        body: of the main document.
        comments: the comments, or None.
        extended: which comment answers which, or None.
        paragraphs: key of each traced paragraph, by bookmark name and by paragraph id.
        inspection: id of the inspection that it was exported from; empty where it does not say.
        version: id of the version that it was exported as; empty where it does not say.
    """

    body: _Element
    comments: _Element | None
    extended: _Element | None
    paragraphs: dict[str, str]
    inspection: str
    version: str


def opened(data: bytes, name: str) -> Opened:
    """Open a Word file.

    Args:
        data: its bytes.
        name: what it is called, for messages.

    Raises:
        BadInputError: it is no Word file, is damaged, or is larger than any letter.
    """
    _refuse_other(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(_Archive(archive, name))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, KeyError) as error:
        # RuntimeError is how zipfile tells an encrypted entry, or a method that it does not know.
        raise _damaged(name) from error
    except NotImplementedError as error:
        raise _damaged(name) from error


def local(element: _Element) -> str:
    """Return the name of an element of Word's, without its namespace; others keep theirs."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    for space in (xml.W, xml.W_STRICT):
        if tag.startswith(f"{{{space}}}"):
            return tag[len(space) + 2 :]
    return tag


def attribute(element: _Element, name: str) -> str:
    """Return an attribute of Word's; empty where it is not there."""
    value = element.get(f"{{{xml.W}}}{name}") or element.get(f"{{{xml.W_STRICT}}}{name}")
    return str(value) if value else ""


def child(element: _Element, name: str) -> _Element | None:
    """Return the first child of this name of Word's."""
    return next((one for one in element if local(one) == name), None)


class _Archive:
    """Reads parts of a package within limits."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS:
            raise _too_large(name)
        self.names = {one.filename: one for one in entries}

    @property
    def name(self) -> str:
        """What the file is called."""
        return self._name

    def tree(self, part: str) -> _Element | None:
        """Return a part as XML; None where it is not there."""
        from lxml import etree

        entry = self.names.get(part)
        if entry is None:
            return None
        # What an archive says of a size may be a lie: it is counted while it is read.
        with self._archive.open(entry) as stream:
            data = stream.read(_MOST_OF_A_PART + 1)
        if len(data) > _MOST_OF_A_PART:
            raise _too_large(self._name)
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
            raise _damaged(self._name)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _damaged(self._name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _damaged(self._name)
        if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
            raise _too_large(self._name)
        return root

    def related(self, part: str, kind: str) -> str:
        """Return the name of the part that another is tied to by a relation of this kind."""
        folder, file = posixpath.split(part)
        relations = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        for one in relations if relations is not None else ():
            if (
                str(one.get("Type", "")).endswith(f"/{kind}")
                and one.get("TargetMode") != "External"
            ):
                target = str(one.get("Target", ""))
                path = posixpath.normpath(posixpath.join("/" + folder, target))
                return path.lstrip("/")
        return ""


def _refuse_other(data: bytes, name: str) -> None:
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    for start, words in _OLD.items():
        if data.startswith(start):
            raise BadInputError(
                f"{name} cannot be brought back. {words}", kept=_KEPT, todo=_SAVE_AGAIN
            )
    if not data.startswith(b"PK"):
        raise BadInputError(f"{name} is not a Word document.", kept=_KEPT, todo=_SAVE_AGAIN)


def _read(archive: _Archive) -> Opened:
    main = archive.related("", "officeDocument")
    document = archive.tree(main) if main else None
    if document is None or local(document) != "document":
        what = "an OpenDocument file" if "mimetype" in archive.names else "not a Word document"
        raise BadInputError(f"{archive.name} is {what}.", kept=_KEPT, todo=_SAVE_AGAIN)
    body = child(document, "body")
    if body is None:
        raise _damaged(archive.name)
    comments = archive.related(main, "comments")
    extended = archive.related(main, "commentsExtended")
    inspection, version, keys = _trace(archive, main)
    return Opened(
        body,
        archive.tree(comments) if comments else None,
        archive.tree(extended) if extended else None,
        keys,
        inspection,
        version,
    )


def _trace(archive: _Archive, main: str) -> tuple[str, str, dict[str, str]]:
    """Return inspection, version and the map, from wherever the editor left them."""
    for part in (TRACE_PART, *_data_parts(archive, main)):
        root = archive.tree(part)
        if root is not None and root.tag == f"{{{xml.TRACE}}}trace":
            keys = {
                str(one.get(name)): str(one.get("key"))
                for one in root
                for name in ("bookmark", "para")
                if one.get(name) and one.get("key")
            }
            return str(root.get("inspection") or ""), str(root.get("version") or ""), keys
    given = _properties(archive)
    return given.get(INSPECTION_PROPERTY, ""), given.get(VERSION_PROPERTY, ""), {}


def _data_parts(archive: _Archive, main: str) -> Iterator[str]:
    for name in archive.names:
        if name.startswith("customXml/item") and name.endswith(".xml") and name != main:
            yield name


def _properties(archive: _Archive) -> dict[str, str]:
    part = archive.related("", "custom-properties")
    root = archive.tree(part) if part else None
    if root is None:
        return {}
    return {str(one.get("name")): "".join(map(str, one.itertext())).strip() for one in root}


def _damaged(name: str) -> BadInputError:
    return BadInputError(
        f"{name} is damaged, or is not a Word document.",
        kept=_KEPT,
        todo="Open it in Word, save it again, and bring that back.",
    )


def _too_large(name: str) -> BadInputError:
    return BadInputError(
        f"{name} is larger than any letter or report: it was not read.",
        kept=_KEPT,
        todo="Take pictures and attachments out of it, and bring it back again.",
    )
