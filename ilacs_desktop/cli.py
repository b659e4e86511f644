"""The command line: for IT staff, scripts and tests; the same services, never a second way."""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.main import get_command

from ilacs_desktop import __version__, compose
from ilacs_desktop.errors import BadInputError, KnownError
from ilacs_desktop.services import history, interchange, laptop, overview, setup
from ilacs_desktop.services.interchange_schema import schema as interchange_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ilacs_desktop.services.laptop import Laptop
    from ilacs_desktop.services.work import Work

DONE, PROBLEM, USAGE = 0, 1, 2

app = typer.Typer(
    name="ilacs-desktop",
    help="ILACS Desktop: evidence, findings and letters for inspections of children's services.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Inspection id or file id.")]
Size = Literal["tiny", "small", "medium", "large", "very-large"]

_log = logging.getLogger(__name__)


class _Options:
    """What the options before the command said."""

    data_dir: Path | None = None


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 a known problem, 2 wrong usage.

    Args:
        arguments: the words after the program's name.
    """
    command = get_command(app)
    try:
        result = command.main(list(arguments), prog_name="ilacs-desktop", standalone_mode=False)
    except KnownError as error:
        print(f"ilacs-desktop: {' '.join(str(error).split())}", file=sys.stderr)
        return PROBLEM
    except KeyboardInterrupt:
        print("ilacs-desktop: stopped; what was saved is safe.", file=sys.stderr)
        return PROBLEM
    except Exception as error:  # noqa: BLE001 - the last catch: bad input never gives a traceback
        if not _is_usage(error):
            return _unforeseen(error)
        print(f"ilacs-desktop: {_usage_words(error)}", file=sys.stderr)
        return USAGE
    return int(result) if isinstance(result, int) else DONE


def _is_usage(error: Exception) -> bool:
    return hasattr(error, "exit_code") and hasattr(error, "format_message")


def _usage_words(error: Any) -> str:
    return " ".join(str(error.format_message()).split())


def _unforeseen(error: Exception) -> int:
    from ilacs_desktop.logs import redacted

    where = redacted(type(error).__name__, error.__traceback__)
    _log.error("unforeseen: %s", where)
    print(
        f"ilacs-desktop: something went wrong that this app did not foresee ({where}). "
        "What was saved before is safe.",
        file=sys.stderr,
    )
    return PROBLEM


def _print(body: Any, *, as_json: bool, lines: Sequence[str]) -> None:
    if as_json:
        print(json.dumps(body, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(line)


# -- opening -----------------------------------------------------------------------------------


def _passphrase(*, new: bool = False) -> str:
    given = os.environ.get("ILACS_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise BadInputError(
            "The passphrase is missing.",
            todo="Set ILACS_PASSPHRASE, or run the command where it can ask for it.",
        )
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True))


def _composed() -> compose.Setting:
    setting = compose.compose(_Options.data_dir)
    for fault in setting.editions.faults:
        print(f"ilacs-desktop: edition left out: {fault}", file=sys.stderr)
    return setting


@contextmanager
def _laptop(setting: compose.Setting, *, make: bool = False) -> Iterator[Laptop]:
    """Unlock the vault; with ``make``, set one up where there is none."""
    if make and not laptop.has_vault(setting.folder):
        name = os.environ.get("ILACS_NAME") or os.environ.get("USER") or "Inspector"
        opened, recovery = compose.make_laptop(setting.folder, name, _passphrase(new=True))
        print(f"Recovery key (shown once, keep it apart): {recovery}", file=sys.stderr)
    else:
        if not laptop.has_vault(setting.folder):
            raise BadInputError(
                f"There is no vault in {setting.folder}.",
                todo="Start the app once, or make an inspection with the command: new.",
            )
        opened = compose.open_laptop(setting.folder, _passphrase())
    compose.start_logs(setting.folder)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def _open(named: str) -> Iterator[Work]:
    with _laptop(_composed()) as opened:
        found = opened.open_inspection(named)
        for notice in found.notices:
            print(f"ilacs-desktop: {notice}", file=sys.stderr)
        try:
            yield found.work
        finally:
            opened.close_inspection(found.work)


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    data_dir: Annotated[Path | None, typer.Option(help="The data folder.")] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,  # noqa: FBT002
) -> None:
    """Open the window, or run one command."""
    _Options.data_dir = data_dir
    if version:
        print(f"ilacs-desktop {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from ilacs_desktop.app import run_window

        raise typer.Exit(run_window(data_dir))


# -- inspections -------------------------------------------------------------------------------


@app.command()
def frameworks(*, as_json: Json = False) -> None:
    """List the framework editions and their event types."""
    setting = _composed()
    body = overview.editions(setting.editions)
    lines = []
    for edition in body["editions"]:
        until = edition["to"] or "now"
        lines.append(f"{edition['key']}  {edition['title']}  {edition['from']} to {until}")
        lines += [f"  {edition['key']}/{one['key']}  {one['title']}" for one in edition["events"]]
    _print(body, as_json=as_json, lines=lines)


@app.command()
def new(
    event: Annotated[str, typer.Option(help="Such as ilacs-2026/short.")],
    la: Annotated[str, typer.Option(help="The local authority's name.")],
    fieldwork_start: Annotated[str, typer.Option(help="First day on site, YYYY-MM-DD.")],
    *,
    as_json: Json = False,
) -> None:
    """Make an inspection; makes the vault too where there is none."""
    setting = _composed()
    wanted = setup.NewInspection(la, event, _date(fieldwork_start, "--fieldwork-start"))
    setup.chosen_edition(wanted, setting.editions)
    with _laptop(setting, make=True) as opened:
        work = opened.new_inspection(wanted, setting.editions)
        body = {"inspection": work.inspection_id, **overview.facts(work)}
        opened.close_inspection(work)
    _print(body, as_json=as_json, lines=[str(body["inspection"])])


def _date(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{option} must be a date such as 2026-07-06") from error


@app.command("list")
def list_(*, as_json: Json = False) -> None:
    """List this laptop's inspections."""
    with _laptop(_composed()) as opened:
        body = {"inspections": [overview.entry(one) for one in opened.files()]}
    lines = [
        f"{one['inspection']}  {one['la_name']}  {one['event']}  {one['fieldwork_start']}"
        f"{'  training' if one['training'] else ''}"
        for one in body["inspections"]
    ]
    _print(body, as_json=as_json, lines=lines or ["No inspections yet."])


