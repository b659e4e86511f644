"""What makes a PDF an archive file: its metadata packet and the profile of its colours.

The file says of itself that it is PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). The colour
profile is made here from the published figures of sRGB (IEC 61966-2-1), so that it holds no date
and needs nobody's licence.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PROFILE_NAME = "sRGB IEC61966-2.1"
# Primaries and white adapted to the D50 of profiles, as the sRGB profiles in use give them.
_COLOURS = {
    b"wtpt": (0.9642, 1.0, 0.8249),
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_CURVE_POINTS = 1024


def colour_profile() -> bytes:
    """Return an ICC profile (version 2.1) of sRGB; always the same bytes."""
    curve = struct.pack(">4sII", b"curv", 0, _CURVE_POINTS) + b"".join(
        struct.pack(">H", round(_linear(step / (_CURVE_POINTS - 1)) * 65535))
        for step in range(_CURVE_POINTS)
    )
    tags = {
        b"desc": _described(PROFILE_NAME),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        **{name: _xyz(*values) for name, values in _COLOURS.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at = 128 + 4 + 12 * len(tags)
    table, bodies, placed = [], [], {}
    for name, body in tags.items():
        padded = body + b"\0" * (-len(body) % 4)
        if body not in placed:
            placed[body] = at
            bodies.append(padded)
            at += len(padded)
        table.append(struct.pack(">4sII", name, placed[body], len(body)))
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3I4s44x",
        at,
        b"\0\0\0\0",
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        b"\0\0\0\0",
        0,
        b"\0\0\0\0",
        b"\0\0\0\0",
        0,
        0,
        *(round(value * 65536) for value in _COLOURS[b"wtpt"]),
        b"\0\0\0\0",
    )
    return head + struct.pack(">I", len(tags)) + b"".join(table) + b"".join(bodies)


def _linear(value: float) -> float:
    """Return the light of a stored value from 0 to 1."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _xyz(x: float, y: float, z: float) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(part * 65536) for part in (x, y, z)))


def _described(words: str) -> bytes:
    name = words.encode("ascii") + b"\0"
    return struct.pack(">4sII", b"desc", 0, len(name)) + name + b"\0" * (4 + 4 + 2 + 1 + 67)


def packet(properties: Mapping[str, str], language: str, created: date) -> bytes:
    """Return the XMP packet: what the properties say, and which standards the file keeps.

    Args:
        properties: title, author, subject, keywords, creator and producer, those there are.
        language: of the text, such as "en-GB".
        created: the day it is made.
    """
    told = {name: escape(words) for name, words in properties.items()}
    moment = f"{created:%Y-%m-%d}T00:00:00Z"
    lines = [
        f"<dc:title>{_spoken(told['Title'])}</dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
        "<dc:format>application/pdf</dc:format>",
        f"<xmp:CreatorTool>{told['Creator']}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{moment}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{moment}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{moment}</xmp:MetadataDate>",
        f"<pdf:Producer>{told['Producer']}</pdf:Producer>",
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ]
    if "Author" in told:
        lines.append(
            f"<dc:creator><rdf:Seq><rdf:li>{told['Author']}</rdf:li></rdf:Seq></dc:creator>"
        )
    if "Subject" in told:
        lines.append(f"<dc:description>{_spoken(told['Subject'])}</dc:description>")
    if "Keywords" in told:
        lines.append(f"<pdf:Keywords>{told['Keywords']}</pdf:Keywords>")
    return _PACKET.replace("{told}", "\n".join(lines)).encode("utf-8")


def _spoken(words: str) -> str:
    return f"<rdf:Alt><rdf:li xml:lang='x-default'>{words}</rdf:li></rdf:Alt>"


# PDF/A asks that a schema it does not know, here PDF/UA's, be described beside its use.
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{told}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
