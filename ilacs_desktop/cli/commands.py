"""The commands that make, show, import, export and try out."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from ilacs_desktop.cli import recording
from ilacs_desktop.cli.console import (
    DONE,
    PROBLEM,
    Id,
    Json,
    app,
    composed,
    laptop_of,
    opened,
    tell,
)
from ilacs_desktop.services.inspection import overview, setup
from ilacs_desktop.services.interchange import interchange
from ilacs_desktop.services.interchange.interchange_schema import schema as interchange_schema

Size = Literal["tiny", "small", "medium", "large", "very-large"]

# -- inspections -------------------------------------------------------------------------------


@app.command()
def frameworks(*, as_json: Json = False) -> None:
    """List the framework editions and their event types."""
    setting = composed()
    body = overview.editions(setting.editions)
    lines = []
    for edition in body["editions"]:
        until = edition["to"] or "now"
        lines.append(f"{edition['key']}  {edition['title']}  {edition['from']} to {until}")
        lines += [f"  {edition['key']}/{one['key']}  {one['title']}" for one in edition["events"]]
    tell(body, as_json=as_json, lines=lines)


@app.command()
def new(
    event: Annotated[str, typer.Option(help="Such as ilacs-2026/short.")],
    la: Annotated[str, typer.Option(help="The local authority's name.")],
    fieldwork_start: Annotated[str, typer.Option(help="First day on site, YYYY-MM-DD.")],
    *,
    as_json: Json = False,
) -> None:
    """Make an inspection; makes the vault too where there is none."""
    setting = composed()
    wanted = setup.NewInspection(la, event, _date(fieldwork_start, "--fieldwork-start"))
    setup.chosen_edition(wanted, setting.editions)
    with laptop_of(setting, make=True) as held:
        work = held.new_inspection(wanted, setting.editions)
        body = {"inspection": work.inspection_id, **overview.facts(work)}
        held.close_inspection(work)
    tell(body, as_json=as_json, lines=[str(body["inspection"])])


def _date(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{option} must be a date such as 2026-07-06") from error


@app.command("list")
def list_(*, as_json: Json = False) -> None:
    """List this laptop's inspections."""
    with laptop_of(composed()) as held:
        body = {"inspections": [overview.entry(one) for one in held.files()]}
    lines = [
        f"{one['inspection']}  {one['la_name']}  {one['event']}  {one['fieldwork_start']}"
        f"{'  training' if one['training'] else ''}"
        for one in body["inspections"]
    ]
    tell(body, as_json=as_json, lines=lines or ["No inspections yet."])


@app.command()
def show(inspection: Id, *, as_json: Json = False) -> None:
    """Show what an inspection holds, in counts."""
    with opened(inspection) as work:
        body = {"inspection": work.inspection_id, **overview.facts(work)}
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in body.items()]
    tell(body, as_json=as_json, lines=lines)


# -- data and sampling -------------------------------------------------------------------------


@app.command("import-annex-a")
def import_annex_a(inspection: Id, paths: list[Path], *, as_json: Json = False) -> None:
    """Import Annex A: a workbook, or a set of CSV files."""
    from ilacs_desktop.services.data import annex

    with opened(inspection) as work:
        outcome = annex.import_annex_a(work, paths)
        body = annex.as_json(work, outcome.data_set)
    lines = []
    for one in body["lists"]:
        lines.append(
            f"List {one['list']} {one['title']}: {one['rows']} rows, {one['matched']} matched"
        )
        lines += [f"  {word}: {', '.join(one[word])}" for word in ("missing", "spare") if one[word]]
        lines += [
            f"  {defect['column'] or 'row'}: {defect['title']}: {defect['count']}"
            for defect in one["defects"]
        ]
    tell(body, as_json=as_json, lines=lines)


@app.command()
def cohorts(inspection: Id, *, as_json: Json = False) -> None:
    """List the cohorts that samples are drawn from, with their sizes."""
    from ilacs_desktop.services.data import cohorts as cohort_service

    with opened(inspection) as work:
        body = cohort_service.as_json(work)
    lines = [f"{one['key']}  {one['title']}  {one['size']}" for one in body["cohorts"]]
    tell(body, as_json=as_json, lines=lines or ["No Annex A imported yet."])


@app.command()
def journey(inspection: Id, child: str, *, as_json: Json = False) -> None:
    """Show one child's journey through Annex A."""
    from ilacs_desktop.services.data import journeys

    with opened(inspection) as work:
        body = journeys.as_json(work, child)
    lines = [
        f"{event['date'] or 'undated'}  {event['title']}  {event['detail']}".rstrip()
        for event in body["events"]
    ]
    tell(body, as_json=as_json, lines=[*lines, body["short"]])


