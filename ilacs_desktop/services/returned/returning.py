"""A Word file that comes back: read, compared with what was sent, kept with what it says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.order import spread
from ilacs_desktop.domain.records import Comment, DocumentVersion, ReturnedChange
from ilacs_desktop.errors import BadInputError, StorageError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.returned.returned_version import sent_of
from ilacs_desktop.services.returned.returning_compare import Spot, compare
from ilacs_desktop.store import blobs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ilacs_desktop.publish.word.comments import Remark
    from ilacs_desktop.publish.word.opening import Opened
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.returned.returning_compare import Compared, Offer

_KEPT: Final = "Nothing was changed."
_KNOWN_SHARE: Final = 0.3
_MOST_CHANGES: Final = 5000
_MOST_LENGTH: Final = 20_000
"""Characters of one change: no paragraph of a letter has them."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back, read and compared; nothing is kept yet.

    Attributes:
        version: id of the version that it becomes.
        of: the version that was sent.
        people: who changed or remarked something, in the order of the file.
    """

    name: str
    data: bytes
    version: str
    of: DocumentVersion
    compared: Compared
    remarks: tuple[Remark, ...]
    people: tuple[str, ...]


def read_file(path: Path) -> bytes:
    """Return a file that is to be brought back.

    Raises:
        BadInputError: it is larger than any letter.
        StorageError: it cannot be read.
    """
    from ilacs_desktop.publish.word.opening import MOST_BYTES

    try:
        with path.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StorageError(f"{path} cannot be read: {reason}.", kept=_KEPT) from error
    if len(data) > MOST_BYTES:
        raise BadInputError(
            f"{path.name} is larger than any letter or report: it was not read.",
            kept=_KEPT,
            todo="Take pictures and attachments out of it, and bring it back again.",
        )
    return data


def read(work: Work, data: bytes, name: str) -> Returned:
    """Read a Word file that came back, and compare it with what was sent; for any thread.

    Args:
        work: the open inspection.
        data: the file.
        name: what it is called.

    Raises:
        BadInputError: it is no Word file, or was not exported from this inspection.
    """
    from ilacs_desktop.publish.word.comments import remarks
    from ilacs_desktop.publish.word.markup import paragraphs
    from ilacs_desktop.publish.word.opening import opened

    file = opened(data, name)
    reads = paragraphs(file.body)
    version = _version(work, file, name)
    sent = sent_of(version)
    compared = compare(reads, sent, file.paragraphs)
    if not file.version and compared.known < len(sent) * _KNOWN_SHARE:
        raise _foreign(name)
    if len(compared.offers) > _MOST_CHANGES:
        raise BadInputError(
            f"{name} differs in {len(compared.offers):,} places: it is another document.",
            kept=_KEPT,
            todo="Bring back the file that was exported from here.",
        )
    found = remarks(file)
    hands = [one.hand.author for one in compared.offers]
    hands += [each.hand.author for one in compared.offers for each in one.inner]
    people = tuple(dict.fromkeys(one for one in (*hands, *(r.author for r in found)) if one))
    # The same file read again is the same version.
    record = ids.derived("document_version", "returned", hashlib.sha256(data).hexdigest())
    return Returned(name, data, record, version, compared, found, people)


def keep(work: Work, returned: Returned) -> Changes:
    """Keep a file that came back, its changes as offers and its comments; ``made`` is its version.

    For the writer thread. A file that was brought back before is not brought back twice.
    """
    held = work.snapshot.record(DocumentVersion, returned.version)
    if held is not None and not held.meta.deleted:
        return Changes(made=returned.version)
    digest = blobs.put(
        work.file.connection, work.data_dir, work.file_id, returned.name, returned.data
    )
    values: dict[str, Any] = {
        "name": returned.name,
        "sort": "returned",
        "at": work.now_text(),
        "by": ", ".join(returned.people) or work.me.name,
        "note": f"Changes to {returned.of.name}",
        "file": digest,
        "content": {**returned.of.content, "of": returned.of.id},
    }
    drafts = [_putting(work, DocumentVersion, returned.version, values)]
    drafts += _changes(work, returned)
    drafts += _comments(work, returned)
    action = "edit" if held is None else "restore"
    return work.run(StepDraft("Bring back Word file", tuple(drafts), action), returned.version)


def _putting(work: Work, kind: type[Any], record: str, values: dict[str, Any]) -> Draft:
    if work.snapshot.record(kind, record) is None:
        return editing.making(kind, record, values)
    return Draft(kind.KIND, record, {DELETED: False, **editing.checked(kind.KIND, values)})


def _changes(work: Work, returned: Returned) -> Iterator[Draft]:
    offers = returned.compared.offers
    for number, (one, rank) in enumerate(zip(offers, spread(len(offers)), strict=True)):
        record = ids.derived("returned_change", returned.version, str(number))
        base = {"version": returned.version, "paragraph": one.paragraph, "section": one.section}
        values: dict[str, Any] = {
            **base,
            "sort": one.sort,
            "author": one.hand.author,
            "at": one.hand.at,
            "start": one.start,
            "before": one.before[:_MOST_LENGTH],
            "after": one.after[:_MOST_LENGTH],
            "beside": one.beside,
            "note": one.note,
            "state": "",
            "rank": rank,
        }
        yield _putting(work, ReturnedChange, record, values)
        for at, each in enumerate(one.inner):
            inner: dict[str, Any] = {
                **base,
                "sort": "deleted",
                "author": each.hand.author,
                "at": each.hand.at,
                "start": each.offset,
                "before": each.text,
                "beside": record,
                "note": f"Out of what {_name(one)} inserted.",
                "state": "",
                "rank": f"{rank}V{at:04d}V",
            }
            yield _putting(
                work,
                ReturnedChange,
                ids.derived("returned_change", returned.version, str(number), str(at)),
                inner,
            )


def _name(one: Offer) -> str:
    return one.hand.author or "somebody"


def _comments(work: Work, returned: Returned) -> Iterator[Draft]:
    """Return comments that are not held yet: a file that went round twice has them twice."""
    held = {
        (one.by, one.at, one.text): one.id
        for one in work.snapshot.all(Comment)
        if one.version != returned.version
    }
    made: dict[str, str] = {}
    for one in _parents_first(returned.remarks):
        known = held.get((one.author, one.at, one.text))
        if known is not None:
            made[one.id] = known
            continue
        record = ids.derived("comment", returned.version, one.id)
        made[one.id] = record
        spot = returned.compared.spots.get(one.id) or returned.compared.spots.get(
            one.reply_to, Spot("", "", "")
        )
        values: dict[str, Any] = {
            "about": spot.paragraph,
            "section": spot.section,
            "quote": spot.quote[:_MOST_LENGTH],
            "text": one.text[:_MOST_LENGTH],
            "by": one.author,
            "at": one.at,
            "reply_to": made.get(one.reply_to, ""),
            "state": "closed" if one.done else "",
            "version": returned.version,
        }
        yield _putting(work, Comment, record, values)


def _parents_first(found: Sequence[Remark]) -> list[Remark]:
    return sorted(found, key=lambda one: bool(one.reply_to))


def _version(work: Work, file: Opened, name: str) -> DocumentVersion:
    """Return the version that a file was exported as."""
    if file.inspection and file.inspection != work.inspection_id:
        raise BadInputError(
            f"{name} was exported from another inspection.",
            kept=_KEPT,
            todo="Open that inspection, and bring it back there.",
        )
    if file.version:
        # A version whose keeping was undone still says what was sent.
        found = work.snapshot.record(DocumentVersion, file.version)
        if found is None or not sent_of(found.value):
            raise BadInputError(
                f"{name} was exported on a laptop whose work has not come here yet.",
                kept=_KEPT,
                todo="Take its team update first, then bring the file back.",
            )
        return found.value
    sent = [one for one in work.snapshot.all(DocumentVersion) if sent_of(one)]
    sent = [one for one in sent if one.sort != "returned"]
    if not sent:
        raise _foreign(name)
    # The marks were lost on the way: the words decide whether it is what was sent last.
    return max(sent, key=lambda one: (one.at, one.id))


def _foreign(name: str) -> BadInputError:
    return BadInputError(
        f"{name} was not exported from this inspection.",
        kept=_KEPT,
        todo="Export the letter or report as Word first, and bring back a copy of that file.",
    )
