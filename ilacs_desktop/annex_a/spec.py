"""What Annex A should hold: lists, columns and reading rules, loaded from data."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from ilacs_desktop.annex_a.rules import Rule, load_rules
from ilacs_desktop.annex_a.text import heading_forms, squash
from ilacs_desktop.annex_a.values import Values, load_values
from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Kind = Literal["id", "text", "date", "integer", "code"]
Need = Literal["must", "usual", "may"]

FILES = ("lists.toml", "values.json", "checks.toml", "journey.toml")
"""The resource files; an inspection's pinned copy holds all of them."""

_SPARE_PREFIX = "spare-"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of one list.

    Attributes:
        key: our short name, the same in every list that has the column.
        title: the official heading.
        kind: how its cells are read.
        need: ``must`` where a blank makes the row unusable, ``usual`` where a blank is a query.
        not_headings: squashed headings that are never this column, even in its place.
        codes: name of the set of coded values, empty where the column has none.
        check: a further check on its text: ``postcode`` or none.
        restricted: holds practitioners' names or postcodes, kept under a key of their own.
        layouts: the layouts that have the column; empty for all.
    """

    key: str
    title: str
    kind: Kind
    need: Need
    aliases: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    not_headings: tuple[str, ...] = ()
    codes: str = ""
    check: str = ""
    restricted: bool = False
    layouts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRule:
    """When a row of a list counts as open: these columns blank, these codes absent."""

    blank: tuple[str, ...]
    without: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One of the eleven lists.

    Attributes:
        index: the date column that says when a row happened; empty for a snapshot.
        window_months: how far back the list reaches from the date of the lists; 0 for now.
        grain: ``event`` (a child repeats), ``child``, ``decision`` or ``adult``.
        facts: columns, besides the common ones, that describe a child for sampling.
    """

    number: int
    title: str
    names: tuple[str, ...]
    grain: str
    index: str
    window_months: int
    natural_key: tuple[str, ...]
    facts: tuple[str, ...]
    open_rule: OpenRule | None
    columns: tuple[ColumnSpec, ...]

    def layout(self, name: str) -> tuple[ColumnSpec, ...]:
        """Return the columns of one layout in order."""
        return tuple(c for c in self.columns if not c.layouts or name in c.layouts)

    def column(self, key: str) -> ColumnSpec | None:
        """Return the column with this key, or None."""
        return next((c for c in self.columns if c.key == key), None)

    @property
    def person_key(self) -> str:
        """Return the key of the column that names the person: child, or adopter in List 11."""
        return self.columns[0].key