@app.command()
def show(inspection: Id, *, as_json: Json = False) -> None:
    """Show what an inspection holds, in counts."""
    with _open(inspection) as work:
        body = {"inspection": work.inspection_id, **overview.facts(work)}
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in body.items()]
    _print(body, as_json=as_json, lines=lines)


@app.command()
def verify(inspection: Id, *, as_json: Json = False) -> int:
    """Prove an inspection's file: chains, signatures, and rows against a replay."""
    with _open(inspection) as work:
        verdict = history.verify(work)
    body = {
        "good": verdict.is_good,
        "entries": verdict.entries,
        "records": verdict.records,
        "struck_out": verdict.gaps,
        "faults": list(verdict.faults),
    }
    lines = [
        f"{verdict.entries} entries, {verdict.records} records, {verdict.gaps} struck-out values",
        *(verdict.faults or ("Record checked: nothing is wrong.",)),
    ]
    _print(body, as_json=as_json, lines=lines)
    return DONE if verdict.is_good else PROBLEM


# -- data and sampling -------------------------------------------------------------------------


@app.command("import-annex-a")
def import_annex_a(inspection: Id, paths: list[Path], *, as_json: Json = False) -> None:
    """Import Annex A: a workbook, or a set of CSV files."""
    from ilacs_desktop.services import annex

    with _open(inspection) as work:
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
    _print(body, as_json=as_json, lines=lines)


@app.command()
def cohorts(inspection: Id, *, as_json: Json = False) -> None:
    """List the cohorts that samples are drawn from, with their sizes."""
    from ilacs_desktop.services import cohorts as cohort_service

    with _open(inspection) as work:
        body = cohort_service.as_json(work)
    lines = [f"{one['key']}  {one['title']}  {one['size']}" for one in body["cohorts"]]
    _print(body, as_json=as_json, lines=lines or ["No Annex A imported yet."])


