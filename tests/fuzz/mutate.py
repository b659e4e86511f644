"""Make a bad file of a good one: by its bytes, by its parts, by what it says."""

from __future__ import annotations

import copy
import functools
import io
import json
import re
import warnings
import zipfile
import zlib

NASTY = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"-1",
    b"0",
    b"65536",
    b"2147483648",
    b"4294967295",
    b"9223372036854775808",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"%s%n",
    b"<a>" * 2000,
    b'"',
    b"'",
    b"\r",
    b"=1+1",
    b"XFD1048576",
    b"A0",
    b"&#0;",
    b"&amp;" * 500,
    b"\xed\xa0\x80",
    b"0000-00-00",
    b"9999-12-31",
    "İ\u202e\u0000é".encode(),
)
_LOOKED_AT = 4000


def of_bytes(chance, data):
    """Change some bytes: flip, cut, repeat, move, or put something nasty in."""
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        if not data:
            break
        at = chance.randrange(len(data))
        end = min(len(data), at + chance.choice((1, 2, 4, 16, 256, 4096)))
        what = chance.randrange(7)
        if what == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            data[at] = chance.randrange(256)
        elif what == 2:
            del data[at:end]
        elif what == 3:
            data[at:at] = data[at:end] * chance.choice((1, 2, 50))
        elif what == 4:
            data[at:end] = chance.choice(NASTY)
        elif what == 5:
            data[at:end] = chance.randbytes(end - at)
        else:
            del data[at:]
    return bytes(data)


_PARTS = (
    re.compile(rb"\d+"),
    re.compile(rb"\d+"),
    re.compile(rb"[A-Za-z_:]{2,}"),
    re.compile(rb"<[^>]{1,300}>"),
    re.compile(rb"[^\n]*\n"),
    re.compile(rb'"[^"\n]*"'),
)