@dataclass(frozen=True, slots=True)
class EventSpec:
    """What of a list's row becomes an event in a child's journey.

    Attributes:
        date: its date column; empty for a row that has none.
        code: its letters in the short form; given for the event that stands for the row itself.
        since: the column of the date that its days are counted from; empty for none.
    """

    list_number: int
    date: str
    code: str
    kind: str
    title: str
    since: str
    detail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything the reader knows about Annex A, as data.

    Attributes:
        digest: SHA-256 of the resource files, so that an inspection can pin what it was read by.
    """

    lists: tuple[ListSpec, ...]
    layouts: tuple[str, ...]
    prefixes: tuple[str, ...]
    blanks: frozenset[str]
    placeholders: frozenset[str]
    template_sheets: frozenset[str]
    comment_headings: tuple[str, ...]
    footers: tuple[str, ...]
    sheet_patterns: tuple[re.Pattern[str], ...]
    send_headings: frozenset[str]
    send_at_least: int
    age_bands: tuple[tuple[int, str], ...]
    values: Values
    rules: tuple[Rule, ...]
    events: tuple[EventSpec, ...]
    event_words: Mapping[str, str]
    lookup: Mapping[int, Mapping[str, tuple[str, bool]]]
    digest: str

    def list_spec(self, number: int) -> ListSpec:
        """Return the list with this number.

        Raises:
            KeyError: no list has it.
        """
        for one in self.lists:
            if one.number == number:
                return one
        raise KeyError(number)

    def deciding(self, decisions: Mapping[str, Mapping[str, str]]) -> Spec:
        """Return these rules with an inspection's own value decisions.

        Args:
            decisions: column key to raw value to official code.
        """
        return replace(self, values=self.values.deciding(decisions))

    def restricted(self, number: int, key: str) -> bool:
        """Say whether a column is kept under the restricted key.

        Columns that we do not know may hold anything, names of children included, so they are
        restricted too.
        """
        if key.startswith(_SPARE_PREFIX):
            return True
        column = self.list_spec(number).column(key)
        return column is None or column.restricted


def spare_key(position: int) -> str:
    """Return the key of a column that no list expects, by its position (1 is column A)."""
    return f"{_SPARE_PREFIX}{position}"


def load_spec(folder: Path | None = None) -> Spec:
    """Load the lists, value sets and checks.

    Args:
        folder: where the ``FILES`` are; the shipped ones by default, an inspection's pinned
            copy otherwise.

    Raises:
        DamagedFileError: a file is missing or malformed; the message names it.
    """
    home = folder if folder is not None else resource("annex_a")
    texts = {name: _bytes(home / name) for name in FILES}
    digest = hashlib.sha256(b"\0".join(texts.values())).hexdigest()
    try:
        raw = tomllib.loads(texts["lists.toml"].decode("utf-8"))
        values = load_values(texts["values.json"])
        rules = load_rules(texts["checks.toml"])
        story = tomllib.loads(texts["journey.toml"].decode("utf-8"))
        return _build(raw, story, values, rules, digest)
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise DamagedFileError(
            f"The Annex A reading rules in {home} are malformed: {error}.",
            todo="Install the app again, or restore the inspection's own copy of the rules.",
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DamagedFileError(
            f"The Annex A reading rules {path.name} cannot be read: {error.strerror}.",
            todo="Install the app again.",
        ) from error


def _build(
    raw: dict[str, Any],
    story: dict[str, Any],
    values: Values,
    rules: tuple[Rule, ...],
    digest: str,
) -> Spec:
    lists = tuple(_list(entry) for entry in raw["lists"])
    bands = sorted((int(b["from"]), str(b["label"])) for b in raw["age_bands"])
    prefixes = tuple(squash(p) for p in raw["prefixes"])
    return Spec(
        lists=lists,
        layouts=tuple(raw["layouts"]),
        prefixes=prefixes,
        blanks=frozenset(str(b).casefold() for b in raw["blanks"]),
        placeholders=frozenset(raw["placeholders"]),
        template_sheets=frozenset(raw["template_sheets"]),
        comment_headings=tuple(raw["comment_headings"]),
        footers=tuple(raw["footers"]),
        sheet_patterns=tuple(re.compile(p) for p in raw["sheet_patterns"]),
        send_headings=frozenset(raw["send"]["headings"]),
        send_at_least=int(raw["send"]["at_least"]),
        age_bands=tuple(bands),
        values=values.for_columns(
            # Where two lists give a column different sets, the earlier list decides.
            {c.key: c.codes for one in reversed(lists) for c in one.columns if c.codes}
        ),
        rules=rules,
        events=tuple(_event(entry) for entry in story["events"]),
        event_words=dict(story["words"]),
        lookup={one.number: _lookup(one, prefixes) for one in lists},
        digest=digest,
    )


def _list(entry: dict[str, Any]) -> ListSpec:
    rule = entry.get("open")
    return ListSpec(
        number=int(entry["number"]),
        title=entry["title"],
        names=tuple(entry["names"]),
        grain=entry["grain"],
        index=entry["index"],
        window_months=int(entry["window_months"]),
        natural_key=tuple(entry["natural_key"]),
        facts=tuple(entry["facts"]),
        open_rule=None
        if rule is None
        else OpenRule(
            blank=tuple(rule["blank"]),
            without={k: tuple(v) for k, v in rule.get("without", {}).items()},
        ),
        columns=tuple(_column(c) for c in entry["columns"]),
    )


def _column(entry: dict[str, Any]) -> ColumnSpec:
    return ColumnSpec(
        key=entry["key"],
        title=entry["title"],
        kind=cast("Kind", entry["kind"]),
        need=cast("Need", entry["need"]),
        aliases=tuple(entry.get("aliases", ())),
        patterns=tuple(re.compile(p) for p in entry.get("patterns", ())),
        not_headings=tuple(entry.get("not_headings", ())),
        codes=entry.get("codes", ""),
        check=entry.get("check", ""),
        restricted=bool(entry.get("restricted", False)),
        layouts=tuple(entry.get("layouts", ())),
    )


def _event(entry: dict[str, Any]) -> EventSpec:
    return EventSpec(
        list_number=int(entry["list"]),
        date=entry["date"],
        code=entry.get("code", ""),
        kind=entry["kind"],
        title=entry["title"],
        since=entry.get("since", ""),
        detail=tuple(entry.get("detail", ())),
    )


def _lookup(one: ListSpec, prefixes: tuple[str, ...]) -> dict[str, tuple[str, bool]]:
    """Map each known form of a heading to (key, whether it is the official one)."""
    found: dict[str, tuple[str, bool]] = {}
    for column in one.columns:
        for alias in column.aliases:
            for form in heading_forms(alias, prefixes):
                found.setdefault(form, (column.key, False))
    for column in one.columns:
        for form in reversed(heading_forms(column.title, prefixes)):
            found[form] = (column.key, True)
    return found
