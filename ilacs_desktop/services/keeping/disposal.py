"""Disposal of an inspection at the end of its time: refused under a hold, certified, for good."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import Member
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.keeping import destruction, held, retention, second_folder
from ilacs_desktop.services.record.time_words import printed_day
from ilacs_desktop.store.backup import backup_sets

if TYPE_CHECKING:
    from datetime import date

    from ilacs_desktop.services.keeping.held import Held
    from ilacs_desktop.services.keeping.retention import Hold, Retention
    from ilacs_desktop.services.laptop.laptop import Laptop

_NOTHING = "Nothing was destroyed."


@dataclass(frozen=True, slots=True)
class Standing:
    """How an inspection stands towards its disposal.

    Attributes:
        file, inspection: its ids.
        la, event, fieldwork: what it is, in words.
        training: a training inspection, which is thrown away instead.
        hold: the legal hold in force; None where there is none.
        retention: how long it is kept.
        early: whether it is disposed of before that has passed.
        is_lead: whether this laptop's person leads it.
        lead: the lead inspector's name.
        counts: what it holds: words and number.
        outside: copies of its backups outside the data folder, in words, with whether they are in
            reach now.
        others: other files of the same inspection on this laptop.
    """

    file: str
    inspection: str
    la: str
    event: str
    fieldwork: str
    training: bool
    hold: Hold | None
    retention: Retention
    early: bool
    is_lead: bool
    lead: str
    counts: tuple[tuple[str, int], ...]
    outside: tuple[tuple[str, bool], ...]
    others: tuple[str, ...]

    @property
    def caution(self) -> str:
        """What is said before it is disposed of too early; empty where its time has passed."""
        if not self.early:
            return ""
        until = self.retention.until
        if until is None:
            return f"How long it has to be kept is not clear: “{self.retention.text}”."
        check = ", a default that nobody has checked" if self.retention.is_default else ""
        return (
            f"It is to be kept until {printed_day(until)}{check}. "
            "Say in the reason why it goes before that day."
        )


def look(laptop: Laptop, named: str) -> Standing:
    """Return how an inspection stands towards its disposal; nothing is changed.

    Raises:
        BadInputError: there is no such inspection.
        DamagedFileError: its file cannot be read, so nobody knows whether it is on hold.
    """
    return _standing(laptop, held.look(laptop, laptop.entry(named)))


def _standing(laptop: Laptop, found: Held) -> Standing:
    entry, inspection = found.entry, found.inspection
    kept = retention.retention(found.snapshot, laptop.policy.retention_days)
    return Standing(
        file=entry.file,
        inspection=entry.inspection,
        la=inspection.la_name,
        event=found.event,
        fieldwork=found.fieldwork,
        training=inspection.training,
        hold=retention.hold(found.snapshot, found.names),
        retention=kept,
        early=kept.is_early(_today(laptop)),
        is_lead=found.is_lead,
        lead=found.lead,
        counts=held.counts(found.snapshot),
        outside=tuple(
            (_place_words(one), one.is_there)
            for one in second_folder.copies(laptop.vault, entry.file)
        ),
        others=tuple(
            one.file
            for one in laptop.files()
            if one.inspection == entry.inspection and one.file != entry.file
        ),
    )


def _today(laptop: Laptop) -> date:
    return laptop.clock.now().date()


def _place_words(one: second_folder.Copy) -> str:
    return f"the second folder {one.path}" if one.place else f"the backup file {one.path}"


def is_named(standing: Standing, typed: str) -> bool:
    """Return whether what was typed names the inspection: its local authority or its number."""
    said = " ".join(typed.split()).casefold()
    names = (" ".join(standing.la.split()), standing.inspection, standing.file)
    return bool(said) and said in {one.casefold() for one in names if one}


def dispose(laptop: Laptop, named: str, reason: str, *, by_leads_word: bool = False) -> Certificate:
    """Dispose of an inspection on this laptop for good, and return the certificate.

    Its key is destroyed in the vault and in every backup in reach, then its file, attachments and
    backups go. It cannot be undone, and nothing that was in it is in the certificate.

    Args:
        laptop: the unlocked laptop; nobody has the inspection open.
        named: inspection id or file id.
        reason: the lead's written reason.
        by_leads_word: this person is not the lead and enters the lead's written reason.

    Raises:
        BadInputError: there is no such inspection, or the reason is missing.
        NotAllowedError: it is under a legal hold, a training inspection, or this person is neither
            the lead nor enters the lead's reason.
        DamagedFileError: its file cannot be read, so nobody knows whether it is on hold.
        StorageError: the disk refused.
    """
    found = held.look(laptop, laptop.entry(named))
    standing = _standing(laptop, found)
    refuse(standing, by_leads_word=by_leads_word)
    if not reason.strip():
        raise BadInputError(
            "The reason is missing.", kept=_NOTHING, todo="Write it down: it is kept, encrypted."
        )
    says = _says(laptop, found, standing)
    says["reason"] = " ".join(reason.split())
    says["as_lead"] = standing.is_lead
    return certificate_of(destruction.destroy(laptop, standing.file, says))


def refuse(standing: Standing, *, by_leads_word: bool = False) -> None:
    """Refuse a disposal that may not be, before anybody is asked for a reason.

    Raises:
        NotAllowedError: a training inspection, a legal hold, or not the lead's word.
    """
    if standing.training:
        raise NotAllowedError(
            "A training inspection needs no disposal.",
            kept=_NOTHING,
            todo="Throw it away on the start page, or from the Help menu while it is open.",
        )
    if standing.hold is not None:
        raise NotAllowedError(
            f"{standing.hold.words.rstrip('.')}.",
            kept=f"While the hold stands, nothing is disposed of. {_NOTHING}",
            todo="The lead can lift the hold, with a reason, on the Settings page.",
        )
    if not standing.is_lead and not by_leads_word:
        raise NotAllowedError(
            f"Disposal needs the written reason of the lead inspector, {standing.lead}."
            if standing.lead
            else "Disposal needs the written reason of the lead inspector.",
            kept=_NOTHING,
            todo="Ask for it, then say that the reason you enter is the lead's.",
        )


def _says(laptop: Laptop, found: Held, standing: Standing) -> dict[str, Any]:
    entry, seen = found.entry, found.seen
    backups = backup_sets.sets(backup_sets.folder_of(laptop.folder, entry.file))
    path = laptop.folder / "inspections" / f"{entry.file}.db"
    members = found.snapshot.all(Member)
    me = laptop.vault.identity.person
    return {
        "inspection": entry.inspection,
        "la": standing.la,
        "event": standing.event,
        "fieldwork": standing.fieldwork,
        "retention": standing.retention.words,
        "early": standing.early,
        "by": laptop.name,
        "lead": standing.lead,
        "marking": settings.value(found.snapshot, "marking"),
        "counts": [list(one) for one in standing.counts],
        "entries": seen.entries,
        "annex_rows": seen.annex_rows,
        "attachments": len(seen.attachments),
        "backups": len(backups),
        "digest": backup_sets.digest_of(path),
        "heads": [[replica, seq, chain] for replica, seq, chain in seen.heads],
        "attached": hashlib.sha256("".join(seen.attachments).encode()).hexdigest(),
        "others": list(standing.others),
        "laptops": sorted({one.name for one in members if one.person and one.person != me}),
    }


# -- the certificate -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A place where copies were, and whether they are gone.

    Attributes:
        where: the place, in words.
        path: the folder or file.
        at: ISO moment of the newest copy there; empty where it is not said.
        reached: whether what was there is gone.
        later: ISO moment at which it came into reach and went; empty where it went at once.
    """

    where: str
    path: str
    at: str
    reached: bool
    later: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was destroyed, without anything that was in it.

    Attributes:
        file, inspection: the ids it had.
        la, event, fieldwork: what it was, in words.
        begun, done: ISO moments; ``done`` is empty while something is owed.
        by: who disposed of it here.
        lead: the lead inspector.
        as_lead: whether that was the lead; otherwise they entered the lead's written reason.
        reason: the written reason, which is kept on this laptop and not printed.
        retention: how long it was to be kept, in a sentence.
        early: whether it went before that.
        counts: what it held: words and number.
        entries, annex_rows, attachments, backups: how many of each.
        digest: SHA-256 of its encrypted file.
        heads: replica, sequence and hash of the newest entry of each laptop.
        attached: SHA-256 over the digests of its attachments.
        places: where its backups were.
        others: other files of the same inspection on this laptop.
        laptops: members whose laptops hold it too.
        marking: its protective marking.
        seal: SHA-256 over all of this, by which a printed one is told from another.
    """

    file: str
    inspection: str
    la: str
    event: str
    fieldwork: str
    begun: str
    done: str
    by: str
    lead: str
    as_lead: bool
    reason: str
    retention: str
    early: bool
    counts: tuple[tuple[str, int], ...]
    entries: int
    annex_rows: int
    attachments: int
    backups: int
    digest: str
    heads: tuple[tuple[str, int, str], ...]
    attached: str
    places: tuple[Place, ...]
    others: tuple[str, ...]
    laptops: tuple[str, ...]
    marking: str
    seal: str

    @property
    def unreached(self) -> tuple[Place, ...]:
        """Places that were not in reach: what is there can still be opened."""
        return tuple(one for one in self.places if not one.reached)


def certificate_of(body: destruction.Body) -> Certificate:
    """Return the certificate of a disposal as it stands in the vault."""
    places = tuple(
        Place(one["where"], one["path"], one["at"], one["reached"], one.get("later", ""))
        for one in body.get("gone", ())
    )
    plain = ("file", "inspection", "la", "event", "fieldwork", "begun", "by", "lead", "as_lead")
    more = ("reason", "retention", "early", "entries", "annex_rows", "attachments", "backups")
    facts = {name: body[name] for name in (*plain, *more, "digest", "attached", "marking")}
    sealed = json.dumps(body, sort_keys=True, ensure_ascii=False).encode()
    return Certificate(
        **facts,
        done=body.get("done", ""),
        counts=tuple((str(words), int(number)) for words, number in body["counts"]),
        heads=tuple((str(one), int(seq), str(chain)) for one, seq, chain in body["heads"]),
        places=places,
        others=tuple(body["others"]),
        laptops=tuple(body["laptops"]),
        seal=hashlib.sha256(sealed).hexdigest(),
    )


def disposals(laptop: Laptop) -> tuple[Certificate, ...]:
    """Return the certificates of what was disposed of on this laptop, the newest first."""
    found = (one for one in destruction.listed(laptop.vault) if one["keep"])
    return tuple(reversed([certificate_of(one) for one in found]))


def certificate(laptop: Laptop, named: str) -> Certificate:
    """Return one certificate by the id that the inspection or its file had.

    Raises:
        BadInputError: nothing of that id was disposed of here.
    """
    for one in disposals(laptop):
        if named in (one.file, one.inspection):
            return one
    raise BadInputError(
        f"Nothing known as {named} was disposed of on this laptop.",
        todo="See what was with the command: disposals.",
    )


def as_json(one: Certificate) -> dict[str, Any]:
    """Return a certificate for the command line; the reason stays in the vault."""
    return {
        "file": one.file,
        "inspection": one.inspection,
        "la_name": one.la,
        "event": one.event,
        "fieldwork": one.fieldwork,
        "begun": one.begun,
        "done": one.done,
        "by": one.by,
        "lead": one.lead,
        "reason_kept": bool(one.reason),
        "retention": one.retention,
        "early": one.early,
        "records": dict(one.counts),
        "entries": one.entries,
        "annex_a_rows": one.annex_rows,
        "attachments": one.attachments,
        "backups": one.backups,
        "digest": one.digest,
        "heads": [{"laptop": name, "entry": seq, "hash": chain} for name, seq, chain in one.heads],
        "places": [
            {"where": place.where, "path": place.path, "newest": place.at, "gone": place.reached}
            for place in one.places
        ],
        "not_reached": [place.path for place in one.unreached],
        "other_files_here": list(one.others),
        "seal": one.seal,
    }