@app.command()
def journey(inspection: Id, child: str, *, as_json: Json = False) -> None:
    """Show one child's journey through Annex A."""
    from ilacs_desktop.services import journeys

    with _open(inspection) as work:
        body = journeys.as_json(work, child)
    lines = [
        f"{event['date'] or 'undated'}  {event['title']}  {event['detail']}".rstrip()
        for event in body["events"]
    ]
    _print(body, as_json=as_json, lines=[*lines, body["short"]])


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
    from ilacs_desktop.services import sample_rows, sampling

    with _open(inspection) as work:
        drawn = sampling.draw(
            work, cohort, size, seed, tuple(stratify or ()), "Drawn from the command line"
        )
        body = sample_rows.as_json(work, drawn.made)
    _print(body, as_json=as_json, lines=body["drawn"])


@app.command("training-data")
def training_data(
    size: Annotated[Size, typer.Option()],
    seed: Annotated[int, typer.Option()],
    out: Annotated[Path, typer.Option(help="The workbook to write.")],
) -> None:
    """Write the Annex A of a fictitious local authority as a workbook."""
    from ilacs_desktop.training import make_annex_a, write_workbook

    write_workbook(make_annex_a(size, seed), out)
    print(out)


# -- interchange and export --------------------------------------------------------------------


@app.command()
def load(file: Path, *, as_json: Json = False) -> None:
    """Make the inspection that an interchange file holds."""
    setting = _composed()
    body = interchange.read_file(file)
    with _laptop(setting, make=True) as opened:
        work = interchange.load(opened, body, setting.editions)
        told = {"inspection": work.inspection_id, **overview.facts(work)}
        opened.close_inspection(work)
    _print(told, as_json=as_json, lines=[str(told["inspection"])])


@app.command()
def dump(inspection: Id, out: Annotated[Path, typer.Option(help="The file to write.")]) -> None:
    """Write an inspection as an interchange file; it is not encrypted."""
    from ilacs_desktop.services.export import write_file

    with _open(inspection) as work:
        text = interchange.dump(work)
    write_file(out, text.encode())
    print(out)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the interchange file."""
    print(json.dumps(interchange_schema(), ensure_ascii=False, indent=1))


@app.command()
def export(
    inspection: Id,
    document: Annotated[
        str, typer.Option(help="letter, report, kit-notes, kit-private, mid-point, ...")
    ],
    format_: Annotated[str, typer.Option("--format", help="pdf, docx or html.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    item: Annotated[
        str, typer.Option(help="Which KIT meeting, referral back or day, by its number.")
    ] = "",
    *,
    final: Annotated[bool, typer.Option(help="The published version, without marking.")] = False,
    as_json: Json = False,
) -> None:
    """Export a document; unless final, it carries its marking and DRAFT on every page."""
    from ilacs_desktop.services import export as exports

    with _open(inspection) as work:
        outcome = exports.export(work, document, format_, out, item=item, final=final)
    body = {
        "path": str(outcome.path),
        "pages": outcome.pages,
        "missing_characters": list(outcome.missing_characters),
        "warnings": list(outcome.warnings),
    }
    if not as_json:
        for warning in outcome.warnings:
            print(f"ilacs-desktop: {warning}", file=sys.stderr)
    _print(body, as_json=as_json, lines=[str(outcome.path)])


# -- the app itself ----------------------------------------------------------------------------


@app.command()
def demo(
    out: Annotated[Path | None, typer.Option(help="The folder to make them in.")] = None,
    *,
    headless: Annotated[bool, typer.Option(help="Do not open the window.")] = False,
) -> None:
    """Make the training inspections, export a letter and a report, and open the window."""
    from ilacs_desktop.training import demo as training_demo

    made = training_demo.make(out or Path("ilacs-training"), tell=print)
    if made.recovery_key:
        print(f"Recovery key (shown once, keep it apart): {made.recovery_key}", file=sys.stderr)
    if headless or not _has_display():
        if not headless:
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
    _print({"good": good, "steps": results}, as_json=as_json, lines=lines)
    return DONE if good else PROBLEM
