"""The commands of the end: retention, legal hold, disposal, and the sheet on a lost laptop."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from ilacs_desktop.cli.console import Id, Json, app, composed, laptop_of, opened, tell
from ilacs_desktop.errors import BadInputError, NotAllowedError

if TYPE_CHECKING:
    from ilacs_desktop.services.keeping.disposal import Certificate, Standing

Reason = Annotated[str, typer.Option("--reason", help="The lead's written reason.")]


@app.command()
def retention(
    inspection: Id,
    until: Annotated[
        str, typer.Option("--set", help="A day such as 2032-07-31, or years such as 6.")
    ] = "",
    *,
    as_json: Json = False,
) -> None:
    """Show until when an inspection is kept and whether it is on hold, or set how long."""
    from ilacs_desktop.services.keeping import retention as keeping

    with opened(inspection) as work:
        if until:
            keeping.set_retention(work, until)
        kept = keeping.retention(work.snapshot)
        hold = keeping.hold_of(work)
    body = {
        "set_to": kept.text,
        "until": kept.until.isoformat() if kept.until else None,
        "default": kept.is_default,
        "hold": {"by": hold.who, "at": hold.at, "reason": hold.why} if hold else None,
    }
    tell(body, as_json=as_json, lines=[kept.words, hold.words if hold else "No legal hold."])


@app.command()
def hold(
    inspection: Id,
    reason: Reason = "",
    *,
    lift: Annotated[bool, typer.Option("--lift", help="Lift the hold.")] = False,
    as_json: Json = False,
) -> None:
    """Set a legal hold, so that nobody disposes of the inspection; or lift it. For the lead."""
    from ilacs_desktop.services.keeping import retention as keeping

    why = reason or _asked("Reason", "--reason")
    with opened(inspection) as work:
        (keeping.lift_hold if lift else keeping.set_hold)(work, why)
        held = keeping.hold_of(work)
    body = {"hold": {"by": held.who, "at": held.at, "reason": held.why} if held else None}
    tell(body, as_json=as_json, lines=[held.words if held else "The legal hold is lifted."])


@app.command()
def dispose(
    inspection: Id,
    reason: Reason = "",
    out: Annotated[Path | None, typer.Option(help="Write the certificate here, as PDF.")] = None,
    *,
    by_leads_word: Annotated[
        bool,
        typer.Option("--by-leads-word", help="You are not the lead and enter the lead's reason."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Destroy an inspection on this laptop for good: key, file, attachments, backups in reach."""
    from ilacs_desktop.services.keeping import disposal
    from ilacs_desktop.services.papers import certificate as paper

    with laptop_of(composed()) as held:
        standing = disposal.look(held, inspection)
        disposal.refuse(standing, by_leads_word=by_leads_word)
        if standing.caution and (reason or sys.stdin.isatty()):
            print(f"ilacs-desktop: {standing.caution}", file=sys.stderr)
        why = reason or _confirmed(standing)
        made = disposal.dispose(held, standing.file, why, by_leads_word=by_leads_word)
        if out is not None:
            paper.write(made, out.expanduser(), held.clock.now())
    body = {**disposal.as_json(made), "certificate": str(out) if out else None}
    tell(body, as_json=as_json, lines=_lines(made, out))


def _asked(words: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise BadInputError(
            "The reason is missing.", kept="Nothing was changed.", todo=f"Give it with {option}."
        )
    return str(typer.prompt(words, err=True))


def _confirmed(standing: Standing) -> str:
    """Ask for the reason, and for the name of what goes for good."""
    from ilacs_desktop.services.keeping import disposal

    why = _asked("Reason (kept encrypted)", "--reason")
    typed = str(typer.prompt(f"To destroy it for good, type {standing.la}", err=True))
    if not disposal.is_named(standing, typed):
        raise NotAllowedError(
            "This does not name the inspection.", kept="Nothing was destroyed.", todo="Try again."
        )
    return why


def _lines(made: Certificate, out: Path | None) -> list[str]:
    held = sum(number for _, number in made.counts)
    destroyed = (
        f"{held:,} records, {made.entries:,} entries, {made.attachments:,} attachments, "
        f"{made.backups:,} backup set{'' if made.backups == 1 else 's'}"
    )
    return [
        f"Disposed of: {made.la}, {made.event}, {made.fieldwork}.",
        f"Destroyed: its key, {destroyed}.",
        *(f"Not in reach, can still be opened: {one.path} ({one.where})" for one in made.unreached),
        *(f"Another file of this inspection is still here: {file}" for file in made.others),
        str(out) if out else f"Certificate: certificate {made.file} --out FILE",
    ]


@app.command()
def disposals(*, as_json: Json = False) -> None:
    """List what was disposed of on this laptop."""
    from ilacs_desktop.services.keeping import disposal

    with laptop_of(composed()) as held:
        found = disposal.disposals(held)
    lines = [f"{one.file}  {one.la}  {one.event}  {one.done or 'not finished'}" for one in found]
    body = {"disposals": [disposal.as_json(one) for one in found]}
    tell(body, as_json=as_json, lines=lines or ["Nothing was disposed of on this laptop."])


@app.command()
def certificate(
    inspection: Id,
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    *,
    as_json: Json = False,
) -> None:
    """Write the certificate of a disposal again."""
    from ilacs_desktop.services.keeping import disposal
    from ilacs_desktop.services.papers import certificate as paper

    with laptop_of(composed()) as held:
        found = disposal.certificate(held, inspection)
        paper.write(found, out.expanduser(), held.clock.now())
    body = {**disposal.as_json(found), "certificate": str(out)}
    tell(body, as_json=as_json, lines=[str(out)])


@app.command("lost-laptop")
def lost_laptop(
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    member: Annotated[str, typer.Option(help="Whose laptop, by name; yours, in advance.")] = "",
    *,
    as_json: Json = False,
) -> None:
    """Write the one-page sheet on a lost laptop: what was on it, and whom to tell."""
    from ilacs_desktop.services.laptop import lost_laptop as facts
    from ilacs_desktop.services.papers import lost_laptop_sheet

    with laptop_of(composed()) as held:
        found = facts.of_laptop(held, member)
        lost_laptop_sheet.write(found, out.expanduser(), held.clock.now())
    tell({"path": str(out), "member": member}, as_json=as_json, lines=[str(out)])
