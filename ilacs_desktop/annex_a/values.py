"""Recognise coded values however a local authority's system writes them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_LETTER = re.compile(r"^\s*[A-Za-z]{1,2}\d?\)\s*")


@dataclass(frozen=True, slots=True)
class CodeSet:
    """One set of official codes and the ways they are written.

    Attributes:
        labels: official code to the plain words for it.
        groups: official code to its broader group, where it has one.
        exact: folded text to official code.
        group_of: folded text to a group, where the text tells the group but not the code.
        tokens: short code (``WBRI``, ``N1``, ``U4``) to official code.
    """

    labels: Mapping[str, str]
    groups: Mapping[str, str]
    exact: Mapping[str, str]
    group_of: Mapping[str, str]
    tokens: Mapping[str, str]
    token_patterns: tuple[re.Pattern[str], ...]

    def code(self, raw: str) -> str | None:
        """Return the official code that a raw value means, or None where it cannot be told."""
        folded = fold(raw)
        if not folded:
            return None
        found = self.exact.get(folded)
        if found is None and (bare := _LETTER.sub("", raw)) != raw:
            found = self.exact.get(fold(bare))
        return found or self._by_token(_LETTER.sub("", raw).strip())

    def _by_token(self, text: str) -> str | None:
        for pattern in self.token_patterns:
            if match := pattern.match(text):
                return self.tokens[match.group(1).upper()]
        return None


@dataclass(frozen=True, slots=True)
class Values:
    """Every code set, and the set that each column uses.

    Attributes:
        decisions: what people of this inspection decided: column key to folded text to code.
    """

    sets: Mapping[str, CodeSet]
    columns: Mapping[str, str]
    decisions: Mapping[str, Mapping[str, str]]

    def for_columns(self, columns: Mapping[str, str]) -> Values:
        """Return these values with column keys tied to sets.

        Raises:
            KeyError: a column names a set that does not exist.
        """
        for name in columns.values():
            self.sets[name]
        return replace(self, columns=dict(columns))

    def deciding(self, decisions: Mapping[str, Mapping[str, str]]) -> Values:
        """Return these values with the inspection's own decisions, which come first.

        Args:
            decisions: column key to raw value to official code.
        """
        folded = {
            key: {fold(raw): code for raw, code in pairs.items()}
            for key, pairs in decisions.items()
        }
        return replace(self, decisions=folded)

    def set_for(self, column_key: str, set_name: str = "") -> CodeSet | None:
        """Return the code set of a column, or None for a column without codes."""
        return self.sets.get(set_name or self.columns.get(column_key, ""))

    def classify(self, column_key: str, raw: object, *, set_name: str = "") -> str | None:
        """Return the official code that a raw value of a column means.

        Matching is anchored: the whole folded text, or a short code at the start or in brackets
        at the end, never a word somewhere inside.

        Args:
            column_key: the column, such as ``ethnicity``.
            raw: the value as read.
            set_name: a code set other than the column's usual one.

        Returns:
            The code, or None where the value is blank, unknown or could mean two things.
        """
        if raw is None:
            return None
        text = str(raw)
        decided = self.decisions.get(column_key)
        if decided and (code := decided.get(fold(text))):
            return code
        codes = self.set_for(column_key, set_name)
        return codes.code(text) if codes is not None else None

    def group(self, column_key: str, raw: object, *, set_name: str = "") -> str | None:
        """Return the broader group of a raw value, such as White or Health services.

        Falls back to the plain label where a code belongs to no group, and knows some texts that
        tell a group but not a code.
        """
        codes = self.set_for(column_key, set_name)
        if raw is None or codes is None:
            return None
        code = self.classify(column_key, raw, set_name=set_name)
        if code is not None:
            return codes.groups.get(code) or codes.labels.get(code)
        return codes.group_of.get(fold(str(raw)))

    def label(self, column_key: str, code: str, *, set_name: str = "") -> str:
        """Return the plain words for an official code; the code itself where there are none."""
        codes = self.set_for(column_key, set_name)
        return codes.labels.get(code, code) if codes is not None else code


def load_values(text: bytes) -> Values:
    """Load the code sets.

    Args:
        text: the content of ``values.json``.

    Raises:
        ValueError: not JSON, or two codes claim one text.
        KeyError: a set lacks a part.
    """
    raw = json.loads(text)
    return Values(
        sets={name: _code_set(entry) for name, entry in raw["sets"].items()},
        columns={},
        decisions={},
    )


def _code_set(entry: dict[str, object]) -> CodeSet:
    rows: list[list[str]] = entry["codes"]  # type: ignore[assignment]
    aliases: dict[str, list[str]] = entry.get("aliases", {})  # type: ignore[assignment]
    grouped: dict[str, list[str]] = entry.get("group_aliases", {})  # type: ignore[assignment]
    tokens: dict[str, str] = entry.get("tokens", {})  # type: ignore[assignment]
    labels = {row[0]: row[1] for row in rows}
    exact: dict[str, str] = {}
    two_meanings: set[str] = set()
    for code, label in labels.items():
        for form in {fold(code), fold(_LETTER.sub("", code)), fold(label)}:
            if exact.setdefault(form, code) != code:
                two_meanings.add(form)
    for form in two_meanings:
        del exact[form]
    for code, forms in aliases.items():
        labels[code]  # an alias of a code that is not there is a fault in the data
        exact.update(dict.fromkeys(forms, code))
    return CodeSet(
        labels=labels,
        groups={row[0]: row[2] for row in rows if len(row) > 2},
        exact=exact,
        group_of={form: group for group, forms in grouped.items() for form in forms},
        tokens={token.upper(): code for token, code in tokens.items()},
        token_patterns=_token_patterns(tuple(tokens)),
    )


def _token_patterns(tokens: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return patterns for a short code at the start, or in brackets at the end.

    A code followed by a mere space counts only in its own capitals, so that "Both parents" is
    not the ethnicity BOTH; single letters count only before punctuation.
    """
    if not tokens:
        return ()
    any_of = "|".join(re.escape(t) for t in sorted(tokens, key=len, reverse=True))
    long = "|".join(re.escape(t) for t in sorted(tokens, key=len, reverse=True) if len(t) > 1)
    patterns = [re.compile(rf"[\[(]?({any_of})(?=$|\s*[-–:)\]\[(])", re.IGNORECASE)]
    if long:
        patterns.append(re.compile(rf"[\[(]?({long})(?=[\s.])"))
        patterns.append(re.compile(rf".*[\[(]({long})[\])]$", re.IGNORECASE | re.DOTALL))
    return tuple(patterns)
