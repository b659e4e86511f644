"""Where each key of a TOML file stands: the line that a fault is reported at."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left

KeyPath = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\])*"'),
    re.compile(r"'[^']*'"),
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, from 1, on which each key and list item of a TOML text begins.

    Args:
        text: TOML that ``tomllib`` has read; anything else may give wrong lines.
    """
    return _Scan(text).lines


def nearest_line(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """Return the line of a path, or of the closest thing around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scan:
    """One pass over a text, noting where keys begin."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._text = text
        self._at = 0
        self._newlines = [found.start() for found in re.finditer(r"\n", text)]
        self._array_sizes: dict[KeyPath, int] = {}
        table: KeyPath = ()
        self._skip(_BLANK)
        while self._at < len(text):
            table = self._header() if text[self._at] == "[" else self._pair_of(table)
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _note(self, path: KeyPath, position: int) -> None:
        self.lines.setdefault(path, bisect_left(self._newlines, position) + 1)

    def _header(self) -> KeyPath:
        """Read ``[table]`` or ``[[list of tables]]`` and return the path it opens."""
        start = self._at
        is_item = self._text.startswith("[[", start)
        self._at += 2 if is_item else 1
        keys = self._keys()
        self._at += 2 if is_item else 1
        path: KeyPath = ()
        for depth, key in enumerate(keys):
            path = (*path, key)
            if is_item and depth == len(keys) - 1:
                self._array_sizes[path] = self._array_sizes.get(path, 0) + 1
            self._note(path, start)
            if path in self._array_sizes:
                path = (*path, self._array_sizes[path] - 1)
                self._note(path, start)
        return path

    def _pair_of(self, table: KeyPath) -> KeyPath:
        """Read ``key = value`` and return the table it stands in."""
        start = self._at
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path, start)
        self._at += 1
        self._skip(_SPACE)
        self._value(path)
        return table

    def _keys(self) -> list[str]:
        """Read a dotted key up to what follows it."""
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            start = self._at
            quoted = self._text[start] in "\"'"
            self._skip(_STRINGS[2 if self._text[start] == '"' else 3] if quoted else _BARE_KEY)
            raw = self._text[start : self._at]
            keys.append(str(tomllib.loads(f"key = {raw}")["key"]) if quoted else raw)
            self._skip(_SPACE)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _value(self, path: KeyPath) -> None:
        """Step over a value, noting what it holds."""
        opening = self._text[self._at]
        if opening == "[":
            self._items(path)
        elif opening == "{":
            self._pairs(path)
        else:
            string = next((p for p in _STRINGS if p.match(self._text, self._at)), None)
            self._skip(string or _BARE_VALUE)

    def _items(self, path: KeyPath) -> None:
        self._at += 1
        index = 0
        while self._more("]"):
            self._note((*path, index), self._at)
            self._value((*path, index))
            index += 1

    def _pairs(self, path: KeyPath) -> None:
        self._at += 1
        while self._more("}"):
            self._pair_of(path)

    def _more(self, closing: str) -> bool:
        """Step over blanks and commas; at the closing bracket step over it and say no."""
        self._skip(_BLANK)
        while self._text[self._at] == ",":
            self._at += 1
            self._skip(_BLANK)
        if self._text[self._at] == closing:
            self._at += 1
            return False
        return True