def of_text(chance, data):
    """Change a number, a word, a line, or what stands between two marks."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        start = chance.choice((0, chance.randrange(len(data) or 1)))
        found = list(chance.choice(_PARTS).finditer(data, start, start + _LOOKED_AT))
        if not found:
            data = of_bytes(chance, data)
            continue
        one = chance.choice(found)
        other = chance.choice((*NASTY, chance.choice(found).group(), one.group() * 2))
        data = data[: one.start()] + other + data[one.end() :]
    return data


def of_zip(chance, data):
    """Change one member of a zip, leave one out, put one in twice, or lie about sizes."""
    members = list(_members(data))
    if not members:
        return of_bytes(chance, data)
    what = chance.randrange(8)
    at = chance.randrange(len(members))
    name, body = members[at]
    if what < 5:
        members[at] = (name, of_text(chance, body) if what < 4 else of_bytes(chance, body))
    elif what == 5:
        del members[at]
    elif what == 6:
        members[at] = (name, members[chance.randrange(len(members))][1])
    else:
        members.insert(at, (chance.choice(("../../x", "", "xl/worksheets/sheet1.xml", name)), body))
    made = _zipped(chance, members)
    return _lied(chance, made) if chance.random() < 0.1 else made


@functools.lru_cache(maxsize=16)
def _members(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple((one.filename, archive.read(one)) for one in archive.infolist())
    except (zipfile.BadZipFile, OSError, zlib.error, ValueError, RuntimeError):
        return ()  # broken already: only its bytes can be changed further


def _zipped(chance, members):
    out = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if chance.random() < 0.1 else zipfile.ZIP_STORED
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", how) as archive:
        warnings.simplefilter("ignore")
        for name, body in members:
            archive.writestr(name or "x", body)
    return out.getvalue()


def _lied(chance, data):
    """Change the sizes that the directory states."""
    at = data.find(b"PK\1\2")
    if at < 0:
        return data
    field = at + chance.choice((16, 20, 24, 42))
    return data[:field] + chance.randbytes(4) + data[field + 4 :]


def bomb(chance, data):
    """Make a workbook that unpacks to far more than it is."""
    kind = chance.randrange(4)
    if kind == 0:
        sheet = b"<worksheet><sheetData>" + b"<row/>" * 120_000_000
    elif kind == 1:
        row = b'<row r="1"><c r="XFD1048576" t="n"><v>1</v></c></row>'
        sheet = b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"
    elif kind == 2:
        entity = b"".join(
            b'<!ENTITY e%d "%s">' % (place, b"&e%d;" % (place - 1) * 10) for place in range(1, 12)
        )
        sheet = b'<!DOCTYPE x [<!ENTITY e0 "lol">' + entity + b"]><worksheet>&e11;</worksheet>"
    else:
        sheet = b"<a>" * 3_000_000
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        sheets = [one for one in good.namelist() if one.startswith("xl/worksheets/sheet")]
        for name in good.namelist():
            archive.writestr(name, sheet if name == chance.choice(sheets) else good.read(name))
    return out.getvalue()


VALUES = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1e308,
    "",
    "x" * 100_000,
    "\ud800",
    "\0",
    "2026-13-45",
    [],
    {},
    [[[[[[]]]]]],
    {"a": {"a": {"a": 1}}},
    "../../../etc/passwd",
    "inspection",
    ["", None, 1],
)


def of_json(chance, data):
    """Change what a JSON file says: a value, a key, a place, or the whole shape."""
    if chance.random() < 0.2:
        return of_text(chance, data) if chance.random() < 0.7 else of_bytes(chance, data)
    if chance.random() < 0.02:
        return chance.choice((b"[" * 200_000, b'{"a":' * 100_000, b"[]", b"null", b'{"a":1,"a":2}'))
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):  # bad already
        return of_bytes(chance, data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        holder, key = _place(chance, body)
        if holder is None:
            break
        what = chance.randrange(6)
        if what < 3:
            # A copy: what is changed later on must not be changed for every other file.
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        elif what == 3:
            del holder[key]
        elif what == 4 and isinstance(holder, dict):
            name = chance.choice(("id", "kind", "fields", "said", "x", "__proto__", ""))
            holder[name] = copy.deepcopy(holder[key])
        else:
            other, place = _place(chance, body)
            if other is not None:
                # A copy: a part that held itself could not be written down.
                holder[key] = json.loads(json.dumps(other[place]))
    return json.dumps(body).encode()


def _place(chance, body):
    holder, key = None, None
    while isinstance(body, (dict, list)) and body:
        holder, key = (
            body,
            chance.choice(list(body) if isinstance(body, dict) else range(len(body))),
        )
        body = body[key]
        if chance.random() < 0.15:
            break
    return holder, key


def of_toml(chance, data):
    """Change lines of a TOML file: leave out, repeat, move, or change what they say."""
    if chance.random() < 0.3:
        return of_text(chance, data) if chance.random() < 0.8 else of_bytes(chance, data)
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(lines))
        what = chance.randrange(5)
        if what == 0:
            del lines[at]
        elif what == 1:
            lines.insert(chance.randrange(len(lines)), lines[at])
        elif what == 2:
            key = lines[at].split(b"=")[0]
            lines[at] = key + b"= " + chance.choice(_TOML_VALUES)
        elif what == 3:
            lines[at] = chance.choice((b"[a]", b"[[areas]]", b"extends = 'ilacs-2018'", b"x.y.z=1"))
        else:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        lines = lines or [b""]
    return b"\n".join(lines)


_TOML_VALUES = (
    *(b"1", b"-1", b"''", b"true", b"[]", b"{}", b"[[[]]]", b"'x'", b"1979-05-27", b"nan", b"inf"),
    *(b"['', 1]", b"{ a = { b = 1 } }", b"99999999999999999999999", b"'\\ud800'", b"[" * 3000),
    b"'" + b"x" * 100_000 + b"'",
)
