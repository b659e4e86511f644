"""What lets a folder be checked without the app: digests of every file, chain heads, how to."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from ilacs_desktop.services.papers.evidence_record_scope import SCOPES
from ilacs_desktop.services.record.time_words import printed_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ilacs_desktop.services.papers.evidence_record import Made

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
README = "README.txt"

FORMAT = "ilacs-desktop-evidence-record"
VERSION = 1


def manifest(made: Made, files: Mapping[str, tuple[str, int]], at: datetime) -> bytes:
    """Return the manifest of a folder.

    Args:
        made: what the folder holds.
        files: SHA-256 (hex) and size in bytes of each file, by its path with forward slashes.
        at: the moment it is made.
    """
    told = made.told
    inspection = told.work.inspection
    body: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "made": at.isoformat(timespec="seconds"),
        "made_by": told.work.me.name,
        "inspection": told.work.inspection_id,
        "local_authority": inspection.la_name,
        "event": f"{inspection.edition}/{inspection.event}",
        "training": inspection.training,
        "scope": told.asked.scope,
        "restricted_items": dict(told.asked.reasons),
        "entries": told.trail.entries,
        "struck_out_values": sum(told.trail.gaps.values()),
        "chains": [
            {
                "chain": one.replica,
                "authors": [told.person(author) for author in one.authors],
                "begun": one.made_at,
                "entries": one.entries,
                "newest": one.seq,
                "hash": one.hash,
                "signed_up_to": one.signed_seq,
                "signed_hash": one.signed_hash,
                "signature": one.signature,
                "public_key": one.public_key,
            }
            for one in told.trail.chains
        ],
        "files": [
            {"path": path, "sha256": digest, "bytes": size}
            for path, (digest, size) in sorted(files.items())
        ],
    }
    text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def sums(files: Mapping[str, tuple[str, int]]) -> bytes:
    """Return the digests in the form that ``sha256sum -c`` reads."""
    return "".join(f"{digest}  {path}\n" for path, (digest, _) in sorted(files.items())).encode()


def digest_of(data: bytes) -> tuple[str, int]:
    """Return SHA-256 (hex) and size of a file's bytes."""
    return hashlib.sha256(data).hexdigest(), len(data)


def readme(made: Made, at: datetime, *, marking: str) -> bytes:
    """Return what the folder is and how it is checked, for a reader who has nothing but it."""
    told = made.told
    inspection = told.work.inspection
    days = f"{inspection.fieldwork_start} to {inspection.fieldwork_end}"
    kept = "".join(f"  in it: {what} ({why})\n" for what, why in told.asked.reasons)
    text = f"""\
{marking.upper()}

Evidence record of an inspection
================================

Local authority:  {inspection.la_name}
Inspection:       {told.work.event.title}, {days}
                  id {told.work.inspection_id}
What it holds:    {SCOPES[told.asked.scope]}
Made:             {printed_day(at.date())} at {at:%H:%M} by {told.work.me.name}
{"Training inspection: everything in it is made up." if inspection.training else ""}

These files are not encrypted. Keep them where their marking allows, and delete them when they are
no longer needed.

What is here
------------
documents/    PDF files to read; begin with evidence-record.pdf, which explains itself
tables/       one table for each kind of record (CSV, UTF-8, comma, every cell quoted); a cell that
              a spreadsheet could take for a formula begins with an apostrophe
records/      the same records for programs (JSON; the app's command "schema" describes it)
attachments/  files kept with the inspection, where there are any
manifest.json what this folder is, the digest of every file, and the newest hash of each chain
SHA256SUMS    the digest of every file but itself

What is not here
----------------
Private notes of meetings, and practitioners' names and postcodes as Annex A knows them, are left
out unless the lead inspector put them in with a reason. Annex A's own rows and files are never in
it. Words that were struck out are gone; tables/struck-out.csv says who struck out, when and why.
{kept}
How to check it without the app
-------------------------------
1. Every file is as it was made. In this folder:
     Linux:    sha256sum -c SHA256SUMS
     macOS:    shasum -a 256 -c SHA256SUMS
     Windows:  certutil -hashfile FILE SHA256     and compare with the line in SHA256SUMS
2. Nothing was added: every file but SHA256SUMS stands in SHA256SUMS.
3. It is the team's record: manifest.json names for each laptop's chain of entries the newest entry,
   its hash, and that laptop's Ed25519 signature with its public key. Every entry's hash covers the
   hash before it, so the newest hash stands for the whole chain. Compare it with what the app says
   on any laptop of the team (command "verify", or the Team page), or with an evidence record made
   at another time: a chain only ever grows.
4. To compare two such folders, compare their SHA256SUMS.
"""
    return text.replace("\r\n", "\n").encode()