@app.command()
def sample(
    inspection: Id,
    cohort: Annotated[str, typer.Option(help="A key that the command cohorts prints.")],
    size: Annotated[int, typer.Option(min=1)],
    seed: Annotated[int, typer.Option()],
    stratify: Annotated[list[str] | None, typer.Option(help="Field to stratify by.")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Draw a sample of children and record how it was drawn."""
    from ilacs_desktop.services.data import sample_rows, sampling

    with opened(inspection) as work:
        drawn = sampling.draw(
            work, cohort, size, seed, tuple(stratify or ()), "Drawn from the command line"
        )
        body = sample_rows.as_json(work, drawn.made)
    tell(body, as_json=as_json, lines=body["drawn"])


@app.command("training-data")
def training_data(
    size: Annotated[Size, typer.Option()],
    seed: Annotated[int, typer.Option()],
    out: Annotated[Path, typer.Option(help="The workbook to write.")],
    *,
    as_json: Json = False,
) -> None:
    """Write the Annex A of a fictitious local authority as a workbook."""
    from ilacs_desktop.training import make_annex_a, write_workbook

    write_workbook(make_annex_a(size, seed), out)
    tell({"path": str(out), "size": size, "seed": seed}, as_json=as_json, lines=[str(out)])


# -- interchange and export --------------------------------------------------------------------


@app.command()
def load(file: Path, *, as_json: Json = False) -> None:
    """Make the inspection that an interchange file holds."""
    setting = composed()
    body = interchange.read_file(file)
    with laptop_of(setting, make=True) as held:
        work = interchange.load(held, body, setting.editions)
        told = {"inspection": work.inspection_id, **overview.facts(work)}
        held.close_inspection(work)
    tell(told, as_json=as_json, lines=[str(told["inspection"])])


@app.command()
def dump(
    inspection: Id,
    out: Annotated[Path, typer.Option(help="The file to write.")],
    *,
    as_json: Json = False,
) -> None:
    """Write an inspection as an interchange file; it is not encrypted."""
    from ilacs_desktop.services.report.export import write_file

    with opened(inspection) as work:
        text, named = interchange.dump(work), work.inspection_id
    write_file(out, text.encode())
    tell({"inspection": named, "path": str(out)}, as_json=as_json, lines=[str(out)])


@app.command()
def schema(*, as_json: Json = False) -> None:
    """Print the JSON Schema of the interchange file."""
    _ = as_json  # It is JSON either way.
    print(json.dumps(interchange_schema(), ensure_ascii=False, indent=1))


@app.command()
def export(
    inspection: Id,
    document: Annotated[
        str, typer.Option(help="letter, report, kit-notes, kit-private, mid-point, ...")
    ],
    format_: Annotated[str, typer.Option("--format", help="pdf, docx, html, folder or zip.")],
    out: Annotated[Path, typer.Option(help="The file or folder to write.")],
    item: Annotated[
        str, typer.Option(help="Which KIT meeting, referral back or day, by its number.")
    ] = "",
    *,
    final: Annotated[bool, typer.Option(help="The published version, without marking.")] = False,
    scope: recording.Scope = "",
    private_notes: recording.PrivateNotes = "",
    names: recording.Names = "",
    as_json: Json = False,
) -> None:
    """Export a document; unless final, it carries its marking and DRAFT on every page."""
    from ilacs_desktop.services.checks import refusal
    from ilacs_desktop.services.report import export as exports
    from ilacs_desktop.services.report import exported

    never_put: tuple[str, ...] = ()
    with opened(inspection) as work:
        if recording.is_record(document, format_) and not final:
            outcome = recording.write(work, format_, out, scope or item, private_notes, names)
        else:
            recording.refuse(scope, private_notes, names)
            never_put = refusal.never_put_now(work, document)
            for line in never_put:
                print(f"ilacs-desktop: {line}", file=sys.stderr)
            outcome = exports.export(work, document, format_, out, item=item, final=final)
        exported.keep(work, document, outcome)
    body = {
        "path": str(outcome.path),
        "pages": outcome.pages,
        "missing_characters": list(outcome.missing_characters),
        "warnings": list(outcome.warnings),
        "never_put_to_the_la": list(never_put),
    }
    if not as_json:
        for warning in outcome.warnings:
            print(f"ilacs-desktop: {warning}", file=sys.stderr)
        if outcome.missing_characters:
            signs = " ".join(outcome.missing_characters)
            print(f"ilacs-desktop: the shipped fonts have no sign for {signs}", file=sys.stderr)
    tell(body, as_json=as_json, lines=[str(outcome.path)])


# -- the app itself ----------------------------------------------------------------------------


@app.command()
def demo(
    out: Annotated[Path | None, typer.Option(help="The folder to make them in.")] = None,
    *,
    headless: Annotated[bool, typer.Option(help="Do not open the window.")] = False,
    as_json: Json = False,
) -> None:
    """Make the training inspections, export a letter and a report, and open the window."""
    from ilacs_desktop.training import demo as training_demo

    said: list[str] = []
    made = training_demo.make(out or Path("ilacs-training"), tell=said.append if as_json else print)
    if as_json:
        body = {
            "data_dir": str(made.data_dir),
            "passphrase": made.passphrase,
            "files": dict(made.files),
            "letter": str(made.letter),
            "report": str(made.report),
            "told": said,
        }
        tell(body, as_json=True, lines=())
    if made.recovery_key:
        print(f"Recovery key (shown once, keep it apart): {made.recovery_key}", file=sys.stderr)
    if headless or not _has_display():
        if not headless and not as_json:
            print("There is no display here, so the window is not opened.")
        return
    from ilacs_desktop.app import run_window

    raise typer.Exit(
        run_window(made.data_dir, passphrase=made.passphrase, inspection=made.day_four)
    )


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@app.command()
def selftest(*, as_json: Json = False) -> int:
    """Check this installation: vault, write, import, export, every page."""
    from ilacs_desktop.app import run_selftest

    results = run_selftest()
    good = all(one["good"] for one in results)
    lines = [f"{'ok  ' if one['good'] else 'FAIL'} {one['step']}  {one['told']}" for one in results]
    tell({"good": good, "steps": results}, as_json=as_json, lines=lines)
    return DONE if good else PROBLEM
